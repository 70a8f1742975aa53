"""Sessions in the database: one each, sealed, found when they are due, gone with what they belong to."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from bot import routines, runners, sessions
from bot.content import Content, Dose
from bot.database import Session
from bot.routines import State
from bot.sessions import Ending, GuidedSession, Item, Kind
from bot.sessions.tables import SessionRow
from bot.triage import Effect
from bot.vault import Vault
from tests.conftest import NOON, add_runner

SECOND = timedelta(seconds=1)
STRETCH = Item("glute_stretch", Dose(sets=2, hold_s=15, per="side"), sides=True)
CLAMS = Item("clamshell", Dose(sets=2, reps=3, per="side"), sides=True)


@pytest.fixture
async def runner_id(session: Session) -> int:
    """Ada's id."""
    return await add_runner(session)


async def begun(
    session: Session,
    vault: Vault,
    content: Content,
    runner_id: int,
    *items: Item,
    slot: str = "1",
    message_id: int = 7,
) -> GuidedSession:
    """A session that has just begun, on a routine of its own."""
    planned = await routines.plan_for(
        session,
        vault,
        runner_id,
        on=NOON.date(),
        slot=slot,
        effect=Effect.AS_PLANNED,
        content=content,
        now=NOON,
    )
    assert isinstance(planned, routines.PlannedRoutine)
    return await sessions.begin(
        session,
        vault,
        runner_id=runner_id,
        routine_id=planned.id,
        chat_id=1001,
        message_id=message_id,
        template_id="strength_a",
        level=2,
        effect="as_planned",
        items=items or (STRETCH, CLAMS),
        now=NOON,
    )


async def test_a_session_is_kept_as_it_stands(
    session: Session, vault: Vault, content: Content, runner_id: int
) -> None:
    one = await begun(session, vault, content, runner_id)
    one = (
        replace(one.moved_on(NOON), worked=frozenset({1}))
        .paused(NOON + SECOND)
        .eased_to(Dose(hold_s=10, per="side"), NOON)
    )
    one = replace(one.shown(NOON, "digest"), count=2)
    await sessions.keep(session, vault, one)
    assert await sessions.get(session, vault, one.id, runner_id) == one
    assert await sessions.of_runner(session, vault, runner_id) == one


async def test_nobody_leads_anothers_session(
    session: Session, vault: Vault, content: Content, runner_id: int
) -> None:
    one = await begun(session, vault, content, runner_id)
    assert await sessions.get(session, vault, one.id, runner_id + 1) is None


async def test_what_is_done_stands_nowhere_in_clear(
    session: Session, vault: Vault, content: Content, runner_id: int
) -> None:
    one = await begun(session, vault, content, runner_id)
    await sessions.end(session, vault, runner_id, Ending.HURTS, NOON)
    kept: Any = (await session.execute(text("SELECT * FROM sessions"))).mappings().one()
    for word in ("stretch", "strength", "hurts"):
        assert word not in str(dict(kept))
    assert one.items[0] == STRETCH


async def test_a_new_session_ends_the_old_one(
    session: Session, vault: Vault, content: Content, runner_id: int
) -> None:
    first = await begun(session, vault, content, runner_id)
    second = await begun(session, vault, content, runner_id, slot="2", message_id=8)
    ended = await sessions.get(session, vault, first.id, runner_id)
    assert ended is not None
    assert ended.ending is Ending.MOVED
    assert await sessions.of_runner(session, vault, runner_id) == second


async def test_a_new_session_in_the_same_message_takes_its_place(
    session: Session, vault: Vault, content: Content, runner_id: int
) -> None:
    await begun(session, vault, content, runner_id)
    second = await begun(session, vault, content, runner_id, slot="2")
    assert list(await session.scalars(select(SessionRow.id))) == [second.id]


async def test_who_waits_for_a_change_of_phase_goes_before_a_countdown(
    session: Session, vault: Vault, content: Content
) -> None:
    waiting = {}
    for n, ends_in in enumerate((60, 3, 60)):
        runner_id = await add_runner(session, chat_id=2000 + n)
        one = await begun(session, vault, content, runner_id)
        at = NOON + SECOND * n
        kept = replace(one, edit_at=at, change_at=NOON + SECOND * ends_in)
        await sessions.keep(session, vault, kept)
        waiting[n] = one.id
    due = await sessions.due(session, vault, NOON + 5 * SECOND, 10)
    assert [it.id for it in due] == [waiting[1], waiting[0], waiting[2]]
    assert [it.id for it in await sessions.due(session, vault, NOON + 5 * SECOND, 1)] == [waiting[1]]
    assert [it.id for it in await sessions.due(session, vault, NOON, 10)] == [waiting[0]]


async def test_what_waits_for_a_press_is_never_due(
    session: Session, vault: Vault, content: Content, runner_id: int
) -> None:
    one = await begun(session, vault, content, runner_id)
    assert one.phase.kind is Kind.LOOK
    await sessions.keep(session, vault, one.shown(NOON, None))
    assert await sessions.due(session, vault, NOON + timedelta(days=1), 10) == []


async def test_a_held_message_is_left_alone_by_presses_too(
    session: Session, vault: Vault, content: Content, runner_id: int
) -> None:
    one = await begun(session, vault, content, runner_id)
    await sessions.hold(session, one.id, NOON + 7 * SECOND)
    held = await sessions.get(session, vault, one.id, runner_id)
    assert held is not None
    assert held.free_at(NOON) == held.edit_at == NOON + 7 * SECOND


async def test_finishing_marks_the_routine_done_and_leaves_how_hard_it_was_to_the_runner(
    session: Session, vault: Vault, content: Content, runner_id: int
) -> None:
    one = await begun(session, vault, content, runner_id)
    worked = replace(one.eased_to(STRETCH.dose, NOON), worked=frozenset({0}))
    assert await sessions.finish(session, worked, NOON) is Ending.DONE
    done = await routines.get(session, vault, one.routine_id, runner_id)
    assert done is not None
    assert (done.state, done.effort) == (State.DONE, None)


async def test_what_was_skipped_through_stays_open(
    session: Session, vault: Vault, content: Content, runner_id: int
) -> None:
    one = await begun(session, vault, content, runner_id)
    assert await sessions.finish(session, one, NOON) is Ending.SKIPPED
    still = await routines.get(session, vault, one.routine_id, runner_id)
    assert still is not None
    assert still.state is State.OWED


async def test_only_who_pressed_nothing_for_two_hours_has_left(
    session: Session, vault: Vault, content: Content, runner_id: int
) -> None:
    one = await begun(session, vault, content, runner_id)
    two_hours = timedelta(hours=2)
    assert await sessions.end_left(session, vault, NOON + two_hours - SECOND) == 0
    assert await sessions.end_left(session, vault, NOON + two_hours) == 1
    assert await sessions.end_left(session, vault, NOON + two_hours) == 0
    left = await sessions.get(session, vault, one.id, runner_id)
    assert left is not None
    assert left.ending is Ending.LEFT


async def test_the_forgotten_leave_no_session(
    session: Session, vault: Vault, content: Content, runner_id: int
) -> None:
    await begun(session, vault, content, runner_id)
    await runners.forget(session, runner_id, NOON)
    assert (await session.scalars(select(SessionRow.id))).all() == []


async def test_a_session_goes_on_where_it_was_when_the_clock_is_put_back(
    session: Session, vault: Vault, content: Content, runner_id: int
) -> None:
    one = (await begun(session, vault, content, runner_id)).moved_on(NOON).shown(NOON, None)
    await sessions.keep(session, vault, one)
    hour = timedelta(hours=1)
    assert not await sessions.due(session, vault, NOON - hour + 30 * SECOND, 10)
    for _ in range(2):  # by each of several processes
        await sessions.clock_went_back(session, NOON - hour, hour)
    (due,) = await sessions.due(session, vault, NOON - hour + 30 * SECOND, 10)
    assert due.left_s(NOON - hour) == one.left_s(NOON)
    assert due.edits.last_at == NOON - hour
