"""The rule for what a week is summed up with: one idea for the next, the gravest reason first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot import checkins, questionnaires, routines, schedules
from bot.checkins import Standing
from bot.content import Content, RoutineKind
from bot.progress.adherence import is_due
from bot.progress.course import Course, last_week, rated_days
from bot.progress.reading import course
from bot.questionnaires import Week
from bot.routines import PlannedRoutine, State
from bot.triage import Effect
from bot.vault import Vault

# After as many weeks without anything nobody is asked to come back once more.
SILENT_AFTER_WEEKS = 4


class Idea(StrEnum):
    """One thing to do in the coming week."""

    SEEK = "seek"
    REST = "rest"
    EASIER = "easier"
    TELL = "tell"  # the plan is eased, and nobody knows whether it still has to be
    GO = "go"  # the way back to running waits for a check-in
    CHECK_IN = "check_in"
    SMALLER = "smaller"
    STRENGTH = "strength"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Digest:
    """Seven days, and the idea for the next; `score` is None where none was answered.

    `stands_on`: the day of the answer that still holds the plan back. `cleared_on`: the day of these on which
    they told that a professional had cleared them. Both None where there is none. `on_way_back`: to running.

    From Monday to Sunday for who hears of them from Sunday to Wednesday, else the seven that end that day.
    """

    week: Course
    idea: Idea
    standing: Standing
    score: Week | None = None
    stands_on: date | None = None
    cleared_on: date | None = None
    on_way_back: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the week had nothing, and nothing was due in it."""
        due = any(day.due for day in self.week.days)
        return self.week.is_empty and not due and self.cleared_on is None


async def digest(
    session: AsyncSession,
    vault: Vault,
    runner_id: int,
    content: Content,
    *,
    on: date,
    zone: str = "UTC",
    on_way_back: bool = False,
    go_waits: bool = False,
) -> Digest | None:
    """The digest that is due on the local date `on`: of the week that most of the last seven days belong to.

    `zone` is the runner's own. `on_way_back`: they are on the way back to running; `go_waits`: it waits for a
    check-in.
    None while a check-in pauses everything, and where the last four weeks had nothing at all.
    """
    standing = await checkins.standing(session, vault, runner_id)
    if standing.effect is Effect.PAUSED:
        return None
    week_on = questionnaires.week_asked(on)
    until = min(week_on + timedelta(days=6), on)
    some = await course(session, vault, runner_id, content, today=on, weeks=SILENT_AFTER_WEEKS, until=until)
    week = last_week(some)
    cleared_at = await checkins.last_cleared_at(session, runner_id)
    cleared_on = schedules.local_date(cleared_at, zone) if cleared_at else None
    # A clearing of these last days is news, too.
    if cleared_on is None or not week.days[0].on <= cleared_on <= on:
        cleared_on = None
    if some.is_empty and cleared_on is None:
        return None
    given = await routines.recent(session, vault, runner_id, week.days[0].on)
    score = next((one for one in week.weeks if one.week_on == week_on), None)
    missed = missed_strength(one for one in given if one.on <= until and is_due(one, on))
    holds = standing.needs_clearing or standing.effect > Effect.AS_PLANNED
    stands_on = schedules.local_date(standing.since, zone) if holds and standing.since else None
    said = idea(week, standing, missed, content, score, on_way_back=on_way_back, go_waits=go_waits)
    return Digest(week, said, standing, score, stands_on, cleared_on, on_way_back)


def idea(
    week: Course,
    standing: Standing,
    strength_was_missed: bool,
    content: Content,
    score: Week | None = None,
    *,
    on_way_back: bool = False,
    go_waits: bool = False,
) -> Idea:
    """What to say of a week, the gravest first; each number in it is the triage's own."""
    due, done = (sum(counts) for counts in zip(*((day.due, day.routines) for day in week.days), strict=True))
    rules = content.trend_rules
    if standing.needs_clearing:
        return Idea.SEEK
    if standing.effect >= Effect.REST:
        return Idea.REST
    # What holds the way back ends with a check-in alone, whatever was told in the week.
    if standing.effect > Effect.AS_PLANNED and (on_way_back or not rated_days(week.days)):
        return Idea.TELL
    if go_waits and standing.effect is Effect.AS_PLANNED:
        return Idea.GO
    # Nothing asks for more beside a plan that is eased, or a week in which the hip held them back.
    if standing.effect > Effect.AS_PLANNED or (score and score.substantial) or _was_sore(week, content):
        return Idea.EASIER
    if rated_days(week.days) < rules.mean_needs_days:
        return Idea.CHECK_IN
    if due and done * 2 < due:
        return Idea.SMALLER
    return Idea.STRENGTH if strength_was_missed else Idea.KEEP


def _was_sore(week: Course, content: Content) -> bool:
    """Whether the pain rose, was above the calm band on average, or in the stop band on a day."""
    calm, *_, stop = content.pain_rules.bands
    rises = week.change is not None and week.change >= content.trend_rules.worsening_rise
    # Half way to the next band is not calm any more; `round` would take 2.5 down.
    sore = week.average is not None and week.average >= calm.high + 0.5
    return rises or sore or any(day.pain is not None and day.pain >= stop.low for day in week.days)


def missed_strength(given: Iterable[PlannedRoutine]) -> bool:
    """Whether strength was on the plan and none of it was done."""
    states = {one.state for one in given if one.kind is RoutineKind.strength}
    return bool(states) and State.DONE not in states
