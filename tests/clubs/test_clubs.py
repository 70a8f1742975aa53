"""Clubs in the database: where they meet, their runs, the posts and the taps, on both databases."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession as Session

from bot import clubs
from bot.clubs import Club, Counts, Kind, Refused, Run, Tap
from bot.clubs.tables import ClubTapRow
from bot.vault import Vault, new_key
from tests.conftest import NOON

GROUP, MOVED = -4001, -1002200000001
MINUTE = timedelta(minutes=1)


async def club_of(session: Session, chat_id: int = GROUP, thread_id: int | None = None, **more: Any) -> Club:
    """A club of Berlin in a group, set up by person 1001."""
    asked: dict[str, Any] = {
        "chat_id": chat_id,
        "thread_id": thread_id,
        "kind": Kind.GROUP,
        "title": "Harriers",
        "language": "en",
        "told_chat_id": 1001,
        "now": NOON,
    }
    begun = await clubs.begin(session, **(asked | more))
    changed = await clubs.change(session, begun.id, NOON, zone="Europe/Berlin")
    assert changed is not None
    return changed


async def run_of(session: Session, club: Club, at: time = time(18, 30)) -> Run:
    """A run of every day."""
    run = await clubs.add_run(session, club, range(7), at, NOON)
    assert isinstance(run, Run)
    return run


async def posted(session: Session, club: Club, at: time = time(18, 30)) -> int:
    """A warm-up that was posted for a run of today."""
    await run_of(session, club, at)
    due = next(it for it in await clubs.due(session, NOON + timedelta(hours=8), 10) if it.club.id == club.id)
    post_id = await clubs.post(session, due, NOON)
    assert post_id is not None
    return post_id


async def tapped(
    session: Session, vault: Vault, post_id: int, person_id: int, what: Tap = Tap.IN, **more: Any
) -> bool | None:
    """Somebody's tap in the group."""
    asked: dict[str, Any] = {"chat_id": GROUP, "message_id": 7, "now": NOON} | more
    return await clubs.tap(session, vault, post_id=post_id, person_id=person_id, what=what, **asked)


async def test_a_club_is_one_place_and_finds_its_settings_again(session: Session) -> None:
    club = await club_of(session)
    again = await club_of(session, title="Harriers of Kreuzberg", told_chat_id=1002)
    assert (again.id, again.title, again.told_chat_id) == (club.id, "Harriers of Kreuzberg", 1002)
    topic = await club_of(session, thread_id=5)
    assert topic.id != club.id
    assert {it.thread_id for it in await clubs.of_chat(session, GROUP)} == {None, 5}


async def test_a_run_is_due_its_lead_before_it_begins(session: Session) -> None:
    club = await club_of(session)
    run = await run_of(session, club)
    assert run.next_at == datetime.fromisoformat("2026-11-24T17:00:00+00:00")
    assert run.next_at is not None
    assert [it.run.id for it in await clubs.due(session, run.next_at - MINUTE, 10)] == []
    (due,) = await clubs.due(session, run.next_at, 10)
    assert (due.run.id, due.on) == (run.id, date(2026, 11, 24))
    assert due.starts_at - due.post_at == 30 * MINUTE
    await clubs.advance(session, club, run.id, run.next_at)
    (moved_on,) = await clubs.runs_of(session, club.id)
    assert moved_on.next_on == date(2026, 11, 25)


async def test_zone_and_lead_move_every_run(session: Session) -> None:
    club = await club_of(session)
    await run_of(session, club)
    await clubs.change(session, club.id, NOON, lead_minutes=60)
    await clubs.change(session, club.id, NOON, zone="UTC")
    (run,) = await clubs.runs_of(session, club.id)
    assert run.next_at == datetime.fromisoformat("2026-11-24T17:30:00+00:00")


async def test_a_club_without_a_zone_has_no_turn(session: Session) -> None:
    club = await clubs.begin(
        session,
        chat_id=GROUP,
        thread_id=None,
        kind=Kind.GROUP,
        title="Harriers",
        language="en",
        told_chat_id=1001,
        now=NOON,
    )
    assert (await run_of(session, club)).next_at is None


async def test_a_run_is_kept_once_and_so_many_at_most(session: Session) -> None:
    club = await club_of(session)
    run = await run_of(session, club)
    assert await clubs.add_run(session, club, range(7), time(18, 30), NOON) is Refused.ALREADY_THERE
    assert await clubs.add_run(session, club, [], time(18, 30), NOON) is Refused.NO_DAYS
    for n in range(clubs.MOST_RUNS - 1):
        await run_of(session, club, time(n))
    assert await clubs.add_run(session, club, [1], time(12), NOON) is Refused.TOO_MANY
    assert await clubs.change_run(session, club, run.id, NOON, at=time(0)) is Refused.ALREADY_THERE
    assert await clubs.remove_run(session, club, run.id)
    assert not await clubs.remove_run(session, club, run.id)


async def test_another_clubs_run_is_out_of_reach(session: Session) -> None:
    club, other = await club_of(session), await club_of(session, -4002)
    run = await run_of(session, club)
    assert await clubs.change_run(session, other, run.id, NOON, at=time(7)) is None
    assert await clubs.meet_at(session, other, run.id, "The bridge") is None
    assert not await clubs.remove_run(session, other, run.id)
    kept = await clubs.meet_at(session, club, run.id, " The bridge ")
    assert kept is not None
    assert kept.place == "The bridge"


async def test_a_warm_up_is_posted_once(session: Session) -> None:
    club = await club_of(session)
    run = await run_of(session, club)
    assert run.next_at is not None
    (due,) = await clubs.due(session, run.next_at, 10)
    assert await clubs.post(session, due, NOON) is not None
    assert await clubs.post(session, due, NOON) is None
    assert await clubs.posts_on(session, club.id, NOON) == 1


async def test_each_person_counts_once_and_takes_it_back_with_the_second_tap(
    session: Session, vault: Vault
) -> None:
    post_id = await posted(session, await club_of(session))
    assert [await tapped(session, vault, post_id, person) for person in (1, 2, 3)] == [True] * 3
    assert await tapped(session, vault, post_id, 1, Tap.DONE) is True
    assert await clubs.counts(session, post_id) == Counts(coming=3, done=1)
    assert await tapped(session, vault, post_id, 1) is False
    assert await clubs.counts(session, post_id) == Counts(coming=2, done=1)


async def test_a_tap_from_another_chat_counts_nowhere(session: Session, vault: Vault) -> None:
    post_id = await posted(session, await club_of(session))
    assert await tapped(session, vault, post_id, 1, chat_id=-4002) is None
    assert await tapped(session, vault, post_id + 1, 1) is None
    assert await clubs.counts(session, post_id) == Counts()


async def test_nobody_can_be_read_from_the_taps_and_everybody_can_be_taken_out(
    session: Session, vault: Vault
) -> None:
    post_id = await posted(session, await club_of(session))
    for person in (123456789, 2):
        await tapped(session, vault, post_id, person)
    marks = list(await session.scalars(select(ClubTapRow.who)))
    assert all(len(mark) == 32 and b"123456789" not in mark for mark in marks)
    await clubs.forget_person(session, Vault(new_key()), 2)
    assert (await clubs.counts(session, post_id)).coming == 2
    await clubs.forget_person(session, vault, 2)
    assert (await clubs.counts(session, post_id)).coming == 1


async def test_after_a_new_key_old_taps_are_still_known(session: Session) -> None:
    old, new = new_key(), new_key()
    post_id = await posted(session, await club_of(session))
    await tapped(session, Vault(old), post_id, 1)
    assert await tapped(session, Vault(new, old), post_id, 1) is False


async def test_taps_of_a_moment_are_shown_together(session: Session, vault: Vault) -> None:
    post_id = await posted(session, await club_of(session))
    await tapped(session, vault, post_id, 1)
    (first,) = await clubs.to_recount(session, NOON, 10)
    assert (first.chat_id, first.message_id, first.counts) == (GROUP, 7, Counts(coming=1))
    second = timedelta(seconds=1)
    for person in range(2, 50):
        await tapped(session, vault, post_id, person, now=NOON + second)
    assert await clubs.to_recount(session, NOON + 5 * second, 10) == []
    (together,) = await clubs.to_recount(session, NOON + 6 * second, 10)
    assert together.counts == Counts(coming=49)
    assert await clubs.to_recount(session, NOON + MINUTE, 10) == []
    await clubs.hold(session, post_id, NOON + MINUTE)
    assert len(await clubs.to_recount(session, NOON + 2 * MINUTE, 10)) == 1


@pytest.mark.parametrize("times", [1, 2])
async def test_a_supergroup_takes_everything_along_whoever_says_so_first(
    session: Session, vault: Vault, times: int
) -> None:
    club = await club_of(session)
    post_id = await posted(session, club)
    await tapped(session, vault, post_id, 1)
    for _ in range(times):
        await clubs.move(session, GROUP, MOVED)
    (moved,) = await clubs.of_chat(session, MOVED)
    assert moved.id == club.id
    assert await clubs.of_chat(session, GROUP) == []
    assert await clubs.to_recount(session, NOON + MINUTE, 10) == [], "the old message is out of reach"
    assert (await clubs.counts(session, post_id)).coming == 1


async def test_silenced_it_is_told_once_and_goes_on_where_it_was(session: Session) -> None:
    club = await club_of(session)
    run = await run_of(session, club)
    assert [it.id for it in await clubs.silence(session, GROUP, NOON)] == [club.id]
    assert await clubs.silence(session, GROUP, NOON) == []
    assert [it.next_at for it in await clubs.runs_of(session, club.id)] == [None]
    (again,) = await clubs.speak_again(session, GROUP, NOON)
    assert not again.silenced
    assert [it.next_at for it in await clubs.runs_of(session, club.id)] == [run.next_at]


async def test_left_it_is_forgotten_after_thirty_days_unless_we_are_asked_back(session: Session) -> None:
    club, other = await club_of(session), await club_of(session, -4002)
    await run_of(session, club)
    for chat_id in (GROUP, -4002):
        await clubs.leave(session, chat_id, NOON)
    assert [it.next_at for it in await clubs.runs_of(session, club.id)] == [None]
    assert await clubs.told_to(session, 1001) == []
    await clubs.speak_again(session, -4002, NOON)
    assert await clubs.forget_left(session, NOON + timedelta(days=29)) == 0
    assert await clubs.forget_left(session, NOON + timedelta(days=30)) == 1
    assert await clubs.get(session, club.id) is None
    assert [it.id for it in await clubs.told_to(session, 1001)] == [other.id]


async def test_a_topic_that_is_taken_is_not_moved_into(session: Session) -> None:
    general, topic = await club_of(session), await club_of(session, thread_id=5)
    assert await clubs.move_to_topic(session, topic.id, None) is None
    moved = await clubs.move_to_topic(session, topic.id, 9)
    assert moved is not None
    assert moved.thread_id == 9
    assert await clubs.remove(session, general.id)
    assert await clubs.move_to_topic(session, topic.id, None) is not None


async def test_posts_are_forgotten_with_their_taps(session: Session, vault: Vault) -> None:
    post_id = await posted(session, await club_of(session))
    await tapped(session, vault, post_id, 1)
    assert await clubs.forget_old(session, NOON + timedelta(days=29)) == 0
    assert await clubs.forget_old(session, NOON + timedelta(days=31)) == 1
    assert list(await session.scalars(select(ClubTapRow))) == []
