"""What /schedule says: an overview, and the questions about run days, quiet hours, zone and level."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime, time

from bot import routines
from bot.content import Owned
from bot.deliveries import Button, Message
from bot.routines import Plan
from bot.runners import Place, Runner
from bot.schedules import EVERY_DAY, Schedule, set_for, without_room
from bot.wording import asking, dates, general, schedule_reminders
from bot.wording.words import Safe, Words

PREFIX = "schedule:"
OVERVIEW = "schedule"

# From ten to six is what everybody begins with; the others are an hour off it.
QUIET = ((time(22), time(6)), (time(21), time(6)), (time(22), time(7)), (time(23), time(7)))


# What may be chosen as the most a day; adding reminders may raise it further.
CEILINGS = tuple("123456")


@dataclass(frozen=True, slots=True)
class Overview:
    """What somebody has set, and what holds their pushes back."""

    runner: Runner
    plan: Plan
    reminders: Sequence[Schedule]
    weekly: Sequence[Schedule]
    next_push_at: datetime | None
    is_paused: bool
    is_on_hold: bool
    now: datetime


def overview(words: Words, view: Overview, note: Safe | None = None) -> Message:
    """All of it on one message, and where to change each."""
    zone = view.runner.zone or "UTC"
    text = words(
        "schedule-overview",
        reminders=schedule_reminders.listed(words, view.reminders, view.weekly),
        days=_run_days(words, view.plan.run_days),
        quiet=quiet_hours(words, view.runner.quiet_from, view.runner.quiet_until),
        ceiling=_ceiling(words, (*view.reminders, *view.weekly), view.runner.pushes_a_day),
        zone=asking.zone_shown(zone),
        now=asking.local_time(words, zone, view.now),
        level=view.plan.level,
        have=_have(words, view.plan.have),
        next=_next(words, view, zone),
    )
    # On hold there is nothing to pause; "Resume" then says what ends it.
    pausing = ("resume", "resume") if view.is_paused or view.is_on_hold else ("pause", "pause")
    rows = (
        (_button(words, "reminders", "reminder"),),
        (_to(words, "run-days"), _to(words, "quiet"), _to(words, "zone")),
        (_to(words, "level"), _to(words, "ceiling"), _button(words, *pausing)),
        (general.close_button(words),),
    )
    return Message(asking.noted(text, note), rows)


def _button(words: Words, name: str, data: str) -> Button:
    return general.button(words, f"schedule-{name}", data)


def _to(words: Words, question: str) -> Button:
    return _button(words, question, f"{PREFIX}:{question}")


def _next(words: Words, view: Overview, zone: str) -> Safe:
    if view.is_on_hold:
        return words("schedule-on-hold")
    if view.is_paused:
        until = view.runner.paused_until
        if until is None:
            return words("schedule-paused")
        return words("schedule-paused-until", when=dates.moment(words, until, zone))
    if view.next_push_at is None:
        return words("schedule-next-none")
    return words("schedule-next", when=dates.moment(words, view.next_push_at, zone))


def _run_days(words: Words, run_days: frozenset[int]) -> Safe:
    if not run_days:
        return words("schedule-no-run-days")
    return words("schedule-run-days", days=dates.days_of_week(words, run_days))


def quiet_hours(words: Words, quiet_from: time, quiet_until: time) -> Safe:
    """ "Quiet hours: 22:00 to 06:00.", or that there are none."""
    if quiet_from == quiet_until:
        return words("schedule-no-quiet")
    return words(
        "schedule-quiet",
        start=dates.clock_time(words, quiet_from),
        end=dates.clock_time(words, quiet_until),
    )


def _ceiling(words: Words, kept: Sequence[Schedule], most: int) -> Safe:
    """How many may come a day, the days on which that leaves something out, and what never comes."""
    over_on: dict[int, set[int]] = {}
    for day, count in set_for(kept, EVERY_DAY).items():
        if count > most:
            over_on.setdefault(count, set()).add(day)
    if not over_on:
        return words("schedule-ceiling", most=most)
    # The fullest days come first; of as many, all are named.
    named = [
        words("schedule-ceiling-days", days=dates.days_of_week(words, frozenset(on)), count=count)
        for count, on in sorted(over_on.items(), reverse=True)
    ]
    over = words("schedule-ceiling-over", most=most, over=Safe(" and ".join(named)))
    never = ", ".join(words(f"schedule-wants-{wants}") for wants in without_room(kept, most))
    return Safe(f"{over} {words('schedule-ceiling-never', messages=never)}") if never else over


def ceiling(words: Words, kept: Sequence[Schedule], most: int, note: Safe | None = None) -> Message:
    """Asks how many messages may come by themselves on one day."""
    text = words("schedule-ask-ceiling", now=_ceiling(words, kept, most))
    choices = [Button(number, f"{PREFIX}:most:{number}") for number in CEILINGS]
    return Message(asking.noted(text, note), (*asking.rows_of(choices), asking.ending(words, OVERVIEW)))


def run_days(words: Words, ticked: frozenset[int], note: Safe | None = None) -> Message:
    """Toggles for the run days, and what they leave for strength."""
    strength = routines.strength_days(ticked)
    said = (
        words("schedule-strength-days", days=dates.days_of_week(words, strength))
        if strength
        else words("schedule-no-strength-days")
    )
    now = dates.days_of_week(words, ticked) if ticked else words("schedule-run-days-none-now")
    text = words("schedule-ask-run-days", days=now, strength=said)
    rows = (
        *asking.weekdays(words, ticked, PREFIX),
        (_button(words, "no-run-days", f"{PREFIX}:day:none"),),
        asking.ending(words, OVERVIEW),
    )
    return Message(asking.noted(text, note), rows)


def quiet(words: Words, quiet_from: time, quiet_until: time, note: Safe | None = None) -> Message:
    """Asks for the quiet hours; they can be typed."""
    choices = [
        general.button(
            words,
            "schedule-quiet-of",
            f"{PREFIX}:silent:{start:%H:%M}-{end:%H:%M}",
            start=dates.clock_time(words, start),
            end=dates.clock_time(words, end),
        )
        for start, end in QUIET
    ]
    rows = (
        *asking.rows_of(choices, most=2),
        (_button(words, "no-quiet", f"{PREFIX}:silent:none"),),
        asking.ending(words, OVERVIEW),
    )
    text = words("schedule-ask-quiet", quiet=quiet_hours(words, quiet_from, quiet_until))
    return Message(asking.noted(text, note), rows)


def zone(words: Words, zone_name: str, places: Sequence[Place], page: int, note: Safe | None) -> Message:
    """Asks where they are now."""
    now = words("schedule-zone-now", zone=asking.zone_shown(zone_name))
    said = Safe(f"{now}\n\n{note}") if note else now
    return asking.zone(words, places, PREFIX, OVERVIEW, page=page, note=said)


def _have(words: Words, have: Set[Owned]) -> str:
    """What they own, in the order it is asked; "none" for nothing."""
    things = [words.plain(f"equipment-{one}") for one in Owned if one in have]
    return ", ".join(things) or words.plain("schedule-no-equipment")


def level(words: Words, plan: Plan) -> Message:
    """Asks for the level of the doses, and for the equipment that some of them need."""
    choices = tuple(
        general.button(words, "schedule-level-of", f"{PREFIX}:dose:{number}", level=number)
        for number in range(routines.LOWEST, routines.HIGHEST + 1)
    )
    things = tuple(_owned(words, one, ticked=one in plan.have) for one in Owned)
    text = words("schedule-ask-level", level=plan.level, have=_have(words, plan.have))
    return Message(text, (choices, things, asking.ending(words, OVERVIEW)))


def _owned(words: Words, thing: Owned, ticked: bool) -> Button:
    data = f"{PREFIX}:have:{'-' if ticked else '+'}{thing}"
    return Button(f"{'☑' if ticked else '☐'} {words.plain(f'schedule-owned-{thing}')}", data)
