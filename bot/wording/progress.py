"""/progress in words: the chart with what it says, and the same week by week for who cannot see it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import groupby

from bot import pictures
from bot.checkins import Standing
from bot.content import Content
from bot.deliveries import Button, Made, Message
from bot.progress import Course, Day, rated_days
from bot.runs import Felt
from bot.triage import Level, Trend
from bot.wording import charts, dates, distances, general, paging, trends
from bot.wording.charts import tenth
from bot.wording.words import Safe, Words

WORD = "progress"
SUNDAY = 6

# The periods to choose from, in weeks; None is all there is.
PERIODS: tuple[int | None, ...] = (4, 8, 12, None)

# More days than these, and the caption would be a list of dates: the words week by week have them all.
FLAGS_NAMED = 4


@dataclass(frozen=True, slots=True)
class View:
    """What /progress shows: `weeks` is the chosen period, None for all; `stands_on` the day of the answer
    that only a professional can end, None where nothing stands. `trends`: what its days added up to.
    `worse_mornings`: how many of the period there were; only the words need them.
    """

    course: Course
    weeks: int | None
    dark: bool
    miles: bool
    standing: Standing
    stands_on: date | None = None
    trends: Sequence[Trend] = ()
    worse_mornings: int = 0

    @property
    def word(self) -> str:
        """The period as it stands on a button."""
        return "all" if self.weeks is None else str(self.weeks)

    @property
    def today(self) -> date:
        """The last day of the course."""
        return self.course.days[-1].on

    def day(self, words: Words, on: date) -> str:
        """A day as it is told today: one of long ago with its year."""
        return dates.day_seen_from(words, on, self.today)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell of the period; that nothing was done of what was due is something.

        Somebody who has nothing at all is made welcome instead, whatever was due.
        """
        was_due = self.weeks is not None and any(day.due for day in self.course.days)
        return self.course.is_empty and not was_due


def progress(words: Words, content: Content, view: View, more: bool = False) -> Message:
    """The chart with its words; before the first check-in a kind picture.

    With `more` what else can be done with it is under it: on paper, as files, in other colours.
    """
    made = Made(
        name="progress.png",
        make=partial(
            pictures.chart,
            view.course,
            charts.chart_words(words, content, view.course, view.miles),
            dark=view.dark,
        ),
        is_photo=True,
    )
    if view.course.is_empty and view.weeks is None and not view.stands_on:
        check_in = general.button(words, "progress-check-in", "checkin")
        return Message(words("progress-empty"), ((check_in,), (general.close_button(words),)), made=made)
    buttons = _more_buttons(words, view) if more else _buttons(words, view)
    return Message(_caption(words, content, view), buttons, made=made)


def _caption(words: Words, content: Content, view: View) -> Safe:
    blocks = [*_stands(words, content, view), _title(words, view)]
    if not view.is_empty:
        blocks += [_pain(words, view), _done(words, view), _marked(words, content, view)]
    return Safe("\n\n".join(block for block in blocks if block))


def _stands(words: Words, content: Content, view: View) -> Iterator[Safe]:
    """What stands comes first, and nothing that could be read as praise beside it."""
    if view.stands_on is None:
        return
    # The average of all these weeks may look calm beside the days that led there.
    figures = [trends.told(words, content, trend, is_past=trend.to_on < view.today) for trend in view.trends]
    if view.standing.seen_at:
        yield Safe("\n".join([words("progress-stands-seen"), *figures]))
        return
    title = words(f"advice-title-{view.standing.level.word}")
    yield Safe("\n".join([title, *figures, words("progress-stands", day=view.day(words, view.stands_on))]))


def _title(words: Words, view: View) -> Safe:
    if view.is_empty:
        return (
            words("progress-empty-period", weeks=view.weeks or 0) if view.weeks else words("progress-empty")
        )
    period = charts.period(words, view.course)
    if view.weeks is None:
        return words("progress-title-all", period=period)
    return words("progress-title", weeks=view.weeks, period=period)


def _pain(words: Words, view: View) -> Safe:
    course = view.course
    if course.average is None:
        return words("progress-pain-none")
    said = words("progress-pain", average=tenth(words, course.average), days=rated_days(course.days))
    if course.change is None or view.weeks is None:
        return said
    by = tenth(words, abs(course.change))
    if by == tenth(words, 0):
        return Safe(f"{said} {words('progress-change-same', weeks=view.weeks)}")
    lower = course.change < 0
    change = words("progress-change-lower" if lower else "progress-change-higher", by=by, weeks=view.weeks)
    return Safe(f"{said} {change}")


def _done(words: Words, view: View) -> Safe:
    course, lines = view.course, []
    due = sum(day.due for day in course.days)
    done = sum(day.routines for day in course.days)
    lines.append(words("progress-routines", done=done, due=due) if due else words("progress-routines-none"))
    lines += _kept_up(words, view)
    if run := course.longest_run:
        distance = distances.distance(words, run.distance_m, view.miles)
        lines.append(words("progress-longest", distance=distance, day=view.day(words, run.on)))
    return Safe("\n".join(lines))


def _kept_up(words: Words, view: View) -> list[Safe]:
    """How much of what was planned was done: no praise beside what stands."""
    course, lines = view.course, []
    # Neither may ask somebody whose hip hurts to do more.
    counts = view.stands_on is None and view.standing.level is Level.CARRY_ON
    if counts and course.adherence is not None:
        lines.append(words("progress-score", score=round(course.adherence * 100)))
    if counts and course.streak:
        lines.append(words("progress-streak", days=course.streak))
    return lines


def _marked(words: Words, content: Content, view: View) -> Safe:
    lines = []
    if view.course.weeks:
        lines.append(_week_score(words, view))
    flagged = view.course.flagged
    if flagged:
        named = [_flagged(words, content, view, day) for day in flagged[-FLAGS_NAMED:]]
        said: str = "; ".join(named)
        if more := len(flagged) - len(named):
            said = words.plain("progress-flags-more", flags=said, more=more)
        lines.append(words("progress-flags", flags=said))
    return Safe("\n".join(lines))


def _flagged(words: Words, content: Content, view: View, day: Day) -> str:
    """A day with the flag that the picture names it by, the strictest, and how many more it had."""
    said = content_flags(words, content, day.flags[:1])
    if more := len(day.flags) - 1:
        said = words.plain("progress-flags-of-day", flag=said, more=more)
    return f"{view.day(words, day.on)} ({said})"


def _week_score(words: Words, view: View) -> Safe:
    week = view.course.weeks[-1]
    name = "progress-week-score-substantial" if week.substantial else "progress-week-score"
    return words(name, week=view.day(words, week.week_on), score=week.score)


def content_flags(words: Words, content: Content, ids: Iterable[str]) -> str:
    """Red flags by their short names, some of which have commas of their own."""
    flags = [content.red_flags.flag(flag_id) for flag_id in ids]
    return "; ".join(flag.text_in(words.language).short for flag in flags if flag)


def _buttons(words: Words, view: View) -> tuple[tuple[Button, ...], ...]:
    periods = [_period(words, view, weeks) for weeks in PERIODS]
    in_words = general.button(words, "progress-in-words", f"{WORD}:{view.word}:words:0")
    more = general.button(words, "more", f"{WORD}:{view.word}:more")
    bottom = (*_check_in(words, view), general.close_button(words))
    # Two a row: under a picture three are too narrow for their words.
    return (*_advice(words, view), tuple(periods[:2]), tuple(periods[2:]), (in_words, more), bottom)


def _more_buttons(words: Words, view: View) -> tuple[tuple[Button, ...], ...]:
    theme = "light" if view.dark else "dark"
    row = (
        general.button(words, "progress-report", "report"),
        general.button(words, "progress-export", "export"),
        general.button(words, f"progress-{theme}", f"{WORD}:{view.word}:{theme}"),
    )
    return (row, paging.bottom(words, f"{WORD}:{view.word}:show"))


def _advice(words: Words, view: View) -> tuple[tuple[Button, ...], ...]:
    if view.stands_on is None:
        return ()
    return ((general.button(words, "progress-advice", f"advice:{view.standing.checkin_id}:show"),),)


def _check_in(words: Words, view: View) -> tuple[Button, ...]:
    # What stands is not to be asked away; and eight buttons are enough.
    return () if view.stands_on else (general.button(words, "progress-check-in", "checkin"),)


def _period(words: Words, view: View, weeks: int | None) -> Button:
    chosen = "yes" if weeks == view.weeks else "no"
    if weeks is None:
        return general.button(words, "progress-all", f"{WORD}:all:show", chosen=chosen)
    return general.button(words, "progress-weeks", f"{WORD}:{weeks}:show", chosen=chosen, weeks=weeks)


def in_words(words: Words, content: Content, view: View, page: int = 0) -> Message:
    """What the picture shows as text, newest week first, in pages; what stands comes first on each."""
    legend = Safe(f"<i>{words('progress-in-words-legend')}</i>")
    title = Safe("\n\n".join([*_stands(words, content, view), f"{words('progress-in-words')}\n{legend}"]))
    counted = [*_score_explained(words, view), *_not_well(words, view)]
    pages = paging.pages(title, [*counted, *_weeks(words, content, view)])
    page = min(max(page, 0), len(pages) - 1)
    data = f"{WORD}:{view.word}"
    more = ((general.button(words, "more", f"{data}:words:{page + 1}"),),) if page + 1 < len(pages) else ()
    back = f"{data}:words:{page - 1}" if page else f"{data}:show"
    return Message(pages[page], (*more, *_advice(words, view), paging.bottom(words, back)))


def _score_explained(words: Words, view: View) -> Iterator[Safe]:
    """The figures of the whole period with what they mean, where there are any."""
    if lines := _kept_up(words, view):
        yield Safe("\n".join([*lines, f"<i>{words('progress-score-legend')}</i>"]))


def _not_well(words: Words, view: View) -> Iterator[Safe]:
    """How often the hip took something badly in the whole period, where it did."""
    lines, runs = [], view.course.runs
    if view.worse_mornings:
        lines.append(words("progress-worse-mornings", times=view.worse_mornings))
    for felt in (Felt.SORE, Felt.STIFF):
        if times := sum(run.felt is felt for run in runs):
            lines.append(words("progress-runs-felt", felt=felt.value, times=times, runs=len(runs)))
    if lines:
        yield Safe("\n".join(lines))


def _weeks(words: Words, content: Content, view: View) -> Iterator[Safe]:
    """What each week had, newest first; weeks in a row that had nothing are one line."""
    scores = {week.week_on: week for week in view.course.weeks}
    by_week = groupby(reversed(view.course.days), key=lambda day: day.on - timedelta(days=day.on.weekday()))
    empty: list[date] = []
    for week_on, newest_first in by_week:
        days = tuple(newest_first)[::-1]
        lines = list(_week(words, content, view, days))
        if week := scores.get(week_on):
            name = "progress-week-answered-substantial" if week.substantial else "progress-week-answered"
            lines.append(words(name, score=week.score))
        if not lines:
            empty.append(week_on)
            continue
        yield from _nothing(words, view, empty)
        empty = []
        yield Safe("\n".join([words("progress-week", day=view.day(words, week_on)), *lines]))
    yield from _nothing(words, view, empty)


def _nothing(words: Words, view: View, empty: list[date]) -> Iterator[Safe]:
    if empty:
        yield words("progress-week-nothing", day=view.day(words, empty[-1]), weeks=len(empty))


def _week(words: Words, content: Content, view: View, days: tuple[Day, ...]) -> Iterator[Safe]:
    rated = ", ".join(
        f"{dates.weekday(words, day.on.weekday())} {day.pain}" for day in days if day.pain is not None
    )
    if rated:
        yield words("progress-week-days", days=rated)
    mean = days[-1].mean
    if mean is not None:
        # A week that is not over has no end: it is what the line of the chart says today.
        is_over = days[-1].on.weekday() == SUNDAY
        yield words("progress-week-mean" if is_over else "progress-week-mean-now", mean=tenth(words, mean))
    for day in days:
        if day.flags:
            flags = content_flags(words, content, day.flags)
            yield words("progress-week-flag", day=view.day(words, day.on), flags=flags)
    if due := sum(day.due for day in days):
        yield words("progress-week-routines", done=sum(day.routines for day in days), due=due)
    runs = [run for day in days for run in day.runs]
    if runs:
        distance = distances.distance(words, sum(run.distance_m for run in runs), view.miles)
        yield words("progress-week-runs", runs=len(runs), distance=distance)
