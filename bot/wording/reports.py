"""/report in words: what is asked first, and every word of the page for a doctor or physiotherapist."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from babel.dates import format_date

from bot import pictures, reports, runners, schedules
from bot.checkins import CheckIn
from bot.content import Content, RoutineKind
from bot.deliveries import Button, Made, Message
from bot.progress import Course, is_due, rated_days
from bot.reports import MOST_ENTRIES, Entry, Paper, Section
from bot.routines import Effort, PlannedRoutine, State
from bot.runs import Felt, Run, Story
from bot.triage import EARLIER_TODAY, STOP_TWICE, Level, Morning, level_of_band
from bot.wording import charts, dates, distances, general, way_stories
from bot.wording.warned import Warned
from bot.wording.words import Words

WORD = "report"
PERIODS = (4, 8, 12)  # weeks

# Where paper is Letter, as far as runners write to us from there; everywhere else it is A4.
LETTER_IN = frozenset({"US", "CA", "MX", "PH"})

SECTIONS = ("scores", "mornings", "flags", "notes", "where", "led", "routines", "runs")

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Weeks:
    """What is known of the weeks that the page is about. `checkins` are the oldest first.

    `uncleared`: what still stands that only a professional can end, however long ago it was told; `checkins`
    begin no later. `way`: their way back to running, however long ago it was.
    """

    weeks: int
    course: Course
    checkins: Iterable[CheckIn]
    routines: Sequence[PlannedRoutine]
    now: datetime
    zone: str
    miles: bool
    uncleared: Sequence[CheckIn] = ()
    way: Story | None = None

    @property
    def first_on(self) -> date:
        """The first day of the period."""
        return self.course.days[0].on

    @property
    def made_on(self) -> date:
        """The runner's day on which the page is made."""
        return schedules.local_date(self.now, self.zone)


def ask(words: Words, chosen: int | None = None, made: str = "") -> Message:
    """Asks for the period; after a press it says that the page is on its way, and another may be chosen.

    `made`: the moment of the press, to the minute.
    """
    periods = tuple(_period(words, weeks, chosen) for weeks in PERIODS)
    text = words("report-chosen", made=made) if chosen else words("report-ask")
    # Two a row: on a phone three are too narrow for their words.
    return Message(text, (periods[:2], periods[2:], (general.close_button(words),)))


def _period(words: Words, weeks: int, chosen: int | None) -> Button:
    marked = "yes" if weeks == chosen else "no"
    return general.button(words, "report-weeks", f"{WORD}:{weeks}:make", weeks=weeks, chosen=marked)


def report(words: Words, content: Content, it: Weeks) -> Message:
    """The page, made as it is sent."""
    name = f"steady-hips-{it.made_on}-{it.weeks}-weeks.pdf"
    made = Made(name, partial(_made, words, content, it))
    return Message(words("report-made", weeks=it.weeks), ((general.close_button(words),),), made=made)


def _made(words: Words, content: Content, it: Weeks) -> bytes:
    # The chart's own words for these speak to the runner.
    chart = replace(
        charts.chart_words(words, content, it.course, it.miles),
        substantial=words.plain("report-chart-substantial"),
        nothing=words.plain("report-chart-nothing"),
        nothing_note=words.plain("report-chart-nothing-note"),
    )
    return reports.report(paper(words, content, it), pictures.chart(it.course, chart, dark=False))


def paper(words: Words, content: Content, it: Weeks) -> Paper:
    """Every word of the page."""
    told = _Told(words, content)
    warned = Warned(words, content, it.uncleared, it.first_on, it.made_on, it.zone)
    for checkin in it.checkins:
        warned.add(checkin)
        if checkin.on >= it.first_on:
            told.add(checkin)
    if it.way:
        told.add_worse(on for on in it.way.worse_on if on >= it.first_on)
    figures = tuple(_figures(words, it))
    begin, end = (_long_day(words, day.on) for day in (it.course.days[0], it.course.days[-1]))
    in_words = "; ".join(f"{name}: {value}" for name, value in figures)
    return Paper(
        language=words.language,
        title=words.plain("report-title", weeks=it.weeks),
        period=words.plain("report-period", begin=begin, end=end),
        marking=words.plain("report-marking", made=_long_day(words, it.made_on)),
        figures=figures,
        chart_in_words=words.plain("report-chart", begin=begin, end=end, figures=in_words),
        beside=(_scores(words, it), told.mornings()),
        left=(_warnings(words, warned), told.noted()),
        right=(*_way(words, it), told.where(), told.led(), _routines(words, it), told.runs(it)),
        foot=words.plain("report-foot", **{band.id: f"{band.low}-{band.high}" for band in content.bands}),
        unprintable=words.plain("report-unprintable"),
        made_at=it.now,
        is_letter=runners.country_of(it.zone) in LETTER_IN,
    )


class _Told:
    """What the check-ins of the period come to, gone through once; none is kept but the last notes."""

    def __init__(self, words: Words, content: Content) -> None:
        self._words, self._content = words, content
        self._called_for: Counter[Level] = Counter()
        self._where: dict[str, Counter[str]] = {name: Counter() for name in ("side", "where", "when")}
        self._mornings: Counter[Morning] = Counter()
        self._worse_on: list[date] = []
        self._notes: list[CheckIn] = []
        self._many_notes = 0

    def add(self, checkin: CheckIn) -> None:
        """One more, later than those before."""
        if morning := checkin.answers.morning:
            self._mornings[morning] += 1
            if morning is Morning.WORSE:
                self._worse_on.append(checkin.on)
                self._called_for[self._own_level(checkin)] += 1
        else:
            self._called_for[self._own_level(checkin)] += 1
            for name, counted in self._where.items():
                if answer := getattr(checkin.answers, name):
                    counted[answer] += 1
        if checkin.note:
            self._many_notes += 1
            self._notes = [*self._notes[1 - MOST_ENTRIES :], checkin]

    def add_worse(self, days: Iterable[date]) -> None:
        """Mornings that were called worse where no check-in was made of it."""
        others = set(days).difference(self._worse_on)
        self._mornings[Morning.WORSE] += len(others)
        self._worse_on = sorted([*self._worse_on, *others])

    def _own_level(self, checkin: CheckIn) -> Level:
        """How urgent these answers were by themselves, whatever stood from before."""
        flags = [self._content.red_flags.flag(it) for it in checkin.answers.flags]
        levels = [Level.of(flag.level) for flag in flags if flag]
        if STOP_TWICE in checkin.decision.reasons or checkin.decision.trends:
            levels.append(Level.ROUTINE)
        band, pain = checkin.decision.band, checkin.answers.pain
        if EARLIER_TODAY in checkin.decision.reasons and pain is not None:
            # The day was held to its worst, and that answer is counted itself.
            band = self._content.pain_rules.band_of(pain).id
        return max([*levels, level_of_band(band)])

    def noted(self) -> Section:
        """The notes, the latest first."""
        notes = [self._note(checkin) for checkin in reversed(self._notes)]
        return _section(self._words, "notes", notes, self._many_notes - len(notes))

    def _note(self, checkin: CheckIn) -> Entry:
        words, day, pain = self._words, dates.day(self._words, checkin.on), checkin.answers.pain
        lead = day if pain is None else words.plain("report-note-lead", day=day, pain=pain)
        return Entry(words.plain("report-note", note=checkin.note or ""), lead)

    def where(self) -> Section:
        """Which side hurt, where and when, each with its number of check-ins, the most frequent first."""
        words, entries = self._words, []
        for name, counted in self._where.items():
            said = [
                words.plain("report-count", what=words.plain(f"checkin-{name}-{answer}"), times=times)
                for answer, times in counted.most_common()
            ]
            if said:
                entries.append(Entry(words.plain(f"report-where-{name}", said=", ".join(said))))
        return _section(words, "where", entries)

    def led(self) -> Section:
        """How many check-ins and worse mornings called for what, the mildest first."""
        words = self._words
        counts = [
            words.plain(
                "report-led-to", level=words.plain(f"report-led-{level.word}"), times=self._called_for[level]
            )
            for level in Level
            if self._called_for[level]
        ]
        return _section(words, "led", [Entry("; ".join(counts))] if counts else [])

    def mornings(self) -> Section:
        """What was said on mornings after a run or more pain."""
        words = self._words
        counts = [
            words.plain(
                "report-morning", answer=words.plain(f"report-morning-{it}"), times=self._mornings[it]
            )
            for it in Morning
            if self._mornings[it]
        ]
        entries = [Entry("; ".join(counts))] if counts else []
        if self._worse_on:
            days = way_stories.days_said(words, self._worse_on)
            entries.append(Entry(words.plain("report-mornings-worse-on", days=days)))
        return _section(words, "mornings", entries)

    def runs(self, it: Weeks) -> Section:
        """The runs, the latest first; those that the hip took badly before the others, for a list is cut."""
        words, latest = self._words, it.course.runs[::-1]
        not_well = [run for run in latest if self._was_not_well(run)]
        sorted_ = [*not_well, *(run for run in latest if not self._was_not_well(run))]
        entries = [Entry(" · ".join(self._run(run, it.miles))) for run in sorted_[:MOST_ENTRIES]]
        section = _section(words, "runs", entries, len(latest) - len(entries))
        if not not_well:
            return section
        return replace(section, heading=words.plain("report-runs-not-well-first"))

    def _was_not_well(self, run: Run) -> bool:
        return run.felt in (Felt.STIFF, Felt.SORE) or self._was_worse_after(run)

    def _was_worse_after(self, run: Run) -> bool:
        return run.on + A_DAY in self._worse_on

    def _run(self, run: Run, miles: bool) -> Iterator[str]:
        words = self._words
        yield dates.day(words, run.on)
        yield distances.distance(words, run.distance_m, miles)
        if run.duration_s:
            yield distances.duration(words, run.duration_s)
        if run.felt:
            yield words.plain("report-run-felt", felt=run.felt.value)
        if self._was_worse_after(run):
            yield words.plain("report-run-worse-after")


def _warnings(words: Words, warned: Warned) -> Section:
    """Every warning by name and date, in as many words as the page has room for."""
    whole, *shorter = warned.forms()
    return replace(_section(words, "flags", whole), firm=True, shorter=tuple(shorter))


def _way(words: Words, it: Weeks) -> Iterator[Section]:
    """The way back to running, where there was anything of it in these weeks."""
    if it.way and it.way.is_of(it.first_on):
        told = way_stories.entries(words, it.way, it.first_on, it.made_on)
        yield Section(words.plain("report-way"), tuple(told), "", _left_out(words))


def _left_out(words: Words) -> Callable[[int], str]:
    return lambda left_out: words.plain("report-left-out", more=left_out)


def _section(words: Words, name: str, entries: Sequence[Entry], more: int = 0) -> Section:
    return Section(
        words.plain(f"report-{name}"),
        tuple(entries),
        words.plain(f"report-{name}-none"),
        _left_out(words),
        more,
    )


def _figures(words: Words, it: Weeks) -> Iterator[tuple[str, str]]:
    course = it.course
    rated = [day.pain for day in course.days if day.pain is not None]
    of = words.plain("report-figure-days-of", rated=rated_days(course.days), days=len(course.days))
    yield words.plain("report-figure-days"), of
    if course.average is not None:
        average = charts.tenth(words, course.average)
        name, said = words.plain("report-figure-average"), words.plain("report-figure-of-ten", pain=average)
        if course.average_before is not None:
            before = charts.tenth(words, course.average_before)
            name = words.plain("report-figure-average-before", weeks=it.weeks)
            said = words.plain("report-figure-of-ten-was", pain=average, before=before)
        yield name, said
        highest = words.plain("report-figure-of-ten", pain=max(rated))
        yield words.plain("report-figure-highest"), highest
    if (latest := course.days[-1].mean) is not None:
        last_week = words.plain("report-figure-of-ten", pain=charts.tenth(words, latest))
        yield words.plain("report-figure-latest"), last_week
    yield from _done(words, it)


def _done(words: Words, it: Weeks) -> Iterator[tuple[str, str]]:
    course = it.course
    if course.runs:
        distance = distances.distance(words, sum(run.distance_m for run in course.runs), it.miles)
        together = words.plain("report-figure-runs-together", runs=len(course.runs), distance=distance)
        yield words.plain("report-figure-runs"), together
    if run := course.longest_run:
        far, on = distances.distance(words, run.distance_m, it.miles), dates.day(words, run.on)
        yield (
            words.plain("report-figure-longest"),
            words.plain("report-figure-longest-on", distance=far, on=on),
        )
    if due := sum(day.due for day in course.days):
        done = sum(day.routines for day in course.days)
        yield (
            words.plain("report-figure-routines"),
            words.plain("report-figure-routines-of", done=done, due=due),
        )


def _scores(words: Words, it: Weeks) -> Section:
    entries = []
    for week in reversed(it.course.weeks):
        name = "report-score-substantial" if week.substantial else "report-score"
        on = charts.short_day(words, week.week_on)
        entries.append(Entry(words.plain(name, week=on, score=week.score)))
    return _section(words, "scores", entries)


def _routines(words: Words, it: Weeks) -> Section:
    entries = []
    for kind in RoutineKind:
        # Counted as /progress counts them.
        due = [one for one in it.routines if one.kind is kind and is_due(one, it.made_on)]
        done = [one for one in due if one.state is State.DONE]
        if not due:
            continue
        name = words.plain(f"kind-name-{kind}")
        said = words.plain("report-routine", kind=name, done=len(done), due=len(due))
        if hard := sum(one.effort is Effort.TOO_HARD for one in done):
            said = words.plain("report-routine-too-hard", said=said, times=hard)
        entries.append(Entry(said))
    return _section(words, "routines", entries)


def _long_day(words: Words, on: date) -> str:
    return format_date(on, "d MMMM y", locale=words.language)
