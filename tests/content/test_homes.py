"""Everything the article teaches has a place, by id, and so has every exercise and routine."""

import pytest

from bot.content import CardTopic, Content, ExerciseKind, RoutineKind
from tests.content.test_words import exercise_words

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
    "why_hips_hurt": ["Too much at once", "out of balance", "form", "Too little rest"],
    "how_running_loads_the_hip": ["each landing", "form", "tired muscles"],
    "working_with_a_coach": ["running coach", "physiotherapist", "watch you run"],
    "rest_and_recovery": ["jolts", "Ice or heat", "two weeks", "next morning counts"],
    "ice": ["15 minutes, 20 at most", "first 48 hours", "thin, damp towel"],
    "heat": ["heating pad", "warm bath", "20 minutes at most", "tired muscles"],
    "pain_relievers": ["Ibuprofen", "acetaminophen", "Follow the label", "do not fix the cause"],
    "when_to_get_help": ["stand, or walk", "see swelling", "limp", "two weeks or gets worse"],
    "hip_flexor_stretch": [
        "Warm up first",
        "back straight",
        "gently forward",
        "Breathe",
        "ask a professional",
    ],
    "glute_bridge": ["flat", "Squeeze your buttocks at the top", "belly"],
    "clamshell": ["feet together", "Do not roll your hips back", "belly", "Start with a few"],
    "side_leg_lifts": ["Small first", "Momentum", "Do not roll forward or back", "band round your ankles"],
    "listening_to_your_body": ["Sharp", "break from running", "kind of step"],
    "faq_why_running_hurts": ["again and again", "muscles", "bursitis", "tendonitis"],
    "faq_how_long": ["depends", "Rest", "doctor or physiotherapist"],
    "faq_may_i_run": ["in doubt, walk", "red flag"],
    "faq_which_exercises": ["stretches", "strong", "foam roller", "physiotherapist"],
    "faq_how_to_prevent": ["Warm up", "shoes", "Run tall", "longest", "Listen", "physiotherapist"],
    "faq_when_to_see_someone": ["stays", "gets worse", "swelling", "limp"],
    "faq_does_cross_training_help": ["bike", "pool", "fit", "professional"],
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


# What the article says of each exercise, and a word of ours by which it is known to be there.
SHOWN = {
    "hip_flexor_stretch": [
        "Warm up first",
        "injury, ask a professional",
        "back straight",
        "gently forward",
        "front of the hip stretches",
        "Breathe deep",
        "change sides",
    ],
    "glute_bridge": ["Bend your knees, with your feet flat", "Tighten your belly", "Squeeze", "lower slowly"],
    "clamshell": ["Tighten your belly", "feet together", "hips roll back", "only a few at first"],
    "side_leg_lift": [
        "Tighten your belly",
        "with the hip",
        "roll forward or back",
        "swing",
        "band",
        "Lift only a little",
    ],
    "brisk_walk_or_jog": ["brisk walk", "Jog easily"],
    "foam_roll": ["Never roll straight on the bone"],
}


@pytest.mark.parametrize("exercise_id", SHOWN)
def test_what_the_article_says_of_an_exercise_is_in_its_file(written: Content, exercise_id: str) -> None:
    said = exercise_words(written.exercises[exercise_id].text["en"])
    assert [fact for fact in SHOWN[exercise_id] if fact not in said] == []


def test_every_card_and_question_has_its_facts_listed() -> None:
    assert sorted(TAUGHT) == sorted(ARTICLE + QUESTIONS)


# The cautions of ice, heat and pain relievers: none may be lost when a sentence is made shorter.
CAUTIONS = {
    "ice": [
        "Never put ice on bare skin",
        "Wait 2 to 3 hours",
        "skin feels little",
        "blood flow is poor",
        "broken skin",
        "diabetes or a nerve problem, ask a professional first",
        "hot, red or very swollen, or you feel feverish",
        "swelling at the hip or groin? See a doctor within a day or two",
    ],
    "heat": [
        "Never on bare skin",
        "do not fall asleep",
        "skin feels little",
        "blood flow is poor",
        "broken skin",
        "swollen and new",
        "diabetes or a nerve problem, ask a professional first",
        "hot, red or very swollen, or you feel feverish",
    ],
    "pain_relievers": [
        "smallest dose",
        "ten days at most",
        "Not before or during a long run",
        "Never take one to run through pain",
        "Ask a pharmacist or doctor first",
        "60 or over",
        "an ulcer",
        "blood thinners, steroids",
        "drink a lot",
        "are pregnant",
        "No ibuprofen",
        "heart or kidney disease, late in pregnancy, or after an allergy",
        "has the same drug",
    ],
}


@pytest.mark.parametrize("card_id", CAUTIONS)
def test_no_caution_is_lost(written: Content, card_id: str) -> None:
    body = " ".join(written.cards[card_id].body.replace("**", "").split())
    assert [caution for caution in CAUTIONS[card_id] if caution not in body] == []


@pytest.mark.parametrize("card_id", ["hip_flexor_stretch", "glute_bridge", "clamshell", "side_leg_lifts"])
def test_a_card_about_an_exercise_says_when_to_stop(written: Content, card_id: str) -> None:
    assert "hip pain rises above 3, stop and check in" in written.cards[card_id].body


@pytest.mark.parametrize("card_id", TAUGHT)
def test_the_facts_of_the_article_are_on_their_card(written: Content, card_id: str) -> None:
    card = written.cards[card_id]
    body = f"{card.body} {card.more or ''}"
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
    pieces += [written.escalation, written.emergency_numbers, written.questionnaire]
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
