"""What /pause and /resume say: for how long it is silent, and what comes after."""

from datetime import datetime

from bot.deliveries import Message
from bot.wording import asking, dates, general, returns
from bot.wording.returns import Nudge
from bot.wording.words import Safe, Words

CHOICES_DAYS = (1, 3, 7, 14)


def ask(words: Words, zone: str, paused: bool, until: datetime | None, note: Safe | None = None) -> Message:
    """Asks for how long; says where a pause stands already."""
    text = words("pauses-ask-paused", until=_until(words, until, zone)) if paused else words("pauses-ask")
    days = [general.button(words, f"pauses-{days}", f"pause::for:{days}") for days in CHOICES_DAYS]
    rows = [*asking.rows_of(days, most=2), (general.button(words, "pauses-open", "pause::for:open"),)]
    if paused:
        rows.insert(0, (general.button(words, "pauses-resume", "resume"),))
    return Message(asking.noted(text, note), (*rows, asking.ending(words, "schedule")))


def unreadable(words: Words, most: int) -> Safe:
    """For a length that is none; `most` days are the longest."""
    return words("pauses-unreadable", most=most)


def paused(words: Words, zone: str, until: datetime | None) -> Message:
    """The pause has begun."""
    text = words("pauses-paused", until=_until(words, until, zone))
    rows = (
        (general.button(words, "pauses-resume", "resume"),),
        (general.button(words, "pauses-other", "pause"), general.close_button(words)),
    )
    return Message(text, rows)


def resumed(
    words: Words, zone: str, was_paused: bool, push_at: datetime | None, way_back: Nudge | None
) -> Message:
    """The pause is over, or there was none; the next push, and what there is to do on the way back."""
    name = "pauses-resumed" if was_paused else "pauses-not-paused"
    if push_at is None:
        text = words(f"{name}-no-push")
    else:
        text = words(name, when=dates.moment(words, push_at, zone))
    if way_back:
        text = Safe(f"{text}\n\n{returns.nudge(words, way_back)}")
    rows = (
        *(((returns.door(words),),) if way_back else ()),
        (
            general.button(words, "pauses-today", "today"),
            general.button(words, "pauses-schedule", "schedule"),
        ),
        (general.close_button(words),),
    )
    return Message(text, rows)


def refused(words: Words, was_paused: bool, advice_data: str, *, seen: bool) -> Message:
    """A decision of a check-in holds the plan: only "seen and cleared" ends that; `seen` is half of it."""
    refusal = words("pauses-refused-seen" if seen else "pauses-refused")
    text = Safe(f"{refusal}\n\n{words('pauses-refused-own-over')}") if was_paused else refusal
    rows = ((general.button(words, "pauses-advice", advice_data),), (general.close_button(words),))
    return Message(text, rows)


def _until(words: Words, until: datetime | None, zone: str) -> Safe:
    if until is None:
        return words("pauses-until-resumed")
    return words("pauses-until", moment=dates.moment(words, until, zone))
