"""The tips a runner has had, in the database: the next one chosen and kept, those given read back."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import checkins
from bot.content import Content, Lately
from bot.runners import Runner
from bot.tips.choice import CAME_BACK_LATELY_FOR, LATELY_FOR, Tip, choose, lately
from bot.tips.tables import TipsRow
from bot.vault import Vault


async def next_tip(
    session: AsyncSession, vault: Vault, runner: Runner, content: Content, now: datetime
) -> Tip | None:
    """Chooses the runner's next tip and keeps that they had it; None when none may come now.

    When all were seen a new round begins, and the last one does not come again at once.
    """
    reported = await _reported(session, vault, runner, now) if runner.consented else None
    row = await session.get(TipsRow, runner.id, with_for_update=True)
    had = _opened(vault, row)
    seen = [tip.card_id for tip in had]
    tip = choose(content.cards.values(), seen, reported)
    if tip is None and set(seen) >= content.cards.keys():
        had = had[-1:]
        tip = choose(content.cards.values(), seen[-1:], reported)
    if tip is None:
        return None
    sealed = vault.seal([[one.card_id, one.because] for one in (*had, tip)])
    if row is None:
        session.add(TipsRow(runner_id=runner.id, given=sealed))
    else:
        row.given = sealed
    await session.flush()
    return tip


async def given(session: AsyncSession, vault: Vault, runner_id: int) -> tuple[Tip, ...]:
    """The tips the runner has had in this round, the last one last."""
    return _opened(vault, await session.get(TipsRow, runner_id))


async def _reported(session: AsyncSession, vault: Vault, runner: Runner, now: datetime) -> Lately | None:
    standing = await checkins.standing(session, vault, runner.id)
    week = await checkins.recent(session, vault, runner.id, now - LATELY_FOR)
    since = now - CAME_BACK_LATELY_FOR
    cleared_at = await checkins.last_cleared_at(session, runner.id)
    return lately(
        standing.level,
        standing.effect,
        reported=await checkins.latest(session, vault, runner.id) is not None,
        bands=[checkin.decision.band for checkin in week],
        came_back=runner.came_back_since(since, now) or (cleared_at is not None and cleared_at > since),
    )


def _opened(vault: Vault, row: TipsRow | None) -> tuple[Tip, ...]:
    stored: Any = vault.open(row.given) if row else []
    return tuple(Tip(card_id, Lately(because) if because else None) for card_id, because in stored)
