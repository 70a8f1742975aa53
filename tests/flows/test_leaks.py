"""Nobody hears of anybody else, whatever they send; nothing about health is in clear in the file or a log."""

import random
import re
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import CommandHandler

from bot import chat
from bot.chat.turn import Needs, Reply, Turn
from bot.courier import Courier
from bot.database import Database
from bot.deliveries import Gate
from sandbox import deeds
from tests.flows.rough import asked, assert_nothing_refused, calm, log_kept, rough_town, send, settle
from tests.flows.test_day import FIRST_PUSH, check_in, set_up
from tests.flows.town import Resident, Town

STORM = 10_000
AT_ONCE = 400
ZONES = """
Africa/Windhoek America/Anchorage America/Halifax America/Caracas America/Bogota America/Guayaquil
America/Montevideo Atlantic/Azores Africa/Nairobi Europe/Lisbon Europe/Helsinki Asia/Tbilisi Asia/Tashkent
Asia/Dhaka Asia/Bangkok Asia/Manila Asia/Seoul Australia/Perth Pacific/Noumea Pacific/Fiji
""".split()  # noqa: SIM905 - words are easier to read
TYPED = [
    "none",
    "22-6",
    "Mon Wed",
    "3",
    "7/10",
    "10",
    "-1",
    "1e308",
    "<b>5 < 7",
    "🏃" * 500,
    "\u202eabc",
    "\x00",
]
COMMANDS = """
start today checkin exercise learn schedule pause resume privacy help cancel forget start today checkin
schedule checkin nonsense run return week
""".split()  # noqa: SIM905
PLACES = [(52.5, 13.4), (90.0, 0.0), (-90.0, 180.0), (0.0, -150.0), (91.0, 1e308), (40.7, -74.0)]


class Storm:
    """Twenty people who do anything; each has a word, a name, a zone and a time that nobody else has."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.random = random.Random(20261124)
        self.people: list[Resident] = []
        self.marks: dict[str, int] = {}
        self.shown: list[tuple[int, int, str]] = []  # chat, message, data of every button ever shown
        self.pressed_by: dict[str, int] = {}
        self._read = 0

    async def gather(self) -> None:
        """Everybody arrives and is set up, with a group they are all in."""
        for n, zone in enumerate(ZONES):
            at = time((3 + n) % 24, 13 + n % 4)
            [person] = await settle(self.town, 5000 + n, 1, at=at, zone=zone)
            self.people.append(person)
            city = zone.rpartition("/")[2].replace("_", " ")
            for mark in (f"quill{n:02}word", f"Runner{person.id}", city, f"{at:%H:%M}", f"{at:%H%M}"):
                self.marks[mark] = person.id
        ids = [person.id for person in self.people]
        self.group = self.town.sandbox.add_chat("supergroup", "Harriers", ids, owner=ids[0])
        self.town.sandbox.add_member(self.group.id, "bot", by=ids[0])
        self.anyones = re.compile(rf"(?<!\d)(?:{'|'.join(map(re.escape, self.marks))})(?!\d)")

    def foreign(self, text: str, person_id: int) -> list[str]:
        """The marks of others in this text."""
        return [mark for mark in self.anyones.findall(text) if self.marks[mark] != person_id]

    def step(self) -> None:
        """One random update of one random person."""
        person, world = self.random.choice(self.people), self.town.sandbox.world
        match self.random.choices(range(6), (12, 7, 18, 2, 60, 1))[0]:
            case 0:
                send(self.town, person.id, {"text": self._words(person)})
            case 1:
                self._command(person)
            case 2:
                query = deeds.press(world, person.id, person.id, *self._button(person))
                self.pressed_by[query.id] = person.id
            case 3:
                place = dict(zip(("latitude", "longitude"), self.random.choice(PLACES), strict=True))
                send(self.town, person.id, {"location": place})
            case 4:
                send(self.town, person.id, {"text": self._words(person)}, self.group.id)
            case 5:
                account = world.person(person.id)
                (deeds.unblock if account.has_blocked else deeds.block)(world, account)

    def _words(self, person: Resident) -> str:
        own = [mark for mark, person_id in self.marks.items() if person_id == person.id]
        return self.random.choice([*own, *own, *TYPED])

    def _command(self, person: Resident) -> None:
        name = "/" + self.random.choice(COMMANDS)
        text = f"{name} {self._words(person)}" if self.random.random() < 0.4 else name
        entities = [{"type": "bot_command", "offset": 0, "length": len(name)}]
        send(self.town, person.id, {"text": text, "entities": entities})

    def _button(self, person: Resident) -> tuple[int, str]:
        """A message and what its button is said to carry: real, old, another's, or spoilt."""
        if not self.shown:
            return 1, "start"
        own = [shown for shown in self.shown[-600:] if shown[0] == person.id] or self.shown[-1:]
        _, message_id, data = self.random.choice(own[-8:] if self.random.random() < 0.7 else own)
        chance = self.random.random()
        if chance > 0.65:
            data = self.random.choice(self.shown)[2]
        if chance > 0.85:
            at = self.random.randrange(len(data) + 1)
            data = data[:at] + self.random.choice(["", ":", "9", "-", "🏃", "\x00"]) + data[at + 1 :]
        # What somebody sends themselves is no secret kept from them; erasing everybody would end the storm.
        erases = data.startswith(("forget", "privacy")) and self.random.random() < 0.8
        return message_id, "today" if erases or self.foreign(data, person.id) else data[:32]

    def look(self) -> None:
        """Reads what was said since the last look: nobody may see anything of anybody else."""
        requests = self.town.sandbox.record.requests
        for request in requests[self._read :]:
            asked_for = request.parameters
            chat_id = asked_for.get("chat_id") or self.pressed_by.get(asked_for.get("callback_query_id", ""))
            if chat_id is None:
                continue
            said = f"{asked_for.get('text')} {asked_for.get('reply_markup')}"
            assert not self.foreign(said, chat_id), said
            rows = (asked_for.get("reply_markup") or {}).get("inline_keyboard", [])
            newest = max(self.town.sandbox.world.chat(chat_id).messages, default=0)
            self.shown += [
                (chat_id, asked_for.get("message_id", newest), button["callback_data"])
                for row in rows
                for button in row
                if "callback_data" in button
            ]
        self._read = len(requests)


async def test_ten_thousand_random_updates_crash_nothing_and_tell_nobody_of_another(tmp_path: Path) -> None:
    with log_kept() as log:
        async with Town(f"sqlite:///{tmp_path}/town.sqlite3") as town:
            storm = Storm(town)
            await storm.gather()
            for turn in range(STORM // AT_ONCE):
                for _ in range(AT_ONCE):
                    storm.step()
                await calm(town)
                storm.look()
                if turn % 5 == 4:
                    town.clock.move_to(town.clock.now() + timedelta(hours=7))
            assert_nothing_refused(town, calm_log=log)
            methods = {request["method"] for request in town.sandbox.requests}
            assert {"sendMessage", "editMessageText", "answerCallbackQuery"} <= methods


async def _rows_of(database: Database, chat_id: int) -> dict[str, list[Any]]:
    """Every row about one person, as it lies in the database."""
    found: dict[str, list[Any]] = {}
    async with database.engine.connect() as connection:
        who = f"(SELECT id FROM runners WHERE chat_id = {chat_id})"
        queries = {
            "runners": f"SELECT * FROM runners WHERE chat_id = {chat_id}",
            **{
                table: f"SELECT * FROM {table} WHERE runner_id IN {who} ORDER BY 1"
                for table in (
                    "conversations",
                    "schedules",
                    "plans",
                    "routines",
                    "checkins",
                    "deliveries",
                    "tips",
                )
            },
        }
        for table, query in queries.items():
            found[table] = [tuple(row) for row in await connection.exec_driver_sql(query)]
    return found


async def _live_a_day(town: Town, ada: Resident) -> None:
    """Every kind of page is seen, and something is left open on each."""
    await set_up(ada)
    await town.wait_until(FIRST_PUSH)
    await ada.presses("Start", "Next")
    await ada.says("/today")
    await check_in(ada, 2, 3)
    await ada.presses("Add a note")
    await ada.says("xylophonic twinge near the quarry")
    await ada.says("/schedule")
    await ada.presses("Reminders", "07:15 · every day", "Time")
    await ada.says("05:13")
    await ada.says("/schedule")
    await ada.presses("Quiet")
    for command in ("/exercise", "/learn", "/privacy", "/forget", "/pause"):
        await ada.says(command)
    await ada.says("/privacy")
    await ada.presses("Take back consent")
    await check_in(ada, 5, 6, "☐ Wakes you, or hurts at rest")
    await town.wait(timedelta(seconds=2))  # the pace of one chat: a second after the push
    await ada.presses("Add a note")


async def test_anothers_buttons_change_and_show_nothing(tmp_path: Path) -> None:
    with log_kept() as log:
        async with rough_town(tmp_path) as town:
            ada = town.arrive()
            await _live_a_day(town, ada)
            [ben] = await settle(town, 3001, 1, zone="Asia/Tokyo")
            cleo = town.arrive("Cleo", 3002)
            for other in (ben, cleo):
                await other.says("/help")
            seen = {
                button["callback_data"]
                for request in asked(town, "sendMessage", ada.id) + asked(town, "editMessageText", ada.id)
                for row in (request["parameters"].get("reply_markup") or {}).get("inline_keyboard", [])
                for button in row
                if "callback_data" in button
            }
            assert {data.partition(":")[0] for data in seen} >= {
                "routine",
                "advice",
                "checkin",
                "forget",
                "note",
            }
            # What was owed to Ada is sent and recorded, so that only a press could change her rows.
            await town.tick()
            before = await _rows_of(town.database, ada.id)
            for data in sorted(seen):
                for other in (ben, cleo):
                    message_id = other.heard[-1]["message_id"]
                    deeds.press(town.sandbox.world, other.id, other.id, message_id, data)
                await calm(town)
            assert await _rows_of(town.database, ada.id) == before
            told = str(
                [
                    r["parameters"]
                    for other in (ben, cleo)
                    for method in ("sendMessage", "editMessageText")
                    for r in asked(town, method, other.id)
                ]
            )
            for mark in ("xylophonic", "05:13", "Berlin, Germany (", "🟠", "5 of 10", "6 at worst", "Left"):
                assert mark not in told, mark
            assert_nothing_refused(town, calm_log=log)


def _words_of_health(town: Town) -> list[str]:
    flags = town.bot.ticks.content.red_flags.flags
    said = [
        part for flag in flags for part in (flag.id, flag.text_in("en").short, flag.text_in("en").question)
    ]
    levels = ["carry_on", "ease_off", "emergency", "urgent", "band:", "stop_twice", "of 10", "hurts at rest"]
    return [*said, *levels, "xylophonic", "quarry", "Zerlina", "left side", "outer hip", "next_morning"]


def _bytes_of(path: Path) -> bytes:
    return path.read_bytes()


async def test_neither_the_file_nor_the_log_tells_what_anyone_said(tmp_path: Path) -> None:
    with log_kept("DEBUG") as log:
        async with rough_town(tmp_path, operator_ids=frozenset({9001})) as town:
            town.sandbox.add_person("Operator", id=9001, started=True)
            zerlina = town.arrive("Zerlina", 1001)
            await _live_a_day(town, zerlina)
            await zerlina.says("xylophonic quarry, pain 7 of 10")
            await check_in(zerlina, 8, 9, "☐ Hot, very swollen, or feverish")
            await town.wait(timedelta(minutes=16))
            kept = _bytes_of(tmp_path / "town.sqlite3") + _bytes_of(tmp_path / "town.sqlite3-wal")
            words = _words_of_health(town)
        assert b"Europe/Berlin" in kept
        assert [word for word in words if word.encode() in kept] == []
        lines = log.getvalue()
        assert "deliveries.sent" in lines
        assert [word for word in (*words, town.sandbox.token) if word in lines] == []


async def test_an_answer_in_an_exceptions_text_reaches_neither_log_nor_operator(tmp_path: Path) -> None:
    async def page(turn: Turn) -> Reply:
        raise ValueError(f"pain 7 of 10, xylophonic, {turn.text}")

    with log_kept("DEBUG") as log:
        async with rough_town(tmp_path, operator_ids=frozenset({9001})) as town:
            town.sandbox.add_person("Operator", id=9001, started=True)
            entrance = _entrance(town)

            async def boom(update: Update, _context: Any) -> None:
                await entrance.command(page, Needs.NOTHING, update, "quarry")

            town.bot.application.add_handler(CommandHandler("boom", boom), group=-1)
            [ada] = await settle(town, 3001, 1)
            await town.sandbox.say(ada.id, "/boom quarry")
            await calm(town)
            assert ada.heard[0]["text"].startswith("Something went wrong here. Nothing of yours was lost.")
            [told] = asked(town, "sendMessage", 9001)
            assert "ValueError" in told["parameters"]["text"]
            assert "test_leaks.py:" in told["parameters"]["text"]
        assert "update.failed" in log.getvalue()
        for word in ("xylophonic", "quarry", "7 of 10", "Runner3001"):
            assert word not in log.getvalue()
            assert word not in told["parameters"]["text"]


def _entrance(town: Town) -> chat.Entrance:
    ticks = town.bot.ticks
    return chat.Entrance(
        database=ticks.database,
        begin=ticks.database.begin,
        vault=ticks.vault,
        content=ticks.content,
        dictionary=ticks.dictionary,
        clock=town.clock,
        courier=Courier(town.bot.application.bot, ticks.database, town.clock, Gate(1000)),
        send_now=town.bot.line.send_now,
    )
