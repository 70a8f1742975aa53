"""What many check-ins add up to, in words, with its dates and figures: for the runner and to read out."""

from collections.abc import Callable, Iterable

from bot.content import Content
from bot.triage import NOT_SETTLING, Trend
from bot.wording import dates
from bot.wording.words import Safe, Words


def told(words: Words, content: Content, trend: Trend, *, is_past: bool) -> Safe:
    """What the days add up to: "Pain of 3 or more in 5 check-ins since Tue 10 Nov ...".

    `is_past`: told on a later day than the one it was found on, it says up to when, and nothing of now.
    """
    figures = _figures(words, content, trend)
    return words(f"trend-{trend.course}-past" if is_past else f"trend-{trend.course}", **figures)


def reported(words: Words, content: Content, trend: Trend) -> str:
    """The same on paper, for somebody else to read at another time."""
    return words.plain(f"report-trend-{trend.course}", **_figures(words, content, trend))


def tell_them(words: Words, content: Content, trend: Trend) -> Safe:
    """The line of it to read out to a professional, after "tell them"."""
    return words(f"trend-say-{trend.course}", **_figures(words, content, trend))


def why(
    words: Words, content: Content, reason: str, trends: Iterable[Trend], is_past: Callable[[Trend], bool]
) -> Safe:
    """The rule behind a reason, after what met it; see `told` for `is_past`."""
    rules = content.trend_rules
    met = (trend for trend in trends if trend.reason == reason)
    said = Safe(" ".join(told(words, content, trend, is_past=is_past(trend)) for trend in met))
    if reason == NOT_SETTLING:
        return words(
            "trend-why-not-settling",
            told=said,
            pain=rules.not_settling_pain_from,
            least=rules.not_settling_times,
            over=rules.not_settling_over_days,
            fall=rules.not_settling_fall,
        )
    return words(
        "trend-why-worsening",
        told=said,
        rise=rules.worsening_rise,
        times=rules.worsening_in_a_row,
        last=rules.worsening_last_from,
    )


def _figures(words: Words, content: Content, trend: Trend) -> dict[str, object]:
    return {
        "from": dates.day(words, trend.from_on),
        "to": dates.day(words, trend.to_on),
        "pain": content.trend_rules.not_settling_pain_from,
        "times": trend.times,
        "known": "no" if None in (trend.mean_before, trend.mean_now) else "yes",
        "before": _tenths(trend.mean_before),
        "now": _tenths(trend.mean_now),
        "pains": ", ".join(str(pain) for pain in trend.pains),
    }


def _tenths(mean: float | None) -> str:
    return "" if mean is None else f"{mean:.1f}"
