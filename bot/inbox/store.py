"""The inbox in the database: kept once, handed out in each chat's order, answered once, forgotten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, cast

from sqlalchemy import CursorResult, Select, bindparam, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import dialect_of, insert_in, table_of
from bot.inbox.tables import InboxRow
from bot.vault import SealedWithAnotherKey, Vault

# Who has not answered by then, and has not asked for longer, has died. An answer may wait for Telegram for
# half a minute; whoever lives renews what is in hand every second.
LEASE = timedelta(seconds=10)
# One that ended three processes is not given to a fourth.
GIVEN_UP_AFTER = 3
# Telegram offers an update again for a day at most.
REMEMBERED_FOR = timedelta(days=2)

# What Telegram repeats of our own message when one of its buttons is pressed.
_ECHO = frozenset(
    {"from", "text", "entities", "caption", "caption_entities", "reply_markup", "link_preview_options"}
)

_TABLE = table_of(InboxRow)
_NOTHING_LEFT: dict[str, Any] = {"said": None, "chat_id": None, "leased_until": None}


# Built once: each update needs all of them, and building one takes longer than running it.
def _first_of_each_chat() -> Select[Any]:
    mine, earlier = _TABLE.c, _TABLE.alias().c
    is_first = ~exists().where(
        earlier.answered_at.is_(None),
        earlier.chat_id == mine.chat_id,
        earlier.id < mine.id,
        # Who died after what it did was kept, and before what it said was sent, holds up the chat no longer.
        or_(earlier.said.is_not(None), earlier.leased_until > bindparam("by")),
    )
    return (
        select(mine.id, mine.fence, mine.arrived_at, mine.said)
        .where(
            mine.answered_at.is_(None),
            mine.said.is_not(None),
            or_(mine.leased_until.is_(None), mine.leased_until <= bindparam("by")),
            mine.fence < GIVEN_UP_AFTER,
            is_first,
        )
        .order_by(mine.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True, of=_TABLE)
    )


_WAITING = _first_of_each_chat()
_TAKE = (
    update(_TABLE)
    .where(_TABLE.c.id.in_(bindparam("ids", expanding=True)))
    .values(fence=_TABLE.c.fence + 1, leased_until=bindparam("leased_until"))
)
_OURS = _TABLE.c.id == bindparam("its_id"), _TABLE.c.fence == bindparam("its_fence")
_DONE = update(_TABLE).where(*_OURS).values(said=bindparam("left"))
_RENEW = update(_TABLE).where(*_OURS).values(leased_until=bindparam("until"))
_PUT_AWAY = (
    update(_TABLE)
    .where(*_OURS)
    .values(answered_at=bindparam("at"), **{name: bindparam(f"no_{name}") for name in _NOTHING_LEFT})
)


@cache
def _keep(dialect: str) -> Any:
    return insert_in(dialect, _TABLE).on_conflict_do_nothing().returning(_TABLE.c.id)


class TakenOver(Exception):
    """Another process has this update by now: what was begun for it here is taken back."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An update that this process alone may answer until its lease runs out."""

    id: int
    fence: int
    arrived_at: datetime
    update: Mapping[str, Any]  # as Telegram sent it


async def keep(
    session: AsyncSession, vault: Vault, updates: Sequence[Mapping[str, Any]], now: datetime
) -> int:
    """Keeps what Telegram sent; what was kept before, answered or not, is no news. Gives how many are."""
    if not updates:
        return 0
    kept = await session.execute(
        _keep(dialect_of(session)),
        [
            {
                "id": it["update_id"],
                "chat_id": _chat_of(it),
                "said": vault.seal(_without_echo(it)),
                "fence": 0,
                "arrived_at": now,
            }
            for it in updates
        ],
    )
    return len(kept.all())


async def take(session: AsyncSession, vault: Vault, now: datetime, most: int) -> list[Taken]:
    """Up to `most` updates to answer, the first that waits in each chat; commit, then answer.

    A chat whose first one is being answered has to wait, in whichever process that is.
    """
    rows = (await session.execute(_WAITING, {"by": now, "most": most})).all()
    if not rows:
        return []
    await session.execute(_TAKE, {"ids": [row.id for row in rows], "leased_until": now + LEASE})
    return [Taken(row.id, row.fence + 1, row.arrived_at, _opened(row, vault)) for row in rows]


async def done(session: AsyncSession, taken: Taken) -> None:
    """What this update asks for is done, if this transaction is; what it said is gone. Twice is no harm.

    Its chat goes on when it is put away: what is said to a chat keeps its order as well. Raises TakenOver
    when the lease ran out and another process has it.
    """
    found = await session.execute(_DONE, {"its_id": taken.id, "its_fence": taken.fence, "left": None})
    if not cast(CursorResult[Any], found).rowcount:
        raise TakenOver(TakenOver.__doc__)


async def not_done(session: AsyncSession, vault: Vault, taken: Taken) -> None:
    """Takes `done` back in its own transaction: who dies before it is put away leaves it to the next."""
    said = vault.seal(taken.update)
    await session.execute(_DONE, {"its_id": taken.id, "its_fence": taken.fence, "left": said})


async def renew(session: AsyncSession, in_hand: Sequence[Taken], now: datetime) -> None:
    """These are still being answered: their leases begin anew. What another process has is left to it."""
    if in_hand:
        rows = [{"its_id": one.id, "its_fence": one.fence, "until": now + LEASE} for one in in_hand]
        await session.execute(_RENEW, rows)


async def put_away(session: AsyncSession, ended: Sequence[Taken], now: datetime) -> None:
    """These updates are answered, whatever became of them; those that another process has are left to it."""
    if ended:
        nothing = {f"no_{name}": None for name in _NOTHING_LEFT}
        ids = [{"its_id": one.id, "its_fence": one.fence, "at": now, **nothing} for one in ended]
        await session.execute(_PUT_AWAY, ids)


async def release(session: AsyncSession, now: datetime) -> None:
    """What is done is put away, the rest waits again: only for who knows that no other process lives."""
    is_open = _TABLE.c.answered_at.is_(None)
    await session.execute(
        update(_TABLE).where(is_open, _TABLE.c.said.is_(None)).values(answered_at=now, **_NOTHING_LEFT)
    )
    await session.execute(
        update(_TABLE).where(is_open, _TABLE.c.leased_until.is_not(None)).values(leased_until=None)
    )


async def give_up(session: AsyncSession, now: datetime) -> list[int]:
    """Puts away what ended every process that took it, so that its chat goes on. Gives their ids.

    What was done by a process that died before it said so is put away with them, and is not among the ids.
    """
    let_go = (
        _TABLE.c.answered_at.is_(None),
        or_(_TABLE.c.leased_until.is_(None), _TABLE.c.leased_until <= now),
    )
    await session.execute(
        update(_TABLE).where(*let_go, _TABLE.c.said.is_(None)).values(answered_at=now, **_NOTHING_LEFT)
    )
    given_up = await session.scalars(
        update(_TABLE)
        .where(*let_go, _TABLE.c.fence >= GIVEN_UP_AFTER)
        .values(answered_at=now, **_NOTHING_LEFT)
        .returning(_TABLE.c.id)
    )
    return list(given_up)


async def clock_went_back(session: AsyncSession, now: datetime) -> None:
    """Leases end when they would have: a clock that was ahead has written them. Twice is no harm."""
    until = now + LEASE
    await session.execute(
        update(_TABLE)
        .where(_TABLE.c.answered_at.is_(None), _TABLE.c.leased_until > until)
        .values(leased_until=until)
    )


async def waiting(session: AsyncSession) -> tuple[int, datetime | None]:
    """How many updates are not answered yet, and since when the oldest of them waits."""
    found = await session.execute(
        select(func.count(), func.min(InboxRow.arrived_at)).where(InboxRow.answered_at.is_(None))
    )
    many, oldest = found.one()
    return int(many), oldest


async def forget(session: AsyncSession, now: datetime) -> int:
    """Forgets the numbers of what was answered longer ago than Telegram would send it again."""
    old = await session.execute(delete(InboxRow).where(InboxRow.answered_at < now - REMEMBERED_FOR))
    return cast(CursorResult[Any], old).rowcount


def _without_echo(update: Mapping[str, Any]) -> Mapping[str, Any]:
    """The update without what a pressed button's message says: those are our own words, read by nobody here.

    With them a press is ten times as large to seal and to read, and health answers would be kept again.
    """
    query = update.get("callback_query")
    message = query.get("message") if isinstance(query, dict) else None
    if not isinstance(query, dict) or not isinstance(message, dict):
        return update
    rest = {name: value for name, value in message.items() if name not in _ECHO}
    return {**update, "callback_query": {**query, "message": rest}}


def _opened(row: Any, vault: Vault) -> Mapping[str, Any]:
    try:
        opened = vault.open(row.said)
    except SealedWithAnotherKey:
        opened = None
    # One that cannot be opened is answered by nobody: an update of no kind passes every page.
    return opened if isinstance(opened, dict) else {"update_id": row.id}


def _chat_of(update: Mapping[str, Any]) -> int:
    """The chat that an update is of, whatever its kind; 0 where it is of none."""
    for kind in update.values():
        if isinstance(kind, dict):
            message = kind if "chat" in kind else kind.get("message") or {}
            chat = message.get("chat") if isinstance(message, dict) else None
            chat_id = chat.get("id") if isinstance(chat, dict) else None
            # One that no chat can have would keep the whole batch out of the database.
            if isinstance(chat_id, int) and -(2**63) <= chat_id < 2**63:
                return int(chat_id)
    return 0
