"""The tips a runner has had, as they get them to keep."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Parts
from bot.tips.store import given
from bot.vault import Vault


async def export(session: AsyncSession, vault: Vault, runner_id: int) -> Parts:
    """The tips of this round, the last one last, and what made each come."""
    had = await given(session, vault, runner_id)
    return {"tips": [{"card": tip.card_id, "because": tip.because} for tip in had]}
