"""Why today is gentler: read together from what stands, what was said, and how the level last moved."""

from dataclasses import replace

from bot import checkins, routines, schedules
from bot.chat import levels
from bot.chat.turn import Command, Needs, Page, Reply, Turn
from bot.checkins import Standing
from bot.routines import Why
from bot.triage import Effect
from bot.wording import gentler as wording
from bot.wording.gentler import WORD, Gentler

# What took a level down, for as long as nothing has moved it since.
_LOWERED = (Why.PAIN, Why.TOO_HARD, Why.CLEARED)


async def now(turn: Turn, standing: Standing) -> Gentler:
    """What makes the plan gentler now, as far as /today shows it: the level and the way back up."""
    move = await routines.last_move(turn.session, turn.vault, turn.runner.id)
    if move is None or move.why not in _LOWERED or move.after >= move.before:
        return Gentler(standing)
    plan = await routines.plan_of(turn.session, turn.vault, turn.runner.id)
    return Gentler(
        standing,
        lowered=move,
        lowered_on=schedules.local_date(move.at, turn.zone),
        easy_days=len(await levels.easy_days(turn, plan)),
    )


async def press(turn: Turn) -> Reply:
    """ "Why?" on /today."""
    session, vault, runner_id = turn.session, turn.vault, turn.runner.id
    standing = await checkins.standing(session, vault, runner_id)
    it, plan = await now(turn, standing), await routines.plan_of(session, vault, runner_id)
    told = await checkins.last_told(session, vault, runner_id)
    pain = told is not None and told.decision.band_effect > Effect.AS_PLANNED
    said = {told.id: told} if told and pain else {}
    if standing.needs_clearing:
        stands = await checkins.get(session, vault, standing.checkin_id or 0, runner_id)
        said |= {stands.id: stands} if stands else {}
    by_time = tuple(said[checkin_id] for checkin_id in sorted(said))
    it = replace(it, said=by_time, pain=pain, plan_level=plan.unhurt_level)
    today = schedules.local_date(turn.now, turn.zone)
    return Reply(wording.why(turn.words, turn.content, it, today))


COMMANDS: tuple[Command, ...] = ()
PRESSES: dict[str, tuple[Page, Needs]] = {WORD: (press, Needs.SETUP)}
TALKS: dict[str, Page] = {}
