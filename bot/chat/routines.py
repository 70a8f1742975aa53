"""The buttons of a pushed routine: start, done, later, not today, how hard it was."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from bot import checkins, deliveries, routines, schedules
from bot.chat import levels, way_back
from bot.chat import sessions as guided
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.checkins import Standing
from bot.deliveries import Message
from bot.routines import Effort, PlannedRoutine, Rest, Routine, Running, State, Swap
from bot.schedules import Snooze
from bot.triage import Effect
from bot.wording import routines as wording

# As long as a push is of use; a reminder that comes later than this is a nuisance.
SNOOZE_IS_OF_USE_FOR = timedelta(hours=4)

# One routine's reminders have numbered keys, so that every one of them can be taken back by its key.
MOST_SNOOZES = 10

Answer = Callable[[Turn, PlannedRoutine, Routine, str], Awaitable[Reply]]


async def press(turn: Turn) -> Reply:
    """A button under a routine; one of an earlier day says so and offers today's."""
    press = turn.press or Press("")
    planned = await routines.get(turn.session, turn.vault, press.row_id, turn.runner.id)
    if planned is None:
        return Reply(toast=turn.words.plain("button-too-old"), alert=True)
    push_key = routines.push_key(planned.runner_id, planned.on, planned.slot)
    await deliveries.proved(turn.session, push_key, turn.now)
    if press.question == "effort":
        return await _rate(turn, planned, press.value)
    if planned.on < today(turn):
        return Reply(wording.of_another_day(turn.words, turn.content, planned))
    return await answer(turn, planned, press.question, press.value)


async def answer(turn: Turn, planned: PlannedRoutine, question: str, value: str = "") -> Reply:
    """What a press on today's routine leads to, as far as the last check-in lets it."""
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    if question == "skip":
        return await _skip(turn, planned)
    if standing.effect >= Effect.PAUSED:
        message = wording.paused(turn.words, standing.checkin_id)
        return Reply(message, toast=turn.words.plain("routine-paused-toast"), alert=True)
    if question == "done":
        return await _done(turn, planned)
    routine = await as_it_stands(turn, planned, standing.effect, await way_back.running(turn))
    if isinstance(routine, Rest):
        return Reply(_rest(turn, standing))
    page = _ANSWERS.get(question)
    if page is None or routine is None:
        return Reply(toast=turn.words.plain("button-too-old"), alert=True)
    return await page(turn, planned, routine, value)


async def as_it_stands(
    turn: Turn, planned: PlannedRoutine, effect: Effect, running: Running
) -> Routine | Rest | None:
    """Today's routine as the hip and the way back to running have it now."""
    return await routines.as_it_stands(
        turn.session, turn.vault, planned, effect, turn.content, running=running
    )


def stands_since(turn: Turn, standing: Standing) -> date | None:
    """The runner's local date of what only a professional can end; None where nothing like it stands."""
    if not standing.needs_clearing or standing.since is None:
        return None
    return schedules.local_date(standing.since, turn.zone)


def _rest(turn: Turn, standing: Standing) -> Message:
    since_on = stands_since(turn, standing)
    if since_on is None or standing.checkin_id is None:
        return wording.rest(turn.words)
    return wording.rest_until_cleared(turn.words, since_on, standing.checkin_id)


def today(turn: Turn) -> date:
    """The date where the runner lives."""
    return schedules.local_date(turn.now, turn.zone)


def marked_at(turn: Turn, planned: PlannedRoutine) -> time:
    """When the routine's state last changed, on the runner's wall clock."""
    return planned.state_at.astimezone(ZoneInfo(turn.zone)).time()


async def take_back_reminders(turn: Turn, planned: PlannedRoutine) -> None:
    """The routine is settled: its push and its snoozes, where they are still owed, are not sent."""
    snoozes = (_snooze_key(planned, n) for n in range(MOST_SNOOZES))
    push_key = routines.push_key(planned.runner_id, planned.on, planned.slot)
    await deliveries.withdraw_keys(turn.session, turn.now, push_key, *snoozes)


async def _show(turn: Turn, planned: PlannedRoutine, routine: Routine, _value: str) -> Reply:
    return Reply(await _pushed(turn, planned, routine))


async def _pushed(turn: Turn, planned: PlannedRoutine, routine: Routine) -> Message:
    """The routine as it is pushed, with what may be done instead."""
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    swaps = await routines.swaps_for(
        turn.session,
        turn.vault,
        planned,
        standing.effect,
        turn.content,
        running=await way_back.running(turn),
    )
    return wording.push(turn.words, turn.content, planned.id, routine, swaps)


async def _swap(turn: Turn, planned: PlannedRoutine, routine: Routine, value: str) -> Reply:
    """Another routine in the same place; one that is not on offer any more shows what is."""
    session, vault = turn.session, turn.vault
    effect = (await checkins.standing(session, vault, turn.runner.id)).effect
    swapped, running = None, await way_back.running(turn)
    if value in tuple(Swap):
        swapped = await routines.swap(
            session, vault, planned, Swap(value), effect, turn.content, running=running
        )
    if swapped is None:
        return await _show(turn, planned, routine, "")
    await guided.leave(turn, swapped.id)
    now_shown = await as_it_stands(turn, swapped, effect, running)
    return await _show(turn, swapped, now_shown if isinstance(now_shown, Routine) else routine, "")


async def _undo(turn: Turn, planned: PlannedRoutine, routine: Routine, _value: str) -> Reply:
    await routines.reopen(turn.session, planned.id, turn.runner.id, turn.now)
    reopened = await routines.get(turn.session, turn.vault, planned.id, turn.runner.id)
    return await _show(turn, reopened or planned, routine, "")


async def _start(turn: Turn, planned: PlannedRoutine, routine: Routine, _value: str) -> Reply:
    # Nobody is reminded of what they are in the middle of.
    await take_back_reminders(turn, planned)
    return await guided.begin(turn, planned, routine)


async def _done(turn: Turn, planned: PlannedRoutine) -> Reply:
    await routines.mark(turn.session, planned.id, turn.runner.id, State.DONE, turn.now)
    await take_back_reminders(turn, planned)
    kept = await routines.get(turn.session, turn.vault, planned.id, turn.runner.id) or planned
    return Reply(wording.done(turn.words, turn.content, kept, marked_at(turn, kept)))


async def _rate(turn: Turn, planned: PlannedRoutine, value: str) -> Reply:
    known = value in {effort.value for effort in Effort}
    if not known or not await routines.rate(
        turn.session, turn.vault, planned.id, turn.runner.id, Effort(value)
    ):
        return Reply(toast=turn.words.plain("button-too-old"), alert=True)
    at = marked_at(turn, planned)
    news = await levels.after_rating(turn, planned, Effort(value))
    return Reply(wording.rated(turn.words, turn.content, planned, Effort(value), at, news))


async def _skip(turn: Turn, planned: PlannedRoutine) -> Reply:
    await routines.mark(turn.session, planned.id, turn.runner.id, State.SKIPPED, turn.now)
    await take_back_reminders(turn, planned)
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    if standing.effect > Effect.AS_PLANNED:
        # Leaving it out while the hip hurts is part of the plan: no score or streak may push against it.
        await routines.release(turn.session, turn.runner.id, turn.now)
    return Reply(wording.skipped(turn.words, turn.content, planned))


async def _later(turn: Turn, planned: PlannedRoutine, routine: Routine, _value: str) -> Reply:
    return Reply(wording.later(turn.words, turn.content, _called(planned, routine), _choices(turn)))


def _called(planned: PlannedRoutine, routine: Routine) -> PlannedRoutine:
    """By the name of what is shown: a check-in may have made it another since it was planned."""
    return replace(planned, template_id=routine.template_id, kind=routine.kind)


async def _snooze(turn: Turn, planned: PlannedRoutine, routine: Routine, value: str) -> Reply:
    if value not in _choices(turn):
        return await _later(turn, planned, routine, "")
    runner = turn.runner
    until = schedules.snooze_until(Snooze(value), turn.now, turn.zone, runner.quiet_from, runner.quiet_until)
    if until is None or planned.state is State.DONE:
        return await _show(turn, planned, routine, "")
    # A second snooze moves the first. The push itself has done its work, whether or not it is proved sent.
    await take_back_reminders(turn, planned)
    for n in range(MOST_SNOOZES):
        # A key that was taken back stays taken, so each snooze needs the next number.
        owed = await deliveries.add(
            turn.session,
            turn.vault,
            key=_snooze_key(planned, n),
            kind="snooze",
            chat_id=runner.chat_id,
            runner_id=runner.id,
            message=await _pushed(turn, planned, routine),
            due_at=until,
            expires_at=until + SNOOZE_IS_OF_USE_FOR,
            now=turn.now,
        )
        if owed:
            at = until.astimezone(ZoneInfo(turn.zone)).time()
            return Reply(wording.snoozed(turn.words, turn.content, _called(planned, routine), at))
    return Reply(wording.enough_later(turn.words, turn.content, _called(planned, routine)))


def _choices(turn: Turn) -> tuple[Snooze, ...]:
    runner = turn.runner
    return schedules.snooze_choices(turn.now, turn.zone, runner.quiet_from, runner.quiet_until)


def _snooze_key(planned: PlannedRoutine, n: int) -> str:
    return f"snooze:{planned.id}:{n}"


_ANSWERS: dict[str, Answer] = {
    "show": _show,
    "undo": _undo,
    "start": _start,
    "step": _start,  # a button of before there were sessions
    "later": _later,
    "snooze": _snooze,
    "swap": _swap,
}

COMMANDS: tuple[Command, ...] = ()
PRESSES: dict[str, tuple[Page, Needs]] = {"routine": (press, Needs.SETUP)}
TALKS: dict[str, Page] = {}
