"""A runner as the rest of the product sees one: how to reach them, and whether they want to hear from us."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

# Silence at night for whoever has not said otherwise.
QUIET_FROM, QUIET_UNTIL = USUAL_QUIET = time(22), time(6)

# How many messages a day we send unasked, at most, to whoever has not said otherwise.
PUSHES_A_DAY = 2


@dataclass(frozen=True, slots=True)
class Runner:
    """A person in a private chat. `zone` is an IANA name, or None until they told us.

    Quiet hours are wall-clock times; equal ones mean none. `consented` is consent to keep health answers.
    `pushes_a_day` is the ceiling of what comes unasked on a local day, advice and answers apart.
    """

    id: int
    chat_id: int
    language: str
    zone: str | None
    adult: bool
    consented: bool
    consent_version: str | None
    onboarded: bool
    quiet_from: time
    quiet_until: time
    paused_at: datetime | None
    paused_until: datetime | None
    unreachable: bool
    miles: bool = False
    pushes_a_day: int = PUSHES_A_DAY
    dark_charts: bool = False

    @property
    def is_set_up(self) -> bool:
        """Whether they have consented and answered every question of /start."""
        return self.consented and self.onboarded

    def is_paused(self, now: datetime) -> bool:
        """Whether they asked for silence that still holds at this instant; without an end it holds on."""
        return self.paused_at is not None and (self.paused_until is None or now < self.paused_until)

    def back_from_pause_of(self, now: datetime) -> timedelta | None:
        """How long their last pause was, once it is over; None while it holds, and where there was none."""
        if self.paused_at is None or self.paused_until is None or now < self.paused_until:
            return None
        return self.paused_until - self.paused_at

    def came_back_since(self, since: datetime, now: datetime) -> bool:
        """Whether a pause of theirs ended after the instant `since`."""
        return self.paused_until is not None and since < self.paused_until <= now


def stranger(chat_id: int, language: str) -> Runner:
    """Someone in a private chat of whom nothing is kept; has the id 0, which no runner has."""
    return Runner(
        id=0,
        chat_id=chat_id,
        language=language,
        zone=None,
        adult=False,
        consented=False,
        consent_version=None,
        onboarded=False,
        quiet_from=QUIET_FROM,
        quiet_until=QUIET_UNTIL,
        paused_at=None,
        paused_until=None,
        unreachable=False,
    )


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where a conversation stands: the word that leads it (`start`, `checkin`, …) and its own state."""

    word: str
    state: dict[str, Any]
    updated_at: datetime
