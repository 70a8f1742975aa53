"""Reads the course of a runner's weeks from what every room keeps of them, once each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import checkins, questionnaires, routines, runs
from bot.content import Content
from bot.progress.adherence import Due, adherence, due_days, streak
from bot.progress.course import Course, Day, average_of, longest_of
from bot.runs import Run
from bot.triage import Level, mean_of_week, worst_by_day
from bot.vault import Vault

_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class _Rated:
    """What the check-ins say: each day's highest pain, the red flags ticked on it, and which still stand."""

    pains: Mapping[date, int]
    flags: Mapping[date, set[str]]
    stands: Set[date]


async def course(
    session: AsyncSession,
    vault: Vault,
    runner_id: int,
    content: Content,
    *,
    today: date,
    weeks: int | None,
    until: date | None = None,
) -> Course:
    """The course of the last `weeks` weeks up to the runner's local date `today`, or of all there is.

    With `until` the period ends there, before today; adherence and streak are as of `today` all the same.
    """
    last_on, length = until or today, timedelta(weeks=weeks or 0)
    first_on = last_on - length + _DAY if weeks else date.min
    # The period before it is read too: its average is what this one is held against.
    rated = await _rated(session, vault, runner_id, today, first_on - max(length, _WEEK) if weeks else None)
    # A run that the runner has flown back from is dated tomorrow, and counts as today.
    ran = await runs.of_period(session, vault, runner_id, first_on, today + _DAY)
    answered = await questionnaires.weeks(
        session, vault, runner_id, first_on - 6 * _DAY if weeks else date.min, last_on
    )
    due = due_days(await routines.outcomes(session, runner_id), today)
    if not weeks:
        known = (*rated.pains, *rated.flags, *(one.on for one in due), *(run.on for run in ran))
        first_on = min((*known, *(week.week_on for week in answered), last_on))
    days = _assembled(_days(first_on, last_on), rated, due, _by_day(ran, today), content)
    before = [rated.pains[on] for on in _days(first_on - length, first_on - _DAY) if on in rated.pains]
    return Course(
        days=days,
        weeks=tuple(answered),
        adherence=adherence(due, today),
        streak=streak(due),
        longest_run=longest_of(days),
        average_before=average_of(before, length.days),
    )


async def _rated(
    session: AsyncSession, vault: Vault, runner_id: int, today: date, first_on: date | None
) -> _Rated:
    # A local day begins up to fourteen hours before the same day in UTC.
    since = datetime.combine(first_on - _DAY, time(), UTC) if first_on else None
    found = await checkins.ratings(session, vault, runner_id, since)
    flags: dict[date, set[str]] = defaultdict(set)
    stands = {min(one.on, today) for one in found if one.flags and not one.cleared}
    for one in found:
        # A day that the runner has flown back from counts as today: it must not wait to be seen.
        if one.flags:
            flags[min(one.on, today)] |= one.flags
    pains = worst_by_day((min(one.on, today), one.pain) for one in found if one.pain is not None)
    return _Rated(pains, flags, stands)


def _assembled(
    period: Iterable[date],
    rated: _Rated,
    due: Iterable[Due],
    ran: Mapping[date, list[Run]],
    content: Content,
) -> tuple[Day, ...]:
    asked = {one.on: one for one in due}
    flags = {flag.id: Level.of(flag.level) for flag in content.red_flags.flags}
    strictest_first = sorted(flags, key=lambda flag_id: -flags[flag_id])
    return tuple(
        Day(
            on=on,
            pain=rated.pains.get(on),
            mean=mean_of_week(rated.pains, on, content.trend_rules),
            flags=tuple(it for it in strictest_first if on in rated.flags and it in rated.flags[on]),
            cleared=on in rated.flags and on not in rated.stands,
            routines=asked[on].done if on in asked else 0,
            runs=tuple(ran.get(on, ())),
            due=asked[on].due if on in asked else 0,
        )
        for on in period
    )


def _by_day(ran: Iterable[Run], today: date) -> dict[date, list[Run]]:
    days: dict[date, list[Run]] = {}
    for run in ran:
        days.setdefault(min(run.on, today), []).append(run)
    return days


def _days(first_on: date, last_on: date) -> Iterable[date]:
    return (first_on + number * _DAY for number in range((last_on - first_on).days + 1))
