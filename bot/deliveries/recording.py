"""Writing down what became of a claimed message, and the rule for doubt."""

import random
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.deliveries import pace
from bot.deliveries.claiming import Claimed
from bot.deliveries.outcome import Gone, Moved, Outcome, Refused, Sent, TryLater, Unsure
from bot.deliveries.tables import DeliveryRow

_TABLE = cast(Table, DeliveryRow.__table__)
_HELD = (
    select(_TABLE.c.id, _TABLE.c.fence)
    .where(_TABLE.c.id.in_(bindparam("ids", expanding=True)), _TABLE.c.state == "claimed")
    .order_by(_TABLE.c.id)
    .with_for_update()
)
_WAS_SENT = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("delivery_id"))
    .values(
        state="sent",
        reason=None,
        message_id=bindparam("shown_as"),
        attempts=_TABLE.c.attempts + 1,
        leased_until=None,
        settled_at=bindparam("at"),
    )
)


async def record_all(
    session: AsyncSession, settled: Sequence[tuple[Claimed, Outcome]], now: datetime
) -> frozenset[int]:
    """Writes down what became of many; gives the ids that were still ours. The others were taken over."""
    sent = {claimed.id: (claimed.fence, it.message_id) for claimed, it in settled if isinstance(it, Sent)}
    ours = await _record_sent(session, sent, now) if sent else set()
    for claimed, outcome in settled:
        if not isinstance(outcome, Sent) and await record(session, claimed, outcome, now):
            ours.add(claimed.id)
    return frozenset(ours)


async def _record_sent(session: AsyncSession, sent: dict[int, tuple[int, int]], now: datetime) -> set[int]:
    held = await session.execute(_HELD, {"ids": sorted(sent)})
    ours = {delivery_id for delivery_id, fence in held if fence == sent[delivery_id][0]}
    if ours:
        connection = await session.connection()
        await connection.execute(
            _WAS_SENT, [{"delivery_id": it, "shown_as": sent[it][1], "at": now} for it in sorted(ours)]
        )
    return ours


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
            row.try_at = now + (after or growing_wait(row.attempts))
            if after:
                await pace.flooded(session, row.chat_id, after, now)
        case Moved(chat_id):
            row.state, row.reason = "due", "moved"
            await move_chat(session, row.chat_id, chat_id)
        case Unsure(reason):
            doubt(row, reason, now)
        case Refused(reason) | Gone(reason):
            _settle(row, "dropped", _without_quotes(reason), now)
    await session.flush()
    return True


async def move_chat(session: AsyncSession, old: int, new: int) -> None:
    """A group became a supergroup: what is owed to it goes to the new id."""
    await session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.chat_id == old, DeliveryRow.state.in_(["due", "claimed"]))
        .values(chat_id=new)
    )


def doubt(row: DeliveryRow, reason: str, now: datetime) -> None:
    """The rule for doubt: repeat once where a miss is worse, else leave it as it is and say so."""
    row.leased_until = None
    if row.if_unsure == "repeat" and row.repeats == 0:
        row.state, row.reason, row.repeats = "due", reason, 1
        row.try_at = now + growing_wait(row.attempts)
    else:
        _settle(row, "unsure", reason, now)


def growing_wait(attempts: int) -> timedelta:
    """1, 2, 4 … seconds up to five minutes, each up to half as long again so that retries do not march."""
    seconds = min(2.0 ** min(max(attempts - 1, 0), 9), 300)
    return timedelta(seconds=seconds * random.uniform(1, 1.5))


def _settle(row: DeliveryRow, state: str, reason: str | None, now: datetime) -> None:
    row.state, row.reason, row.settled_at = state, reason, now


def _without_quotes(reason: str) -> str:
    # Telegram quotes pieces of our text when it cannot parse it; no such piece may be kept in clear.
    return re.sub(r"\".*\"|'.*'", "…", reason, flags=re.DOTALL)[:200]
