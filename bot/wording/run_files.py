"""A file from a watch in words, where no run was kept of it."""

from datetime import date

from bot.deliveries import Message
from bot.runs import FileRefused, FileRun
from bot.wording import dates, distances, general
from bot.wording.runs import WORD
from bot.wording.words import Words


def file_refused(words: Words, why: FileRefused | None) -> Message:
    """Why a file gave no run; None for one that is of no kind we read."""
    text = words(f"run-file-{why}") if why else words("run-file-unknown")
    return Message(text, ((general.button(words, "run-log", f"{WORD}::log"), general.close_button(words)),))


def file_ahead(words: Words, on: date, today: date) -> Message:
    """A file of a day that is still to come."""
    rows = ((general.button(words, "run-log", f"{WORD}::log"), general.close_button(words)),)
    return Message(words("run-file-ahead", day=dates.day_seen_from(words, on, today)), rows)


def file_odd(words: Words, found: FileRun, *, miles: bool) -> Message:
    """A file that was read, and what it says cannot be."""
    said = [distances.distance(words, found.distance_m, miles)]
    if found.duration_s is not None:
        said.append(distances.duration(words, found.duration_s))
    rows = ((general.button(words, "run-log", f"{WORD}::log"), general.close_button(words)),)
    return Message(words("run-file-odd", run=" · ".join(said)), rows)
