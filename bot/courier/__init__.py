"""Takes one Message to Telegram and says, as a value, what became of it."""

from bot.courier.courier import Courier
from bot.courier.pictures import FIGURES, UNKNOWN

__all__ = ["FIGURES", "UNKNOWN", "Courier"]
