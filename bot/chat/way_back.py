"""Where a runner is on the way back, put together from their runs and check-ins; for every page that asks."""

from datetime import date, timedelta

from bot import checkins, runs, schedules
from bot.chat.turn import Turn
from bot.checkins import CheckIn
from bot.runs import Course, Go, Hip, Run, State, Whereabouts
from bot.triage import Effect, Level
from bot.wording.returns import Part

A_DAY = timedelta(days=1)

# A run that was logged in /run is the go of today when it is as far, give or take this part of it.
AS_FAR_WITHIN = 0.1


async def is_under_way(turn: Turn) -> bool:
    """Whether they have begun it, and neither ended nor left it, nor must begin anew."""
    course = await course_of(turn)
    if course is None or course.stopped:
        return False
    at = await whereabouts(turn, course)
    return at.state not in (State.ANEW, State.FINISHED)


async def part_of(turn: Turn, run: Run) -> Part | None:
    """What that run is to the way back that is under way; None where there is none, or it began after it."""
    course = await course_of(turn)
    if course is None or course.stopped or run.on < course.begun_on:
        return None
    if any(isinstance(step, Go) and step.run_id == run.id for step in course.steps):
        return Part.GO
    at = await whereabouts(turn, course)
    if at.state in (State.ANEW, State.FINISHED):
        return None
    return Part.MAY_BE_GO if await may_be_go(turn, course, run) else Part.BESIDE


async def may_be_go(turn: Turn, course: Course, run: Run) -> Whereabouts | None:
    """Where they were on its day, if that run, of today or yesterday, may still be told as the go of then."""
    today, last = schedules.local_date(turn.now, turn.zone), course.last_go
    if not today - A_DAY <= run.on <= today or (last and last.on >= run.on):
        return None
    at = await whereabouts(turn, course, on=run.on, without=run.id)
    return at if at.state is State.OPEN and is_as_far(run, metres_of(turn, at)) else None


async def course_of(turn: Turn) -> Course | None:
    """The course with what its runs say now."""
    course = await runs.way_back_of(turn.session, turn.vault, turn.runner.id)
    return course and course.as_logged(await runs_since(turn, course.begun_on))


async def whereabouts(
    turn: Turn, course: Course, on: date | None = None, without: int | None = None
) -> Whereabouts:
    """Where the runner is today, or was `on` that day, over their runs and check-ins as they stand now.

    `without`: a run that is not looked at.
    """
    today, rules = on or schedules.local_date(turn.now, turn.zone), turn.content.way_back
    hip = await _hip(turn, course)
    at = runs.whereabouts(course, hip, rules, today=today)
    metres = metres_of(turn, at)
    goes = {step.run_id for step in course.steps if isinstance(step, Go)}
    other_runs: set[date] = set()
    for run in await runs_since(turn, course.begun_on):
        if run.id in goes:
            # A day of another zone may have begun there that is still the same here. Of a go that was told a
            # day late this makes the rest one day longer.
            other_runs.add(schedules.local_date(run.logged_at, turn.zone))
        elif run.id != without and (run.on != today or not is_as_far(run, metres)):
            other_runs.add(run.on)
    return runs.whereabouts(course, hip, rules, today=today, other_runs=other_runs)


async def _hip(turn: Turn, course: Course) -> Hip:
    """What the check-ins since the beginning tell."""
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    since = await checkins.recent(turn.session, turn.vault, turn.runner.id, course.begun_at)
    band_of = turn.content.pain_rules.band_of
    hurt = {it.on for it in since if it.answers.pain is not None and band_of(it.answers.pain).id != "calm"}
    return Hip(
        level=standing.level,
        cleared=any(_was_cleared(it) for it in since),
        sore={it.on for it in since if it.decision.level > Level.CARRY_ON},
        hurt=hurt,
        mornings={it.on: it.answers.morning for it in since if it.answers.morning},
    )


def _was_cleared(checkin: CheckIn) -> bool:
    """Whether a professional ended what had kept them from running."""
    return checkin.cleared_at is not None and checkin.decision.effect >= Effect.REST


async def runs_since(turn: Turn, first_on: date) -> list[Run]:
    """Their runs from the day before that day on."""
    # Whoever travels west may have run "tomorrow".
    last_on = schedules.local_date(turn.now, turn.zone) + A_DAY
    return await runs.of_period(turn.session, turn.vault, turn.runner.id, first_on - A_DAY, last_on)


def is_as_far(run: Run, metres: int) -> bool:
    """Whether that run is a go of so many metres."""
    return abs(run.distance_m - metres) <= metres * AS_FAR_WITHIN


def metres_of(turn: Turn, at: Whereabouts) -> int:
    """How far the phase is that they are in."""
    return runs.metres_of(turn.content.way_back.phases[at.phase - 1], turn.runner.miles)
