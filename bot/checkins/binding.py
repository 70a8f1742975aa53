"""The rule for what binds the plan: what nobody has cleared, and today's pain until the next check-in."""

from collections.abc import Sequence
from datetime import date

from bot.checkins.checkin import Asked, CheckIn, Standing
from bot.triage import Before, Decision, Effect, level_of_band


def before(uncleared: Sequence[CheckIn], newest: CheckIn | None, on: date) -> Before:
    """What stands as the next answers come in, on the local date `on`; `newest` came just before them."""
    stops = newest.decision.stops if newest else 0
    if newest and newest.asked is Asked.MORNING and newest.on == on and not newest.only_carries:
        # A morning that got worse and the check-in that follows it the same day tell of one stop.
        stops = max(0, stops - 1)
    return Before(
        standing=max((checkin.decision.level for checkin in uncleared), default=None),
        standing_effect=max((checkin.decision.effect for checkin in uncleared), default=Effect.AS_PLANNED),
        stops_in_a_row=stops,
        band=newest.decision.band if newest else None,
        band_effect=newest.decision.band_effect if newest else Effect.AS_PLANNED,
        is_today=newest is not None and newest.on == on and not newest.only_carries and not newest.cleared_at,
    )


def binds(decision: Decision, stood: Before) -> bool:
    """Whether this decision must itself be kept until cleared: it escalates beyond what already stood.

    Pain in the stop band is kept too where something stood: they are told then not to run until somebody has
    cleared them. A decision that only repeats what stands adds nothing, so the uncleared stay few however
    many check-ins follow: at most one for each step of level or effect.
    """
    stricter = decision.effect > stood.standing_effect
    if not decision.escalates:
        return stood.standing is not None and stricter and decision.effect >= Effect.REST
    return stood.standing is None or decision.level > stood.standing or stricter


def standing(uncleared: Sequence[CheckIn], newest: CheckIn | None) -> Standing:
    """What binds the plan now: the strictest uncleared decision, else the newest check-in's pain band."""
    band_effect = newest.decision.band_effect if newest else Effect.AS_PLANNED
    if uncleared:
        # The first to reach the strictest level is the one the runner was sent to a professional for.
        first = min(uncleared, key=lambda checkin: (-checkin.decision.level, checkin.id))
        effect = max(checkin.decision.effect for checkin in uncleared)
        return Standing(first.decision.level, max(effect, band_effect), first.at, first.id, first.seen_at)
    if newest is None:
        return Standing()
    return Standing(level_of_band(newest.decision.band), band_effect, newest.at, newest.id)
