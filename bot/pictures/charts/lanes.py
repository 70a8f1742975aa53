"""The lanes below the plot: routines and runs by the day, or by the week; and each week's score."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.pictures.charts.periods import by_week, weeks
from bot.pictures.charts.sheet import LEFT, RIGHT, Plot, Sheet
from bot.pictures.charts.words import ChartLane, ChartWords
from bot.pictures.drawing import Text
from bot.pictures.fonts import LEAST, fitted, width
from bot.pictures.strokes import box
from bot.progress import Course, Day
from bot.questionnaires import Week

NAME_HEIGHT, BETWEEN_LANES = 40.0, 20.0
ROUTINES_HEIGHT, RUNS_HEIGHT, SCORES_HEIGHT = 30.0, 46.0, 84.0
INSET = 4.0
# The shortest run is still seen.
LEAST_PART = 0.3
WIDEST_MARK = 26.0
OUTLINE = 3.0
PALE = 0.4
HIGHEST_SCORE = 100


def height(course: Course) -> float:
    """How much room the lanes of a course need: one without anything in it is left out."""
    used = [
        (_has_routines(course.days), _routines_height(course.days)),
        (any(day.runs for day in course.days), RUNS_HEIGHT),
        (bool(_scores(course)), SCORES_HEIGHT),
    ]
    return sum(NAME_HEIGHT + high + BETWEEN_LANES for wanted, high in used if wanted)


def draw_lanes(sheet: Sheet, plot: Plot, course: Course, words: ChartWords, top: float) -> None:
    """The lanes from `top` down."""
    days, theme = course.days, sheet.theme
    added = f" · {words.by_week}" if by_week(days) else ""
    if _has_routines(days):
        high = _routines_height(days)
        top = _begin(sheet, words.routines, added, top, high, theme.routine)
        _draw_marks(sheet, plot, _routines(days), top, high, theme.routine)
        top += high + BETWEEN_LANES
    if any(day.runs for day in days):
        top = _begin(sheet, words.runs, added, top, RUNS_HEIGHT, theme.run)
        _draw_marks(sheet, plot, _runs(days), top, RUNS_HEIGHT, theme.run)
        top += RUNS_HEIGHT + BETWEEN_LANES
    if scores := _scores(course):
        top = _begin(sheet, words.scores, "", top, SCORES_HEIGHT, theme.score)
        for first, end, week in scores:
            _draw_score(sheet, plot.edge(first), plot.edge(end), top, week)


def scored(course: Course) -> list[Week]:
    """The answered weeks that are shown."""
    return [week for _, _, week in _scores(course)]


def _begin(sheet: Sheet, lane: ChartLane, added: str, top: float, high: float, colour: str) -> float:
    """Name, note and ground of a lane; gives where its marks begin."""
    note, note_size = fitted(lane.note, LEAST, (RIGHT - LEFT) / 2)
    taken = width(note, note_size) + 24 if note else 0.0
    name, size = fitted(lane.name + added, LEAST, RIGHT - LEFT - 34 - taken)
    sheet.fill(box(LEFT, top + 8, LEFT + 22, top + 30, 5), colour)
    sheet.texts.append(Text((LEFT + 34, top + 29), name, size, sheet.theme.ink))
    if note:
        sheet.texts.append(Text((RIGHT, top + 29), note, note_size, sheet.theme.quiet, "end"))
    sheet.fill(box(LEFT, top + NAME_HEIGHT, RIGHT, top + NAME_HEIGHT + high, 8), sheet.theme.lane)
    return top + NAME_HEIGHT


def _has_routines(days: Sequence[Day]) -> bool:
    """Whether any was due or done: none of ten done is seen, as an empty lane."""
    return any(day.routines or day.due for day in days)


def _routines_height(days: Sequence[Day]) -> float:
    """A day has one done or none; a week has more or fewer."""
    return RUNS_HEIGHT if by_week(days) else ROUTINES_HEIGHT


def _routines(days: Sequence[Day]) -> Iterator[tuple[int, int, float]]:
    """Where a mark begins and ends, in days, and how high it is; the share of the days of a week."""
    if by_week(days):
        for first, end in weeks(days):
            done = sum(1 for day in days[first:end] if day.routines)
            yield first, end, done / 7
    else:
        yield from ((place, place + 1, 1.0) for place, day in enumerate(days) if day.routines)


def _runs(days: Sequence[Day]) -> Iterator[tuple[int, int, float]]:
    """The same: as high as the longest single run is long, which is what counts."""
    longest = max(run.distance_m for day in days for run in day.runs) or 1
    divided = weeks(days) if by_week(days) else ((place, place + 1) for place in range(len(days)))
    for first, end in divided:
        far = max((run.distance_m for day in days[first:end] for run in day.runs), default=None)
        if far is not None:
            yield first, end, LEAST_PART + (1 - LEAST_PART) * far / longest


def _draw_marks(
    sheet: Sheet, plot: Plot, marks: Iterator[tuple[int, int, float]], top: float, high: float, colour: str
) -> None:
    for first, end, part in marks:
        wide = min(WIDEST_MARK, (plot.edge(end) - plot.edge(first)) * 0.72)
        middle, bottom = (plot.edge(first) + plot.edge(end)) / 2, top + high - INSET
        if part:
            upper = bottom - (high - 2 * INSET) * part
            sheet.fill(box(middle - wide / 2, upper, middle + wide / 2, bottom, 5), colour)


def _scores(course: Course) -> list[tuple[int, int, Week]]:
    """The answered weeks and where they lie, the part of each within the period."""
    if not course.days:
        return []
    began = course.days[0].on
    placed = []
    for week in course.weeks:
        first = (week.week_on - began) // timedelta(days=1)
        if first + 7 > 0 and first < len(course.days):
            placed.append((max(0, first), min(len(course.days), first + 7), week))
    return placed


def _draw_score(sheet: Sheet, left: float, right: float, top: float, week: Week) -> None:
    """A step as wide as its week; filled where it was substantial, hollow where not, a line at 0."""
    theme, bottom = sheet.theme, top + SCORES_HEIGHT - INSET
    margin = min(2.0, (right - left) * 0.15)
    left, right = left + margin, right - margin
    upper = bottom - (SCORES_HEIGHT - 34 - INSET) * week.score / HIGHEST_SCORE - OUTLINE
    is_narrow = right - left <= 2 * OUTLINE
    # Too narrow to be hollow, it is paler.
    sheet.fill(
        box(left, upper, right, bottom), theme.score, PALE if is_narrow and not week.substantial else 1
    )
    if not week.substantial and not is_narrow and bottom - upper > 2 * OUTLINE:
        sheet.fill(box(left + OUTLINE, upper + OUTLINE, right - OUTLINE, bottom - OUTLINE), theme.lane)
    if right - left >= width(str(HIGHEST_SCORE), LEAST):
        sheet.texts.append(
            Text(
                ((left + right) / 2, upper - 6), str(week.score), LEAST, theme.ink, "middle", week.substantial
            )
        )
