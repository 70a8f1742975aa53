"""Which figure shows what is being done."""

import pytest

from bot.content import FOLDER, Content
from bot.pictures import read
from bot.wording.figures import drawn_figures, no_figures


@pytest.mark.parametrize(
    ("part", "shown"), [(1, "thigh"), (2, "buttock"), (3, "outer_hip"), (4, "outer_hip"), (9, "outer_hip")]
)
def test_each_part_has_its_figure_and_the_last_stays(content: Content, part: int, shown: str) -> None:
    figures = drawn_figures(content, read(content, FOLDER / "figures"))

    picture = figures("foam_roll", side="left", part=part)

    assert picture is not None
    assert picture.name == f"foam_roll.{shown}.left.mp4"


def test_a_picture_says_what_telegram_is_told_of_it(content: Content) -> None:
    loops = read(content, FOLDER / "figures")
    loop = loops.by_name["side_leg_lift.band.right"]

    picture = drawn_figures(content, loops)("side_leg_lift", band=True, side="right")

    assert picture is not None
    assert picture.name == "side_leg_lift.band.right.mp4"
    assert picture.digest == loop.digest
    assert (picture.width, picture.height, picture.duration_s) == (640, 480, 3.0)


def test_without_figures_there_is_text_alone() -> None:
    assert no_figures("clamshell") is None
