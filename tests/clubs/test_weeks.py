"""The week of a club: when each post of it comes, what is added up, and whose name is shown."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot import clubs
from bot.clubs import Club, Kind, Tap, Totals, Weekly
from bot.database import Session
from bot.vault import Vault
from tests.clubs.making import MONDAY, make_club

ALL = frozenset(Weekly)
DAY = timedelta(days=1)


async def challenge(session: Session, club: Club) -> int:
    """The id of a challenge posted on the Monday after."""
    at = MONDAY + 7 * DAY
    (due,) = [one for one in await clubs.due_weekly(session, at, 10) if one.what is Weekly.CHALLENGE]
    post_id = await clubs.post(session, due, at)
    assert post_id
    return post_id


async def tapped(session: Session, vault: Vault, post_id: int, person_id: int, now: datetime) -> bool | None:
    """Somebody says that they did the challenge today."""
    return await clubs.tap(
        session,
        vault,
        post_id=post_id,
        chat_id=-1001,
        message_id=5,
        person_id=person_id,
        what=Tap.DAY,
        now=now,
    )


async def test_a_weeks_posts_come_one_after_the_other_and_start_over(session: Session) -> None:
    club = await make_club(session, kind=Kind.CHANNEL)
    now, seen = MONDAY + timedelta(hours=1), []
    for _ in range(4):
        while not (found := await clubs.due_weekly(session, now, 10)):
            now += timedelta(hours=1)
        (due,) = found
        seen.append((due.what, due.on))
        await clubs.advance_week(session, due, now)
    assert club.weekly == ALL - {Weekly.STREAKS}
    assert seen == [
        (Weekly.TIP, date(2026, 11, 25)),
        (Weekly.DIGEST, date(2026, 11, 29)),
        (Weekly.CHALLENGE, date(2026, 11, 30)),
        (Weekly.TIP, date(2026, 12, 2)),
    ]


async def test_what_was_missed_for_long_is_not_made_up_for(session: Session) -> None:
    await make_club(session)
    later = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)  # a Monday, 10:00 in Berlin
    (old,) = await clubs.due_weekly(session, later, 10)
    await clubs.advance_week(session, old, later)
    (due,) = await clubs.due_weekly(session, later, 10)
    assert (due.what, due.on) == (Weekly.CHALLENGE, later.date())
    await clubs.advance_week(session, due, later)
    assert await clubs.due_weekly(session, later, 10) == []


async def test_a_silenced_club_has_no_week(session: Session) -> None:
    await make_club(session)
    await clubs.silence(session, -1001, MONDAY)
    assert await clubs.due_weekly(session, MONDAY + 30 * DAY, 10) == []
    await clubs.speak_again(session, -1001, MONDAY)
    assert len(await clubs.due_weekly(session, MONDAY + 30 * DAY, 10)) == 1


@pytest.mark.parametrize(("days", "met"), [(2, 0), (3, 1)])
async def test_totals_count_people_sessions_and_who_met_the_challenge(
    session: Session, vault: Vault, days: int, met: int
) -> None:
    club = await make_club(session)
    for what in (Weekly.DIGEST, Weekly.TIP):
        await clubs.want(session, club.id, what, False, MONDAY)
    post_id, at = await challenge(session, club), MONDAY + 7 * DAY
    for day in range(days):
        assert await tapped(session, vault, post_id, 7, at + day * DAY)
    assert await tapped(session, vault, post_id, 8, at)
    assert await clubs.days_done(session, vault, post_id, 7) == days
    found = await clubs.totals(session, club.id, at - DAY, at + 6 * DAY)
    assert found == Totals(people=2, coming=0, done=0, sessions=days + 1, met=met)
    assert await tapped(session, vault, post_id, 7, at + 7 * DAY) is None


async def test_a_name_is_sealed_shown_where_it_tapped_and_erased(session: Session, vault: Vault) -> None:
    club = await make_club(session)
    for what in (Weekly.DIGEST, Weekly.TIP):
        await clubs.want(session, club.id, what, False, MONDAY)
    post_id, at = await challenge(session, club), MONDAY + 7 * DAY

    async def show(chat_id: int = -1001) -> bool | None:
        return await clubs.show_name(
            session, vault, post_id=post_id, chat_id=chat_id, person_id=7, name="Ada", now=at
        )

    assert await show(chat_id=-1002) is None
    assert await show() is True
    assert (await clubs.counts(session, vault, post_id)).names == ()
    await tapped(session, vault, post_id, 7, at)
    assert (await clubs.counts(session, vault, post_id)).names == ("Ada",)
    await clubs.count_week(session, club.id, at - DAY, at + DAY)
    assert await clubs.streaks(session, vault, post_id, -1001) == [("Ada", 1)]
    assert await clubs.streaks(session, vault, post_id, -1002) == []
    await clubs.count_week(session, club.id, at + DAY, at + 8 * DAY)
    assert await clubs.streaks(session, vault, post_id, -1001) == []
    await clubs.forget_person(session, vault, 7, at)
    assert (await clubs.counts(session, vault, post_id)) == clubs.Counts()


async def test_the_next_thing_to_come_is_of_the_week_too(session: Session) -> None:
    assert await clubs.next_due_at(session) is None
    await make_club(session)
    assert await clubs.next_due_at(session) == datetime(2026, 11, 29, 19, 0, tzinfo=UTC)


async def test_a_name_that_goes_while_we_may_not_speak_goes_as_soon_as_we_may(
    session: Session, vault: Vault
) -> None:
    club = await make_club(session)
    for what in (Weekly.DIGEST, Weekly.TIP):
        await clubs.want(session, club.id, what, False, MONDAY)
    post_id, at = await challenge(session, club), MONDAY + 7 * DAY
    await tapped(session, vault, post_id, 7, at)
    await clubs.silence(session, -1001, at)
    await clubs.forget_person(session, vault, 7, at)
    assert await clubs.to_recount(session, vault, at, 10) == []
    await clubs.speak_again(session, -1001, at)
    (shown,) = await clubs.to_recount(session, vault, at, 10)
    assert shown.counts == clubs.Counts()


async def test_a_name_in_one_club_changes_no_post_of_another(session: Session, vault: Vault) -> None:
    posts: list[dict[str, Any]] = []
    for chat_id in (-1001, -1002):
        club = await make_club(session, chat_id)
        for what in (Weekly.DIGEST, Weekly.TIP):
            await clubs.want(session, club.id, what, False, MONDAY)
    at = MONDAY + 7 * DAY
    for due in await clubs.due_weekly(session, at, 10):
        post_id = await clubs.post(session, due, at)
        assert post_id
        tap: dict[str, Any] = {"post_id": post_id, "chat_id": due.club.chat_id, "person_id": 7, "now": at}
        await clubs.tap(session, vault, message_id=5, what=Tap.DAY, **tap)
        posts.append(tap)
    for recount in await clubs.to_recount(session, vault, at, 10):
        await clubs.is_shown(session, recount)
    await clubs.show_name(session, vault, name="Ada", **posts[0])
    assert [it.post_id for it in await clubs.to_recount(session, vault, at, 10)] == [posts[0]["post_id"]]
