"""The steps of /start as somebody takes them, up to where a test begins."""

from typing import Any

from sqlalchemy import func, select

from bot import runners
from bot.database import Session
from tests.chat.turns import Person


async def runner_of(session: Session, chat_id: int = 1001) -> runners.Runner:
    found = await runners.by_chat(session, chat_id)
    assert found is not None
    return found


async def count(session: Session, table: Any) -> int:
    return await session.scalar(select(func.count()).select_from(table)) or 0


async def to_consent(ada: Person) -> None:
    await ada.command("/start")
    await ada.press("I am 18 or over")


async def to_zone(ada: Person) -> None:
    await to_consent(ada)
    await ada.press("I agree")


async def to_days(ada: Person) -> None:
    await to_zone(ada)
    await ada.say("Europe/Berlin")


async def to_time(ada: Person) -> None:
    await to_days(ada)
    await ada.press("Save")


async def to_flags(ada: Person) -> None:
    await to_time(ada)
    await ada.press("07:30")
