"""A full disk, a database that cannot be written to: one clear line, nothing half done, nothing lost."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select, text

from bot.checkins.tables import CheckInRow
from bot.deliveries.tables import DeliveryRow
from bot.inbox.tables import InboxRow
from tests.flows.rough import log_kept, rough_town, settle
from tests.flows.test_roles import read
from tests.flows.town import Town, rows
from tests.until import until

ERROR = "Something went wrong here"


async def _pragma(town: Town, statement: str) -> None:
    # The bot has one connection to SQLite: what is set for it holds until it is set anew.
    async with town.bot.ticks.database.engine.connect() as connection:
        raw = await connection.get_raw_connection()
        assert raw.driver_connection
        raw.driver_connection.execute(statement)


@asynccontextmanager
async def full_disk(town: Town) -> AsyncIterator[None]:
    """SQLite may not take another page, and says what it says when the disk has none."""
    async with town.bot.ticks.database.begin() as session:
        pages = (await session.execute(text("PRAGMA page_count"))).scalar()
    await _pragma(town, f"PRAGMA max_page_count={pages}")
    yield
    await _pragma(town, "PRAGMA max_page_count=1073741823")


@asynccontextmanager
async def read_only(town: Town) -> AsyncIterator[None]:
    """SQLite may read and not write."""
    await _pragma(town, "PRAGMA query_only=ON")
    yield
    await _pragma(town, "PRAGMA query_only=OFF")


@pytest.mark.parametrize(
    ("trouble", "hint"),
    [(full_disk, "The disk is full"), (read_only, "cannot be written to")],
    ids=["full disk", "read-only"],
)
async def test_a_process_is_not_ready_while_nothing_can_be_written(
    tmp_path: Path, trouble: Callable[[Town], object], hint: str, unused_tcp_port: int
) -> None:
    async with rough_town(tmp_path, port=unused_tcp_port) as town:
        for _ in range(3):
            assert await read(unused_tcp_port, "/readyz") == (200, "ready\n")
        async with trouble(town):  # type: ignore[attr-defined]
            status, said = await read(unused_tcp_port, "/readyz")
            assert (status, hint in said) == (503, True)
            assert (await read(unused_tcp_port, "/healthz"))[0] == 200
        assert await read(unused_tcp_port, "/readyz") == (200, "ready\n")
        assert await rows(town.database, "alembic_version") == 1


@pytest.mark.parametrize(
    ("trouble", "hint"),
    [(full_disk, "The disk is full"), (read_only, "cannot be written to")],
    ids=["full disk", "read-only"],
)
async def test_people_wait_through_trouble_with_the_database_and_are_answered_after_it(
    tmp_path: Path, trouble: Callable[[Town], object], hint: str
) -> None:
    with log_kept() as log:
        async with rough_town(tmp_path) as town:
            [ada] = await settle(town, 4001, 1)
            await ada.says("/help")
            async with trouble(town):  # type: ignore[attr-defined]
                words = "/note " + "x" * 3000
                for _ in range(30):
                    await town.sandbox.say(ada.id, words)
                await until(lambda: "updates.not_kept" in log.getvalue())
            assert hint in log.getvalue()
            await until(lambda: not town.sandbox.world.updates.pending)
            await town.idle()
            assert len(ada.heard) == 31
            assert not any(ERROR in m["text"] for m in ada.heard)
            await ada.says("/checkin 1")
            await ada.presses("1", "Left", "Outer side", "After running", "None of these")
            async with town.database.begin() as session:
                assert await session.scalar(select(func.count()).select_from(CheckInRow)) == 1
                stuck = select(func.count()).where(InboxRow.answered_at.is_(None))
                assert await session.scalar(stuck) == 0
                half = select(func.count()).where(DeliveryRow.state == "claimed")
                assert await session.scalar(half) == 0


async def test_a_process_whose_disk_has_no_room_is_not_ready(
    tmp_path: Path, unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with rough_town(tmp_path, port=unused_tcp_port):
        monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=0))
        status, said = await read(unused_tcp_port, "/readyz")
    assert (status, "The disk is full" in said) == (503, True)
