"""A guided session as somebody lives it: to its end, through restarts, and out of it in every way."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import routines, runners
from bot.deliveries import Picture
from bot.routines import PlannedRoutine
from bot.triage import Effect
from tests.conftest import NOON
from tests.flows.test_day import set_up
from tests.flows.town import Resident, Town, rows

FIVE_SECONDS = timedelta(seconds=5)
MP4 = b"\0\0\0\x18ftypisom" + bytes(64)


def drawn(exercise_id: str, *, band: bool = False, side: str | None = None, part: int = 1) -> Picture | None:
    """One figure for each side of every exercise."""
    name = f"{exercise_id}.{side or 'right'}.mp4"
    return Picture(name, f"digest of {name}", 640, 480, 3.0)


@pytest.fixture(params=["sqlite"])
async def town(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Town]:
    """A town that draws, and polices edits by the bot's clock."""
    url = f"sqlite:///{tmp_path}/town.sqlite3"
    if request.param == "postgresql":
        url = request.getfixturevalue("migrated_postgres_url")
    for name in ("hip_circles", "hip_flexor_stretch", "hamstring_stretch", "glute_stretch", "clamshell"):
        for side in ("left", "right"):
            (tmp_path / f"{name}.{side}.mp4").write_bytes(MP4 + f"{name}.{side}".encode())
    (tmp_path / "glute_bridge.right.mp4").write_bytes(MP4)
    async with Town(url, policed=True, figures=drawn, folder=tmp_path) as opened:
        yield opened
        opened.assert_faultless()
        refused = [r for r in opened.sandbox.requests if r["status"] == 429]
        assert not refused, "a flood limit was met"


async def started(town: Town, wants: str = "mobility", person_id: int = 1001) -> Resident:
    """Somebody who has just pressed Start on a routine of today."""
    ada = town.arrive(person_id=person_id)
    limits = town.sandbox.world.limits
    # Other pages are pressed through in no time at all by the bot's clock; nobody lives like that.
    limits.is_on = False
    await set_up(ada)
    limits.is_on = True
    async with town.database.begin() as session:
        runner = await runners.by_chat(session, ada.id)
        assert runner is not None
        planned = await routines.plan_for(
            session,
            town.bot.ticks.vault,
            runner.id,
            on=NOON.date(),
            slot="t",
            wants=wants,
            effect=Effect.AS_PLANNED,
            content=town.bot.ticks.content,
            now=town.clock.now(),
        )
        assert isinstance(planned, PlannedRoutine)
    await ada.says("/today")
    await ada.presses("Start")
    return ada


async def begun(town: Town, ada: Resident) -> None:
    """They go on to the first hold, and begin."""
    for label in ("Next", "Begin"):
        await town.wait(timedelta(seconds=2))
        await ada.presses(label)


def forget_refusals(town: Town) -> None:
    """The refusals that a test is about are no faults of ours."""
    record = town.sandbox.record
    record.requests[:] = [request for request in record.requests if request.status == 200]


async def state(town: Town) -> str:
    """What became of the routine."""
    async with town.database.engine.connect() as connection:
        return str((await connection.exec_driver_sql("SELECT state FROM routines")).scalar())


async def walk(town: Town, ada: Resident, most: int = 400) -> list[str]:
    """Goes on as somebody who does it all, to its end; gives every text that was seen."""
    seen = [ada.sees]
    for _ in range(most):
        if "How hard was it" in ada.sees:
            return seen
        # A person reads, and takes some seconds for a repetition.
        await town.wait(FIVE_SECONDS)
        label = next((it for it in ("Begin", "Count") if it in ada.labels), None)
        if label:
            await ada.presses(label)
        if ada.sees != seen[-1]:
            seen.append(ada.sees)
    raise AssertionError(f"the walk does not end: {ada.sees}")


@pytest.mark.parametrize("town", ["sqlite", "postgresql"], indirect=True)
@pytest.mark.parametrize("wants", ["mobility", "strength"])
async def test_a_routine_is_walked_to_its_end_and_how_hard_it_was_is_asked(town: Town, wants: str) -> None:
    ada = await started(town, wants)
    heard = len(ada.heard)
    assert "caption" in ada.heard[-1], "it begins with a figure"
    seen = await walk(town, ada)
    assert "✅" in ada.sees
    assert len(ada.heard) == heard, "one message from the beginning to the end"
    assert await state(town) == "done"
    assert await rows(town.database, "sessions") == 0
    heads = [head for text in seen if (head := re.match(r".*?(\d) of \d: ", text))]
    assert [head[1] for head in heads] == sorted(head[1] for head in heads)
    await ada.presses("Easy")
    assert "Noted: easy" in ada.sees
    assert set(town.sandbox.record.uploaded.values()) == {1}, "each picture once"


async def test_a_countdown_says_the_truth_and_changes_the_side(town: Town) -> None:
    ada = await started(town)
    await begun(town, ada)
    began_at, seen = town.clock.now(), []
    for n in range(8):
        seen.append(re.search(r"(Get ready|Hold|Now the left|Now the right): (\d+) s", ada.sees))
        # The clock runs on: on a busy machine what each step takes would add up to a showing left out.
        await town.wait_until(began_at + (n + 1) * FIVE_SECONDS)
    said = [found and (found[1], int(found[2])) for found in seen]
    assert said == [
        ("Get ready", 10),
        ("Get ready", 5),
        ("Hold", 20),
        ("Hold", 15),
        ("Hold", 10),
        ("Hold", 5),
        ("Now the left", 5),
        ("Hold", 20),
    ]


async def test_a_short_restart_is_invisible_and_a_long_one_waits_for_the_runner(town: Town) -> None:
    ada = await started(town)
    await begun(town, ada)
    began_at = town.clock.now()
    await town.restart()
    await town.wait_until(began_at + timedelta(seconds=10))
    assert "Hold: 20 s" in ada.sees
    await town.stop()
    town.clock.move_to(town.clock.now() + timedelta(minutes=5))
    await town.start()
    await town.tick()
    assert "I was away" in ada.sees
    assert ada.labels[0] == "Continue"
    await town.wait(timedelta(minutes=1))
    await ada.presses("Continue")
    assert "Hold: 20 s" in ada.sees
    assert "I was away" not in ada.sees
    await walk(town, ada)


async def test_whoever_presses_fast_gets_a_notice_and_then_the_truth(town: Town) -> None:
    ada = await started(town)
    for _ in range(3):
        await ada.presses("Next")
    await town.wait(timedelta(seconds=2))
    assert "2 of 4" in ada.sees, "a press on what was seen counts once"


async def test_it_hurts_stops_and_opens_a_check_in_that_knows_what_was_done(town: Town) -> None:
    ada = await started(town, "strength")
    await ada.presses("It hurts")
    assert "It began to hurt during: Glute bridge" in ada.sees
    await town.wait(timedelta(seconds=2))
    assert "Strength A: stopped" in ada.heard[-2]["caption"], "its own message says so, in its place"
    assert "reply_markup" not in ada.heard[-2]
    assert await rows(town.database, "sessions") == 0
    assert await state(town) == "owed"
    town.sandbox.world.limits.is_on = False
    await ada.presses("2", "3", "Left", "Outer side", "While running", "None of these")
    assert "began during: Glute bridge" in ada.sees


async def test_a_strict_check_in_ends_the_session_politely(town: Town) -> None:
    ada = await started(town, "strength")
    town.sandbox.world.limits.is_on = False
    await ada.says("/checkin 7")
    await ada.presses("7", "Left", "Outer side", "While running", "None of these")
    await town.wait(timedelta(seconds=2))
    assert any("not the right one to go on with" in str(m.get("caption")) for m in ada.heard)
    assert await rows(town.database, "sessions") == 0


@pytest.mark.parametrize("command", ["/cancel", "/pause 3 days"])
async def test_a_command_ends_it(town: Town, command: str) -> None:
    ada = await started(town)
    await ada.says(command)
    await town.wait(timedelta(seconds=2))
    assert any("stopped" in str(m.get("caption")) for m in ada.heard)
    assert await rows(town.database, "sessions") == 0
    assert await state(town) == "owed"


@pytest.mark.parametrize("finishes", [True, False])
async def test_who_leaves_the_check_in_after_it_hurts_is_asked_once_more(town: Town, finishes: bool) -> None:
    ada = await started(town)
    await begun(town, ada)
    await town.wait(timedelta(seconds=2))
    await ada.presses("It hurts")
    if finishes:
        town.sandbox.world.limits.is_on = False
        await ada.presses("2", "3", "Left", "Outer side", "While running", "None of these")
    await town.wait(timedelta(hours=1, seconds=1))
    asked = [m for m in ada.heard if "How is your hip now?" in str(m.get("text"))]
    assert len(asked) == (0 if finishes else 1)


async def test_a_session_left_open_over_its_day_does_not_say_it_stays_for_today(town: Town) -> None:
    ada = await started(town)
    await town.wait(timedelta(days=2))
    await town.bot.ticks.close_days()
    await town.bot.countdowns.end_left()
    await town.wait(timedelta(seconds=2))
    left = [str(m.get("caption")) for m in ada.heard if "left open" in str(m.get("caption"))]
    assert len(left) == 1
    assert "its day is over" in left[0]


async def test_exchanging_the_routine_ends_the_walk_through_what_it_was(town: Town) -> None:
    ada = await started(town, "strength")
    walking: dict[str, Any] = ada.heard[-1]
    await ada.says("/today")
    await town.wait(FIVE_SECONDS)
    await ada.presses("Change it")
    await town.wait(FIVE_SECONDS)
    await ada.presses("Something else")
    await town.wait(FIVE_SECONDS)
    ended = town.sandbox.world.chat(ada.id).messages[walking["message_id"]]
    assert "stopped" in ended["caption"]
    assert await rows(town.database, "sessions") == 0


async def test_stop_here_leaves_it_open_and_done_is_a_press_away(town: Town) -> None:
    ada = await started(town)
    await town.wait(timedelta(seconds=2))
    await ada.presses("Stop here")
    assert "It stays open for today" in ada.sees
    await ada.presses("Done")
    assert await state(town) == "done"


async def test_who_is_forgotten_has_no_session(town: Town) -> None:
    ada = await started(town)
    town.sandbox.world.limits.is_on = False
    await ada.says("/forget")
    await ada.presses("Erase everything")
    assert await rows(town.database, "sessions") == 0
    await town.wait(FIVE_SECONDS)


async def test_who_blocks_us_in_the_middle_has_none_either(town: Town) -> None:
    ada = await started(town)
    await begun(town, ada)
    town.sandbox.block(ada.id)
    await town.idle()
    assert await rows(town.database, "sessions") == 0


async def test_another_start_ends_the_first_session_and_its_buttons_answer_kindly(town: Town) -> None:
    ada = await started(town)
    first: dict[str, Any] = ada.heard[-1]
    await ada.says("/today")
    await town.wait(FIVE_SECONDS)
    await ada.presses("Start")
    await town.wait(timedelta(seconds=2))
    assert await rows(town.database, "sessions") == 1
    data = first["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    pressed = await town.sandbox.press(ada.id, data, first["message_id"])
    assert "This session is over" in pressed["answer"]["text"]
    await town.idle()
    # Its buttons went when it ended, and this was its press from a phone that had not seen it: no harm.
    stripped = town.sandbox.record.requests.pop()
    assert (stripped.method, stripped.parameters["message_id"]) == (
        "editMessageReplyMarkup",
        first["message_id"],
    )
    assert "not modified" in str(stripped.error)


async def test_who_walks_away_is_not_waited_for_without_end(town: Town) -> None:
    ada = await started(town)
    await town.wait(timedelta(hours=2, seconds=1))
    await town.bot.countdowns.end_left()
    await town.wait(timedelta(seconds=2))
    assert "left open" in ada.sees
    assert await rows(town.database, "sessions") == 0


async def test_a_429_on_a_countdown_leaves_that_chat_alone_and_no_other(town: Town) -> None:
    ada = await started(town)
    await begun(town, ada)
    town.sandbox.world.limits.is_on = False
    bruno = await started(town, person_id=1002)
    await begun(town, bruno)
    for method in ("editMessageCaption", "editMessageMedia"):
        town.sandbox.add_fault("429", method=method, chat_id=ada.id, retry_after=12, times=1)
    before, asked = bruno.sees, len(town.sandbox.requests)
    await town.wait(FIVE_SECONDS)
    assert bruno.sees != before
    for _ in range(2):
        await town.wait(FIVE_SECONDS)
    theirs = [r for r in town.sandbox.requests[asked:] if r["parameters"].get("chat_id") == ada.id]
    assert [r["status"] for r in theirs] == [429]
    town.sandbox.faults.clear()
    await town.wait(FIVE_SECONDS)
    assert "Hold" in ada.sees
    forget_refusals(town)


async def test_a_deleted_message_ends_its_session_and_nothing_is_sent_for_it(town: Town) -> None:
    ada = await started(town)
    await begun(town, ada)
    town.sandbox.world.chat(ada.id).messages.popitem()
    heard = len(ada.heard)
    await town.wait(FIVE_SECONDS)
    assert await rows(town.database, "sessions") == 0
    assert len(ada.heard) == heard
    forget_refusals(town)


async def test_a_kill_before_the_end_was_said_only_delays_it(town: Town) -> None:
    ada = await started(town)
    await ada.says("/cancel")
    town.clock.move_to(town.clock.now() + timedelta(seconds=1))
    # It is claimed, waits for its instant, and the process is gone.
    await town.bot.countdowns.show()
    await town.bot.countdowns.stop()
    assert await rows(town.database, "sessions") == 1
    await town.restart()
    await town.wait(timedelta(seconds=61))
    assert any("stopped" in str(m.get("caption")) for m in ada.heard)
    assert await rows(town.database, "sessions") == 0


async def test_a_session_gone_through_with_next_is_not_called_done_but_may_be(town: Town) -> None:
    ada = await started(town)
    for label in ("Next", "Next", "Next", "Finish"):
        await town.wait(FIVE_SECONDS)
        await ada.presses(label)
    await town.wait(FIVE_SECONDS)
    assert "not counted yet" in ada.sees
    assert await state(town) == "owed"
    assert await rows(town.database, "sessions") == 0
    await ada.presses("Done")
    assert "How hard was it" in ada.sees
    assert await state(town) == "done"


async def test_too_hard_makes_it_easier_and_is_remembered_at_the_end(town: Town) -> None:
    ada = await started(town)
    await begun(town, ada)
    await town.wait(timedelta(seconds=2))
    await ada.presses("Too hard")
    await town.wait(timedelta(seconds=2))
    assert "Easier now:" in ada.sees
    assert ada.labels[0] == "Continue"
    await ada.presses("Continue")
    await walk(town, ada)
    assert "You found this too hard: Hip flexor stretch." in ada.sees
