"""What /start says: who the bot is for, what it keeps, the questions of the set-up, and what comes next."""

from datetime import datetime, time, timedelta
from html import escape
from zoneinfo import ZoneInfo

from bot.content import EmergencyNumber, RedFlags
from bot.deliveries import Button, Message
from bot.wording import asking, dates, general
from bot.wording.words import Safe, Words

PREFIX = "start:"


def back_to(step: str) -> str:
    """The data of a button that goes back to a step."""
    return f"{PREFIX}:back:{step}"


def welcome(words: Words) -> Message:
    """What the bot is and is not, and the question of age."""
    yes = general.button(words, "start-adult", f"{PREFIX}:adult:yes")
    no = general.button(words, "start-under-18", f"{PREFIX}:adult:no")
    return Message(words("start-welcome"), ((yes,), (no, general.close_button(words))))


def under_18(words: Words) -> Message:
    """For someone who is not an adult: when to see a doctor, and that nothing is kept."""
    return Message(words("start-under-18"), (asking.ending(words, back_to("welcome")),))


def consent(words: Words) -> Message:
    """Asks, apart from everything else, whether health answers may be kept."""
    yes = general.button(words, "start-agree", f"{PREFIX}:consent:yes")
    no = general.button(words, "start-not-now", f"{PREFIX}:consent:no")
    return Message(words("start-consent"), ((yes,), (no,), asking.ending(words, back_to("welcome"))))


def without_consent(words: Words) -> Message:
    """They said no: what works all the same, and the way back."""
    again = general.button(words, "start-reconsider", back_to("consent"))
    return Message(words("start-no-consent"), ((again,), (general.close_button(words),)))


def days(words: Words, ticked: frozenset[int], zone: str, now: datetime, note: Safe | None = None) -> Message:
    """Asks on which weekdays they run."""
    text = words("start-days", zone=asking.zone_shown(zone), now=asking.local_time(words, zone, now))
    rows = (
        *asking.weekdays(words, ticked, PREFIX),
        (general.button(words, "start-save", f"{PREFIX}:days:save"),),
        (general.button(words, "start-no-days", f"{PREFIX}:days:none"),),
        asking.ending(words, back_to("zone")),
    )
    return Message(asking.noted(text, note), rows)


def time_of_day(words: Words, run_days: frozenset[int], note: Safe | None = None) -> Message:
    """Asks when the routine should come."""
    text = asking.noted(words("start-time", days=days_said(words, run_days)), note)
    return Message(text, (*asking.times(words, PREFIX), asking.ending(words, back_to("days"))))


def days_said(words: Words, run_days: frozenset[int]) -> str:
    """The run days: "Tue, Thu, Sat"."""
    return dates.days_of_week(words, run_days) if run_days else words.plain("start-no-days")


def answered(words: Words, step: str, answer: str) -> Message:
    """A question of the set-up that was answered by typing: the question and the answer, without buttons."""
    return Message(words(f"start-answered-{step}", answer=answer))


def time_kept(words: Words, at: time, quiet: tuple[time, time] | None, *, again: bool) -> Safe:
    """Says which time it is now, and the quiet hours if they moved: to make room, or back `again`."""
    shown = dates.clock_time(words, at)
    if quiet is None:
        return words("start-time-kept", at=shown)
    start, end = (dates.clock_time(words, edge) for edge in quiet)
    return words(
        "start-time-quiet-again" if again else "start-time-moved-quiet", at=shown, start=start, end=end
    )


def flags(words: Words, red_flags: RedFlags, ticked: frozenset[str], note: Safe | None = None) -> Message:
    """The red-flag questions in full, each with a toggle; "None of these" only while nothing is ticked.

    A phone shows the end of the list, and what ends it stands there; with ticks it is at both ends.
    """
    texts = [(flag.id, flag.text_in(words.language)) for flag in red_flags.flags]
    questions = asking.by_level(
        (flag.level, f"• {escape(text.question, quote=False)}")
        for flag, (_, text) in zip(red_flags.flags, texts, strict=True)
    )
    save = (general.button(words, "start-save-flags", f"{PREFIX}:flags:save", count=len(ticked)),)
    none = (general.button(words, "start-none", f"{PREFIX}:flags:none"),)
    first, last = ((save,), save) if ticked else ((), none)
    toggles = tuple(
        (
            Button(
                f"{'☑' if flag_id in ticked else '☐'} {text.short}",
                f"{PREFIX}:flag:{'-' if flag_id in ticked else '+'}{flag_id}",
            ),
        )
        for flag_id, text in texts
    )
    text = asking.noted(Safe(f"{words('start-flags')}\n\n{questions}"), note)
    return Message(text, (*first, *toggles, last, asking.ending(words, back_to("time"))))


def emergency(words: Words, number: EmergencyNumber) -> Safe:
    """Under the questions, as soon as an emergency is ticked: whom to call, before anything is saved."""
    return words("start-flags-emergency", call=number.call, ambulance=number.ambulance or "none")


def done(
    words: Words, run_days: frozenset[int], push_at: datetime | None, zone: str, now: datetime
) -> Message:
    """The set-up is complete: when the first push comes, and what one can do now."""
    run = _run_days(words, run_days)
    if push_at is None:
        return Message(words("start-done-no-push", days=run), _what_now(words))
    text = words("start-done", when=_when(words, push_at, zone, now), days=run)
    return Message(text, _what_now(words))


def done_with_flags(words: Words, plan_waits: bool, number: EmergencyNumber | None) -> Message:
    """The set-up is complete, and advice follows; in an emergency the `number` to call stands here."""
    if number:
        return Message(words("start-done-emergency", call=number.call, ambulance=number.ambulance or "none"))
    return Message(words("start-done-paused" if plan_waits else "start-done-flagged"))


def set_up(
    words: Words,
    run_days: frozenset[int],
    push_at: datetime | None,
    zone: str,
    now: datetime,
    *,
    silent_now: bool,
) -> Message:
    """For /start when everything is answered; `silent_now`: a pause or a decision holds the pushes back."""
    rows = (
        (general.button(words, "start-today", "today"), general.button(words, "start-schedule", "schedule")),
        (general.close_button(words),),
    )
    run = _run_days(words, run_days)
    if silent_now:
        return Message(words("start-set-up-paused", days=run), rows)
    if push_at is None:
        return Message(words("start-set-up-no-push", days=run), rows)
    return Message(words("start-set-up", when=_when(words, push_at, zone, now), days=run), rows)


def _what_now(words: Words) -> asking.Rows:
    today = general.button(words, "start-today", "today")
    check_in = general.button(words, "start-check-in", "checkin")
    return ((today, check_in), (general.close_button(words),))


def _run_days(words: Words, run_days: frozenset[int]) -> Safe:
    if not run_days:
        return words("start-no-run-days")
    return words("start-run-days", days=dates.days_of_week(words, run_days))


def _when(words: Words, push_at: datetime, zone: str, now: datetime) -> Safe:
    """ "Tomorrow, Wed 25 Nov, 07:15": a day that has a name is called by it first."""
    moment = dates.moment(words, push_at, zone)
    today = now.astimezone(ZoneInfo(zone)).date()
    on = push_at.astimezone(ZoneInfo(zone)).date()
    if on == today:
        return words("start-today-at", moment=moment)
    if on == today + timedelta(days=1):
        return words("start-tomorrow-at", moment=moment)
    return Safe(moment)
