"""The page drawn: one sheet of paper whatever the history, its text selectable, its picture told in words."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.reports.directions import Line, has_from_the_right, pieces, starts_from_the_right
from bot.reports.fitting import Heights, shown
from bot.reports.fonts import FAMILY, add_fonts
from bot.reports.letters import MARK, printable
from bot.reports.paper import MOST_ENTRIES, Entry, Paper, Section

# All in mm but the letters, which are in points as printers have them.
MARGIN = 14.0
GAP = 7.0
CHART_WIDTH = 104.0
CHART_HIGHEST = 118.0
TITLE, HEADING, TEXT, SMALL = 17, 10, 8.5, 7.5
LINE, SMALL_LINE, HEADING_LINE = 3.9, 3.4, 5.2
BETWEEN_ENTRIES, ABOVE_HEADING = 0.9, 2.6
INK, QUIET, RULE = 25, 90, 170  # grey: 0 is black
# An entry says the first of it; who needs more asks the runner.
MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class _Measured:
    """An entry in the lines it takes."""

    lead: tuple[Line, ...]
    text: tuple[Line, ...]

    @property
    def height(self) -> float:
        return (len(self.lead) + len(self.text)) * LINE + self.space

    @property
    def space(self) -> float:
        """After it: entries of one line are a list, those of several stand apart."""
        return BETWEEN_ENTRIES if len(self.lead) + len(self.text) > 1 else 0.0


def report(paper: Paper, chart: bytes) -> bytes:
    """The page as a PDF, with the chart as it was drawn (a PNG)."""
    return _Page(paper).drawn(chart)


class _Page:
    def __init__(self, paper: Paper) -> None:
        # Only here: a start of the bot would pay for libraries that it may never call.
        from fpdf import FPDF

        self._paper = paper
        self._pdf = pdf = FPDF(format="letter" if paper.is_letter else "a4")
        pdf.set_auto_page_break(False)
        pdf.set_margins(MARGIN, MARGIN, MARGIN)
        # No space around what is written: where it stands is reckoned to the tenth of a mm.
        pdf.c_margin = 0
        self._has = add_fonts(pdf, _words_of(paper))
        self._has_marks = False
        pdf.set_lang(paper.language)
        pdf.set_title(self._printable(paper.title))
        pdf.set_subject(self._printable(paper.marking))
        pdf.set_creation_date(paper.made_at)
        pdf.add_page()

    def drawn(self, chart: bytes) -> bytes:
        pdf, paper = self._pdf, self._paper
        top = self._head()
        chart_bottom = self._chart(chart, top)
        beside = MARGIN + CHART_WIDTH + GAP
        room = self._right - beside
        figures_bottom = self._figures(beside, top, room)
        self._box(paper.beside, beside, figures_bottom, room, chart_bottom)
        column = (self._right - MARGIN - GAP) / 2
        bottom = self._foot_top()
        self._box(paper.left, MARGIN, chart_bottom + 1, column, bottom)
        self._box(paper.right, MARGIN + column + GAP, chart_bottom + 1, column, bottom)
        self._foot(bottom)
        return bytes(pdf.output())

    @property
    def _right(self) -> float:
        return float(self._pdf.w) - MARGIN

    def _head(self) -> float:
        """Gives where it ends."""
        paper, width = self._paper, self._right - MARGIN
        title = self._wrapped(paper.title, width, "B", TITLE, 1)
        y = self._lines(title, MARGIN, MARGIN - 2, width, size=TITLE, bold=True, line=7.4)
        period = self._wrapped(paper.period, width, "", HEADING, 1)
        y = self._lines(period, MARGIN, y + 0.4, width, size=HEADING, line=HEADING_LINE)
        marking = self._wrapped(paper.marking, width, "B", TEXT, 1)
        y = self._lines(marking, MARGIN, y, width, bold=True, line=LINE + 0.4)
        self._rule(y + 1)
        return y + 4

    def _chart(self, chart: bytes, top: float) -> float:
        """Gives where it ends: it keeps its shape, and a high one is made narrower."""
        from PIL import Image

        with Image.open(io.BytesIO(chart)) as picture:
            shape = picture.height / picture.width
        height = min(CHART_HIGHEST, CHART_WIDTH * shape)
        self._pdf.image(
            io.BytesIO(chart),
            x=MARGIN,
            y=top,
            w=height / shape,
            h=height,
            alt_text=self._printable(self._paper.chart_in_words),
        )
        return top + height

    def _figures(self, x: float, y: float, room: float) -> float:
        for name, value in self._paper.figures:
            under = self._wrapped(name, room, "", SMALL, 2)
            y = self._lines(under, x, y, room, size=SMALL, line=SMALL_LINE, grey=QUIET)
            said = self._wrapped(value, room, "B", HEADING, 2)
            y = self._lines(said, x, y, room, size=HEADING, line=4.6, bold=True) + 1.3
        return y

    def _box(self, sections: Sequence[Section], x: float, top: float, width: float, bottom: float) -> None:
        """Sections under each other, as far as there is room; the last ones go where there is not."""
        measured = [self._measured_for(section, width, bottom - top) for section in sections]
        heights = [
            Heights(
                ABOVE_HEADING + HEADING_LINE + (0 if entries else LINE),
                tuple(entry.height for entry in entries),
                LINE,
            )
            for entries in measured
        ]
        more = [
            section.more + len(section.entries) - len(entries)
            for section, entries in zip(sections, measured, strict=True)
        ]
        counts = None
        while heights and (counts := shown(heights, more, bottom - top)) is None:
            heights, more = heights[:-1], more[:-1]
        y = top
        for section, entries, count in zip(sections, measured, counts or (), strict=False):
            y = self._section(section, entries[:count], x, y, width)

    def _section(
        self, section: Section, entries: Sequence[_Measured], x: float, y: float, width: float
    ) -> float:
        y += ABOVE_HEADING
        heading = self._wrapped(section.heading, width, "B", HEADING, 1)
        y = self._lines(heading, x, y, width, size=HEADING, bold=True, line=HEADING_LINE)
        for entry in entries:
            y = self._lines(entry.lead, x, y, width, bold=True)
            y = self._lines(entry.text, x, y, width) + entry.space
        left_out = section.more + len(section.entries) - len(entries)
        if left_out:
            said = self._wrapped(section.left_out(left_out), width, "", TEXT, 1)
            y = self._lines(said, x, y, width, grey=QUIET)
        elif not section.entries:
            y = self._lines(self._wrapped(section.nothing, width, "", TEXT, 1), x, y, width, grey=QUIET)
        return y

    def _measured_for(self, section: Section, width: float, room: float) -> list[_Measured]:
        """The entries that could stand in this room if the section had it for itself."""
        measured: list[_Measured] = []
        for entry in section.entries:
            if room <= 0:
                break
            measured.append(self._measured(entry, width))
            room -= measured[-1].height
        return measured

    def _measured(self, entry: Entry, width: float) -> _Measured:
        return _Measured(
            tuple(self._wrapped(entry.lead, width, "B", TEXT, 2)),
            tuple(self._wrapped(entry.text, width, "", TEXT, MOST_LINES)),
        )

    def _foot_lines(self) -> list[Line]:
        said = [self._paper.foot, *([f"{MARK} {self._paper.unprintable}"] if self._has_marks else [])]
        width = self._right - MARGIN
        return [line for text in said for line in self._wrapped(text, width, "", SMALL, 4)]

    def _foot_top(self) -> float:
        """Where the foot begins; every word of the page is looked at first, for marks to be explained."""
        for section in (*self._paper.left, *self._paper.right):
            for entry in section.entries[:MOST_ENTRIES]:
                self._printable(f"{entry.lead} {entry.text}")
        return float(self._pdf.h) - 9 - len(self._foot_lines()) * SMALL_LINE

    def _foot(self, top: float) -> None:
        self._rule(top + 1)
        self._lines(
            self._foot_lines(),
            MARGIN,
            top + 2,
            self._right - MARGIN,
            size=SMALL,
            line=SMALL_LINE,
            grey=QUIET,
        )

    def _rule(self, y: float) -> None:
        self._pdf.set_draw_color(RULE)
        self._pdf.set_line_width(0.2)
        self._pdf.line(MARGIN, y, self._right, y)

    def _wrapped(self, text: str, width: float, style: str, size: float, most: int) -> list[Line]:
        """The text in at most so many lines; a mark at the end of the last one says that it went on."""
        # No letter is narrower than half a mm: what is beyond never stands in these lines.
        said = self._printable(text, style)[: int(2 * width * most)]
        if not said:
            return []
        self._pdf.set_font(FAMILY, style, size)
        # Letters from the right are as wide as their shape is, and that depends on those beside them.
        self._pdf.set_text_shaping(has_from_the_right(said))
        lines: Any = self._pdf.multi_cell(width, LINE, said, dry_run=True, output="LINES")
        if len(lines) > most:
            last = lines[most - 1]
            while last and self._pdf.get_string_width(f"{last}…") > width:
                last = last[:-1]
            lines = [*lines[: most - 1], f"{last.rstrip()}…"]
        from_the_right = starts_from_the_right(said)
        return [Line(line, from_the_right) for line in lines]

    def _printable(self, text: str, style: str = "") -> str:
        said = printable(text, self._has[style])
        self._has_marks = self._has_marks or MARK in said
        return said

    def _lines(
        self,
        lines: Sequence[Line],
        x: float,
        y: float,
        width: float,
        *,
        size: float = TEXT,
        line: float = LINE,
        bold: bool = False,
        grey: int = INK,
    ) -> float:
        """Writes lines, each in one piece; gives where they end."""
        self._pdf.set_font(FAMILY, "B" if bold else "", size)
        self._pdf.set_text_color(grey)
        for said in lines:
            self._line(said, x, y, width, line)
            y += line
        return y

    def _line(self, line: Line, x: float, y: float, width: float, height: float) -> None:
        pdf = self._pdf
        if not has_from_the_right(line.said):
            shaped = [(line.said, False)]
            pdf.set_text_shaping(False)
        else:
            shaped = pieces(line)
            pdf.set_text_shaping(True)
        widths = [pdf.get_string_width(said) for said, _ in shaped]
        if line.from_the_right:
            x += width - sum(widths)
        for (said, from_the_right), wide in zip(shaped, widths, strict=True):
            if len(shaped) > 1 or from_the_right:
                pdf.set_text_shaping(True, direction="rtl" if from_the_right else "ltr")
            pdf.set_xy(x, y)
            pdf.cell(wide, height, said)
            x += wide


def _words_of(paper: Paper) -> Iterator[str]:
    """Every word that may come to stand on the page."""
    yield from (paper.title, paper.period, paper.marking, paper.foot, paper.unprintable)
    for figure in paper.figures:
        yield from figure
    for section in (*paper.beside, *paper.left, *paper.right):
        yield from (section.heading, section.nothing)
        for entry in section.entries[:MOST_ENTRIES]:
            yield from (entry.lead, entry.text)
