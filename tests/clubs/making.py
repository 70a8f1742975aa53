"""Valid clubs and runs to start from."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

from bot import clubs
from bot.clubs import Club, Due, Kind, Run
from bot.database import Session

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # 10:00 in Berlin
EVENING = time(18, 30)
POST_AT = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)  # half an hour before 18:30 in Berlin


async def make_club(
    session: Session,
    chat_id: int = -1001,
    thread_id: int | None = None,
    now: datetime = MONDAY,
    title: str = "Harriers",
    kind: Kind = Kind.GROUP,
    told_chat_id: int = 1001,
    **changes: Any,
) -> Club:
    """A club in Berlin, set up by 1001."""
    begun = await clubs.begin(
        session,
        chat_id=chat_id,
        thread_id=thread_id,
        kind=kind,
        title=title,
        language="en",
        told_chat_id=told_chat_id,
        now=now,
    )
    club = await clubs.change(session, begun.id, now, **({"zone": "Europe/Berlin"} | changes))
    assert club
    return club


async def make_run(
    session: Session,
    club: Club,
    days: Iterable[int] = range(7),
    at: time = EVENING,
    now: datetime = MONDAY,
    place: str | None = None,
) -> Run:
    """A run of every day at 18:30."""
    run = await clubs.add_run(session, club, days, at, now)
    assert isinstance(run, Run)
    if place:
        await clubs.meet_at(session, club, run.id, place)
    return run


async def make_post(session: Session, club: Club, now: datetime = POST_AT) -> int:
    """The id of a warm-up posted now for the run that is due."""
    due: list[Due] = [one for one in await clubs.due(session, now, 100) if one.club.id == club.id]
    post_id = await clubs.post(session, due[0], now)
    assert post_id
    await clubs.advance(session, club, due[0].run.id, now)
    return post_id
