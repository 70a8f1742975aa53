"""A chart put together: what it is and how it stands on top, the plot, the lanes, what the signs mean."""

import io

from bot.pictures.charts import flags, lanes, ratings
from bot.pictures.charts.periods import FEWEST_DAYS
from bot.pictures.charts.sheet import LEFT, MARGIN, RIGHT, WIDTH, Plot, Sheet
from bot.pictures.charts.theme import DARK, LIGHT
from bot.pictures.charts.words import ChartWords
from bot.pictures.drawing import Drawing, Text
from bot.pictures.fonts import LEAST, fitted, width
from bot.pictures.painting import painted
from bot.pictures.strokes import box, disc
from bot.progress import Course

HEAD_HEIGHT, PLOT_HEIGHT, DATES_HEIGHT, SIGNS_HEIGHT = 172.0, 536.0, 66.0, 78.0
HEADLINE, NOTE, SIGN = 54, 33, 30


def drawing(course: Course, words: ChartWords, dark: bool) -> Drawing:
    """The chart as shapes and words; as high as what it has to show."""
    sheet = Sheet(DARK if dark else LIGHT)
    days = max(FEWEST_DAYS, len(course.days))
    marks = flags.marks(course.days, days, words.flags)
    top = HEAD_HEIGHT + flags.rows(marks) * flags.ROW_HEIGHT
    plot = Plot(top, top + PLOT_HEIGHT, days)
    below = plot.bottom + DATES_HEIGHT
    _draw_head(sheet, words)
    ratings.draw_field(sheet, plot, course.days, words)
    ratings.draw_ratings(sheet, plot, course.days)
    ratings.draw_band_words(sheet, plot, course.days, words)
    flags.draw_flags(sheet, plot, marks)
    lanes.draw_lanes(sheet, plot, course, words, below)
    bottom = below + lanes.height(course)
    if any(day.pain is not None for day in course.days):
        _draw_signs(sheet, words, bottom, bool(marks), any(week.substantial for week in course.weeks))
    else:
        _draw_nothing(sheet, plot, words)
    return Drawing(
        WIDTH, round(bottom + SIGNS_HEIGHT), sheet.theme.background, tuple(sheet.shapes), tuple(sheet.texts)
    )


def png(course: Course, words: ChartWords, dark: bool) -> bytes:
    """The chart as a file."""
    file = io.BytesIO()
    painted(drawing(course, words, dark)).save(file, "PNG")
    return file.getvalue()


def _draw_head(sheet: Sheet, words: ChartWords) -> None:
    """Left what it is, right how it stands; the right has its room first."""
    for left, right, size, y, bold in (
        (words.title, words.latest, HEADLINE, 78, True),
        (words.period, words.latest_note, NOTE, 130, False),
    ):
        whole = WIDTH - 2 * MARGIN
        end, end_size = fitted(right, size, whole * 0.6, bold)
        begin, begin_size = fitted(left, size, whole - width(end, end_size, bold) - 30, bold)
        begins = sheet.theme.ink if bold else sheet.theme.quiet
        ends = sheet.theme.line if bold else sheet.theme.quiet
        sheet.texts.append(Text((MARGIN, y), begin, begin_size, begins, bold=bold))
        sheet.texts.append(Text((RIGHT, y), end, end_size, ends, "end", bold=bold))


def _draw_signs(sheet: Sheet, words: ChartWords, top: float, flagged: bool, substantial: bool) -> None:
    theme, x, y = sheet.theme, MARGIN, top + 36
    signs = [("dot", words.a_day), ("line", words.average)]
    signs += [("flag", words.red_flag)] if flagged else []
    signs += [("full", words.substantial)] if substantial else []
    for sign, said in signs:
        middle = y - 10
        if sign == "dot":
            sheet.fill(disc((x + 14, middle), 9), theme.dot)
        elif sign == "line":
            sheet.line([(x + 4, middle), (x + 30, middle)], ratings.LINE_WIDTH, theme.line)
        elif sign == "flag":
            sheet.line([(x + 4, middle - 14), (x + 4, middle + 14)], flags.POLE_WIDTH, theme.flag)
            sheet.fill(((x + 4, middle - 14), (x + 32, middle - 3), (x + 4, middle + 8)), theme.flag)
        else:
            sheet.fill(box(x + 4, middle - 13, x + 30, middle + 13), theme.score)
        sheet.texts.append(Text((x + 44, y), said, LEAST, theme.ink))
        x += 44 + width(said, LEAST) + 40


def _draw_nothing(sheet: Sheet, plot: Plot, words: ChartWords) -> None:
    """Kind words where dots will be."""
    middle = (LEFT + RIGHT) / 2
    for said, size, rating, bold in ((words.nothing, 44, 7.3, True), (words.nothing_note, NOTE, 6.3, False)):
        line, fits = fitted(said, size, RIGHT - LEFT - 60, bold)
        sheet.texts.append(Text((middle, plot.y(rating)), line, fits, sheet.theme.ink, "middle", bold))
