"""What a runner's check-ins add up to, in both databases: found, told once, and begun anew once cleared."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import checkins
from bot.checkins import CheckIn
from bot.content import Content
from bot.triage import Answers, Course, Effect, Level, Morning
from bot.vault import Vault
from tests.checkins.test_checkins import say
from tests.conftest import NOON, add_runner

A_DAY = timedelta(days=1)


async def history(
    session: AsyncSession,
    vault: Vault,
    content: Content,
    runner_id: int,
    *pains: int | None,
    until: datetime = NOON,
) -> CheckIn:
    """A check-in on each day up to `until`, none where the pain is None; gives the last one."""
    for number, pain in enumerate(pains):
        if pain is not None:
            now = until - (len(pains) - 1 - number) * A_DAY
            last = await say(session, vault, content, runner_id, pain, now=now)
    return last


@pytest.mark.parametrize(
    ("pains", "course"),
    [
        ((3,) * 14, Course.NOT_SETTLING),
        ((1,) * 7 + (3,) * 7, Course.MEAN_ROSE),
        ((1, 3, 4), Course.CLIMBED),
    ],
)
async def test_a_trend_calls_for_a_professional_once_and_stands_until_cleared(
    session: AsyncSession, vault: Vault, content: Content, pains: tuple[int, ...], course: Course
) -> None:
    runner = await add_runner(session)
    other = await add_runner(session, chat_id=1002)
    before = await history(session, vault, content, runner, *pains[:-1], until=NOON - A_DAY)
    assert before.decision.level < Level.ROUTINE
    told = await say(session, vault, content, runner, pains[-1])
    assert [trend.course for trend in told.decision.trends] == [course]
    assert (told.decision.level, told.decision.effect) == (Level.ROUTINE, Effect.ONE_LEVEL_DOWN)
    assert await checkins.get(session, vault, told.id, runner) == told
    again = await say(session, vault, content, runner, pains[-1], now=NOON + A_DAY)
    assert (again.decision.level, again.decision.trends) == (Level.ROUTINE, ())
    assert not again.decision.escalates
    stands = await checkins.standing(session, vault, runner)
    assert (stands.level, stands.checkin_id) == (Level.ROUTINE, told.id)
    assert (await say(session, vault, content, other, pains[-1])).decision.level < Level.ROUTINE


async def test_after_clearing_only_what_came_after_it_counts(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    await history(session, vault, content, runner, *(3,) * 14)
    now = NOON + timedelta(hours=1)
    await checkins.seen_professional(session, vault, runner, cleared=True, now=now)
    last = await history(session, vault, content, runner, *(3,) * 13, until=NOON + 13 * A_DAY)
    assert last.decision.level is Level.EASE_OFF
    last = await say(session, vault, content, runner, 3, now=NOON + 14 * A_DAY)
    assert [trend.course for trend in last.decision.trends] == [Course.NOT_SETTLING]
    assert last.decision.trends[0].from_on == (NOON + A_DAY).date()


async def test_what_was_taken_back_or_is_no_rating_is_no_part_of_a_trend(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    middle = await history(session, vault, content, runner, 1, 3, until=NOON - A_DAY)
    await checkins.undo(session, vault, middle.id, runner, NOON)
    assert (await say(session, vault, content, runner, 5)).decision.trends == ()
    worse = Answers(morning=Morning.WORSE)
    for days in (1, 2):
        now = NOON + days * A_DAY
        morning = await checkins.record(
            session, vault, runner, worse, content=content, on=now.date(), now=now, asked="morning"
        )
        assert morning.decision.trends == ()
    assert (await checkins.latest(session, vault, runner)) != morning


async def test_days_are_the_runners_own_across_a_change_of_zone(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    for hours, days, pain in ((0, 0, 4), (10, 0, 3), (20, 0, 4), (30, 1, 4)):
        # West with the sun: 20 hours later it is still the same day.
        now, on = NOON + timedelta(hours=hours), (NOON + days * A_DAY).date()
        made = await checkins.record(
            session, vault, runner, Answers(now=pain), content=content, on=on, now=now
        )
        assert made.decision.trends == ()
    await say(session, vault, content, runner, 5, now=NOON + 2 * A_DAY)
    made = await say(session, vault, content, runner, 6, now=NOON + 2 * A_DAY + timedelta(hours=1))
    (trend,) = made.decision.trends
    assert (trend.pains, trend.from_on, trend.to_on) == (
        (4, 5, 6),
        *(NOON.date() + it * A_DAY for it in (1, 2)),
    )
