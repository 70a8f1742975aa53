"""The way back as a test goes it: the questions, a go with its morning, and where it stands."""

from datetime import timedelta

from bot import runs
from bot.database import Session
from bot.runs import Course
from bot.vault import Vault
from tests.chat.turns import Person
from tests.wording.reading import faults

A_DAY = timedelta(days=1)


async def begin(ada: Person) -> None:
    """Passes the questions."""
    await ada.command("/return")
    for label in ("Start", "Yes", "No limp", "No pain"):
        assert faults(ada.shown) == []
        await ada.press(label)


async def go(ada: Person, morning: str = "Better", felt: str = "It was fine") -> None:
    """A go today, how it went, and the morning after; then it is the day after that."""
    await ada.command("/return")
    for label in ("✅ Done", felt):
        assert faults(ada.shown) == []
        await ada.press(label)
    ada.clock.wait(A_DAY)
    await ada.command("/return")
    if morning:
        await ada.press(morning)
    ada.clock.wait(A_DAY)


async def course_of(session: Session, vault: Vault, runner_id: int) -> Course:
    course = await runs.way_back_of(session, vault, runner_id)
    assert course
    return course
