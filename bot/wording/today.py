"""/today in words: what is planned, its state, the next push, the last seven days, and their correction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.checkins import Standing
from bot.content import Content
from bot.deliveries import Button, Message
from bot.routines import EASY_DAYS_TO_RISE, PlannedRoutine, Rest, Routine, State
from bot.triage import Effect
from bot.wording import dates, general, gentler, paging, returns
from bot.wording import routines as routine_wording
from bot.wording.gentler import Gentler
from bot.wording.returns import Nudge
from bot.wording.words import Safe, Words

# Where a day had several routines, the best of them is its sign.
_BEST_FIRST = (State.DONE, State.SKIPPED, State.OWED, State.MISSED)

# What one did or put aside is shown whoever asked for it; only what somebody waited for is open or missed.
_BY_ANYBODY = (State.DONE, State.SKIPPED)


@dataclass(frozen=True, slots=True)
class Day:
    """A local day and the routines it had."""

    on: date
    routines: tuple[PlannedRoutine, ...]


@dataclass(frozen=True, slots=True)
class NoRun:
    """A day on which the way back has no run: until `next_on`; None where it is on hold."""

    next_on: date | None


@dataclass(frozen=True, slots=True)
class Today:
    """What /today shows. `ahead` is the routine one can do now: `planned`, when it was given already.

    `settled` are today's other routines with the wall-clock time of their state. `week` ends with today.
    `may_change`: there is something to do instead of `ahead`. `stands_since`: the day of an answer that only
    a professional can end. `emergency`: that answer sent them to help at once, and nobody has seen them yet.
    `returning`: how the level went down, and the easy days since.
    `way_back`: what there is to do on the way back to running; `no_run`: that it has no run today.
    `groin_on`: the day on which they told of pain in front while running, where that is why they rest.
    """

    zone: str
    ahead: Routine | Rest | None
    planned: PlannedRoutine | None
    settled: tuple[tuple[PlannedRoutine, time], ...]
    effect: Effect
    checkin_id: int | None
    own_pause: bool
    own_pause_until: datetime | None
    next_push_at: datetime | None
    week: tuple[Day, ...]
    stands_since: date | None = None
    may_change: bool = False
    emergency: bool = False
    returning: Gentler = Gentler(Standing())  # noqa: RUF009 - frozen
    way_back: Nudge | None = None
    no_run: NoRun | None = None
    groin_on: date | None = None

    @property
    def rests_until_cleared(self) -> bool:
        """Whether no calmer check-in, only a professional, ends the rest or the pause."""
        return self.stands_since is not None and self.effect >= Effect.REST

    @property
    def refers(self) -> bool:
        """Whether a visit to a professional is due, and the plan goes on beside it."""
        return self.stands_since is not None and self.effect < Effect.REST

    @property
    def is_on_hold(self) -> bool:
        """Whether the page says that the way back is on hold."""
        return self.no_run is not None and self.no_run.next_on is None and self.effect < Effect.REST

    @property
    def is_returning(self) -> bool:
        """Whether nothing eases the plan any more, and its level has not risen again yet."""
        return self.effect is Effect.AS_PLANNED and self.returning.lowered is not None


def today(words: Words, content: Content, it: Today) -> Message:
    """The whole page with its buttons."""
    on = it.week[-1].on
    blocks = [
        words("today-title", day=dates.day(words, on)),
        _referral(words, it),
        *_ahead(words, content, it),
        _no_run(words, it),
        _returning(words, it),
        returns.nudge(words, it.way_back) if it.way_back else Safe(""),
        _settled(words, content, it),
        _push(words, it),
        _week(words, it),
    ]
    return Message(Safe("\n\n".join(block for block in blocks if block)), _buttons(words, it))


def _referral(words: Words, it: Today) -> Safe:
    """First of all: whoever reads one line must have read this one."""
    if not it.refers or it.stands_since is None:
        return Safe("")
    return words("today-referral", day=dates.day(words, it.stands_since))


def _ahead(words: Words, content: Content, it: Today) -> list[Safe]:
    if it.effect >= Effect.PAUSED:
        seen = it.returning.standing.seen_at is not None
        return [words("today-emergency" if it.emergency else "today-seen" if seen else "today-paused-plan")]
    if it.rests_until_cleared and it.stands_since:
        return [routine_wording.waits(words, it.stands_since)]
    if isinstance(it.ahead, Rest):
        on = it.groin_on
        return [words("today-rest-groin", day=dates.day(words, on)) if on else words("today-rest")]
    if it.ahead is None:
        return [] if it.settled else [words("today-nothing")]
    skipped = it.planned is not None and it.planned.state is State.SKIPPED
    head = words(
        "today-again" if skipped else "today-planned",
        title=routine_wording.title(words, content, it.ahead),
        minutes=it.ahead.minutes,
    )
    listed = routine_wording.listed(words, content, it.ahead)
    return [Safe(f"{head}\n{listed}"), *routine_wording.remarks(words, content, it.ahead)]


def _no_run(words: Words, it: Today) -> Safe:
    """That the way back rests today, and until when; rest from running is said already where all rests."""
    if it.is_on_hold:
        return words("today-way-back-on-hold")
    if it.no_run is None or it.no_run.next_on is None or it.effect >= Effect.REST:
        return Safe("")
    return words("today-way-back-rest", day=dates.day(words, it.no_run.next_on))


def _returning(words: Words, it: Today) -> Safe:
    """How far the level has come back, where nothing else makes the day gentler."""
    if not it.is_returning or it.returning.lowered is None:
        return Safe("")
    done = min(it.returning.easy_days, EASY_DAYS_TO_RISE)
    return words("today-returning", level=it.returning.lowered.after, done=done, needed=EASY_DAYS_TO_RISE)


def _settled(words: Words, content: Content, it: Today) -> Safe:
    lines = [routine_wording.state_line(words, content, routine, at) for routine, at in it.settled]
    return Safe("\n".join(lines))


def _push(words: Words, it: Today) -> Safe:
    if it.effect >= Effect.PAUSED:
        return Safe("")
    if it.own_pause and it.own_pause_until:
        return words("today-own-pause", until=dates.moment(words, it.own_pause_until, it.zone))
    if it.own_pause:
        return words("today-own-pause-open")
    if it.next_push_at is None:
        return words("today-no-push")
    return words("today-next-push", moment=dates.moment(words, it.next_push_at, it.zone))


def _week(words: Words, it: Today) -> Safe:
    if not any(day.routines for day in it.week):
        return Safe("")
    signs = [f"{dates.weekday(words, day.on.weekday())} {_sign(words, day)}" for day in it.week]
    lines = [words("today-week", signs=" ".join(signs)), Safe(f"<i>{_legend(words, it.week)}</i>")]
    if _became(it.week[-2]) is State.MISSED and it.effect < Effect.REST:
        lines.append(words("today-missed-yesterday"))
    return Safe("\n".join(lines))


def _became(day: Day) -> State | None:
    """The best that became of what the day asked for; None where it asked for nothing, as on days of rest."""
    states = {routine.state for routine in day.routines if routine.state in _BY_ANYBODY or routine.asked}
    return next((state for state in _BEST_FIRST if state in states), None)


def _sign(words: Words, day: Day) -> Safe:
    return words(f"today-sign-{_became(day) or 'none'}")


def _legend(words: Words, days: Sequence[Day]) -> Safe:
    """What the signs of these days mean, and no other sign."""
    shown = {_became(day) for day in days}
    parts = [words(f"today-legend-{state or 'none'}") for state in (*_BEST_FIRST, None) if state in shown]
    return Safe(" · ".join(parts))


def _buttons(words: Words, it: Today) -> tuple[tuple[Button, ...], ...]:
    rows: list[tuple[Button, ...]] = []
    beside = _beside(words, it)
    is_gentler = bool(it.checkin_id) and it.effect > Effect.AS_PLANNED
    why = (general.button(words, "routine-why", gentler.WORD),) if is_gentler or it.is_returning else ()
    if it.rests_until_cleared:
        # The advice has the way out of what stands.
        is_seen = it.returning.standing.seen_at is not None
        seen = general.seen_button(words, f"advice:{it.checkin_id}:seen", is_seen=is_seen)
        rows += [(seen,), (_advice(words, it), *why)]
        why = ()
    elif isinstance(it.ahead, Rest):
        rows.append((general.button(words, "routine-check-in", "checkin"),))
    elif it.ahead is not None:
        rows += _to_do(words, it.planned)
        # A page holds eight buttons, and an open routine's own message has this one too.
        rows += () if beside and it.planned and it.planned.state is State.OWED else _change(words, it)
    rows += beside
    correct = general.button(words, "today-correct", "today::correct:")
    bottom = [
        *why,
        *([correct] if any(day.routines for day in it.week) else []),
        general.close_button(words),
    ]
    return (*rows, tuple(bottom))


def _beside(words: Words, it: Today) -> tuple[tuple[Button, ...], ...]:
    """The one way on beside the routine: to the advice that stands, else to the page of the way back."""
    if it.refers:
        return ((_advice(words, it),),)
    return ((returns.door(words),),) if it.way_back or it.no_run else ()


def _advice(words: Words, it: Today) -> Button:
    return general.button(words, "routine-advice", f"advice:{it.checkin_id}:show")


def _to_do(words: Words, planned: PlannedRoutine | None) -> tuple[tuple[Button, ...], ...]:
    if planned is not None and planned.state is State.OWED:
        return routine_wording.open_buttons(words, f"routine:{planned.id}")
    prefix = f"routine:{planned.id}" if planned else "today:"
    start = general.button(words, "routine-start", f"{prefix}:start:")
    done = general.button(words, "routine-done", f"{prefix}:done:")
    skip = general.button(words, "routine-skip", f"{prefix}:skip:")
    return ((start,), (done,) if planned else (done, skip))


def _change(words: Words, it: Today) -> tuple[tuple[Button, ...], ...]:
    """The way to what may be done instead, where that is still open: this page has no room for it."""
    if not it.may_change:
        return ()
    data = f"routine:{it.planned.id}:show:" if it.planned else "today::show:"
    return ((general.button(words, "today-change", data),),)


def which_day(words: Words, days: Sequence[Day]) -> Message:
    """The days that had a routine, each with its sign."""
    bottom = paging.bottom(words, "today")
    if not days:
        return Message(words("today-no-days"), (bottom,))
    buttons = [
        Button(f"{dates.day(words, day.on)} {_sign(words, day)}", f"today::day:{day.on}")
        for day in reversed(days)
    ]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    return Message(words("today-which-day", legend=_legend(words, days)), (*rows, bottom))


def which_routine(words: Words, content: Content, day: Day) -> Message:
    """A day with several routines: which one is meant."""
    rows = tuple(
        (Button(routine_wording.title(words, content, routine), f"today:{routine.id}:routine:"),)
        for routine in day.routines[:6]
    )
    said = words("today-which-routine", day=dates.day(words, day.on))
    return Message(said, (*rows, paging.bottom(words, "today::correct:")))


def correct(words: Words, content: Content, routine: PlannedRoutine, may_be_missed: bool) -> Message:
    """One routine, what it stands as, and what else it may have been."""
    said = words(
        "today-correct",
        day=dates.day(words, routine.on),
        title=routine_wording.title(words, content, routine),
        state=routine_wording.state_of(words, routine),
    )
    left_out = "missed" if routine.asked else "excused"
    labels = {State.DONE: "done", State.SKIPPED: "skipped"} | (
        {State.MISSED: left_out} if may_be_missed else {}
    )
    marks = tuple(
        general.button(words, f"today-{label}", f"today:{routine.id}:mark:{state}")
        for state, label in labels.items()
    )
    # Three in a row are too narrow for these on a phone.
    rows = tuple(row for row in (marks[:2], marks[2:]) if row)
    return Message(said, (*rows, paging.bottom(words, "today::correct:")))
