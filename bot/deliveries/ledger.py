"""What is owed: added, taken back, too late, proved, forgotten."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Update, bindparam, case, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import insert_into, table_of, wake
from bot.deliveries import pace
from bot.deliveries.message import Message
from bot.deliveries.recording import doubt
from bot.deliveries.tables import DeliveryRow
from bot.vault import Vault

# Advice goes before what was scheduled, and what was scheduled for one person before what is for a club.
# Announcements to everybody come last.
ADVICE, SCHEDULED, CLUBS, ANNOUNCED = 0, 1, 2, 3

# The kinds that come by the clock, unasked: they count towards a runner's ceiling of a day, and what silences
# the plan takes them back.
UNASKED = ("routine", "tip", "questionnaire", "digest")

# What workers listen on, where there are several processes.
CHANNEL = "deliveries"

KEPT_FOR = timedelta(days=30)

EXPIRED = "expired"

_TABLE = table_of(DeliveryRow)
_OF_RUNNER = (
    _TABLE.c.runner_id == bindparam("whose"),
    _TABLE.c.kind.in_(bindparam("kinds", expanding=True)),
)
_CAME_UNASKED = select(_TABLE.c.runner_id, _TABLE.c.due_at).where(
    _TABLE.c.runner_id.in_(bindparam("whose", expanding=True)),
    _TABLE.c.due_at >= bindparam("since"),
    _TABLE.c.due_at < bindparam("until"),
    _TABLE.c.kind.in_(bindparam("kinds", expanding=True)),
    _TABLE.c.state != "dropped",
)
_LIVE = select(_TABLE.c.key).where(
    _TABLE.c.runner_id == bindparam("whose"), _TABLE.c.kind == bindparam("kind"), _TABLE.c.state != "dropped"
)


def _take_back(*whose: ColumnElement[bool]) -> Update:
    """What is due is dropped; what is in flight is not tried again.

    One statement: a row that another process claims, or gives back, meanwhile is judged as it is then.
    """
    is_due, now = _TABLE.c.state == "due", bindparam("now", type_=_TABLE.c.due_at.type)
    return (
        update(_TABLE)
        .where(or_(is_due, _TABLE.c.state == "claimed"), *whose)
        .values(
            state=case((is_due, "dropped"), else_=_TABLE.c.state),
            reason=case((is_due, "withdrawn"), else_=_TABLE.c.reason),
            settled_at=case((is_due, now), else_=_TABLE.c.settled_at),
            expires_at=case((is_due, _TABLE.c.expires_at), else_=now),
        )
    )


# Built once: each check-in takes something back.
_TAKE_BACK = _take_back(*_OF_RUNNER).returning(_TABLE.c.state)
_TAKE_BACK_KEYS = _take_back(_TABLE.c.key.in_(bindparam("keys", expanding=True)))


_SHOWN = (
    select(_TABLE.c.key, _TABLE.c.message_id, _TABLE.c.message)
    .where(*_OF_RUNNER, _TABLE.c.state == "sent", _TABLE.c.message_id.is_not(None))
    .order_by(_TABLE.c.due_at.desc(), _TABLE.c.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An owed message that was sent: under which key, as which message of the chat, and what it said then."""

    key: str
    message_id: int
    message: Message


@dataclass(frozen=True, slots=True)
class Owed:
    """A message to be owed; what each means is said at `add`."""

    key: str
    kind: str
    chat_id: int
    message: Message
    due_at: datetime
    runner_id: int | None = None
    thread_id: int | None = None
    lane: int = SCHEDULED
    expires_at: datetime | None = None
    again: Message | None = None
    announcement_id: int | None = None
    late: str | None = None  # HTML, said before the message where it comes more than ten minutes late

    def sealed_part(self) -> dict[str, Any]:
        """What nobody may read who has not the key."""
        stored: dict[str, Any] = {"message": self.message.to_json()}
        if self.again:
            stored["again"] = self.again.to_json()
        if self.late:
            stored["late"] = self.late
        return stored


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
    owed = Owed(
        key, kind, chat_id, message, due_at, runner_id, thread_id, lane, expires_at=expires_at, again=again
    )
    return bool(await add_all(session, vault, [owed], now))


async def add_all(session: AsyncSession, vault: Vault, owed: Sequence[Owed], now: datetime) -> set[str]:
    """Owes many messages at once, as `add` does one; gives the keys that were not owed before."""
    if not owed:
        return set()
    if any(one.due_at <= now for one in owed):
        await wake(session, CHANNEL)
    return await _insert(session, vault, owed, now, state="due")


async def add_expired(session: AsyncSession, vault: Vault, owed: Sequence[Owed], now: datetime) -> set[str]:
    """Counts what should have been owed and would have come too late: dropped before it was anything else."""
    if not owed:
        return set()
    return await _insert(session, vault, owed, now, state="dropped", reason=EXPIRED, settled_at=now)


async def _insert(
    session: AsyncSession, vault: Vault, owed: Sequence[Owed], now: datetime, **state: Any
) -> set[str]:
    added = await session.scalars(
        insert_into(session, DeliveryRow)
        .on_conflict_do_nothing(index_elements=[DeliveryRow.key])
        .returning(DeliveryRow.key),
        [
            {
                "key": one.key,
                "kind": one.kind,
                "lane": one.lane,
                "runner_id": one.runner_id,
                "chat_id": one.chat_id,
                "thread_id": one.thread_id,
                "announcement_id": one.announcement_id,
                "message": vault.seal(one.sealed_part()),
                "if_unsure": "repeat" if one.again else "drop",
                "due_at": one.due_at,
                "try_at": one.due_at,
                "expires_at": one.expires_at,
                "attempts": 0,
                "repeats": 0,
                "fence": 0,
                "created_at": now,
                **state,
            }
            for one in owed
        ],
    )
    return set(added)


async def unasked(
    session: AsyncSession, runner_ids: Collection[int], since: datetime, until: datetime
) -> list[tuple[int, datetime]]:
    """To whom something came unasked, or is about to, and when it was due: from `since` to before `until`."""
    found = await session.execute(
        _CAME_UNASKED, {"whose": list(runner_ids), "kinds": UNASKED, "since": since, "until": until}
    )
    return [(runner_id, due_at) for runner_id, due_at in found]


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
        doubt(row, "stopped while sending", now)
    await session.flush()
    return len(rows)


async def expire(session: AsyncSession, now: datetime) -> int:
    """Drops what is too late to be of use, and the paces of chats that are free. Gives how many were late."""
    await pace.forget_past(session, now)
    late = await session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.state == "due", DeliveryRow.expires_at <= now)
        .values(state="dropped", reason=EXPIRED, settled_at=now)
    )
    return _count(late)


async def withdraw(
    session: AsyncSession, runner_id: int, now: datetime, kinds: Collection[str] | None = None
) -> int:
    """Takes back what is owed to a runner (of these kinds only); one in flight will not be tried again."""
    if kinds is None:
        return await _withdraw(session, now, _TABLE.c.runner_id == runner_id)
    whose = {"whose": runner_id, "kinds": list(kinds), "now": now}
    return _dropped(await session.scalars(_TAKE_BACK, whose))


async def withdraw_chat(session: AsyncSession, chat_id: int, now: datetime) -> int:
    """Takes back what is owed to a chat; one in flight will not be tried again."""
    return await _withdraw(session, now, _TABLE.c.chat_id == chat_id)


async def withdraw_announcement(session: AsyncSession, announcement_id: int, now: datetime) -> int:
    """Takes back what was not sent of an announcement; one in flight will not be tried again."""
    return await _withdraw(session, now, _TABLE.c.announcement_id == announcement_id)


async def _withdraw(session: AsyncSession, now: datetime, *whose: ColumnElement[bool]) -> int:
    taken = _take_back(*whose).returning(_TABLE.c.state)
    return _dropped(await session.scalars(taken, {"now": now}))


def _dropped(states: Iterable[str]) -> int:
    return sum(state == "dropped" for state in states)


async def withdraw_keys(session: AsyncSession, now: datetime, *keys: str) -> None:
    """Takes back the owed messages with these keys, as far as they were not sent yet."""
    if keys:
        await session.execute(_TAKE_BACK_KEYS, {"keys": keys, "now": now})


async def proved(session: AsyncSession, key: str, now: datetime) -> None:
    """A button of this message was pressed: one we were unsure of did arrive."""
    await session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.key == key, DeliveryRow.state == "unsure")
        .values(state="sent", reason="proved by a press", settled_at=now)
    )


async def live_keys(session: AsyncSession, runner_id: int, kind: str) -> set[str]:
    """The keys of this kind that a runner is owed or was sent in the last 30 days; none that was dropped."""
    return set(await session.scalars(_LIVE, {"whose": runner_id, "kind": kind}))


async def last_shown(session: AsyncSession, vault: Vault, runner_id: int, kind: str) -> Shown | None:
    """The newest message of this kind that a runner was sent in the last 30 days, or None."""
    row = (await session.execute(_SHOWN, {"whose": runner_id, "kinds": [kind]})).first()
    if row is None:
        return None
    stored: Any = vault.open(row.message)
    return Shown(row.key, row.message_id, Message.from_json(stored["message"]))


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
