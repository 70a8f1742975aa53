"""What was run, the longest of the last 30 days, and the way back to running."""

from bot.runs.run import Felt, Run, Source

__all__ = ["Felt", "Run", "Source"]
