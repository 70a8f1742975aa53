"""The way back over real messages: a morning that is said in two places, and one of them that is gone."""

from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from tests.flows.test_day import BOTH_DATABASES, set_up
from tests.flows.town import Resident, Town

MORNING = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)  # 08:00 in Berlin
TRUE_AGAIN = "How is your hip this morning?"


async def the_morning_after(town: Town) -> tuple[Resident, int]:
    """A first go and its morning; gives the id of the question that came."""
    ada = town.arrive()
    await set_up(ada)
    await ada.says("/return")
    await ada.presses("Start", "Yes", "No limp", "No pain", "✅ Done", "It was fine")
    await town.wait_until(MORNING)
    await town.wait(timedelta(seconds=5))
    question = next(m for m in ada.heard if TRUE_AGAIN in m["text"])
    await ada.says("/return")
    assert "How was your hip on the morning of" in ada.sees
    return ada, int(question["message_id"])


def shown(ada: Resident, message_id: int) -> dict[str, Any]:
    return next(m for m in ada.messages if m["message_id"] == message_id)


@BOTH_DATABASES
async def test_what_was_said_of_a_morning_is_true_everywhere_and_after_a_restart(town: Town) -> None:
    ada, question = await the_morning_after(town)
    await town.restart()
    await ada.presses("Worse")
    assert "You said so in another message" in shown(ada, question)["text"]
    assert "On hold" in ada.sees
    await town.restart()
    await ada.presses("Undo")
    assert TRUE_AGAIN in shown(ada, question)["text"]
    assert ada.labels[:3] == ["Better", "The same", "Worse"]
    await ada.presses("Same")
    assert "1 of 2 good goes" in ada.sees
    assert "Rest today" in ada.sees


@pytest.mark.parametrize("method", ["deleteMessage", "editMessageReplyMarkup"])
async def test_a_question_that_is_gone_or_closed_holds_nothing_up(url: str, method: str) -> None:
    async with Town(url) as town:
        ada, question = await the_morning_after(town)
        where = {"chat_id": ada.id, "message_id": question}
        address = f"{town.sandbox.url}/bot{town.sandbox.token}/{method}"
        async with aiohttp.ClientSession() as session, session.post(address, json=where) as response:
            assert response.ok
        await ada.presses("Worse")
        assert "On hold" in ada.sees
        await ada.presses("Undo")
        assert ada.labels[:3] == ["Better", "The same", "Worse"]


async def test_the_weeks_questions_stand_once_for_who_asks_before_they_are_answered(town: Town) -> None:
    ada = town.arrive()
    await set_up(ada)
    await town.wait_until(datetime(2026, 11, 29, 17, 0, tzinfo=UTC))  # Sunday, 18:00 in Berlin
    await town.wait(timedelta(seconds=5))
    came = next(m for m in ada.heard if "Your week: 1 of 4" in m["text"])["message_id"]
    await ada.says("/week")
    assert "reply_markup" not in shown(ada, came)
    await ada.presses("All of it, but I felt my hip", "Back", "All as I wanted, hip fine")
    assert "Your week: 0 of 100" in ada.sees
