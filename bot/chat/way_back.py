"""Where a runner is on the way back, put together from their runs and check-ins; for every page that asks."""

from datetime import date, timedelta

from bot import checkins, runs, schedules
from bot.chat.turn import Turn
from bot.checkins import CheckIn
from bot.runs import Course, Go, Hip, Run, State, Whereabouts
from bot.triage import Effect, Level

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


async def is_go(turn: Turn, run: Run) -> bool:
    """Whether that run is a go of the way back, told as one or as far as the phase they are in."""
    course = await course_of(turn)
    if course is None or course.stopped:
        return False
    if any(isinstance(step, Go) and step.run_id == run.id for step in course.steps):
        return True
    at = await whereabouts(turn, course)
    under_way = at.state not in (State.ANEW, State.FINISHED)
    return under_way and run.on >= course.begun_on and is_as_far(run, metres_of(turn, at))


async def course_of(turn: Turn) -> Course | None:
    """The course with what its runs say now."""
    course = await runs.way_back_of(turn.session, turn.vault, turn.runner.id)
    return course and course.as_logged(await runs_since(turn, course.begun_on))


async def whereabouts(turn: Turn, course: Course) -> Whereabouts:
    """Where the runner is today, over their runs and check-ins as they stand now."""
    today, rules = schedules.local_date(turn.now, turn.zone), turn.content.way_back
    hip = await _hip(turn, course)
    at = runs.whereabouts(course, hip, rules, today=today)
    metres = metres_of(turn, at)
    goes = {step.run_id for step in course.steps if isinstance(step, Go)}
    other_runs: set[date] = set()
    for run in await runs_since(turn, course.begun_on):
        if run.id in goes:
            # A day of another zone may have begun there that is still the same here.
            other_runs.add(schedules.local_date(run.logged_at, turn.zone))
        elif run.on != today or not is_as_far(run, metres):
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
