"""What /privacy and /forget say: what is kept, why, how long, who sees it, and how all of it is erased."""

from datetime import timedelta

from bot.deliveries import Message
from bot.wording import general
from bot.wording.words import Words

WORD = "privacy"
FORGET = "forget"
SECTIONS = ("what", "how-long", "who")


def main(words: Words, consented: bool) -> Message:
    """What is kept, in brief, and the way to the rest; consent can be taken back where it was given."""
    first, *others = (general.button(words, f"privacy-{name}", f"{WORD}::{name}") for name in SECTIONS)
    withdraw = (general.button(words, "privacy-withdraw", f"{WORD}::withdraw"),) if consented else ()
    erase = general.button(words, "privacy-forget", FORGET)
    # On a phone more in a row are too narrow for their words.
    rows = ((first,), tuple(others), withdraw, (erase,), (general.close_button(words),))
    return Message(words("privacy-main"), tuple(row for row in rows if row))


def section(words: Words, name: str) -> Message:
    """One section in full."""
    back = general.back_button(words, f"{WORD}::main")
    return Message(words(f"privacy-{name}"), ((back, general.close_button(words)),))


def withdraw(words: Words, runner_id: int, asked: int) -> Message:
    """Asks once whether consent is to be taken back; `asked`, in seconds since 1970, ages the button."""
    yes = general.button(words, "privacy-withdraw-yes", f"{WORD}:{runner_id}:withdrawn:{asked}")
    back = general.back_button(words, f"{WORD}::main")
    return Message(words("privacy-withdraw"), ((yes,), (back, general.close_button(words))))


def withdrawn(words: Words) -> Message:
    """Consent is taken back, and what it allowed is erased."""
    return Message(words("privacy-withdrawn"))


def withdraw_too_late(words: Words) -> Message:
    """The button that takes consent back had aged."""
    return Message(words("privacy-too-late"))


def forget(words: Words, runner_id: int, asked: int, works_for: timedelta) -> Message:
    """Asks once whether everything is to be erased; of somebody without an id only clubs know anything."""
    yes = general.button(words, "forget-yes", f"{FORGET}:{runner_id}:yes:{asked}")
    cancel = general.button(words, "cancel", f"{FORGET}::cancel")
    text = words(
        "forget-confirm" if runner_id else "forget-confirm-clubs", minutes=works_for // timedelta(minutes=1)
    )
    return Message(text, ((yes,), (cancel,)))


def forgotten(words: Words) -> Message:
    """Everything is erased."""
    return Message(words("forget-done"))


def kept(words: Words) -> Message:
    """They pressed "Cancel"."""
    return Message(words("forget-kept"))


def forget_too_late(words: Words) -> Message:
    """The button that erases had aged."""
    return Message(words("forget-too-late"))


def left_clubs(words: Words) -> Message:
    """Somebody whom only clubs knew is erased there."""
    return Message(words("forget-left-clubs"))


def nobody(words: Words) -> Message:
    """There is nothing to erase."""
    return Message(words("forget-nobody"))
