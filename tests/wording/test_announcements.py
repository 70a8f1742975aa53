"""What operators read while an announcement goes out."""

from dataclasses import replace

import pytest

from bot.announcements import Draft, Fault, Progress
from bot.runners import Audience
from bot.wording import announcements as wording
from tests.conftest import NOON
from tests.words import DICTIONARY

WORDS = DICTIONARY.in_language("en")
DRAFT = Draft(7, None, {"en": "Hello"}, 3, NOON)
GOING = Progress(1200, 600, 0, 580, 100, 20, is_stopped=False, has_ended=False)


def test_a_runner_sees_the_operators_words_and_nothing_else() -> None:
    message = wording.announcement("<b>Hello</b> &amp; welcome")
    assert message.text == "<b>Hello</b> &amp; welcome"
    assert message.silent
    assert message.buttons == ()


@pytest.mark.parametrize(
    ("done", "bar"),
    [(0, "▱▱▱▱▱▱▱▱▱▱"), (119, "▱▱▱▱▱▱▱▱▱▱"), (120, "▰▱▱▱▱▱▱▱▱▱"), (1199, "▰▰▰▰▰▰▰▰▰▱"), (1200, "▰▰▰▰▰▰▰▰▰▰")],
)
def test_the_bar_is_full_only_when_nobody_waits(done: int, bar: str) -> None:
    text = wording.progress(WORDS, 7, replace(GOING, sent=done, waiting=1200 - done, dropped=0), 30).text
    assert bar in text
    assert f"{done:,} of 1,200" in text


def test_progress_says_who_waits_and_for_how_long() -> None:
    message = wording.progress(WORDS, 7, GOING, 30)
    assert message.text.splitlines() == [
        "📣 <b>On its way</b>",
        "▰▰▰▰▰▱▱▱▱▱ 620 of 1,200",
        "Sent: 600",
        "Waiting: 580, 100 of them for the end of their quiet hours",
        "Dropped: 20",
        "About 16 s to go.",
    ]
    assert [button.data for row in message.buttons for button in row] == ["announce:7:stop"]


def test_what_is_in_doubt_is_said_only_where_there_is_some() -> None:
    assert "Unsure" not in wording.progress(WORDS, 7, GOING, 30).text
    assert "no answer: 2" in wording.progress(WORDS, 7, replace(GOING, unsure=2), 30).text


def test_the_end_says_how_many_had_it() -> None:
    ended = replace(GOING, sent=1, waiting=0, later=0, dropped=2, has_ended=True)
    message = wording.progress(WORDS, 7, ended, 30)
    assert "1 runner had it." in message.text
    assert "Dropped: 2" in message.text
    assert message.buttons == ()
    stopped = wording.progress(WORDS, 7, replace(ended, is_stopped=True), 30).text
    assert "2 runners do not get it any more." in stopped


def test_the_button_that_sends_names_the_version_and_the_count() -> None:
    message = wording.ready(WORDS, DRAFT, Audience(1234, 2, 0))
    assert (message.buttons[0][0].label, message.buttons[0][0].data) == ("Send to 1,234", "announce:7:send:3")
    assert "Left out: 2 who paused" in message.text
    assert "Left out" not in wording.ready(WORDS, DRAFT, Audience(5, 0, 0)).text


def test_with_nobody_to_reach_nothing_sends() -> None:
    rows = wording.ready(WORDS, DRAFT, Audience(0, 5, 5)).buttons
    assert [button.label for row in rows for button in row] == ["Change", "Cancel"]


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_says_what_to_do(fault: Fault) -> None:
    assert "lease " in wording.refused(WORDS, fault, 5000).text


def test_every_message_is_short() -> None:
    messages = [
        wording.ask(WORDS, DRAFT),
        wording.ask_in(WORDS, DRAFT, "Deutsch", "English"),
        wording.ready(WORDS, DRAFT, Audience(123_456, 1000, 1000)),
        wording.one_at_a_time(WORDS),
        wording.unreadable(WORDS),
    ]
    assert max(len(message.text) for message in messages) < 900
