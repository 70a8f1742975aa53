"""A wrong file stops the start, and says where it is wrong in words a physiotherapist understands."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.content import FOLDER, BadContent, load
from bot.content.lines import line_of, lines_of

CLAMSHELL = "exercises/clamshell.toml"
ICE = "education/ice.md"


def line_with(file: Path, words: str) -> int:
    return next(n for n, line in enumerate(file.read_text().splitlines(), 1) if words in line)


def said_about(folder: Path) -> list[str]:
    with pytest.raises(BadContent) as refused:
        load(folder)
    return str(refused.value).splitlines()


BROKEN = {
    "too few": (CLAMSHELL, "reps = 15", "reps = 0", "doses.2.reps: must be at least 1"),
    "too many": (CLAMSHELL, "reps = 15", "reps = 99", "doses.2.reps: must be at most 30"),
    "number in quotes": (
        CLAMSHELL,
        "reps = 15",
        'reps = "15"',
        "doses.2.reps: must be a whole number without quotes",
    ),
    "name we do not know": (
        CLAMSHELL,
        "reps = 15",
        "repz = 15",
        "doses.2.repz: is not a name we know here; did you mean reps?",
    ),
    "fourth level": (CLAMSHELL, "2 = { sets", "4 = { sets", "doses.4: must be one of 1, 2 or 3"),
    "kind": (
        CLAMSHELL,
        '"strength"',
        '"power"',
        "kind: must be one of 'warm_up', 'mobility' or 'strength'",
    ),
    "sides": (CLAMSHELL, "sides = true", 'sides = "yes"', "sides: must be true or false, without quotes"),
    "date": (
        CLAMSHELL,
        "reviewed_on = 2026-11-23",
        'reviewed_on = "yesterday"',
        "reviewed_on: must be a date without quotes, such as 2026-11-23",
    ),
    "link": (
        "exercises/side_leg_lift.toml",
        "https://orthoinfo.aaos.org",
        "orthoinfo.aaos.org",
        "sources.1.link: must be a full link that begins with https://",
    ),
    "empty step": (CLAMSHELL, '"Tighten your belly a little."', '""', "text.en.steps.1: must not be empty"),
    "text without a list": (
        CLAMSHELL,
        'muscles = ["gluteus medius at the side of the hip", "deep muscles that turn the hip"]',
        'muscles = "gluteus"',
        'muscles: must be a list between [ and ], such as ["mat"]',
    ),
    "file name": (CLAMSHELL, 'id = "clamshell"', 'id = "clam"', "id: must be the same as the file's name"),
    "alias of another": (
        "exercises/glute_bridge.toml",
        '"hip bridge"',
        '"Clam Shell"',
        'text.en.aliases: "Clam Shell" is already a name of clamshell',
    ),
    "routine without its exercise": (
        "routines/strength_a.toml",
        '"clamshell"',
        '"clamshel"',
        "exercises.2: there is no exercise clamshel",
    ),
    "same exercise twice": (
        "routines/strength_a.toml",
        '"clamshell"',
        '"glute_bridge"',
        "exercises.2: glute_bridge is there twice",
    ),
    "routine too long": (
        "routines/strength_c.toml",
        '["clamshell",',
        '["glute_bridge", "clamshell",',
        "exercises: must have at most 4, and has 5",
    ),
    "red flag button": (
        "triage/red_flags.toml",
        '"Limping, or hard to walk"',
        '"Limping, or walking is hard for the runner"',
        "flags.9.text.en.short: must be at most 32 characters, and has 42",
    ),
    "red flag level": (
        "triage/red_flags.toml",
        'level = "routine"',
        'level = "soon"',
        "flags.14.level: must be one of 'emergency', 'urgent' or 'routine'",
    ),
    "red flag that lets run": (
        "triage/red_flags.toml",
        'id = "limping"\nlevel = "urgent"\nstop_running = true',
        'id = "limping"\nlevel = "urgent"\nstop_running = false',
        "flags.9: the level is urgent, so stop_running must be true",
    ),
    "red flag out of order": (
        "triage/red_flags.toml",
        'id = "swelling"\nlevel = "urgent"',
        'id = "swelling"\nlevel = "routine"',
        "unwell_or_cancer must stand higher: the most urgent are asked first",
    ),
    "version": (
        "triage/version.toml",
        'version = "',
        'version = "v',
        'version: must be a date and a number, such as "2026-11-23.1"',
    ),
    "gap between bands": (
        "triage/bands.toml",
        "low = 3",
        "low = 4",
        "band ease_off must begin at 3, so that no rating is left out",
    ),
    "case with an unknown flag": (
        "triage/cases.toml",
        'flags = ["cannot_bear_weight"]',
        'flags = ["cannot_stand"]',
        "answers.flags: cannot_stand is not a red flag",
    ),
    "case with an unknown effect": (
        "triage/cases.toml",
        'effect = "mobility_only"',
        'effect = "mobility"',
        "expect.effect: must be one of",
    ),
    "emergency number": (
        "triage/emergency_numbers.toml",
        'DE = { call = ["112"] }',
        'DE = { call = ["one one two"] }',
        "countries.DE.call.1: must be two to five digits and nothing else",
    ),
    "country": (
        "triage/emergency_numbers.toml",
        "DE = {",
        "Germany = {",
        "countries.Germany: must be a country in two capital letters, such as DE",
    ),
    "morning in quotes": (
        "triage/escalation.toml",
        "next_morning_at = 08:00:00",
        'next_morning_at = "eight"',
        "next_morning_at: must be a time without quotes, such as 08:00:00",
    ),
    "morning at night": (
        "triage/escalation.toml",
        "next_morning_at = 08:00:00",
        "next_morning_at = 20:00:00",
        "next_morning_at must be a whole minute of the morning",
    ),
    "urgent that can wait": (
        "triage/escalation.toml",
        "urgent_follow_up_after_hours = 24",
        "urgent_follow_up_after_hours = 72",
        "urgent_follow_up_after_hours must be at most 48",
    ),
    "routine before urgent": (
        "triage/escalation.toml",
        "routine_follow_up_after_hours = 168",
        "routine_follow_up_after_hours = 12",
        "routine_follow_up_after_hours must not be less than that of urgent",
    ),
    "back at the old level": (
        "triage/escalation.toml",
        "levels_down_after_a_pause = 2",
        "levels_down_after_a_pause = 0",
        "levels_down_after_a_pause: must be at least 1",
    ),
    "card's shelf": (ICE, '"manage"', '"cold"', "topic: must be one of"),
    "card's place": (
        "education/rest_and_recovery.md",
        "order = 1",
        "order = 2",
        "order: ice already has place 2 of manage",
    ),
    "card with a heading": (
        ICE,
        "Cold can numb",
        "# Cold can numb",
        "body: a heading is not shown: write the words in **bold**",
    ),
    "card with More under a wrong heading": (
        ICE,
        "Cold can numb",
        "### More\nCold can numb",
        'body: what comes after "More" begins with ## More',
    ),
    "card as a tip for and not for the same": (
        ICE,
        'tip_for = ["sore"]',
        'tip_for = ["sore"]\nnot_for = ["sore"]',
        "sore stands in both tip_for and not_for",
    ),
    "card with an alias of another": (
        ICE,
        '"icing"',
        '"heating pad"',
        'aliases.1: "heating pad" already leads to heat',
    ),
    "card that is a tip for something unknown": (
        ICE,
        'tip_for = ["sore"]',
        'tip_for = ["painful"]',
        "tip_for.1: must be one of",
    ),
    "time that is a number": (
        "triage/escalation.toml",
        "next_morning_at = 08:00:00",
        "next_morning_at = 8",
        "next_morning_at: must be a time without quotes",
    ),
    "date in another order": (
        ICE,
        "reviewed_on = 2026-11-23",
        "reviewed_on = 23.11.2026",
        "(a date is year, month, day, such as 2026-11-23)",
    ),
    "date that never was": (
        ICE,
        "reviewed_on = 2026-11-23",
        "reviewed_on = 2026-02-30",
        "(there is no such day: a date is year, month, day, such as 2026-11-23)",
    ),
    "curly quotes": (
        ICE,
        'title = "Using ice"',
        "title = \u201cUsing ice\u201d",
        '(these are curly quotes: use straight ones, "like these")',
    ),
    "no quotes": (
        ICE,
        'title = "Using ice"',
        "title = Using ice",
        '(text stands between quotes, such as "like this")',
    ),
    "quote that does not end": (
        ICE,
        'title = "Using ice"',
        'title = "Using ice',
        '(a text ends with a quote: one " is missing here)',
    ),
    "comma that is missing": (
        ICE,
        'running" },\n',
        'running" }\n',
        "(a comma, or the ] or } that ends the list, is missing)",
    ),
    "field that is there twice": (
        ICE,
        "order = 2\n",
        "order = 2\norder = 2\n",
        "(this name is there a second time: keep one of the two)",
    ),
    "card with half a bold": (ICE, "**Wrap it.**", "**Wrap it.", "body: one ** has no partner"),
}


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
    assert len(said_about(tmp_path / "content")) == 10


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


def paths_of(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [path, *(p for key, below in value.items() for p in paths_of(below, (*path, key)))]
    if isinstance(value, list):
        return [path, *(p for at, below in enumerate(value) for p in paths_of(below, (*path, at)))]
    return [path]


TOML = """
# a comment with [brackets] and a = sign
title = "a # in quotes, and \\" one"
"quoted key" = 'it''s not this'
dotted.key.here = 1

[table] # trailing
long = \"\"\"
[not a table]
key = "not a key"
\"\"\"
list = [
    "first", # one, [two
    "second, with a comma",
    { inline = [1, 2], other = "}" },
    [3, 4],
]

[[rows]]
name = "a"
[rows.below]
deep = 1
[[rows.inner]]
x = 1
[[rows.inner]]
x = 2
[[rows]]
name = "b"
[[rows.inner]]
x = 3
"""


def test_every_part_of_a_file_is_found_on_its_line() -> None:
    text = TOML.replace("''s not this'", " is'")
    lines = lines_of(text)
    written_lines = text.splitlines()
    found = {path: written_lines[line_of(lines, path) - 1].strip() for path in paths_of(tomllib.loads(text))}
    assert found["title",].startswith("title")
    assert found["quoted key",].startswith('"quoted key"')
    assert found["dotted", "key", "here"] == "dotted.key.here = 1"
    assert found["table",].startswith("[table]")
    assert found["table", "list", 1] == '"second, with a comma",'
    assert found["table", "list", 2].startswith("{ inline")
    assert found["table", "list", 3] == "[3, 4],"
    assert found["rows", 0, "below", "deep"] == "deep = 1"
    assert found["rows", 0, "inner", 1, "x"] == "x = 2"
    assert found["rows", 1, "name"] == 'name = "b"'
    assert found["rows", 1, "inner", 0, "x"] == "x = 3"


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*/*.toml")), ids=lambda file: file.stem)
def test_every_key_of_our_own_files_has_a_line_of_its_own(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines = lines_of(text)
    for path in paths_of(tomllib.loads(text)):
        line = text.splitlines()[line_of(lines, path) - 1]
        last = path[-1] if path else ""
        assert isinstance(last, int) or last in line


@given(st.text(alphabet="ab=[]{}\"'#.,\\ \n1", max_size=60))
def test_no_valid_file_confuses_the_search_for_lines(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = lines_of(text)
    assert all(1 <= line_of(lines, path) <= text.count("\n") + 1 for path in paths_of(data))
