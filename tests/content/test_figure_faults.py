"""A figure that cannot be drawn is refused in words that name what is wrong."""

import tomllib
from typing import Any

import pytest
from pydantic import ValidationError

from bot.content import FOLDER, Figure


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
