"""The way back to running, pure: what was done and how the hip took it in, where the runner is now out."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.content import ReturnPhase, WayBack
from bot.runs.run import METRES_A_KM, METRES_A_MILE, Felt, Run
from bot.triage import Level, Morning

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Go:
    """One go of a phase (1 is the first): the run it was logged as, and what the runner said of it.

    `felt`: right after. `morning`: of the morning after, said on the page of the way back.
    """

    run_id: int
    phase: int
    on: date
    distance_m: int
    felt: Felt | None = None
    morning: Morning | None = None


@dataclass(frozen=True, slots=True)
class SteppedBack:
    """The runner chose to go back a phase."""

    on: date


Step = Go | SteppedBack


@dataclass(frozen=True, slots=True)
class Course:
    """One way back from its entry test on: goes and steps back in the order they came.

    `told`: they have been told that it is finished. `stopped`: they left it, and may take that back.
    """

    begun_at: datetime
    begun_on: date
    steps: tuple[Step, ...] = ()
    told: bool = False
    stopped: bool = False

    @property
    def last_go(self) -> Go | None:
        """The newest go, or None."""
        return next((step for step in reversed(self.steps) if isinstance(step, Go)), None)

    def with_go(self, go: Go) -> "Course":
        """One more go; one run is one go, however often it is told."""
        return replace(self, steps=(*(step for step in self.steps if not _is_of(step, go.run_id)), go))

    def with_morning(self, run_id: int, morning: Morning | None) -> "Course":
        """What the runner says of the morning after the go of this run; None takes it back."""
        return replace(
            self,
            steps=tuple(
                replace(step, morning=morning) if isinstance(step, Go) and _is_of(step, run_id) else step
                for step in self.steps
            ),
        )

    def stepped_back(self, on: date) -> "Course":
        """The runner goes back a phase by their own choice."""
        return replace(self, steps=(*self.steps, SteppedBack(on)))

    def without_step_back(self) -> "Course":
        """Takes a chosen step back out again, as long as nothing was done after it."""
        chose = bool(self.steps) and isinstance(self.steps[-1], SteppedBack)
        return replace(self, steps=self.steps[:-1]) if chose else self

    def as_logged(self, found: Iterable[Run]) -> "Course":
        """The course with what its runs say now of how they felt.

        A go whose run is not among them, or has another day or distance by now, is taken back with it.
        """
        runs = {run.id: run for run in found}
        steps: list[Step] = []
        for step in self.steps:
            if isinstance(step, SteppedBack):
                steps.append(step)
            elif (run := runs.get(step.run_id)) and (run.on, run.distance_m) == (step.on, step.distance_m):
                steps.append(replace(step, felt=run.felt))
        return replace(self, steps=tuple(steps))


def _is_of(step: Step, run_id: int) -> bool:
    return isinstance(step, Go) and step.run_id == run_id


@dataclass(frozen=True, slots=True)
class Hip:
    """What is known of the hip since the way back began, by local days.

    `level`: what stands now. `cleared`: a professional ended what had kept them from running. `sore`: days
    whose check-in was not calm. `hurt`: days with a rating in the ease-off band or above. `mornings`: the
    answers to the question of the morning after. `checked_in`: there was a check-in since the last go, and
    since the morning that was worse for it.
    """

    level: Level = Level.CARRY_ON
    cleared: bool = False
    sore: Set[date] = frozenset()
    hurt: Set[date] = frozenset()
    mornings: Mapping[date, Morning] = field(default_factory=dict)
    checked_in: bool = False


class State(StrEnum):
    """Where the runner is, in a word."""

    OPEN = "open"  # a go is possible today
    FELT = "felt"  # the last go waits for how it went
    MORNING = "morning"  # it waits for the next morning
    CHECK_IN = "check_in"  # the last go was not well: nothing until the signs that matter were asked about
    REST = "rest"
    HOLD = "hold"  # the hip was not calm: nothing until it is
    PAUSED = "paused"  # only a professional ends this
    ANEW = "anew"  # too long ago, or cleared since: the entry test comes first
    FINISHED = "finished"


class Came(StrEnum):
    """What the newest of all steps led to."""

    BEGUN = "begun"
    COUNTED = "counted"
    NEXT_PHASE = "next_phase"
    NOT_KNOWN = "not_known"  # it did not count, because an answer is missing
    HELD = "held"
    STEPPED_BACK = "stepped_back"  # the hip led back
    CHOSE_BACK = "chose_back"
    BREAK = "break"  # a long break led back
    FINISHED = "finished"


class Cause(StrEnum):
    """Why a go was more than the hip likes; of several, what leads back further comes first."""

    SORE = "sore"
    WORSE = "worse"  # on the morning after
    STIFF = "stiff"
    CHECK_IN = "check_in"  # of its day or of the morning after, and not calm


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where somebody is on the way back: the phase from 1 up, and how many good goes of it are done.

    `next_on`: the first day a go may be on, where a day decides it. `asks`: the last go, where an answer
    to it is missing, and `asks_morning` whether that is the one about the morning after. `cause`: why the
    last go was not well. `lowered`: the newest step led to a lower phase, and not to the first anew.
    """

    state: State
    phase: int
    good: int
    came: Came
    next_on: date | None = None
    asks: Go | None = None
    asks_morning: bool = False
    cause: Cause | None = None
    lowered: bool = False


@dataclass(slots=True)
class _Tally:
    """What the steps so far add up to."""

    last_on: date
    phase: int = 1
    good: int = 0
    worse: int = 0  # goes with more pain in a row
    came: Came = Came.BEGUN
    lowered: bool = False

    def back(self, came: Came) -> None:
        self.lowered = self.phase > 1
        self.phase, self.good, self.worse, self.came = max(1, self.phase - 1), 0, 0, came


def metres_of(phase: ReturnPhase, miles: bool) -> int:
    """How far a phase is for somebody who counts in miles, or in kilometres."""
    return round(phase.miles * METRES_A_MILE if miles else phase.kilometres * METRES_A_KM)


def whereabouts(
    course: Course, hip: Hip, rules: WayBack, *, today: date, other_runs: Iterable[date] = ()
) -> Whereabouts:
    """Where the runner is on their local day `today`; `other_runs` are days on which they ran besides."""
    tally, last = _tally(course, hip, rules), course.last_go
    away_for = (today - tally.last_on).days
    if away_for > rules.step_back_after_days and tally.came is not Came.FINISHED:
        tally.back(Came.BREAK)
    cause = _cause(last, hip) if last else None
    at = Whereabouts(State.OPEN, tally.phase, tally.good, tally.came, cause=cause, lowered=tally.lowered)
    if hip.level >= Level.URGENT:
        return replace(at, state=State.PAUSED)
    if tally.came is Came.FINISHED:
        return replace(at, state=State.FINISHED)
    if hip.cleared or away_for > rules.begin_anew_after_days:
        return replace(at, state=State.ANEW)
    # After a long break the morning after no longer matters. How the go felt does: it may have been not well.
    if last and (tally.came is not Came.BREAK or last.felt is None):
        at = _asking(at, last, hip, today)
    ran_on = [*other_runs, *([last.on] if last else [])]
    rested = max(ran_on, default=date.min) + A_DAY * rules.rest_days
    if hip.level > Level.CARRY_ON:
        # A worse morning leads back as far as "more pain" would: no answer changes what holds it.
        is_worse = last is not None and _morning(last, hip) is Morning.WORSE
        return replace(at, state=State.HOLD, asks=None if is_worse else at.asks)
    at = replace(at, next_on=max(rested + A_DAY, today))
    wants_check_in = cause is not None and not hip.checked_in
    if wants_check_in and not at.asks:
        return replace(at, state=State.CHECK_IN)
    if rested >= today or wants_check_in or at.state is State.FELT:
        # How the last one felt is said before the next: it may have been one that was not well.
        return replace(at, state=at.state if at.state in (State.FELT, State.MORNING) else State.REST)
    return replace(at, state=State.OPEN)


def _asking(at: Whereabouts, last: Go, hip: Hip, today: date) -> Whereabouts:
    """What is still to be said of the last go. One that is held already needs no more answers."""
    if last.felt is None:
        return replace(at, state=State.FELT, asks=last)
    if at.cause or _morning(last, hip):
        return at
    if today <= last.on:
        return replace(at, state=State.MORNING)
    return replace(at, state=State.MORNING, asks=last, asks_morning=True)


def _tally(course: Course, hip: Hip, rules: WayBack) -> _Tally:
    tally = _Tally(course.begun_on)
    for step in course.steps:
        if isinstance(step, SteppedBack):
            tally.back(Came.CHOSE_BACK)
            continue
        if (step.on - tally.last_on).days > rules.step_back_after_days:
            tally.back(Came.BREAK)
        tally.last_on = max(tally.last_on, step.on)
        _count(tally, step, hip, rules)
        if tally.came is Came.FINISHED:
            break
    return tally


def _count(tally: _Tally, go: Go, hip: Hip, rules: WayBack) -> None:
    """What one go adds. Only the next morning makes it good."""
    worse = go.felt is Felt.SORE or _morning(go, hip) is Morning.WORSE
    if _cause(go, hip):
        tally.came, tally.good, tally.worse = Came.HELD, 0, tally.worse + 1 if worse else 0
        if tally.worse >= rules.worse_in_a_row_for_a_step_back or (worse and _days(go) & hip.hurt):
            tally.back(Came.STEPPED_BACK)
        return
    if go.felt is None or _morning(go, hip) is None:
        tally.came = Came.NOT_KNOWN
        return
    tally.came, tally.worse = Came.COUNTED, 0
    # A go of an easier phase tells nothing of this one: an answer may have come late.
    tally.good += go.phase >= tally.phase
    if tally.good < rules.goes_a_phase:
        return
    if tally.phase == len(rules.phases):
        tally.came = Came.FINISHED
    else:
        tally.phase, tally.good, tally.came = tally.phase + 1, 0, Came.NEXT_PHASE


def _cause(go: Go, hip: Hip) -> Cause | None:
    """Why it was more than the hip likes, on the day or on the morning after; None where it was not."""
    if go.felt is Felt.SORE:
        return Cause.SORE
    if _morning(go, hip) is Morning.WORSE:
        return Cause.WORSE
    if go.felt is Felt.STIFF:
        return Cause.STIFF
    return Cause.CHECK_IN if _days(go) & hip.sore else None


def _morning(go: Go, hip: Hip) -> Morning | None:
    """How the morning after was, wherever it was said; of two answers the worse one counts."""
    said = {go.morning, hip.mornings.get(go.on + A_DAY)} - {None}
    return max(said, key=list(Morning).index, default=None)  # type: ignore[arg-type]


def _days(go: Go) -> Set[date]:
    return {go.on, go.on + A_DAY}
