"""Everything the article teaches has a place, by id, and so has every exercise and routine."""

import pytest

from bot.content import CardTopic, Content, ExerciseKind, RoutineKind

ARTICLE = [
    "why_hips_hurt",
    "hip_anatomy",
    "common_causes",
    "how_running_loads_the_hip",
    "warming_up",
    "choosing_shoes",
    "running_form",
    "working_with_a_coach",
    "small_steps",
    "rest_and_recovery",
    "ice",
    "heat",
    "pain_relievers",
    "when_to_get_help",
    "hip_flexor_stretch",
    "glute_bridge",
    "clamshell",
    "side_leg_lifts",
    "coming_back",
    "listening_to_your_body",
    "cross_training",
    "seeing_a_physiotherapist",
]
QUESTIONS = [
    "faq_why_running_hurts",
    "faq_how_long",
    "faq_may_i_run",
    "faq_which_exercises",
    "faq_how_to_prevent",
    "faq_when_to_see_someone",
    "faq_can_it_be_serious",
    "faq_does_cross_training_help",
]
EXERCISES = {
    "brisk_walk_or_jog": ExerciseKind.warm_up,
    "leg_swings": ExerciseKind.warm_up,
    "hip_circles": ExerciseKind.warm_up,
    "walking_lunge": ExerciseKind.warm_up,
    "hip_flexor_stretch": ExerciseKind.mobility,
    "hamstring_stretch": ExerciseKind.mobility,
    "glute_stretch": ExerciseKind.mobility,
    "foam_roll": ExerciseKind.mobility,
    "glute_bridge": ExerciseKind.strength,
    "clamshell": ExerciseKind.strength,
    "side_leg_lift": ExerciseKind.strength,
    "single_leg_bridge": ExerciseKind.strength,
}
# Facts of the article, and a word by which each is known to be there.
TAUGHT = {
    "hip_anatomy": ["ball", "femur", "acetabulum", "labrum", "Ligaments", "Muscles", "tendons"],
    "common_causes": [
        "Overuse",
        "imbalance",
        "Form",
        "hip flexors",
        "weak glutes",
        "Arthritis",
        "Bursitis",
        "Tendonitis",
    ],
    "warming_up": ["Leg swings", "hip circles", "15 to 30 seconds"],
    "choosing_shoes": [
        "Comfort",
        "High arches",
        "cushion",
        "Flat feet",
        "stable",
        "Try",
        "jog round the shop",
    ],
    "running_form": [
        "tall",
        "Head up",
        "shoulders loose",
        "core",
        "softly",
        "middle of your foot",
        "shorter steps",
    ],
    "small_steps": ["last 30 days", "small steps", "listen to your body"],
    "cross_training": ["Cycling", "Swimming", "Pilates", "Yoga"],
    "seeing_a_physiotherapist": ["What they do", "What to bring"],
    "coming_back": ["Walk for 2 minutes, jog for 3", "at least twice", "rest day"],
    "faq_can_it_be_serious": [
        "Stress fracture",
        "Labral tear",
        "Impingement",
        "not a reading of your answers",
    ],
}


@pytest.mark.parametrize("card_id", ARTICLE + QUESTIONS)
def test_every_part_of_the_article_has_a_card(written: Content, card_id: str) -> None:
    assert card_id in written.cards


@pytest.mark.parametrize("card_id", QUESTIONS)
def test_questions_stand_together(written: Content, card_id: str) -> None:
    assert written.cards[card_id].topic is CardTopic.questions


@pytest.mark.parametrize("card_id", TAUGHT)
def test_the_facts_of_the_article_are_on_their_card(written: Content, card_id: str) -> None:
    body = written.cards[card_id].body
    assert [fact for fact in TAUGHT[card_id] if fact not in body] == []


def test_every_exercise_is_there_under_its_kind(written: Content) -> None:
    # More may be added without touching this list.
    kinds = {exercise.id: exercise.kind for exercise in written.exercises.values()}
    assert {exercise_id: kinds.get(exercise_id) for exercise_id in EXERCISES} == EXERCISES


def test_cards_come_in_the_order_of_their_shelves(written: Content) -> None:
    topics = [card.topic for card in written.cards.values()]
    assert topics == sorted(topics, key=list(CardTopic).index)
    assert [card.id for card in written.cards.values() if card.id in QUESTIONS] == QUESTIONS


def test_every_file_names_a_source_and_a_day(written: Content) -> None:
    pieces = [*written.exercises.values(), *written.routines.values(), *written.cards.values()]
    pieces += [written.red_flags, *written.red_flags.flags, written.pain_rules]
    pieces += [written.escalation, written.emergency_numbers]
    assert all(piece.sources and piece.reviewed_on.year >= 2026 for piece in pieces)


def test_the_routines_are_there_under_their_kind(written: Content) -> None:
    kinds = {routine.id: routine.kind for routine in written.routines.values()}
    assert kinds.items() >= {
        ("warm_up", RoutineKind.warm_up),
        ("strength_a", RoutineKind.strength),
        ("strength_b", RoutineKind.strength),
        ("strength_c", RoutineKind.strength),
        ("mobility", RoutineKind.mobility),
        ("mobility_gentle", RoutineKind.mobility),
    }


def test_an_unknown_language_falls_back_to_english(written: Content) -> None:
    clamshell = written.exercises["clamshell"]
    assert clamshell.text_in("fi") == clamshell.text_in("en")
    assert written.routines["warm_up"].text_in("fi").name == "Warm-up"
    assert written.red_flags.flags[0].text_in("fi") == written.red_flags.flags[0].text["en"]
