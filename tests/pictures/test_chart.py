"""A chart of any history shows its facts where the scale says, and no two words of it meet."""

import json
import sys
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pictures import ChartFlag, ChartWords, chart
from bot.pictures.charts import flags
from bot.pictures.charts.picture import drawing
from bot.pictures.charts.ratings import pieces
from bot.pictures.charts.sheet import LEFT, RIGHT
from bot.pictures.charts.theme import DARK, LIGHT, Theme
from bot.pictures.drawing import Drawing, Polygon, Text, blended_colour
from bot.pictures.fonts import LEAST, font
from bot.progress import Course
from bot.triage import Level
from tests.pictures.courses import COURSES, FLAGS, MILD, course, wavy, words

KEPT = Path(__file__).with_name("chart.json")
ANCHORS = {"begin": "ls", "middle": "ms", "end": "rs"}
# Left, top, right, bottom.
Extent = tuple[float, float, float, float]


def extent(text: Text) -> Extent:
    """Where its letters are."""
    left, top, right, bottom = font(text.size, text.bold).getbbox(text.words, anchor=ANCHORS[text.side])
    x, y = text.at
    return x + left, y + top, x + right, y + bottom


def edges(shape: Polygon) -> Extent:
    """The same for a shape."""
    xs, ys = zip(*shape.points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def meet(one: Extent, other: Extent) -> bool:
    """Whether two of them have a point in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def inside(drawn: Drawing, it: Extent) -> bool:
    """Whether all of it is in the picture."""
    return it[0] >= 0 and it[1] >= 0 and it[2] <= drawn.width and it[3] <= drawn.height


def check_words(drawn: Drawing) -> None:
    """None meets another, none is too small, none leaves the picture."""
    for one, other in combinations(drawn.texts, 2):
        assert not meet(extent(one), extent(other)), (one.words, other.words)
    for text in drawn.texts:
        assert text.size >= LEAST
        assert inside(drawn, extent(text)), text.words


def dots(drawn: Drawing, theme: Theme = LIGHT) -> list[tuple[float, float]]:
    """The middles of the dots in the plot, from left to right."""
    found = [edges(shape) for shape in drawn.shapes if shape.fill == theme.dot and shape.opacity < 1]
    return sorted(((left + right) / 2, (top + bottom) / 2) for left, top, right, bottom in found)


@pytest.mark.parametrize("name", COURSES)
def test_no_word_meets_another_or_leaves_the_picture(name: str) -> None:
    drawn = drawing(COURSES[name], words(), dark=False)

    check_words(drawn)
    assert drawn.height <= 1280
    assert all(inside(drawn, edges(shape)) for shape in drawn.shapes)


def test_long_words_of_a_language_have_room_too() -> None:
    said = words()
    longer: dict[str, Any] = {
        name: " ".join([getattr(said, name)] * 3)
        for name in ChartWords.__slots__
        if isinstance(getattr(said, name), str)
    }
    longer["flags"] = {flag: ChartFlag(f"{it}, {it}, {it}", Level.URGENT) for flag, it in FLAGS.items()}
    long = replace(said, **longer)

    check_words(drawing(COURSES["84 days, flags"], long, dark=False))


@settings(max_examples=40)
@given(st.dictionaries(st.integers(0, 55), st.sampled_from([(flag,) for flag in FLAGS]), max_size=12))
def test_flags_on_any_days_keep_their_words_apart(flags: dict[int, tuple[str, ...]]) -> None:
    drawn = drawing(course(56, lambda _: None, flags, weeks=False), words(), dark=False)

    check_words(drawn)
    said = [extent(text) for text in drawn.texts if text.fill == LIGHT.flag]
    above = [edges(shape) for shape in drawn.shapes if shape.fill == LIGHT.flag]
    assert not any(meet(one, other) for one in said for other in above)
    assert bool(said) == bool(flags)


def test_only_signs_that_are_drawn_are_explained() -> None:
    def explained(shown: Course) -> set[str]:
        said = {text.words for text in drawing(shown, words(), dark=False).texts}
        return said & {"a day", "7-day average", "red flag"}

    assert explained(course(2, lambda _: 3)) == {"a day"}
    assert explained(course(28, lambda n: 3 if n % 7 == 0 else None)) == {"a day"}
    assert explained(course(3, lambda _: 3)) == {"a day", "7-day average"}
    assert explained(course(28, lambda _: None, {3: ("limping",)})) == {"red flag"}


def test_routines_that_were_due_have_a_lane_though_none_was_done() -> None:
    idle = course(84, wavy, done=False)
    due = replace(idle, days=tuple(replace(day, due=int(day.on.weekday() == 2)) for day in idle.days))

    before, after = (drawing(it, words(), dark=False) for it in (idle, due))

    assert "Routines" not in {text.words for text in before.texts}
    assert "Routines" in {text.words for text in after.texts}
    check_words(after)
    # Its own sign stands beside its name, and no mark in it.
    assert sum(shape.fill == LIGHT.routine for shape in after.shapes) == 1


@pytest.mark.parametrize("days", [1, 3, 84, 400])
def test_each_rated_day_has_a_dot_at_its_rating(days: int) -> None:
    rated = [(n, wavy(n)) for n in range(days) if wavy(n) is not None]
    drawn = drawing(course(days, wavy), words(), dark=False)
    heights = {text.words: text.at[1] for text in drawn.texts if text.side == "end" and text.at[0] < LEFT}
    a_rating = (heights["0"] - heights["10"]) / 10
    a_day = (RIGHT - LEFT) / max(14, days)

    found = dots(drawn)

    assert len(found) == len(rated)
    for (x, y), (day, pain) in zip(found, rated, strict=True):
        assert x == pytest.approx(LEFT + a_day * (day + 0.5), abs=0.1)
        # The scale's numbers stand 11 below their line.
        assert y == pytest.approx(heights["0"] - 11 - a_rating * (pain or 0), abs=0.1)


@pytest.mark.parametrize("days", [3, 28, 56, 84, 400])
def test_days_that_were_all_the_same_are_seen_beside_their_line_and_days_left_out_too(days: int) -> None:
    shapes = drawing(course(days, lambda n: None if n % 9 == 4 else 4), words(), dark=False).shapes
    dotted = [n for n, shape in enumerate(shapes) if shape.fill == LIGHT.dot and shape.opacity < 1]
    after = [edges(shape) for shape in shapes[min(dotted) :] if shape.fill in (LIGHT.line, LIGHT.background)]
    _, highest, _, lowest = edges(shapes[dotted[0]])
    middle, radius = (highest + lowest) / 2, (lowest - highest) / 2

    over = [it for it in after if it[1] < middle < it[3]]

    assert len(dotted) == sum(n % 9 != 4 for n in range(days))
    assert over
    assert max(bottom - top for _, top, _, bottom in over) <= radius + 0.1
    # The line of a single day is longer than its dot.
    assert max(right for _, _, right, _ in over) - min(left for left, *_ in over) > 3 * radius


@pytest.mark.parametrize("first", range(30, 250, 12))
def test_the_words_of_a_band_lie_on_no_line_where_there_is_room_beside_it(first: int) -> None:
    def pain(number: int) -> int:
        """Up and down through the whole band all the time, but for three months."""
        return 1 if first <= number < first + 94 or number // 14 % 2 else 6

    drawn = drawing(course(400, pain), words(), dark=False)

    (said,) = (extent(text) for text in drawn.texts if text.words == "3-5 ease off")
    assert not any(meet(said, edges(shape)) for shape in drawn.shapes if shape.fill == LIGHT.line)


def test_the_line_breaks_over_more_than_a_week_without_a_rating() -> None:
    def away(first: int, last: int) -> list[tuple[int, int]]:
        rated = course(42, lambda n: None if first <= n <= last else 4)
        return [(piece[0][0], piece[-1][0]) for piece in pieces(rated.days)]

    assert away(14, 19) == [(2, 41)]
    assert away(14, 20) == [(2, 13), (23, 41)]
    assert away(0, 41) == []
    assert away(3, 41) == [(2, 2)]


def test_a_line_never_joins_means_that_are_far_apart() -> None:
    thrice = {0, 1, 2, 8, 14, 20, 26, 32, 38, 39, 40}
    rated = course(42, lambda n: 4 if n in thrice else None)

    joined = [place for piece in pieces(rated.days) for place, _ in piece]

    assert joined[0] == 2
    assert all(
        after - before <= 7 for piece in pieces(rated.days) for (before, _), (after, _) in pairwise(piece)
    )


def test_a_week_without_answers_is_a_gap_and_a_week_without_trouble_is_not() -> None:
    answered = course(28, wavy)
    scores = [shape for shape in drawing(answered, words(), False).shapes if shape.fill == LIGHT.score]
    named = [text.words for text in drawing(answered, words(), False).texts]

    # The square before the name, and before "substantial"; then a step for each week.
    assert len(scores) == 2 + len(answered.weeks)
    assert [str(week.score) for week in answered.weeks] == ["84", "24", "0"]
    assert {"84", "24", "0", "substantial"} <= set(named)


def test_a_long_history_has_lanes_by_the_week() -> None:
    drawn = drawing(COURSES["400 days"], words(), dark=False)

    assert "Routines · by week" in [text.words for text in drawn.texts]
    assert len([shape for shape in drawn.shapes if shape.fill == LIGHT.run]) == 1 + 58


def test_what_was_never_done_has_no_lane_and_nothing_rated_has_kind_words() -> None:
    nothing = drawing(course(28, lambda _: None, done=False, weeks=False), words(latest=""), dark=False)

    said = [text.words for text in nothing.texts]

    assert "No check-ins yet" in said
    assert not {"Runs", "Routines", "red flag", "a day"} & set(said)
    assert {"0-2 calm", "3-5 ease off", "6-10 stop"} <= set(said)


def test_a_flag_of_many_is_placed_without_a_look_at_all_others() -> None:
    def lines(many: int) -> int:
        """How many lines run to place so many flags."""
        of = course(2 * many, lambda _: None, {2 * n: ([*FLAGS][n % 4],) for n in range(many)}, weeks=False)
        run = 0

        def count(frame: FrameType, event: str, _: object) -> Any:
            nonlocal run
            run += event == "line"
            return count if frame.f_code.co_filename == flags.__file__ else None

        before = sys.gettrace()
        sys.settrace(count)
        try:
            assert len(flags.marks(of.days, len(of.days), words())) == many
        finally:
            sys.settrace(before)
        return run

    assert lines(400) < 3 * lines(200)


def test_where_room_is_short_the_newest_flag_has_words_only_if_none_is_more_urgent() -> None:
    crowded = {20 + n: (flag,) for n, flag in enumerate(("limping", "swelling", "limping_", MILD))}
    said = words()
    said = replace(said, flags={**said.flags, "limping_": ChartFlag("hard to walk", Level.URGENT)})

    drawn = drawing(course(28, lambda _: 3, crowded), said, dark=False)

    named = [text.words for text in drawn.texts if text.fill == LIGHT.flag]
    assert {"limping", "swelling", "hard to walk"} <= set(named)
    assert "catches or locks" not in named
    check_words(drawn)


@settings(max_examples=60)
@given(
    st.dictionaries(st.integers(0, 55), st.sampled_from([(flag,) for flag in (*FLAGS, MILD)]), max_size=12)
)
def test_no_mild_flag_has_words_beside_an_urgent_one_that_has_none(
    ticked: dict[int, tuple[str, ...]],
) -> None:
    placed = flags.marks(course(56, lambda _: None, ticked).days, 56, words())

    a_day = (RIGHT - LEFT) / 56
    nameless = [mark.place for mark in placed if not mark.words and ticked[mark.place] != (MILD,)]
    mild = [mark.place for mark in placed if mark.words and ticked[mark.place] == (MILD,)]
    assert all(abs(one - other) * a_day >= flags.WIDEST_WORDS for one in mild for other in nameless)


def test_a_day_with_several_flags_is_named_by_the_most_urgent_though_only_a_mild_one_is_new() -> None:
    ticked = {10: ("limping",), 12: ("limping", MILD)}

    drawn = drawing(course(28, lambda _: 3, ticked), words(), dark=False)

    assert [text.words for text in drawn.texts if text.fill == LIGHT.flag] == ["limping +1", "limping"]


def test_a_flag_that_is_asked_no_more_is_still_marked() -> None:
    drawn = drawing(course(28, wavy, {9: ("forgotten",)}), words(), dark=False)

    assert "red flag" in [text.words for text in drawn.texts if text.fill == LIGHT.flag]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_and_marks_stand_out(theme: Theme) -> None:
    ground = theme.background
    on_ground = [theme.ink, theme.quiet, theme.line, theme.flag]
    read = [(colour, ground) for colour in on_ground] + [(theme.ink, theme.lane)]
    read += zip(theme.band_words, theme.bands, strict=True)
    seen = [(colour, band) for colour in (theme.line, theme.flag) for band in theme.bands]
    seen += [(blended_colour(band, theme.dot, 0.85), band) for band in theme.bands]
    seen += [(colour, theme.lane) for colour in (theme.routine, theme.run, theme.score)]

    assert min(contrast(*pair) for pair in read) >= 4.5
    assert min(contrast(*pair) for pair in seen) >= 3


def contrast(one: str, other: str) -> float:
    """The ratio of the two luminances, as WCAG 2 counts it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """0 for black to 1 for white."""
    parts = [value / 255 for value in bytes.fromhex(colour[1:])]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_same_course_is_drawn_the_same_way() -> None:
    drawn = drawing(course(28, wavy, {9: ("limping",)}), words(), dark=False)
    listed = [[shape.fill, [round(edge, 1) for edge in edges(shape)]] for shape in drawn.shapes]
    listed += [[text.words, [*map(round, text.at), text.size]] for text in drawn.texts]

    kept = json.loads(KEPT.read_text())

    assert [it[0] for it in listed] == [it[0] for it in kept]
    for (_, at), (_, before) in zip(listed, kept, strict=True):
        assert at == pytest.approx(before, abs=0.11)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_chart_is_a_picture_small_enough_to_send(dark: bool) -> None:
    made = chart(COURSES["many flags"], words(), dark=dark)

    assert made.startswith(b"\x89PNG")
    assert len(made) < 200_000


def test_a_flag_that_stands_has_a_mark_of_its_own_beside_one_that_was_cleared() -> None:
    ticked = {20: ("limping", "locking"), 21: ("locking",), 22: ("locking",)}
    days = course(56, lambda _: None, ticked).days
    assert [it.place for it in flags.marks(days, 56, words())] == [20]
    cleared = [replace(day, cleared=place == 20) for place, day in enumerate(days)]
    assert sorted(it.place for it in flags.marks(cleared, 56, words())) == [20, 21]
