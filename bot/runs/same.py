"""When a run that is told again is one that is kept already, and when a typed run and a file are one run."""

from collections.abc import Iterable
from datetime import timedelta

from bot.runs.run import Run, Source

# A double press, or the same words sent twice because no answer came, lie no further apart.
A_MOMENT = timedelta(minutes=2)

# Two files of one run, from the watch and from the site it was sent to, may round its start.
SAME_START_WITHIN = timedelta(minutes=1)

# People round what they type: 8 for 8.2 km.
TYPED_WITHIN_PERCENT = 3
# A watch that was paused tells less than the clock at the door.
TYPED_TIME_WITHIN_PERCENT = 20


def already(near: Iterable[Run], run: Run) -> Run | None:
    """The run of about that day that this one is once more."""
    for other in near:
        # A start that a corrected day took away is still the file's own.
        began, other_began = run.started_at, other.started_at or other.began_in_file
        if began and other_began:
            if abs(began - other_began) <= SAME_START_WITHIN:
                return other
            continue
        alike = (other.on, other.distance_m) == (run.on, run.distance_m)
        # A file without times took the place of a typed run and kept its time.
        from_file = run.source is not Source.TYPED
        alike = alike and (other.duration_s == run.duration_s or (from_file and run.duration_s is None))
        # A file that tells no time of day is the same whenever it comes again.
        a_moment_ago = run.logged_at - other.logged_at <= A_MOMENT
        if alike and other.source is run.source and (a_moment_ago or from_file):
            return other
    return None


def typed_before(near: Iterable[Run], run: Run) -> Run | None:
    """The run that was typed before this one's file came, and whose place it takes; the nearest in distance.

    It is of the same local day, its distance is within 3 % of the file's, its time, where both tell one,
    within 20 %, and it was typed after the file's start: nobody tells a run before it.
    """
    if run.source is Source.TYPED:
        return None
    typed = (
        other
        for other in near
        if other.source is Source.TYPED and other.started_at is None and _alike(other, run)
    )
    return min(typed, key=lambda other: abs(other.distance_m - run.distance_m), default=None)


def measured_before(near: Iterable[Run], run: Run) -> Run | None:
    """The run from a file that this one, typed after it, looks like by the same measure; the nearest."""
    if run.source is not Source.TYPED:
        return None
    measured = (other for other in near if other.source is not Source.TYPED and _alike(run, other))
    return min(measured, key=lambda other: abs(other.distance_m - run.distance_m), default=None)


def _alike(typed: Run, measured: Run) -> bool:
    times = typed.duration_s, measured.duration_s
    return (
        typed.on == measured.on
        and _within(typed.distance_m, measured.distance_m, TYPED_WITHIN_PERCENT)
        and (None in times or _within(times[0] or 0, times[1] or 0, TYPED_TIME_WITHIN_PERCENT))
        and (measured.started_at is None or measured.started_at <= typed.logged_at)
    )


def _within(said: int, measured: int, percent: int) -> bool:
    return abs(said - measured) * 100 <= measured * percent
