"""The weekly digest in words: what was done, how the hip went, one idea for the next week."""

from collections.abc import Iterator

from bot.deliveries import Button, Message
from bot.progress import Digest, Idea
from bot.schedules import Wants
from bot.wording import charts, dates, distances, general, weekly
from bot.wording.charts import tenth
from bot.wording.words import Safe, Words

# Where an idea's rule stands with its sources; under SEEK the advice has its own.
_WHY = {
    Idea.REST: "learn:rest_and_recovery",
    Idea.EASIER: "learn:rest_and_recovery",
    Idea.TELL: "learn:rest_and_recovery",
    Idea.GO: "return::why",
    Idea.STRENGTH: "learn:faq_which_exercises",
    Idea.KEEP: "run::why",
}


# On the way back to running these say another thing: its steps are all the runs there are.
_OF_RUNS = (Idea.EASIER, Idea.TELL, Idea.KEEP)


def push(words: Words, it: Digest, miles: bool) -> Message:
    """One message, text only, without a sound."""
    title = words("digest-title", period=charts.period(words, it.week))
    lines = Safe("\n".join(_lines(words, it, miles)))
    blocks = [Safe(f"{title}\n{lines}"), _idea(words, it)]
    # Advice that stands comes before everything else.
    text = Safe("\n\n".join(reversed(blocks) if it.idea is Idea.SEEK else blocks))
    bottom = (weekly.off_button(words, Wants.DIGEST), general.close_button(words))
    return Message(text, (*_first(words, it), bottom), silent=True)


def _idea(words: Words, it: Digest) -> Safe:
    if it.idea is Idea.SEEK and it.standing.seen_at is not None:
        return words("digest-seen")
    if it.on_way_back and it.idea in _OF_RUNS:
        return words(f"digest-idea-{it.idea}-way-back")
    return words(f"digest-idea-{it.idea}")


def _lines(words: Words, it: Digest, miles: bool) -> Iterator[Safe]:
    if it.is_empty:
        yield _pain(words, it) if it.stands_on else words("digest-quiet")
        return
    due = sum(day.due for day in it.week.days)
    if due:
        yield words("digest-routines", done=sum(day.routines for day in it.week.days), due=due)
    runs = it.week.runs
    if runs:
        distance = distances.distance(words, sum(run.distance_m for run in runs), miles)
        yield words("digest-runs", runs=len(runs), distance=distance)
    if it.cleared_on:
        yield words("digest-cleared", day=dates.day(words, it.cleared_on))
    yield _pain(words, it)
    if it.score is None:
        yield words("digest-no-score")
    else:
        yield words(
            "digest-score-substantial" if it.score.substantial else "digest-score", score=it.score.score
        )


def _pain(words: Words, it: Digest) -> Safe:
    average, change = it.week.average, it.week.change
    if average is None and it.stands_on:
        return words("digest-no-check-in", day=dates.day(words, it.stands_on))
    if average is None:
        return words("digest-no-pain")
    said = words("digest-pain", average=tenth(words, average))
    if change is None:
        return said
    by = tenth(words, abs(change))
    if by == tenth(words, 0):
        return Safe(f"{said} {words('digest-same')}")
    return Safe(f"{said} {words('digest-lower' if change < 0 else 'digest-higher', by=by)}")


def _first(words: Words, it: Digest) -> tuple[tuple[Button, ...], ...]:
    """What the idea asks for, and the chart."""
    why = (general.button(words, "digest-why", _WHY[it.idea]),) if it.idea in _WHY else ()
    chart = (general.button(words, "digest-progress", "progress:4:show"), *why)
    check_in = (general.button(words, "progress-check-in", "checkin"),)
    if it.idea is Idea.SEEK:
        advice = (general.button(words, "progress-advice", f"advice:{it.standing.checkin_id}:show"),)
        return (advice, check_in, chart) if it.week.average is None else (advice, chart)
    if it.idea in (Idea.CHECK_IN, Idea.REST, Idea.TELL, Idea.GO):
        return (check_in, chart)
    return (chart,)
