"""Exercise cards in words."""

from dataclasses import replace

import pytest

from bot.content import Content, ExerciseKind, Owned
from bot.deliveries import Message, Picture
from bot.routines import Plan
from bot.wording import exercises
from bot.wording.exercises import Shown
from tests.wording.reading import WORDS, faults

X = "\N{MULTIPLICATION SIGN}"
LEVELS = (1, 2, 3)


FIGURE = Picture("clamshell.main.mp4", "d1", 640, 480, 3.0)


def whole_card(content: Content, exercise_id: str, level: int) -> list[Message]:
    """Every page of a card, reached by "More"."""
    exercise = content.exercises[exercise_id]
    pages = [exercises.card(WORDS, exercise, Plan(level=level), pictures=[FIGURE])]
    while any(button.label == "More" for row in pages[-1].buttons for button in row):
        pages.append(exercises.card(WORDS, exercise, Plan(level=level), Shown(len(pages)), pictures=[FIGURE]))
    return pages


def test_every_card_keeps_to_the_shape_of_a_message(content: Content) -> None:
    for exercise_id in content.exercises:
        for level in LEVELS:
            for message in whole_card(content, exercise_id, level):
                assert faults(message) == [], exercise_id


def test_a_card_says_everything_the_exercise_file_says(content: Content) -> None:
    for exercise_id, exercise in content.exercises.items():
        said = " ".join(page.text for page in whole_card(content, exercise_id, 3))
        text = exercise.text_in("en")
        parts = (text.name, text.purpose, text.set_up, text.breathing, text.easier, text.harder, text.stop_if)
        for part in (*parts, *text.steps, *text.faults):
            assert part in said, exercise_id


def test_the_figure_stands_above_every_page_of_a_card_and_its_source(content: Content) -> None:
    exercise = content.exercises["clamshell"]
    shown = (*whole_card(content, "clamshell", 2), exercises.source(WORDS, exercise, pictures=[FIGURE]))
    assert {message.picture for message in shown} == {FIGURE}


def test_when_to_stop_stands_on_the_first_page(content: Content) -> None:
    for exercise_id, exercise in content.exercises.items():
        assert exercise.text_in("en").stop_if in whole_card(content, exercise_id, 1)[0].text


@pytest.mark.parametrize(
    ("level", "said"), [(1, f"2 {X} 10 each side"), (3, f"3 {X} 12 each side, with a band")]
)
def test_the_dose_is_that_of_the_level(content: Content, level: int, said: str) -> None:
    assert (
        f"Dose, level {level}:</b> {said}"
        in exercises.card(
            WORDS, content.exercises["clamshell"], Plan(level=level, have=frozenset(Owned))
        ).text
    )


def test_an_exercise_that_starts_higher_says_so(content: Content) -> None:
    card = exercises.card(WORDS, content.exercises["single_leg_bridge"], Plan())
    assert f"this one starts at level 3, with 2 {X} 8 each side" in card.text


def test_a_long_card_goes_on_behind_more(content: Content) -> None:
    exercise = content.exercises["clamshell"]
    text = exercise.text_in("en").model_copy(update={"harder": "Go on. " * 60})
    long = exercise.model_copy(update={"text": {"en": text}})
    first, second = exercises.card(WORDS, long, Plan()), exercises.card(WORDS, long, Plan(), Shown(1))
    assert "Go on." not in first.text
    assert "Go on." in second.text
    assert first.buttons[0][0].label == "More"
    assert second.buttons[-1][0].data == "exercise:clamshell:card:0,1"


def test_a_page_past_the_end_is_the_last(content: Content) -> None:
    clamshell = content.exercises["clamshell"]
    last = whole_card(content, "clamshell", 1)[-1]
    assert exercises.card(WORDS, clamshell, Plan(), Shown(99), pictures=[FIGURE]) == last


def test_each_way_of_an_exercise_is_a_press_away_on_every_page(content: Content) -> None:
    foam_roll = content.exercises["foam_roll"]
    ways = [replace(FIGURE, digest=f"d{n}") for n in range(3)]
    seen, shown = [], Shown(1)
    for _ in range(4):
        card = exercises.card(WORDS, foam_roll, Plan(), shown, pictures=ways)
        assert faults(card) == []
        seen.append(card.picture)
        other = next(b for row in card.buttons for b in row if b.label == "Other way")
        shown = Shown.read((other.data or "").split(":")[-1])
        assert shown.page == 1
    assert seen == [*ways, ways[0]]


@pytest.mark.parametrize("forged", ["", "x", "-1,-1", "999,999", "1,0", "0,,"])
def test_a_forged_page_or_way_shows_one_that_is_there(content: Content, forged: str) -> None:
    card = exercises.card(
        WORDS, content.exercises["foam_roll"], Plan(), Shown.read(forged), pictures=[FIGURE]
    )
    assert card.picture == FIGURE
    assert faults(card) == []


def test_sources_name_the_day_of_the_review(content: Content) -> None:
    for exercise in content.exercises.values():
        message = exercises.source(WORDS, exercise, pictures=[FIGURE])
        assert faults(message) == [], exercise.id
        assert "Reviewed 23 Nov 2026" in message.text
        assert exercise.sources[0].title in message.text


def test_lists_of_exercises_keep_to_eight_buttons(content: Content) -> None:
    everything = list(content.exercises.values())
    for page in range(3):
        assert faults(exercises.of_kind(WORDS, ExerciseKind.strength, everything, page)) == []
    assert faults(exercises.kinds(WORDS)) == []
    assert faults(exercises.likely(WORDS, everything[:5])) == []
