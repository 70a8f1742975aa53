"""The page for a doctor: one sheet whatever the history, letters printed or marked, text to be read."""

import io
import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from bot import logs
from bot.reports import Entry, Paper, Section, report

MADE_AT = datetime(2026, 11, 26, 9, tzinfo=UTC)


def left_out(more: int) -> str:
    return f"and {more} more"


def section(heading: str, *entries: Entry, more: int = 0) -> Section:
    return Section(heading, entries, "None.", left_out, more)


PAPER = Paper(
    language="en",
    title="Hip pain over 8 weeks",
    period="2 October to 26 November 2026",
    marking="Self-reported, not a diagnosis.",
    figures=(("Days with a rating", "41 of 56"), ("Highest pain", "7 of 10")),
    chart_in_words="Chart of hip pain by day.",
    beside=(section("Weekly score", Entry("Week of 16 Nov: 24")),),
    left=(
        section("Red flags", Entry("I limp, or walking is hard.", "Urgent: 14 Nov")),
        section("Notes", Entry("Worse on the stairs.", "Tue 24 Nov: 4 of 10")),
    ),
    right=(section("Runs", Entry("Sun 22 Nov, 12 km")),),
    foot="Pain is rated from 0 to 10.",
    unprintable="stands for letters that this page cannot print.",
    made_at=MADE_AT,
)


def chart(width: int = 1080, height: int = 1100) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#dff1e4").save(file, "PNG")
    return file.getvalue()


def read(paper: Paper, picture: bytes | None = None) -> PdfReader:
    return PdfReader(io.BytesIO(report(paper, picture or chart())))


def text_of(paper: Paper) -> str:
    (page,) = read(paper).pages
    return page.extract_text()


def test_everything_on_it_can_be_read_and_found() -> None:
    said = text_of(PAPER)
    for part in (
        PAPER.title,
        PAPER.period,
        PAPER.marking,
        "41 of 56",
        "Week of 16 Nov: 24",
        "Urgent: 14 Nov",
        "I limp, or walking is hard.",
        "Worse on the stairs.",
        "Sun 22 Nov, 12 km",
        PAPER.foot,
    ):
        assert part in said
    assert "stands for letters" not in said
    assert "None." not in said


def test_a_reader_knows_its_language_its_title_and_the_chart_in_words() -> None:
    pdf = read(PAPER)
    catalog: Any = pdf.root_object
    assert catalog["/Lang"] == "en"
    assert pdf.metadata
    assert (pdf.metadata.title, pdf.metadata.creation_date) == (PAPER.title, MADE_AT)
    assert pdf.metadata.author is None
    figure = catalog["/StructTreeRoot"]["/K"][0].get_object()["/K"][0].get_object()
    assert figure["/Alt"] == PAPER.chart_in_words


@pytest.mark.parametrize(("is_letter", "size"), [(False, (595, 842)), (True, (612, 792))])
def test_the_longest_history_is_one_page_and_says_what_it_leaves_out(
    is_letter: bool, size: tuple[int, int]
) -> None:
    note = Entry("x" * 1000, "y" * 200)
    many = section("Many", *[note] * 60, more=20_000)
    flags = section("Red flags", *[Entry("A question of two lines. " * 8, "Urgent")] * 14)
    paper = replace(PAPER, is_letter=is_letter, beside=(many,), left=(flags, many), right=(many,) * 3)
    (page,) = read(paper).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == size
    said = page.extract_text()
    assert said.count("Red flags") == 1
    assert "more" in said
    assert PAPER.foot in said


def test_a_very_high_chart_leaves_room_for_the_rest() -> None:
    (page,) = read(PAPER, chart(height=2400)).pages
    assert "Sun 22 Nov, 12 km" in page.extract_text()


def test_no_letter_of_a_note_reaches_a_log(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.set_up("DEBUG")
    try:
        report(
            replace(PAPER, left=(section("Notes", *map(Entry, ("😣 hip", "腰痛", "כואב 5 ימים", "ไทย"))),)),
            chart(),
        )
    finally:
        root.handlers[:], root.level = handlers, level
    assert (capsys.readouterr().err, caplog.text) == ("", "")


def test_letters_of_other_scripts_are_printed_and_others_explained() -> None:
    notes = ["Левое бедро болит", "Πονάει όταν κάθομαι", "Grüße à Đặng, „links“", "1 ≤ 2 → ½"]
    paper = replace(PAPER, left=(section("Notes", *map(Entry, notes)),))
    assert all(note in text_of(paper) for note in notes)
    said = text_of(replace(PAPER, left=(section("Notes", Entry("Sore ไทย today \ud83d")),)))
    assert "Sore □ today □" in said
    assert "□ stands for letters" in said


def notes(*said: str) -> PdfReader:
    return read(replace(PAPER, left=(section("Notes", *map(Entry, said)),)))


def fonts_of(pdf: PdfReader) -> set[str]:
    found: Any = pdf.pages[0]["/Resources"]
    return {it.get_object()["/BaseFont"].partition("+")[2] for it in found["/Font"].values()}


def test_a_mark_is_explained_only_where_one_stands() -> None:
    latest = [Entry("words " * 60)] * 40
    left_out = replace(PAPER, left=(section("Notes", *latest, Entry("ไทย")),))
    assert "stands for letters" not in text_of(left_out)
    assert "□ stands for letters" in text_of(replace(PAPER, left=(section("Notes", Entry("ไทย")),)))


def test_a_flag_is_a_mark_and_never_two_letters() -> None:
    pdf = notes("Berlin 🇩🇪 race")
    text = pdf.pages[0].extract_text()
    assert "Berlin □ race" in text
    assert "□ stands for letters" in text
    assert "NotoEmoji" not in fonts_of(pdf)


def flags(*said: str, shorter: tuple[str, ...] = ()) -> Section:
    forms = (tuple(map(Entry, shorter)),) if shorter else ()
    return replace(section("Red flags", *map(Entry, said)), firm=True, shorter=forms)


def test_what_is_firm_stands_whole_and_before_all_else() -> None:
    whole = [f"Flag {at}. {'A long question with many words in it. ' * 4}end {at}." for at in range(6)]
    many = section("Notes", *[Entry("x" * 300, "A day")] * 60)
    said = " ".join(text_of(replace(PAPER, left=(flags(*whole), many), right=(many,) * 3)).split())
    assert all(f"end {at}." in said for at in range(6))


def test_what_has_no_room_beside_the_rest_is_said_in_fewer_words() -> None:
    whole = [f"Flag {at}. {'A long question with many words in it. ' * 4}end {at}." for at in range(14)]
    short = [f"Flag {at}, in short" for at in range(14)]
    full = flags(*whole[:2], shorter=tuple(short[:2]))
    assert "end 1." in text_of(
        replace(
            PAPER,
            left=(full, section("Notes", Entry("A note."))),
        )
    )
    many = section("Notes", *[Entry("Worse on the stairs.", "A day")] * 60)
    said = text_of(replace(PAPER, left=(flags(*whole, shorter=tuple(short)), many), right=(many,)))
    assert all(it in said for it in short)
    assert "Flag 0. " not in said
    assert said.count("Worse on the stairs.") > 14


def test_a_long_note_has_the_room_that_is_free_and_no_more() -> None:
    long = "The stairs were hard this time too. " * 20 + "The end."
    assert "The end." in text_of(replace(PAPER, left=(section("Notes", Entry(long, "A day")),)))
    crowded = section("Notes", *[Entry(long, "A day")] * 30)
    said = text_of(replace(PAPER, left=(crowded,), right=(crowded,)))
    assert said.count("A day") > 10
    assert "The end." not in said


def test_the_last_section_of_the_left_goes_where_more_of_it_has_room() -> None:
    crowding = flags(*[f"Flag {at}" for at in range(24)])
    several = section("Notes", *[Entry("Worse on the stairs.", "A day")] * 8)
    said = text_of(replace(PAPER, left=(crowding, several), right=(section("Runs", Entry("12 km")),)))
    assert said.count("Worse on the stairs.") == 8
    assert said.index("12 km") < said.index("Worse on the stairs.")


@pytest.mark.parametrize(
    ("said", "printed", "font"),
    [
        ("Sore 🦵🏽 today, 👩‍🔬 says 🫠", "Sore 🦵 today, 👩🔬 says 🫠", "NotoEmoji"),
        ("走ると痛い、5km", "走ると痛い、5km", "DroidSansFallback"),
        ("臀部疼痛 3/10", "臀部疼痛 3/10", "DroidSansFallback"),
        ("엉덩이가 아파요", "엉덩이가 아파요", "DroidSansFallback"),
    ],
)
def test_emoji_and_letters_of_east_asia_are_printed_from_fonts_of_their_own(
    said: str, printed: str, font: str
) -> None:
    pdf = notes(said)
    text = pdf.pages[0].extract_text()
    assert printed in text
    assert "stands for letters" not in text
    assert font in fonts_of(pdf)


def test_a_font_that_no_word_needs_is_not_in_the_page() -> None:
    assert fonts_of(notes("Sore today, כואב, ไทย")) == {"DejaVuSansBook", "DejaVuSansBold"}


def test_words_from_the_right_stand_as_they_are_read_and_at_the_right_of_their_column() -> None:
    written: dict[str, tuple[float, float]] = {}

    def see(said: str, _cm: Any, where: list[float], _font: Any, _size: float) -> None:
        written[said.strip()] = (where[4], where[5])

    notes("at night כואב 5 ימים then fine", "הירך hurts", "hip").pages[0].extract_text(visitor_text=see)
    in_english = [written[it] for it in ("at night", "ימים", "5", "כואב", "then fine")]
    assert in_english == sorted(in_english)
    assert len({y for _, y in in_english}) == 1
    assert written["hurts"][0] < written["הירך"][0]
    assert written["hurts"][0] > written["hip"][0] + 100


def test_arabic_letters_have_the_shapes_that_joining_gives_them() -> None:
    resources: Any = notes("ببب").pages[0]["/Resources"]
    fonts = [it.get_object() for it in resources["/Font"].values()]
    (regular,) = (it for it in fonts if it["/BaseFont"].endswith("Book"))
    # The same letter three times: one form at the beginning, one in the middle and one at the end.
    assert regular["/ToUnicode"].get_data().count(b"<0628>") == 3


def test_an_empty_history_says_so() -> None:
    empty = replace(PAPER, beside=(), left=(section("Red flags"),), right=(section("Runs"),))
    assert text_of(empty).count("None.") == 2


def test_the_smallest_box_has_room_for_every_warning_that_there_is() -> None:
    every = [f"Urgent: last 10 Nov. Short name {at}" for at in range(17)]
    many = section("Many", *[Entry("x" * 300, "A day")] * 60)
    told = flags("x" * 9000, shorter=tuple(every))
    entries = tuple(
        replace(entry, lead="Cleared by a professional" if at in (0, 5, 9) else "")
        for at, entry in enumerate(told.shorter[0])
    )
    told = replace(told, shorter=(entries,))
    paper = replace(PAPER, is_letter=True, left=(told, many), right=(many,) * 4)
    said = read(paper, chart(height=2400)).pages[0].extract_text()
    assert said.count("Urgent: last 10 Nov.") == 17
