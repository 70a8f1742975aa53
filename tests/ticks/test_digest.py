"""The weekly digest: one message about the week that ended, one idea, and silence for who is silent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot import checkins, progress, runs
from bot.checkins import Standing
from bot.content import Content
from bot.progress import Course, Day, Digest, Idea
from bot.questionnaires.questionnaire import scored
from bot.runs import Source
from bot.triage import Answers, Effect, Level
from bot.wording import digests
from tests.conftest import add_runner
from tests.ticks.watched import MONDAY, Watched, remind
from tests.wording.reading import WORDS, faults

DUE = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)  # Monday, 18:00 in Berlin


async def told(ticks: Watched, **changes: Any) -> int:
    """Somebody whose digest comes on Mondays at 18:00, with no reminder besides."""
    async with ticks.database.begin() as session:
        runner_id = await add_runner(session, **changes)
    await remind(ticks, runner_id, "digest", time(18), (0,))
    return runner_id


async def check_in(
    ticks: Watched, runner_id: int, at: datetime, *pains: int, flags: Sequence[str] = ()
) -> None:
    """A check-in a day from `at` on."""
    for number, pain in enumerate(pains):
        now = at + timedelta(days=number)
        answers = Answers(now=pain, worst=pain, flags=frozenset(flags))
        async with ticks.database.begin() as session:
            await checkins.record(
                session, ticks.vault, runner_id, answers, content=ticks.content, on=now.date(), now=now
            )


async def test_it_tells_of_the_week_that_ended_and_not_of_today(ticks: Watched) -> None:
    runner_id = await told(ticks)
    await check_in(ticks, runner_id, MONDAY, 1, 2, 2)
    await check_in(ticks, runner_id, DUE, 5)
    async with ticks.database.begin() as session:
        await runs.log(
            session,
            ticks.vault,
            runner_id,
            on=MONDAY.date() + timedelta(days=5),
            distance_m=8200,
            duration_s=None,
            source=Source.TYPED,
            now=MONDAY,
        )
    await ticks.at(DUE)
    (text,) = ticks.texts
    assert "Your week: 23 Nov to 29 Nov" in text
    assert "One run, 8.2 km." in text
    assert "1.7 of 10 on average." in text
    assert "not answered" in text
    await ticks.at(DUE + timedelta(days=1))
    assert len(ticks.texts) == 1


async def test_after_four_weeks_without_anything_nothing_comes(ticks: Watched) -> None:
    await check_in(ticks, await told(ticks), MONDAY, 1)
    for week in range(6):
        await ticks.at(DUE + timedelta(weeks=week))
    assert len(ticks.texts) == 4
    assert "A quiet week" in ticks.texts[-1]


@pytest.mark.parametrize(
    ("flags", "changes", "comes"),
    [
        ((), {"paused_at": MONDAY}, ()),
        (("limping",), {}, ()),
        (("locking",), {}, ("<b>Seek professional help.</b>",)),
    ],
    ids=["paused", "urgent", "routine"],
)
async def test_what_stands_comes_first_or_keeps_it_silent(
    ticks: Watched, flags: tuple[str, ...], changes: dict[str, Any], comes: tuple[str, ...]
) -> None:
    await check_in(ticks, await told(ticks, **changes), MONDAY, 1, flags=flags)
    await ticks.at(DUE)
    assert tuple(text.split(" You were told")[0] for text in ticks.texts) == comes


def week(*pains: int | None, due: int = 0, done: int = 0, before: float | None = None) -> Course:
    first_on = date(2026, 11, 23)
    days = [Day(first_on + timedelta(days=n), pain) for n, pain in enumerate([*pains, *[None] * 7][:7])]
    return Course((replace(days[0], due=due, routines=done), *days[1:]), average_before=before)


@pytest.mark.parametrize(
    ("it", "standing", "strength_was_missed", "known"),
    [
        (week(1, 1, 1), Standing(Level.ROUTINE), False, Idea.SEEK),
        (week(7), Standing(Level.STOP, Effect.REST), False, Idea.REST),
        (week(3, 3, 3), Standing(), False, Idea.EASIER),
        (week(2, 2, 3, 3), Standing(), False, Idea.EASIER),
        (week(1, 1, 1, 6, 1, 1, 1), Standing(), False, Idea.EASIER),
        (week(1, 1, 1, 4), Standing(Level.EASE_OFF, Effect.ONE_LEVEL_DOWN), False, Idea.EASIER),
        (week(1, 1, 1, 5), Standing(Level.EASE_OFF, Effect.MOBILITY_ONLY), True, Idea.EASIER),
        (week(1), Standing(Level.EASE_OFF, Effect.ONE_LEVEL_DOWN), False, Idea.EASIER),
        (week(2, 2, 2, before=0.0), Standing(), False, Idea.EASIER),
        (week(2, 2, 2, before=0.1), Standing(), False, Idea.KEEP),
        (week(1, 1), Standing(), True, Idea.CHECK_IN),
        (week(1, 1, 1, due=5, done=2), Standing(), True, Idea.SMALLER),
        (week(1, 1, 1, due=4, done=2), Standing(), True, Idea.STRENGTH),
        (week(1, 1, 1, due=4, done=4), Standing(), False, Idea.KEEP),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_gravest_reason_gives_the_idea(
    content: Content, it: Course, standing: Standing, strength_was_missed: bool, known: Idea
) -> None:
    assert progress.idea(it, standing, strength_was_missed, content) is known


@pytest.mark.parametrize(("answers", "known"), [((1, 1, 1, 3), Idea.KEEP), ((3,), Idea.EASIER)])
def test_a_week_in_which_the_hip_held_them_back_asks_for_no_more(
    content: Content, answers: tuple[int, ...], known: Idea
) -> None:
    # Whoever could not run has little pain to tell of.
    score = scored(date(2026, 11, 23), answers, content.questionnaire, MONDAY)
    assert progress.idea(week(0, 0, 0), Standing(), known is Idea.EASIER, content, score) is known


def test_who_was_seen_and_not_cleared_is_not_sent_once_more() -> None:
    standing = Standing(Level.ROUTINE, Effect.ONE_LEVEL_DOWN, MONDAY, 7, seen_at=MONDAY)
    message = digests.push(WORDS, Digest(week(1, 1, 1), Idea.SEEK, standing), False)
    assert message.text.startswith("<b>First, what a professional said.</b>")
    assert "You were told to see someone" not in message.text
    assert faults(message) == []


@pytest.mark.parametrize("idea", [Idea.REST, Idea.EASIER, Idea.STRENGTH, Idea.KEEP])
def test_what_an_idea_says_of_training_has_its_source_behind_why(content: Content, idea: Idea) -> None:
    message = digests.push(WORDS, Digest(week(1, 1, 1), idea, Standing()), False)
    (why,) = [it.data or "" for row in message.buttons for it in row if it.label == "Why?"]
    assert why == "run::why" or why.removeprefix("learn:") in content.cards


@pytest.mark.parametrize("idea", Idea)
def test_every_digest_keeps_to_the_shape_of_a_message(idea: Idea) -> None:
    message = digests.push(
        WORDS, Digest(week(2, None, 4, due=3, done=1, before=1.0), idea, Standing()), False
    )
    assert faults(message) == []
    assert message.silent
