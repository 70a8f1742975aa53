"""The words that ship, read once for every test that shows them."""

from bot.app import WORDS
from bot.wording.words import Dictionary

DICTIONARY = Dictionary(WORDS)
