"""A guided session as a value: where it stands, and what each press or each second makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from bot.content import Dose
from bot.sessions import edits
from bot.sessions.edits import Edits
from bot.sessions.walk import SHOWN_EVERY, WORKING, Item, Kind, Phase, next_showing, phases, where

# A showing that is this late was seen by nobody: we were away.
AWAY_AFTER = timedelta(minutes=2)


class Ending(StrEnum):
    """Why a session ended, as long as its message does not say so yet."""

    DONE = "done"
    SKIPPED = "skipped"
    STOPPED = "stopped"
    HURTS = "hurts"
    ADVICE = "advice"
    MOVED = "moved"
    LEFT = "left"


@dataclass(frozen=True)
class GuidedSession:
    """A runner's walk through a routine in one message.

    `at` is the phase they are in since `since`; `count` the repetitions tapped in it; `paused_at` is when it
    was held. `eased`: the items made easier, with their doses; `worked`: those of which at least one set was
    gone through to its end. `picture`: digest of what the message shows.
    `edit_at`: when the message is to be changed next, None while it waits for a press; from `change_at` on
    it is for more than a countdown.
    """

    id: int
    runner_id: int
    routine_id: int
    chat_id: int
    message_id: int
    template_id: str
    level: int
    effect: str
    items: tuple[Item, ...]
    at: int
    since: datetime
    pressed_at: datetime
    edits: Edits
    eased: Mapping[int, Dose] = field(default_factory=dict)
    worked: frozenset[int] = frozenset()
    count: int = 0
    paused_at: datetime | None = None
    away: bool = False
    ending: Ending | None = None
    picture: str | None = None
    edit_at: datetime | None = None
    change_at: datetime | None = None

    @cached_property
    def phases(self) -> tuple[Phase, ...]:
        """The whole walk, with the doses as they are now."""
        return phases(
            [
                replace(item, dose=self.eased[n]) if n in self.eased else item
                for n, item in enumerate(self.items)
            ]
        )

    @property
    def too_hard(self) -> tuple[str, ...]:
        """The ids of the exercises that were said to be too hard."""
        return tuple(self.items[n].exercise_id for n in sorted(self.eased))

    @property
    def is_over(self) -> bool:
        """Whether every phase is behind them."""
        return self.at >= len(self.phases)

    @property
    def walked(self) -> Ending:
        """What it comes to at the end: done, or skipped where Next led past more than half of it."""
        return Ending.DONE if 2 * len(self.worked) >= len(self.items) else Ending.SKIPPED

    @property
    def phase(self) -> Phase:
        """The phase they are in. Raises IndexError when the walk is over."""
        return self.phases[self.at]

    @property
    def item(self) -> Item:
        """The exercise they are at, with its dose as it is now."""
        n = self.phase.item
        return replace(self.items[n], dose=self.eased[n]) if n in self.eased else self.items[n]

    @property
    def is_last_item(self) -> bool:
        """Whether no exercise follows."""
        return self.phase.item + 1 == len(self.items)

    def left_s(self, now: datetime) -> int:
        """Whole seconds left of a timed phase, counted as a countdown does: the last second is 1."""
        gone = (self.paused_at or now) - self.since
        return max(0, -((gone - timedelta(seconds=self.phase.seconds or 0)) // timedelta(seconds=1)))

    def brought_to(self, now: datetime) -> "GuidedSession":
        """As time has made it. Where nobody was shown what time did, it waits at what was shown last."""
        if self.paused_at is not None:
            return self
        if self.edit_at is not None and now - self.edit_at >= AWAY_AFTER:
            shown_at = max(self.since, min(self.edits.last_at, now))
            return replace(self, paused_at=shown_at, away=True)
        at, since = where(self.phases, self.at, self.since, now)
        return self if at == self.at else replace(self._worked_until(at), at=at, since=since, count=0)

    def moved_on(self, now: datetime) -> "GuidedSession":
        """In the next phase, with this one behind them."""
        return self._worked_until(self.at + 1)._put(self.at + 1, now)

    def at_item(self, n: int, now: datetime) -> "GuidedSession":
        """At the beginning of an exercise; over when there is no such."""
        at = next((at for at, phase in enumerate(self.phases) if phase.item == n), len(self.phases))
        return self._put(at, now)

    def back(self, now: datetime) -> "GuidedSession":
        """At the beginning of this exercise, or of the one before where they are there already."""
        n = self.phase.item
        begun = self.at > 0 and self.phases[self.at - 1].item == n
        return self.at_item(n if begun else max(0, n - 1), now)

    def paused(self, now: datetime) -> "GuidedSession":
        """Held where it is; a phase that waits anyway needs no pause."""
        return self if self.paused_at or self.phase.seconds is None else replace(self, paused_at=now)

    def gone_on(self, now: datetime) -> "GuidedSession":
        """Let go on from where it was held."""
        if self.paused_at is None:
            return self
        return replace(self, since=self.since + (now - self.paused_at), paused_at=None, away=False)

    def tapped(self, now: datetime) -> "GuidedSession":
        """One repetition more; the last of a set leads to the next phase."""
        count = self.count + 1
        return self.moved_on(now) if count >= (self.phase.reps or 0) else replace(self, count=count)

    def eased_to(self, dose: Dose, now: datetime) -> "GuidedSession":
        """With less of the present exercise: the same set on the same side, held so that it can be read."""
        here = self.phase
        easier = replace(self, eased={**self.eased, here.item: dose})
        # The easier dose may have fewer sets; then the last of them is left to do.
        at = max(
            n
            for n, phase in enumerate(easier.phases)
            if phase.item == here.item
            and (
                phase.kind is Kind.LOOK
                or (phase.kind is here.kind and phase.side == here.side and _spot(phase) <= _spot(here))
            )
        )
        held = easier.phases[at].seconds is not None
        return replace(easier, at=at, since=now, count=0, paused_at=now if held else None, away=False)

    def _put(self, at: int, now: datetime) -> "GuidedSession":
        return replace(self, at=at, since=now, count=0, paused_at=None, away=False)

    def _worked_until(self, at: int) -> "GuidedSession":
        """With the sets between here and there gone through."""
        sets = {phase.item for phase in self.phases[self.at : at] if phase.kind in WORKING}
        return replace(self, worked=self.worked | sets)

    def free_at(self, now: datetime) -> datetime:
        """When its message may be changed next for a press or a change of phase."""
        return edits.free_at(self.edits, now)

    def waiting(self, now: datetime) -> "GuidedSession":
        """What it shows is to be shown as soon as its message may be changed."""
        free_at = self.free_at(now)
        return replace(self, edit_at=free_at, change_at=free_at)

    def gathering(self, now: datetime) -> "GuidedSession":
        """A tap is shown with others, when the countdown of a hold would be."""
        free_at = edits.free_at(self.edits, max(now, self.edits.last_at + SHOWN_EVERY), countdown=True)
        return replace(self, edit_at=self.edit_at or free_at, change_at=self.change_at or free_at)

    def shown(self, at: datetime, picture: str | None) -> "GuidedSession":
        """Its message is changed at this instant: when the next change is due."""
        spent = edits.spend(self.edits, at)
        after = replace(self, edits=spent, picture=picture, edit_at=None, change_at=None)
        if self.is_over or self.ending or self.paused_at or self.phase.seconds is None:
            return after
        ends_at = self.since + timedelta(seconds=self.phase.seconds)
        change_at = max(ends_at, edits.free_at(spent, at))
        countdown_at = max(next_showing(ends_at, at), edits.free_at(spent, at, countdown=True))
        return replace(after, edit_at=min(countdown_at, change_at), change_at=change_at)


def _spot(phase: Phase) -> tuple[int, int]:
    return phase.set, phase.part
