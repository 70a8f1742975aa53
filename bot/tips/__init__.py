"""One short read a week: which card comes next for a runner, and which they have had."""

from bot.tips.choice import LATELY_FOR, Tip, choose, for_everyone, lately
from bot.tips.exported import export
from bot.tips.store import given, next_tip

__all__ = [
    "LATELY_FOR",
    "Tip",
    "choose",
    "export",
    "for_everyone",
    "given",
    "lately",
    "next_tip",
]
