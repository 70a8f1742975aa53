"""The weekly messages in words: which there are, when each comes, and where that is changed."""

from collections.abc import Collection, Sequence

from bot.deliveries import Button, Message
from bot.schedules import Schedule, Wants
from bot.wording import asking, dates, general
from bot.wording.words import Safe, Words

WORD = "weekly"


def settings_of(wants: Wants) -> str:
    """Where the page of one weekly message is."""
    return f"{WORD}:{wants}:show"


def off_button(words: Words, wants: Wants) -> Button:
    """Switches a weekly message off, from that message itself."""
    return general.button(words, "weekly-off", f"{WORD}:{wants}:off")


def listing(
    words: Words, offered: Sequence[Wants], kept: Sequence[Schedule], no_room: Collection[Wants] = ()
) -> Message:
    """Every weekly message, each with its day and time or "off", and a button.

    `no_room`: those that never come, because the ceiling of a day leaves no room for them.
    """
    on = {one.wants: one for one in kept}
    lines = [f"• {_line(words, wants, on.get(wants), wants in no_room)}" for wants in offered]
    rows = tuple((general.button(words, f"weekly-{wants}", settings_of(wants)),) for wants in offered)
    text = words("weekly-listing", messages=Safe("\n".join(lines)))
    return Message(text, (*rows, asking.ending(words, "reminder")))


def _line(words: Words, wants: Wants, kept: Schedule | None, no_room: bool) -> Safe:
    name = words(f"schedule-wants-{wants}")
    if kept is None:
        return words("weekly-line-off", name=name)
    days, at = dates.days_of_week(words, kept.days), dates.clock_time(words, kept.at)
    return words("weekly-line-no-room" if no_room else "weekly-line", name=name, days=days, at=at)


def settings(
    words: Words,
    wants: Wants,
    kept: Schedule | None,
    zone: str,
    note: Safe | None = None,
    no_room_under: int | None = None,
) -> Message:
    """Whether and when a weekly message comes, and where to change it.

    `no_room_under`: the ceiling of a day, where that never leaves room for it.
    """
    about, data, ending = words(f"weekly-about-{wants}"), f"{WORD}:{wants}", asking.ending(words, WORD)
    if kept is None:
        text = words("weekly-settings-off", about=about, instead=words(f"weekly-instead-{wants}"))
        switch = (general.button(words, "weekly-switch-on", f"{data}:on"),)
        return Message(asking.noted(text, note), (switch, ending))
    text = words(
        "weekly-settings",
        about=about,
        days=dates.days_of_week(words, kept.days),
        at=dates.clock_time(words, kept.at),
        next=_next(words, kept, zone, no_room_under),
    )
    rows = (
        (
            general.button(words, "weekly-day", f"{data}:days"),
            general.button(words, "weekly-time", f"{data}:time"),
        ),
        (general.button(words, "weekly-switch-off", f"{data}:off"),),
        ending,
    )
    return Message(asking.noted(text, note), rows)


def _next(words: Words, kept: Schedule, zone: str, no_room_under: int | None) -> Safe:
    if no_room_under is not None:
        return words("weekly-next-no-room", most=no_room_under)
    if kept.next_at is None:
        return words("weekly-next-none")
    return words("weekly-next", when=dates.moment(words, kept.next_at, zone))


def off(words: Words, wants: Wants, gone: Schedule | None) -> Message:
    """A weekly message was switched off; the button brings it back as it was."""
    value = f"{min(gone.days)},{gone.at:%H%M}" if gone else ""
    undo = general.button(words, "weekly-undo", f"{WORD}:{wants}:on:{value}")
    text = words(
        "weekly-is-off", name=words(f"weekly-title-{wants}"), instead=words(f"weekly-instead-{wants}")
    )
    return Message(text, ((undo,), (general.close_button(words),)))


def ask_day(words: Words, kept: Schedule, note: Safe | None = None) -> Message:
    """Asks for the one weekday of a weekly message."""
    text = words(
        "weekly-ask-day",
        name=words(f"weekly-title-{kept.wants}"),
        day=dates.days_of_week(words, kept.days),
        at=dates.clock_time(words, kept.at),
    )
    days = [
        Button(
            f"{'☑' if day in kept.days else '☐'} {dates.weekday(words, day)}",
            f"{WORD}:{kept.wants}:day:{day}",
        )
        for day in range(7)
    ]
    rows = (*asking.rows_of(days), asking.ending(words, settings_of(kept.wants)))
    return Message(asking.noted(text, note), rows)


def ask_time(words: Words, kept: Schedule, note: Safe | None = None) -> Message:
    """Asks for the time of a weekly message."""
    text = words(
        "weekly-ask-time",
        name=words(f"weekly-title-{kept.wants}"),
        at=dates.clock_time(words, kept.at),
    )
    rows = (
        *asking.times(words, f"{WORD}:{kept.wants}"),
        asking.ending(words, settings_of(kept.wants)),
    )
    return Message(asking.noted(text, note), rows)
