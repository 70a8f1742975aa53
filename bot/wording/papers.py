"""/export in words: what is asked before the file is made, what stands under it, and the README in it."""

from collections.abc import Callable, Iterable
from datetime import datetime

from bot import schedules
from bot.deliveries import Made, Message
from bot.wording import dates, general
from bot.wording.words import Words

EXPORT = "export"


def confirm(words: Words, consented: bool) -> Message:
    """Asks once: who has the file can read it."""
    text = words("export-confirm" if consented else "export-confirm-no-health")
    make = general.button(words, "export-make", f"{EXPORT}::make")
    return Message(text, ((make,), (general.button(words, "cancel", f"{EXPORT}::cancel"),)))


def making(words: Words) -> Message:
    """The file is on its way."""
    return Message(words("export-making"))


def exported(
    words: Words,
    now: datetime,
    zone: str,
    make: Callable[[], bytes],
    more: Callable[[], bytes | None] | None = None,
) -> Message:
    """The file itself; `make` makes it as it is sent, and `more` what had no room in it."""
    name = f"steady-hips-{schedules.local_date(now, zone)}.zip"
    text = words("export-made", made=dates.moment(words, now, zone))
    return Message(text, ((general.close_button(words),),), made=Made(name, make, more=more))


def cancelled(words: Words) -> Message:
    """They pressed "Cancel"."""
    return Message(words("export-cancelled"))


def nothing(words: Words, *, is_known: bool) -> Message:
    """There is nothing worth a file: of a stranger, or of somebody who has not consented yet."""
    text = words("export-before-consent" if is_known else "export-nobody")
    return Message(text, ((general.button(words, "start-now", "start"),),))


def readme(words: Words, parts: Iterable[str], now: datetime, zone: str) -> str:
    """What the fields of each part mean, as plain text."""
    about = words.plain("exported-about", made=dates.moment(words, now, zone), zone=zone)
    fields = (f"{part}: {words.plain(f'exported-{part}')}" for part in parts)
    return "\n\n".join((about, *fields)) + "\n"
