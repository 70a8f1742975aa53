"""The buttons of a pushed routine, as a runner presses them."""

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import checkins, deliveries, routines
from bot.content import Content
from bot.deliveries.tables import DeliveryRow
from bot.routines import Effort, PlannedRoutine, State
from bot.triage import Answers, Side, Where
from bot.vault import Vault
from bot.wording import routines as wording
from tests.chat.turns import Person, person
from tests.conftest import NOON, add_runner
from tests.wording.reading import WORDS, faults

TODAY = NOON.date()


async def pushed(
    session: AsyncSession,
    vault: Vault,
    content: Content,
    *,
    wants: str = "strength",
    level: int = 2,
    slot: str = "1",
    **runner: object,
) -> tuple[Person, PlannedRoutine]:
    """Ada, whose routine of today was just pushed and is on her screen."""
    runner_id = await add_runner(session, **runner)  # type: ignore[arg-type]
    await routines.set_plan(session, runner_id, level=level)
    ada = person(session, vault, content)
    return ada, await push(ada, session, vault, content, runner_id, wants=wants, slot=slot)


async def push(
    ada: Person,
    session: AsyncSession,
    vault: Vault,
    content: Content,
    runner_id: int,
    *,
    wants: str = "strength",
    slot: str = "1",
) -> PlannedRoutine:
    """Plans a routine as the clock side does, and shows it."""
    standing = await checkins.standing(session, vault, runner_id)
    planned = await routines.plan_for(
        session,
        vault,
        runner_id,
        on=TODAY,
        slot=slot,
        effect=standing.effect,
        content=content,
        now=NOON,
        wants=wants,
    )
    assert isinstance(planned, PlannedRoutine)
    routine = routines.rebuilt(planned, content)
    assert routine is not None
    swaps = await routines.swaps_for(session, vault, planned, standing.effect, content)
    await ada.screen.reply(ada.chat_id, wording.push(WORDS, content, planned.id, routine, swaps))
    return planned


async def state_of(session: AsyncSession, vault: Vault, planned: PlannedRoutine) -> PlannedRoutine:
    """The routine as it stands in the database."""
    found = await routines.get(session, vault, planned.id, planned.runner_id)
    assert found is not None
    return found


async def owed_snoozes(session: AsyncSession) -> list[datetime]:
    """When each snooze that will still be sent is due."""
    rows = select(DeliveryRow.due_at).where(DeliveryRow.kind == "snooze", DeliveryRow.state == "due")
    return list(await session.scalars(rows))


async def report(
    session: AsyncSession, vault: Vault, content: Content, runner_id: int, pain: int, *flags: str
) -> None:
    """A check-in with this pain and these red flags."""
    answers = Answers(side=Side.LEFT, now=pain, worst=pain, where=Where.OUTER, flags=frozenset(flags))
    await checkins.record(session, vault, runner_id, answers, content=content, on=TODAY, now=NOON)


@pytest.mark.parametrize(
    ("label", "effort"), [("Easy", "easy"), ("Right", "right"), ("Too hard", "too_hard")]
)
async def test_done_asks_how_hard_it_was_and_keeps_the_answer(
    session: AsyncSession, vault: Vault, content: Content, label: str, effort: str
) -> None:
    ada, planned = await pushed(session, vault, content)
    await ada.press("Done")
    ada.clock.wait(timedelta(minutes=3))
    await ada.press(label)
    assert (await state_of(session, vault, planned)).effort is Effort(effort)
    assert ada.shown.text.startswith("<b>✅ Strength A done</b>, 13:00"), "the time it was done, not rated"
    assert faults(ada.shown) == []


async def test_done_twice_stays_done_at_the_first_time(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, planned = await pushed(session, vault, content)
    await ada.press("Done")
    ada.clock.wait(timedelta(minutes=9))
    await ada.press_data(f"routine:{planned.id}:done:")
    assert "13:00" in ada.shown.text


async def test_how_hard_is_only_asked_of_what_was_done(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, planned = await pushed(session, vault, content)
    for data in (f"routine:{planned.id}:effort:easy", f"routine:{planned.id}:effort:nonsense"):
        await ada.press_data(data)
        assert ada.toast == WORDS.plain("button-too-old")
    assert (await state_of(session, vault, planned)).effort is None


async def test_not_today_is_kept_apart_and_can_be_undone(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, planned = await pushed(session, vault, content)
    before = ada.shown
    await ada.press("Not today")
    assert ada.shown.text.startswith("<b>⏭ Strength A: not today</b>")
    assert (await state_of(session, vault, planned)).state is State.SKIPPED
    await ada.press("Undo")
    assert ada.shown == before
    await ada.press("Done")
    assert (await state_of(session, vault, planned)).state is State.DONE


async def test_later_owes_the_same_message_and_leaves_the_routine_open(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, planned = await pushed(session, vault, content)
    before = ada.shown
    await ada.press("Later")
    labels = [button.label for row in ada.shown.buttons for button in row]
    assert labels == ["20 min", "1 hour", "3 hours", "This evening", "Back"]
    await ada.press("1 hour")
    assert ada.shown.text.startswith("<b>⏰ Strength A: again at 14:00</b>")
    assert await owed_snoozes(session) == [NOON + timedelta(hours=1)]
    claim = await deliveries.claim(session, vault, now=NOON + timedelta(hours=1), rate=30)
    assert [row.message for row in claim.rows] == [before]
    assert (await state_of(session, vault, planned)).state is State.OWED


async def test_a_second_snooze_moves_the_first(session: AsyncSession, vault: Vault, content: Content) -> None:
    ada, planned = await pushed(session, vault, content)
    for choice, due_at in (
        ("1h", NOON + timedelta(hours=1)),
        ("20m", NOON + timedelta(minutes=20)),
        ("20m", NOON + timedelta(minutes=20)),
        ("evening", datetime(2026, 11, 24, 17, 30, tzinfo=NOON.tzinfo)),
    ):
        await ada.press_data(f"routine:{planned.id}:snooze:{choice}")
        assert await owed_snoozes(session) == [due_at]


@pytest.mark.parametrize("question", ["done", "skip"])
async def test_what_is_settled_is_not_reminded_of(
    session: AsyncSession, vault: Vault, content: Content, question: str
) -> None:
    ada, planned = await pushed(session, vault, content)
    await ada.press_data(f"routine:{planned.id}:snooze:1h")
    await ada.press_data(f"routine:{planned.id}:{question}:")
    assert await owed_snoozes(session) == []


async def test_settling_one_routine_leaves_the_snooze_of_another(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, first = await pushed(session, vault, content)
    second = await push(ada, session, vault, content, first.runner_id, wants="mobility", slot="2")
    await ada.press_data(f"routine:{first.id}:snooze:20m")
    await ada.press_data(f"routine:{second.id}:snooze:1h")
    await ada.press_data(f"routine:{first.id}:done:")
    assert await owed_snoozes(session) == [NOON + timedelta(hours=1)]


async def test_nobody_snoozes_without_end(session: AsyncSession, vault: Vault, content: Content) -> None:
    ada, planned = await pushed(session, vault, content)
    for _ in range(11):
        await ada.press_data(f"routine:{planned.id}:snooze:20m")
    assert "that was the last reminder for today" in ada.shown.text
    assert await owed_snoozes(session) == []
    assert faults(ada.shown) == []


async def test_no_reminder_is_offered_inside_quiet_hours(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, planned = await pushed(session, vault, content, quiet_from=time(13, 1), quiet_until=time(7))
    await ada.press("Later")
    assert "Your quiet hours are close" in ada.shown.text
    assert [button.label for row in ada.shown.buttons for button in row] == ["Back"]
    await ada.press_data(f"routine:{planned.id}:snooze:20m")
    assert await owed_snoozes(session) == []


async def test_a_snooze_that_nobody_offers_changes_nothing(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, planned = await pushed(session, vault, content)
    await ada.press_data(f"routine:{planned.id}:snooze:9999h")
    assert await owed_snoozes(session) == []
    assert "When shall I remind you?" in ada.shown.text


async def test_a_done_routine_cannot_be_snoozed(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, planned = await pushed(session, vault, content)
    await ada.press("Done")
    await ada.press_data(f"routine:{planned.id}:snooze:20m")
    assert await owed_snoozes(session) == []


async def test_a_press_proves_that_a_doubtful_push_arrived(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, planned = await pushed(session, vault, content)
    key = f"routine:{planned.runner_id}:{planned.on}:{planned.slot}"
    await deliveries.add(
        session,
        vault,
        key=key,
        kind="routine",
        chat_id=ada.chat_id,
        runner_id=planned.runner_id,
        message=ada.shown,
        due_at=NOON,
        now=NOON,
    )
    await session.execute(update(DeliveryRow).where(DeliveryRow.key == key).values(state="unsure"))
    await ada.press("Start")
    assert await session.scalar(select(DeliveryRow.state).where(DeliveryRow.key == key)) == "sent"


async def test_a_button_of_tuesday_says_so_on_wednesday(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, planned = await pushed(session, vault, content)
    ada.clock.wait(timedelta(days=1))
    await ada.press("Done")
    assert ada.shown.text.startswith("<b>This one is from Tue 24 Nov</b>")
    assert (await state_of(session, vault, planned)).state is State.OWED
    await ada.press("Correct it")
    await ada.press("Done")
    assert (await state_of(session, vault, planned)).state is State.DONE


async def test_how_hard_may_be_said_after_midnight(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, planned = await pushed(session, vault, content)
    await ada.press("Done")
    ada.clock.wait(timedelta(hours=12))
    await ada.press("Easy")
    assert (await state_of(session, vault, planned)).effort is Effort.EASY


async def test_a_routine_is_exchanged_in_its_own_place_and_changed_back(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, planned = await pushed(session, vault, content, wants="warm_up")
    before = ada.shown
    for label, template in (
        ("Hard run today", "warm_up_hard"),
        ("5 minutes only", "minimum_warm_up"),
        ("As planned", "warm_up"),
    ):
        await ada.press(label)
        assert (await state_of(session, vault, planned)).template_id == template
        assert faults(ada.shown) == []
    assert ada.shown == before
    assert len(await routines.on_day(session, vault, planned.runner_id, TODAY)) == 1


async def test_something_else_is_another_strength_routine_and_done_ends_the_choice(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, planned = await pushed(session, vault, content)
    await ada.press("Something else")
    assert ada.shown.text.startswith("<b>💪 Strength B</b>")
    await ada.press("Done")
    for swap in ("back", "nonsense"):
        await ada.press_data(f"routine:{planned.id}:swap:{swap}")
        assert (await state_of(session, vault, planned)).template_id == "strength_b"
