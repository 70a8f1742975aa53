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


def test_a_level_is_shown_by_its_own_loops_in_the_order_of_the_file() -> None:
    loops = read(CONTENT, FILMS)
    clamshell, rolling = CONTENT.exercises["clamshell"], CONTENT.exercises["foam_roll"]

    assert [loop.path.name for loop in loops.showing(clamshell, 3, "right")] == ["clamshell.band.right.mp4"]
    assert [loop.path.name for loop in loops.showing(clamshell, 1, None)] == ["clamshell.main.left.mp4"]
    assert [loop.path.name.split(".")[1] for loop in loops.showing(rolling, 1, "left")] == [
        "thigh",
        "buttock",
        "outer_hip",
    ]


def test_a_missing_loop_refuses_the_start_in_plain_words(tmp_path: Path) -> None:
    films = Path(shutil.copytree(FILMS, tmp_path / "figures"))
    (films / "glute_bridge.main.mp4").unlink()

    with pytest.raises(FiguresOutdated, match=r"glute_bridge\.main: missing, or older .* make figures"):
        read(CONTENT, films)
