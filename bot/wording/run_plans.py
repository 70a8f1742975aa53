"""The rule for one long run in words: before a run, and where it comes from."""

from datetime import date

from bot.content import LongestRun
from bot.deliveries import Message
from bot.runs import Compared
from bot.wording import asking, distances, general, paging, returns, sources
from bot.wording.runs import WORD, Stands, advice_buttons, comparison_said, day_said, figures_of
from bot.wording.words import Safe, Words


def planned(
    words: Words, compared: Compared, on: date, *, miles: bool, today: date, stands: Stands
) -> Message:
    """What there is to say before a run; nothing is kept of it."""
    far = distances.distance(words, compared.distance_m, miles)
    title = (
        words("run-planned-today", distance=far)
        if on == today
        else words("run-planned", distance=far, day=day_said(words, on, today))
    )
    if stands.forbids or stands.eases:
        # A distance named beside it would read as a leave to run it.
        rows = (advice_buttons(words, stands), asking.ending(words, f"{WORD}::page"))
        said = words("run-stands-planned" if stands.forbids else "run-eases-planned")
        text = f"{words(f'advice-title-{stands.level.word}')}\n{said}"
        return Message(Safe(text), tuple(row for row in rows if row))
    if stands.on_way_back:
        rows = ((returns.door(words),), asking.ending(words, f"{WORD}::page"))
        return Message(Safe(f"{title}\n\n{words('run-on-way-back')}"), rows)
    measured = comparison_said(words, compared, miles)
    if compared.longest and compared.is_above:
        measured = words("run-above-planned", **figures_of(words, compared, compared.longest, miles))
    if measured is None and compared.longest:
        figures = figures_of(words, compared, compared.longest, miles) | {
            "percent": compared.rule.more_than_percent
        }
        measured = words("run-within", **figures)
    why = f"{WORD}::why:{compared.distance_m},{on:%Y%m%d}"
    rows = (
        (general.button(words, "run-why", why),) if compared.longest else (),
        asking.ending(words, f"{WORD}::plan"),
    )
    return Message(Safe(f"{title}\n\n{measured}"), tuple(row for row in rows if row))


def why(words: Words, rule: LongestRun, back: str) -> Message:
    """The rule for one long run, what the study saw, and where it stands."""
    hazards = [
        words("run-why-between", low=it.from_percent, high=it.to_percent, ratio=it.ratio)
        if it.to_percent
        else words("run-why-over", low=it.from_percent, ratio=it.ratio)
        for it in rule.hazards
    ]
    text = words(
        "run-why",
        days=rule.days,
        percent=rule.more_than_percent,
        runners=rule.study_runners,
        runs=rule.study_runs,
        hazards=Safe("\n".join(hazards)),
        sources=sources.listed(words, rule.sources, rule.reviewed_on),
    )
    return Message(text, (paging.bottom(words, back),))
