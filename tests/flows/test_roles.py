"""Webs that are called, workers that plan and send, on one PostgreSQL: each update and message once."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select, text

from bot import app
from bot.app import CannotStart, Role
from bot.checkins.tables import CheckInRow
from bot.database import Session
from bot.web import SECRET_HEADER
from tests.conftest import settings_for
from tests.flows.fleet import HOST, SECRET, Fleet
from tests.flows.test_day import FIRST_PUSH, check_in, set_up
from tests.flows.town import Resident
from tests.until import APART_S, LOOKS, until

ADA = 1001
TOKEN = "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


@pytest.fixture
async def fleet(migrated_postgres_url: str) -> AsyncIterator[Fleet]:
    async with Fleet(migrated_postgres_url) as fleet:
        yield fleet


async def call(
    port: int, update: Any, secret: str | None = SECRET, path: str = "/telegram"
) -> tuple[int, str]:
    headers = {} if secret is None else {SECRET_HEADER: secret}
    body = update if isinstance(update, bytes) else None
    async with aiohttp.ClientSession() as session:
        options: dict[str, Any] = {"data": body} if body is not None else {"json": update}
        async with session.post(f"http://{HOST}:{port}{path}", headers=headers, **options) as answer:
            return answer.status, await answer.text()


async def read(port: int, path: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
    url = f"http://{HOST}:{port}{path}"
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
        return answer.status, await answer.text()


async def until_waited_for(session: Session, table: str) -> None:
    """Until somebody waits for a lock on this table."""
    query = text("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = to_regclass(:table)")
    for _ in range(LOOKS):
        if await session.scalar(query, {"table": table}):
            return
        await asyncio.sleep(APART_S)
    raise TimeoutError(f"nobody waits for {table}")


async def until_unready(port: int) -> tuple[int, str]:
    """What /readyz says as soon as it is not "ready" any more."""
    for _ in range(LOOKS):
        if (said := await read(port, "/readyz"))[0] != 200:
            return said
        await asyncio.sleep(APART_S)
    raise TimeoutError("it is ready all the same")


def typed(update_id: int, words: str, person_id: int = ADA) -> dict[str, Any]:
    chat = {"id": person_id, "type": "private", "first_name": "Ada"}
    message = {
        "message_id": update_id,
        "date": 1,
        "chat": chat,
        "from": {"id": person_id, "is_bot": False, "first_name": "Ada", "language_code": "en"},
        "text": words,
        "entities": [{"type": "bot_command", "offset": 0, "length": len(words.split()[0])}],
    }
    return {"update_id": update_id, "message": message}


async def test_a_runners_day_on_two_webs_and_two_workers(fleet: Fleet, unused_tcp_port_factory: Any) -> None:
    for _ in range(2):
        await fleet.start(Role.WEB, unused_tcp_port_factory())
        await fleet.start(Role.WORKER)
    fleet.sandbox.add_person("Ada", id=ADA)
    ada = Resident(fleet, ADA)
    await set_up(ada)
    assert "Wed 25 Nov, 07:15" in ada.sees
    before = len(ada.heard)
    fleet.clock.move_to(FIRST_PUSH)
    await until(lambda: len(ada.heard) > before)
    assert ada.labels == ["Start", "Done", "Later", "Not today", "Something else"]
    await ada.presses("Done", "Easy")
    await check_in(ada, 4, 5, "☐ Wakes you, or hurts at rest")
    await until(lambda: "Seek professional help" in ada.sees)
    assert len([it for it in ada.heard[before:] if "Warm-up" in str(it) or "Strength" in str(it)]) == 1
    async with fleet.database.begin() as session:
        assert len((await session.scalars(select(CheckInRow))).all()) == 1


@pytest.mark.parametrize(
    ("body", "secret", "status"),
    [
        ({"update_id": 7}, None, 403),
        ({"update_id": 7}, "another-secret-of-some-length", 403),
        ({"update_id": 7}, SECRET[:-1], 403),
        (b"no JSON", SECRET, 400),
        (b"[]", SECRET, 400),
        (b'{"update_id": "7"}', SECRET, 400),
        (b'{"update_id": true}', SECRET, 400),
        (b'{"update_id": 9223372036854775808}', SECRET, 400),
        (b'{"update_id": -1}', SECRET, 400),
        (b"\xff\xfe\x00", SECRET, 400),
        (b"[" * 100_000 + b"]" * 100_000, SECRET, 400),
        (b'{"update_id": 7, "message": {"text": "\\ud800"}}', SECRET, 200),
        (b'{"update_id": 7, "message": {"chat": {"id": 9223372036854775808}}}', SECRET, 200),
        ({"update_id": 7}, SECRET, 200),
    ],
    ids=[
        "no secret",
        "another",
        "a part of it",
        "no JSON",
        "a list",
        "a word",
        "a truth",
        "too large",
        "negative",
        "no text",
        "too deep",
        "half a character",
        "a chat too large",
        "Telegram",
    ],
)
async def test_only_telegram_is_let_in(
    fleet: Fleet, unused_tcp_port: int, body: Any, secret: str | None, status: int
) -> None:
    await fleet.start(Role.WEB, unused_tcp_port)
    assert (await call(unused_tcp_port, body, secret))[0] == status


async def test_two_webs_that_are_given_the_same_update_twice_at_once_answer_it_once(
    fleet: Fleet, unused_tcp_port_factory: Any
) -> None:
    ports = unused_tcp_port_factory(), unused_tcp_port_factory()
    for port in ports:
        await fleet.start(Role.WEB, port)
    fleet.sandbox.add_person("Ada", id=ADA, started=True)
    updates = [typed(n, "/help") for n in range(1, 21)]
    statuses = await asyncio.gather(*(call(port, it) for it in updates for port in (*ports, *ports)))
    assert {status for status, _ in statuses} == {200}
    await until(lambda: len(fleet.sandbox.messages(ADA)) >= len(updates))
    await fleet.idle()
    assert len(fleet.sandbox.messages(ADA)) == len(updates)


async def test_a_chats_order_is_kept_across_webs(fleet: Fleet, unused_tcp_port_factory: Any) -> None:
    ports = unused_tcp_port_factory(), unused_tcp_port_factory()
    for port in ports:
        await fleet.start(Role.WEB, port)
    fleet.sandbox.add_person("Ada", id=ADA, started=True)
    words = ["glute bridge", "clamshell", "leg swings", "hip circles"] * 5
    for n, word in enumerate(words):
        assert (await call(ports[n % 2], typed(n + 1, f"/exercise {word}")))[0] == 200
    await until(lambda: len(fleet.sandbox.messages(ADA)) >= len(words))
    titles = [str(m.get("text") or m.get("caption")).lower() for m in fleet.sandbox.messages(ADA)]
    assert all(word in title for word, title in zip(words, titles, strict=True))


async def test_health_is_told_by_every_role(fleet: Fleet, unused_tcp_port_factory: Any) -> None:
    web, worker = unused_tcp_port_factory(), unused_tcp_port_factory()
    number, _ = await fleet.start(Role.WEB, web)
    await fleet.start(Role.WORKER, port=worker, webhook_url=None, webhook_secret=None)
    for port in (web, worker):
        assert await read(port, "/healthz") == (200, "ok\n")
        assert await read(port, "/readyz") == (200, "ready\n")
    assert (await call(web, {"update_id": 1}))[0] == 200
    status, said = await read(web, "/metrics")
    assert status == 200
    for name in (
        "steady_hips_inbox_waiting",
        "steady_hips_oldest_due_seconds 0.0",
        "steady_hips_pace_percent 100.0",
        "steady_hips_resident_bytes",
        "steady_hips_answer_seconds_count",
    ):
        assert name in said
    assert (await call(worker, {"update_id": 1}))[0] == 404
    through_a_proxy = {"X-Forwarded-For": "203.0.113.7"}
    assert (await read(web, "/metrics", through_a_proxy))[0] == 404
    assert (await read(web, "/readyz", through_a_proxy))[0] == 200
    await fleet.stop(number)


async def test_a_process_that_is_stopping_says_so_until_what_it_has_in_hand_has_ended(
    fleet: Fleet, unused_tcp_port: int
) -> None:
    number, _ = await fleet.start(Role.WORKER, port=unused_tcp_port, webhook_url=None, webhook_secret=None)
    async with fleet.database.begin() as session:
        # A claim that waits for this is something in hand.
        await session.execute(text("LOCK TABLE deliveries"))
        await until_waited_for(session, "deliveries")
        stopping = asyncio.create_task(fleet.stop(number))
        assert await until_unready(unused_tcp_port) == (503, "stopping\n")
    await stopping


async def test_what_comes_to_a_web_that_is_stopping_is_kept_for_the_next(
    fleet: Fleet, unused_tcp_port_factory: Any
) -> None:
    port = unused_tcp_port_factory()
    number, _ = await fleet.start(Role.WEB, port)
    fleet.sandbox.add_person("Ada", id=ADA, started=True)
    async with fleet.database.begin() as session:
        # Who is being answered waits for this, and the process for them.
        await session.execute(text("LOCK TABLE runners"))
        assert (await call(port, typed(1, "/help")))[0] == 200
        await until_waited_for(session, "runners")
        stopping = asyncio.create_task(fleet.stop(number))
        assert await until_unready(port) == (503, "stopping\n")
        assert (await call(port, typed(2, "/help")))[0] == 200
    await stopping
    assert len(fleet.sandbox.messages(ADA)) == 1
    await fleet.start(Role.WEB, unused_tcp_port_factory())
    await until(lambda: len(fleet.sandbox.messages(ADA)) == 2)


async def test_metrics_do_not_wait_for_a_database_that_hangs(fleet: Fleet, unused_tcp_port: int) -> None:
    await fleet.start(Role.WORKER, port=unused_tcp_port, webhook_url=None, webhook_secret=None)
    async with fleet.database.begin() as session:
        await session.execute(text("LOCK TABLE deliveries"))
        assert (await read(unused_tcp_port, "/metrics"))[0] == 503
    assert (await read(unused_tcp_port, "/metrics"))[0] == 200


async def test_every_outcome_is_counted_from_none_so_that_the_first_shows(
    fleet: Fleet, unused_tcp_port: int
) -> None:
    await fleet.start(Role.WORKER, port=unused_tcp_port, webhook_url=None, webhook_secret=None)
    _, said = await read(unused_tcp_port, "/metrics")
    for outcome in ("sent", "trylater", "unsure", "refused", "gone", "moved"):
        assert f'steady_hips_deliveries_total{{outcome="{outcome}"}} 0.0' in said


async def test_a_port_that_is_taken_is_said_in_few_words(fleet: Fleet, unused_tcp_port: int) -> None:
    await fleet.start(Role.WORKER, port=unused_tcp_port, webhook_url=None, webhook_secret=None)
    with pytest.raises(CannotStart, match=r"cannot be listened on: Address already in use$"):
        await fleet.start(Role.WORKER, port=unused_tcp_port, webhook_url=None, webhook_secret=None)


async def test_a_run_beside_a_web_is_refused(fleet: Fleet, unused_tcp_port: int) -> None:
    number, _ = await fleet.start(Role.WEB, unused_tcp_port)
    with pytest.raises(CannotStart, match="Another process serves this bot"):
        await fleet.start(Role.RUN)
    await fleet.stop(number)
    await fleet.start(Role.RUN)


@pytest.mark.parametrize(
    ("role", "settings", "said"),
    [
        (Role.WORKER, {}, "PostgreSQL"),
        (Role.WEB, {}, "PostgreSQL"),
        (Role.WEB, {"database_url": "postgres://h/db"}, "WEBHOOK_URL"),
        (Role.WEB, {"database_url": "postgres://h/db", "webhook_url": "https://h/t"}, "WEBHOOK_SECRET"),
        (
            Role.WEB,
            {"database_url": "postgres://h/db", "webhook_url": "https://h/metrics", "webhook_secret": SECRET},
            "a path of its own",
        ),
    ],
    ids=["worker on SQLite", "web on SQLite", "no address", "no secret", "a path of ours"],
)
async def test_a_role_says_what_it_needs(role: Role, settings: dict[str, Any], said: str) -> None:
    chosen = {"database_url": "sqlite:///none/x.sqlite3", "bot_token": TOKEN} | settings
    with pytest.raises(CannotStart, match=said):
        async with app.running(settings_for(**chosen), role=role):
            pass


async def test_a_rolling_deploy_answers_everybody_once(fleet: Fleet, unused_tcp_port_factory: Any) -> None:
    people, times = range(2000, 2020), 6
    for person_id in people:
        fleet.sandbox.add_person("P", id=person_id, started=True)
    number, _ = await fleet.start(Role.WEB, unused_tcp_port_factory())
    for turn in range(times):
        for person_id in people:
            await fleet.sandbox.say(person_id, "/help")
        if turn % 2:
            newer, _ = await fleet.start(Role.WEB, unused_tcp_port_factory())
            await fleet.stop(number)
            number = newer
    await until(lambda: not fleet.sandbox.world.updates.pending)
    await fleet.idle()
    for person_id in people:
        said = [m for m in fleet.sandbox.messages(person_id) if m["from"]["is_bot"]]
        assert len(said) == times


async def test_a_web_whose_database_is_away_says_so_and_telegram_comes_again(
    fleet: Fleet, unused_tcp_port: int
) -> None:
    await fleet.start(Role.WEB, unused_tcp_port)
    fleet.sandbox.add_person("Ada", id=ADA, started=True)
    async with fleet.database.begin() as session:
        await session.execute(text("ALTER TABLE inbox RENAME TO inbox_away"))
    assert (await call(unused_tcp_port, typed(1, "/help")))[0] == 503
    async with fleet.database.begin() as session:
        await session.execute(text("ALTER TABLE inbox_away RENAME TO inbox"))
    assert (await call(unused_tcp_port, typed(1, "/help")))[0] == 200
    await until(lambda: fleet.sandbox.messages(ADA))
