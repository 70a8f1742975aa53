"""What /schedule says about reminders: which there are, and the questions that change one."""

from collections.abc import Sequence
from datetime import time

from bot.deliveries import Message
from bot.schedules import MOST_REMINDERS, ROUTINES, Refused, Schedule
from bot.wording import asking, dates, general
from bot.wording.words import Safe, Words

LIST = "reminder"


def _at(reminder_id: int | None) -> str:
    """What the buttons of a reminder begin with; without an id they are about a new one."""
    return f"reminder:{reminder_id or ''}"


def line(words: Words, reminder: Schedule) -> Safe:
    """A reminder in one line: "07:15, every day: plan of the day"."""
    return words(
        "schedule-reminder-line-around" if reminder.around else "schedule-reminder-line",
        at=dates.clock_time(words, reminder.at),
        days=dates.days_of_week(words, reminder.days),
        wants=words(f"schedule-wants-{reminder.wants}"),
    )


def listed(words: Words, reminders: Sequence[Schedule], weekly: Sequence[Schedule] = ()) -> Safe:
    """Every reminder on a line of its own, the weekly messages last."""
    lines = [f"• {line(words, one)}" for one in (*reminders, *weekly)]
    return Safe("\n".join(lines if reminders else [words("schedule-no-reminders"), *lines]))


def reminders(words: Words, found: Sequence[Schedule], note: Safe | None = None) -> Message:
    """All reminders, each a button, and one more while there is room."""
    text = (
        words("schedule-reminders", reminders=listed(words, found), most=MOST_REMINDERS)
        if found
        else words("schedule-reminders-none")
    )
    buttons = [
        general.button(
            words,
            "schedule-reminder",
            f"{_at(reminder.id)}:show",
            at=dates.clock_time(words, reminder.at),
            days=dates.days_of_week(words, reminder.days),
        )
        for reminder in found
    ]
    if len(found) < MOST_REMINDERS:
        buttons.append(general.button(words, "schedule-add", f"{_at(None)}:time"))
    buttons.append(general.button(words, "schedule-weekly", "weekly"))
    rows = tuple((button,) for button in buttons)
    return Message(asking.noted(text, note), (*rows, asking.ending(words, "schedule")))


def reminder(words: Words, shown: Schedule, zone: str, note: Safe | None = None) -> Message:
    """One reminder and what can be changed about it."""
    prefix = _at(shown.id)
    text = words(
        "schedule-reminder",
        at=dates.clock_time(words, shown.at),
        days=dates.days_of_week(words, shown.days),
        wants=words(f"schedule-wants-{shown.wants}"),
        around=words("schedule-is-around" if shown.around else "schedule-is-sharp"),
        next=words("schedule-next", when=dates.moment(words, shown.next_at, zone))
        if shown.next_at
        else words("schedule-next-none"),
    )
    other = ("make-sharp", "sharp") if shown.around else ("make-around", "around")
    rows = (
        tuple(
            general.button(words, f"schedule-{name}", f"{prefix}:{name}") for name in ("time", "days", "what")
        ),
        (general.button(words, f"schedule-{other[0]}", f"{prefix}:{other[1]}"),),
        (general.button(words, "schedule-delete", f"{prefix}:delete"),),
        asking.ending(words, LIST),
    )
    return Message(asking.noted(text, note), rows)


def ask_days(words: Words, shown: Schedule, note: Safe | None = None) -> Message:
    """Toggles for the days of one reminder."""
    prefix = _at(shown.id)
    text = words(
        "schedule-ask-days",
        days=dates.days_of_week(words, shown.days),
        at=dates.clock_time(words, shown.at),
    )
    rows = (*asking.weekdays(words, shown.days, prefix), asking.ending(words, f"{prefix}:show"))
    return Message(asking.noted(text, note), rows)


def ask_time(words: Words, shown: Schedule | None, note: Safe | None = None) -> Message:
    """Asks for the time of a reminder, or of a new one."""
    if shown is None:
        text, back = words("schedule-ask-new-time"), LIST
    else:
        text = words("schedule-ask-time", at=dates.clock_time(words, shown.at))
        back = f"{_at(shown.id)}:show"
    prefix = _at(shown.id if shown else None)
    return Message(asking.noted(text, note), (*asking.times(words, prefix), asking.ending(words, back)))


def ask_wants(words: Words, shown: Schedule) -> Message:
    """Asks what a reminder brings."""
    prefix = _at(shown.id)
    text = words(
        "schedule-ask-wants",
        at=dates.clock_time(words, shown.at),
        wants=words(f"schedule-wants-{shown.wants}"),
    )
    plan, *kinds = [
        general.button(words, f"schedule-wants-{wants}", f"{prefix}:wants:{wants}") for wants in ROUTINES
    ]
    return Message(text, ((plan,), tuple(kinds), asking.ending(words, f"{prefix}:show")))


def deleted(words: Words, gone: Schedule) -> Message:
    """A reminder was deleted; the button brings it back, with all that it was."""
    undo = general.button(words, "schedule-undo", f"{_at(None)}:undo:{packed(gone)}")
    text = words("schedule-deleted", reminder=line(words, gone))
    return Message(text, ((undo,), asking.ending(words, LIST)))


def packed(gone: Schedule) -> str:
    """A reminder in a button: what it brings, its days, its time, and whether it is "around"."""
    days = "".join(str(day) for day in sorted(gone.days))
    return f"{gone.wants},{days},{gone.at:%H%M},{'around' if gone.around else 'sharp'}"


def refused(words: Words, why: Refused) -> Safe:
    """Why a reminder was not kept."""
    match why:
        case Refused.TOO_MANY:
            return words("schedule-too-many", most=MOST_REMINDERS)
        case Refused.ALREADY_THERE:
            return words("schedule-already-there")
        case Refused.NO_DAYS:
            return words("schedule-one-day")


def raised_ceiling(words: Words, day: int, count: int) -> Safe:
    """The most a day was raised, so that all that is set for a day may come."""
    return words("schedule-raised-ceiling", day=dates.weekday(words, day), count=count)


def moved_quiet(words: Words, moved: tuple[time, time]) -> Safe:
    """The quiet hours made room for a reminder."""
    if moved[0] == moved[1]:
        return words("schedule-quiet-gone")
    start, end = (dates.clock_time(words, edge) for edge in moved)
    return words("schedule-moved-quiet", start=start, end=end)
