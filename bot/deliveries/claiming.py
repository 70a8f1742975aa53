"""Handing out what is due: at most one a chat, as many as the pace allows, each to one process alone."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import BindParameter, Table, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.deliveries import pace
from bot.deliveries.message import Message
from bot.deliveries.tables import DeliveryRow, PaceRow
from bot.vault import SealedWithAnotherKey, Vault

# Longer than connecting, writing and reading together may take (transport.py), so that a claim that ran
# out means a dead process and not a slow call.
LEASE = timedelta(seconds=60)

# What comes later than this says so, where it has words for it.
LATE_AFTER = timedelta(minutes=10)

# So many more are looked at than twice the slots: some chats have several due.
SPARE = 8

_TABLE = cast(Table, DeliveryRow.__table__)

# Put together once, and columns and not whole rows: at a thousand a second the mapped objects alone would
# cost a third of it.
_NOW: BindParameter[datetime] = bindparam("now", type_=DeliveryRow.try_at.type)
_DUE = (
    select(
        DeliveryRow.id,
        DeliveryRow.key,
        DeliveryRow.fence,
        DeliveryRow.runner_id,
        DeliveryRow.kind,
        DeliveryRow.chat_id,
        DeliveryRow.thread_id,
        DeliveryRow.message,
        DeliveryRow.repeats,
        DeliveryRow.due_at,
        DeliveryRow.expires_at,
    )
    .outerjoin(PaceRow, PaceRow.chat_id == DeliveryRow.chat_id)
    .where(
        DeliveryRow.state == "due",
        DeliveryRow.try_at <= _NOW,
        or_(DeliveryRow.expires_at.is_(None), DeliveryRow.expires_at > _NOW),
        or_(PaceRow.next_free_at.is_(None), PaceRow.next_free_at <= _NOW),
    )
    .order_by(DeliveryRow.lane, DeliveryRow.try_at, DeliveryRow.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=DeliveryRow)
)
_TAKEN = (
    update(_TABLE)
    .where(_TABLE.c.id.in_(bindparam("ids", expanding=True)))
    .values(state="claimed", fence=_TABLE.c.fence + 1, leased_until=bindparam("until"))
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this process alone may send, at `send_at`, until its lease runs out."""

    id: int
    key: str
    fence: int
    runner_id: int | None
    kind: str
    chat_id: int
    thread_id: int | None
    message: Message
    send_at: datetime
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What was claimed; `wait_until` is when the pace allows the next one, None when nothing more is due."""

    rows: tuple[Claimed, ...]
    wait_until: datetime | None


async def claim(
    session: AsyncSession, vault: Vault, *, now: datetime, rate: int, most: int = 100, replies: int = 0
) -> Claim:
    """Takes what may be sent now, at most one a chat and as many as the pace allows; commit, then send.

    `replies` is how many went out beside the ledger since this was last asked: they take their slots first.
    """
    # Locked before anything is looked for: another process that waited here sees which chats we took, and
    # leaves them their gap.
    whole = (await pace.flow(session)).after_replies(replies, now, rate)
    slots = whole.slots(now, rate, most)
    most = min(most, 2 * len(slots) + SPARE)
    found = await _due(session, now, most)
    if not (found and slots):
        if found or replies:
            await pace.keep(session, whole)
        return Claim((), whole.first_free(now) if found else None)
    candidates = _first_of_each_chat(found)
    readable, unreadable = _opened(candidates, len(slots), vault, now)
    if unreadable:
        await _drop(session, unreadable, now)
    more = len(candidates) > len(readable) + len(unreadable) or len(found) == most
    if not readable:
        if replies:
            await pace.keep(session, whole)
        return Claim((), now if more else None)
    chosen = list(zip(readable, slots, strict=False))
    last = slots[len(chosen) - 1]
    await session.execute(_TAKEN, {"ids": [row.id for (row, _), _ in chosen], "until": now + LEASE})
    await pace.took(session, [(row.chat_id, at) for (row, _), at in chosen])
    await pace.keep(session, whole.after(last, now, rate))
    return Claim(tuple(_claimed(row, message, at) for (row, message), at in chosen), last if more else None)


async def _due(session: AsyncSession, now: datetime, most: int) -> Sequence[Any]:
    """The most urgent due rows whose chats are free: a busy chat never holds up another."""
    return (await session.execute(_DUE, {"now": now, "most": most})).all()


def _first_of_each_chat(rows: Sequence[Any]) -> Collection[Any]:
    first: dict[int, Any] = {}
    for row in rows:
        first.setdefault(row.chat_id, row)
    return first.values()


def _opened(
    rows: Iterable[Any], most: int, vault: Vault, now: datetime
) -> tuple[list[tuple[Any, Message]], list[int]]:
    """The first so many that can be read, with their messages, and the ids of those on the way that cannot.

    No more are opened than are sent: opening takes most of a claim, and others wait for it.
    """
    readable: list[tuple[Any, Message]] = []
    unreadable: list[int] = []
    for row in rows:
        if len(readable) == most:
            break
        try:
            readable.append((row, _message(row, vault.open(row.message), now)))
        except (SealedWithAnotherKey, LookupError, TypeError):
            unreadable.append(row.id)
    return readable, unreadable


def _message(row: Any, stored: Any, now: datetime) -> Message:
    """What is said now: in other words where it is said again, and with a word on it where it is late."""
    message = Message.from_json(stored["again"] if row.repeats else stored["message"])
    late = stored.get("late") if now - row.due_at > LATE_AFTER else None
    return replace(message, text=f"{late}\n\n{message.text}") if late else message


async def _drop(session: AsyncSession, ids: Sequence[int], now: datetime) -> None:
    """A message that nobody can open holds up nobody else's."""
    await session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.id.in_(ids))
        .values(state="dropped", reason="unreadable", settled_at=now)
        .execution_options(synchronize_session=False)
    )


def _claimed(row: Any, message: Message, send_at: datetime) -> Claimed:
    return Claimed(
        id=row.id,
        key=row.key,
        fence=row.fence + 1,
        runner_id=row.runner_id,
        kind=row.kind,
        chat_id=row.chat_id,
        thread_id=row.thread_id,
        message=message,
        send_at=send_at,
        expires_at=row.expires_at,
    )
