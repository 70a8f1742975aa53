"""What became of a way back, on paper: where it led, what counted, what held it, with the days."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.reports import Entry
from bot.runs import State, Story
from bot.wording import charts, dates
from bot.wording.words import Words

# As many as stand in two lines; more say no more.
MOST_DATES = 8


def entries(words: Words, it: Story, first_on: date, made_on: date) -> Iterator[Entry]:
    """Where it began and led; then what there was of it from `first_on` on, one line each."""
    yield Entry(_led(words, it, made_on))
    lately = [one for one in it.told if one.on >= first_on]
    if goes := sum(one.is_go for one in lately):
        counted = sum(one.counted for one in lately)
        yield Entry(words.plain("report-way-goes", goes=goes, counted=counted))
    if held := [one.on for one in lately if one.was_held]:
        yield Entry(words.plain("report-way-held", days=days_said(words, held)))
    if back := [one.on for one in lately if one.is_back]:
        yield Entry(words.plain("report-way-back", days=days_said(words, back)))


def _led(words: Words, it: Story, made_on: date) -> str:
    begun = dates.day_seen_from(words, it.begun_on, made_on)
    if it.finished_on:
        on = dates.day_seen_from(words, it.finished_on, made_on)
        return words.plain("report-way-finished", begun=begun, on=on, phases=it.phases)
    if it.stopped:
        return words.plain("report-way-stopped", begun=begun, phase=it.phase, phases=it.phases)
    if it.at.state is State.ANEW:
        return words.plain("report-way-anew", begun=begun, phase=it.phase, phases=it.phases)
    return words.plain("report-way-now", begun=begun, phase=it.at.phase, phases=it.phases)


def days_said(words: Words, days: Sequence[date]) -> str:
    """The days, or the last of very many."""
    last = ", ".join(charts.short_day(words, on) for on in days[-MOST_DATES:])
    return words.plain("report-last-days", last=MOST_DATES, days=last) if len(days) > MOST_DATES else last
