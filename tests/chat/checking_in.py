"""A whole check-in by its buttons, and what is owed after it; for every test that needs one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import checkins
from bot.checkins import CheckIn
from bot.deliveries import Message
from bot.deliveries.tables import DeliveryRow
from bot.vault import Vault
from tests.chat.setting_up import runner_of
from tests.chat.turns import Person


async def newest(session: AsyncSession, vault: Vault, chat_id: int = 1001) -> CheckIn:
    """The newest check-in of a runner."""
    runner = await runner_of(session, chat_id)
    found = await checkins.latest(session, vault, runner.id)
    assert found is not None
    return found


async def count(session: AsyncSession, vault: Vault, ada: Person) -> int:
    runner = await runner_of(session, ada.chat_id)
    return len(await checkins.recent(session, vault, runner.id, ada.clock.now() - timedelta(days=30)))


async def to_flags(ada: Person, now: int, worst: int) -> None:
    """Answers everything up to the red flags."""
    await ada.command(f"/checkin {now}")
    if now < 10:
        await ada.press(str(worst))
    if worst:
        for label in ("Left", "Outer side", "After running"):
            await ada.press(label)


async def check_in(ada: Person, now: int = 0, worst: int | None = None, flags: tuple[str, ...] = ()) -> None:
    """A whole check-in, by the buttons."""
    await to_flags(ada, now, now if worst is None else worst)
    for flag in flags:
        await ada.press(f"{begun(ada)}:tick:{flag}")
    await ada.press("Save these" if flags else "None of these")


def begun(ada: Person) -> str:
    """What the buttons of the open check-in begin with."""
    return ":".join((ada.shown.buttons[-1][-1].data or "").split(":")[:2])


@dataclass(frozen=True)
class Owed:
    """A delivery with its words opened."""

    key: str
    kind: str
    state: str
    lane: int
    due_at: datetime
    message: Message
    again: Message | None


async def owed(
    session: AsyncSession, vault: Vault, *kinds: str, state: str = "due", chat_id: int = 1001
) -> list[Owed]:
    """What is owed to a runner, oldest first."""
    rows = (
        await session.scalars(
            select(DeliveryRow).where(DeliveryRow.chat_id == chat_id).order_by(DeliveryRow.id)
        )
    ).all()
    opened: list[tuple[DeliveryRow, Any]] = [(row, vault.open(row.message)) for row in rows]
    return [
        Owed(
            row.key,
            row.kind,
            row.state,
            row.lane,
            row.due_at,
            Message.from_json(stored["message"]),
            Message.from_json(stored["again"]) if "again" in stored else None,
        )
        for row, stored in opened
        if row.state == state and (not kinds or row.kind in kinds)
    ]


async def arrive(session: AsyncSession, vault: Vault, ada: Person, kind: str = "advice") -> Owed:
    """Shows the newest owed message of a kind to the runner, as the send line would."""
    found = (await owed(session, vault, kind))[-1]
    await ada.screen.reply(ada.chat_id, found.message)
    return found


def labels(message: Message) -> list[str]:
    return [button.label for row in message.buttons for button in row]
