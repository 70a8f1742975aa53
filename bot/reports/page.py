"""The page drawn: one sheet of paper whatever the history, its text selectable, its picture told in words."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
BETWEEN_ENTRIES, ABOVE_LEAD, ABOVE_HEADING = 0.9, 1.2, 2.6
INK, QUIET, RULE = 25, 90, 170  # grey: 0 is black
# An entry says the first of it, and more only where the box has room left.
MOST_LINES = 3
# More than any box has: what is firm is never cut.
EVERY_LINE = 90


@dataclass(frozen=True, slots=True)
class _Measured:
    """An entry in the lines it takes."""

    entry: Entry
    lead: tuple[Line, ...]
    text: tuple[Line, ...]
    above: float = 0.0
    below: float = 0.0

    @property
    def height(self) -> float:
        return self.above + (len(self.lead) + len(self.text)) * LINE + self.below


@dataclass(frozen=True, slots=True)
class _Laid:
    """A section as it will stand: what has room of it, and the line about what has not."""

    heading: tuple[Line, ...]
    entries: tuple[_Measured, ...]
    quiet: tuple[Line, ...]
    firm_left_out: int

    @property
    def height(self) -> float:
        lines = len(self.quiet) * LINE + sum(entry.height for entry in self.entries)
        return ABOVE_HEADING + HEADING_LINE + lines

    @property
    def has_marks(self) -> bool:
        said = [line for entry in self.entries for line in (*entry.lead, *entry.text)]
        return any(MARK in line.said for line in said)


@dataclass(frozen=True, slots=True)
class _Box:
    """Sections under each other, at a place on the page."""

    x: float
    top: float
    width: float
    sections: tuple[_Laid, ...]


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
        # What has no room here is tried elsewhere and in fewer words: it is broken into lines once.
        self._broken: dict[tuple[str, float, str, float, int], list[Line]] = {}
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
        figures_bottom = self._figures(beside, top, self._right - beside)
        room = chart_bottom - figures_bottom
        next_to_it = _Box(
            beside, figures_bottom, self._right - beside, self._laid(paper.beside, self._right - beside, room)
        )
        # The foot explains a mark only where one stands, and takes the room for that.
        boxes = [next_to_it, *self._columns(chart_bottom + 1, self._foot_top())]
        if any(section.has_marks for box in boxes for section in box.sections):
            self._has_marks = True
            boxes = [next_to_it, *self._columns(chart_bottom + 1, self._foot_top())]
            self._has_marks = any(section.has_marks for box in boxes for section in box.sections)
        for box in boxes:
            y = box.top
            for section in box.sections:
                y = self._section(section, box.x, y, box.width)
        self._foot(self._foot_top())
        return bytes(pdf.output())

    def _columns(self, top: float, bottom: float) -> tuple[_Box, _Box]:
        """The boxes under the chart: the last section of the left stands where more is shown."""
        paper, width = self._paper, (self._right - MARGIN - GAP) / 2
        room = bottom - top
        ways = [
            (self._laid(left, width, room), self._laid(right, width, room))
            for left, right in (
                (paper.left, paper.right),
                (paper.left[:-1], (*paper.right, *paper.left[-1:])),
            )[: len(paper.left)]
        ]
        # Of equals the first.
        left, right = max(ways, key=_goodness, default=((), self._laid(paper.right, width, room)))
        return _Box(MARGIN, top, width, left), _Box(MARGIN + width + GAP, top, width, right)

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

    def _laid(self, sections: Sequence[Section], width: float, room: float) -> tuple[_Laid, ...]:
        """What stands of these sections in such a box; the last ones go where there is no room for all."""
        sections = self._formed(sections, width, room)
        measured = [self._measured_for(section, width, room) for section in sections]
        heights = [
            Heights(
                ABOVE_HEADING + HEADING_LINE + (0 if entries else LINE),
                tuple(entry.height for entry in entries),
                LINE,
                section.firm,
            )
            for section, entries in zip(sections, measured, strict=True)
        ]
        more = [
            section.more + len(section.entries) - len(entries)
            for section, entries in zip(sections, measured, strict=True)
        ]
        counts = None
        while heights and (counts := shown(heights, more, room)) is None:
            heights, more = heights[:-1], more[:-1]
        found = zip(sections, measured, counts or (), strict=False)
        laid = [self._laid_one(section, entries[:count], width) for section, entries, count in found]
        return tuple(self._with_more_lines(laid, width, room - sum(section.height for section in laid)))

    def _laid_one(self, section: Section, entries: Sequence[_Measured], width: float) -> _Laid:
        left_out = section.more + len(section.entries) - len(entries)
        quiet = section.left_out(left_out) if left_out else "" if section.entries else section.nothing
        return _Laid(
            tuple(self._wrapped(section.heading, width, "B", HEADING, 1)),
            tuple(entries),
            tuple(self._wrapped(quiet, width, "", TEXT, 1)),
            left_out if section.firm else 0,
        )

    def _formed(self, sections: Sequence[Section], width: float, room: float) -> list[Section]:
        """Each section in the fullest of its forms that has room.

        The first takes half of the box, or what the others leave of it; a shorter one takes all but the
        headings of the others.
        """
        formed = list(sections)
        for at, section in enumerate(sections):
            if not section.shorter:
                continue
            others = [*sections[:at], *sections[at + 1 :]]
            headings = len(others) * (ABOVE_HEADING + HEADING_LINE + LINE)
            wanted = sum(entry.height for other in others for entry in self._measured_for(other, width, room))
            most = max(room / 2, room - headings - wanted)
            for form in (section.entries, *section.shorter):
                formed[at] = replace(section, entries=form)
                height = sum(entry.height for entry in self._measured_for(formed[at], width, room))
                if ABOVE_HEADING + HEADING_LINE + height <= most:
                    break
                most = room - headings
        return formed

    def _with_more_lines(self, laid: Sequence[_Laid], width: float, spare: float) -> Iterator[_Laid]:
        """The same with entries in more of their words, the first ones first, as far as there is room."""
        for section in laid:
            entries = []
            for entry in section.entries:
                most = len(entry.text) + int(spare / LINE)
                if len(entry.text) == MOST_LINES < most:
                    text = tuple(self._wrapped(entry.entry.text, width, "", TEXT, most))
                    spare -= (len(text) - len(entry.text)) * LINE
                    entry = replace(entry, text=text)
                entries.append(entry)
            yield replace(section, entries=tuple(entries))

    def _section(self, section: _Laid, x: float, y: float, width: float) -> float:
        y += ABOVE_HEADING
        y = self._lines(section.heading, x, y, width, size=HEADING, bold=True, line=HEADING_LINE)
        for entry in section.entries:
            y = self._lines(entry.lead, x, y + entry.above, width, bold=True)
            y = self._lines(entry.text, x, y, width) + entry.below
        return self._lines(section.quiet, x, y, width, grey=QUIET)

    def _measured_for(self, section: Section, width: float, room: float) -> list[_Measured]:
        """The entries that could stand in this room if the section had it for itself."""
        measured: list[_Measured] = []
        for entry in section.entries:
            if room <= 0:
                break
            measured.append(self._measured(entry, width, section.firm, is_first=not measured))
            room -= measured[-1].height
        return measured

    def _measured(self, entry: Entry, width: float, is_firm: bool, is_first: bool) -> _Measured:
        most = EVERY_LINE if is_firm else MOST_LINES
        lead = tuple(self._wrapped(entry.lead, width, "B", TEXT, 2))
        text = tuple(self._wrapped(entry.text, width, "", TEXT, most))
        # What is firm has its leads over several entries. Entries of one line are a list, others stand apart.
        above = ABOVE_LEAD if is_firm and lead and not is_first else 0.0
        lines = len(text) + (0 if is_firm else len(lead))
        return _Measured(entry, lead, text, above, BETWEEN_ENTRIES if lines > 1 else 0.0)

    def _foot_lines(self) -> list[Line]:
        said = [self._paper.foot, *([f"{MARK} {self._paper.unprintable}"] if self._has_marks else [])]
        width = self._right - MARGIN
        return [line for text in said for line in self._wrapped(text, width, "", SMALL, 4)]

    def _foot_top(self) -> float:
        """Where the foot begins, as it is known so far whether it explains marks."""
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
        asked = (text, width, style, size, most)
        if asked not in self._broken:
            self._broken[asked] = self._broken_into(*asked)
        return self._broken[asked]

    def _broken_into(self, text: str, width: float, style: str, size: float, most: int) -> list[Line]:
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
        return printable(text, self._has[style])

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
        for form in (section.entries, *section.shorter):
            for entry in form[:MOST_ENTRIES]:
                yield from (entry.lead, entry.text)


def _goodness(boxes: tuple[tuple[_Laid, ...], ...]) -> tuple[int, int]:
    """Nothing firm left out comes before how many entries have room."""
    sections = [section for box in boxes for section in box]
    shown_in_all = sum(len(section.entries) for section in sections)
    return -sum(section.firm_left_out for section in sections), shown_in_all
