"""/pause and /resume: what is said, what is taken back, and what a check-in holds all the same."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot import checkins, deliveries
from bot.chat.pauses import read_days
from bot.content import Content
from bot.database import Session
from bot.deliveries import Message
from bot.deliveries.tables import DeliveryRow
from bot.triage import Answers
from bot.vault import Vault
from tests.chat.reminding import reminded
from tests.chat.setting_up import runner_of
from tests.chat.turns import Person, person
from tests.conftest import NOON
from tests.wording.reading import faults


@pytest.fixture
async def ada(session: Session, vault: Vault, content: Content) -> Person:
    """Somebody with a reminder at 07:15."""
    return await reminded(session, vault, content)


async def owe(session: Session, vault: Vault, kind: str) -> None:
    runner = await runner_of(session)
    await deliveries.add(
        session,
        vault,
        key=f"{kind}:1",
        kind=kind,
        chat_id=runner.chat_id,
        runner_id=runner.id,
        message=Message("…"),
        due_at=NOON + timedelta(minutes=5),
        now=NOON,
    )


async def states(session: Session) -> dict[str, str]:
    rows = await session.execute(select(DeliveryRow.kind, DeliveryRow.state))
    return {kind: state for kind, state in rows}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("10", 10),
        ("3 days", 3),
        ("1 day", 1),
        ("a day", 1),
        ("2 weeks", 14),
        ("a week", 7),
        ("week", 7),
        ("2w", 14),
        ("for 5 days", 5),
        ("Three Days", 3),
        ("365", 365),
        ("366", None),
        ("0", None),
        ("-3", None),
        ("60 weeks", None),
        ("soon", None),
        ("9" * 4000, None),
        ("\u0663", 3),
        ("3 days or so", None),
        ("", None),
    ],
)
def test_lengths_as_people_type_them(text: str, days: int | None) -> None:
    assert read_days(text) == days


async def test_pause_asks_for_how_long(ada: Person) -> None:
    await ada.command("/pause")
    assert faults(ada.shown) == []
    labels = [b.label for row in ada.shown.buttons for b in row]
    assert labels == ["1 day", "3 days", "1 week", "2 weeks", "Until I resume", "Back", "Close"]


async def test_a_pause_of_days_ends_at_the_same_time_by_the_wall_clock(ada: Person, session: Session) -> None:
    await ada.command("/pause")
    await ada.press("3 days")
    runner = await runner_of(session)
    assert runner.paused_until == NOON + timedelta(days=3)
    assert "Fri 27 Nov, 13:00" in ada.shown.text
    assert faults(ada.shown) == []


async def test_a_pause_goes_through_the_change_of_the_clock(
    ada: Person, session: Session, vault: Vault, content: Content
) -> None:
    # Berlin's clocks go forward on 28 March 2027: that day has 23 hours.
    spring = person(session, vault, content, now=datetime(2027, 3, 27, 12, tzinfo=UTC))
    await spring.command("/pause 1")
    assert (await runner_of(session)).paused_until == datetime(2027, 3, 28, 11, tzinfo=UTC)


async def test_a_length_can_be_typed_behind_the_command(ada: Person, session: Session) -> None:
    await ada.command("/pause 10")
    assert (await runner_of(session)).paused_until == NOON + timedelta(days=10)


async def test_a_length_we_cannot_read_is_asked_again(ada: Person, session: Session) -> None:
    await ada.command("/pause soonish")
    assert "could not read that" in ada.shown.text
    assert (await runner_of(session)).paused_at is None


async def test_a_pause_without_an_end_holds_until_resume(ada: Person, session: Session) -> None:
    await ada.command("/pause")
    await ada.press("Until I resume")
    assert (await runner_of(session)).is_paused(NOON + timedelta(days=999))
    await ada.command("/pause")
    assert "You are paused" in ada.shown.text
    await ada.press("Resume")
    assert not (await runner_of(session)).is_paused(NOON)
    assert "Next push: Wed 25 Nov, 07:15" in ada.shown.text
    assert faults(ada.shown) == []


async def test_a_pause_takes_back_routines_and_never_advice(
    ada: Person, session: Session, vault: Vault
) -> None:
    for kind in ("routine", "snooze", "ask_again", "morning", "advice", "follow_up"):
        await owe(session, vault, kind)
    await ada.command("/pause 3 days")
    taken = {kind for kind, state in (await states(session)).items() if state == "dropped"}
    assert taken == {"routine", "snooze", "ask_again", "morning"}


async def test_resume_without_a_pause_says_so(ada: Person) -> None:
    await ada.command("/resume")
    assert "You are not paused" in ada.shown.text
    assert "Wed 25 Nov, 07:15" in ada.shown.text


async def test_resume_does_not_lift_what_a_check_in_called_for(
    ada: Person, session: Session, vault: Vault, content: Content
) -> None:
    runner = await runner_of(session)
    checkin = await checkins.record(
        session,
        vault,
        runner.id,
        Answers(flags=frozenset({"limping"})),
        content=content,
        on=NOON.date(),
        now=NOON,
    )
    await ada.command("/pause 3")
    await ada.command("/resume")
    assert "The plan still waits" in ada.shown.text
    assert "I have seen someone" in ada.shown.text
    assert faults(ada.shown) == []
    assert (await checkins.standing(session, vault, runner.id)).checkin_id == checkin.id
    await ada.press("Show the advice")
    assert "Seek professional help" in ada.shown.text


@pytest.mark.parametrize("data", ["pause::for:-1", "pause::for:9999", "pause::for:", "pause::x", "pause"])
async def test_a_forged_length_only_asks(ada: Person, session: Session, data: str) -> None:
    await ada.command("/pause")
    await ada.press_data(data)
    assert (await runner_of(session)).paused_at is None
    assert "How long" in ada.shown.text or "how long" in ada.shown.text


async def test_a_stranger_is_sent_to_start(session: Session, vault: Vault, content: Content) -> None:
    bob = person(session, vault, content, chat_id=1002)
    for line in ("/pause", "/resume", "/schedule"):
        await bob.command(line)
        assert bob.shown.buttons[0][0].data == "start"
