"""The questions that /start and /schedule both ask: the time zone, weekdays, a time of day."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.deliveries import Button, Message
from bot.runners import Place, is_fixed, place_of
from bot.wording import dates, general, paging
from bot.wording.words import Safe, Words

# Before work, at noon, after work; every other time can be typed.
TIMES = (time(6, 30), time(7), time(7, 30), time(12), time(18), time(20))

# With sharing a place, "More", "Back" and "Close" these are the eight buttons of a message.
ZONES_A_PAGE = 4

Rows = tuple[tuple[Button, ...], ...]


def rows_of(buttons: Sequence[Button], most: int = 3) -> Rows:
    """Buttons in rows of at most `most`."""
    return tuple(tuple(buttons[at : at + most]) for at in range(0, len(buttons), most))


def by_level(lines: Iterable[tuple[str, str]]) -> str:
    """Lines, each with its level, and a gap where that changes: fourteen in one block are hard to read."""
    groups = groupby(lines, key=lambda line: line[0])
    return "\n\n".join("\n".join(text for _, text in group) for _, group in groups)


def ending(words: Words, back: str) -> tuple[Button, ...]:
    """The bottom row: "Back" on the left, "Close" on the right."""
    return (general.back_button(words, back), general.close_button(words))


def noted(text: Safe, note: Safe | None) -> Safe:
    """A message, and under it a line that says what just happened, where there is one."""
    return Safe(f"{text}\n\n{note}") if note else text


def zone(
    words: Words,
    places: Sequence[Place],
    prefix: str,
    back: str,
    *,
    page: int = 0,
    note: Safe | None = None,
) -> Message:
    """Asks where a person is; a page of `places` is offered as buttons."""
    shown, page, more = paging.part(places, page, ZONES_A_PAGE)
    following = f"{prefix}:zones:{page + 1 if more else 0}"
    others = [general.button(words, "asking-more", following)] if len(places) > ZONES_A_PAGE else []
    back = f"{prefix}:zones:{page - 1}" if page else back
    rows = (
        (general.button(words, "asking-share", f"{prefix}:zone:share"),),
        *rows_of([_place(place, prefix, _city(place)) for place in shown], most=2),
        (general.back_button(words, back), *others, general.close_button(words)),
    )
    return Message(noted(words("asking-zone"), note), rows)


def which_zone(words: Words, places: Sequence[Place], prefix: str, back: str) -> Message:
    """Several places fit what was typed."""
    rows = tuple((_place(place, prefix, place.label),) for place in places)
    return Message(words("asking-zone-which"), (*rows, ending(words, back)))


def _place(place: Place, prefix: str, label: str) -> Button:
    return Button(label, f"{prefix}:zone:{place.zone}")


def _city(place: Place) -> str:
    """ "Los Angeles, California, USA" in one word or two: the common ones are known by their city."""
    return place.label.partition(",")[0]


def share_place(words: Words) -> Message:
    """Shows the keyboard with which Telegram shares a place."""
    return Message(words("asking-zone-share"), ask_location=words.plain("button-asking-share"))


def zone_set(words: Words, zone_name: str, now: datetime) -> Message:
    """Says which zone it is now, and takes the keyboard that shares a place away."""
    text = words("asking-zone-set", zone=zone_shown(zone_name), now=local_time(words, zone_name, now))
    return Message(text, clear_keyboard=True, silent=True)


def no_place(words: Words) -> Message:
    """Takes the keyboard that shares a place away where no zone was chosen."""
    return Message(words("asking-no-place"), clear_keyboard=True, silent=True)


def zone_shown(zone_name: str) -> str:
    """A zone as a person reads it: "America/New York", "UTC+1"."""
    return place_of(zone_name).label if is_fixed(zone_name) else zone_name.replace("_", " ")


def local_time(words: Words, zone_name: str, now: datetime) -> str:
    """What a clock on the wall there says: "13:00"."""
    return dates.clock_time(words, now.astimezone(ZoneInfo(zone_name)).time())


def weekdays(words: Words, ticked: frozenset[int], prefix: str) -> Rows:
    """Seven toggles. A button says what it makes of its day, so that a double press changes nothing more."""
    return rows_of(
        [
            Button(
                f"{'☑' if number in ticked else '☐'} {dates.weekday(words, number)}",
                f"{prefix}:day:{'-' if number in ticked else '+'}{number}",
            )
            for number in range(7)
        ],
        most=4,
    )


def times(words: Words, prefix: str) -> Rows:
    """Common times of day as buttons."""
    return rows_of([Button(dates.clock_time(words, at), f"{prefix}:at:{at:%H:%M}") for at in TIMES])
