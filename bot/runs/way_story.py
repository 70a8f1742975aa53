"""What became of a way back, go by go, for who reads of it later: pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.content import WayBack
from bot.runs.way_back import A_DAY, Came, Course, Go, Hip, State, Whereabouts, whereabouts
from bot.triage import Morning

_COUNTED = frozenset({Came.COUNTED, Came.NEXT_PHASE, Came.FINISHED})
_NOT_WELL = frozenset({Came.HELD, Came.STEPPED_BACK})


@dataclass(frozen=True, slots=True)
class Told:
    """One go or chosen step back: its day, what it led to, and whether it left the runner a step lower."""

    on: date
    is_go: bool
    came: Came
    is_back: bool

    @property
    def counted(self) -> bool:
        """Whether the next morning made it a good go."""
        return self.is_go and self.came in _COUNTED

    @property
    def was_held(self) -> bool:
        """Whether it was more than the hip liked."""
        return self.is_go and self.came in _NOT_WELL


@dataclass(frozen=True, slots=True)
class Story:
    """A way back from its day on; `told` in the order it came, `phase` where that led.

    `at`: where the runner is now. `worse_on`: see `worse_mornings`.
    """

    begun_on: date
    told: Sequence[Told]
    phase: int
    at: Whereabouts
    phases: int
    stopped: bool
    worse_on: frozenset[date] = frozenset()

    @property
    def finished_on(self) -> date | None:
        """The day of the go that was the last one, where it came to that."""
        return next((it.on for it in self.told if it.came is Came.FINISHED), None)

    @property
    def is_over(self) -> bool:
        """Whether nothing goes on: it is finished, was stopped, or has to begin anew."""
        return self.stopped or self.at.state in (State.FINISHED, State.ANEW)

    def is_of(self, first_on: date) -> bool:
        """Whether anything of it was on that day or later."""
        return not self.is_over or max([self.begun_on, *(it.on for it in self.told)]) >= first_on


def worse_mornings(course: Course) -> frozenset[date]:
    """The mornings after a go that were called worse on its page: told late, no check-in knows of them."""
    goes = (step for step in course.steps if isinstance(step, Go))
    return frozenset(go.on + A_DAY for go in goes if go.morning is Morning.WORSE)


def story(course: Course, hip: Hip, rules: WayBack, at: Whereabouts) -> Story:
    """Each step as it counts over all that is known now, in the same reading as `whereabouts`."""
    told: list[Told] = []
    phase = 1
    for number, step in enumerate(course.steps, 1):
        so_far = replace(course, steps=course.steps[:number])
        # As of the last go: a break that a chosen step back comes after is none of its doing.
        last = so_far.last_go
        after = whereabouts(so_far, hip, rules, today=last.on if last else course.begun_on)
        told.append(Told(step.on, isinstance(step, Go), after.came, after.phase < phase))
        phase = after.phase
        if after.came is Came.FINISHED:
            break
    worse_on = worse_mornings(course)
    return Story(course.begun_on, tuple(told), phase, at, len(rules.phases), course.stopped, worse_on)
