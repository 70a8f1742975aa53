"""The rule: the strictest answer decides, and nothing that a runner says later makes it milder."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.content import PainRules, RedFlags
from bot.triage.answers import Answers, Morning, When, Where
from bot.triage.decision import (
    EARLIER_TODAY,
    GROIN_RUNNING,
    MORNING,
    STANDING,
    STOP_TWICE,
    Before,
    Decision,
    Effect,
    Level,
)
from bot.triage.trends import Trend

_OF_BAND = {
    "calm": (Level.CARRY_ON, Effect.AS_PLANNED),
    "ease_off": (Level.EASE_OFF, Effect.ONE_LEVEL_DOWN),
    "stop": (Level.STOP, Effect.REST),
}
_AT_LEAST = {
    Level.ROUTINE: Effect.ONE_LEVEL_DOWN,
    Level.URGENT: Effect.PAUSED,
    Level.EMERGENCY: Effect.PAUSED,
}


@dataclass(frozen=True, slots=True)
class _Finding:
    """One thing that speaks for a level and an effect."""

    reason: str
    level: Level
    effect: Effect


@dataclass(frozen=True, slots=True)
class _Number:
    """What the rating, or the word of the morning, comes to beside where it hurts and the day's worst."""

    band: str | None
    effect: Effect
    stops: int  # check-ins in a row that ended in the band to stop
    held: list[_Finding]  # what an earlier answer of the day called for, where it was more
    findings: list[_Finding]


def assess(
    answers: Answers,
    before: Before,
    red_flags: RedFlags,
    pain_rules: PainRules,
    rules_version: str,
    trends: Sequence[Trend] = (),
) -> Decision:
    """The decision these answers call for, after what stood before; `rules_version` is kept with it.

    Where it hurts and when decide only together: at the front or in the groin, while running. The morning
    after, worse moves the band that stood up by one; better and the same leave it. What an earlier answer of
    the same day called for holds until tomorrow. `trends` are what the days up to these answers add up to;
    while something stands that only a professional can end, they add nothing.
    Raises ValueError for a rating outside 0 to 10, one beside the answer of a morning, or a red flag that is
    not in `red_flags`; its text repeats no answer.
    """
    number = _number(answers, before, pain_rules)
    # A stable sort: of equally strict reasons the red flags stay first, in the order they are asked.
    findings = sorted(
        [*_flags(answers, red_flags), *number.held, *_standing(before, trends), *number.findings],
        key=lambda finding: -finding.level,
    )
    return Decision(
        level=max((finding.level for finding in findings), default=Level.CARRY_ON),
        band=number.band,
        effect=max((finding.effect for finding in findings), default=Effect.AS_PLANNED),
        reasons=tuple(finding.reason for finding in findings),
        rules_version=rules_version,
        band_effect=number.effect,
        stops=number.stops,
        trends=tuple(trend for trend in trends if any(trend.reason == one.reason for one in findings)),
    )


def _number(answers: Answers, before: Before, pain_rules: PainRules) -> _Number:
    pain = _pain(answers)
    band, effect = _band(pain, pain_rules)
    reason = f"band:{band}"
    if answers.morning is not None:
        band, effect = _after_morning(answers.morning, before, pain_rules)
        reason = f"{MORNING}{answers.morning}"
    said = _Finding(reason, level_of_band(band), effect)
    is_groin = _is_groin_running(answers, pain, pain_rules)
    if is_groin:
        band, effect = "stop", Effect.REST
    # Better or the same only leaves what was counted before.
    counted = answers.morning in (None, Morning.WORSE)
    held = _held_by_today(band, effect, before, pain_rules)
    if held:
        # Nor does a day that is held to its stop have one more.
        counted = counted and band == "stop"
        band, effect = held
    stops = max(before.stops_in_a_row + counted, 1) if band == "stop" else 0
    findings = []
    if counted and stops >= pain_rules.stops_in_a_row_for_routine:
        findings.append(_Finding(STOP_TWICE, Level.ROUTINE, Effect.REST))
    if is_groin:
        findings.append(_Finding(GROIN_RUNNING, Level.STOP, Effect.REST))
    if band is not None and said.level >= level_of_band(band):
        findings.append(said)
    return _Number(
        band=band,
        effect=effect,
        stops=stops,
        held=[_Finding(EARLIER_TODAY, level_of_band(band), effect)] if held else [],
        findings=findings,
    )


def _standing(before: Before, trends: Sequence[Trend]) -> list[_Finding]:
    """What only a professional can end, or, while nothing of it stands, what the days add up to."""
    if before.standing is not None and before.standing >= Level.ROUTINE:
        effect = max(before.standing_effect, _AT_LEAST[before.standing])
        return [_Finding(STANDING, before.standing, effect)]
    return [_Finding(trend.reason, Level.ROUTINE, _AT_LEAST[Level.ROUTINE]) for trend in trends]


def level_of_band(band: str | None) -> Level:
    """The level that a pain band alone means; CARRY_ON where pain was not asked."""
    return Level.CARRY_ON if band is None else _OF_BAND[band][0]


def _after_morning(morning: Morning, before: Before, pain_rules: PainRules) -> tuple[str, Effect]:
    """The band that stood, or for worse the one above it, and no less than it did to the plan."""
    if morning is not Morning.WORSE:
        return before.band or pain_rules.bands[0].id, before.band_effect
    ids = [band.id for band in pain_rules.bands]
    higher = ids[min(ids.index(before.band) + 1, len(ids) - 1)] if before.band in ids else ids[1]
    return higher, max(before.band_effect, _OF_BAND[higher][1])


def _held_by_today(
    band: str | None, effect: Effect, before: Before, pain_rules: PainRules
) -> tuple[str, Effect] | None:
    """What an earlier answer of the same day calls for, where it is stricter; None where these decide.

    A rating is of the last day, so the highest of a day is that of its day.
    """
    ids = [one.id for one in pain_rules.bands]
    if band not in ids or before.band not in ids or not before.is_today:
        return None
    strictest = max(band, before.band, key=ids.index), max(effect, before.band_effect)
    return None if strictest == (band, effect) else strictest


def _pain(answers: Answers) -> int | None:
    """The higher of the ratings; None where pain was not asked."""
    ratings = [rating for rating in (answers.now, answers.worst) if rating is not None]
    # bool is an int to Python, and True is nobody's pain rating.
    if any(type(rating) is not int or not 0 <= rating <= 10 for rating in ratings):
        raise ValueError("a pain rating is a whole number from 0 to 10")
    if ratings and answers.morning is not None:
        raise ValueError("the answer of a morning has no rating beside it")
    return answers.pain


def _is_groin_running(answers: Answers, pain: int | None, pain_rules: PainRules) -> bool:
    """Whether the groin or the front of the hip hurts on runs: a stop, whatever the number."""
    there = answers.where is Where.FRONT and answers.when is When.RUNNING
    return there and pain is not None and pain >= pain_rules.groin_running_stop_from


def _band(pain: int | None, pain_rules: PainRules) -> tuple[str | None, Effect]:
    if pain is None:
        return None, Effect.AS_PLANNED
    band = pain_rules.band_of(pain).id
    effect = _OF_BAND[band][1]
    if band == "ease_off" and pain >= pain_rules.mobility_only_from:
        effect = Effect.MOBILITY_ONLY
    return band, effect


def _flags(answers: Answers, red_flags: RedFlags) -> list[_Finding]:
    ticked = [flag for flag in red_flags.flags if flag.id in answers.flags]
    if len(ticked) != len(answers.flags):
        raise ValueError("a red flag that these rules do not know")
    levels = [(flag.id, Level.of(flag.level)) for flag in ticked]
    return [_Finding(flag_id, level, _AT_LEAST[level]) for flag_id, level in levels]
