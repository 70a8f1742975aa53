"""The tip of the week in words: the card as it is pushed, why it came, and its page in /schedule."""

from bot.content import Card, Lately
from bot.deliveries import Button, Message
from bot.schedules import Schedule
from bot.wording import asking, dates, general, learn, paging, sources
from bot.wording.words import Safe, Words

WORD = "tip"
SETTINGS = f"{WORD}::settings"


def push(words: Words, card: Card, page: int = 0) -> Message:
    """A card as the tip of the week; its sources are behind "Why?", and it makes no sound."""
    pages = learn.pages_of(card, words("tip-title", title=card.title))
    page = min(max(page, 0), len(pages) - 1)
    data = f"{WORD}:{card.id}"
    more = ((general.button(words, "more", f"{data}:page:{page + 1}"),),) if page + 1 < len(pages) else ()
    onward = (
        general.button(words, "tip-another", f"{data}:another"),
        general.button(words, "tip-why", f"{data}:why"),
    )
    back = (general.back_button(words, f"{data}:page:{page - 1}"),) if page else ()
    off = general.button(words, "tip-off", f"{WORD}::off")
    return Message(pages[page], (*more, onward, (*back, off, general.close_button(words))), silent=True)


def why(words: Words, card: Card, because: Lately | None) -> Message:
    """What made this card come, and where its facts come from."""
    text = words(
        "tip-why",
        because=words(f"tip-because-{because or 'turn'}"),
        sources=sources.listed(words, card.sources, card.reviewed_on),
    )
    return Message(text, (paging.bottom(words, f"{WORD}:{card.id}:page:0"),))


def settings(words: Words, tip: Schedule | None, zone: str, note: Safe | None = None) -> Message:
    """Whether and when the tip comes, and where to change it."""
    ending = asking.ending(words, "reminder")
    if tip is None:
        switch = (general.button(words, "tip-switch-on", f"{WORD}::on"),)
        return Message(asking.noted(words("tip-settings-off"), note), (switch, ending))
    text = words(
        "tip-settings",
        days=dates.days_of_week(words, tip.days),
        at=dates.clock_time(words, tip.at),
        next=words("tip-next", when=dates.moment(words, tip.next_at, zone))
        if tip.next_at
        else words("tip-next-none"),
    )
    rows = (
        (
            general.button(words, "tip-day", f"{WORD}::days"),
            general.button(words, "tip-time", f"{WORD}::time"),
        ),
        (general.button(words, "tip-switch-off", f"{WORD}::off"),),
        ending,
    )
    return Message(asking.noted(text, note), rows)


def off(words: Words, gone: Schedule | None) -> Message:
    """The tip was switched off; the button brings it back as it was."""
    value = f"{min(gone.days)},{gone.at:%H%M}" if gone else ""
    undo = general.button(words, "tip-undo", f"{WORD}::on:{value}")
    return Message(words("tip-off"), ((undo,), (general.close_button(words),)))


def ask_day(words: Words, tip: Schedule, note: Safe | None = None) -> Message:
    """Asks for the one weekday of the tip."""
    text = words("tip-ask-day", day=dates.days_of_week(words, tip.days), at=dates.clock_time(words, tip.at))
    days = [
        Button(f"{'☑' if day in tip.days else '☐'} {dates.weekday(words, day)}", f"{WORD}::day:{day}")
        for day in range(7)
    ]
    rows = (*asking.rows_of(days), asking.ending(words, SETTINGS))
    return Message(asking.noted(text, note), rows)


def ask_time(words: Words, tip: Schedule, note: Safe | None = None) -> Message:
    """Asks for the time of the tip."""
    text = words("tip-ask-time", at=dates.clock_time(words, tip.at))
    rows = (*asking.times(words, f"{WORD}:"), asking.ending(words, SETTINGS))
    return Message(asking.noted(text, note), rows)
