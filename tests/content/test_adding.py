"""The examples in the guide to adding content work as they are printed."""

import re
from pathlib import Path

import pytest

from bot.content import FOLDER, BadContent, Dose, load

GUIDE = (FOLDER.parent / "docs" / "adding-content.md").read_text(encoding="utf-8")


def test_the_exercise_in_the_guide_loads(copied: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    assert example is not None
    (copied / "exercises" / "calf_raise.toml").write_text(example[1], encoding="utf-8")
    added = load(copied).exercises["calf_raise"]
    assert added.dose_at(2) == Dose(sets=2, reps=12, per="side")


def test_the_card_in_the_guide_loads(copied: Path) -> None:
    example = re.search(r"```\n(\+\+\+.*?)```", GUIDE, re.DOTALL)
    assert example is not None
    (copied / "education" / "hills.md").write_text(example[1], encoding="utf-8")
    card = load(copied).cards["hills"]
    assert card.title == "Running up hills"
    assert card.more is not None


def test_the_mistakes_in_the_guide_are_reported_as_printed(copied: Path) -> None:
    printed = re.findall(r"^(content/\S+), line \d+, (field .+)$", GUIDE, re.MULTILINE)
    assert len(printed) == 2
    for name, right, wrong in (
        ("exercises/clamshell.toml", "reps = 15", "reps = 0"),
        ("routines/strength_a.toml", '"clamshell"', '"clamshel"'),
    ):
        file = copied / name
        file.write_text(file.read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(BadContent) as refused:
        load(copied)
    said = str(refused.value).splitlines()
    assert [re.sub(r", line \d+", "", fault) for fault in said] == [
        f"{file}, {field}" for file, field in printed
    ]
