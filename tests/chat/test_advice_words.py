"""What advice says: why, what to tell a professional, in words that anybody can read."""

import re

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.serializer import serialize_pattern
from sqlalchemy.ext.asyncio import AsyncSession

from bot.content import FOLDER, Content, RedFlag, load
from bot.vault import Vault
from tests.chat.checking_in import arrive, check_in, labels, owed
from tests.chat.turns import Person
from tests.content.reading_grade import grade
from tests.wording.reading import faults

FLAGS = load(FOLDER).red_flags.flags


SEEK, SEEK_NOW = "Seek professional help", "Seek professional help now"


def said_in(name: str) -> dict[str, str]:
    """The texts of a Fluent file as they are read, without buttons; a number stands for each value."""
    source = FOLDER / "words" / "en" / f"{name}.ftl"
    texts = {}
    for entry in FluentParser().parse(source.read_text(encoding="utf-8")).body:
        if isinstance(entry, ast.Message) and entry.value and not entry.id.name.startswith("button"):
            text = re.sub(r"\{[^}]*\}", "3", serialize_pattern(entry.value))
            texts[entry.id.name] = re.sub(r"<[^>]+>|[^\w\s.,:;?'\"()-]", "", text)
    return texts


SAFETY = said_in("advice") | said_in("checkins")


# The words prescribed for every escalation, and labels of a word or three, are no sentences to grade.
SENTENCES = sorted(name for name, text in SAFETY.items() if len(text.split()) > 4)


NEVER = r"diagnos|stress fracture|tumour|\bclot\b|infection|probabl|likely|safe to|prevent|\d\s?%|\bmg\b"


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.id)
async def test_advice_never_names_a_cause_or_a_chance(
    session: AsyncSession, vault: Vault, ada: Person, flag: RedFlag
) -> None:
    await check_in(ada, 3, flags=(flag.id,))
    for found in await owed(session, vault):
        assert re.search(NEVER, found.message.text, re.IGNORECASE) is None


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.id)
async def test_every_button_of_advice_answers_and_leads_back(
    session: AsyncSession, vault: Vault, ada: Person, content: Content, flag: RedFlag
) -> None:
    await check_in(ada, 3, flags=(flag.id,))
    advice = await arrive(session, vault, ada)
    await ada.press("What do I say?")
    assert flag.text["en"].tell_them in ada.shown.text
    assert "3 of 10 now" in ada.shown.text
    assert "It began on Tue 24 Nov or before" in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("Back")
    assert ada.shown == advice.message
    await ada.press("Why?")
    assert flag.text["en"].short in ada.shown.text
    assert all(source.title.split(":")[0] in ada.shown.text for source in flag.sources)
    assert faults(ada.shown) == []
    while "More" in labels(ada.shown):
        await ada.press("More")
    assert f"version {content.rules_version}" in ada.shown.text
    while ada.shown != advice.message:
        await ada.press("Back")


@pytest.mark.parametrize(
    ("pain", "flags", "ways_out"), [(4, (), ["Back", "Close"]), (4, ("limping",), ["Back"])]
)
async def test_why_can_be_closed_unless_that_would_take_the_way_back_to_training(
    ada: Person, session: AsyncSession, vault: Vault, pain: int, flags: tuple[str, ...], ways_out: list[str]
) -> None:
    await check_in(ada, pain, flags=flags)
    if flags:
        await arrive(session, vault, ada)
    await ada.press("Why?")
    assert [label for label in labels(ada.shown) if label != "More"] == ways_out


async def test_why_shows_the_rule_of_the_band_and_its_source(ada: Person) -> None:
    await check_in(ada, 4)
    answer = ada.shown
    await ada.press("Why?")
    assert "Your pain, 4 of 10" in ada.shown.text
    assert "0 to 2 is calm, up to 5 means ease off" in ada.shown.text
    assert "Silbernagel" in ada.shown.text
    assert "rules of 26 Nov 2026" in ada.shown.text
    assert faults(ada.shown) == []
    while ada.shown != answer:
        await ada.press("Back")


async def test_everything_ticked_still_fits_a_message(
    session: AsyncSession, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 10, flags=tuple(flag.id for flag in FLAGS))
    await arrive(session, vault, ada)
    assert faults(ada.shown, longest=4096) == []
    assert ada.shown.text.startswith(f"<b>🔴 {SEEK_NOW}</b>")
    await ada.press("What do I say?")
    assert faults(ada.shown, longest=4096) == []
    assert all(flag.text["en"].tell_them in ada.shown.text for flag in FLAGS)
    await ada.press("Back")
    await ada.press("Why?")
    seen = ada.shown.text
    while "More" in labels(ada.shown):
        await ada.press("More")
        assert faults(ada.shown) == []
        seen += ada.shown.text
    assert all(flag.text["en"].short in seen for flag in FLAGS)


@pytest.mark.parametrize("name", SENTENCES)
def test_what_matters_reads_at_grade_six(name: str) -> None:
    assert grade(SAFETY[name]) <= 6


@pytest.mark.parametrize("name", ["advice", "checkins", "privacy"])
def test_what_is_never_said_is_in_no_file(name: str) -> None:
    assert [said for said in said_in(name).values() if re.search(NEVER, said, re.IGNORECASE)] == []
