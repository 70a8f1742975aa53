"""A bot whose moving figures are missing or older than their data does not start, and says which."""

import asyncio
import os
import shutil
import sys
from pathlib import Path

import pytest

from bot.app import CannotStart, prepare
from bot.content import FOLDER
from tests.conftest import settings_for

ROOT = FOLDER.parent
SAID = "glute_bridge.main: missing, or older than the data. Run: make figures"


def empty_database(folder: Path) -> str:
    (folder / "x.sqlite3").touch()
    return f"sqlite:///{folder}/x.sqlite3"


async def test_a_start_without_a_loop_is_refused(tmp_path: Path) -> None:
    films = Path(shutil.copytree(FOLDER / "figures", tmp_path / "figures"))
    (films / "glute_bridge.main.mp4").unlink()

    with pytest.raises(CannotStart) as refused:
        await prepare(settings_for(empty_database(tmp_path)), films)

    assert str(refused.value) == SAID


async def test_a_start_with_all_loops_is_not_refused_for_them(tmp_path: Path) -> None:
    films = Path(shutil.copytree(FOLDER / "figures", tmp_path / "figures"))

    with pytest.raises(CannotStart, match="migrate"):
        await prepare(settings_for(empty_database(tmp_path)), films)


async def test_a_check_tells_of_data_that_changed_after_the_drawing(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(FOLDER, tmp_path / "content")
    file = tmp_path / "content" / "exercises" / "glute_bridge.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("pitch = -29", "pitch = -28"), encoding="utf-8")

    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "check"),
        cwd=tmp_path,
        env=dict(os.environ) | {"DATABASE_URL": empty_database(tmp_path)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    _, printed = await process.communicate()

    assert process.returncode == 1
    assert printed.decode().strip() == SAID
