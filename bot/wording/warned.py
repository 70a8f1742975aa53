"""Red flags and other warnings on paper: what nobody has cleared first, each with its name and its days."""

from bisect import insort
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum
from itertools import groupby

from bot import schedules
from bot.checkins import CheckIn
from bot.content import Content
from bot.reports import Entry
from bot.triage import NOT_SETTLING, STOP_TWICE, WORSENING
from bot.wording import charts, dates, trends
from bot.wording.words import Words

# Pain that binds the plan beside a warning that stood: it has no name among the reasons of a decision.
STOP_STANDING = "stop_standing"
# In this order after the red flags, which stand in the order in which they are asked.
OTHERS = (STOP_TWICE, STOP_STANDING, NOT_SETTLING, WORSENING)

A_DAY = timedelta(days=1)

# More days apart from each other say less than how many there were.
MOST_SPANS = 12


class Followed(IntEnum):
    """What a professional made of it, in the order in which it stands on the page."""

    OPEN = 0
    SEEN = 1
    CLEARED = 2


@dataclass(slots=True)
class _Warning:
    """One warning under one heading: the check-in that told it last, and the days on which it was told."""

    last: CheckIn
    days: list[date] = field(default_factory=list)


# What was made of it, when that was told, and whether other clearings before it are meant too.
_Heading = tuple[Followed, date | None, bool]
# By heading, then by what they warn of.
_Groups = dict[_Heading, dict[str, _Warning]]
_Says = Callable[[str, _Warning], str]


class Warned:
    """The warnings of the period and those that still stand, gone through once, the oldest first."""

    def __init__(
        self,
        words: Words,
        content: Content,
        uncleared: Sequence[CheckIn],
        first_on: date,
        made_on: date,
        zone: str,
    ) -> None:
        self._words, self._content, self._zone = words, content, zone
        self._first_on, self._made_on = first_on, made_on
        self._binding = frozenset(checkin.id for checkin in uncleared)
        # Whoever was seen was seen with all that they had told by then.
        self._seen_at = max((it.seen_at for it in uncleared if it.seen_at), default=None)
        self._groups: _Groups = {}

    def add(self, checkin: CheckIn) -> None:
        """One more, later than those before; of what was told before the period only what still stands."""
        if checkin.cleared_at and checkin.on < self._first_on:
            return
        for reason in self._reasons(checkin):
            group = self._groups.setdefault(self._heading(checkin), {})
            told = group.setdefault(reason, _Warning(checkin))
            told.last = checkin
            if checkin.on not in told.days:
                # Whoever travels may come to a day again.
                insort(told.days, checkin.on)

    def _reasons(self, checkin: CheckIn) -> set[str]:
        found = {*checkin.answers.flags, *(trend.reason for trend in checkin.decision.trends)}
        found |= {STOP_TWICE} & set(checkin.decision.reasons)
        if not found and checkin.id in self._binding:
            return {STOP_STANDING}
        return found

    def _heading(self, checkin: CheckIn) -> _Heading:
        if checkin.cleared_at:
            return Followed.CLEARED, self._local(checkin.cleared_at), False
        seen_at = checkin.seen_at or self._seen_at
        if seen_at and checkin.at <= seen_at:
            return Followed.SEEN, self._local(seen_at), False
        return Followed.OPEN, None, False

    def _local(self, instant: datetime) -> date:
        return schedules.local_date(instant, self._zone)

    def forms(self) -> Iterator[tuple[Entry, ...]]:
        """All of them, first as they were read with every day, then in fewer and fewer words.

        In the last two each stands once, under what became of it last.
        """
        merged = _merged(self._groups)
        yield self._entries(self._groups, self._said, self._every_day)
        yield self._entries(self._groups, self._in_short, self._every_day)
        yield self._entries(merged, self._in_short, self._span)
        once = _once(merged)
        yield self._entries(once, self._in_short, self._times_and_last)
        yield self._entries(once, self._in_short, self._last_day)

    def _entries(self, groups: _Groups, said: _Says, days: _Says) -> tuple[Entry, ...]:
        """What stands comes first, then the latest clearing; under each heading the strictest first."""
        entries = []
        asked = [*(flag.id for flag in self._content.red_flags.flags), *OTHERS]
        for heading in sorted(groups, key=_place):
            group, lead = groups[heading], self._lead(heading)
            known = [*(it for it in asked if it in group), *sorted(group.keys() - set(asked))]
            for reason in known:
                flag, told = self._content.red_flags.flag(reason), group[reason]
                level = self._words.plain(f"report-level-{flag.level if flag else 'routine'}")
                text = self._words.plain(
                    "report-flag", level=level, days=days(reason, told), said=said(reason, told)
                )
                entries.append(Entry(text, lead))
                lead = ""
        return tuple(entries)

    def _lead(self, heading: _Heading) -> str:
        followed, on, is_last = heading
        if on is None:
            return self._words.plain("report-flags-open")
        day = charts.short_day(self._words, on)
        if is_last:
            return self._words.plain("report-flags-cleared-last", day=day)
        if followed is Followed.SEEN:
            return self._words.plain("report-flags-seen", day=day)
        return self._words.plain("report-flags-cleared", day=day)

    def _said(self, reason: str, told: _Warning) -> str:
        """The words that the runner read, or what many check-ins came to, with its figures."""
        words, content = self._words, self._content
        if flag := content.red_flags.flag(reason):
            return words.plain("report-flag-quoted", question=flag.text_in(words.language).question)
        if reason == STOP_TWICE:
            return words.plain("report-stop-twice", pain=self._stop_from)
        if reason == STOP_STANDING:
            return words.plain("report-stop-standing")
        if reason not in OTHERS:
            return self._in_short(reason, told)
        found = [trend for trend in told.last.decision.trends if trend.reason == reason]
        return " ".join(trends.reported(words, content, trend) for trend in found)

    def _in_short(self, reason: str, _told: _Warning) -> str:
        if flag := self._content.red_flags.flag(reason):
            return flag.text_in(self._words.language).short
        if reason not in OTHERS:
            # A question that is asked no more: it has no words but its name.
            return reason.replace("_", " ")
        return self._words.plain(f"report-short-{reason}", pain=self._stop_from)

    @property
    def _stop_from(self) -> int:
        return next(band.low for band in self._content.bands if band.id == "stop")

    def _every_day(self, reason: str, told: _Warning) -> str:
        """Every day, those one after the other as a span: "3 Nov, 5 Nov to 9 Nov"."""
        spans = list(_spans(told.days))
        if len(spans) > MOST_SPANS:
            return self._span(reason, told)
        return ", ".join(self._from_to(first, last) for first, last in spans)

    def _span(self, _reason: str, told: _Warning) -> str:
        first, last, times = told.days[0], told.days[-1], len(told.days)
        if times <= 2:
            return ", ".join(self._day(on) for on in told.days)
        return self._words.plain(
            "report-flag-times", times=times, **{"from": self._day(first), "to": self._day(last)}
        )

    def _times_and_last(self, reason: str, told: _Warning) -> str:
        last, times = self._last_day(reason, told), len(told.days)
        return self._words.plain("report-flag-times-last", times=times, last=last) if times > 1 else last

    def _last_day(self, _reason: str, told: _Warning) -> str:
        last = self._day(told.days[-1])
        return self._words.plain("report-flag-last", day=last) if len(told.days) > 1 else last

    def _from_to(self, first: date, last: date) -> str:
        if last - first < 2 * A_DAY:
            return ", ".join(self._day(on) for on in dict.fromkeys((first, last)))
        return self._words.plain("report-flag-span", **{"from": self._day(first), "to": self._day(last)})

    def _day(self, on: date) -> str:
        """With its year where it is so long ago that it could be taken for another."""
        if self._made_on - on > dates.YEAR_IS_PLAIN_FOR:
            return dates.day_and_year(self._words, on)
        return charts.short_day(self._words, on)


def _place(heading: _Heading) -> tuple[Followed, int]:
    followed, on, _is_last = heading
    return followed, -(on or date.min).toordinal()


def _spans(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    """The first and last of days that follow each other without a gap."""
    for _, run in groupby(enumerate(days), key=lambda it: it[1].toordinal() - it[0]):
        found = [on for _at, on in run]
        yield found[0], found[-1]


def _merged(groups: _Groups) -> _Groups:
    """All that was ever cleared under its last clearing."""
    cleared = sorted((it for it in groups if it[0] is Followed.CLEARED), key=_place)
    if len(cleared) < 2:
        return groups
    together: dict[str, _Warning] = {}
    # From the first clearing on, so that the last check-in is that of the last.
    for heading in reversed(cleared):
        for reason, told in groups[heading].items():
            before = together.get(reason)
            days = sorted({*(before.days if before else ()), *told.days})
            together[reason] = _Warning(told.last, days)
    rest = {heading: group for heading, group in groups.items() if heading[0] is not Followed.CLEARED}
    return {**rest, (Followed.CLEARED, cleared[0][1], True): together}


def _once(groups: _Groups) -> _Groups:
    """Each warning under the first of its headings alone."""
    found: _Groups = {}
    seen: set[str] = set()
    for heading in sorted(groups, key=_place):
        if group := {reason: told for reason, told in groups[heading].items() if reason not in seen}:
            found[heading] = group
            seen.update(group)
    return found
