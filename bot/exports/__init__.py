"""Everything we know about one person, as files for them: values in, a ZIP out."""

from bot.exports.archive import Archive
from bot.exports.cells import columns

__all__ = ["Archive", "columns"]
