"""A wrong file stops the start, and says where it is wrong in words a physiotherapist understands."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.content import FOLDER, BadContent, load
from tests.content.mistakes import BROKEN, CLAMSHELL, ICE


def line_with(file: Path, words: str) -> int:
    return next(n for n, line in enumerate(file.read_text().splitlines(), 1) if words in line)


def said_about(folder: Path) -> list[str]:
    with pytest.raises(BadContent) as refused:
        load(folder)
    return str(refused.value).splitlines()


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_named_with_line_and_field(copied: Path, kind: str) -> None:
    name, right, wrong, said = BROKEN[kind]
    file = copied / name
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    faults = said_about(copied)
    assert any(f"content/{name}, line " in fault and said in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("name", "right", "wrong", "field"),
    [
        (CLAMSHELL, "reps = 15", "reps = 0", "doses.2.reps"),
        (CLAMSHELL, "Wait a moment at the top", "", "text.en.steps.4"),
        (ICE, "order = 2", "order = 0", "order"),
        ("triage/bands.toml", "high = 10", "high = 11", "bands.3.high"),
    ],
)
def test_the_line_is_the_line_of_the_fault(
    copied: Path, name: str, right: str, wrong: str, field: str
) -> None:
    file = copied / name
    line = line_with(file, right)
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[line - 1] = lines[line - 1].replace(right, wrong, 1) if wrong else '    "",'
    file.write_text("\n".join(lines), encoding="utf-8")
    assert any(
        fault.startswith(f"content/{name}, line {line}, field {field}: ") for fault in said_about(copied)
    )


def test_a_missing_field_is_named_at_the_part_it_belongs_to(copied: Path) -> None:
    file = copied / CLAMSHELL
    line = line_with(file, "[text.en]")
    kept = [text for text in file.read_text().splitlines() if not text.startswith("stop_if")]
    file.write_text("\n".join(kept))
    assert said_about(copied) == [f"content/{CLAMSHELL}, line {line}, field text.en.stop_if: is missing"]


def test_a_line_that_cannot_be_read_is_named(copied: Path) -> None:
    file = copied / CLAMSHELL
    line = line_with(file, "sides = true")
    file.write_text(file.read_text().replace("sides = true", "sides true"))
    (fault,) = said_about(copied)
    assert fault.startswith(f"content/{CLAMSHELL}, line {line}: this line cannot be read (")


def test_a_text_that_never_ends_is_named(copied: Path) -> None:
    file = copied / CLAMSHELL
    file.write_text(file.read_text() + '\nharder = """\n')
    (fault,) = said_about(copied)
    assert fault.startswith(f"content/{CLAMSHELL}, line ")


def test_an_unreadable_card_counts_its_lines_from_the_top_of_the_file(copied: Path) -> None:
    file = copied / ICE
    line = line_with(file, "order = 2")
    file.write_text(file.read_text().replace("order = 2", "order 2"))
    (fault,) = said_about(copied)
    assert fault.startswith(f"content/{ICE}, line {line}: ")


def test_all_faults_of_all_files_come_at_once(copied: Path) -> None:
    for name, right, wrong in (
        (CLAMSHELL, "reps = 15", "reps = 0"),
        (CLAMSHELL, "sides = true", "sides = 1"),
        (ICE, "order = 2", "order = 0"),
        ("triage/bands.toml", "high = 10", "high = 9"),
    ):
        file = copied / name
        file.write_text(file.read_text().replace(right, wrong, 1))
    assert len(said_about(copied)) == 4


def test_a_card_without_its_facts_is_named(copied: Path) -> None:
    (copied / ICE).write_text("Just words.\n")
    assert said_about(copied) == [
        f"content/{ICE}, line 1: must begin with +++, then the card's facts, then +++ on a line of its own"
    ]


def test_a_card_without_a_body_is_named(copied: Path) -> None:
    file = copied / ICE
    facts = file.read_text().split("+++\n")[1]
    for rest in ("", "## More\nOnly this.\n"):
        file.write_text(f"+++\n{facts}+++\n{rest}")
        line = len(facts.splitlines()) + 3
        assert said_about(copied) == [f"content/{ICE}, line {line}, field body: must not be empty"]


def test_what_an_editor_leaves_unseen_is_no_mistake(copied: Path) -> None:
    file = copied / ICE
    text = file.read_text().replace("+++\n", "+++  \n")
    file.write_text(f"\ufeff{text}", encoding="utf-8")
    assert load(copied).cards["ice"] == load(FOLDER).cards["ice"]


def test_a_folder_among_the_cards_is_named(copied: Path) -> None:
    (copied / "education" / "old.md").mkdir()
    assert said_about(copied) == [
        "content/education/old.md: is a folder, and folders are not read: put its files beside the others"
    ]


def test_a_missing_file_is_named(copied: Path) -> None:
    (copied / "triage" / "bands.toml").unlink()
    assert said_about(copied) == ["content/triage/bands.toml: the file is missing"]


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert len(said_about(tmp_path / "content")) == 14


def test_a_file_with_the_wrong_ending_is_not_lost_silently(copied: Path) -> None:
    (copied / "exercises" / "plank.tml").write_text("")
    (copied / "exercises" / ".clamshell.toml.swp").write_text("")
    assert said_about(copied) == ["content/exercises/plank.tml: only files that end in .toml belong here"]


def test_a_file_in_another_encoding_is_named(copied: Path) -> None:
    (copied / CLAMSHELL).write_bytes(b'id = "caf\xe9"\n')
    assert f"content/{CLAMSHELL}: must be saved as plain text (UTF-8)" in said_about(copied)


def test_a_text_without_english_is_refused(copied: Path) -> None:
    file = copied / CLAMSHELL
    file.write_text(file.read_text().replace("[text.en]", "[text.de]"))
    line = line_with(file, "[text.de]")
    (fault,) = said_about(copied)
    assert fault.startswith(f"content/{CLAMSHELL}, line {line}, field text: English is missing")


def test_a_file_saved_on_windows_loads(copied: Path) -> None:
    for name in (CLAMSHELL, ICE, "triage/red_flags.toml"):
        file = copied / name
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert load(copied).cards["ice"].body == load(FOLDER).cards["ice"].body


def test_another_language_beside_english_is_used(copied: Path) -> None:
    file = copied / CLAMSHELL
    text = file.read_text()
    english = text[text.index("[text.en]") : text.index("[figures.")]
    german = english.replace("[text.en]", "[text.de]").replace('"Clamshell"', '"Muschel"')
    file.write_text(f"{text}\n{german}")
    clamshell = load(copied).exercises["clamshell"]
    assert clamshell.text_in("de").name == "Muschel"
    assert clamshell.text_in("fr").name == "Clamshell"


def test_a_card_may_have_more_behind_a_button(copied: Path) -> None:
    file = copied / ICE
    file.write_text(file.read_text() + "\n## More\nOne more thing.\n")
    card = load(copied).cards["ice"]
    assert card.more == "One more thing."
    assert "More" not in card.body


def test_content_cannot_be_changed_after_loading() -> None:
    content = load(FOLDER)
    with pytest.raises(ValidationError):
        content.exercises["clamshell"].sides = False  # type: ignore[misc]
    with pytest.raises(TypeError):
        content.exercises["clamshell"].doses[1] = content.exercises["clamshell"].doses[2]  # type: ignore[index]
    with pytest.raises(TypeError):
        content.cards["mine"] = content.cards["ice"]  # type: ignore[index]
