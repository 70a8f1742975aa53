"""Check-ins in both databases: recorded with their decision, standing until cleared, only the owner's."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import LargeBinary, func, insert, inspect, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import checkins
from bot.checkins.tables import CheckInRow
from bot.content import Content
from bot.runners import NoSuchRunner
from bot.triage import Answers, Effect, Level, Side, When, Where
from bot.vault import Vault
from tests.conftest import NOON, add_runner

TODAY = date(2026, 11, 24)


async def say(
    session: AsyncSession,
    vault: Vault,
    content: Content,
    runner_id: int,
    pain: int | None,
    *flags: str,
    now: datetime = NOON,
    asked: str = "checkin",
) -> checkins.CheckIn:
    """A check-in with this pain and these ticks."""
    answers = Answers(now=pain, worst=pain, flags=frozenset(flags))
    return await checkins.record(
        session, vault, runner_id, answers, content=content, on=now.date(), now=now, asked=asked
    )


async def test_a_check_in_is_kept_with_its_decision(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    answers = Answers(Side.LEFT, 2, 4, Where.OUTER, When.AFTER)
    made = await checkins.record(session, vault, runner, answers, content=content, on=TODAY, now=NOON)
    session.expire_all()
    kept = await checkins.get(session, vault, made.id, runner)
    assert kept == made
    assert (kept.answers, kept.at, kept.on, kept.asked) == (answers, NOON, TODAY, checkins.Asked.CHECKIN)
    assert (kept.decision.level, kept.decision.effect) == (Level.EASE_OFF, Effect.ONE_LEVEL_DOWN)
    assert kept.decision.rules_version == content.rules_version


async def test_impossible_answers_keep_nothing(session: AsyncSession, vault: Vault, content: Content) -> None:
    runner = await add_runner(session)
    with pytest.raises(ValueError, match="pain rating"):
        await say(session, vault, content, runner, 11)
    with pytest.raises(ValueError, match="red flag"):
        await say(session, vault, content, runner, 1, "headache")
    assert await session.scalar(select(func.count()).select_from(CheckInRow)) == 0


async def test_a_forgotten_runner_cannot_check_in(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    with pytest.raises(NoSuchRunner):
        await say(session, vault, content, 404, 1)


async def test_forgetting_a_runner_erases_their_check_ins_and_no_others(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    leaving, staying = await add_runner(session, 1), await add_runner(session, 2)
    await say(session, vault, content, leaving, 3)
    kept = await say(session, vault, content, staying, 4)
    await session.execute(text("DELETE FROM runners WHERE id = :id"), {"id": leaving})
    assert (await session.scalars(select(CheckInRow.id))).all() == [kept.id]


async def test_nothing_that_was_answered_stands_in_clear(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    made = await say(session, vault, content, runner, 7, "limping")
    await checkins.add_note(session, vault, made.id, runner, "it clicks on the stairs")
    in_clear = [column for column in inspect(CheckInRow).columns if not isinstance(column.type, LargeBinary)]
    values = " ".join(str(value) for value in (await session.execute(select(*in_clear))).one())
    sealed = (await session.execute(select(CheckInRow.answers, CheckInRow.note, CheckInRow.decision))).one()
    for answer in ("limping", "urgent", "paused", "stop", "clicks"):
        assert answer not in values
        assert not any(answer.encode() in part for part in sealed)


async def test_urgent_stands_through_calm_check_ins(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    urgent = await say(session, vault, content, runner, 1, "night_or_rest_pain")
    calm = await say(session, vault, content, runner, 0, now=NOON + timedelta(days=3))
    stands = await checkins.standing(session, vault, runner)
    assert (calm.decision.level, calm.decision.effect) == (Level.URGENT, Effect.PAUSED)
    assert stands == checkins.Standing(Level.URGENT, Effect.PAUSED, NOON, urgent.id)


async def test_a_flag_ticked_at_onboarding_stands_too(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    await say(session, vault, content, runner, None, "hot_or_fever", asked="onboarding")
    assert (await checkins.standing(session, vault, runner)).level is Level.EMERGENCY


async def test_onboarding_questions_do_not_end_a_stop(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    await say(session, vault, content, runner, 7)
    await say(session, vault, content, runner, None, asked="onboarding")
    assert (await checkins.standing(session, vault, runner)).effect is Effect.REST
    assert (await say(session, vault, content, runner, 7)).decision.level is Level.ROUTINE


async def test_two_stops_in_a_row_mean_a_professional(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    said = [
        await say(session, vault, content, runner, pain, now=NOON + timedelta(days=day))
        for day, pain in enumerate((6, 4, 6, 8))
    ]
    levels = [checkin.decision.level for checkin in said]
    assert levels == [Level.STOP, Level.EASE_OFF, Level.STOP, Level.ROUTINE]


async def test_a_day_counts_by_its_worst_until_it_is_over(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner, hour = await add_runner(session), timedelta(hours=1)
    assert (await say(session, vault, content, runner, 5)).decision.effect is Effect.MOBILITY_ONLY
    milder = (await say(session, vault, content, runner, 3, now=NOON + hour)).decision
    assert (milder.level, milder.effect) == (Level.EASE_OFF, Effect.MOBILITY_ONLY)
    assert (await say(session, vault, content, runner, 7, now=NOON + 2 * hour)).decision.level is Level.STOP
    calm = (await say(session, vault, content, runner, 0, now=NOON + 3 * hour)).decision
    assert (calm.level, calm.effect, calm.reasons) == (Level.STOP, Effect.REST, ("earlier_today",))
    assert not calm.escalates
    # The day had one stop, and tomorrow's would be the second in a row.
    assert calm.stops == 1
    tomorrow = (await say(session, vault, content, runner, 0, now=NOON + timedelta(days=1))).decision
    assert (tomorrow.level, tomorrow.reasons) == (Level.CARRY_ON, ("band:calm",))


async def test_one_runner_s_stop_is_not_another_s(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    one, other = await add_runner(session, 1), await add_runner(session, 2)
    await say(session, vault, content, one, 7, "limping")
    assert (await say(session, vault, content, other, 7)).decision.level is Level.STOP
    assert (await checkins.standing(session, vault, other)).level is Level.STOP


async def test_a_clock_set_back_does_not_bring_back_an_older_check_in(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    await say(session, vault, content, runner, 7, now=NOON + timedelta(days=30))
    calm = await say(session, vault, content, runner, 0)
    assert await checkins.latest(session, vault, runner) == calm
    assert (await checkins.standing(session, vault, runner)).effect is Effect.AS_PLANNED


async def test_seen_and_cleared_ends_what_stood_and_leaves_today_s_pain(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    locking = await say(session, vault, content, runner, 1, "locking")
    urgent = await say(session, vault, content, runner, 4, "limping")
    later = NOON + timedelta(days=2)
    ended = await checkins.seen_professional(session, vault, runner, True, later)
    assert ended is not None
    assert (ended.level, ended.effect, ended.checkin_id) == (Level.URGENT, Effect.PAUSED, urgent.id)
    stands = await checkins.standing(session, vault, runner)
    assert (stands.level, stands.effect) == (Level.EASE_OFF, Effect.ONE_LEVEL_DOWN)
    for made in (locking, urgent):
        kept = await checkins.get(session, vault, made.id, runner)
        assert kept is not None
        assert (kept.seen_at, kept.cleared_at) == (later, later)
    assert (await say(session, vault, content, runner, 1)).decision.level is Level.CARRY_ON
    assert await checkins.seen_professional(session, vault, runner, True, later) is None


@pytest.mark.parametrize("pains", [(7,), (7, 2), (2, 7, 0), (5, 3, 1)])
async def test_a_clearance_ends_the_day_s_worst_of_everything_told_up_to_it(
    session: AsyncSession, vault: Vault, content: Content, pains: tuple[int, ...]
) -> None:
    runner = await add_runner(session)
    before = await say(session, vault, content, runner, 6)
    first = await say(session, vault, content, runner, 4, "limping")
    for pain in pains:
        held = await say(session, vault, content, runner, pain)
        assert held.decision.level is Level.URGENT
    assert await checkins.seen_professional(session, vault, runner, True, NOON)
    told = (await checkins.get(session, vault, it.id, runner) for it in (before, first, held))
    assert [it.cleared_at async for it in told if it] == [None, NOON, NOON]
    calm = (await say(session, vault, content, runner, 1)).decision
    assert (calm.level, calm.reasons) == (Level.CARRY_ON, ("band:calm",))
    # What is told after it counts for the rest of the day again.
    assert (await say(session, vault, content, runner, 6)).decision.level is Level.STOP
    assert (await say(session, vault, content, runner, 0)).decision.reasons == ("earlier_today",)


async def test_what_nobody_has_cleared_is_told_the_oldest_first_and_nothing_milder_with_it(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner, other = await add_runner(session), await add_runner(session, chat_id=1002)
    locking = await say(session, vault, content, runner, 1, "locking")
    await say(session, vault, content, runner, 4)
    urgent = await say(session, vault, content, runner, 1, "limping", now=NOON + timedelta(days=90))
    assert await checkins.uncleared(session, vault, runner) == [locking, urgent]
    assert await checkins.uncleared(session, vault, other) == []
    await checkins.seen_professional(session, vault, runner, True, NOON + timedelta(days=91))
    assert await checkins.uncleared(session, vault, runner) == []


async def test_the_last_clearing_is_known_and_one_who_had_none_has_none(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner, other = await add_runner(session), await add_runner(session, chat_id=1002)
    for days in (1, 3):
        await say(session, vault, content, runner, 1, "limping", now=NOON + timedelta(days=days - 1))
        now = NOON + timedelta(days=days)
        await checkins.seen_professional(session, vault, runner, True, now)
        assert await checkins.last_cleared_at(session, runner) == now
    assert await checkins.last_cleared_at(session, other) is None


async def test_seen_and_not_cleared_keeps_what_stands(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    await say(session, vault, content, runner, 1, "limping")
    later = NOON + timedelta(days=1)
    assert await checkins.seen_professional(session, vault, runner, False, later) is None
    stands = await checkins.standing(session, vault, runner)
    assert (stands.level, stands.effect, stands.seen_at) == (Level.URGENT, Effect.PAUSED, later)


async def test_a_flag_after_the_clearance_stands_anew(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    await say(session, vault, content, runner, 1, "limping")
    await checkins.seen_professional(session, vault, runner, True, NOON)
    again = await say(session, vault, content, runner, 1, "limping")
    assert (await checkins.standing(session, vault, runner)).checkin_id == again.id


async def test_an_ease_off_may_be_taken_back_once(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    await say(session, vault, content, runner, 6)
    mild = await say(session, vault, content, runner, 5, now=NOON + timedelta(days=1))
    assert await checkins.undo(session, vault, mild.id, runner, NOON)
    assert not await checkins.undo(session, vault, mild.id, runner, NOON)
    assert (await checkins.standing(session, vault, runner)).level is Level.STOP
    assert mild.id not in {kept.id for kept in await checkins.recent(session, vault, runner, NOON)}
    kept = await checkins.get(session, vault, mild.id, runner)
    assert kept is not None
    assert kept.withdrawn_at == NOON


@pytest.mark.parametrize(
    ("pain", "flags"), [(0, ()), (6, ()), (4, ("locking",)), (4, ("limping",)), (4, ("hot_or_fever",))]
)
async def test_nothing_but_an_ease_off_can_be_taken_back(
    session: AsyncSession, vault: Vault, content: Content, pain: int, flags: tuple[str, ...]
) -> None:
    runner = await add_runner(session)
    made = await say(session, vault, content, runner, pain, *flags)
    stood = await checkins.standing(session, vault, runner)
    assert not await checkins.undo(session, vault, made.id, runner, NOON)
    assert await checkins.standing(session, vault, runner) == stood


async def test_an_ease_off_under_a_standing_level_cannot_be_taken_back(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    await say(session, vault, content, runner, 0, "limping")
    painful = await say(session, vault, content, runner, 4)
    assert not await checkins.undo(session, vault, painful.id, runner, NOON)


async def test_another_runner_reaches_none_of_it(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    owner, stranger = await add_runner(session, 1), await add_runner(session, 2)
    made = await say(session, vault, content, owner, 4)
    assert await checkins.get(session, vault, made.id, stranger) is None
    assert not await checkins.add_note(session, vault, made.id, stranger, "mine now")
    assert not await checkins.acknowledge(session, made.id, stranger, NOON)
    assert not await checkins.undo(session, vault, made.id, stranger, NOON)
    assert await checkins.recent(session, vault, stranger, NOON) == []
    assert await checkins.latest(session, vault, stranger) is None
    assert await checkins.get(session, vault, made.id, owner) == made


async def test_a_note_is_kept_as_written_and_changes_no_decision(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    made = await say(session, vault, content, runner, 1)
    words = "כאב 🦴 it hurts at night and I cannot stand on it <b>"
    assert await checkins.add_note(session, vault, made.id, runner, f"  {words}\n")
    session.expire_all()
    kept = await checkins.get(session, vault, made.id, runner)
    assert kept is not None
    assert (kept.note, kept.decision) == (words, made.decision)


@pytest.mark.parametrize(("note", "fault"), [("x" * 1001, "at most 1000"), (" \n ", "has words")])
async def test_a_note_that_is_empty_or_too_long_is_refused(
    session: AsyncSession, vault: Vault, content: Content, note: str, fault: str
) -> None:
    runner = await add_runner(session)
    made = await say(session, vault, content, runner, 1)
    assert await checkins.add_note(session, vault, made.id, runner, "🦴" * 1000)
    with pytest.raises(ValueError, match=fault):
        await checkins.add_note(session, vault, made.id, runner, note)


async def test_the_first_acknowledgement_counts(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    made = await say(session, vault, content, runner, 1, "hot_or_fever")
    for minutes in (3, 9):
        assert await checkins.acknowledge(session, made.id, runner, NOON + timedelta(minutes=minutes))
    kept = await checkins.get(session, vault, made.id, runner)
    assert kept is not None
    assert kept.acknowledged_at == NOON + timedelta(minutes=3)
    assert (await checkins.standing(session, vault, runner)).level is Level.EMERGENCY


async def test_recent_check_ins_come_oldest_first(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    for day in range(5):
        await say(session, vault, content, runner, day, now=NOON + timedelta(days=day))
    found = await checkins.recent(session, vault, runner, NOON + timedelta(days=2))
    assert [checkin.answers.now for checkin in found] == [2, 3, 4]


async def test_twenty_thousand_old_check_ins_are_not_opened_to_decide(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    runner = await add_runner(session)
    await say(session, vault, content, runner, 1, "limping")
    await say(session, vault, content, runner, 7)
    old = {"runner_id": runner, "asked": "checkin", "at": NOON, "on": TODAY, "rules_version": "old"}
    unreadable = {"answers": b"", "decision": b"", "binds": False}
    for _ in range(20):
        await session.execute(insert(CheckInRow), [old | unreadable] * 1000)
    await session.execute(
        update(CheckInRow).where(CheckInRow.answers == b"").values(id=CheckInRow.id - 10_000_000)
    )
    # Opening any of them would raise, for nothing was sealed in them.
    assert (await say(session, vault, content, runner, 7)).decision.level is Level.URGENT
    assert (await checkins.standing(session, vault, runner)).level is Level.URGENT


async def test_what_stands_is_the_same_asked_for_one_and_for_many(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    limping, stopped, well, new = [await add_runner(session, chat_id=chat) for chat in (1, 2, 3, 4)]
    await say(session, vault, content, limping, 1, "cannot_bear_weight")
    await say(session, vault, content, limping, 3, now=NOON + timedelta(hours=1))
    await say(session, vault, content, stopped, 8)
    await say(session, vault, content, stopped, None, asked="onboarding", now=NOON + timedelta(hours=1))
    await say(session, vault, content, well, 8)
    await say(session, vault, content, well, 0, now=NOON + timedelta(days=1))
    everybody = [limping, stopped, well, new]
    of_all = await checkins.standing_of_all(session, vault, everybody)
    assert of_all == {runner: await checkins.standing(session, vault, runner) for runner in everybody}
    effects = [of_all[runner].effect for runner in everybody]
    assert effects == [Effect.PAUSED, Effect.REST, Effect.AS_PLANNED, Effect.AS_PLANNED]
