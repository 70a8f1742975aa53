"""What operators read: how the deliveries stand, in counts alone."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from html import unescape

from bot.deliveries import Message, OfKind, Stats
from bot.wording import general
from bot.wording.words import Safe, Words

# Telegram's own sentences are long, and a phone is narrow.
REASONS_AT_MOST = 8
COLUMNS = ("due", "later", "sent", "sent_last_minute", "unsure", "dropped")


def stats(words: Words, found: Stats, rate: int, now: datetime) -> Message:
    """How the deliveries stand at `now`, to be asked for again by a button: a line for each kind."""
    kinds = [line for kind, of_kind in found.kinds.items() if (line := _in_a_line(words, kind, of_kind))]
    parts = [head(words, found, rate), "\n".join(kinds), reasons(words, found)]
    text = "\n\n".join([words("operators-at", time=f"{now:%H:%M:%S}"), *filter(None, parts)])
    again = general.button(words, "operators-again", "operators::stats")
    return Message(Safe(text), ((again, general.button(words, "close", "close")),))


def in_terminal(words: Words, found: Stats, rate: int) -> str:
    """The same without HTML."""
    said = f"{head(words, found, rate)}\n\n{table(words, found)}\n\n{reasons(words, found)}".strip()
    return unescape(re.sub(r"</?b>", "", said))


def head(words: Words, found: Stats, rate: int) -> Safe:
    """What is open, how late, how fast."""
    late = (
        words("operators-on-time")
        if found.late_for is None
        else words("operators-late", time=length(found.late_for))
    )
    return words(
        "operators-stats",
        due=found.total.due,
        later=found.total.later,
        claimed=found.total.claimed,
        late=late,
        percent=found.percent,
        rate=rate,
    )


def table(words: Words, found: Stats) -> Safe:
    """A line for each kind and one for all, in columns."""
    heads: list[str] = [
        words("operators-kind"),
        *(words(f"operators-{name.replace('_', '-')}") for name in COLUMNS),
    ]
    lines = [_cells(kind, of_kind) for kind, of_kind in found.kinds.items()]
    lines.append(_cells(words("operators-all"), found.total))
    widths = [max(map(len, column)) for column in zip(heads, *lines, strict=True)]
    return Safe("\n".join(_line(cells, widths) for cells in [heads, *lines]))


def reasons(words: Words, found: Stats) -> Safe:
    """Why messages were dropped, the most frequent first."""
    said = [
        words("operators-reason", reason=reason, n=n)
        for reason, n in list(found.dropped.items())[:REASONS_AT_MOST]
    ]
    return Safe("\n".join([words("operators-reasons"), *said]) if said else "")


def length(time: timedelta) -> str:
    """A length of time in the two largest of days, hours, minutes and seconds."""
    seconds = int(time.total_seconds())
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    parts = ((days, "d"), (hours % 24, "h"), (minutes % 60, "min"), (seconds % 60, "s"))
    first = next((n for n, (count, _) in enumerate(parts) if count), len(parts) - 1)
    return " ".join(f"{count} {unit}" for count, unit in parts[first : first + 2] if count or first == 3)


def _in_a_line(words: Words, kind: str, of_kind: OfKind) -> Safe | None:
    """What there is to say of a kind; a phone has no room for a table."""
    said = [
        words(f"operators-n-{name.replace('_', '-')}", n=n)
        for name in COLUMNS
        if (n := getattr(of_kind, name))
    ]
    return words("operators-of-kind", kind=kind, said=Safe(", ".join(said))) if said else None


def _cells(name: str, of_kind: OfKind) -> list[str]:
    return [name, *(str(getattr(of_kind, column)) for column in COLUMNS)]


def _line(cells: Sequence[str], widths: list[int]) -> str:
    first, *others = (
        cell.ljust(width) if n == 0 else cell.rjust(width)
        for n, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join((first, *others)).rstrip()
