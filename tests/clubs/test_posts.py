"""What was posted: each warm-up once, each person's tap once, and counts shown together."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clubs
from bot.clubs import Counts, Tap
from bot.clubs.tables import ClubTapRow
from bot.database import Session
from bot.vault import Vault, new_key
from tests.clubs.making import POST_AT, make_club, make_post, make_run

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


@pytest.fixture
async def post_id(session: AsyncSession) -> int:
    """A warm-up posted in chat -1001."""
    club = await make_club(session)
    await make_run(session, club)
    return await make_post(session, club)


async def tapped(session: Session, vault: Vault, post_id: int, person_id: int, **changes: object) -> object:
    """Somebody taps "I'm in"."""
    told: dict[str, object] = {"chat_id": -1001, "message_id": 5, "what": Tap.IN, "now": POST_AT}
    given = told | changes
    return await clubs.tap(session, vault, post_id=post_id, person_id=person_id, **given)  # type: ignore[arg-type]


async def test_a_warm_up_is_posted_once(session: AsyncSession) -> None:
    club = await make_club(session)
    await make_run(session, club)
    (due,) = await clubs.due(session, POST_AT, 10)
    assert await clubs.post(session, due, POST_AT)
    assert await clubs.post(session, due, POST_AT) is None
    assert await clubs.posts_on(session, club.id, POST_AT) == 1
    assert await clubs.posts_on(session, club.id, POST_AT + SECOND) == 0


async def test_a_second_tap_takes_the_first_back(session: AsyncSession, vault: Vault, post_id: int) -> None:
    assert await tapped(session, vault, post_id, 7) is True
    assert await tapped(session, vault, post_id, 8) is True
    assert await tapped(session, vault, post_id, 7, what=Tap.DONE) is True
    assert await clubs.counts(session, vault, post_id) == Counts(coming=2, done=1)
    assert await tapped(session, vault, post_id, 7) is False
    assert await clubs.counts(session, vault, post_id) == Counts(coming=1, done=1)


async def test_a_warm_up_is_tapped_until_the_day_after(
    session: AsyncSession, vault: Vault, post_id: int
) -> None:
    assert await tapped(session, vault, post_id, 7, what=Tap.DONE, now=POST_AT + 29 * HOUR) is True
    assert await tapped(session, vault, post_id, 8, what=Tap.DONE, now=POST_AT + 31 * HOUR) is None
    assert await clubs.counts(session, vault, post_id) == Counts(done=1)


async def test_a_tap_from_another_chat_counts_nowhere(
    session: AsyncSession, vault: Vault, post_id: int
) -> None:
    assert await tapped(session, vault, post_id, 7, chat_id=-1002) is None
    assert await clubs.counts(session, vault, post_id) == Counts()


async def test_a_forgotten_person_is_taken_out_of_every_club(
    session: AsyncSession, vault: Vault, post_id: int
) -> None:
    other = await make_club(session, chat_id=-1002)
    await make_run(session, other)
    second = await make_post(session, other)
    await tapped(session, vault, post_id, 7)
    await tapped(session, vault, post_id, 8)
    await tapped(session, vault, second, 7, chat_id=-1002)
    await clubs.forget_person(session, vault, 7, POST_AT)
    assert await clubs.counts(session, vault, post_id) == Counts(coming=1)
    assert await clubs.counts(session, vault, second) == Counts()


async def test_nobody_can_be_read_from_a_tap_without_the_key(
    session: AsyncSession, vault: Vault, post_id: int
) -> None:
    await tapped(session, vault, post_id, 123456789)
    marks = list(await session.scalars(select(ClubTapRow.who)))
    assert [len(mark) for mark in marks] == [32]
    assert b"123456789" not in marks[0]
    await clubs.forget_person(session, Vault(new_key()), 123456789, POST_AT)
    assert await clubs.counts(session, vault, post_id) == Counts(coming=1)


async def test_after_a_new_key_a_tap_of_before_is_still_known(session: AsyncSession, post_id: int) -> None:
    old, new = new_key(), new_key()
    await tapped(session, Vault(old), post_id, 7)
    assert await tapped(session, Vault(new, old), post_id, 7) is False
    assert await clubs.counts(session, Vault(new, old), post_id) == Counts()


async def test_taps_of_six_seconds_are_shown_together(
    session: AsyncSession, vault: Vault, post_id: int
) -> None:
    await tapped(session, vault, post_id, 1)
    (first,) = await clubs.to_recount(session, vault, POST_AT, 10)
    assert (first.message_id, first.counts) == (5, Counts(coming=1))
    await clubs.is_shown(session, first)
    for person in range(2, 8):
        await tapped(session, vault, post_id, person, now=POST_AT + SECOND)
    assert await clubs.to_recount(session, vault, POST_AT + 5 * SECOND, 10) == []
    (then,) = await clubs.to_recount(session, vault, POST_AT + 6 * SECOND, 10)
    assert then.counts == Counts(coming=7)
    await clubs.is_shown(session, then)
    assert await clubs.to_recount(session, vault, POST_AT + timedelta(hours=1), 10) == []


async def test_a_tap_while_a_count_is_being_shown_asks_for_the_next(
    session: AsyncSession, vault: Vault, post_id: int
) -> None:
    await tapped(session, vault, post_id, 1)
    (first,) = await clubs.to_recount(session, vault, POST_AT, 10)
    await tapped(session, vault, post_id, 2, now=POST_AT + SECOND)
    await clubs.is_shown(session, first)
    (then,) = await clubs.to_recount(session, vault, POST_AT + 6 * SECOND, 10)
    assert then.counts == Counts(coming=2)


async def test_a_count_whose_process_died_is_shown_after_a_minute(
    session: AsyncSession, vault: Vault, post_id: int
) -> None:
    await tapped(session, vault, post_id, 1)
    await clubs.to_recount(session, vault, POST_AT, 10)
    assert await clubs.to_recount(session, vault, POST_AT + 59 * SECOND, 10) == []
    (again,) = await clubs.to_recount(session, vault, POST_AT + 60 * SECOND, 10)
    assert again.counts == Counts(coming=1)


async def test_a_count_on_hold_is_asked_for_again(session: AsyncSession, vault: Vault, post_id: int) -> None:
    await tapped(session, vault, post_id, 1)
    await clubs.to_recount(session, vault, POST_AT, 10)
    await clubs.hold(session, post_id, POST_AT, 2 * SECOND)
    assert len(await clubs.to_recount(session, vault, POST_AT + 2 * SECOND, 10)) == 1


async def test_a_silenced_club_has_no_counts_to_show(
    session: AsyncSession, vault: Vault, post_id: int
) -> None:
    await tapped(session, vault, post_id, 1)
    await clubs.silence(session, -1001, POST_AT)
    assert await clubs.to_recount(session, vault, POST_AT + SECOND, 10) == []


async def test_posts_are_forgotten_with_their_taps_after_thirty_days(
    session: AsyncSession, vault: Vault, post_id: int
) -> None:
    await tapped(session, vault, post_id, 1)
    assert await clubs.forget_old(session, POST_AT + timedelta(days=30)) == 0
    assert await clubs.forget_old(session, POST_AT + timedelta(days=30) + SECOND) == 1
    assert await clubs.counts(session, vault, post_id) == Counts()


async def test_a_clock_that_went_back_does_not_hold_up_counts(
    session: AsyncSession, vault: Vault, post_id: int
) -> None:
    await tapped(session, vault, post_id, 7)
    (first,) = await clubs.to_recount(session, vault, POST_AT, 10)
    await clubs.is_shown(session, first)
    back = POST_AT - HOUR
    await clubs.clock_went_back(session, back)
    await tapped(session, vault, post_id, 8, now=back)
    assert await clubs.to_recount(session, vault, back + clubs.RECOUNT_EVERY, 10)
