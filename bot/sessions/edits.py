"""How often one message may be changed: more than a second apart, and less than twenty times a minute."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# Telegram publishes no number for edits in a private chat; these are its numbers for messages there and in
# groups (Bot API FAQ: about one a second, 20 a minute), which edits count towards.
# Half a second more, because one call takes longer on its way than the next.
APART = timedelta(seconds=1.5)

# Twelve a minute for the countdown, and a few at once for presses: 30 s saved up are six more. In any
# minute that makes (60 + 30) / 5 + 1 = 19 at most.
A_TURN = timedelta(seconds=5)
SAVED_UP = timedelta(seconds=30)
# A countdown leaves this much of it to presses.
LEFT_FOR_PRESSES = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Edits:
    """What was spent: when the last edit goes out, and until when edits are paid for at a turn each."""

    last_at: datetime
    paid_until: datetime


def free_at(edits: Edits, now: datetime, *, countdown: bool = False) -> datetime:
    """The first instant from `now` on at which one more edit may go out."""
    saved_up = SAVED_UP - LEFT_FOR_PRESSES if countdown else SAVED_UP
    return max(now, edits.last_at + APART, edits.paid_until - saved_up)


def spend(edits: Edits, at: datetime) -> Edits:
    """What is spent after an edit at this instant."""
    return Edits(at, max(edits.paid_until, at) + A_TURN)


def none_yet(now: datetime) -> Edits:
    """Before the first edit."""
    return Edits(now - APART, now)
