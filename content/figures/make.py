"""Draws every moving figure that is older than its data: a loop, a still and a contact sheet of each.

Run from the project's folder: `make figures`, or `.venv/bin/python content/figures/make.py`.
"""

import hashlib
import json
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import av
from PIL import Image, ImageOps

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parents[1]))

from bot import pictures  # noqa: E402 - the folder above is not on the path before
from bot.content import FOLDER as CONTENT  # noqa: E402
from bot.content import load  # noqa: E402
from bot.pictures.painting import painted  # noqa: E402
from bot.pictures.plausible import faults_of  # noqa: E402
from bot.pictures.scene import scene  # noqa: E402

FRAMES_A_SECOND = 25
STILL_AT = 0.35
SHEET_MOMENTS = (0.0, 0.2, 0.4, 0.7)
ENCODING = {"preset": "veryfast", "tune": "animation"}
# From the finest on: the first that is small enough is taken. Where everything moves, it is a coarser one.
QUALITIES = (23, 27, 31, 35)
LARGEST_BYTES = 190_000


def encode(frames: list[Image.Image], path: Path) -> None:
    """H.264 in an MP4 without sound, the way every Telegram client plays it; under 190 kB."""
    for quality in QUALITIES:
        encode_at(quality, frames, path)
        if path.stat().st_size < LARGEST_BYTES:
            return


def encode_at(quality: int, frames: list[Image.Image], path: Path) -> None:
    """The same, however large it comes out."""
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as file:
        stream = file.add_stream("libx264", rate=FRAMES_A_SECOND)
        stream.width, stream.height = frames[0].size
        stream.pix_fmt = "yuv420p"
        stream.thread_count = 1  # each processor has a loop of its own already
        stream.options = ENCODING | {"crf": str(quality)}
        for frame in frames:
            file.mux(stream.encode(av.VideoFrame.from_image(frame)))
        file.mux(stream.encode())


def make(exercise_id: str, name: str) -> dict[str, dict[str, Any]]:
    """Draws one figure, both sides where it has them; gives its lines of the manifest."""
    content = load(CONTENT)
    figure = content.exercises[exercise_id].figures[name]
    person = content.people[figure.person]
    seen = scene(figure, person)
    count = round(figure.duration_s * FRAMES_A_SECOND)
    frames = [painted(seen.drawing(number / FRAMES_A_SECOND)) for number in range(count)]
    still = painted(seen.drawing(figure.duration_s / figure.repeat * STILL_AT), 3)
    sheet(frames, figure.repeat).save(FOLDER / "sheets" / f"{exercise_id}.{name}.png", optimize=True)
    made = {}
    sides = ("left", "right") if figure.side else (None,)
    for side in sides:
        turned = side != figure.side
        title = pictures.file_name(exercise_id, name, side)
        encode([ImageOps.mirror(frame) for frame in frames] if turned else frames, FOLDER / f"{title}.mp4")
        picture = ImageOps.mirror(still) if turned else still
        picture.quantize(192, dither=Image.Dither.NONE).save(FOLDER / f"{title}.png", optimize=True)
        made[title] = {
            "made_from": pictures.made_from(figure, person),
            "digest": hashlib.sha256((FOLDER / f"{title}.mp4").read_bytes()).hexdigest(),
            "width": frames[0].width,
            "height": frames[0].height,
            "duration_s": round(count / FRAMES_A_SECOND, 2),
        }
    return made


def sheet(frames: list[Image.Image], repeat: int) -> Image.Image:
    """Four moments of the first round, side by side."""
    a_round = len(frames) // repeat
    chosen = [frames[int(a_round * moment)].reduce(2) for moment in SHEET_MOMENTS]
    page = Image.new("RGB", (sum(one.width for one in chosen), chosen[0].height))
    for number, one in enumerate(chosen):
        page.paste(one, (number * one.width, 0))
    return page.quantize(128, dither=Image.Dither.NONE)


def main() -> None:
    """Draws what is out of date on all processors, and forgets files that nothing is shown by.

    Ends before the first line is drawn where a figure shows what no body can do.
    """
    content = load(CONTENT)
    if faults := faults_of(content):
        sys.exit("No body can do this, so nothing was drawn:\n  " + "\n  ".join(faults))
    old = set(pictures.outdated(content, FOLDER))
    wanted = {
        (exercise.id, name): [
            pictures.file_name(exercise.id, name, side)
            for side in (("left", "right") if exercise.sides else (None,))
        ]
        for exercise in content.exercises.values()
        for name, figure in exercise.figures.items()
    }
    manifest_file = FOLDER / pictures.MANIFEST
    manifest = json.loads(manifest_file.read_text()) if manifest_file.is_file() else {}
    (FOLDER / "sheets").mkdir(exist_ok=True)
    todo = [figure for figure, titles in wanted.items() if old & set(titles)]
    # A forked copy of a process with video threads may crash; a fresh one does not.
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        jobs = {pool.submit(make, *figure): figure for figure in todo}
        for number, job in enumerate(as_completed(jobs), 1):
            manifest |= job.result()
            # Written each time, so that a stopped run goes on where it was.
            manifest_file.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
            done = 30 * number // len(jobs)
            bar = "#" * done + "." * (30 - done)
            print(f"\r[{bar}] {number}/{len(jobs)} {'.'.join(jobs[job]):<34}", end="", flush=True)  # noqa: T201
    titles = {title for all_sides in wanted.values() for title in all_sides}
    for path in FOLDER.iterdir():
        if path.suffix in (".mp4", ".png") and path.name.rpartition(".")[0] not in titles:
            path.unlink()
    kept = {title: manifest[title] for title in sorted(titles)}
    manifest_file.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(f"\n{len(todo)} drawn, {len(wanted) - len(todo)} up to date.")  # noqa: T201


if __name__ == "__main__":
    main()
