"""A chart put together: what it is and how it stands on top, the plot, the lanes, what the signs mean."""

import io
from collections.abc import Sequence

from bot.pictures.charts import bands, flags, lanes, ratings, signs
from bot.pictures.charts.periods import FEWEST_DAYS
from bot.pictures.charts.sheet import LEFT, MARGIN, RIGHT, WIDTH, Plot, Sheet
from bot.pictures.charts.theme import DARK, LIGHT
from bot.pictures.charts.words import ChartWords
from bot.pictures.drawing import Drawing, Text
from bot.pictures.fonts import fitted, width
from bot.pictures.painting import painted
from bot.pictures.strokes import box
from bot.progress import Course

HEAD_HEIGHT, PLOT_HEIGHT, DATES_HEIGHT = 172.0, 560.0, 66.0
# Telegram makes higher pictures smaller; the plot gives way then.
HIGHEST_PICTURE = 1280.0
BOTTOM = 30.0
# Of 9; the usual 6 takes 15 ms more and saves 15 kB of 110.
COMPRESSION = 3
HEADLINE, NOTHING, NOTE = 54, 44, 33
# The rating whose height it has: between the words of two bands.
CARD_AT = 7.2


def drawing(course: Course, words: ChartWords, dark: bool) -> Drawing:
    """The chart as shapes and words; as high as what it has to show."""
    sheet, days = Sheet(DARK if dark else LIGHT), course.days
    width_days = max(FEWEST_DAYS, len(days))
    marks = flags.marks(days, width_days, words)
    meanings = signs.signs(words, _shown(course, marks))
    top = HEAD_HEIGHT + flags.rows(marks) * flags.ROW_HEIGHT
    below = (DATES_HEIGHT if days else 0.0) + lanes.height(course)
    rest = signs.height(meanings) + BOTTOM
    plot = Plot(top, top + min(PLOT_HEIGHT, HIGHEST_PICTURE - top - below - rest), width_days)
    _draw_head(sheet, words)
    bands.draw_bands(sheet, plot, words)
    ratings.draw_grid(sheet, plot, days, words)
    ratings.draw_ratings(sheet, plot, days)
    flags.draw_flags(sheet, plot, marks)
    bands.draw_band_words(sheet, plot, days, [mark.place for mark in marks], words)
    lanes.draw_lanes(sheet, plot, course, words, plot.bottom + DATES_HEIGHT)
    signs.draw_signs(sheet, meanings, plot.bottom + below)
    if _is_empty(course, marks):
        _draw_nothing(sheet, plot, words)
    high = round(plot.bottom + below + rest)
    return Drawing(WIDTH, high, sheet.theme.background, tuple(sheet.shapes), tuple(sheet.texts))


def png(course: Course, words: ChartWords, dark: bool) -> bytes:
    """The chart as a file."""
    file = io.BytesIO()
    painted(drawing(course, words, dark)).save(file, "PNG", compress_level=COMPRESSION)
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


def _shown(course: Course, marks: Sequence[flags.Mark]) -> set[str]:
    """The signs that need a word: those that are drawn, and no other."""
    seen = {"dot"} if any(day.pain is not None for day in course.days) else set()
    seen |= {"line"} if any(ratings.pieces(course.days)) else set()
    seen |= {"flag"} if marks else set()
    return seen | {"substantial" for week in lanes.scored(course) if week.substantial}


def _is_empty(course: Course, marks: Sequence[flags.Mark]) -> bool:
    return not marks and all(day.pain is None for day in course.days)


def _draw_nothing(sheet: Sheet, plot: Plot, words: ChartWords) -> None:
    """Kind words on a card where dots will be."""
    middle, y = (LEFT + RIGHT) / 2, plot.y(CARD_AT)
    said, size = fitted(words.nothing, NOTHING, RIGHT - LEFT - 140, bold=True)
    note, note_size = fitted(words.nothing_note, NOTE, RIGHT - LEFT - 140)
    half = max(width(said, size, bold=True), width(note, note_size)) / 2 + 48
    sheet.fill(box(middle - half, y - 84, middle + half, y + 84, 20), sheet.theme.background)
    sheet.texts.append(Text((middle, y - 8), said, size, sheet.theme.ink, "middle", bold=True))
    sheet.texts.append(Text((middle, y + 48), note, note_size, sheet.theme.quiet, "middle"))
