"""The rule for what binds the plan: what nobody has cleared, and today's pain until the next check-in."""

from collections.abc import Sequence

from bot.checkins.checkin import CheckIn, Standing
from bot.triage import Before, Decision, Effect, level_of_band


def before(uncleared: Sequence[CheckIn], newest_first: Sequence[CheckIn]) -> Before:
    """What stands as the next answers come in; `newest_first` are the check-ins just before them."""
    stops = 0
    for checkin in newest_first:
        if checkin.decision.band != "stop":
            break
        stops += 1
    return Before(
        standing=max((checkin.decision.level for checkin in uncleared), default=None),
        standing_effect=max((checkin.decision.effect for checkin in uncleared), default=Effect.AS_PLANNED),
        stops_in_a_row=stops,
    )


def binds(decision: Decision, stood: Before) -> bool:
    """Whether this decision must itself be kept until cleared: it escalates beyond what already stood.

    A decision that only repeats what stands adds nothing, so the uncleared stay few however many
    check-ins follow: at most one for each step of level or effect.
    """
    if not decision.escalates:
        return False
    return (
        stood.standing is None or decision.level > stood.standing or decision.effect > stood.standing_effect
    )


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
