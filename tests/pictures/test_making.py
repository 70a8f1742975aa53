"""`make figures` draws nothing that no body can do, and says in which file that is."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.content import FOLDER

ROOT = FOLDER.parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the bot and of its content without the films, to break."""
    shutil.copytree(ROOT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(FOLDER, tmp_path / "content", ignore=shutil.ignore_patterns("*.mp4", "*.png"))
    return tmp_path


def test_implausible_data_is_refused_before_anything_is_drawn(project: Path) -> None:
    file = project / "content" / "exercises" / "glute_bridge.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("reach = [31, 8.2, -9]", "reach = [31, 4, -9]"), encoding="utf-8")

    made = subprocess.run(
        [sys.executable, project / "content" / "figures" / "make.py"], capture_output=True, check=False
    )

    said = made.stderr.decode()
    assert made.returncode == 1
    assert said.startswith("No body can do this, so nothing was drawn:")
    assert "glute_bridge.toml, figure main: the left toe is below the floor" in said
    assert "Traceback" not in said
    assert not list((project / "content" / "figures").glob("*.mp4"))
