"""The repository's own content, read once, and a copy that a test may break."""

import shutil
from pathlib import Path

import pytest

from bot.content import FOLDER, Content, load


@pytest.fixture(scope="session")
def written() -> Content:
    """The content as it is in the repository."""
    return load(FOLDER)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the content folder, to break."""
    # What is not read as content, and is most of it.
    not_read = shutil.ignore_patterns("*.mp4", "*.png", "*.ttf", "places")
    return Path(shutil.copytree(FOLDER, tmp_path / "content", ignore=not_read))
