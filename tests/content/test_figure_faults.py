"""A figure that cannot be drawn is refused in words that name what is wrong."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.content import FOLDER, BadContent, Figure, load


def written() -> dict[str, Any]:
    file = FOLDER / "exercises" / "glute_bridge.toml"
    figure: dict[str, Any] = tomllib.loads(file.read_text())["figures"]["main"]
    return figure


def said_about(figure: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as refused:
        Figure.model_validate(figure)
    return str(refused.value)


def test_what_is_written_is_drawn() -> None:
    assert Figure.model_validate(written()).timeline


def test_a_joint_that_nobody_has_is_refused() -> None:
    figure = written()
    next(iter(figure["poses"].values()))["pin"]["joint"] = "tail"
    assert "Input should be 'pelvis'" in said_about(figure)


def test_poses_that_pin_different_joints_are_refused() -> None:
    figure = written()
    list(figure["poses"].values())[-1]["pin"] = {"joint": "head", "at": [0, 11, 0]}
    assert "pins head, but" in said_about(figure)


def test_a_timeline_that_does_not_come_back_is_refused() -> None:
    figure = written()
    figure["timeline"] = [{"to": list(figure["poses"])[-1], "seconds": 3.0}]
    assert "the timeline must come back to the first pose" in said_about(figure)


def test_a_person_nobody_has_described_is_refused_with_file_and_name(copied: Path) -> None:
    file = copied / "exercises" / "glute_bridge.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('person = "sam"', 'person = "kim"'), encoding="utf-8")

    with pytest.raises(BadContent) as refused:
        load(copied)

    (fault,) = str(refused.value).splitlines()
    assert fault.startswith("content/exercises/glute_bridge.toml, line ")
    assert "there is nobody called kim in people.toml" in fault


def test_a_person_taken_out_of_the_file_is_missed_by_every_figure(copied: Path) -> None:
    file = copied / "people.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("[people.sam]", "[people.kim]"), encoding="utf-8"
    )

    with pytest.raises(BadContent) as refused:
        load(copied)

    said = str(refused.value).splitlines()
    drawn_as_sam = sum(
        figure.person == "sam"
        for exercise in load(FOLDER).exercises.values()
        for figure in exercise.figures.values()
    )
    assert len(said) == drawn_as_sam > 1
    assert all("there is nobody called sam in people.toml" in fault for fault in said)
