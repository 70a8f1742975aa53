"""A routine in words: the push, and what each press led to."""

from collections.abc import Collection, Sequence
from datetime import date, time
from functools import lru_cache

from bot.content import Content
from bot.deliveries import Button, Message
from bot.routines import Effort, PlannedRoutine, Routine, Swap
from bot.triage import Effect
from bot.wording import dates, general, levels
from bot.wording.doses import dose
from bot.wording.levels import NO_NEWS, LevelNews
from bot.wording.words import Safe, Words

Rows = tuple[tuple[Button, ...], ...]


def push(
    words: Words, content: Content, routine_id: int, routine: Routine, swaps: Collection[Swap] = ()
) -> Message:
    """The routine at its hour: what it is, its exercises with doses, and what can be done with it.

    `swaps`: what may be done instead.
    """
    prefix = f"routine:{routine_id}"
    rows = (*open_buttons(words, prefix), *swap_buttons(words, prefix, swaps))
    return Message(overview(words, content, routine), rows)


# Those who are late are late together, and for the same few times of day.
@lru_cache(maxsize=1024)
def late(words: Words, at: time, on: date | None = None) -> Safe:
    """What stands before a push that comes well after its hour, with its day where that may be another."""
    hour = dates.clock_time(words, at)
    return words("routine-late", at=hour if on is None else f"{dates.day(words, on)}, {hour}")


def swap_buttons(words: Words, prefix: str, swaps: Collection[Swap]) -> Rows:
    """What may be done instead, two a row: their labels are long."""
    buttons = [general.button(words, f"swap-{swap}", f"{prefix}:swap:{swap}") for swap in swaps]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def overview(words: Words, content: Content, routine: Routine) -> Safe:
    """What the routine is and holds, and what a check-in changed in it."""
    return _overview(words, content, routine)


# Thousands are pushed the same routine within a minute.
@lru_cache(maxsize=1024)
def _overview(words: Words, content: Content, routine: Routine) -> Safe:
    head = words("routine-length", n=len(routine.items), minutes=routine.minutes)
    parts = [
        f"<b>{title(words, content, routine)}</b>\n{head}",
        listed(words, content, routine),
        *remarks(words, content, routine),
    ]
    return Safe("\n\n".join(parts))


def title(words: Words, content: Content, routine: Routine | PlannedRoutine) -> Safe:
    """The sign and the name, without tags: "💪 Strength B"."""
    if words.has(f"routine-title-{routine.template_id}"):
        return words(f"routine-title-{routine.template_id}")
    template = content.routines.get(routine.template_id)
    name = template.text_in(words.language).name if template else words.plain(f"kind-name-{routine.kind}")
    return words("routine-title", sign=words(f"kind-sign-{routine.kind}"), name=name)


def listed(words: Words, content: Content, routine: Routine) -> Safe:
    """The exercises, numbered, each with its dose."""
    lines = []
    for n, (exercise_id, amount) in enumerate(routine.items, 1):
        exercise = content.exercises[exercise_id]
        name = exercise.text_in(words.language).name
        lines.append(words("routine-item", n=n, name=name, dose=dose(words, amount, exercise.sides)))
    return Safe("\n".join(lines))


def remarks(words: Words, content: Content, routine: Routine) -> list[Safe]:
    """What a check-in changed, and what is said before every strength routine."""
    said = []
    if routine.gentler:
        said.append(words("routine-gentler"))
    if routine.walk_instead or (routine.effect is Effect.ONE_LEVEL_DOWN and routine.kind == "warm_up"):
        said.append(words("routine-shorter-run"))
    template = content.routines.get(routine.template_id)
    note = template.text_in(words.language).note if template else None
    if note:
        said.append(words("routine-note", note=note))
    if routine.kind == "strength":
        said.append(words("routine-stop-above", pain=_stop_above(content)))
    return said


def _stop_above(content: Content) -> int:
    # What an exercise may bring about ends at the lower edge of the band that eases off.
    return next(band.low for band in content.bands if band.id == "ease_off")


def open_buttons(words: Words, prefix: str) -> Rows:
    """What can be done with a routine that is still open."""
    return (
        (general.button(words, "routine-start", f"{prefix}:start:"),),
        (
            general.button(words, "routine-done", f"{prefix}:done:"),
            general.button(words, "routine-later", f"{prefix}:later:"),
            general.button(words, "routine-skip", f"{prefix}:skip:"),
        ),
    )


def done(
    words: Words, content: Content, routine: PlannedRoutine, at: time, too_hard: Sequence[str] = ()
) -> Message:
    """Done, at this wall-clock time; asks how hard it was. `too_hard`: exercises that were said to be so."""
    said = words("routine-done", name=_name(words, content, routine), at=dates.clock_time(words, at))
    if too_hard:
        names = ", ".join(content.exercises[it].text_in(words.language).name for it in too_hard)
        said = Safe(f"{said}\n\n{words('session-was-too-hard', names=names)}")
    efforts = tuple(
        general.button(words, f"effort-{effort}", f"routine:{routine.id}:effort:{effort}")
        for effort in Effort
    )
    return Message(said, (efforts, (general.close_button(words),)))


def rated(
    words: Words,
    content: Content,
    routine: PlannedRoutine,
    effort: Effort,
    at: time,
    news: LevelNews = NO_NEWS,
) -> Message:
    """What was done, how hard it was, what it did to the level; after "too hard", the way to a check-in."""
    said = words(
        "routine-rated",
        name=_name(words, content, routine),
        at=dates.clock_time(words, at),
        effort=effort.value,
    )
    told = levels.told(words, news)
    text = Safe(f"{said}\n\n{told}") if told else said
    undo = levels.undo_buttons(words, news)
    check_in = (general.button(words, "routine-check-in", "checkin"),)
    close = (general.close_button(words),)
    if news.asks_for_pain:
        return Message(text, (check_in, close))
    if effort is Effort.TOO_HARD:
        return Message(text, (*undo, (*check_in, *close)))
    return Message(text, (*undo, close) if undo else ())


def skipped(words: Words, content: Content, routine: PlannedRoutine) -> Message:
    """Left out today, without a reproach, and with a way back."""
    said = words("routine-skipped", name=_name(words, content, routine))
    undo = general.button(words, "routine-undo", f"routine:{routine.id}:undo:")
    return Message(said, ((undo, general.close_button(words)),))


def later(words: Words, content: Content, routine: PlannedRoutine, choices: Sequence[str]) -> Message:
    """When to be reminded; with no choice left before the quiet hours, says so."""
    name = _name(words, content, routine)
    data = f"routine:{routine.id}"
    back = (general.back_button(words, f"{data}:show:"),)
    if not choices:
        return Message(words("routine-no-later", name=name), (back,))
    buttons = [general.button(words, f"snooze-{choice}", f"{data}:snooze:{choice}") for choice in choices]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    return Message(words("routine-later", name=name), (*rows, back))


def snoozed(words: Words, content: Content, routine: PlannedRoutine, at: time) -> Message:
    """The reminder was moved to this wall-clock time today."""
    said = words("routine-snoozed", name=_name(words, content, routine), at=dates.clock_time(words, at))
    return Message(said, open_buttons(words, f"routine:{routine.id}"))


def enough_later(words: Words, content: Content, routine: PlannedRoutine) -> Message:
    """It was put off so often that no further reminder is made."""
    said = words("routine-enough-later", name=_name(words, content, routine))
    return Message(said, open_buttons(words, f"routine:{routine.id}"))


def of_another_day(words: Words, content: Content, routine: PlannedRoutine) -> Message:
    """A button of an earlier day: says which day, what became of it, and offers today's."""
    said = words(
        "routine-of-another-day",
        day=dates.day(words, routine.on),
        title=title(words, content, routine),
        state=state_of(words, routine),
    )
    today = general.button(words, "routine-today", "today")
    correct = general.button(words, "routine-correct", f"today:{routine.id}:routine:")
    return Message(said, ((today,), (correct, general.close_button(words))))


def paused(words: Words, checkin_id: int | None) -> Message:
    """The plan is paused by a check-in: nothing to start, and where the way out is."""
    way_out = (general.button(words, "routine-why", f"advice:{checkin_id}:why"),) if checkin_id else ()
    return Message(words("routine-paused"), ((*way_out, general.close_button(words)),))


def rest(words: Words) -> Message:
    """A day on which the plan rests because of the pain in the last check-in."""
    check_in = general.button(words, "routine-check-in", "checkin")
    ease = general.button(words, "routine-ice", "learn:ice:card:0")
    return Message(words("routine-rest"), ((check_in,), (ease, general.close_button(words))))


def rest_until_cleared(words: Words, since_on: date, checkin_id: int) -> Message:
    """A day on which the plan rests until a professional has cleared it; `since_on`: the runner's date."""
    seen = general.button(words, "advice-seen", f"advice:{checkin_id}:seen")
    advice = general.button(words, "routine-advice", f"advice:{checkin_id}:show")
    return Message(waits(words, since_on), ((seen,), (advice, general.close_button(words))))


def waits(words: Words, since_on: date) -> Safe:
    """That an earlier answer still stands, and what ends it."""
    return words("routine-rest-stands", day=dates.day(words, since_on))


def state_of(words: Words, routine: PlannedRoutine) -> Safe:
    """What became of a routine, in a word or two."""
    return words(f"routine-state-{_became(routine)}")


def _became(routine: PlannedRoutine) -> str:
    return "excused" if routine.excused else routine.state


def state_line(words: Words, content: Content, routine: PlannedRoutine, at: time) -> Safe:
    """A routine and what became of it, in one line; `at` is when, on the runner's wall clock."""
    return words(
        f"routine-line-{_became(routine)}",
        title=title(words, content, routine),
        at=dates.clock_time(words, at),
    )


def _name(words: Words, content: Content, routine: PlannedRoutine) -> str:
    return name_of(words, content, routine.template_id) or words.plain(f"kind-name-{routine.kind}")


def name_of(words: Words, content: Content, template_id: str) -> str | None:
    """What a routine is called; None for one that the content no longer has."""
    template = content.routines.get(template_id)
    return template.text_in(words.language).name if template else None
