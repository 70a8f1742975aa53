"""The question of the next morning in words."""

from datetime import date

from bot.checkins import CheckIn, Standing
from bot.content import Content
from bot.deliveries import Button, Message
from bot.triage import Effect, Morning
from bot.wording import checkins as checkins_words
from bot.wording import dates, general, returns
from bot.wording.words import Safe, Words

WORD = "morning"


def after_run(words: Words, on: date, run_on: date) -> Message:
    """Asks on the morning `on` about the run of the day before."""
    return _asked(words, on, words("morning-after-run", day=dates.day(words, run_on)))


def after_checkin(words: Words, content: Content, on: date, checkin: CheckIn) -> Message:
    """Asks on the morning `on` about the pain of the day before."""
    said = checkins_words.told(words, content, checkin)
    return _asked(words, on, words("morning-after-checkin", day=dates.day(words, checkin.on), said=said))


def _asked(words: Words, on: date, text: Safe) -> Message:
    choices = tuple(
        general.button(words, f"morning-{answer}", f"{WORD}:{on:%Y%m%d}:{answer}") for answer in Morning
    )
    return Message(text, (choices, _check_in(words)))


def noted(words: Words, on: date, answer: Morning, standing: Standing) -> Message:
    """Better, or the same, on the morning `on`: what stood before still stands."""
    eased = "rest" if standing.effect >= Effect.REST else "gentler"
    plan = "as-planned" if standing.effect is Effect.AS_PLANNED else eased
    plan = "stands" if standing.needs_clearing else plan
    text = Safe(f"{words(f'morning-noted-{answer}')}\n{words(f'morning-{plan}')}")
    check_in, close = _check_in(words)
    undo = general.button(words, "morning-undo", f"{WORD}:{on:%Y%m%d}:undo")
    return Message(text, ((check_in, undo, close),))


def worse_elsewhere(words: Words) -> Message:
    """It got worse, and that was said in another message: what follows stands there."""
    return Message(words("morning-worse-elsewhere"), (_check_in(words),))


def another_day(words: Words, on: date, *, goes_on: bool = False) -> Message:
    """A button under the question of another morning; `goes_on`: the way back still waits for the answer."""
    text = words("morning-another-day", day=dates.day(words, on))
    if not goes_on:
        return Message(text, (_check_in(words),))
    return Message(Safe(f"{text}\n{words('morning-way-back')}"), ((returns.door(words),), _check_in(words)))


def not_asked(words: Words) -> Message:
    """The run that it asked about is of another day by now, or deleted."""
    return Message(words("morning-not-asked"), (_check_in(words),))


def checked_in(words: Words) -> Message:
    """A check-in of today has answered it already."""
    return Message(words("morning-checked-in"), (_check_in(words),))


def _check_in(words: Words) -> tuple[Button, ...]:
    return (general.button(words, "checkin-new", checkins_words.WORD), general.close_button(words))
