"""What a start of the bot loads and reads, for a process that others are forked from: see forked.py."""

from bot import app, content
from bot.__main__ import main
from bot.wording.words import Dictionary

__all__ = ["main"]

content.load(content.FOLDER)
Dictionary(app.WORDS)
