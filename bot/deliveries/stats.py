"""How the deliveries stand: what is owed, what became of the last day's, and how fast the line goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.deliveries.flow import Flow
from bot.deliveries.tables import BotPaceRow, DeliveryRow

LOOKED_BACK = timedelta(days=1)
A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class OfKind:
    """One kind of message: owed and due now, owed for later, and what became of it in the last day."""

    due: int = 0
    later: int = 0
    claimed: int = 0
    sent: int = 0
    sent_last_minute: int = 0
    dropped: int = 0
    unsure: int = 0


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts by kind; `late_for` is how long the oldest that is due has waited, None when nothing is.

    `dropped` counts the last day's by reason, the most frequent first. `percent` of the rate is in use.
    """

    kinds: Mapping[str, OfKind] = field(default_factory=dict)
    dropped: Mapping[str, int] = field(default_factory=dict)
    late_for: timedelta | None = None
    percent: int = 100

    @property
    def total(self) -> OfKind:
        """All kinds together."""
        fields = OfKind.__dataclass_fields__
        return OfKind(**{name: sum(getattr(it, name) for it in self.kinds.values()) for name in fields})


async def stats(session: AsyncSession, now: datetime) -> Stats:
    """How the deliveries stand now; it reads what is open and the last day, and locks nothing."""
    kinds: dict[str, dict[str, int]] = {}

    def count(kind: str, what: str, many: int) -> None:
        of_kind = kinds.setdefault(kind, {})
        of_kind[what] = of_kind.get(what, 0) + many

    is_due = (DeliveryRow.try_at <= now).label("is_due")
    for kind, due_now, many in await _counted(session, DeliveryRow.state == "due", is_due):
        count(kind, "due" if due_now else "later", many)
    for kind, many in await _counted(session, DeliveryRow.state == "claimed"):
        count(kind, "claimed", many)
    lately = DeliveryRow.settled_at > now - LOOKED_BACK
    for kind, state, many in await _counted(session, lately, DeliveryRow.state):
        count(kind, state, many)
    last_minute = (DeliveryRow.settled_at > now - A_MINUTE) & (DeliveryRow.state == "sent")
    for kind, many in await _counted(session, last_minute):
        count(kind, "sent_last_minute", many)
    oldest = select(func.min(DeliveryRow.due_at)).where(DeliveryRow.state == "due", DeliveryRow.due_at <= now)
    due_at = (await session.execute(oldest)).scalar()
    return Stats(
        kinds={kind: OfKind(**kinds[kind]) for kind in sorted(kinds)},
        dropped=await _dropped(session, now),
        late_for=None if due_at is None else now - due_at,
        percent=await _percent(session, now),
    )


async def _counted(session: AsyncSession, which: Any, *by: Any) -> list[Any]:
    query = select(DeliveryRow.kind, *by, func.count()).where(which).group_by(DeliveryRow.kind, *by)
    return list(await session.execute(query))


async def _dropped(session: AsyncSession, now: datetime) -> dict[str, int]:
    many = func.count()
    found = await session.execute(
        select(DeliveryRow.reason, many)
        .where(DeliveryRow.settled_at > now - LOOKED_BACK, DeliveryRow.state == "dropped")
        .group_by(DeliveryRow.reason)
        .order_by(many.desc(), DeliveryRow.reason)
    )
    return {reason or "": count for reason, count in found}


async def _percent(session: AsyncSession, now: datetime) -> int:
    row = await session.scalar(select(BotPaceRow))
    return Flow(percent=row.percent, slowed_at=row.slowed_at).percent_at(now) if row else 100
