"""Twenty thousand messages through bad weather: a hundredth each of seven faults, on both databases."""

import asyncio
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot import deliveries
from bot.clock import Clock
from bot.deliveries.tables import DeliveryRow
from bot.vault import open_vault
from sandbox import Fault
from sandbox.faults import FaultKind
from tests.flows.town import Town

MESSAGES, GROUPS, RATE = 20_000, 400, 1000
FIRST_CHAT = 5000
CHANCE = 0.01
OPEN = ("due", "claimed")
STATES = {"sent", "dropped", "unsure"}
LONGEST_S = 1500
# A call that is never answered ends after twenty seconds; here it need not be longer.
HANGS_FOR_S = 25.0

WEATHER = (
    Fault(FaultKind.FLOOD, "sendMessage", chance=CHANCE, retry_after=1),
    Fault(FaultKind.GATEWAY, "sendMessage", chance=CHANCE),
    Fault(FaultKind.DROP_BEFORE, "sendMessage", chance=CHANCE),
    Fault(FaultKind.DROP_AFTER, "sendMessage", chance=CHANCE),
    Fault(FaultKind.TIMEOUT_AFTER, "sendMessage", chance=CHANCE, seconds=HANGS_FOR_S),
    Fault(FaultKind.BLOCKED, "sendMessage", chance=CHANCE),
)


async def _owe(town: Town) -> None:
    now, vault, owed = Clock().now(), open_vault(town.settings), []
    town.sandbox.add_person("Owner", id=1, started=True)
    for n in range(MESSAGES):
        if n < GROUPS:
            chat_id = town.sandbox.add_chat("group", f"G{n}", [1], 1).id
            town.sandbox.add_member(chat_id, "bot", 1)
        else:
            chat_id = FIRST_CHAT + n
            town.sandbox.add_person(f"P{n}", id=chat_id, started=True)
        is_advice = n % 5 == 0 and n >= GROUPS
        owed.append(
            deliveries.Owed(
                key=f"{n}",
                kind="advice" if is_advice else "routine",
                chat_id=chat_id,
                message=deliveries.Message("said"),
                again=deliveries.Message("said again") if is_advice else None,
                due_at=now,
            )
        )
    async with town.database.begin() as session:
        for first in range(0, MESSAGES, 1000):
            await deliveries.add_all(session, vault, owed[first : first + 1000], now)


def _moves(town: Town) -> list[Fault]:
    """Half of the groups have become supergroups by the time they are written to."""
    groups = [chat.id for chat in town.sandbox.world.chats.values() if chat.id < 0][::2]
    moves = []
    for chat_id in groups:
        new = town.sandbox.add_chat("supergroup", "moved", [1], 1)
        town.sandbox.add_member(new.id, "bot", 1)
        fault = Fault(FaultKind.MIGRATED, "sendMessage", chat_id, times=1, migrate_to_chat_id=new.id)
        moves.append(fault)
    return moves


async def _until_all_have_ended(town: Town) -> None:
    still_open = select(func.count()).where(DeliveryRow.state.in_(OPEN))
    for _ in range(LONGEST_S):
        async with town.database.begin() as session:
            if not await session.scalar(still_open):
                return
        await asyncio.sleep(1)
    raise TimeoutError("some messages never came to an end")


def _texts(town: Town, chat_id: int) -> list[str]:
    return [str(m["text"]) for m in town.sandbox.messages(chat_id) if m.get("text", "").startswith("said")]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_twenty_thousand_messages_through_bad_weather(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path}/town.sqlite3"
    if kind == "postgresql":
        url = request.getfixturevalue("fresh_postgres_url")
    async with Town(url, now=Clock().now(), send_rate=RATE) as town:
        # Being added to a group is answered: that is over before the weather turns.
        await _owe(town)
        for fault in (*_moves(town), *WEATHER):
            town.sandbox.faults.add(fault)
        await _until_all_have_ended(town)
        await town.idle()
        async with town.database.begin() as session:
            rows = list(await session.scalars(select(DeliveryRow)))
        requests = town.sandbox.requests
        struck = Counter(str(r["fault"]) for r in requests if r.get("fault"))
        _check(town, [row for row in rows if row.kind in ("advice", "routine")])
        states = Counter((row.kind, row.state) for row in rows)
        print(f"\n{kind}: {len(requests)} calls, faults {dict(struck)}\nended as {dict(states)}")


def _check(town: Town, rows: list[DeliveryRow]) -> None:
    assert len(rows) == MESSAGES
    for row in rows:
        texts = _texts(town, row.chat_id)
        assert row.state in STATES, row.state
        if row.state == "dropped":
            assert row.reason
            assert row.reason.startswith("Forbidden")
            continue
        if row.kind == "advice":
            # Twice in doubt it is left, and the operator sees it: one of ten thousand.
            assert texts in (["said"], ["said", "said again"], ["said again"]) or row.state == "unsure"
            assert len(texts) <= 1 + row.repeats
        else:
            assert len(texts) <= 1, "a push was doubled"
            assert texts or row.state == "unsure", "a push was lost"
        if row.state == "sent":
            assert texts, "said to be sent, and nobody heard it"
