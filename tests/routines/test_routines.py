"""Routines in both databases: planned once a slot, marked and corrected, missed when the day is over."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import LargeBinary, func, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot import routines
from bot.content import Content, RoutineKind
from bot.routines import Effort, Marked, Plan, PlannedRoutine, Rest, State
from bot.routines.tables import RoutineRow
from bot.runners import NoSuchRunner
from bot.triage import Effect
from bot.vault import Vault
from tests.conftest import NOON, add_runner
from tests.reminded import reminded

TUESDAY = date(2026, 11, 24)
WEDNESDAY = date(2026, 11, 25)


async def planned_for(
    session: AsyncSession,
    vault: Vault,
    content: Content,
    runner_id: int,
    on: date = TUESDAY,
    slot: str = "1",
    effect: Effect = Effect.AS_PLANNED,
) -> PlannedRoutine:
    """The routine of this slot, planned by the runner's plan."""
    made = await routines.plan_for(
        session, vault, runner_id, on=on, slot=slot, effect=effect, content=content, now=NOON
    )
    assert isinstance(made, PlannedRoutine)
    return made


async def test_a_runner_without_a_plan_has_no_run_days_and_level_one(
    session: AsyncSession, vault: Vault
) -> None:
    assert await routines.plan_of(session, vault, await add_runner(session)) == Plan(frozenset(), 1)


async def test_run_days_and_level_change_apart(session: AsyncSession, vault: Vault) -> None:
    runner, other = await add_runner(session, 1), await add_runner(session, 2)
    await routines.set_plan(session, runner, run_days={0, 6})
    await routines.set_plan(session, runner, level=3)
    assert await routines.plan_of(session, vault, runner) == Plan(frozenset({0, 6}), 3)
    await routines.set_plan(session, runner, run_days=[])
    assert await routines.plan_of(session, vault, runner) == Plan(frozenset(), 3)
    await routines.set_plan(session, runner)
    assert await routines.plan_of(session, vault, runner) == Plan(frozenset(), 3)
    assert await routines.plan_of(session, vault, other) == Plan()


@pytest.mark.parametrize(
    "change", [{"run_days": {7}}, {"run_days": {-1}}, {"level": 0}, {"level": 4}], ids=str
)
async def test_an_impossible_plan_is_refused(
    session: AsyncSession, vault: Vault, change: dict[str, int]
) -> None:
    runner = await add_runner(session)
    with pytest.raises(ValueError, match="goes from"):
        await routines.set_plan(session, runner, **change)  # type: ignore[arg-type]
    assert await routines.plan_of(session, vault, runner) == Plan()


async def test_a_routine_is_planned_as_chosen(session: AsyncSession, vault: Vault, content: Content) -> None:
    runner = await add_runner(session)
    await routines.set_plan(session, runner, run_days={TUESDAY.weekday()}, level=2)
    made = await planned_for(session, vault, content, runner)
    assert (made.template_id, made.kind, made.level) == ("warm_up", RoutineKind.warm_up, 2)
    assert (made.state, made.on, made.slot, made.effort) == (State.OWED, TUESDAY, "1", None)
    session.expire_all()
    assert await routines.get(session, vault, made.id, runner) == made
    plan = Plan(frozenset({TUESDAY.weekday()}), 2)
    assert routines.rebuilt(made, content) == routines.for_day(TUESDAY, plan, Effect.AS_PLANNED, content)


async def test_a_gentler_routine_is_shown_again_as_it_was_given(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    await routines.set_plan(session, runner, run_days=range(7), level=3)
    made = await planned_for(session, vault, content, runner, effect=Effect.MOBILITY_ONLY)
    again = routines.rebuilt(made, content)
    assert again is not None
    assert (again.template_id, again.walk_instead, again.gentler) == ("mobility_gentle", True, True)


async def test_planning_a_slot_twice_gives_one_routine(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    await planned_for(session, vault, content, runner)
    again = await routines.plan_for(
        session, vault, runner, on=TUESDAY, slot="1", effect=Effect.AS_PLANNED, content=content, now=NOON
    )
    assert again is None
    assert len(await routines.on_day(session, vault, runner, TUESDAY)) == 1


async def test_other_slots_days_and_runners_have_routines_of_their_own(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    one, other = await add_runner(session, 1), await add_runner(session, 2)
    made = [
        await planned_for(session, vault, content, one),
        await planned_for(session, vault, content, one, slot="2"),
        await planned_for(session, vault, content, one, on=WEDNESDAY),
        await planned_for(session, vault, content, other),
    ]
    assert await routines.on_day(session, vault, one, TUESDAY) == made[:2]
    assert await routines.recent(session, vault, one, TUESDAY) == made[:3]
    assert await routines.recent(session, vault, one, WEDNESDAY) == made[2:3]


async def test_rest_and_a_paused_plan_keep_no_routine(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    found = [
        await routines.plan_for(
            session, vault, runner, on=WEDNESDAY, slot="1", effect=effect, content=content, now=NOON
        )
        for effect in (Effect.REST, Effect.PAUSED)
    ]
    assert found == [Rest(RoutineKind.strength), None]
    assert await session.scalar(select(func.count()).select_from(RoutineRow)) == 0


async def test_strength_takes_turns_from_what_was_planned(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    monday = TUESDAY - timedelta(days=1)
    given = [
        (await planned_for(session, vault, content, runner, on=monday + timedelta(days=day))).template_id
        for day in range(10)
    ]
    strong = [template_id for template_id in given if template_id.startswith("strength")]
    assert strong == ["strength_a", "strength_b", "strength_c", "strength_a", "strength_b"]


async def test_done_skipped_and_missed_can_each_be_corrected(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    made = await planned_for(session, vault, content, runner)
    previous = State.OWED
    for hours, state in enumerate((State.MISSED, State.DONE, State.SKIPPED, State.DONE, State.MISSED)):
        now = NOON + timedelta(hours=hours)
        marked = await routines.mark(session, made.id, runner, state, now)
        assert marked == Marked(made.id, TUESDAY, "1", state, previous)
        kept = await routines.get(session, vault, made.id, runner)
        assert kept is not None
        assert (kept.state, kept.state_at) == (state, now)
        previous = state


async def test_the_same_mark_twice_keeps_the_first_time(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    made = await planned_for(session, vault, content, runner)
    await routines.mark(session, made.id, runner, State.DONE, NOON)
    again = await routines.mark(session, made.id, runner, State.DONE, NOON + timedelta(hours=1))
    assert again is not None
    assert again.previous is State.DONE
    kept = await routines.get(session, vault, made.id, runner)
    assert kept is not None
    assert kept.state_at == NOON


async def test_nothing_becomes_owed_again(session: AsyncSession, vault: Vault, content: Content) -> None:
    runner = await add_runner(session)
    made = await planned_for(session, vault, content, runner)
    with pytest.raises(ValueError, match="done, skipped or missed"):
        await routines.mark(session, made.id, runner, State.OWED, NOON)


async def test_how_hard_it_was_belongs_to_a_routine_that_was_done(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    made = await planned_for(session, vault, content, runner)
    assert not await routines.rate(session, vault, made.id, runner, Effort.EASY)
    await routines.mark(session, made.id, runner, State.DONE, NOON)
    assert await routines.rate(session, vault, made.id, runner, Effort.EASY)
    assert await routines.rate(session, vault, made.id, runner, Effort.TOO_HARD)
    done = await routines.get(session, vault, made.id, runner)
    await routines.mark(session, made.id, runner, State.SKIPPED, NOON)
    skipped = await routines.get(session, vault, made.id, runner)
    assert done is not None
    assert skipped is not None
    assert (done.effort, skipped.effort) == (Effort.TOO_HARD, None)


async def test_another_runner_reaches_none_of_it(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    owner, stranger = await add_runner(session, 1), await add_runner(session, 2)
    made = await planned_for(session, vault, content, owner)
    assert await routines.get(session, vault, made.id, stranger) is None
    assert await routines.mark(session, made.id, stranger, State.DONE, NOON) is None
    assert not await routines.rate(session, vault, made.id, stranger, Effort.EASY)
    assert await routines.get(session, vault, made.id, owner) == made


async def test_what_was_given_and_how_hard_it_was_do_not_stand_in_clear(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    made = await planned_for(session, vault, content, runner, effect=Effect.MOBILITY_ONLY)
    await routines.mark(session, made.id, runner, State.DONE, NOON)
    await routines.rate(session, vault, made.id, runner, Effort.TOO_HARD)
    columns = inspect(RoutineRow).columns
    in_clear = [column for column in columns if not isinstance(column.type, LargeBinary)]
    values = " ".join(str(value) for value in (await session.execute(select(*in_clear))).one())
    sealed = (await session.execute(select(RoutineRow.given, RoutineRow.effort))).one()
    for secret in ("mobility", "gentle", "too_hard"):
        assert secret not in values
        assert not any(secret.encode() in part for part in sealed)


async def test_forgetting_a_runner_erases_plan_and_routines(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    leaving, staying = await add_runner(session, 1), await add_runner(session, 2)
    for runner in (leaving, staying):
        await routines.set_plan(session, runner, level=2)
        await planned_for(session, vault, content, runner)
    await session.execute(text("DELETE FROM runners WHERE id = :id"), {"id": leaving})
    assert (await session.scalars(select(RoutineRow.runner_id))).all() == [staying]
    session.expunge_all()
    assert await routines.plan_of(session, vault, leaving) == Plan()


async def test_a_forgotten_runner_gets_no_routine(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    with pytest.raises(NoSuchRunner):
        await planned_for(session, vault, content, 404)


@pytest.mark.parametrize(
    ("zone", "over_at"),
    [
        ("Europe/Berlin", datetime(2026, 11, 24, 23, 0, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 11, 25, 5, 0, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 11, 24, 13, 0, tzinfo=UTC)),
        (None, datetime(2026, 11, 25, 0, 0, tzinfo=UTC)),
    ],
)
async def test_a_routine_is_missed_when_the_runner_s_own_day_is_over(
    session: AsyncSession, vault: Vault, content: Content, zone: str | None, over_at: datetime
) -> None:
    runner = await add_runner(session, zone=zone)
    made = await planned_for(session, vault, content, runner)
    assert await routines.mark_missed(session, over_at - timedelta(seconds=1)) == 0
    assert await routines.mark_missed(session, over_at) == 1
    assert await routines.mark_missed(session, over_at) == 0
    kept = await routines.get(session, vault, made.id, runner)
    assert kept is not None
    assert (kept.state, kept.state_at) == (State.MISSED, over_at)


async def test_a_day_without_a_midnight_ends_when_the_clocks_change(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session, zone="America/Santiago")
    # Chile's clocks go from 24:00 on Saturday 5 September 2026 straight to 01:00 on Sunday.
    await planned_for(session, vault, content, runner, on=date(2026, 9, 5))
    changes_at = datetime(2026, 9, 6, 4, 0, tzinfo=UTC)
    assert await routines.mark_missed(session, changes_at - timedelta(seconds=1)) == 0
    assert await routines.mark_missed(session, changes_at) == 1


async def test_only_owed_routines_are_missed_a_page_at_a_time(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    made = [await planned_for(session, vault, content, runner, slot=str(slot)) for slot in range(5)]
    await routines.mark(session, made[0].id, runner, State.DONE, NOON)
    await routines.mark(session, made[1].id, runner, State.SKIPPED, NOON)
    later = NOON + timedelta(days=2)
    assert [await routines.mark_missed(session, later, most=2) for _ in range(3)] == [2, 1, 0]
    states = [planned.state for planned in await routines.on_day(session, vault, runner, TUESDAY)]
    assert states == [State.DONE, State.SKIPPED, State.MISSED, State.MISSED, State.MISSED]


async def test_a_second_reminder_is_about_the_days_open_routine(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    morning = await planned_for(session, vault, content, runner, slot="1")
    assert await reminded(session, vault, content, runner, TUESDAY, slot="2") == morning


@pytest.mark.parametrize("state", [State.DONE, State.SKIPPED])
async def test_nobody_is_reminded_of_what_was_done_or_put_aside(
    session: AsyncSession, vault: Vault, content: Content, state: State
) -> None:
    runner = await add_runner(session)
    morning = await planned_for(session, vault, content, runner, slot="1")
    await routines.mark(session, morning.id, runner, state, NOON)
    assert await reminded(session, vault, content, runner, TUESDAY, slot="2") is None


async def test_a_check_in_between_two_reminders_changes_what_the_second_brings(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    await planned_for(session, vault, content, runner, slot="1")
    gentle = await reminded(session, vault, content, runner, TUESDAY, slot="2", effect=Effect.MOBILITY_ONLY)
    assert isinstance(gentle, PlannedRoutine)
    assert gentle.template_id == "mobility_gentle"
    assert isinstance(
        await reminded(session, vault, content, runner, TUESDAY, slot="3", effect=Effect.REST), Rest
    )
    assert await reminded(session, vault, content, runner, TUESDAY, slot="4", effect=Effect.PAUSED) is None


async def test_what_a_day_without_a_run_has_is_kept_with_what_it_took_the_place_of(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    await routines.set_plan(session, runner, run_days={TUESDAY.weekday()})
    made = await routines.plan_for(
        session,
        vault,
        runner,
        on=TUESDAY,
        slot="1",
        effect=Effect.AS_PLANNED,
        content=content,
        now=NOON,
        running=routines.Running.NONE,
    )
    assert isinstance(made, PlannedRoutine)
    assert (made.kind, made.instead_of, made.gentler) == ("mobility", "warm_up", False)
    assert await routines.get(session, vault, made.id, runner) == made
    (exported,) = (await routines.export(session, vault, runner))["routines"]
    assert exported["instead_of"] == "warm_up"
