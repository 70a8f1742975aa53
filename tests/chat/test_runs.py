"""/run through the chat: logged, felt, corrected, deleted, asked about before it."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot import checkins, deliveries, runs
from bot.content import Content
from bot.database import Session
from bot.runs import Felt, Source
from bot.triage import Answers
from bot.vault import Vault
from tests.chat.checking_in import check_in, owed
from tests.chat.going import begin
from tests.chat.turns import Person
from tests.conftest import NOON
from tests.wording.reading import faults

TODAY = date(2026, 11, 24)


async def ran(session: Session, vault: Vault, runner_id: int, days_ago: int, metres: int) -> None:
    on = TODAY - timedelta(days=days_ago)
    kept = {"distance_m": metres, "duration_s": None, "source": Source.TYPED, "now": NOON}
    await runs.log(session, vault, runner_id, on=on, **kept)  # type: ignore[arg-type]


async def test_a_run_is_kept_felt_corrected_and_deleted_with_a_way_back(
    ada: Person, session: Session, vault: Vault, runner_id: int
) -> None:
    await ada.command("/run 8.2 48min")
    assert "8.2 km · 48 min" in ada.shown.text
    assert "5:51 per km" in ada.shown.text
    assert "/return" in ada.shown.text
    assert await deliveries.live_keys(session, runner_id, "morning")
    await ada.press("Sore")
    assert ada.button("Sore").label == "☑ Sore"
    assert ada.button("Check in").data == "checkin"
    await ada.press("Edit")
    await ada.press("Distance")
    await ada.say("nine")
    assert "could not read" in ada.shown.text
    await ada.say("9,1")
    await ada.press("Edit")
    await ada.press("Day")
    await ada.say("tomorrow")
    assert "still to come" in ada.shown.text
    assert "48 min" not in ada.shown.text.partition("still to come")[2]
    await ada.press("Yesterday")
    run = await runs.latest(session, vault, runner_id)
    assert run is not None
    assert (run.distance_m, run.on, run.felt) == (9100, date(2026, 11, 23), Felt.SORE)
    await ada.press("Delete")
    assert await runs.latest(session, vault, runner_id) is None
    old = f"run:{run.id}:edit"
    await ada.press_data(old)
    assert ada.toast == "That run is not there any more."
    await ada.press_data(f"run:{run.id}:undelete")
    assert await runs.latest(session, vault, runner_id) == run


async def test_a_deleted_or_moved_run_takes_its_question_of_the_next_morning_along(
    ada: Person, session: Session, vault: Vault
) -> None:
    async def asked() -> list[bool]:
        """Of each question about tomorrow's morning: whether it asks about a run."""
        waiting = await owed(session, vault, "morning")
        return ["before the run" in one.message.text for one in waiting if one.due_at > NOON]

    await check_in(ada, 4)
    assert await asked() == [False]
    ada.clock.wait(timedelta(seconds=1))
    await ada.command("/run 5")
    await ada.command("/run 8.2")
    await ada.press("Delete")
    assert await asked() == [True], "the other run of that day is still there"
    await ada.command("/run")
    await ada.press("5 km")
    await ada.press("Delete")
    assert await asked() == [False], "and the check-in asks again"
    for press, answer in (
        (("Undo",), True),
        (("Edit", "Day", "Yesterday"), False),
        (("Edit", "Day", "Today"), True),
    ):
        for label in press:
            ada.clock.wait(timedelta(seconds=1))
            await ada.press(label)
        assert await asked() == [answer], press
    await check_in(ada, 2)
    assert await asked() == [True], "a run of today is asked about tomorrow, whatever is said today"


async def test_the_page_offers_the_last_run_again_once(
    ada: Person, session: Session, vault: Vault, runner_id: int
) -> None:
    await ran(session, vault, runner_id, 3, 8200)
    await ada.command("/run")
    assert "Sat 21 Nov · 8.2 km" in ada.shown.text
    same = ada.button("Same: 8.2 km").data or ""
    await ada.press_data(same)
    await ada.press_data(same)
    assert "there already" in ada.shown.text
    assert len(await runs.newest(session, vault, runner_id, 9)) == 2
    await ada.command("/run")
    await ada.press("Use miles")
    assert "Today · 5.1 mi" in ada.shown.text
    await ada.press("Log a run")
    await ada.press("3 mi")
    assert "Today · 3 mi" in ada.shown.text
    await ada.press("Back")
    await ada.press("Edit a run")
    await ada.press("Sat 21 Nov · 5.1 mi")
    assert ada.button("Delete")


async def test_the_unit_that_was_taken_is_said_and_one_press_makes_it_the_other(
    ada: Person, session: Session, vault: Vault, runner_id: int
) -> None:
    await ada.command("/run 8.2 48min")
    assert "Today · 8.2 km · 48 min" in ada.shown.text
    assert "You gave no unit, so I took kilometres." in ada.shown.text
    # The press is for the way back and the chart as well: whoever presses knows before.
    assert "Changing the unit changes all I show, not only this run." in ada.shown.text
    assert faults(ada.shown) == []
    switch = ada.button("It was miles").data or ""
    for _ in range(2):
        await ada.press_data(switch)
        assert "Today · 8.2 mi · 48 min" in ada.shown.text
        assert "no unit" not in ada.shown.text
    assert "From now on I show miles everywhere." in ada.shown.text
    assert faults(ada.shown) == []
    # A slip of the finger is taken back by one press on the same card, as often as it takes.
    for label, shown in (("It was km", "8.2 km"), ("It was miles", "8.2 mi")):
        await ada.press(label)
        assert f"Today · {shown} · 48 min" in ada.shown.text
    await ada.command("/run 3")
    assert "3 mi" in ada.shown.text
    assert "I took miles" in ada.shown.text
    # A slip that the other unit shows is asked about, and the run is as it was.
    await ada.press("It was km")
    assert "Today · 3 km" in ada.shown.text
    await ada.command("/run 8 20min")
    await ada.press("It was miles")
    assert ada.toast == "From now on I show miles everywhere."
    assert "Nobody runs that far in that time" in ada.shown.text
    last = await runs.latest(session, vault, runner_id)
    assert last
    assert last.distance_m == 8000
    for line in ("/run 8 km", "/run half", "/run 400m"):
        await ada.command(line)
        assert "no unit" not in ada.shown.text


async def test_a_long_run_without_a_unit_may_be_one_in_the_other(ada: Person) -> None:
    await ada.command("/run yesterday 5 km")
    await ada.command("/run 8")
    assert "A long one" in ada.shown.text
    assert "Changing the unit" in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("It was miles")
    assert "8 mi" in ada.shown.text


async def test_with_advice_on_the_page_the_unit_is_said_and_the_page_has_no_more_buttons(
    ada: Person, session: Session, vault: Vault, content: Content, runner_id: int
) -> None:
    await checkins.record(
        session, vault, runner_id, Answers(now=4, worst=4), content=content, on=TODAY, now=NOON
    )
    await ada.command("/run 8.2")
    assert "I took kilometres" in ada.shown.text
    assert faults(ada.shown) == []


async def test_what_is_too_far_is_said_in_the_runners_own_unit(ada: Person) -> None:
    await ada.press_data("run::mi")
    await ada.command("/run 500")
    assert "more than 155.3 mi in one run" in ada.shown.text
    assert "km" not in ada.shown.text.partition("more than")[2]
    await ada.command("/run 5")
    await ada.press("Edit")
    await ada.press("Distance")
    await ada.say("500")
    assert "more than 155.3 mi in one run" in ada.shown.text


@pytest.mark.parametrize("line", ["same", "Same as last", "the same as last time.", "same again", "same run"])
async def test_the_same_as_last_can_be_typed(
    ada: Person, session: Session, vault: Vault, runner_id: int, line: str
) -> None:
    await ada.command(f"/run {line}")
    assert "no run yet that it could be the same as" in ada.shown.text
    assert faults(ada.shown) == []
    await ada.command("/run yesterday 8.2 48min")
    await ada.command(f"/run {line}")
    assert "Today · 8.2 km · 48 min" in ada.shown.text
    assert len(await runs.newest(session, vault, runner_id, 9)) == 2
    # After the question it is understood, too; and never as part of something else.
    await ada.press_data("run::log")
    await ada.say(line)
    assert "there already" in ada.shown.text
    await ada.command("/run same shoes")
    assert "could not read that" in ada.shown.text


async def test_one_long_run_is_said_before_and_after_with_both_figures_and_its_source(
    ada: Person, session: Session, vault: Vault, runner_id: int
) -> None:
    await ran(session, vault, runner_id, 20, 10_000)
    await ada.command("/run plan sat 12")
    assert "12 km is 20 % more" in ada.shown.text
    assert "10 km on Wed 4 Nov" in ada.shown.text
    assert "A smaller step: 11 km at most." in ada.shown.text
    assert len(await runs.newest(session, vault, runner_id, 9)) == 1
    await ada.press("Why?")
    assert "Frandsen" in ada.shown.text
    assert "association only" in ada.shown.text
    assert "5,205" in ada.shown.text
    await ada.press("Back")
    assert "Planned: 12 km, Sat 28 Nov" in ada.shown.text
    await ada.command("/run plan 11")
    assert "no more than 10 %" in ada.shown.text
    await ada.command("/run 11")
    assert "A long one" not in ada.shown.text
    await ada.command("/run 12")
    assert "12 km is 20 % more" in ada.shown.text
    await ada.press("Why?")
    await ada.press("Back")
    assert "12 km is 20 % more" in ada.shown.text
    # It was said of the other run of that day.
    await ada.command("/run 11.9")
    assert "A long one" not in ada.shown.text
    await ada.command("/run plan 12")
    assert "12 km is 20 % more" in ada.shown.text, "as a run of today would be told"
    await ada.command("/run plan tomorrow 12")
    assert "A long one" not in ada.shown.text


async def test_a_plan_counts_what_was_run_today(
    ada: Person, session: Session, vault: Vault, runner_id: int
) -> None:
    await ada.command("/run 5")
    await ada.command("/run plan 12")
    assert "Planned: 12 km, today" in ada.shown.text
    assert "12 km is 140 % more than your longest run of the 30 days before, 5 km" in ada.shown.text
    assert faults(ada.shown) == []


@pytest.mark.parametrize(
    ("line", "said", "example"),
    [
        ("/run -5", "I cannot read a minus", "8.2 km 48 min"),
        ("/run 5 -3min", "I cannot read a minus", "8.2 km 48 min"),
        ("/run 5km yesterday tomorrow", "twice", "8.2 km 48 min"),
        ("/run abc", "I could not read that as a run", "8.2 km 48 min"),
        ("/run half 5:30", "Is that time a pace, or hours and minutes?", "8.2 km 48 min"),
        ("/run 5 0001-01-05", "I could not read that as a run", "8.2 km 48 min"),
        ("/run 0", "no run at all", "8.2 km 48 min"),
        ("/run 99999", "more than 250 km", "8.2 km 48 min"),
        ("/run plan abc", "I could not read that as a run", "sat 12"),
        ("/run plan yesterday 10", "That day is over", "sat 12"),
    ],
)
async def test_what_cannot_be_read_is_said_kindly_with_examples_of_what_was_asked(
    ada: Person, session: Session, vault: Vault, runner_id: int, line: str, said: str, example: str
) -> None:
    await ada.command(line)
    assert said in ada.shown.text
    assert ada.shown.text.count(example) == 1
    assert ("8.2" in ada.shown.text) == ("plan" not in line)
    assert faults(ada.shown) == []
    assert await runs.newest(session, vault, runner_id, 9) == []
    # What they type next is still meant for it.
    await ada.say("5")
    assert "5 km" in ada.shown.text


async def test_while_urgent_advice_stands_it_comes_first_and_the_run_is_kept(
    ada: Person, session: Session, vault: Vault, content: Content, runner_id: int
) -> None:
    answers = Answers(now=2, worst=2, flags=frozenset({"night_or_rest_pain"}))
    await checkins.record(session, vault, runner_id, answers, content=content, on=TODAY, now=NOON)
    await ran(session, vault, runner_id, 20, 10_000)
    for line in ("/run 12", "/run plan 12"):
        await ada.command(line)
        assert ada.shown.text.startswith("<b>🟠 Seek professional help</b>")
        assert "20 %" not in ada.shown.text
        assert (ada.button("Show the advice").data or "").startswith("advice:")
        assert ("keep this run" in ada.shown.text) is (line == "/run 12")
    assert len(await runs.newest(session, vault, runner_id, 9)) == 2
    assert not await deliveries.live_keys(session, runner_id, "morning")


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        (Answers(now=4, worst=4), "<b>🟡 Ease off a little</b>"),
        (Answers(now=5, worst=5), "<b>🟡 Ease off a little</b>"),
        (Answers(now=1, worst=1, flags=frozenset({"locking"})), "<b>🟠 Seek professional help</b>"),
    ],
    ids=["ease off", "mobility only", "routine"],
)
async def test_while_a_check_in_says_short_runs_no_distance_is_offered_and_a_long_one_is_still_named(
    ada: Person,
    session: Session,
    vault: Vault,
    content: Content,
    runner_id: int,
    answers: Answers,
    title: str,
) -> None:
    await checkins.record(session, vault, runner_id, answers, content=content, on=TODAY, now=NOON)
    await ran(session, vault, runner_id, 20, 10_000)
    for line in ("/run plan 10", "/run plan 12"):
        await ada.command(line)
        assert ada.shown.text.startswith(title)
        assert "Make your next run short, or skip it" in ada.shown.text
        assert "at most" not in ada.shown.text
        assert "not a big step" not in ada.shown.text
        assert (ada.button("Show the advice").data or "").startswith("advice:")
        assert faults(ada.shown) == []
    await ada.command("/run 12")
    assert ada.shown.text.startswith(title)
    assert "Make your next run short, or skip it" in ada.shown.text
    assert "20 % more" in ada.shown.text
    assert faults(ada.shown) == []


async def test_forged_and_odd_presses_are_answered_calmly(ada: Person) -> None:
    await ada.command("/run 0")
    assert "no run at all" in ada.shown.text
    for data in (
        "run",
        "run:x:same",
        "run:99:same",
        "run::did:999999",
        "run::did:²",
        "run::planned:5,2026",
        "run::planned:8000,00010101",
        "run::why:1,2",
        "run::recent:-1",
        "run:1:on:20261399",
    ):
        await ada.press_data(data)
        assert (
            ada.toast or "Your runs" in ada.shown.text or "kept yet" in ada.shown.text or ada.button("Back")
        )


async def test_a_check_in_that_is_open_keeps_its_answers_beside_a_run(ada: Person) -> None:
    await ada.command("/checkin 3")
    await ada.command("/run 8.2")
    await ada.command("/run plan")
    await ada.say("4")
    assert "4" in ada.shown.text
    assert "run:" not in str(ada.shown.buttons)


async def test_a_runs_card_reads_the_way_back_once(ada: Person, session: Session) -> None:
    await begin(ada)
    read: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        read.append(statement)

    connection = (await session.connection()).sync_connection
    event.listen(connection, "before_cursor_execute", note)
    await ada.command("/run 1.6km")
    event.remove(connection, "before_cursor_execute", note)
    assert "Was this your go" in ada.shown.text
    assert sum("FROM returns" in statement for statement in read) == 1


async def test_a_changed_unit_is_taken_back_beside_a_long_run_on_the_way_back(ada: Person) -> None:
    await ada.command("/run yesterday 5km")
    await begin(ada)
    await ada.command("/run 5")
    for label, shown in (("It was miles", "5 mi"), ("It was km", "5 km")):
        await ada.press(label)
        assert shown in ada.shown.text
        assert faults(ada.shown) == []


@pytest.mark.parametrize("line", ["/run 8.2 km", "/run far", "/run plan 12 km"])
async def test_a_run_told_by_a_command_takes_the_buttons_of_what_was_asked_before(
    ada: Person, line: str
) -> None:
    await ada.command("/run far")
    asked = max(ada.screen.messages)
    assert ada.button("8 km")
    await ada.command(line)
    assert ada.screen.messages[asked].buttons == ()
    assert ada.shown.buttons
