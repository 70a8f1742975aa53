"""What a decision is in words: its sign, why, what to do, what changed, and what the buttons under it say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from bot.checkins import Asked, CheckIn
from bot.content import Content, EmergencyNumber, RedFlag
from bot.deliveries import Button, Message
from bot.routines import LOWEST
from bot.triage import (
    EARLIER_TODAY,
    GROIN_RUNNING,
    STANDING,
    STOP_TWICE,
    Answers,
    Effect,
    Level,
    Morning,
    Trend,
    level_of_band,
)
from bot.wording import checkins as checkins_words
from bot.wording import dates, general, returns, trends
from bot.wording.returns import Nudge
from bot.wording.words import Safe, Words

WORD = "advice"


@dataclass(frozen=True, slots=True)
class Case:
    """A check-in with what must be known to word it.

    `earlier` is the check-in whose decision already stood and binds this one; `cleared`: nothing stands any
    more that only a professional can end. `first_day`: the plan waits for this very answer, and we have not
    asked yet whether they were seen. `asks`: we have just owed that question. `seen`: a professional has
    looked at it, without clearing them. `this_week`: two stops in a row are among what stands.
    `plan_level` is the level of the runner's routines, 1 to 3. `on_way_back`: they are on the way back to
    running. `of_today`: it is read on the day on which it was said.
    """

    checkin: CheckIn
    content: Content
    number: EmergencyNumber
    earlier: CheckIn | None = None
    cleared: bool = False
    first_day: bool = False
    asks: bool = False
    seen: bool = False
    this_week: bool = False
    plan_level: int = 1
    on_way_back: bool = False
    of_today: bool = True

    @property
    def level(self) -> Level:
        """How urgent it is."""
        return self.checkin.decision.level

    @property
    def ticked(self) -> tuple[RedFlag, ...]:
        """The red flags of this check-in, in the order they are asked."""
        return _flags(self.checkin.answers, self.content)

    @property
    def told(self) -> tuple[RedFlag, ...]:
        """The red flags to tell a professional of, also those that stand from before; strictest first."""
        stands = self.earlier is not None and STANDING in self.checkin.decision.reasons
        earlier = _flags(self.earlier.answers, self.content) if self.earlier and stands else ()
        flags = [*earlier, *(flag for flag in self.ticked if flag not in earlier)]
        return tuple(sorted(flags, key=lambda flag: -Level.of(flag.level)))

    @property
    def trends(self) -> tuple[Trend, ...]:
        """What the days added up to, also where that stands from before."""
        return (*(self.earlier.decision.trends if self.earlier else ()), *self.checkin.decision.trends)

    def is_past(self, trend: Trend) -> bool:
        """Whether it is told on a later day than the one it was found on."""
        return not self.of_today or trend.to_on < self.checkin.on

    @property
    def stands_since(self) -> date:
        """The runner's local date of the answer that the plan waits for."""
        return self.earlier.on if self.earlier else self.checkin.on

    @property
    def own_level(self) -> Level:
        """How urgent these answers are by themselves; less than `level` where an earlier decision stands."""
        levels = [Level.of(flag.level) for flag in self.ticked]
        if STOP_TWICE in self.checkin.decision.reasons or self.checkin.decision.trends:
            levels.append(Level.ROUTINE)
        return max([*levels, level_of_band(self.checkin.decision.band)])


def _flags(answers: Answers, content: Content) -> tuple[RedFlag, ...]:
    return tuple(flag for flag in content.red_flags.flags if flag.id in answers.flags)


def ticked(words: Words, answers: Answers, content: Content) -> Safe:
    """The ticked red flags by their short names; empty without ticks."""
    shorts = "; ".join(flag.text_in(words.language).short for flag in _flags(answers, content))
    return Safe(escape(shorts, quote=False))


def advice(words: Words, case: Case) -> Message:
    """The answer to a check-in. An escalation has no "Close": its buttons are the way back to training."""
    blocks = [
        _joined("\n", [words(f"advice-title-{case.level.word}"), _why_in_short(words, case)]),
        _do(words, case),
        _tell_them(words, case),
        _joined(" ", [_plan(words, case), _what_next(words, case)]),
        _since(words, case),
    ]
    return Message(_joined("\n\n", blocks), _buttons(words, case))


def again(words: Words, message: Message) -> Message:
    """Emergency advice once more, because nobody said that they had read it."""
    return Message(Safe(f"{message.text}\n\n{words('advice-again')}"), message.buttons)


def repeated(words: Words, message: Message) -> Message:
    """The same message, marked as a repeat: the first one may have been lost on its way."""
    return Message(Safe(f"{message.text}\n\n{words('advice-repeat')}"), message.buttons)


def _joined(between: str, parts: Sequence[str | None]) -> Safe:
    return Safe(between.join(part for part in parts if part))


def _why_in_short(words: Words, case: Case) -> Safe:
    """What they said, and the rule it met, in a line or two; the more urgent, the fewer words."""
    checkin, decision = case.checkin, case.checkin.decision
    said, flags = (
        checkins_words.told(words, case.content, checkin),
        ticked(words, checkin.answers, case.content),
    )
    band = next((band for band in case.content.bands if band.id == decision.band), None)
    by = "morning" if checkin.asked is Asked.MORNING else "check-in"
    parts = [
        None if case.of_today else words("advice-of-day", by=by, day=dates.day(words, checkin.on)),
        words("advice-said", said=said) if said and not (flags and case.level >= Level.URGENT) else None,
        words("advice-ticked", flags=flags) if flags else None,
        # Beside a red flag the band decides nothing, and its number would only calm.
        words(f"advice-band-{band.id}", low=band.low, high=band.high)
        if band and case.level < Level.ROUTINE and f"band:{band.id}" in decision.reasons
        else None,
        words("advice-earlier-today")
        if EARLIER_TODAY in decision.reasons and case.level < Level.URGENT
        else None,
        words("advice-morning-worse", band=decision.band or "") if _got_worse(checkin) else None,
        *_added_up(words, case, decision.trends),
        words("advice-groin-counts") if {GROIN_RUNNING, STOP_TWICE} <= set(decision.reasons) else None,
        words("advice-stop-twice") if STOP_TWICE in decision.reasons else None,
        _standing(words, case) if case.own_level < case.level else None,
    ]
    return _joined(" ", parts)


def _got_worse(checkin: CheckIn) -> bool:
    return checkin.answers.morning is Morning.WORSE


def _standing(words: Words, case: Case) -> Safe:
    if case.earlier is None:
        return words("advice-standing-earlier")
    on = dates.day(words, case.earlier.on)
    flags = ticked(words, case.earlier.answers, case.content)
    if not flags:
        plain = words("advice-standing-plain", day=on)
        return _joined(" ", [plain, *_added_up(words, case, case.earlier.decision.trends)])
    return words("advice-standing", day=on, flags=flags)


def _added_up(words: Words, case: Case, found: Sequence[Trend]) -> list[Safe]:
    return [trends.told(words, case.content, trend, is_past=case.is_past(trend)) for trend in found]


def _do(words: Words, case: Case) -> Safe:
    call = checkins_words.called(words, case.number)
    if case.seen and not case.cleared:
        worse = words("advice-if-worse-urgent", call=call)
        return words(f"advice-do-seen-{case.level.word}", call=call, worse=worse)
    match case.level:
        case Level.STOP:
            groin = GROIN_RUNNING in case.checkin.decision.reasons
            do = words("advice-do-groin-running" if groin else "advice-do-stop")
            return _joined(" ", [do, words("advice-if-worse", call=call)])
        case Level.URGENT:
            day = dates.day(words, case.stands_since)
            first = words("advice-do-urgent")
            do = first if case.first_day else words("advice-do-urgent-standing", day=day)
            return _joined(" ", [do, words("advice-if-worse-urgent", call=call)])
        case Level.ROUTINE if case.this_week:
            return words("advice-do-this-week")
        case Level.ROUTINE if case.checkin.decision.effect is Effect.REST:
            return words("advice-do-routine-rest")
        case Level.EASE_OFF if _got_worse(case.checkin):
            # They were not asked about the signs that matter yet.
            on_way_back = "advice-do-ease_off-morning-way-back"
            return words(on_way_back if case.on_way_back else "advice-do-ease_off-morning")
        case Level.EASE_OFF | Level.ROUTINE if case.on_way_back:
            # Its steps begin where nothing hurts: what is a short run for others is none for them.
            return words(f"advice-do-{case.level.word}-way-back")
    return words(f"advice-do-{case.level.word}", call=call)


def _plan(words: Words, case: Case) -> Safe:
    """What became of the plan, and no more than that."""
    effect = case.checkin.decision.effect
    if effect is Effect.ONE_LEVEL_DOWN and case.plan_level == LOWEST:
        # A way back that is on hold leaves no run to warm up for.
        return words("advice-plan-mobility_only" if case.on_way_back else "advice-plan-at-lowest")
    if effect is Effect.REST and case.level >= Level.ROUTINE:
        return words("advice-plan-rest-waits")
    return words(f"advice-plan-{effect.word}")


def _tell_them(words: Words, case: Case) -> Safe | None:
    """What to say, where one line says it; more of it stands behind "What do I say?"."""
    if case.level < Level.ROUTINE or len(case.ticked) > 1 or not 1 <= len(case.told) <= 2:
        return None
    return words("advice-tell-them", tell=case.told[0].text_in(words.language).tell_them)


def _what_next(words: Words, case: Case) -> Safe | None:
    """What we will ask, or want to hear."""
    if case.level < Level.ROUTINE or case.cleared or case.seen:
        return None
    if case.level is Level.EMERGENCY:
        return None if case.checkin.acknowledged_at else words("advice-please-confirm")
    return words(f"advice-ask-{case.level.word}" if case.asks else "advice-how-to-clear")


def _since(words: Words, case: Case) -> Safe | None:
    """What happened after the answer was given."""
    if case.checkin.withdrawn_at:
        return words("advice-taken-back")
    if case.cleared:
        return words("advice-cleared")
    if case.level is Level.EMERGENCY and case.checkin.acknowledged_at:
        return words("advice-acknowledged")
    return None


def _buttons(words: Words, case: Case) -> tuple[tuple[Button, ...], ...]:
    why = _button(words, "why", case)
    if case.level < Level.ROUTINE:
        undo = case.level is Level.EASE_OFF and not case.checkin.withdrawn_at
        first = (_button(words, "undo", case),) if undo else ()
        if _got_worse(case.checkin):
            # One word says little: the questions that ask for red flags come first.
            check_in = general.button(words, "checkin-new", checkins_words.WORD)
            return ((check_in,), (*first, why, general.close_button(words)))
        return (
            (*first, why, checkins_words.note_button(words, case.checkin)),
            (general.close_button(words),),
        )
    heard = bool(case.checkin.acknowledged_at) or case.cleared or case.seen
    confirm = case.level is Level.EMERGENCY and not heard
    return tuple(
        row
        for row in (
            (_button(words, "understand", case),) if confirm else (),
            () if case.cleared else (_seen_button(words, case),),
            (_button(words, "say", case), why),
        )
        if row
    )


def _button(words: Words, name: str, case: Case) -> Button:
    return general.button(words, f"advice-{name}", f"{WORD}:{case.checkin.id}:{name}")


def _seen_button(words: Words, case: Case) -> Button:
    return general.seen_button(words, f"{WORD}:{case.checkin.id}:seen", is_seen=case.seen)


def _back(words: Words, case: Case) -> Button:
    return general.back_button(words, f"{WORD}:{case.checkin.id}:show")


def follow_up(words: Words, case: Case, asked: int) -> Message:
    """Asks, a day or a week later, whether they were seen; `asked`: how often it was asked before."""
    text = words(f"advice-follow-up-{case.level.word}", day=dates.day(words, case.checkin.on))
    not_reached = general.button(words, "advice-not-reached", f"{WORD}:{case.checkin.id}:not_reached:{asked}")
    return Message(text, ((_button(words, "seen", case),), (not_reached, _button(words, "say", case))))


def seen(words: Words, case: Case) -> Message:
    """Asks whether the professional cleared exercise."""
    cleared = general.button(words, "advice-cleared", f"{WORD}:{case.checkin.id}:cleared")
    not_yet = general.button(words, "advice-not-cleared", f"{WORD}:{case.checkin.id}:not_cleared")
    text = words("advice-seen", day=dates.day(words, case.checkin.on))
    return Message(text, ((cleared, not_yet), (_back(words, case),)))


def resumed(words: Words, level: int, left: Case | None) -> Message:
    """Cleared: the plan is back at this level, 1 to 3, or will be when what is `left` of pain has ended."""
    if left:
        return _ended(words, words("advice-cleared-but"), left, words("advice-resumed-later", level=level))
    return _ended(words, words("advice-resumed", level=level))


def cleared(words: Words, left: Case | None) -> Message:
    """Cleared, where the plan had only been made gentler; `left`: what was told of pain, and still holds."""
    return _ended(words, words("advice-cleared-but" if left else "advice-cleared-plain"), left)


def _ended(words: Words, text: Safe, left: Case | None = None, then: Safe | None = None) -> Message:
    """Nobody is led back to running while their pain still holds it up."""
    check_in = general.button(words, "checkin-new", checkins_words.WORD)
    bottom = (check_in, general.close_button(words))
    if left:
        return Message(_joined("\n\n", [text, _left(words, left), then]), ((bottom[0],), bottom[1:]))
    way_back = returns.nudge(words, Nudge.CLEARED)
    return Message(_joined("\n\n", [text, way_back]), ((returns.door(words),), bottom))


def _left(words: Words, left: Case) -> Safe:
    """What was told of pain and when, what it does to the plan, and what ends that."""
    told, decision, calm = left.checkin, left.checkin.decision, left.content.bands[0]
    is_groin = GROIN_RUNNING in decision.reasons
    name = "groin" if is_groin else "pain" if told.answers.pain is not None else "morning"
    said = checkins_words.told(words, left.content, told)
    at_lowest = decision.band_effect is Effect.ONE_LEVEL_DOWN and left.plan_level == LOWEST
    plan = "at-lowest" if at_lowest else decision.band_effect.word
    parts = [
        words(f"advice-left-{name}", day=dates.day(words, told.on), said=said),
        words("gentler-earlier-today") if EARLIER_TODAY in decision.reasons else None,
        words(f"advice-plan-{plan}"),
        words("advice-left-until-groin" if is_groin else "advice-left-until", low=calm.low, high=calm.high),
    ]
    return _joined(" ", parts)


def not_cleared(words: Words, case: Case) -> Message:
    """Seen, but not cleared: the plan waits on."""
    cleared_now = general.button(words, "advice-cleared-now", f"{WORD}:{case.checkin.id}:seen")
    return Message(words("advice-not-cleared"), ((cleared_now,), (_back(words, case),)))


def nothing_stands(words: Words) -> Message:
    """Nothing waits for a professional, so nothing can be cleared."""
    return Message(words("advice-nothing-stands"), ((general.close_button(words),),))


def say(words: Words, case: Case) -> Message:
    """What to tell the professional: where, since when, and a line for each tick."""
    said = checkins_words.told(words, case.content, case.checkin)
    pain = case.checkin.answers.worst
    lines = [flag.text_in(words.language).tell_them for flag in case.told]
    reasons, began = case.checkin.decision.reasons, [trend.from_on for trend in case.trends]
    lines += [trends.tell_them(words, case.content, trend) for trend in case.trends]
    if GROIN_RUNNING in reasons:
        lines.append(words("advice-say-groin-running"))
    if STOP_TWICE in reasons and "band:stop" in reasons:
        lines.append(words("advice-say-stop-twice"))
    parts = [
        words(f"advice-title-{case.level.word}"),
        _do(words, case) if case.level is Level.EMERGENCY else None,
        words("advice-say-intro"),
        words("advice-say-where", said=said) if said and pain else words("advice-say-run"),
        words("advice-say-since", day=dates.day(words, min([case.stands_since, *began]))),
    ]
    text = _joined("\n", parts)
    if lines:
        told = "\n".join(words("advice-say-line", tell=line) for line in lines)
        text = Safe(f"{text}\n\n{words('advice-say-then')}\n{told}")
    return Message(text, ((_back(words, case),),))


def undone(words: Words) -> Message:
    """An ease-off was taken back."""
    return Message(words("advice-undone"), ((general.close_button(words),),))
