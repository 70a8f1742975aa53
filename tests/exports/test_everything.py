"""Nothing that is kept about somebody is forgotten when they ask for it, and nobody else gets any of it."""

import csv
import json
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clubs, deliveries, questionnaires, routines, runners, runs, schedules, sessions, tips
from bot.clubs import Tap
from bot.content import Content, Dose
from bot.database import Row
from bot.deliveries import Message
from bot.exports import columns
from bot.questionnaires.tables import QuestionnaireRow
from bot.runs import Source
from bot.sessions import Item
from bot.triage import Effect
from bot.vault import Vault
from tests.chat.checking_in import check_in
from tests.chat.turns import Person, person
from tests.clubs.making import MONDAY, POST_AT, make_club, make_post, make_run
from tests.conftest import NOON, add_runner, import_every_table

NOTE = "worse on the stairs since Sunday"

# A column that names somebody: by their row, their chat, their id at Telegram, or our mark for it.
OF_A_PERSON = {"runner_id", "chat_id", "person_id", "operator_id", "who"}

# Each table about somebody, and the topic in which they get it.
EXPORTED = {
    "runners": "settings",
    "conversations": "open_conversation",
    "plans": "plan",
    "schedules": "reminders",
    "checkins": "checkins",
    "routines": "routines",
    "sessions": "session",
    "runs": "runs",
    "returns": "way_back",
    "questionnaires": "weekly_questions",
    "tips": "tips",
    "deliveries": "messages",
    "club_administrators": "clubs_set_up",
    "club_taps": "club_taps",
    "club_names": "club_names",
}

# What is not, and why.
NOT_EXPORTED = {
    "announcements": "what an operator says to everybody, as an operator",
    "announcement_bars": "where an operator follows an announcement, as an operator",
    "clubs": "the chat of a club, which is nobody's; who set it up is exported",
    "group_said": "the chat of a group, and nobody in it",
    "inbox": "what somebody sent, sealed for the seconds until it is answered: this very question",
    "pages": "in which message of their chat a page stands: they have the chat",
    "pace": "when a chat may be sent to next, for seconds",
}


def of_a_person() -> set[str]:
    import_every_table()
    return {table.name for table in Row.metadata.tables.values() if OF_A_PERSON & set(table.columns.keys())}


def test_every_table_about_somebody_is_exported_or_has_a_reason() -> None:
    assert of_a_person() == EXPORTED.keys() | NOT_EXPORTED.keys()


@pytest.fixture
async def runner_id(session: AsyncSession) -> int:
    return await add_runner(session)


@pytest.fixture
async def ada(session: AsyncSession, vault: Vault, content: Content, runner_id: int) -> Person:
    """Ada, of whom every table knows something."""
    ada = person(session, vault, content)
    await routines.set_plan(session, runner_id, run_days={1, 3}, level=2)
    await schedules.add(
        session, runner_id, wants="plan", days={1}, at=NOON.time(), zone="Europe/Berlin", now=NOON
    )
    await check_in(ada, 4)
    shown = [button for message in ada.screen.messages.values() for row in message.buttons for button in row]
    await ada.press_data(next(button.data or "" for button in shown if button.label == "Add a note"))
    await ada.say(NOTE)
    planned = await routines.plan_for(
        session,
        vault,
        runner_id,
        on=NOON.date(),
        slot="1",
        effect=Effect.AS_PLANNED,
        content=content,
        now=NOON,
        wants="mobility",
    )
    assert isinstance(planned, routines.PlannedRoutine)
    await sessions.begin(
        session,
        vault,
        runner_id=runner_id,
        routine_id=planned.id,
        chat_id=1001,
        message_id=7,
        template_id=planned.template_id,
        level=1,
        effect="as_planned",
        items=[Item("glute_bridge", Dose(sets=1, reps=8), False, False)],
        now=NOON,
    )
    await runs.log(
        session,
        vault,
        runner_id,
        on=NOON.date(),
        distance_m=8200,
        duration_s=None,
        source=Source.TYPED,
        now=NOON,
    )
    await routines.move_level(session, vault, runner_id, 1, routines.Why.PAIN, NOON, cause="checkin:1")
    await runs.keep_way_back(session, vault, runner_id, runs.Course(NOON, NOON.date()), NOON)
    week = {"runner_id": runner_id, "week_on": MONDAY.date(), "answered_at": NOON}
    answers = vault.seal({"worths": [8, 0, 0, 8], "substantial": False})
    session.add(QuestionnaireRow(answers=answers, **week))
    runner = await runners.get(session, runner_id)
    assert runner
    await tips.next_tip(session, vault, runner, content, NOON)
    await set_clubs_up(session, vault)
    await ada.command("/checkin 3")
    return ada


async def set_clubs_up(session: AsyncSession, vault: Vault) -> None:
    """Harriers, which Ada set up, and where she taps and shows her name."""
    club = await make_club(session)
    await make_run(session, club)
    post_id = await make_post(session, club)
    tapped: dict[str, Any] = {"post_id": post_id, "chat_id": club.chat_id, "person_id": 1001, "now": POST_AT}
    await clubs.tap(session, vault, message_id=1, what=Tap.IN, **tapped)
    await clubs.show_name(session, vault, name="Ada", **tapped)
    await deliveries.add(
        session,
        vault,
        key="club-news",
        kind="club_news",
        chat_id=1001,
        message=Message("I was taken out of Harriers"),
        due_at=NOON,
        now=NOON,
    )


async def file_of(who: Person) -> ZipFile:
    await who.command("/export")
    await who.press("Make the file")
    assert who.shown.made
    return ZipFile(BytesIO(who.shown.made.make()))


def everything_in(zipped: ZipFile) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(zipped.read("everything.json"))
    return read


async def test_everything_that_is_kept_comes_back(ada: Person) -> None:
    zipped = await file_of(ada)
    everything = everything_in(zipped)
    assert {table for table, topic in EXPORTED.items() if not everything[topic]} == set()
    assert everything["checkins"][0]["note"] == NOTE
    assert everything["checkins"][0]["answers"]["now"] == 4
    assert everything["runs"][0]["distance_m"] == 8200
    assert everything["weekly_questions"][0]["answers"] == [8, 0, 0, 8]
    assert everything["weekly_questions"][0]["score"] == 16
    assert everything["way_back"][0]["course"]["begun_on"] == "2026-11-24"
    assert everything["club_taps"][0]["tapped"] == "in"
    assert everything["club_names"] == [{"club": "Harriers", "name": "Ada", "weeks_in_a_row": 0}]
    said = {message["kind"]: message["text"] for message in everything["messages"]}
    assert "4 of 10" in said["morning"]
    assert said["club_news"] == "I was taken out of Harriers"


@pytest.mark.parametrize(
    ("answers", "kept", "cell", "score"),
    [
        ((0,), [0, None, None, None], "0; ; ; ", 0),
        ((3,), [25, None, None, None], "25; ; ; ", 100),
        ((1, 1, 1, 1), [8, 8, 8, 8], "8; 8; 8; 8", 32),
    ],
)
async def test_a_question_that_was_not_asked_has_no_answer_in_the_file_and_its_score_stays(
    session: AsyncSession,
    vault: Vault,
    content: Content,
    runner_id: int,
    answers: tuple[int, ...],
    kept: list[int | None],
    cell: str,
    score: int,
) -> None:
    rules = content.questionnaire
    await questionnaires.record(session, vault, runner_id, MONDAY.date(), answers, rules=rules, now=NOON)
    zipped = await file_of(person(session, vault, content))
    (week,) = everything_in(zipped)["weekly_questions"]
    assert (week["answers"], week["score"]) == (kept, score)
    (row,) = csv.DictReader(StringIO(zipped.read("weekly_questions.csv").decode("utf-8-sig")))
    assert (row["answers"], row["score"]) == (cell, str(score))


async def test_every_time_is_on_their_own_clock(ada: Person) -> None:
    def instants(value: Any) -> Iterator[str]:
        if isinstance(value, dict | list):
            for inner in value.values() if isinstance(value, dict) else value:
                yield from instants(inner)
        elif isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT.*", value):
            yield value

    everything = everything_in(await file_of(ada))
    assert everything["way_back"][0]["course"]["begun_at"] == "2026-11-24T13:00:00+01:00"
    assert everything["plan"][0]["last_move"]["at"] == "2026-11-24T13:00:00+01:00"
    assert [it for it in instants(everything) if not it.endswith("+01:00")] == []


async def test_the_readme_says_what_every_column_means(ada: Person) -> None:
    zipped = await file_of(ada)
    readme = zipped.read("README.txt").decode("utf-8-sig")
    for topic, records in everything_in(zipped).items():
        if topic in ("made_at", "zone"):
            continue
        told = readme.partition(f"\r\n{topic}: ")[2].partition("\r\n\r\n")[0]
        named = {name for line in told.split("\r\n") for name in line.partition(": ")[0].split(", ")}
        fields = {_told_as(name) for record in records for name in columns(record)}
        assert fields - named == set(), topic


def _told_as(column: str) -> str:
    """What an open conversation, a walk and the like hold is told of as a whole."""
    whole = column.partition(".")[0]
    return whole if whole in {"state", "walk", "course", "last_move"} else column


async def test_a_second_person_gets_nothing_of_it(
    session: AsyncSession, vault: Vault, content: Content, ada: Person
) -> None:
    await ada.command("/export")
    her_button = ada.button("Make the file").data or ""
    await add_runner(session, chat_id=2002)
    bob = person(session, vault, content, chat_id=2002)
    await bob.press_data(her_button)
    assert bob.shown.made
    zipped = ZipFile(BytesIO(bob.shown.made.make()))
    read = everything_in(zipped)
    assert {topic for topic, entries in read.items() if entries} == {"made_at", "zone", "settings"}
    assert read["settings"][0]["telegram_chat_id"] == 2002
    assert NOTE not in json.dumps(read)


async def test_a_stranger_and_somebody_without_consent_hear_what_is_kept(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    eve = person(session, vault, content, chat_id=3003)
    await eve.command("/export")
    assert "I keep nothing about you" in eve.shown.text
    await eve.press_data("export::make")
    assert eve.shown.made is None
    await add_runner(session, chat_id=4004, consented_at=None, onboarded_at=None)
    dan = person(session, vault, content, chat_id=4004)
    await dan.command("/export")
    assert "nothing about your health" in dan.shown.text
    await dan.press_data("export::make")
    assert dan.shown.made is None


async def test_who_is_known_in_a_club_alone_gets_that(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    await set_clubs_up(session, vault)
    read = everything_in(await file_of(person(session, vault, content)))
    assert read["clubs_set_up"][0]["club"] == "Harriers"
    assert read["settings"] == []


async def test_cancel_makes_no_file_and_a_second_try_does(ada: Person) -> None:
    await ada.command("/export")
    await ada.press("Cancel")
    assert "No file was made" in ada.shown.text
    await file_of(ada)
    await file_of(ada)
