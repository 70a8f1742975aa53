"""The guided session: begun by Start on a routine, led by its buttons, ended in its own message."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot import routines, sessions
from bot.chat import advice, checkins
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.content import Content, Dose
from bot.routines import PlannedRoutine, Routine
from bot.sessions import Ending, GuidedSession, Kind
from bot.wording import sessions as wording
from bot.wording.sessions import WORD

Answer = Callable[[Turn, GuidedSession, str], Awaitable[Reply]]


async def begin(turn: Turn, planned: PlannedRoutine, routine: Routine) -> Reply:
    """Start on a routine: the walk begins in the pressed message."""
    guided = await sessions.begin(
        turn.session,
        turn.vault,
        runner_id=turn.runner.id,
        routine_id=planned.id,
        chat_id=turn.runner.chat_id,
        message_id=turn.message_id or 0,
        template_id=routine.template_id,
        level=routine.level,
        effect=routine.effect.word,
        items=[_item(turn, exercise_id, dose) for exercise_id, dose in routine.items],
        now=turn.now,
    )
    return await _show(turn, guided)


async def leave(turn: Turn, routine_id: int) -> None:
    """Another routine takes the place of this one: nobody goes on walking through what it was."""
    under_way = await sessions.of_runner(turn.session, turn.vault, turn.runner.id)
    if under_way is not None and under_way.routine_id == routine_id:
        await sessions.end(turn.session, turn.vault, turn.runner.id, Ending.STOPPED, turn.now)


def _item(turn: Turn, exercise_id: str, dose: Dose) -> sessions.Item:
    exercise = turn.content.exercises[exercise_id]
    return sessions.Item(exercise_id, dose, exercise.sides, exercise.alternating)


async def press(turn: Turn) -> Reply:
    """A button of a session; one of a session that is over says so, and loses its buttons."""
    press = turn.press or Press("")
    guided = await sessions.get(turn.session, turn.vault, press.row_id, turn.runner.id)
    if guided is None or guided.ending or not _is_known(guided, turn.content):
        return Reply(toast=turn.words.plain("session-over-toast"), alert=True, strip=True)
    guided = replace(
        guided.brought_to(turn.now), pressed_at=turn.now, message_id=turn.message_id or guided.message_id
    )
    if guided.is_over:
        return await _finish(turn, guided)
    return await _ANSWERS.get(press.question, _again)(turn, guided, press.value)


def _is_known(guided: GuidedSession, content: Content) -> bool:
    """Whether the content still has every exercise of the walk."""
    return all(item.exercise_id in content.exercises for item in guided.items)


async def _again(turn: Turn, guided: GuidedSession, _value: str) -> Reply:
    return await _show(turn, guided)


async def _on(turn: Turn, guided: GuidedSession, value: str) -> Reply:
    """Begin, set done, skip the rest: what the button was made for must still be there."""
    if value != str(guided.at):
        return await _show(turn, guided)
    return await _show_or_finish(turn, guided.moved_on(turn.now))


async def _count(turn: Turn, guided: GuidedSession, value: str) -> Reply:
    phase = guided.phase
    if value != str(guided.at) or phase.kind is not Kind.COUNT:
        return await _show(turn, guided)
    tapped = guided.tapped(turn.now)
    counted = turn.words.plain("session-count-toast", count=guided.count + 1, reps=phase.reps)
    if tapped.at != guided.at:
        return await _show_or_finish(turn, tapped, counted)
    # The notice tells at once; the message follows with several taps together.
    await sessions.keep(turn.session, turn.vault, tapped.gathering(turn.now))
    return Reply(toast=counted)


async def _pause(turn: Turn, guided: GuidedSession, _value: str) -> Reply:
    return await _show(turn, guided.paused(turn.now), turn.words.plain("session-paused-toast"))


async def _continue(turn: Turn, guided: GuidedSession, _value: str) -> Reply:
    return await _show(turn, guided.gone_on(turn.now))


async def _next(turn: Turn, guided: GuidedSession, value: str) -> Reply:
    n = guided.phase.item
    if value != str(n):
        return await _show(turn, guided)
    return await _show_or_finish(turn, guided.at_item(n + 1, turn.now))


async def _back(turn: Turn, guided: GuidedSession, value: str) -> Reply:
    # One press, one step back, however often it was pressed before the message changed.
    return await _show(turn, guided.back(turn.now) if value == str(guided.phase.item) else guided)


async def _hard(turn: Turn, guided: GuidedSession, value: str) -> Reply:
    """Makes the present exercise easier, and remembers that it was too hard."""
    n, present = guided.phase.item, guided.item.dose
    if value != str(n):
        return await _show(turn, guided)
    if n in guided.eased:
        return await _show(turn, guided, turn.words.plain("session-easiest-toast"))
    exercise = turn.content.exercises[guided.item.exercise_id]
    lower = exercise.dose_at(guided.level - 1) if guided.level > 1 else None
    # Today's dose may have been gentler than that already.
    less = lower is not None and lower.takes_s(exercise.sides) < present.takes_s(exercise.sides)
    easier = guided.eased_to(lower if lower and less else present, turn.now)
    return await _show(turn, easier, turn.words.plain("session-eased-toast"))


async def _hurts(turn: Turn, guided: GuidedSession, _value: str) -> Reply:
    """Stops at once; the routine stays open, and the check-in knows what was being done."""
    await sessions.keep(turn.session, turn.vault, guided)
    await sessions.end(turn.session, turn.vault, turn.runner.id, Ending.HURTS, turn.now)
    await advice.ask_if_left(turn, guided.id, wording.hurt_still(turn.words))
    return await checkins.begin_hurt(turn, guided.item.exercise_id)


async def _stop(turn: Turn, guided: GuidedSession, _value: str) -> Reply:
    """The way out: the routine stays open, and can be called done from there."""
    return await _end(turn, guided, Ending.STOPPED)


async def _show_or_finish(turn: Turn, guided: GuidedSession, toast: str | None = None) -> Reply:
    return await (_finish(turn, guided) if guided.is_over else _show(turn, guided, toast))


async def _show(turn: Turn, guided: GuidedSession, toast: str | None = None) -> Reply:
    """Shows where the session stands, now or as soon as its message may be changed again."""
    if guided.free_at(turn.now) > turn.now:
        await sessions.keep(turn.session, turn.vault, guided.waiting(turn.now))
        return Reply(toast=toast or turn.words.plain("session-soon-toast"))
    message = wording.shown(turn.words, turn.content, turn.figures, guided, turn.now)
    digest = message.picture.digest if message.picture else None
    await sessions.keep(turn.session, turn.vault, guided.shown(turn.now, digest))
    return Reply(message, toast=toast, session_id=guided.id)


async def _finish(turn: Turn, guided: GuidedSession) -> Reply:
    """Walked to the end: done, and how hard it was; or passed over, and still open."""
    return await _end(turn, guided, await sessions.finish(turn.session, guided, turn.now))


async def _end(turn: Turn, guided: GuidedSession, why: Ending) -> Reply:
    """Says how it ended, now or as soon as the message may be changed again."""
    if guided.free_at(turn.now) > turn.now:
        await sessions.keep(turn.session, turn.vault, guided)
        await sessions.end(turn.session, turn.vault, turn.runner.id, why, turn.now)
        return Reply(toast=turn.words.plain("session-soon-toast"))
    await sessions.drop(turn.session, guided.id)
    planned = await routines.get(turn.session, turn.vault, guided.routine_id, turn.runner.id)
    zone = turn.zone
    return Reply(wording.ended(turn.words, turn.content, turn.figures, guided, why, planned, zone))


_ANSWERS: dict[str, Answer] = {
    "on": _on,
    "count": _count,
    "pause": _pause,
    "continue": _continue,
    "next": _next,
    "back": _back,
    "hard": _hard,
    "hurts": _hurts,
    "stop": _stop,
}

COMMANDS: tuple[Command, ...] = ()
PRESSES: dict[str, tuple[Page, Needs]] = {WORD: (press, Needs.SETUP)}
TALKS: dict[str, Page] = {}
