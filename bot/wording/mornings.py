"""The question of the next morning in words."""

from datetime import date

from bot.checkins import CheckIn
from bot.content import Content
from bot.deliveries import Message
from bot.wording import checkins as checkins_words
from bot.wording import dates, general
from bot.wording.words import Safe, Words


def after_run(words: Words, on: date, run_on: date) -> Message:
    """Asks on the morning `on` about the run of the day before."""
    return _asked(words, words("morning-after-run", day=dates.day(words, run_on)))


def after_checkin(words: Words, content: Content, on: date, checkin: CheckIn) -> Message:
    """Asks on the morning `on` about the pain of the day before."""
    said = checkins_words.told(words, content, checkin)
    return _asked(words, words("morning-after-checkin", day=dates.day(words, checkin.on), said=said))


def _asked(words: Words, text: Safe) -> Message:
    check_in = general.button(words, "checkin-new", checkins_words.WORD)
    return Message(text, ((check_in,), (general.close_button(words),)))
