"""What a check-in leads to: every level from the first button to the last, and never lower later."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.serializer import serialize_pattern
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import checkins, deliveries, routines, runners
from bot.content import FOLDER, Content, RedFlag, load
from bot.deliveries import Message
from bot.deliveries.tables import DeliveryRow
from bot.triage import Effect, Level
from bot.vault import Vault
from tests.chat.test_checkins import check_in, newest
from tests.chat.turns import Person, person
from tests.conftest import NOON, add_runner
from tests.content.reading_grade import grade, offer_dictionary
from tests.content.test_words import TEXTS
from tests.wording.reading import faults

FLAGS = load(FOLDER).red_flags.flags
SEEK, SEEK_NOW = "Seek professional help", "Seek professional help now"


@dataclass(frozen=True)
class Owed:
    """A delivery with its words opened."""

    key: str
    kind: str
    state: str
    lane: int
    due_at: datetime
    message: Message
    again: Message | None


async def owed(session: AsyncSession, vault: Vault, *kinds: str, state: str = "due") -> list[Owed]:
    """What is owed, oldest first."""
    rows = (await session.scalars(select(DeliveryRow).order_by(DeliveryRow.id))).all()
    opened: list[tuple[DeliveryRow, Any]] = [(row, vault.open(row.message)) for row in rows]
    return [
        Owed(
            row.key,
            row.kind,
            row.state,
            row.lane,
            row.due_at,
            Message.from_json(stored["message"]),
            Message.from_json(stored["again"]) if "again" in stored else None,
        )
        for row, stored in opened
        if row.state == state and (not kinds or row.kind in kinds)
    ]


async def arrive(session: AsyncSession, vault: Vault, ada: Person, kind: str = "advice") -> Owed:
    """Shows the newest owed message of a kind to the runner, as the send line would."""
    found = (await owed(session, vault, kind))[-1]
    await ada.screen.reply(ada.chat_id, found.message)
    return found


@pytest.fixture
async def runner_id(session: AsyncSession) -> int:
    return await add_runner(session)


@pytest.fixture
def ada(session: AsyncSession, vault: Vault, content: Content, runner_id: int) -> Person:
    return person(session, vault, content)


def labels(message: Message) -> list[str]:
    return [button.label for row in message.buttons for button in row]


@pytest.mark.parametrize(
    ("now", "worst", "title", "level"),
    [
        (0, 0, "🟢 Carry on", Level.CARRY_ON),
        (1, 2, "🟢 Carry on", Level.CARRY_ON),
        (2, 2, "🟢 Carry on", Level.CARRY_ON),
        (0, 3, "🟡 Ease off a little", Level.EASE_OFF),
        (3, 3, "🟡 Ease off a little", Level.EASE_OFF),
        (4, 5, "🟡 Ease off a little", Level.EASE_OFF),
        (5, 5, "🟡 Ease off a little", Level.EASE_OFF),
        (2, 6, "🟠 Stop running for now", Level.STOP),
        (6, 6, "🟠 Stop running for now", Level.STOP),
        (10, 10, "🟠 Stop running for now", Level.STOP),
    ],
)
async def test_pain_alone_is_answered_by_its_band_at_once(
    session: AsyncSession, vault: Vault, ada: Person, now: int, worst: int, title: str, level: Level
) -> None:
    await check_in(ada, now, worst)
    assert ada.shown.text.startswith(f"<b>{title}</b>")
    assert faults(ada.shown) == []
    assert SEEK not in ada.shown.text
    assert (await newest(session, vault)).decision.level is level
    assert await owed(session, vault, "advice", "advice_again", "follow_up") == []


async def test_the_answer_says_what_was_said_why_what_to_do_and_what_changed(ada: Person) -> None:
    await check_in(ada, 4, 5)
    text = ada.shown.text
    assert "4 of 10 now, 5 at worst, left side, outer hip, after running" in text
    assert "ease-off band, 3 to 5" in text
    assert "Make your next run short, or skip it" in text
    assert "mobility takes the place of strength" in text
    assert labels(ada.shown) == ["Undo", "Why?", "Add a note", "Close"]


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.id)
async def test_one_tick_is_enough(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int, flag: RedFlag
) -> None:
    await check_in(ada, 1, flags=(flag.id,))
    assert "Check-in kept" in ada.shown.text
    assert ada.woken == 1
    checkin = await newest(session, vault)
    level = Level.of(flag.level)
    assert checkin.decision.level is level
    (advice,) = await owed(session, vault, "advice")
    assert (advice.key, advice.lane, advice.due_at) == (f"advice:{checkin.id}", deliveries.ADVICE, NOON)
    assert advice.message.text.startswith(f"<b>🔴 {SEEK_NOW}</b>" if level == 5 else f"<b>🟠 {SEEK}</b>")
    assert f"You ticked: <i>{flag.text['en'].short}</i>" in advice.message.text
    assert flag.text["en"].tell_them in advice.message.text
    assert not advice.message.silent
    assert faults(advice.message) == []
    assert advice.again is not None
    assert advice.again.text.startswith(advice.message.text)
    assert "You may have had this from me before" in advice.again.text
    standing = await checkins.standing(session, vault, runner_id)
    assert standing.level is level
    assert (standing.effect is Effect.PAUSED) == (level >= Level.URGENT)
    assert ("I paused your routines" in advice.message.text) == (level >= Level.URGENT)


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


@pytest.mark.parametrize(
    ("flag", "kind", "after"),
    [
        ("hot_or_fever", "advice_again", timedelta(minutes=15)),
        ("limping", "follow_up", timedelta(hours=24)),
        ("locking", "follow_up", timedelta(days=7)),
    ],
)
async def test_each_level_asks_later_in_its_own_time(
    session: AsyncSession, vault: Vault, ada: Person, flag: str, kind: str, after: timedelta
) -> None:
    await check_in(ada, 1, flags=(flag,))
    checkin = await newest(session, vault)
    (later,) = await owed(session, vault, "advice_again", "follow_up", "ask_again")
    assert (later.key, later.kind, later.due_at) == (f"{kind}:{checkin.id}", kind, NOON + after)
    assert faults(later.message) == []


async def test_a_follow_up_waits_for_the_end_of_the_night_but_an_emergency_does_not(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    ada.clock.wait(hours(11))  # 00:00 in Berlin, quiet from 22:00 to 06:00
    await check_in(ada, 1, flags=("limping",))
    (follow_up,) = await owed(session, vault, "follow_up")
    assert follow_up.due_at == datetime(2026, 11, 26, 5, 0, tzinfo=UTC)
    await check_in(ada, 1, flags=("hot_or_fever",))
    (again,) = await owed(session, vault, "advice_again")
    assert again.due_at == ada.clock.now() + timedelta(minutes=15)


@pytest.mark.parametrize("flag", ["limping", "hot_or_fever"])
async def test_advice_that_pauses_the_plan_takes_back_what_is_owed(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int, flag: str
) -> None:
    for kind in ("routine", "snooze", "other"):
        await deliveries.add(
            session,
            vault,
            key=kind,
            kind=kind,
            chat_id=1001,
            runner_id=runner_id,
            message=Message("<b>Run</b>"),
            due_at=NOON,
            now=NOON,
        )
    await check_in(ada, 1, flags=(flag,))
    assert await owed(session, vault, "routine", "snooze") == []
    assert len(await owed(session, vault, "other")) == 1


@pytest.mark.parametrize(
    ("zone", "call"),
    [
        ("Europe/Berlin", "Call 112."),
        ("Europe/London", "Call 999 or 112."),
        ("America/New_York", "Call 911."),
        ("Australia/Sydney", "Call 000."),
        ("Pacific/Auckland", "Call 111."),
        ("Europe/Zurich", "Call 112 (ambulance: 144)."),
        ("Africa/Nairobi", "Call 112, or your local emergency number."),
        (None, "Call 112, or your local emergency number."),
    ],
)
async def test_an_emergency_names_the_number_of_the_country(
    session: AsyncSession, vault: Vault, content: Content, zone: str | None, call: str
) -> None:
    await add_runner(session, zone=zone)
    ada = person(session, vault, content)
    await check_in(ada, 1, flags=("hot_or_fever",))
    (advice,) = await owed(session, vault, "advice")
    assert call in advice.message.text
    assert "Do not drive" in advice.message.text
    assert "Do not wait for it to pass" in advice.message.text


async def test_understood_emergency_advice_is_not_sent_again(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 1, flags=("hot_or_fever",))
    advice = await arrive(session, vault, ada)
    assert labels(advice.message)[0] == "I understand"
    await ada.press("I understand")
    assert await owed(session, vault, "advice_again") == []
    assert 'You pressed "I understand"' in ada.shown.text
    assert ada.shown.text.startswith(f"<b>🔴 {SEEK_NOW}</b>")
    assert labels(ada.shown)[0] == "I have seen someone"
    assert (await newest(session, vault)).acknowledged_at == NOON
    assert faults(ada.shown) == []


async def test_emergency_advice_that_nobody_answered_is_said_again(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 1, flags=("hot_or_fever",))
    again = await arrive(session, vault, ada, "advice_again")
    assert again.message.text.startswith(f"<b>🔴 {SEEK_NOW}</b>")
    assert "I have not heard from you" in again.message.text
    await ada.press("I understand")
    assert (await newest(session, vault)).acknowledged_at is not None


async def test_a_press_proves_that_unsure_advice_arrived(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 1, flags=("limping",))
    await arrive(session, vault, ada)
    row = (await session.scalars(select(DeliveryRow).where(DeliveryRow.kind == "advice"))).one()
    row.state = "unsure"
    await session.flush()
    await ada.press("Why?")
    assert [found.kind for found in await owed(session, vault, state="sent")] == ["advice"]


async def seen_and_cleared(session: AsyncSession, vault: Vault, ada: Person) -> None:
    await arrive(session, vault, ada)
    await ada.press("I have seen someone")
    assert "Did they clear you for exercise?" in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("Cleared")


@pytest.mark.parametrize(("level", "back_at"), [(3, 1), (2, 1), (1, 1)])
@pytest.mark.parametrize("flag", ["limping", "hot_or_fever"])
async def test_cleared_the_plan_is_back_two_levels_down(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int, flag: str, level: int, back_at: int
) -> None:
    await routines.set_plan(session, runner_id, level=level, run_days={1})
    await check_in(ada, 0, flags=(flag,))
    await seen_and_cleared(session, vault, ada)
    assert ada.shown.text.startswith("<b>✅ Your plan is back</b>")
    assert f"start at level {back_at}" in ada.shown.text
    assert faults(ada.shown) == []
    plan = await routines.plan_of(session, runner_id)
    assert (plan.level, plan.run_days) == (back_at, frozenset({1}))
    assert (await checkins.standing(session, vault, runner_id)).effect is Effect.AS_PLANNED
    assert await owed(session, vault, "follow_up", "advice_again") == []


async def test_clearing_twice_lowers_the_level_once(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int
) -> None:
    await routines.set_plan(session, runner_id, level=3)
    await check_in(ada, 0, flags=("limping",))
    checkin = await newest(session, vault)
    await seen_and_cleared(session, vault, ada)
    await routines.set_plan(session, runner_id, level=3)
    await ada.press_data(f"advice:{checkin.id}:cleared")
    assert "Nothing is open" in ada.shown.text
    assert (await routines.plan_of(session, runner_id)).level == 3


async def test_cleared_with_pain_the_last_rating_still_counts(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int
) -> None:
    await check_in(ada, 7, flags=("limping",))
    await seen_and_cleared(session, vault, ada)
    assert "Your last pain rating still counts" in ada.shown.text
    assert (await checkins.standing(session, vault, runner_id)).effect is Effect.REST


async def test_what_was_only_made_gentler_keeps_its_level(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int
) -> None:
    await routines.set_plan(session, runner_id, level=3)
    await check_in(ada, 0, flags=("locking",))
    await seen_and_cleared(session, vault, ada)
    assert "Thank you for telling me" in ada.shown.text
    assert (await routines.plan_of(session, runner_id)).level == 3


async def test_seen_but_not_cleared_the_plan_waits(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int
) -> None:
    await check_in(ada, 0, flags=("limping",))
    await arrive(session, vault, ada)
    await ada.press("I have seen someone")
    await ada.press("Not yet")
    assert "Good that someone saw you" in ada.shown.text
    assert faults(ada.shown) == []
    assert (await checkins.standing(session, vault, runner_id)).effect is Effect.PAUSED
    assert await owed(session, vault, "follow_up") == []
    await ada.press("They cleared me")
    await ada.press("Cleared")
    assert "Your plan is back" in ada.shown.text


async def test_whoever_reached_nobody_is_told_again_and_asked_again(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 0, flags=("limping",))
    checkin = await newest(session, vault)
    for asked in (1, 2):
        await arrive(session, vault, ada, "follow_up")
        assert "Did you reach someone?" in ada.shown.text
        ada.clock.wait(hours(24))
        for _ in range(2):
            await ada.press_data(f"advice:{checkin.id}:not_reached:{asked - 1}")
        assert ada.shown.text.startswith(f"<b>🟠 {SEEK}</b>")
        assert [found.key for found in await owed(session, vault, "follow_up")][asked:] == [
            f"follow_up:{checkin.id}:{asked}"
        ]


async def test_the_follow_up_leads_back_to_the_plan(session: AsyncSession, vault: Vault, ada: Person) -> None:
    await check_in(ada, 0, flags=("limping",))
    await arrive(session, vault, ada, "follow_up")
    await ada.press("I have seen someone")
    await ada.press("Cleared")
    assert "Your plan is back" in ada.shown.text


BETTER: Sequence[tuple[int, tuple[str, ...]]] = [(0, ()), (2, ()), (4, ()), (7, ()), (1, ("locking",))]


@pytest.mark.parametrize(("now", "flags"), BETTER)
@pytest.mark.parametrize("flag", ["hot_or_fever", "limping"])
async def test_a_later_answer_never_lowers_it(
    session: AsyncSession, vault: Vault, ada: Person, flag: str, now: int, flags: tuple[str, ...]
) -> None:
    await check_in(ada, 1, flags=(flag,))
    first = (await newest(session, vault)).decision.level
    ada.clock.wait(timedelta(days=2))
    await check_in(ada, now, flags=flags)
    assert (await newest(session, vault)).decision.level is first
    advice = (await owed(session, vault, "advice"))[-1]
    assert advice.message.text.startswith(f"<b>{'🔴' if first is Level.EMERGENCY else '🟠'} {SEEK}")
    assert "from Tue 24 Nov still stands" in advice.message.text
    assert "does not lower it" in advice.message.text
    assert "I have seen someone" in labels(advice.message)
    assert faults(advice.message) == []


async def test_a_calm_day_owes_no_second_alarm(session: AsyncSession, vault: Vault, ada: Person) -> None:
    await check_in(ada, 1, flags=("hot_or_fever",))
    await arrive(session, vault, ada)
    await ada.press("I understand")
    await check_in(ada, 0)
    assert await owed(session, vault, "advice_again", "follow_up") == []
    assert len(await owed(session, vault, "advice")) == 2


async def test_a_new_tick_is_not_cleared_by_an_old_message(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int
) -> None:
    await check_in(ada, 1, flags=("limping",))
    old = await newest(session, vault)
    ada.clock.wait(timedelta(days=1))
    await check_in(ada, 1, flags=("numb_or_weak",))
    await ada.press_data(f"advice:{old.id}:cleared")
    assert "about your answer from Wed 25 Nov" in ada.shown.text
    assert (await checkins.standing(session, vault, runner_id)).effect is Effect.PAUSED
    await ada.press("Cleared")
    assert "Your plan is back" in ada.shown.text


async def test_two_stops_in_a_row_mean_a_professional_this_week(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 6)
    assert "it is time to see someone this week" in ada.shown.text
    ada.clock.wait(timedelta(days=1))
    await check_in(ada, 7)
    (advice,) = await owed(session, vault, "advice")
    assert advice.message.text.startswith(f"<b>🟠 {SEEK}</b>")
    assert "this week" in advice.message.text
    assert "rest only" in advice.message.text
    await arrive(session, vault, ada)
    await ada.press("What do I say?")
    assert "how strong the pain is" in ada.shown.text
    await ada.press("Back")
    await ada.press("Why?")
    assert "Twice in the stop band" in ada.shown.text


async def test_an_ease_off_can_be_taken_back_once(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int
) -> None:
    await check_in(ada, 4)
    checkin = await newest(session, vault)
    await ada.press("Undo")
    assert "Taken back" in ada.shown.text
    assert (await checkins.standing(session, vault, runner_id)).effect is Effect.AS_PLANNED
    assert await owed(session, vault, "ask_again") == []
    await ada.press_data(f"advice:{checkin.id}:undo")
    assert "can no longer" in (ada.toast or "")
    await ada.press_data(f"advice:{checkin.id}:show")
    assert "You took this answer back" in ada.shown.text
    assert "Undo" not in labels(ada.shown)


@pytest.mark.parametrize(("now", "flags"), [(1, ()), (7, ()), (4, ("locking",)), (4, ("limping",))])
async def test_only_an_ease_off_can_be_taken_back(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int, now: int, flags: tuple[str, ...]
) -> None:
    await check_in(ada, now, flags=flags)
    checkin = await newest(session, vault)
    before = await checkins.standing(session, vault, runner_id)
    await ada.press_data(f"advice:{checkin.id}:undo")
    assert "can no longer" in (ada.toast or "")
    assert await checkins.standing(session, vault, runner_id) == before


@pytest.mark.parametrize("now", [4, 7])
async def test_after_more_pain_the_next_morning_asks(
    session: AsyncSession, vault: Vault, ada: Person, now: int
) -> None:
    await check_in(ada, now)
    (morning,) = await owed(session, vault, "ask_again")
    assert morning.due_at == datetime(2026, 11, 25, 7, 0, tzinfo=UTC)  # 08:00 in Berlin
    assert faults(morning.message) == []
    await arrive(session, vault, ada, "ask_again")
    await ada.press("Check in")
    await ada.press("No pain at all")
    await ada.press("None of these")
    assert await owed(session, vault, "ask_again") == []


async def test_the_next_morning_waits_for_the_end_of_a_long_night(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    await add_runner(session, quiet_from=time(22), quiet_until=time(10))
    ada = person(session, vault, content)
    await check_in(ada, 4)
    (morning,) = await owed(session, vault, "ask_again")
    assert morning.due_at == datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


async def test_a_paused_runner_is_not_asked_in_the_morning(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int
) -> None:
    await runners.pause(session, runner_id, NOON, None)
    await check_in(ada, 4)
    assert await owed(session, vault, "ask_again") == []
    await check_in(ada, 1, flags=("limping",))
    assert len(await owed(session, vault, "advice", "follow_up")) == 2


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.id)
async def test_every_button_of_advice_answers_and_leads_back(
    session: AsyncSession, vault: Vault, ada: Person, content: Content, flag: RedFlag
) -> None:
    await check_in(ada, 3, flags=(flag.id,))
    advice = await arrive(session, vault, ada)
    await ada.press("What do I say?")
    assert flag.text["en"].tell_them in ada.shown.text
    assert "3 of 10 now" in ada.shown.text
    assert "I first told my running app on Tue 24 Nov" in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("Back")
    assert ada.shown == advice.message
    await ada.press("Why?")
    assert flag.text["en"].short in ada.shown.text
    assert all(source.title.split(":")[0] in ada.shown.text for source in flag.sources)
    assert faults(ada.shown) == []
    while "More" in labels(ada.shown):
        await ada.press("More")
    assert f"version {content.red_flags.version}" in ada.shown.text
    while ada.shown != advice.message:
        await ada.press("Back")


async def test_why_shows_the_rule_of_the_band_and_its_source(ada: Person) -> None:
    await check_in(ada, 4)
    answer = ada.shown
    await ada.press("Why?")
    assert "Your pain, 4 of 10" in ada.shown.text
    assert "0 to 2 is calm, up to 5 means ease off" in ada.shown.text
    assert "Silbernagel" in ada.shown.text
    assert "rules of 23 Nov 2026" in ada.shown.text
    assert faults(ada.shown) == []
    while ada.shown != answer:
        await ada.press("Back")


async def test_everything_ticked_still_fits_a_message(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 10, flags=tuple(flag.id for flag in FLAGS))
    await arrive(session, vault, ada)
    assert faults(ada.shown, longest=4096) == []
    assert ada.shown.text.startswith(f"<b>🔴 {SEEK_NOW}</b>")
    await ada.press("What do I say?")
    assert faults(ada.shown, longest=4096) == []
    assert all(flag.text["en"].tell_them in ada.shown.text for flag in FLAGS)
    await ada.press("Back")
    await ada.press("Why?")
    seen = ada.shown.text
    while "More" in labels(ada.shown):
        await ada.press("More")
        assert faults(ada.shown) == []
        seen += ada.shown.text
    assert all(flag.text["en"].short in seen for flag in FLAGS)


QUESTIONS = ("show", "why", "say", "understand", "undo", "seen", "cleared", "not_cleared", "not_reached")


@pytest.mark.parametrize("question", QUESTIONS)
async def test_another_persons_advice_says_and_does_nothing(
    session: AsyncSession, vault: Vault, content: Content, ada: Person, runner_id: int, question: str
) -> None:
    await check_in(ada, 7, flags=("hot_or_fever",))
    mine = await newest(session, vault)
    before = await checkins.standing(session, vault, runner_id)
    await add_runner(session, chat_id=2002)
    bob = person(session, vault, content, chat_id=2002)
    await bob.press_data(f"advice:{mine.id}:{question}")
    assert bob.screen.messages == {}
    assert bob.toast == "This button is from an older message. For a new check-in: /checkin"
    assert await checkins.standing(session, vault, runner_id) == before
    assert (await newest(session, vault)).acknowledged_at is None
    assert len(await owed(session, vault, "advice", "advice_again")) == 2


@pytest.mark.parametrize("data", ["advice", "advice:", "advice:x:why", "advice:0:cleared", "advice:-1:seen"])
async def test_forged_advice_buttons_are_answered_calmly(ada: Person, data: str) -> None:
    await ada.press_data(data)
    assert "For a new check-in" in (ada.toast or "")


@pytest.mark.parametrize("rest", ["", ":nonsense", ":why:99", ":why:-1", ":why:x", ":not_reached:x"])
async def test_forged_questions_show_the_advice(
    session: AsyncSession, vault: Vault, ada: Person, rest: str
) -> None:
    await check_in(ada, 7, flags=("limping",))
    mine = await newest(session, vault)
    await arrive(session, vault, ada)
    await ada.press_data(f"advice:{mine.id}{rest}")
    assert ada.shown.text.startswith(f"<b>🟠 {SEEK}</b>")


@pytest.mark.parametrize("question", ["seen", "cleared", "not_cleared"])
async def test_where_nothing_stands_nothing_is_cleared(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int, question: str
) -> None:
    await routines.set_plan(session, runner_id, level=3)
    await check_in(ada, 7)
    mine = await newest(session, vault)
    await ada.press_data(f"advice:{mine.id}:{question}")
    assert "Nothing is open" in ada.shown.text
    assert (await routines.plan_of(session, runner_id)).level == 3
    assert (await checkins.standing(session, vault, runner_id)).effect is Effect.REST


async def test_old_advice_says_when_it_was_cleared_since(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 1, flags=("hot_or_fever",))
    mine = await newest(session, vault)
    await seen_and_cleared(session, vault, ada)
    await ada.press_data(f"advice:{mine.id}:show")
    assert "someone saw you and cleared you" in ada.shown.text
    assert "I have seen someone" not in labels(ada.shown)


async def test_a_restart_between_check_in_and_advice_loses_nothing(
    session: AsyncSession, vault: Vault, content: Content, ada: Person
) -> None:
    await check_in(ada, 1, flags=("limping",))
    again = person(session, vault, content)
    await arrive(session, vault, again)
    await again.press("I have seen someone")
    once_more = person(session, vault, content)
    once_more.screen.messages[1] = again.shown
    await once_more.press("Cleared")
    assert "Your plan is back" in once_more.shown.text


NEVER = r"diagnos|stress fracture|tumour|\bclot\b|infection|probabl|likely|safe to|prevent|\d\s?%|\bmg\b"


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.id)
async def test_advice_never_names_a_cause_or_a_chance(
    session: AsyncSession, vault: Vault, ada: Person, flag: RedFlag
) -> None:
    await check_in(ada, 3, flags=(flag.id,))
    for found in await owed(session, vault):
        assert re.search(NEVER, found.message.text, re.IGNORECASE) is None


def said_in(name: str) -> dict[str, str]:
    """The texts of a Fluent file as they are read, without buttons; a number stands for each value."""
    source = FOLDER / "words" / "en" / f"{name}.ftl"
    texts = {}
    for entry in FluentParser().parse(source.read_text(encoding="utf-8")).body:
        if isinstance(entry, ast.Message) and entry.value and not entry.id.name.startswith("button"):
            text = re.sub(r"\{[^}]*\}", "3", serialize_pattern(entry.value))
            texts[entry.id.name] = re.sub(r"<[^>]+>|[^\w\s.,:;?'\"()-]", "", text)
    return texts


SAFETY = said_in("advice") | said_in("checkins")


@pytest.fixture(scope="module")
def dictionary(tmp_path_factory: pytest.TempPathFactory) -> None:
    # NLTK reads one dictionary a run: it must know the words of the other tests of reading too.
    offer_dictionary(tmp_path_factory.mktemp("nltk"), [*SAFETY.values(), *TEXTS.values()])


# The words prescribed for every escalation, and labels of a word or three, are no sentences to grade.
SENTENCES = sorted(name for name, text in SAFETY.items() if len(text.split()) > 4)


@pytest.mark.parametrize("name", SENTENCES)
@pytest.mark.usefixtures("dictionary")
def test_what_matters_reads_at_grade_six(name: str) -> None:
    assert grade(SAFETY[name]) <= 6


@pytest.mark.parametrize("name", ["advice", "checkins", "privacy"])
def test_what_is_never_said_is_in_no_file(name: str) -> None:
    assert [said for said in said_in(name).values() if re.search(NEVER, said, re.IGNORECASE)] == []
