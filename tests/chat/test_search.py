"""Finding what a person typed."""

import pytest

from bot.chat.search import Entry, Found, find

EXERCISES = (
    Entry("clamshell", ("Clamshell", "clam", "clam shell")),
    Entry("glute_bridge", ("Glute bridge", "bridge")),
    Entry("single_leg_bridge", ("Single-leg bridge", "one leg bridge")),
    Entry("side_leg_lift", ("Side-lying leg lift", "leg lift")),
    Entry("foam_roll", ("Foam roll",)),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Clamshell", Found(sure="clamshell")),
        ("  CLAM   shell!", Found(sure="clamshell")),
        ("bridge", Found(sure="glute_bridge")),
        ("foam", Found(sure="foam_roll")),
        ("clamshel", Found(likely=("clamshell",))),
        ("calmshell", Found(likely=("clamshell",))),
        ("clamshell please", Found(likely=("clamshell",))),
        ("leglift", Found(likely=("side_leg_lift",))),
        ("brigde", Found(likely=("glute_bridge", "single_leg_bridge"))),
        ("squat", Found()),
        ("a", Found()),
        ("", Found()),
        ("💪💪", Found()),
        ("z" * 4096, Found()),
    ],
)
def test_names_are_found_through_typing_errors(typed: str, found: Found) -> None:
    assert find(typed, EXERCISES) == found


def test_a_word_in_a_title_comes_before_one_in_a_text() -> None:
    cards = (Entry("heat", ("Using heat",), "Ice is for later."), Entry("ice", ("Using ice",), "Wrap it."))
    assert find("ice", cards) == Found(sure="ice")
    assert find("wrap", cards) == Found(likely=("ice",))


def test_no_more_are_offered_than_a_list_has_buttons() -> None:
    many = tuple(Entry(str(n), (f"Stretch {chr(97 + n)}",)) for n in range(20))
    assert len(find("stretch", many).likely) == 5


def test_nothing_is_found_among_nothing() -> None:
    assert find("clamshell", ()) == Found()
