"""What operators read: a table that stands in its columns, and nothing that Telegram would take for a tag."""

from datetime import timedelta

import pytest

from bot.deliveries import OfKind, Stats
from bot.wording import operators
from tests.conftest import NOON
from tests.words import DICTIONARY

WORDS = DICTIONARY.in_language("en")

FOUND = Stats(
    kinds={"routine": OfKind(due=12, sent=1804, unsure=3), "tip": OfKind(later=1)},
    dropped={"Forbidden: <bot> was blocked": 9, "expired": 2},
    late_for=timedelta(minutes=3, seconds=5),
)


def test_the_table_stands_in_its_columns() -> None:
    lines = operators.table(WORDS, FOUND).splitlines()
    assert [line.split() for line in lines[1:]] == [
        ["routine", "12", "0", "1804", "0", "3", "0"],
        ["tip", "0", "1", "0", "0", "0", "0"],
        ["all", "12", "1", "1804", "0", "3", "0"],
    ]
    assert len({len(line) for line in lines}) == 1


def test_a_reason_cannot_break_the_message() -> None:
    text = operators.stats(WORDS, FOUND, 30, NOON).text
    assert " Forbidden: &lt;bot&gt; was blocked" in text
    assert "The oldest waits for 3 min 5 s." in text
    assert "<b>routine</b>: 12 due, 1,804 sent in a day, 3 unsure" in text.splitlines()


def test_in_a_terminal_there_are_no_tags() -> None:
    text = operators.in_terminal(WORDS, FOUND, 30)
    assert " Forbidden: <bot> was blocked" in text
    assert "<b>" not in text
    assert "Due now: 12" in text


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (59, "59 s"), (60, "1 min"), (3725, "1 h 2 min"), (90_000, "1 d 1 h"), (7200, "2 h")],
)
def test_a_length_of_time_is_said_in_two_parts_at_most(seconds: int, said: str) -> None:
    assert operators.length(timedelta(seconds=seconds)) == said
