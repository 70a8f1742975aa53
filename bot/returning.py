"""Where runners are on the way back, put together from their runs and check-ins; for who asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from bot import checkins, runs, schedules
from bot.checkins import Asked, CheckIn, Standing
from bot.content import Content, WayBack
from bot.database import Session
from bot.routines import Running
from bot.runners import Runner
from bot.runs import Came, Course, Go, Hip, Run, State, Whereabouts
from bot.triage import Effect, Level, Morning
from bot.vault import Vault

A_DAY = timedelta(days=1)

# A run that was logged in /run is the go of today when it is as far, give or take this part of it.
AS_FAR_WITHIN = 0.1


class Told(StrEnum):
    """An answer about the last go that can be taken back on the page."""

    FELT = "felt"
    MORNING = "morning"


@dataclass(frozen=True)
class Way:
    """One way back and all that is told of it, read once for whatever a page wants to know.

    `kept` is the course as it is kept, `course` with what its runs say now. `said`: the check-ins since it
    began. `ran`: the runs since the day before it.
    """

    kept: Course
    course: Course
    said: Sequence[CheckIn]
    ran: Sequence[Run]
    standing: Standing
    rules: WayBack
    miles: bool
    zone: str
    today: date
    hip: Hip

    @cached_property
    def here(self) -> Whereabouts:
        """Where the runner is today."""
        return self.at()

    @property
    def binds(self) -> bool:
        """Whether its steps are all the runs there are: begun, and neither ended nor left.

        Where it must begin anew, there is none before its questions.
        """
        return not self.course.stopped and self.here.state is not State.FINISHED

    @property
    def is_under_way(self) -> bool:
        """Whether it binds, and goes on from where they are."""
        return self.binds and self.here.state is not State.ANEW

    @property
    def has_no_run(self) -> bool:
        """Whether it binds, and no go may be run today: it rests, is on hold, or waits for them.

        On the day of a go itself there was one; what was said of the hip since leaves none there either.
        """
        if not self.binds:
            return False
        if self.standing.level > Level.CARRY_ON or not self.is_under_way:
            return True
        last = self.course.last_go
        if last is not None and last.on >= self.today:
            return False
        return self.here.state is not State.OPEN

    @property
    def running(self) -> Running:
        """What it leaves of today's runs: none, a go at the most, or any where it does not bind."""
        if self.has_no_run:
            return Running.NONE
        return Running.A_GO if self.binds else Running.ANY

    def at(self, on: date | None = None, without: int | None = None) -> Whereabouts:
        """Where the runner is today, or was `on` that day, over all as it stands now.

        `without`: a run that is not looked at.
        """
        today = on or self.today
        at = runs.whereabouts(self.course, self.hip, self.rules, today=today)
        metres = self.metres_of(at)
        goes = {step.run_id for step in self.course.steps if isinstance(step, Go)}
        other_runs: set[date] = set()
        for run in self.ran:
            if run.id in goes:
                # A day of another zone may have begun there that is still the same here.
                other_runs.add(self._went_on(run))
            elif run.id != without and (run.on != today or not is_as_far(run, metres)):
                other_runs.add(run.on)
        return runs.whereabouts(self.course, self.hip, self.rules, today=today, other_runs=other_runs)

    def _went_on(self, run: Run) -> date:
        """The day of a go by the calendar where they are now: that of its telling, unless it was told late.

        Of a run whose day was corrected afterwards, or that was kept before that was known, the later day
        counts: one day of rest more rather than one less.
        """
        told_on = schedules.local_date(run.logged_at, self.zone)
        return told_on if run.logged_on is None else run.on + (told_on - run.logged_on)

    def metres_of(self, at: Whereabouts) -> int:
        """How far the phase is that they are in."""
        return runs.metres_of(self.rules.phases[at.phase - 1], self.miles)

    def may_unsay(self, at: Whereabouts) -> tuple[Told, ...]:
        """What was told of the last go and can be taken back, as long as nothing went on from it."""
        last = self.course.last_go
        if last is None or last is not self.course.steps[-1]:
            return ()
        answered = self.answered(last)
        is_last = answered is not None and answered.id == max(it.id for it in self.said)
        # What eased the plan is taken back on its own day alone: told anew later it would ease nothing.
        of_today = answered is not None and (answered.only_carries or answered.on == self.today)
        by_answer = answered is not None and is_last and of_today and answered.may_be_undone
        # After a long break the morning matters no more, and how it felt does not beside a worse one: taking
        # that back would change nothing.
        morning = at.came is not Came.BREAK and (by_answer or (answered is None and last.morning is not None))
        worse = Morning.WORSE in (last.morning, self.hip.mornings.get(last.on + A_DAY))
        felt = last.felt is not None and not (at.state is State.HOLD and worse)
        return (*((Told.MORNING,) if morning else ()), *((Told.FELT,) if felt else ()))

    def answered(self, go: Go) -> CheckIn | None:
        """The answer to the question of the morning after that go."""
        of_then = [it for it in self.said if it.asked is Asked.MORNING and it.on == go.on + A_DAY]
        return of_then[-1] if of_then else None

    def may_be_go(self, run: Run) -> Whereabouts | None:
        """Where they were on its day, if that run, of today or yesterday, may still be told as its go."""
        last = self.course.last_go
        if not self.today - A_DAY <= run.on <= self.today or (last and last.on >= run.on):
            return None
        at = self.at(on=run.on, without=run.id)
        return at if at.state is State.OPEN and is_as_far(run, self.metres_of(at)) else None


async def read(
    session: Session, vault: Vault, content: Content, runner: Runner, now: datetime, *, lock: bool = False
) -> Way | None:
    """The runner's way back, one they left or finished too; None where they never began.

    `lock` keeps others from changing it until the transaction ends.
    """
    kept = await runs.way_back_of(session, vault, runner.id, lock=lock)
    if kept is None:
        return None
    standing = await checkins.standing(session, vault, runner.id)
    return await _put_together(session, vault, content, runner, now, kept, standing)


async def running_of_all(
    session: Session,
    vault: Vault,
    content: Content,
    asked: Sequence[Runner],
    standing: Mapping[int, Standing],
    now: datetime,
) -> dict[int, Running]:
    """What their way back leaves of today's runs, of those asked about who are on one, by their ids."""
    if not asked:
        return {}
    courses = await runs.ways_back_of_all(session, vault, [runner.id for runner in asked])
    found: dict[int, Running] = {}
    for runner in asked:
        kept = courses.get(runner.id)
        # Most are on none; only for who is on one more is read.
        if kept is None or kept.stopped or kept.told:
            continue
        way = await _put_together(session, vault, content, runner, now, kept, standing[runner.id])
        found[runner.id] = way.running
    return found


async def _put_together(
    session: Session,
    vault: Vault,
    content: Content,
    runner: Runner,
    now: datetime,
    kept: Course,
    standing: Standing,
) -> Way:
    zone = runner.zone or "UTC"
    today = schedules.local_date(now, zone)
    # Whoever travels west may have run "tomorrow".
    ran = await runs.of_period(session, vault, runner.id, kept.begun_on - A_DAY, today + A_DAY)
    said = await checkins.recent(session, vault, runner.id, kept.begun_at)
    course = kept.as_logged(ran)
    return Way(
        kept=kept,
        course=course,
        said=said,
        ran=ran,
        standing=standing,
        rules=content.way_back,
        miles=runner.miles,
        zone=zone,
        today=today,
        hip=replace(_hip(content, standing, said), checked_in=_has_checked_in(course, ran, said)),
    )


def _hip(content: Content, standing: Standing, said: Sequence[CheckIn]) -> Hip:
    """What the check-ins since the beginning tell."""
    band_of = content.pain_rules.band_of
    hurt = {it.on for it in said if it.answers.pain is not None and band_of(it.answers.pain).id != "calm"}
    mornings: Mapping[date, Morning] = {it.on: it.answers.morning for it in said if it.answers.morning}
    return Hip(
        level=standing.level,
        cleared=any(_was_cleared(it) for it in said),
        sore={it.on for it in said if it.decision.level > Level.CARRY_ON},
        hurt=hurt,
        mornings=mornings,
    )


def _has_checked_in(course: Course, ran: Sequence[Run], said: Sequence[CheckIn]) -> bool:
    """Whether there was a check-in after the last go, and after the morning that was worse for it."""
    last = course.last_go
    if last is None:
        return False
    told_at = [run.logged_at for run in ran if run.id == last.run_id]
    worse = [it for it in said if it.answers.morning is Morning.WORSE and it.on == last.on + A_DAY]
    told_at += [it.at for it in worse]
    # What was said of that morning on the page has no hour: a check-in of the day before asked nothing of it.
    first_on = last.on + A_DAY if worse or last.morning is Morning.WORSE else last.on
    asked = (it for it in said if it.asked is Asked.CHECKIN and it.on >= first_on)
    return any(it.at > max(told_at) for it in asked)


def _was_cleared(checkin: CheckIn) -> bool:
    """Whether a professional ended what had kept them from running."""
    return checkin.cleared_at is not None and checkin.decision.effect >= Effect.REST


def is_as_far(run: Run, metres: int) -> bool:
    """Whether that run is a go of so many metres."""
    return abs(run.distance_m - metres) <= metres * AS_FAR_WITHIN
