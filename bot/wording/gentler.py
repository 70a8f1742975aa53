"""Why today is gentler, in words: what was said and when, what that changed, and what brings it back."""

from dataclasses import dataclass
from datetime import date

from bot.checkins import CheckIn, Standing
from bot.content import Content
from bot.deliveries import Button, Message
from bot.routines import EASY_DAYS_TO_RISE, LOWEST, Move
from bot.triage import EARLIER_TODAY, GROIN_RUNNING, STOP_TWICE, Effect
from bot.wording import advice, dates, general, paging, trends
from bot.wording import checkins as checkins_words
from bot.wording.words import Safe, Words

WORD = "gentler"


@dataclass(frozen=True, slots=True)
class Gentler:
    """What makes the plan gentler now.

    `said`: the check-ins that do, the oldest first. `pain`: one of them does by its pain alone. `lowered`:
    the move that took the level down, on the local day `lowered_on`, until it has risen again. `easy_days`:
    how many easy days in a row there are since. `plan_level`: where "one level down" counts from.
    """

    standing: Standing
    said: tuple[CheckIn, ...] = ()
    pain: bool = False
    lowered: Move | None = None
    lowered_on: date | None = None
    easy_days: int = 0
    plan_level: int = LOWEST


def why(words: Words, content: Content, it: Gentler, today: date) -> Message:
    """The page behind "Why?" on /today."""
    said = [line for checkin in it.said for line in _said(words, content, checkin, today)]
    changed = [_changed(words, it), _moved(words, it)]
    back = _back(words, content, it)
    if not back:
        return Message(words("gentler-not"), (paging.bottom(words, "today"),))
    blocks = [words("gentler-title"), _joined(said), _joined(changed), _joined(back)]
    return Message(Safe("\n\n".join(block for block in blocks if block)), _buttons(words, it))


def _joined(lines: list[Safe | None]) -> Safe:
    return Safe(" ".join(line for line in lines if line))


def _said(words: Words, content: Content, checkin: CheckIn, today: date) -> list[Safe | None]:
    day, reasons, found = dates.day(words, checkin.on), checkin.decision.reasons, checkin.decision.trends
    said = checkins_words.told(words, content, checkin)
    flags = advice.ticked(words, checkin.answers, content)
    return [
        words("gentler-said", day=day, said=said) if said else None,
        words("gentler-ticked", day=day, flags=flags) if flags else None,
        *(trends.told(words, content, trend, is_past=trend.to_on < today) for trend in found),
        words("gentler-groin") if GROIN_RUNNING in reasons else None,
        words("gentler-earlier-today") if EARLIER_TODAY in reasons else None,
        words("gentler-twice") if STOP_TWICE in reasons else None,
    ]


def _changed(words: Words, it: Gentler) -> Safe | None:
    effect = it.standing.effect
    if effect is Effect.AS_PLANNED:
        return None
    if effect is Effect.ONE_LEVEL_DOWN and it.plan_level == LOWEST:
        return words("advice-plan-at-lowest")
    return words(f"advice-plan-{effect.word}")


def _moved(words: Words, it: Gentler) -> Safe | None:
    if it.lowered is None or it.lowered_on is None:
        return None
    on = dates.day(words, it.lowered_on)
    return words(
        "gentler-moved", before=it.lowered.before, after=it.lowered.after, day=on, why=it.lowered.why.value
    )


def _back(words: Words, content: Content, it: Gentler) -> list[Safe | None]:
    """What has to happen, in the order in which it has to."""
    calm = content.bands[0]
    done = min(it.easy_days, EASY_DAYS_TO_RISE)
    counted = {"needed": EASY_DAYS_TO_RISE, "done": done}
    if it.standing.needs_clearing:
        paused = it.standing.effect >= Effect.PAUSED
        down = content.escalation.levels_down_after_a_pause
        return [
            words("gentler-back-seen" if it.standing.seen_at else "gentler-back-cleared"),
            words("gentler-back-steps", down=down, needed=EASY_DAYS_TO_RISE) if paused else None,
            words("gentler-back-calm-too", low=calm.low, high=calm.high) if it.pain else None,
        ]
    if it.standing.effect > Effect.AS_PLANNED:
        later = words("gentler-back-easy-later", **counted) if it.lowered else None
        groin = any(GROIN_RUNNING in checkin.decision.reasons for checkin in it.said)
        name = "gentler-back-groin" if groin else "gentler-back-calm"
        # A day on which they were cleared begins anew: what is calm then ends it on the same day.
        day = "any" if any(checkin.cleared_at for checkin in it.said) else "later"
        return [words(name, low=calm.low, high=calm.high, day=day), later]
    if it.lowered is None:
        return []
    missing = words("gentler-back-ask-pain") if done == EASY_DAYS_TO_RISE else None
    return [words("gentler-back-easy", **counted), missing]


def _buttons(words: Words, it: Gentler) -> tuple[tuple[Button, ...], ...]:
    waits, checkin_id = it.standing.needs_clearing, it.standing.checkin_id
    first = general.button(words, "checkin-new", checkins_words.WORD)
    if waits:
        seen_at = it.standing.seen_at
        first = general.seen_button(words, f"{advice.WORD}:{checkin_id}:seen", is_seen=seen_at is not None)
    rule = general.button(words, "gentler-rule", f"{advice.WORD}:{it.said[0].id}:why") if it.said else None
    bottom = (general.back_button(words, "today"), *((rule,) if rule else ()), general.close_button(words))
    return ((first,), bottom)
