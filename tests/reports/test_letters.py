"""Letters for the page: what the font has stays, what it has not is one mark."""

import pytest

from bot.reports.letters import printable

LATIN = range(0x20, 0x250)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Grüße", "Grüße"),
        ("cafe\u0301", "café"),
        ("Sore 🦵🏽👨‍👩‍👧 today", "Sore □ today"),
        ("走ると痛い, then fine", "□, then fine"),
        ("כואב at night", "□ at night"),
        ("half \ud83d a letter\x00", "half □ a letter"),
        ("two\nlines\tand  more", "two lines and more"),
        ("\u202esnaky", "snaky"),
        ("", ""),
    ],
)
def test_what_cannot_be_printed_is_one_mark(said: str, shown: str) -> None:
    assert printable(said, LATIN) == shown


def test_a_joiner_is_spelling_between_arabic_letters_and_nothing_elsewhere() -> None:
    every = range(0x110000)
    assert printable("می\u200cروم", every) == "می\u200cروم"
    assert printable("a\u200cb 👨\u200d👩", every) == "ab 👨👩"
