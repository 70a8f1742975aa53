"""Every finished loop is up to date, and is a film that Telegram plays."""

import hashlib
import json
import shutil
from pathlib import Path

import av
import pytest
from av.video.stream import VideoStream
from PIL import Image

from bot.content import FOLDER, load
from bot.pictures import FiguresOutdated, outdated, read

CONTENT = load(FOLDER)
FILMS = FOLDER / "figures"
NAMES = sorted(json.loads((FILMS / "figures.json").read_text()))
LARGEST_BYTES = 200_000


def test_no_figure_is_older_than_its_data() -> None:
    assert outdated(CONTENT, FILMS) == (), "run make figures, and look at content/figures/sheets"


@pytest.mark.parametrize("name", NAMES)
def test_a_loop_is_a_silent_small_film(name: str) -> None:
    loop = read(CONTENT, FILMS).by_name[name]

    assert loop.path.stat().st_size < LARGEST_BYTES
    assert hashlib.sha256(loop.path.read_bytes()).hexdigest() == loop.digest
    with av.open(str(loop.path)) as film:
        (picture,) = film.streams
        assert isinstance(picture, VideoStream)
        assert (picture.codec_context.name, picture.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert picture.average_rate == 25
        assert (picture.width, picture.height) == (loop.width, loop.height)
        assert (loop.width, loop.height) in {(640, 480), (640, 640)}
        assert sum(1 for _ in film.decode(video=0)) / 25 == pytest.approx(loop.duration_s)
    with Image.open(loop.still) as still:
        assert still.size == (loop.width, loop.height)


def test_the_other_side_is_the_picture_in_a_mirror() -> None:
    stills = (FILMS / f"clamshell.main.{side}.png" for side in ("left", "right"))
    left, right = (Image.open(still).convert("RGB") for still in stills)

    assert left.transpose(Image.Transpose.FLIP_LEFT_RIGHT).tobytes() == right.tobytes()


@pytest.mark.parametrize(
    ("exercise_id", "band", "side", "shown"),
    [
        ("clamshell", True, "right", ["clamshell.band.right"]),
        ("clamshell", False, None, ["clamshell.main.left"]),
        ("glute_bridge", True, None, ["glute_bridge.main"]),
        (
            "foam_roll",
            False,
            "left",
            ["foam_roll.thigh.left", "foam_roll.buttock.left", "foam_roll.outer_hip.left"],
        ),
    ],
)
def test_an_exercise_is_shown_with_its_band_on_its_side_in_the_order_of_its_file(
    exercise_id: str, band: bool, side: str | None, shown: list[str]
) -> None:
    loops = read(CONTENT, FILMS).showing(CONTENT.exercises[exercise_id], band=band, side=side)

    assert [loop.path.stem for loop in loops] == shown


def test_a_missing_loop_refuses_the_start_in_plain_words(tmp_path: Path) -> None:
    films = Path(shutil.copytree(FILMS, tmp_path / "figures"))
    (films / "glute_bridge.main.mp4").unlink()

    with pytest.raises(FiguresOutdated, match=r"glute_bridge\.main: missing, or older .* make figures"):
        read(CONTENT, films)
