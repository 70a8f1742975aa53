"""The ledger's own queries: add what is owed, claim what is due, record what became of it."""

import random
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, case, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import insert_into
from bot.deliveries import pace
from bot.deliveries.message import Message
from bot.deliveries.outcome import Gone, Moved, Outcome, Refused, Sent, TryLater, Unsure
from bot.deliveries.tables import DeliveryRow, PaceRow
from bot.vault import SealedWithAnotherKey, Vault

# Longer than connecting, writing and reading together may take (transport.py), so that a claim that ran
# out means a dead process and not a slow call.
LEASE = timedelta(seconds=60)

# Advice goes before what was scheduled, and what was scheduled for one person before what is for a club.
ADVICE, SCHEDULED, CLUBS = 0, 1, 2

KEPT_FOR = timedelta(days=30)


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


async def add(
    session: AsyncSession,
    vault: Vault,
    *,
    key: str,
    kind: str,
    chat_id: int,
    message: Message,
    due_at: datetime,
    now: datetime,
    runner_id: int | None = None,
    thread_id: int | None = None,
    lane: int = SCHEDULED,
    expires_at: datetime | None = None,
    again: Message | None = None,
) -> bool:
    """Owes a message. False when this key was owed before: two planners still make one row.

    With `again` given, a delivery that may have been lost is sent once more, in those words;
    without it, doubt means not to send (a double annoys more than a miss).
    """
    stored = {"message": message.to_json()} | ({"again": again.to_json()} if again else {})
    added = await session.execute(
        insert_into(session, DeliveryRow)
        .values(
            key=key,
            kind=kind,
            lane=lane,
            runner_id=runner_id,
            chat_id=chat_id,
            thread_id=thread_id,
            message=vault.seal(stored),
            if_unsure="repeat" if again else "drop",
            state="due",
            due_at=due_at,
            try_at=due_at,
            expires_at=expires_at,
            attempts=0,
            repeats=0,
            fence=0,
            created_at=now,
        )
        .on_conflict_do_nothing(index_elements=[DeliveryRow.key])
        .returning(DeliveryRow.id)
    )
    return added.scalar() is not None


async def claim(session: AsyncSession, vault: Vault, *, now: datetime, rate: int, most: int = 100) -> Claim:
    """Takes what may be sent now, at most one a chat and as many as the pace allows; commit, then send."""
    found = await _due(session, now, most)
    candidates = _readable(_first_of_each_chat(found), vault, now)
    if not candidates:
        return Claim((), None)
    free_at = await pace.bot_free_at(session)
    slots = pace.slots(free_at, now, rate, len(candidates))
    if not slots:
        return Claim((), free_at)
    chosen = list(zip(candidates, slots, strict=False))
    await session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.id.in_([row.id for (row, _), _ in chosen]))
        .values(state="claimed", fence=DeliveryRow.fence + 1, leased_until=now + LEASE)
        # The rows at hand keep the fence they were read with; `_claimed` counts from there.
        .execution_options(synchronize_session=False)
    )
    await pace.took(session, [(row.chat_id, at) for (row, _), at in chosen], rate)
    claimed = tuple(_claimed(row, message, at) for (row, message), at in chosen)
    more = len(candidates) > len(chosen) or len(found) == most
    return Claim(claimed, slots[-1] if more else None)


async def _due(session: AsyncSession, now: datetime, most: int) -> Sequence[DeliveryRow]:
    """The most urgent due rows whose chats are free: a busy chat never holds up another."""
    return (
        await session.scalars(
            select(DeliveryRow)
            .outerjoin(PaceRow, PaceRow.chat_id == DeliveryRow.chat_id)
            .where(
                DeliveryRow.state == "due",
                DeliveryRow.try_at <= now,
                or_(DeliveryRow.expires_at.is_(None), DeliveryRow.expires_at > now),
                or_(PaceRow.next_free_at.is_(None), PaceRow.next_free_at <= now),
            )
            .order_by(DeliveryRow.lane, DeliveryRow.try_at, DeliveryRow.id)
            .limit(most)
            .with_for_update(skip_locked=True, of=DeliveryRow)
            .execution_options(populate_existing=True)
        )
    ).all()


def _first_of_each_chat(rows: Sequence[DeliveryRow]) -> list[DeliveryRow]:
    first: dict[int, DeliveryRow] = {}
    for row in rows:
        first.setdefault(row.chat_id, row)
    return list(first.values())


def _readable(rows: list[DeliveryRow], vault: Vault, now: datetime) -> list[tuple[DeliveryRow, Message]]:
    """The rows with their messages; one that cannot be opened is dropped and holds up nobody else's."""
    readable = []
    for row in rows:
        try:
            stored: Any = vault.open(row.message)
            readable.append((row, Message.from_json(stored["again"] if row.repeats else stored["message"])))
        except (SealedWithAnotherKey, LookupError, TypeError):
            _settle(row, "dropped", "unreadable", now)
    return readable


def _claimed(row: DeliveryRow, message: Message, send_at: datetime) -> Claimed:
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


async def record(session: AsyncSession, claimed: Claimed, outcome: Outcome, now: datetime) -> bool:
    """Writes down what became of a claimed delivery. False when the claim had run out and was taken over."""
    row = (
        await session.scalars(
            select(DeliveryRow)
            .where(
                DeliveryRow.id == claimed.id,
                DeliveryRow.state == "claimed",
                DeliveryRow.fence == claimed.fence,
            )
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).one_or_none()
    if row is None:
        return False
    row.leased_until = None
    row.attempts += 1
    match outcome:
        case Sent(message_id):
            row.message_id = message_id
            _settle(row, "sent", None, now)
        case TryLater(reason, after):
            row.state, row.reason = "due", reason
            row.try_at = now + (after or _growing_wait(row.attempts))
            if after:
                await pace.hold(session, {row.chat_id: row.try_at})
        case Moved(chat_id):
            row.state, row.reason = "due", "moved"
            await move_chat(session, row.chat_id, chat_id)
        case Unsure(reason):
            _doubt(row, reason, now)
        case Refused(reason) | Gone(reason):
            _settle(row, "dropped", _without_quotes(reason), now)
    await session.flush()
    return True


def _settle(row: DeliveryRow, state: str, reason: str | None, now: datetime) -> None:
    row.state, row.reason, row.settled_at = state, reason, now


def _doubt(row: DeliveryRow, reason: str, now: datetime) -> None:
    """The rule for doubt: repeat once where a miss is worse, else leave it as it is and say so."""
    row.leased_until = None
    if row.if_unsure == "repeat" and row.repeats == 0:
        row.state, row.reason, row.repeats, row.try_at = "due", reason, 1, now
    else:
        _settle(row, "unsure", reason, now)


def _growing_wait(attempts: int) -> timedelta:
    """1, 2, 4 … seconds up to five minutes, each up to half as long again so that retries do not march."""
    seconds = min(2.0 ** min(attempts - 1, 9), 300)
    return timedelta(seconds=seconds * random.uniform(1, 1.5))


def _without_quotes(reason: str) -> str:
    # Telegram quotes pieces of our text when it cannot parse it; no such piece may be kept in clear.
    return re.sub(r"\".*\"|'.*'", "…", reason, flags=re.DOTALL)[:200]


async def recover(session: AsyncSession, now: datetime) -> int:
    """Applies the rule for doubt to claims whose process died. Gives how many there were."""
    rows = (
        await session.scalars(
            select(DeliveryRow)
            .where(DeliveryRow.state == "claimed", DeliveryRow.leased_until <= now)
            .limit(500)
            .with_for_update(skip_locked=True)
            .execution_options(populate_existing=True)
        )
    ).all()
    for row in rows:
        _doubt(row, "stopped while sending", now)
    await session.flush()
    return len(rows)


async def expire(session: AsyncSession, now: datetime) -> int:
    """Drops what is too late to be of use, and the paces of chats that are free. Gives how many were late."""
    await pace.forget_past(session, now)
    late = await session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.state == "due", DeliveryRow.expires_at <= now)
        .values(state="dropped", reason="expired", settled_at=now)
    )
    return _count(late)


async def withdraw(
    session: AsyncSession, runner_id: int, now: datetime, kinds: Collection[str] | None = None
) -> int:
    """Takes back what is owed to a runner (of these kinds only); one in flight will not be tried again."""
    whose = [DeliveryRow.runner_id == runner_id]
    if kinds is not None:
        whose.append(DeliveryRow.kind.in_(kinds))
    return await _withdraw(session, now, *whose)


async def withdraw_chat(session: AsyncSession, chat_id: int, now: datetime) -> int:
    """Takes back what is owed to a chat; one in flight will not be tried again."""
    return await _withdraw(session, now, DeliveryRow.chat_id == chat_id)


async def _withdraw(session: AsyncSession, now: datetime, *whose: ColumnElement[bool]) -> int:
    # In this order: a row that another process claims in between is found by the second statement.
    taken = await session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.state == "due", *whose)
        .values(state="dropped", reason="withdrawn", settled_at=now)
    )
    await session.execute(
        update(DeliveryRow).where(DeliveryRow.state == "claimed", *whose).values(expires_at=now)
    )
    return _count(taken)


async def withdraw_keys(session: AsyncSession, now: datetime, *keys: str) -> None:
    """Takes back the owed messages with these keys, as far as they were not sent yet."""
    await session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.state.in_(["due", "claimed"]), DeliveryRow.key.in_(keys))
        .values(
            state=case((DeliveryRow.state == "due", "dropped"), else_=DeliveryRow.state),
            reason="withdrawn",
            expires_at=now,
            settled_at=now,
        )
    )


async def proved(session: AsyncSession, key: str, now: datetime) -> None:
    """A button of this message was pressed: one we were unsure of did arrive."""
    await session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.key == key, DeliveryRow.state == "unsure")
        .values(state="sent", reason="proved by a press", settled_at=now)
    )


async def move_chat(session: AsyncSession, old: int, new: int) -> None:
    """A group became a supergroup: what is owed to it goes to the new id."""
    await session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.chat_id == old, DeliveryRow.state.in_(["due", "claimed"]))
        .values(chat_id=new)
    )


async def next_due_at(session: AsyncSession) -> datetime | None:
    """When the next owed message may go out; None when nothing is owed."""
    return (
        await session.execute(select(func.min(DeliveryRow.try_at)).where(DeliveryRow.state == "due"))
    ).scalar()


async def forget_settled(session: AsyncSession, now: datetime) -> int:
    """Deletes what was settled more than 30 days ago. Gives how many."""
    old = await session.execute(delete(DeliveryRow).where(DeliveryRow.settled_at < now - KEPT_FOR))
    return _count(old)


def _count(result: Any) -> int:
    return result.rowcount if isinstance(result, CursorResult) else 0
