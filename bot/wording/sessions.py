"""The guided session in words: one message that is changed as somebody walks through a routine."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.content import Content, Exercise
from bot.deliveries import Button, Message, Picture
from bot.routines import PlannedRoutine, State
from bot.sessions import Ending, GuidedSession, Kind, Phase
from bot.wording import exercises, general, routines
from bot.wording.doses import dose
from bot.wording.figures import Figures
from bot.wording.words import Safe, Words

WORD = "session"

BAR = 10  # cells

Rows = tuple[tuple[Button, ...], ...]


def shown(words: Words, content: Content, figures: Figures, guided: GuidedSession, now: datetime) -> Message:
    """Where a session stands at an instant: the exercise, what to do, for how much longer."""
    phase, item = guided.phase, guided.item
    exercise = content.exercises[item.exercise_id]
    body = _look(words, exercise) if phase.kind is Kind.LOOK else _doing(words, guided, exercise, now)
    parts = [
        words(
            "session-head",
            sign=words(f"kind-sign-{exercise.kind}"),
            n=phase.item + 1,
            of=len(guided.items),
            name=exercise.text_in(words.language).name,
            dose=dose(words, item.dose, item.sides),
        ),
        words("session-away") if guided.away else None,
        words("session-eased", text=exercise.text_in(words.language).easier)
        if phase.item in guided.eased
        else None,
        *body,
    ]
    text = Safe("\n\n".join(part for part in parts if part))
    return Message(text, _buttons(words, guided), picture=_figure(figures, guided))


def _figure(figures: Figures, guided: GuidedSession) -> Picture | None:
    phase, item = guided.phase, guided.item
    # Timed goes are at different places; ways and directions look different.
    part = phase.set if item.dose.seconds is not None else phase.part
    return figures(item.exercise_id, band=item.dose.band, side=phase.side, part=part)


def _look(words: Words, exercise: Exercise) -> list[Safe]:
    return [exercises.how_to(words, exercise), exercises.watch_for(words, exercise)]


def _doing(words: Words, guided: GuidedSession, exercise: Exercise, now: datetime) -> list[Safe]:
    phase = guided.phase
    lines = [_now(words, guided, now)]
    if phase.kind is Kind.COUNT:
        lines.append(_bar(words, guided.count, phase.reps or 1))
    elif phase.seconds is not None:
        lines.append(_bar(words, phase.seconds - guided.left_s(now), phase.seconds))
    if place := _place(words, phase, guided.item.dose.seconds is not None):
        lines.append(place)
    how = [words("session-count-how")] if phase.kind is Kind.COUNT else []
    return [Safe("\n".join(lines)), *how, exercises.watch_for(words, exercise)]


def _now(words: Words, guided: GuidedSession, now: datetime) -> Safe:
    """What to do at this very moment, in bold."""
    phase = guided.phase
    if phase.kind is Kind.COUNT:
        if phase.hold_s:
            return words("session-count-hold", count=guided.count, reps=phase.reps, hold=phase.hold_s)
        return words("session-count", count=guided.count, reps=phase.reps)
    left = _time(words, guided.left_s(now))
    if guided.paused_at:
        return words("session-paused", left=left)
    if phase.kind is Kind.READY:
        first = phase.set == 1 and phase.part == 1
        if first and phase.side:
            return words("session-ready-side", left=left, side=_side(words, phase.side))
        return words("session-ready" if first else "session-ready-next", left=left)
    if phase.kind is Kind.CHANGE and phase.side:
        return words("session-change", left=left, side=_side(words, phase.side))
    return words(f"session-{phase.kind}", left=left)


def _side(words: Words, side: str) -> Safe:
    return words(f"session-side-{side}")


def _place(words: Words, phase: Phase, goes: bool) -> Safe | None:
    """Which set on which side: "Set 1 of 2 · left side"."""
    parts = [
        words("session-go" if goes else "session-set", n=phase.set, of=phase.sets)
        if phase.sets > 1
        else None,
        words("session-side", side=_side(words, phase.side)) if phase.side else None,
        words("session-part", n=phase.part, of=phase.parts) if phase.parts > 1 else None,
    ]
    said = " · ".join(part for part in parts if part)
    return Safe(said[:1].upper() + said[1:]) if said else None


def _time(words: Words, seconds: int) -> Safe:
    if seconds <= 60:
        return words("session-seconds", n=seconds)
    return words("session-minutes", m=seconds // 60, s=f"{seconds % 60:02}")


def _bar(words: Words, done: int, of: int) -> Safe:
    full = min(BAR, max(0, done) * BAR // of)
    return words("session-bar", done="▰" * full, left="▱" * (BAR - full))


def _buttons(words: Words, guided: GuidedSession) -> Rows:
    phase, data = guided.phase, f"{WORD}:{guided.id}"
    n = phase.item
    back = (general.back_button(words, f"{data}:back:{n}"),) if guided.at else ()
    onward = "session-finish" if guided.is_last_item else "next"
    return (
        *_first(words, guided, data),
        (
            general.button(words, "session-too-hard", f"{data}:hard:{n}"),
            general.button(words, "session-hurts", f"{data}:hurts:{n}"),
        ),
        (
            *back,
            general.button(words, onward, f"{data}:next:{n}"),
            general.button(words, "session-stop", f"{data}:stop:"),
        ),
    )


def _first(words: Words, guided: GuidedSession, data: str) -> Rows:
    """What most people want first, alone on its row."""
    if guided.paused_at:
        return ((general.button(words, "session-continue", f"{data}:continue:"),),)
    here = guided.at
    pause = (general.button(words, "session-pause", f"{data}:pause:"),)
    match guided.phase.kind:
        case Kind.LOOK:
            return ((general.button(words, "session-begin", f"{data}:on:{here}"),),)
        case Kind.COUNT:
            return (
                (general.button(words, "session-count", f"{data}:count:{here}"),),
                (general.button(words, "session-set-done", f"{data}:on:{here}"),),
            )
        case Kind.REST:
            return ((general.button(words, "session-skip-rest", f"{data}:on:{here}"),), pause)
    return (pause,)


def hurt_still(words: Words) -> Message:
    """Some time after "It hurts", where the check-in was not finished."""
    check_in = general.button(words, "routine-check-in", "checkin")
    return Message(words("session-hurt-still"), ((check_in,), (general.close_button(words),)))


def ended(
    words: Words,
    content: Content,
    figures: Figures,
    guided: GuidedSession,
    why: Ending,
    planned: PlannedRoutine | None,
    zone: str,
) -> Message:
    """How a session ended; what is still open of `planned` can be done from here. `zone`: the runner's.

    Its figure stays, so that Telegram changes the message where it is, and sends no other below it.
    """
    if why is Ending.DONE and planned:
        at = planned.state_at.astimezone(ZoneInfo(zone)).time()
        return routines.done(words, content, planned, at, guided.too_hard)
    name = routines.name_of(words, content, guided.template_id) or words.plain("session-nameless")
    said = words(f"session-{why}", name=name)
    picture = None if guided.is_over else _figure(figures, guided)
    if why is Ending.LEFT and planned and planned.state is not State.OWED:
        return Message(words("session-over-day", name=name), picture=picture)
    if why in (Ending.SKIPPED, Ending.STOPPED, Ending.LEFT):
        return Message(said, routines.open_buttons(words, f"routine:{guided.routine_id}"), picture=picture)
    return Message(said, picture=picture)
