"""What people read: plain, warm, and never one of the things this product does not say."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content import FOLDER, Content, ExerciseText, RedFlag, load
from tests.content.reading_grade import grade, syllables

CONTENT = load(FOLDER)


def exercise_words(text: ExerciseText) -> str:
    return "\n".join(
        [
            text.purpose,
            text.set_up,
            *text.steps,
            text.breathing,
            *text.faults,
            text.easier,
            text.harder,
            text.stop_if,
        ]
    )


def texts(content: Content) -> Iterator[tuple[str, str]]:
    """Every text a person may be shown, with a name to find it by."""
    for flag in content.red_flags.flags:
        for text in flag.text.values():
            yield f"red flag {flag.id}", f"{text.question}\n{text.short}.\n{text.tell_them}"
    for exercise in content.exercises.values():
        for words in exercise.text.values():
            yield f"exercise {exercise.id}", f"{words.name}\n{exercise_words(words)}"
    for routine in content.routines.values():
        for name in routine.text.values():
            yield f"routine {routine.id}", name.name
    for card in content.cards.values():
        yield f"card {card.id}", f"{card.title}\n{card.body}\n{card.more or ''}\n{' '.join(card.aliases)}"
    sourced = {**content.exercises, **content.routines, **content.cards}
    sourced |= {flag.id: flag for flag in content.red_flags.flags}
    for file_id, piece in sourced.items():
        yield f"sources of {file_id}", "\n".join(source.title for source in piece.sources)


def sentences(file: Path) -> str:
    """What the bot itself says in one file of words, without its comments and the names of its messages."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return "\n".join(re.sub(r"^[\w-]+ *=", "", line) for line in lines if not line.startswith("#"))


WORDS = sorted((FOLDER / "words").rglob("*.ftl"))
TEXTS = dict(texts(CONTENT)) | {f"words {file.parent.name}/{file.name}": sentences(file) for file in WORDS}


# What the product never says, each with the reason.
NEVER = {
    r"(?<!not a )diagnos": "it is not a clinician",
    r"\btreat(?:s|ed|ing)?\b (?:your|the|an) (?:injur|pain|hip)": "it treats nothing",
    r"\bprobabl|\blikely\b|\bchances?\b|\bodds\b": "a probability",
    r"you (?:may |might )?have (?:an? )?(?:stress|labral|tear|fracture|bursitis|tend[io]n|arthritis|imping"
    r"|injur|infection|clot|strain|sprain)": "a reading of somebody's answers",
    r"\bsafe(?:ly)? (?:to run|for you|run)\b": "nobody can know that from here",
    r"\bprevents?\b": "the nearest trial found no effect",
    r"\b(?:cures?|guarantee|fixes)\b": "a promise",
    r"\bmg\b|milligram|\d\s?g\b|tablets?\b": "a dose of a medicine",
    r"\d\s?%": "a probability",
    r"\bhop test\b|hop on (?:one|the)": "a test nobody should do alone",
    r"!": "no exclamation marks",
    r"\b(?:should have|lazy|excuse|failed|guilt)": "no guilt",
}


@pytest.mark.parametrize("pattern", NEVER)
def test_what_is_never_said_is_nowhere(pattern: str) -> None:
    said = {name: found[0] for name, text in TEXTS.items() if (found := re.search(pattern, text, re.I))}
    assert said == {}, NEVER[pattern]


def test_the_bots_own_sentences_are_read_too() -> None:
    assert "Seek professional help now" in TEXTS["words en/advice.ftl"]
    assert "advice-title" not in TEXTS["words en/advice.ftl"]


CAUSE = re.compile(
    r"fracture|stress|arthritis|septic|cauda|thrombo|\bDVT\b|cancer|tumou?r|clot|blood supply|necrosis"
    r"|labral|imping",
    re.I,
)


def test_a_source_shown_with_an_answer_names_no_cause() -> None:
    # "Why?" lists these under what somebody ticked. A name such as "Versus Arthritis" is the body's own.
    titles = [(flag.id, source.title) for flag in CONTENT.red_flags.flags for source in flag.sources]
    assert [
        (flag, title) for flag, title in titles if CAUSE.search(title.removeprefix("Versus Arthritis"))
    ] == []


@pytest.mark.parametrize("flag", CONTENT.red_flags.flags, ids=lambda flag: flag.id)
@pytest.mark.parametrize("part", ["question", "tell_them"])
def test_a_red_flag_reads_at_grade_six(flag: RedFlag, part: str) -> None:
    assert grade(getattr(flag.text["en"], part)) <= 6


SAFETY_CARDS = [
    "ice",
    "heat",
    "pain_relievers",
    "when_to_get_help",
    "faq_may_i_run",
    "faq_when_to_see_someone",
    "rest_and_recovery",
    "listening_to_your_body",
    "coming_back",
]


@pytest.mark.parametrize("card_id", SAFETY_CARDS)
def test_a_safety_card_reads_at_grade_six(card_id: str) -> None:
    assert grade(CONTENT.cards[card_id].body) <= 6


@pytest.mark.parametrize("exercise_id", CONTENT.exercises)
def test_when_to_stop_an_exercise_reads_at_grade_six(exercise_id: str) -> None:
    assert grade(CONTENT.exercises[exercise_id].text["en"].stop_if) <= 6


@pytest.mark.parametrize("exercise_id", CONTENT.exercises)
def test_an_exercise_reads_at_grade_seven(exercise_id: str) -> None:
    assert grade(exercise_words(CONTENT.exercises[exercise_id].text["en"])) <= 7


@pytest.mark.parametrize("card_id", CONTENT.cards)
def test_a_card_reads_at_grade_seven_in_a_minute(card_id: str) -> None:
    card = CONTENT.cards[card_id]
    assert grade(card.body) <= 7
    # Slow readers manage 200 words a minute; what is behind "More" is read by choice, in a minute of its own.
    for part in (card.body, card.more or ""):
        assert len(part.split()) <= 170
    assert card.more is None or grade(card.more) <= 7
    # A message is under 900 characters, title included.
    assert len(card.title) + len(card.body) < 850


@pytest.mark.parametrize(
    ("word", "expected"),
    [("hip", 1), ("running", 2), ("clamshell", 2), ("stretch", 1), ("emergency", 4), ("professional", 4)],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, expected: int) -> None:
    assert syllables(word) == expected


def test_a_hard_text_has_a_high_grade() -> None:
    hard = "Intermittent musculoskeletal discomfort necessitates comprehensive multidisciplinary evaluation."
    assert grade(hard) > 15


def test_every_exercise_says_at_which_pain_to_stop() -> None:
    assert [
        e.id for e in CONTENT.exercises.values() if "rises above 3 of 10" not in e.text["en"].stop_if
    ] == []


def test_rolling_never_goes_straight_onto_the_bone() -> None:
    assert (
        "Never roll straight on the bone at the side of your hip."
        in CONTENT.exercises["foam_roll"].text["en"].steps
    )


@pytest.mark.parametrize(
    ("card_id", "cautions"),
    [
        (
            "ice",
            [
                "towel",
                "Never put ice on bare skin",
                "20 at most",
                "2 to 3 hours",
                "feels little",
                "blood flow",
                "swelling at the hip or groin? See a doctor",
            ],
        ),
        ("heat", ["towel", "Never on bare skin", "20 minutes at most", "feels little", "blood flow"]),
        (
            "pain_relievers",
            [
                "label",
                "smallest dose",
                "ten days at most",
                "60 or over",
                "ulcer",
                "blood thinners",
                "steroids",
                "drink a lot",
                "heart, kidney or liver disease",
                "asthma",
                "No ibuprofen** with heart or kidney disease",
                "same drug",
                "a low score after one does not count",
                "late in pregnancy",
                "allergy",
                "before or during a long run",
                "Never take one to run through pain",
                "pharmacist",
            ],
        ),
    ],
)
def test_a_remedy_names_every_caution(card_id: str, cautions: list[str]) -> None:
    body = CONTENT.cards[card_id].body
    assert [caution for caution in cautions if caution not in body] == []


@pytest.mark.parametrize(
    ("exercise_id", "taught"),
    [
        (
            "hip_flexor_stretch",
            ["Warm up first", "ask a professional", "back straight", "gently forward", "deep"],
        ),
        ("glute_bridge", ["Squeeze", "belly"]),
        ("clamshell", ["feet together", "roll back", "belly", "only a few at first"]),
        (
            "side_leg_lift",
            ["swing", "roll forward or back", "Lift only a little", "band round your ankles", "half way"],
        ),
    ],
)
def test_what_the_article_teaches_about_an_exercise_is_there(exercise_id: str, taught: list[str]) -> None:
    words = exercise_words(CONTENT.exercises[exercise_id].text["en"])
    assert [part for part in taught if part not in words] == []


# Every sign of every red flag, and a word by which each is known to be on the card that promises them all.
SIGNS = {
    "cannot_bear_weight": ["cannot stand", "more than a few steps"],
    "fall_or_blow": ["fall or hard knock", "shorter or turned out"],
    "hot_or_fever": ["hot, red or very swollen", "fever", "shiver", "very ill"],
    "saddle_or_bladder": ["numb between the legs", "bladder or bowels", "both legs are weak"],
    "swollen_leg_breathless": ["swollen or warm, and you are short of breath or your chest hurts"],
    "swollen_leg": ["newly numb, weak, warm or swollen"],
    "groin_running_pain": ["groin or front of the hip hurts sooner or longer each run"],
    "night_or_rest_pain": ["wakes you", "at rest"],
    "limping": ["you limp"],
    "numb_or_weak": ["newly numb, weak"],
    "swelling": ["you see swelling"],
    "unwell_or_cancer": ["have or had cancer", "lump", "night sweats", "lose weight"],
    "bone_risk": ["steroids", "alcohol", "sickle cell", "lupus", "broken or out of joint", "bone risk"],
    "locking": ["catches, locks or gives way"],
}


def test_the_card_on_getting_help_has_the_full_list() -> None:
    card = CONTENT.cards["when_to_get_help"]
    assert set(SIGNS) == {flag.id for flag in CONTENT.red_flags.flags}
    shown = f"{card.body}\n{card.more}"
    signs = [sign for of_one in SIGNS.values() for sign in of_one]
    assert [sign for sign in [*signs, "two check-ins in a row"] if sign not in shown] == []


def test_what_is_behind_more_about_help_reads_at_grade_six() -> None:
    assert grade(CONTENT.cards["when_to_get_help"].more or "") <= 6
