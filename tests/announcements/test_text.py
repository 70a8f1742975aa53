"""What may be announced, counted as Telegram counts."""

import pytest

from bot.announcements import LONGEST, Fault, fault_of, in_language, length_of


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Hello", None),
        (None, Fault.NOT_TEXT),
        ("", Fault.EMPTY),
        (" \n\t\u00a0", Fault.EMPTY),
        ("x" * LONGEST, None),
        ("x" * (LONGEST + 1), Fault.TOO_LONG),
        ("👟" * (LONGEST // 2), None),
        ("👟" * (LONGEST // 2) + "x", Fault.TOO_LONG),
    ],
)
def test_a_text_is_neither_empty_nor_longer_than_telegram_takes(
    text: str | None, fault: Fault | None
) -> None:
    assert fault_of(text) is fault


@pytest.mark.parametrize(("text", "units"), [("", 0), ("abc", 3), ("ä", 1), ("👟", 2), ("👩\u200d🦽", 5)])
def test_length_is_counted_in_utf_16_units(text: str, units: int) -> None:
    assert length_of(text) == units


def test_who_has_no_text_of_their_own_gets_that_of_the_default_language() -> None:
    texts = {"en": "Hello", "de": "Hallo"}
    assert [in_language(texts, it, "en") for it in ("de", "en", "fr")] == ["Hallo", "Hello", "Hello"]
