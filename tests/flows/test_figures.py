"""The moving figures as people get them: the real files, uploaded once, shown by their id from then on."""

import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.flows.town import Town

CLAMSHELL = "clamshell.main.left.mp4"


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town with the figures of the content."""
    async with Town(f"sqlite:///{tmp_path}/town.sqlite3", figures=None) as opened:
        yield opened
        opened.assert_faultless()


async def test_an_exercise_moves_and_is_uploaded_once(town: Town) -> None:
    ada = town.arrive()

    first = await ada.says("/exercise clamshell")
    again = await ada.says("/exercise clamshell")

    assert first == again
    assert [message["animation"]["file_name"] for message in ada.heard] == [CLAMSHELL, CLAMSHELL]
    assert len({message["animation"]["file_id"] for message in ada.heard}) == 1
    assert town.sandbox.record.uploaded == {CLAMSHELL: 1}
    sent = [request["method"] for request in town.sandbox.requests if request["method"].startswith("send")]
    assert sent == ["sendAnimation", "sendAnimation"]


async def test_every_exercise_is_shown_moving(town: Town) -> None:
    ada = town.arrive()
    content = town.bot.ticks.content

    for exercise in content.exercises.values():
        await ada.says(f"/exercise {exercise.text_in('en').name}")
        assert ada.heard[-1]["animation"]["file_name"].startswith(f"{exercise.id}.")


def test_a_bot_that_starts_loads_nothing_that_draws() -> None:
    loaded = "import sys, bot.app; print({name.split('.')[0] for name in sys.modules} & {'PIL', 'av'})"

    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "set()"
