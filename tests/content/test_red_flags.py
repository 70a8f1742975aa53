"""The red flags, the bands, the worked examples and the emergency numbers."""

from datetime import time, timedelta
from itertools import pairwise

import pytest

from bot.content import FOLDER, Case, Content, RedFlag, load

CONTENT = load(FOLDER)

FLAGS = [
    ("cannot_bear_weight", "emergency"),
    ("fall_or_blow", "emergency"),
    ("hot_or_fever", "emergency"),
    ("saddle_or_bladder", "emergency"),
    ("swollen_leg_breathless", "emergency"),
    ("swollen_leg", "urgent"),
    ("groin_running_pain", "urgent"),
    ("night_or_rest_pain", "urgent"),
    ("limping", "urgent"),
    ("numb_or_weak", "urgent"),
    ("swelling", "urgent"),
    ("unwell_or_cancer", "urgent"),
    ("bone_risk", "urgent"),
    ("locking", "routine"),
]
# What the question must name, so that nobody who has it can miss it.
NAMED = {
    "cannot_bear_weight": ["stand", "walk", "few steps"],
    "fall_or_blow": ["fall", "knock", "shorter", "turned out"],
    "hot_or_fever": ["hot", "red", "swollen", "fever", "shiver", "very ill"],
    "saddle_or_bladder": ["numb", "private parts", "back passage", "bladder", "bowels", "both legs"],
    "swollen_leg_breathless": ["leg", "swollen", "warm", "and I am short of breath", "chest"],
    "swollen_leg": ["calf", "thigh", "swollen", "warm", "throbbing"],
    "groin_running_pain": ["groin", "front of my hip", "run", "sooner", "longer"],
    "night_or_rest_pain": ["night", "rest"],
    "limping": ["limp", "walking"],
    "numb_or_weak": ["numb", "weak", "pins and needles"],
    "swelling": ["swelling", "hip", "groin"],
    "unwell_or_cancer": ["cancer", "lose weight", "sweat at night", "lump"],
    "bone_risk": ["groin", "steroids", "drink", "sickle cell", "lupus", "broke this hip", "out of joint"],
    "locking": ["catches", "locks", "gives way"],
}


def test_all_fourteen_red_flags_are_asked_the_most_urgent_first(written: Content) -> None:
    assert [(flag.id, flag.level) for flag in written.red_flags.flags] == FLAGS


@pytest.mark.parametrize("flag_id", NAMED)
def test_a_question_names_every_sign(flag_id: str) -> None:
    flag = CONTENT.red_flags.flag(flag_id)
    assert flag is not None
    assert [sign for sign in NAMED[flag_id] if sign not in flag.text["en"].question] == []


@pytest.mark.parametrize("flag", CONTENT.red_flags.flags, ids=lambda flag: flag.id)
def test_a_red_flag_fits_its_button(flag: RedFlag) -> None:
    short = flag.text["en"].short
    assert len(short) <= 32
    assert 3 <= len(short.split()) <= 6


@pytest.mark.parametrize("flag", CONTENT.red_flags.flags, ids=lambda flag: flag.id)
def test_what_to_tell_them_goes_on_from_tell_them(flag: RedFlag) -> None:
    tell_them = flag.text["en"].tell_them
    assert tell_them.split()[0] in ("that", "where", "when", "which", "how", "what", "if")
    assert tell_them.endswith(".")


def test_every_urgent_red_flag_stops_running(written: Content) -> None:
    assert [flag.id for flag in written.red_flags.flags if not flag.stop_running] == ["locking"]


def test_no_two_buttons_read_the_same(written: Content) -> None:
    shorts = [flag.text["en"].short for flag in written.red_flags.flags]
    assert len(set(shorts)) == len(shorts)


def test_an_unknown_red_flag_is_nobody(written: Content) -> None:
    assert written.red_flags.flag("headache") is None


def test_the_bands_cover_every_rating_without_a_gap(written: Content) -> None:
    assert [(band.id, band.low, band.high) for band in written.bands] == [
        ("calm", 0, 2),
        ("ease_off", 3, 5),
        ("stop", 6, 10),
    ]
    assert [written.pain_rules.band_of(pain).id for pain in (0, 2, 3, 5, 6, 10)] == [
        "calm",
        "calm",
        "ease_off",
        "ease_off",
        "stop",
        "stop",
    ]
    assert all(low.high + 1 == high.low for low, high in pairwise(written.bands))


@pytest.mark.parametrize("pain", [-1, 11])
def test_a_rating_outside_the_scale_has_no_band(written: Content, pain: int) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        written.pain_rules.band_of(pain)


def test_the_numbers_of_the_pain_rules(written: Content) -> None:
    assert written.pain_rules.mobility_only_from == 5
    assert written.pain_rules.stops_in_a_row_for_routine == 2


def test_the_times_and_levels_that_follow_a_decision(written: Content) -> None:
    after = written.escalation
    assert after.emergency_again_after == timedelta(minutes=15)
    # The words promise "tomorrow" and "in a week".
    assert after.urgent_follow_up_after == timedelta(hours=24)
    assert after.routine_follow_up_after == timedelta(days=7)
    assert after.levels_down_after_a_pause == 2
    assert (after.next_morning_at, after.next_morning_lasts_for) == (time(8), timedelta(hours=10))
    assert after.checkin_is_open_for == timedelta(hours=12)


def test_the_examples_cover_every_red_flag_and_every_band_edge(written: Content) -> None:
    cases = written.cases
    assert len(cases) >= 40
    assert {flag for case in cases for flag in case.answers.flags} == {flag for flag, _ in FLAGS}
    alone = {
        case.answers.now
        for case in cases
        if case.answers.now == case.answers.worst and not case.answers.flags
    }
    assert alone >= {0, 2, 3, 5, 6, 10}
    assert {case.expect.level for case in cases} == {
        "carry_on",
        "ease_off",
        "stop",
        "routine",
        "urgent",
        "emergency",
    }
    assert {case.expect.effect for case in cases} == {
        "as_planned",
        "one_level_down",
        "mobility_only",
        "rest",
        "paused",
    }
    assert {case.previous.standing for case in cases} == {None, "routine", "urgent", "emergency"}
    assert {case.previous.stops_in_a_row for case in cases} >= {0, 1, 2}


@pytest.mark.parametrize("case", CONTENT.cases, ids=lambda case: case.name)
def test_no_example_is_milder_than_its_red_flags_or_what_stands(case: Case) -> None:
    order = ["carry_on", "ease_off", "stop", "routine", "urgent", "emergency"]
    levels = dict(FLAGS)
    called_for = [levels[flag] for flag in case.answers.flags]
    if case.previous.standing:
        called_for.append(case.previous.standing)
    strictest = max((order.index(level) for level in called_for), default=0)
    assert order.index(case.expect.level) >= strictest
    if case.expect.level in ("urgent", "emergency"):
        assert case.expect.effect == "paused"


EUROPEAN_UNION = [
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
    *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
]
NUMBERS = {
    **dict.fromkeys(EUROPEAN_UNION, ("112", None)),
    "IS": ("112", None),
    "NO": ("112", "113"),
    "CH": ("112", "144"),
    "TR": ("112", None),
    "UA": ("112", "103"),
    "IN": ("112", "108"),
    "ZA": ("112", "10177"),
    "GB": ("999 or 112", None),
    "IE": ("999 or 112", None),
    **dict.fromkeys(("US", "CA", "MX", "PH"), ("911", None)),
    "AU": ("000", None),
    "NZ": ("111", None),
    "JP": ("119", None),
    "KR": ("119", None),
    "BR": ("192", None),
    "AR": ("107", None),
    "SG": ("995", None),
    "CN": ("120", None),
    "TH": ("1669", None),
    "IL": ("101", None),
}


def test_the_emergency_numbers_are_these_and_no_others(written: Content) -> None:
    assert len(EUROPEAN_UNION) == 27
    assert set(written.emergency_numbers.countries) == set(NUMBERS)
    for country, (call, ambulance) in NUMBERS.items():
        number = written.emergency_numbers.number_for(country)
        assert (number.call, number.ambulance, number.is_fallback) == (call, ambulance, False)


@pytest.mark.parametrize("country", [None, "", "XX", "RU", "somewhere"])
def test_an_unknown_country_gets_the_fallback(written: Content, country: str | None) -> None:
    number = written.emergency_numbers.number_for(country)
    assert number.call == "112, or your local emergency number"
    assert number.is_fallback


def test_the_british_advice_line_is_never_an_emergency_number(written: Content) -> None:
    assert "111" not in written.emergency_numbers.number_for("GB").numbers
    assert written.emergency_numbers.number_for("nz").numbers == ("111",)
