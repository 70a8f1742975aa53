"""The bot as a process: it leaves when asked, even while it waits for Telegram; it says what is wrong."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy.exc import OperationalError

from bot.database import why
from tests.flows.forked import Forked, machine
from tests.flows.rough import log_kept, settle
from tests.flows.town import Town

KEY = "Zm9yLXRlc3RzLW9ubHktMzItYnl0ZXMtbG9uZy1rZXk="
ROOT = Path(__file__).parents[2]


async def run(*arguments: str, **settings: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=ROOT,
        env=machine() | settings,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def said_by(command: str, folder: Path, **settings: str) -> tuple[int, bytes]:
    """What a command ends with and says is wrong, forked from one that is loaded."""
    printed = folder / "printed.txt"
    process = await Forked.started(command, settings, printed)
    return await process.wait(), printed.read_bytes()


async def test_it_leaves_at_once_while_telegram_cannot_be_reached(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    url = f"sqlite:///{tmp_path}/x.sqlite3"
    assert await said_by("migrate", tmp_path, DATABASE_URL=url) == (0, b"")
    process = await run(
        "run",
        DATABASE_URL=url,
        BOT_TOKEN="123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
        TELEGRAM_API_URL=f"http://127.0.0.1:{unused_tcp_port}",
    )
    assert process.stderr is not None
    while b"telegram.unreachable" not in (line := await process.stderr.readline()):
        assert line, "it ended by itself"
    process.terminate()
    _, printed = await asyncio.wait_for(process.communicate(), 10)
    assert process.returncode == 0
    assert b"Traceback" not in printed


async def test_a_stop_right_after_the_start_leaves_nothing_behind(tmp_path: Path) -> None:
    town = Town(f"sqlite:///{tmp_path}/town.sqlite3")
    async with town:
        before = asyncio.all_tasks()
        for _ in range(5):
            with log_kept("ERROR") as log:
                await town.restart()
                await town.stop()
            assert log.getvalue() == ""
            assert asyncio.all_tasks() <= before, "a tick or a connection was left"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"SEND_RATE": "0"}, b"SEND_RATE"),
        ({"DATABASE_URL": "mysql://h/db"}, b"DATABASE_URL must begin with"),
        (
            {"DATABASE_URL": "postgres://h/db?channel_binding=require"},
            b"ends in channel_binding",
        ),
        ({"DATABASE_URL": "sqlite:///{folder}/none.sqlite3"}, b"python -m bot migrate"),
        ({"DATABASE_URL": "sqlite:///{folder}/text.sqlite3"}, b"does not lead to a database"),
        ({"DATABASE_URL": "postgres://127.0.0.1:1/db", "ENCRYPTION_KEY": "{key}"}, b"does not lead to"),
        ({"DATABASE_URL": "postgres://127.0.0.1:1/db"}, b"ENCRYPTION_KEY"),
    ],
    ids=["rate", "kind", "not understood", "no file", "no database", "no server", "no key"],
)
async def test_a_check_says_what_is_wrong_and_what_to_do(
    tmp_path: Path, settings: dict[str, str], said: bytes
) -> None:
    (tmp_path / "text.sqlite3").write_text("This is a letter and no database at all. " * 100)
    filled = {n: v.format(folder=tmp_path, key=KEY) for n, v in settings.items()}
    code, printed = await said_by("check", tmp_path, **filled)
    assert code == 1
    assert said in printed
    assert b"Traceback" not in printed
    assert b"Value error" not in printed


async def test_a_server_that_takes_no_writes_is_said_before_the_start(
    tmp_path: Path, postgres: Any, migrated_postgres_url: str
) -> None:
    name = urlsplit(migrated_postgres_url).path.strip("/")
    settings = {"DATABASE_URL": migrated_postgres_url, "ENCRYPTION_KEY": KEY, "BOT_TOKEN": "123456:A"}
    postgres.psql(f"ALTER DATABASE {name} SET default_transaction_read_only = on;")
    try:
        for command in ("check", "run"):
            code, printed = await said_by(command, tmp_path, **settings)
            assert (code, b"cannot be written to" in printed, b"Traceback" in printed) == (1, True, False)
    finally:
        postgres.psql(f"ALTER DATABASE {name} SET default_transaction_read_only = off;")
    assert (await said_by("check", tmp_path, **settings))[0] == 0


@pytest.mark.parametrize("command", ["check", "migrate", "deliveries"])
async def test_a_file_that_cannot_be_opened_is_said_in_one_line(tmp_path: Path, command: str) -> None:
    # Who is root may open whatever is a file.
    (tmp_path / "x.sqlite3").mkdir()
    code, printed = await said_by(command, tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/x.sqlite3")
    assert (code, printed.count(b"\n")) == (1, 1)
    assert b"The file cannot be opened." in printed


async def test_a_server_that_is_not_there_is_said_in_plain_words_and_without_its_address(
    tmp_path: Path,
) -> None:
    url = "postgres://ada:hush@127.0.0.1:1/db"
    for command in ("migrate", "check", "deliveries"):
        printed = (await said_by(command, tmp_path, DATABASE_URL=url, ENCRYPTION_KEY=KEY))[1]
        assert b"Nobody answers there. See whether the server runs" in printed
        assert b"hush" not in printed


async def test_a_key_that_is_lost_is_not_made_anew(tmp_path: Path) -> None:
    url, key = f"sqlite:///{tmp_path}/town.sqlite3", tmp_path / "town.key"
    async with Town(url, encryption_key=None) as town:
        await settle(town, 4001, 1)
        kept = key.read_text()
        await town.stop()
        key.unlink()
        code, printed = await said_by("check", tmp_path, DATABASE_URL=url)
        assert (code, b"town.key is missing" in printed) == (1, True)
        assert not key.exists(), "it might be taken for the one that opens what is there"
        key.write_text("no key at all")
        code, printed = await said_by("check", tmp_path, DATABASE_URL=url)
        assert (code, b"town.key is damaged" in printed) == (1, True)
        key.write_text(kept)
        assert (await said_by("check", tmp_path, DATABASE_URL=url))[0] == 0


async def test_a_database_that_a_server_does_not_have_is_said_in_its_drivers_words(
    fresh_postgres_url: str,
) -> None:
    url = fresh_postgres_url.replace("/fresh_", "/no_")
    process = await run("migrate", DATABASE_URL=url)
    _, printed = await process.communicate()
    assert (process.returncode, b"InvalidCatalogNameError" in printed) == (1, True)


async def test_the_deliveries_of_a_database_without_tables_say_what_to_do(
    fresh_postgres_url: str, tmp_path: Path
) -> None:
    code, printed = await said_by("deliveries", tmp_path, DATABASE_URL=fresh_postgres_url)
    assert (code, b"python -m bot migrate" in printed) == (1, True)


async def test_who_reads_the_deliveries_may_stop_reading(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/x.sqlite3"
    assert await said_by("migrate", tmp_path, DATABASE_URL=url) == (0, b"")
    reads, writes = os.pipe()
    os.close(reads)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "deliveries"),
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        stdout=writes,
        stderr=asyncio.subprocess.PIPE,
    )
    os.close(writes)
    _, printed = await process.communicate()
    assert (process.returncode, printed) == (0, b"")


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (OSError(30, "Read-only file system"), "The database cannot be written to. See to the rights"),
        (OSError(28, "No space left on device"), "The disk is full. Free some room. (OSError)"),
        (PermissionError(13, "Permission denied"), "cannot be written to"),
        (OperationalError("SELECT 1", {}, Exception("disk I/O error")), "The disk takes nothing: it is full"),
        (OperationalError("SELECT 1", {}, Exception("database is locked")), "Another process holds"),
        (OperationalError("no space left", {}, Exception("?")), "See whether DATABASE_URL is right"),
    ],
    ids=["read-only", "full", "rights", "full when it is opened", "locked", "not known"],
)
def test_what_is_wrong_with_a_database_is_said_in_plain_words(problem: Exception, said: str) -> None:
    assert said in why(problem)
