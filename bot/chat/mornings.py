"""The question of the next morning, owed after a run and after more pain: one a morning, whoever asks it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot import checkins, deliveries, runs, schedules
from bot.chat.turn import Turn
from bot.checkins import Asked, CheckIn
from bot.deliveries import Message, Shown
from bot.triage import EARLIER_TODAY, Effect, Level
from bot.wording import mornings as wording

KIND = "morning"

A_DAY = timedelta(days=1)


async def owe_after_run(turn: Turn, run_on: date) -> None:
    """Owes the question of the morning after a run of the runner's local day `run_on`.

    Nothing where that morning is over or was told of in a check-in, where they asked for silence until then,
    or while a red flag has paused their plan.
    """
    on = run_on + A_DAY
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    if standing.effect is Effect.PAUSED or await _told(turn, on):
        return
    # The run is what the morning is compared with: of two that ask, its words stay.
    live, of_runs = await _live(turn, on), _of_runs(turn, on)
    await deliveries.withdraw_keys(turn.session, turn.now, *(it for it in live if not it.startswith(of_runs)))
    if not any(it.startswith(of_runs) for it in live):
        # A key is owed once and never again: one that was taken back with its run must not end the next.
        await _owe(turn, on, f"{of_runs}{turn.now.timestamp()}", wording.after_run(turn.words, on, run_on))


async def take_back_after_run(turn: Turn, run_on: date) -> None:
    """A run of that day is not there any more, and with it its question of the next morning."""
    on = run_on + A_DAY
    of_runs = [it for it in await _live(turn, on) if it.startswith(_of_runs(turn, on))]
    await deliveries.withdraw_keys(turn.session, turn.now, *of_runs)
    latest = await checkins.latest(turn.session, turn.vault, turn.runner.id)
    if of_runs and latest is not None and latest.on == run_on:
        # Where it has a question of its own, that gave way to the run's.
        await owe_after_checkin(turn, latest, instead_of=of_runs)


async def owe_after_checkin(turn: Turn, checkin: CheckIn, *, instead_of: Iterable[str] = ()) -> None:
    """Owes the question of the morning after a check-in that eased off or stopped.

    `instead_of`: the keys of those that ask nothing any more, sent or not.
    """
    if checkin.decision.level not in (Level.EASE_OFF, Level.STOP):
        return
    on = checkin.on + A_DAY
    if not (await _live(turn, on)).difference(instead_of):
        message = wording.after_checkin(turn.words, turn.content, on, await _worst_of_day(turn, checkin))
        await _owe(turn, on, f"{_key(turn, on)}:{checkin.id}:{turn.now.timestamp()}", message)


async def _worst_of_day(turn: Turn, checkin: CheckIn) -> CheckIn:
    """What the morning after is compared with: a day counts by its worst."""
    if EARLIER_TODAY not in checkin.decision.reasons:
        return checkin
    lately = await checkins.recent(turn.session, turn.vault, turn.runner.id, checkin.at - A_DAY)
    rated = [(it.answers.pain, it.id, it) for it in lately if it.on == checkin.on and it.answers.pain]
    return max(rated, default=(0, 0, checkin))[2]


async def answered_by(turn: Turn, checkin: CheckIn) -> None:
    """A check-in answers this morning's question, and is what the next one would be about."""
    live = await deliveries.live_keys(turn.session, turn.runner.id, KIND)
    # A run of today is asked about tomorrow, whatever is said today.
    of_runs = _of_runs(turn, checkin.on + A_DAY)
    answered = (it for it in live if not it.startswith(of_runs))
    await deliveries.withdraw_keys(turn.session, turn.now, *answered)


async def take_back(turn: Turn, checkin: CheckIn) -> None:
    """A check-in is taken back, and with it its question of the next morning."""
    on = checkin.on + A_DAY
    its_own = f"{_key(turn, on)}:{checkin.id}:"
    asked = (key for key in await _live(turn, on) if key.startswith(its_own))
    await deliveries.withdraw_keys(turn.session, turn.now, *asked)


async def asked_in(turn: Turn, on: date) -> Shown | None:
    """The question of the morning `on` as it was sent, or None where it was not."""
    shown = await deliveries.last_shown(turn.session, turn.vault, turn.runner.id, KIND)
    return shown if shown and shown.key.startswith(f"{_key(turn, on)}:") else None


async def is_moot(turn: Turn, asked: Shown, on: date) -> bool:
    """Whether the runs are gone that the question of the morning `on` was about: moved, or deleted."""
    if not asked.key.startswith(_of_runs(turn, on)):
        return False
    return not await runs.of_period(turn.session, turn.vault, turn.runner.id, on - A_DAY, on - A_DAY)


async def _told(turn: Turn, on: date) -> bool:
    """Whether a check-in told of that morning already."""
    latest = await checkins.latest(turn.session, turn.vault, turn.runner.id)
    return latest is not None and latest.asked is Asked.CHECKIN and latest.on >= on


def _key(turn: Turn, on: date) -> str:
    return f"{KIND}:{turn.runner.id}:{on}"


def _of_runs(turn: Turn, on: date) -> str:
    """How the keys begin of the questions that runs ask on that morning."""
    return f"{_key(turn, on)}:run:"


async def _live(turn: Turn, on: date) -> set[str]:
    live = await deliveries.live_keys(turn.session, turn.runner.id, KIND)
    return {key for key in live if key.startswith(_key(turn, on))}


async def _owe(turn: Turn, on: date, key: str, message: Message) -> None:
    """Owes the question at its hour of that morning, out of quiet hours, while it is of use."""
    due_at = _due_at(turn, on)
    if due_at is None:
        return
    expires_at = due_at + turn.content.escalation.next_morning_lasts_for
    if expires_at <= turn.now or turn.runner.is_paused(max(due_at, turn.now)):
        return
    await deliveries.add(
        turn.session,
        turn.vault,
        key=key,
        kind=KIND,
        chat_id=turn.runner.chat_id,
        runner_id=turn.runner.id,
        message=message,
        due_at=due_at,
        now=turn.now,
        expires_at=expires_at,
    )


def _due_at(turn: Turn, on: date) -> datetime | None:
    runner, at = turn.runner, schedules.instant_on(on, turn.content.escalation.next_morning_at, turn.zone)
    return at and schedules.after_quiet(at, turn.zone, runner.quiet_from, runner.quiet_until)
