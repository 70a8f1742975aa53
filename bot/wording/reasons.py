"""The rules that decided, in words: each with its sources, and the version of the rules."""

from datetime import date

from babel.dates import format_date

from bot.content import Source
from bot.deliveries import Message
from bot.triage import (
    EARLIER_TODAY,
    GROIN_RUNNING,
    MORNING,
    NOT_SETTLING,
    STANDING,
    STOP_TWICE,
    WORSENING,
    Level,
    Trend,
)
from bot.wording import general, paging, sources, trends
from bot.wording.advice import WORD, Case
from bot.wording.words import Safe, Words


def why(words: Words, case: Case, page: int) -> Message:
    """The rules that decided, each with its sources, and the version of the rules."""
    pages = paging.pages(words(f"advice-title-{case.level.word}"), _reasons(words, case))
    page = min(max(page, 0), len(pages) - 1)
    back = f"{WORD}:{case.checkin.id}:why:{page - 1}" if page else f"{WORD}:{case.checkin.id}:show"
    bottom = [general.back_button(words, back)]
    if page + 1 < len(pages):
        bottom.append(general.button(words, "more", f"{WORD}:{case.checkin.id}:why:{page + 1}"))
    if case.level < Level.ROUTINE:
        # Closing an escalation would take the way to "I have seen someone" with it.
        bottom.append(general.close_button(words))
    return Message(pages[page], (tuple(bottom),))


def _reasons(words: Words, case: Case) -> list[Safe]:
    rules, decision = case.content.pain_rules, case.checkin.decision
    blocks: list[Safe] = []
    for reason in decision.reasons:
        flag = case.content.red_flags.flag(reason)
        if flag:
            text = words("advice-why-flag", flag=flag.text_in(words.language).short, level=flag.level)
            blocks.append(_sourced(words, text, flag.sources, flag.reviewed_on))
        elif reason == STANDING:
            text = words("advice-why-standing")
            blocks.append(
                _sourced(words, text, case.content.red_flags.sources, case.content.red_flags.reviewed_on)
            )
            earlier = case.earlier.decision.trends if case.earlier else ()
            reasons = dict.fromkeys(trend.reason for trend in earlier)
            blocks += [_why_trend(words, case, one, earlier) for one in reasons]
        elif reason == STOP_TWICE:
            text = words("advice-why-stop-twice", times=rules.stops_in_a_row_for_routine)
            blocks.append(_sourced(words, text, rules.sources, rules.reviewed_on))
        elif reason in (NOT_SETTLING, WORSENING):
            blocks.append(_why_trend(words, case, reason, decision.trends))
        elif reason.startswith(MORNING):
            text = words("advice-why-morning", answer=reason.removeprefix(MORNING))
            blocks.append(_sourced(words, text, rules.sources, rules.reviewed_on))
        elif reason == EARLIER_TODAY:
            text = words("advice-why-earlier-today")
            blocks.append(_sourced(words, text, rules.sources, rules.reviewed_on))
        elif reason == GROIN_RUNNING:
            text = words("advice-why-groin-running", pain=rules.groin_running_stop_from)
            blocks.append(_sourced(words, text, rules.groin_running_sources, rules.reviewed_on))
        elif decision.level < Level.ROUTINE:
            blocks.append(_sourced(words, _why_band(words, case), rules.sources, rules.reviewed_on))
    return [*blocks, _rules(words, decision.rules_version)]


def _why_trend(words: Words, case: Case, reason: str, found: tuple[Trend, ...]) -> Safe:
    rules = case.content.trend_rules
    text = trends.why(words, case.content, reason, found, case.is_past)
    return _sourced(words, text, rules.sources, rules.reviewed_on)


def _why_band(words: Words, case: Case) -> Safe:
    answers, rules = case.checkin.answers, case.content.pain_rules
    calm, ease_off, _ = (band.high for band in rules.bands)
    return words(
        "advice-why-band",
        pain=max(answers.now or 0, answers.worst or 0),
        calm=calm,
        ease_off=ease_off,
        mobility=rules.mobility_only_from,
    )


def _sourced(words: Words, text: Safe, from_: tuple[Source, ...], reviewed_on: date) -> Safe:
    return Safe(f"{text}\n{sources.listed(words, from_, reviewed_on)}")


def _rules(words: Words, version: str) -> Safe:
    on = date.fromisoformat(version.partition(".")[0])
    shown = format_date(on, "d MMM y", locale=words.language)
    return Safe(f"<i>{words('advice-why-rules', date=shown, version=version)}</i>")
