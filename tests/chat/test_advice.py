"""What a check-in leads to: every level, what is owed after it, and never lower later."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import checkins, deliveries, runners
from bot.content import FOLDER, Content, RedFlag, load
from bot.deliveries import Message
from bot.triage import Effect, Level
from bot.vault import Vault
from tests.chat.checking_in import arrive, check_in, labels, newest, owed
from tests.chat.turns import Person, person
from tests.conftest import NOON, add_runner
from tests.wording.reading import faults

FLAGS = load(FOLDER).red_flags.flags


SEEK, SEEK_NOW = "Seek professional help", "Seek professional help now"


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
    level = Level.of(flag.level)
    assert ("Check-in kept" in ada.shown.text) == (level < Level.EMERGENCY)
    assert ada.woken == 1
    checkin = await newest(session, vault)
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
    (later,) = await owed(session, vault, "advice_again", "follow_up", "morning")
    assert (later.key, later.kind, later.due_at) == (f"{kind}:{checkin.id}", kind, NOON + after)
    assert faults(later.message) == []


async def test_a_follow_up_waits_for_the_end_of_the_night_but_an_emergency_does_not(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    ada.clock.wait(timedelta(hours=11))  # 00:00 in Berlin, quiet from 22:00 to 06:00
    await check_in(ada, 1, flags=("limping",))
    (follow_up,) = await owed(session, vault, "follow_up")
    assert follow_up.due_at == datetime(2026, 11, 26, 5, 0, tzinfo=UTC)
    await check_in(ada, 1, flags=("hot_or_fever",))
    (again,) = await owed(session, vault, "advice_again")
    assert again.due_at == ada.clock.now() + timedelta(minutes=15)


@pytest.mark.parametrize(
    ("now", "flags", "kept"),
    [
        (1, ("limping",), 0),
        (1, ("hot_or_fever",), 0),
        (7, (), 0),
        (7, ("locking",), 0),
        (4, (), 2),
        (1, ("locking",), 2),
        (0, (), 2),
    ],
)
async def test_a_decision_that_leaves_only_rest_takes_back_what_is_owed(
    session: AsyncSession,
    vault: Vault,
    ada: Person,
    runner_id: int,
    now: int,
    flags: tuple[str, ...],
    kept: int,
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
    await check_in(ada, now, flags=flags)
    assert len(await owed(session, vault, "routine", "snooze")) == kept
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


@pytest.mark.parametrize("now", [4, 7])
async def test_after_more_pain_the_next_morning_asks(
    session: AsyncSession, vault: Vault, ada: Person, now: int
) -> None:
    await check_in(ada, now)
    (morning,) = await owed(session, vault, "morning")
    assert morning.due_at == datetime(2026, 11, 25, 7, 0, tzinfo=UTC)  # 08:00 in Berlin
    assert faults(morning.message) == []
    ada.clock.wait(timedelta(days=1))
    await arrive(session, vault, ada, "morning")
    await ada.press("Check in")
    await ada.press("No pain at all")
    await ada.press("None of these")
    assert await owed(session, vault, "morning") == []


async def test_the_next_morning_waits_for_the_end_of_a_long_night(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    await add_runner(session, quiet_from=time(22), quiet_until=time(10))
    ada = person(session, vault, content)
    await check_in(ada, 4)
    (morning,) = await owed(session, vault, "morning")
    assert morning.due_at == datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


async def test_a_paused_runner_is_not_asked_in_the_morning(
    session: AsyncSession, vault: Vault, ada: Person, runner_id: int
) -> None:
    await runners.pause(session, runner_id, NOON, None)
    await check_in(ada, 4)
    assert await owed(session, vault, "morning") == []
    await check_in(ada, 1, flags=("limping",))
    assert len(await owed(session, vault, "advice", "follow_up")) == 2
