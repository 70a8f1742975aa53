"""A file from a watch in the chat: kept once, in the place of what was typed, or refused with its reason."""

import asyncio
import re
from datetime import UTC, date, datetime, timedelta

import pytest

from bot import checkins, deliveries, runs
from bot.content import Content
from bot.database import Session
from bot.runs import Felt, Source
from bot.triage import Answers
from bot.vault import Vault
from tests.chat.test_runs import TODAY
from tests.chat.turns import Person, person
from tests.conftest import NOON
from tests.runs.watches import CYCLING, RUNNING, fit, gpx, zipped
from tests.wording.reading import faults


async def test_a_file_from_a_watch_is_kept_on_its_local_day_once(
    ada: Person, session: Session, vault: Vault, runner_id: int
) -> None:
    started = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # half past midnight in Berlin
    content = fit((RUNNING, 8200, 2880), started=started)
    await ada.send_file("a.fit", content)
    assert "Run kept" in ada.shown.text
    assert not ada.screen.typed.is_set(), "it came at once"
    assert "Yesterday · 8.2 km · 48 min" in ada.shown.text
    await ada.send_file("again.zip", zipped(("a.fit", content)))
    assert "there already" in ada.shown.text
    run = await runs.latest(session, vault, runner_id)
    assert run is not None
    assert (run.on, run.source, run.started_at) == (date(2026, 11, 23), Source.FIT, started)


async def test_a_file_that_tells_no_day_is_kept_today_and_says_that_this_is_a_guess(ada: Person) -> None:
    await ada.send_file("a.gpx", re.sub(rb"<time>[^<]*</time>", b"", gpx()))
    assert "Today · 3 km\n<i>Your file tells no day, so I took today.</i>" in ada.shown.text
    assert faults(ada.shown) == []
    await ada.press("Edit")
    await ada.press("Day")
    await ada.press("☐ Yesterday")
    assert "Yesterday · 3 km" in ada.shown.text
    assert "so I took today" not in ada.shown.text
    await ada.send_file("b.fit", fit((RUNNING, 8200, 2880), started=NOON - timedelta(hours=2)))
    assert "so I took today" not in ada.shown.text


async def test_the_file_of_a_run_that_was_typed_takes_its_place_and_says_so(
    ada: Person, session: Session, vault: Vault, runner_id: int
) -> None:
    await ada.command("/run 8.2")
    await ada.press("Sore")
    content = fit((RUNNING, 8234, 2880), started=NOON - timedelta(hours=2))
    await ada.send_file("a.fit", content)
    assert "takes the place of the one you typed: <i>Today · 8.2 km" in ada.shown.text
    assert ada.button("Sore").label == "☑ Sore"
    assert faults(ada.shown) == []
    (run,) = await runs.newest(session, vault, runner_id, 9)
    assert (run.distance_m, run.duration_s, run.source) == (8234, 2880, Source.FIT)
    assert await deliveries.live_keys(session, runner_id, "morning")
    await ada.send_file("a.fit", content)
    assert "there already" in ada.shown.text
    # Two runs after all.
    await ada.command("/run 8.2")
    await ada.press("Another run")
    assert len(await runs.newest(session, vault, runner_id, 9)) == 2


async def test_a_run_typed_after_its_file_is_asked_about_and_either_answer_loses_nothing(
    ada: Person, session: Session, vault: Vault, runner_id: int
) -> None:
    await ada.send_file("a.fit", fit((RUNNING, 8234, 2880), started=NOON - timedelta(hours=2)))
    for line in ("/run 8.2 50min", "/run 8.2", "/run today 8.2 km 48:00"):
        await ada.command(line)
        assert "Is it the run from your file?" in ada.shown.text
        assert "There already: <i>Today · 8.2 km · 48 min</i>" in ada.shown.text
        assert faults(ada.shown) == []
        assert len(await runs.newest(session, vault, runner_id, 9)) == 1
    await ada.press("Same run")
    assert "That run is there already" in ada.shown.text
    await ada.press("Stiff")
    (run,) = await runs.newest(session, vault, runner_id, 9)
    assert (run.distance_m, run.felt, run.source) == (8234, Felt.STIFF, Source.FIT)
    await ada.command("/run 8.2 50min")
    another = ada.button("Another run").data or ""
    for _ in range(2):
        await ada.press_data(another)
    assert "50 min" in ada.shown.text
    assert len(await runs.newest(session, vault, runner_id, 9)) == 2
    # Another length, another time or another day is another run.
    for line in ("/run 9", "/run 8.2 2h", "/run yesterday 8.2"):
        await ada.command(line)
        assert "Run kept" in ada.shown.text


async def test_the_time_that_a_file_did_not_tell_is_taken_from_what_was_typed(
    ada: Person, session: Session, vault: Vault, runner_id: int
) -> None:
    on, far = TODAY, 8234
    kept = {"distance_m": far, "duration_s": None, "source": Source.GPX, "now": NOON}
    await runs.log(session, vault, runner_id, on=on, **kept)  # type: ignore[arg-type]
    await ada.command("/run 8.2 50min")
    await ada.press("Same run")
    (run,) = await runs.newest(session, vault, runner_id, 9)
    assert (run.distance_m, run.duration_s) == (far, 3000)
    for forged in ("run::another:0,0,20261124", "run::another:8000,x,2026", f"run:{run.id}:is:\u00b2"):
        await ada.press_data(forged)
    assert len(await runs.newest(session, vault, runner_id, 9)) == 1


@pytest.mark.parametrize(("days", "comes_first"), [(7, True), (8, False), (200, False)])
async def test_an_old_file_is_answered_with_its_run_first_and_with_what_stands_after_it(
    ada: Person,
    session: Session,
    vault: Vault,
    content: Content,
    runner_id: int,
    days: int,
    comes_first: bool,
) -> None:
    answers = Answers(now=2, worst=2, flags=frozenset({"night_or_rest_pain"}))
    await checkins.record(session, vault, runner_id, answers, content=content, on=TODAY, now=NOON)
    await ada.send_file("a.fit", fit((RUNNING, 8200, 2880), started=NOON - timedelta(days=days)))
    assert ada.shown.text.startswith("<b>🟠 Seek" if comes_first else "<b>🏃 Run kept</b>")
    assert "do not run for now" in ada.shown.text
    assert ada.button("Show the advice")
    assert faults(ada.shown) == []


async def test_a_file_from_a_year_to_come_is_told_with_that_year(ada: Person) -> None:
    await ada.send_file("a.fit", fit((RUNNING, 8200, 2880), started=datetime(2110, 8, 5, 12, tzinfo=UTC)))
    assert "Your file says 5 Aug 2110, and that day is still to come." in ada.shown.text
    await ada.send_file("b.fit", fit((RUNNING, 8200, 2880), started=NOON + timedelta(days=9)))
    assert "Your file says Thu 3 Dec, and" in ada.shown.text


@pytest.mark.parametrize(("days", "is_said"), [(30, True), (31, False), (4000, False)])
async def test_a_run_of_long_ago_is_neither_warned_about_nor_sent_on_the_way_back(
    ada: Person, days: int, is_said: bool
) -> None:
    for number, (metres, seconds) in enumerate(((1600, 600), (42195, 18000))):
        started = NOON - timedelta(days=days + 1 - number)
        await ada.send_file(f"{number}.fit", fit((RUNNING, metres, seconds), started=started))
        assert "Run kept" in ada.shown.text
    assert ("A long one:" in ada.shown.text) == is_said
    assert any(button.label == "Why?" for row in ada.shown.buttons for button in row) == is_said
    await ada.send_file("alone.fit", fit((RUNNING, 8200, 2880), started=NOON - timedelta(days=days + 90)))
    assert "Run kept" in ada.shown.text
    assert "/return" not in ada.shown.text


async def test_a_file_that_takes_long_is_seen_to_be_read(ada: Person) -> None:
    ada.screen.is_slow = True
    async with asyncio.timeout(10):
        await ada.send_file("a.fit", fit((RUNNING, 8200, 2880)))
    assert "Run kept" in ada.shown.text


@pytest.mark.parametrize(
    ("name", "content", "size", "said", "fetched"),
    [
        ("cat.jpg", b"x", 1, "GPX and FIT files alone", 0),
        ("a.fit", b"", 2_000_000_000, "larger than 10 MB", 0),
        ("a.zip", zipped(("a.gpx", b"<" * 10_500_000)), 200, "packed in that file is larger than 10 MB", 1),
        ("a.gpx", b"<html>", 6, "could not read that file", 1),
        ("a.fit", fit((CYCLING, 40_000, 4000)), 200, "that was a ride", 1),
        ("a.fit", fit((RUNNING, 40_000, 60)), 200, "cannot be one run", 1),
        (
            "a.fit",
            fit((RUNNING, 5000, 1500), started=NOON + timedelta(days=3)),
            200,
            "clock of your watch",
            1,
        ),
    ],
)
async def test_a_file_that_is_no_run_keeps_nothing_and_says_why(
    ada: Person,
    session: Session,
    vault: Vault,
    runner_id: int,
    name: str,
    content: bytes,
    size: int,
    said: str,
    fetched: int,
) -> None:
    await ada.send_file(name, content, size)
    assert said in ada.shown.text
    assert ada.screen.fetched == fetched
    assert await runs.latest(session, vault, runner_id) is None


async def test_a_file_of_a_stranger_is_not_even_fetched(
    session: Session, vault: Vault, content: Content
) -> None:
    stranger = person(session, vault, content, chat_id=4242)
    await stranger.send_file("a.fit", fit((RUNNING, 8200, 2880)))
    assert stranger.screen.fetched == 0
    assert stranger.button("start").data == "start"
