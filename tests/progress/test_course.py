"""The course as it is read from every room, on both databases."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from bot import checkins, progress, questionnaires, routines, runs
from bot.content import Content
from bot.progress import Course, Idea
from bot.routines import PlannedRoutine, State
from bot.runs import Source
from bot.triage import Answers, Effect
from bot.vault import Vault
from tests.conftest import NOON, add_runner

TODAY, DAY = NOON.date(), timedelta(days=1)


async def filled(session: AsyncSession, vault: Vault, content: Content) -> int:
    """Twenty days: two check-ins on the first, two red flags since, three routines, two runs, a week."""
    runner_id = await add_runner(session)
    for days, pain, flags in (
        (20, 2, ()),
        (20, 5, ()),
        (3, 1, ("locking", "limping")),
        (2, 1, ()),
        (1, 2, ()),
    ):
        at = NOON - days * DAY
        answers = Answers(now=pain, worst=pain, flags=frozenset(flags))
        await checkins.record(session, vault, runner_id, answers, content=content, on=at.date(), now=at)
    for days, state in ((2, State.DONE), (1, State.SKIPPED), (0, State.OWED)):
        planned = await plan(session, vault, content, runner_id, NOON - days * DAY)
        if state is not State.OWED:
            await routines.mark(session, planned.id, runner_id, state, NOON)
    for metres in (8000, 5000):
        await runs.log(
            session,
            vault,
            runner_id,
            on=TODAY - 2 * DAY,
            distance_m=metres,
            duration_s=None,
            source=Source.TYPED,
            now=NOON,
        )
    week_on = date(2026, 11, 16)
    await questionnaires.record(
        session, vault, runner_id, week_on, (0,), rules=content.questionnaire, now=NOON
    )
    return runner_id


async def plan(
    session: AsyncSession, vault: Vault, content: Content, runner_id: int, at: datetime, wants: str = "plan"
) -> PlannedRoutine:
    planned = await routines.plan_for(
        session,
        vault,
        runner_id,
        on=at.date(),
        slot="1",
        schedule_id=1,
        effect=Effect.AS_PLANNED,
        content=content,
        now=at,
        wants=wants,
    )
    assert isinstance(planned, PlannedRoutine)
    return planned


async def read(
    session: AsyncSession, vault: Vault, content: Content, runner_id: int, weeks: int | None
) -> Course:
    return await progress.course(session, vault, runner_id, content, today=TODAY, weeks=weeks)


async def test_all_begins_with_the_first_day_there_is_and_ends_today(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    it = await read(session, vault, content, await filled(session, vault, content), None)
    assert (it.days[0].on, it.days[-1].on, len(it.days)) == (TODAY - 20 * DAY, TODAY, 21)
    assert it.days[0].pain == 5, "the worse of two"
    assert it.days[-4].flags == ("limping", "locking"), "the strictest first"
    assert it.days[-1].mean == pytest.approx(4 / 3)
    assert it.days[1].mean is None
    assert [(day.routines, day.due) for day in it.days[-3:]] == [(1, 1), (0, 1), (0, 0)]
    assert it.longest_run
    assert it.longest_run.distance_m == 8000
    assert [week.week_on for week in it.weeks] == [date(2026, 11, 16)]
    assert (it.adherence, it.streak) == (None, 0)
    assert it.average == pytest.approx(9 / 4)
    assert it.change is None


async def test_a_period_has_its_own_days_and_another_person_has_nothing_of_them(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id = await filled(session, vault, content)
    stranger = await add_runner(session, 1002)
    it = await read(session, vault, content, runner_id, 2)
    assert (it.days[0].on, len(it.days)) == (TODAY - 13 * DAY, 14)
    assert it.average == pytest.approx(4 / 3)
    assert (await read(session, vault, content, stranger, None)).is_empty
    assert not it.is_empty


async def test_what_a_pause_takes_back_is_not_due_any_more_and_can_be_done_all_the_same(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id = await add_runner(session)
    yesterday = await plan(session, vault, content, runner_id, NOON - DAY)
    today = await plan(session, vault, content, runner_id, NOON)
    await routines.release(session, runner_id, NOON)
    due = progress.due_days(await routines.outcomes(session, runner_id), TODAY + DAY)
    assert [(one.on, one.due) for one in due] == [(yesterday.on, 1)]
    assert await routines.mark(session, today.id, runner_id, State.DONE, NOON)
    due = progress.due_days(await routines.outcomes(session, runner_id), TODAY + DAY)
    assert progress.streak(due) == 1


async def test_a_digest_of_another_weekday_is_of_all_the_seven_days_it_names(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id, friday = await add_runner(session), NOON + 3 * DAY
    for days in (1, 2, 3):
        at = friday - days * DAY
        answers = Answers(now=1, worst=1)
        await checkins.record(session, vault, runner_id, answers, content=content, on=at.date(), now=at)
    # Strength was missed on the Saturday with which these seven days begin; something else was done.
    await plan(session, vault, content, runner_id, friday - 6 * DAY, wants="strength")
    done = await plan(session, vault, content, runner_id, friday - DAY, wants="mobility")
    await routines.mark(session, done.id, runner_id, State.DONE, friday)
    found = await progress.digest(session, vault, runner_id, content, on=friday.date())
    assert found
    assert (found.week.days[0].on, found.week.days[-1].on) == (date(2026, 11, 21), friday.date())
    assert found.idea is Idea.STRENGTH


async def test_the_week_of_a_digest_is_the_course_of_one_week_and_the_checkins_are_read_once(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id = await filled(session, vault, content)
    for days, pain in ((17, 4), (12, 3), (9, 2), (8, 6)):
        at = NOON - days * DAY
        answers = Answers(now=pain, worst=pain)
        await checkins.record(session, vault, runner_id, answers, content=content, on=at.date(), now=at)
    await checkins.seen_professional(session, vault, runner_id, cleared=True, now=NOON)
    said: list[str] = []
    connection = (await session.connection()).sync_connection
    event.listen(connection, "before_cursor_execute", lambda *it: said.append(it[2]))
    for days in (0, 1, 2, 3, 9):
        on = TODAY - days * DAY
        said.clear()
        found = await progress.digest(session, vault, runner_id, content, on=on)
        assert found
        read = [it for it in said if it.startswith('SELECT checkins."on", checkins.answers')]
        assert len(read) == 1, [it[:70] for it in said]
        until = found.week.days[-1].on
        anew = await progress.course(session, vault, runner_id, content, today=on, weeks=1, until=until)
        assert found.week == anew


async def test_a_day_whose_flags_a_professional_has_cleared_is_told_from_one_that_stands(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner_id = await filled(session, vault, content)
    await checkins.seen_professional(session, vault, runner_id, cleared=True, now=NOON - DAY)
    answers = Answers(now=1, worst=1, flags=frozenset({"locking"}))
    await checkins.record(session, vault, runner_id, answers, content=content, on=TODAY, now=NOON)
    days = (await read(session, vault, content, runner_id, 4)).days
    assert [(day.on, day.cleared) for day in days if day.flags] == [(TODAY - 3 * DAY, True), (TODAY, False)]
    assert not any(day.cleared for day in days if not day.flags)
