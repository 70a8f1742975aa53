"""`kill -9` in the middle of what is owed: nothing lost, nothing doubled, but the few in flight."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

import aiohttp
from sqlalchemy import Select, select

from bot import deliveries, routines, runners, schedules, schema
from bot.clock import Clock
from bot.content import FOLDER, load
from bot.database import Database, Session, open_database
from bot.deliveries import Message
from bot.deliveries.tables import DeliveryRow
from bot.send_line import at_once
from bot.sessions.tables import SessionRow
from bot.settings import Settings
from bot.triage import Effect
from bot.vault import Vault, new_key
from sandbox import Sandbox
from tests.clubs.making import make_club, make_run
from tests.conftest import settings_for
from tests.flows.forked import Forked

RATE = 200
PUSHES, ADVICE, KILLS = 400, 100, 10
CLUBS, CLUB_KILLS = 150, 5
HEARERS, HEARER_KILLS = 250, 5
SLOW = 30.0  # s; a process starts meanwhile


async def test_ten_kills_among_500_due_messages_lose_none_and_double_none(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    key, url = new_key(), f"sqlite:///{tmp_path}/crash.sqlite3"
    async with Sandbox(limits=False) as sandbox:
        settings = settings_for(
            url,
            bot_token=sandbox.token,
            telegram_api_url=sandbox.url,
            encryption_key=key,
            send_rate=RATE,
            demo_clock_port=unused_tcp_port,
        )
        database = open_database(settings)
        await schema.migrate(database)
        await _owe_everything(database, Vault(key), sandbox)
        for kill in range(KILLS):
            async with _bot(settings) as process:
                await _arrived(sandbox, (kill + 1) * 35)
                process.kill()
        async with _bot(settings):
            # Leases of the killed run out; advice in doubt goes out once more.
            await _move_clock(unused_tcp_port, Clock().now() + deliveries.LEASE + timedelta(seconds=1))
            await _none_left(
                database, select(DeliveryRow.id).where(DeliveryRow.state.in_(["due", "claimed"]))
            )
        async with database.begin() as session:
            rows = list(await session.scalars(select(DeliveryRow)))
        await database.close()
        _check(rows, sandbox)


async def test_a_kill_in_the_middle_of_a_hold_leaves_the_session_where_it_was(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    key, url = new_key(), f"sqlite:///{tmp_path}/crash.sqlite3"
    async with Sandbox() as sandbox:
        settings = settings_for(
            url,
            bot_token=sandbox.token,
            telegram_api_url=sandbox.url,
            encryption_key=key,
            demo_clock_port=unused_tcp_port,
        )
        database = open_database(settings)
        await schema.migrate(database)
        sandbox.add_person("Ada", id=5000, started=True)
        async with database.begin() as session:
            runner_id, now = await _set_up(session, 5000, Clock().now()), Clock().now()
            planned = await routines.plan_for(
                session,
                Vault(key),
                runner_id,
                on=now.date(),
                slot="1",
                wants="mobility",
                effect=Effect.AS_PLANNED,
                content=load(FOLDER),
                now=now,
            )
            assert isinstance(planned, routines.PlannedRoutine)
        async with _bot(settings) as process:
            await sandbox.say(5000, "/today")
            await _sees(sandbox, "mobility")
            for label, shows in (
                ("Start", " 1 of "),
                ("Next", " 2 of "),
                ("Begin", "Get ready"),
                ("Pause", "Paused"),
            ):
                await _pressed_as_soon_as_it_may_be(sandbox, label, shows)
            await _pressed_as_soon_as_it_may_be(sandbox, "Continue", "Get ready")
            process.kill()
            await process.wait()
        said = len(sandbox.messages(5000))
        async with _bot(settings):
            await _sees(sandbox, "Hold: ")
            await _pressed_as_soon_as_it_may_be(sandbox, "Pause", "Paused")
            await _pressed_as_soon_as_it_may_be(sandbox, "Stop here", "stopped")
            await _none_left(database, select(SessionRow.id))
        assert len(sandbox.messages(5000)) == said, "it went on in its own message"
        await database.close()
        refused = [request for request in sandbox.requests if (request["status"] or 0) >= 400]
        assert refused == []


async def test_kills_amid_the_posts_of_clubs_lose_none_and_double_none(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    url = f"sqlite:///{tmp_path}/crash.sqlite3"
    async with Sandbox(limits=False) as sandbox:
        settings = settings_for(
            url,
            bot_token=sandbox.token,
            telegram_api_url=sandbox.url,
            encryption_key=new_key(),
            send_rate=RATE,
            demo_clock_port=unused_tcp_port,
        )
        database = open_database(settings)
        await schema.migrate(database)
        sandbox.add_person("Ada", id=1001, started=True)
        chats = [sandbox.add_chat("supergroup", "Harriers", [1001], 1001) for _ in range(CLUBS)]
        for chat in chats:
            sandbox.add_member(chat.id, "bot", 1001)

        def greetings() -> int:
            return sum("/club" in str(m.get("text")) for chat in chats for m in sandbox.messages(chat.id))

        # Being added plans a club's posts anew, from then on: the greetings come before the clubs.
        async with _bot(settings):
            await _until(partial(_at_least, greetings, CLUBS))
        now = Clock().now()
        async with database.begin() as session:
            for chat in chats:
                club = await make_club(session, chat.id, now=now - timedelta(hours=1), zone="UTC")
                run_at = (now + timedelta(minutes=30)).time().replace(second=0, microsecond=0)
                await make_run(session, club, at=run_at, now=now - timedelta(hours=1))

        def posted(chat_id: int) -> int:
            return sum("run at" in str(m.get("caption") or m.get("text")) for m in sandbox.messages(chat_id))

        def all_posted() -> int:
            return sum(posted(chat.id) for chat in chats)

        for kill in range(CLUB_KILLS):
            async with _bot(settings) as process:
                # Those in doubt may never have been posted: far fewer than what is left at the last kill.
                await _until(partial(_at_least, all_posted, (kill + 1) * 15))
                process.kill()
        async with _bot(settings):
            await _move_clock(unused_tcp_port, Clock().now() + deliveries.LEASE + timedelta(seconds=1))
            await _none_left(
                database, select(DeliveryRow.id).where(DeliveryRow.state.in_(["due", "claimed"]))
            )
        async with database.begin() as session:
            states = {row.chat_id: row.state for row in await session.scalars(select(DeliveryRow))}
        await database.close()
        assert set(states) == {chat.id for chat in chats}
        assert set(states.values()) <= {"sent", "unsure"}
        for chat_id, state in states.items():
            assert posted(chat_id) == 1 or (posted(chat_id) == 0 and state == "unsure"), state
        assert list(states.values()).count("unsure") <= CLUB_KILLS * at_once(RATE)


async def test_kills_amid_an_announcement_lose_none_and_double_none(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    key, url = new_key(), f"sqlite:///{tmp_path}/crash.sqlite3"
    async with Sandbox(limits=False) as sandbox:
        settings = settings_for(
            url,
            bot_token=sandbox.token,
            telegram_api_url=sandbox.url,
            encryption_key=key,
            send_rate=RATE,
            demo_clock_port=unused_tcp_port,
            operator_ids=frozenset({5000}),
        )
        database = open_database(settings)
        await schema.migrate(database)
        sandbox.add_person("Opa", id=5000, started=True)
        now = Clock().now()
        async with database.begin() as session:
            for chat_id in range(5001, 5001 + HEARERS):
                sandbox.add_person(f"P{chat_id}", id=chat_id, started=True)
                await _set_up(session, chat_id, now)

        def had(chat_id: int) -> int:
            return len(sandbox.messages(chat_id))

        def all_had() -> int:
            return sum(map(had, range(5001, 5001 + HEARERS)))

        await sandbox.say(5000, "/announce")
        for kill in range(HEARER_KILLS):
            async with _bot(settings) as process:
                if not kill:
                    await _sees(sandbox, "New announcement")
                    await sandbox.say(5000, "The bot rests on Sunday.")
                    await _sees(sandbox, "This is how it will look")
                    await _pressed_as_soon_as_it_may_be(sandbox, f"Send to {HEARERS}", "On its way")
                # Those in doubt may never have been sent: far fewer than what is left at the last kill.
                await _until(partial(_at_least, all_had, kill * 20 + 5))
                process.kill()
        async with _bot(settings):
            await _move_clock(unused_tcp_port, Clock().now() + deliveries.LEASE + timedelta(seconds=1))
            await _sees(sandbox, "Announcement sent")
        async with database.begin() as session:
            states = {row.chat_id: row.state for row in await session.scalars(select(DeliveryRow))}
        await database.close()
        assert set(states) == set(range(5001, 5001 + HEARERS))
        assert set(states.values()) <= {"sent", "unsure"}
        for chat_id, state in states.items():
            assert had(chat_id) == 1 or (had(chat_id) == 0 and state == "unsure"), state
        unsure = list(states.values()).count("unsure")
        assert unsure <= HEARER_KILLS * at_once(RATE)
        shown = sandbox.messages(5000)[-1]["text"]
        assert f"{HEARERS - unsure} runners had it." in shown
        assert len([m for m in sandbox.messages(5000) if m["from"]["is_bot"]]) == 3, "all in one message"


def _at_least(count: Callable[[], int], many: int) -> bool:
    return count() >= many


async def _sees(sandbox: Sandbox, text: str) -> None:
    def newest() -> str:
        message = sandbox.messages(5000)[-1] if sandbox.messages(5000) else {}
        return str(message.get("caption") or message.get("text"))

    await _until(lambda: text.lower() in newest().lower())


async def _pressed_as_soon_as_it_may_be(sandbox: Sandbox, label: str, shows: str) -> None:
    # Faster than the edits' own pace, which shows the press a moment later.
    await sandbox.press(5000, label, wait_for=SLOW)
    await _sees(sandbox, shows)


def _check(rows: list[DeliveryRow], sandbox: Sandbox) -> None:
    assert len(rows) == PUSHES + ADVICE
    got = {row.id: [m["text"] for m in sandbox.messages(row.chat_id)] for row in rows}
    for row in rows:
        texts = got[row.id]
        assert row.state in {"sent", "unsure"}, row.state
        if row.kind == "advice":
            assert texts, "advice was lost"
            assert texts in (["advice"], ["advice", "advice again"], ["advice again"])
        else:
            assert len(texts) <= 1, "a push was doubled"
            assert texts or row.state == "unsure", "a push was lost"
    doubtful = Counter(row.kind for row in rows if row.state == "unsure" or row.repeats)
    assert sum(doubtful.values()) <= KILLS * at_once(RATE), doubtful


async def _owe_everything(database: Database, vault: Vault, sandbox: Sandbox) -> None:
    now = Clock().now()
    async with database.begin() as session:
        for n in range(PUSHES + ADVICE):
            chat_id = 5000 + n
            sandbox.add_person(f"P{n}", id=chat_id, started=True)
            runner_id = await _set_up(session, chat_id, now)
            await routines.set_plan(session, runner_id, run_days=range(7))
            if n < PUSHES:
                await _schedule(session, runner_id, now)
            else:
                await deliveries.add(
                    session,
                    vault,
                    key=f"advice:{n}",
                    kind="advice",
                    lane=deliveries.ADVICE,
                    runner_id=runner_id,
                    chat_id=chat_id,
                    message=Message("advice"),
                    again=Message("advice again"),
                    due_at=now,
                    now=now,
                )


async def _set_up(session: Session, chat_id: int, now: datetime) -> int:
    runner = await runners.arrive(session, chat_id, "en", now)
    await runners.consent(session, runner.id, "1", now)
    await runners.set_zone(session, runner.id, "UTC")
    await runners.set_quiet(session, runner.id, time(0), time(0))
    await runners.finish_onboarding(session, runner.id, now)
    return runner.id


async def _schedule(session: Session, runner_id: int, now: datetime) -> None:
    added = await schedules.add(
        session,
        runner_id,
        wants="plan",
        days=range(7),
        at=now.time().replace(second=0, microsecond=0),
        zone="UTC",
        now=now - timedelta(hours=1),
    )
    assert isinstance(added, schedules.Schedule)


@asynccontextmanager
async def _bot(settings: Settings) -> AsyncIterator[Forked]:
    assert settings.bot_token is not None
    assert settings.encryption_key is not None
    process = await Forked.started(
        "run",
        {
            "BOT_TOKEN": settings.bot_token.get_secret_value(),
            "ENCRYPTION_KEY": settings.encryption_key.get_secret_value(),
            "TELEGRAM_API_URL": settings.telegram_api_url,
            "DATABASE_URL": settings.database_url,
            "SEND_RATE": str(settings.send_rate),
            "OPERATOR_IDS": ",".join(map(str, settings.operator_ids)),
            "DEMO_CLOCK_PORT": str(settings.demo_clock_port),
            "LOG_LEVEL": "WARNING",
        },
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _arrived(sandbox: Sandbox, many: int) -> None:
    """Until this many messages have reached people."""

    def count() -> int:
        return sum(len(sandbox.messages(5000 + n)) for n in range(PUSHES + ADVICE))

    await _until(lambda: count() >= many)


async def _until(it_is_so: Callable[[], bool]) -> None:
    for _ in range(6000):
        if it_is_so():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError("not so after a minute")


async def _move_clock(port: int, now: datetime) -> None:
    url = f"http://127.0.0.1:{port}/clock"
    async with aiohttp.ClientSession() as session:
        for _ in range(100):
            try:
                async with session.post(url, json={"now": now.isoformat()}) as answer:
                    assert answer.status == 200
                    return
            except aiohttp.ClientConnectorError:
                await asyncio.sleep(0.1)
    raise TimeoutError("the bot's clock does not answer")


async def _none_left(database: Database, rows: Select[int]) -> None:
    async with asyncio.timeout(30):
        while True:
            async with database.begin() as session:
                if await session.scalar(rows.limit(1)) is None:
                    return
            await asyncio.sleep(0.1)
