"""How a week is scored and kept: the newest answer stands, a missed week is a gap."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import questionnaires, runners
from bot.content import Content
from bot.questionnaires.questionnaire import scored
from bot.questionnaires.tables import QuestionnaireRow
from bot.vault import Vault
from tests.conftest import NOON, add_runner

MONDAY = date(2026, 11, 16)
SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("answers", "score", "substantial"),
    [
        ((0,), 0, False),
        ((1, 0, 0, 0), 8, False),
        ((1, 1, 1, 3), 8 + 8 + 8 + 25, False),
        ((2, 1, 1, 1), 17 + 8 * 3, False),
        ((1, 2, 0, 0), 8 + 17, True),
        ((1, 0, 2, 0), 8 + 17, True),
        ((2, 3, 3, 3), 17 + 25 * 3, True),
        ((3,), 100, True),
    ],
)
def test_a_week_is_the_sum_of_its_answers_and_substantial_by_what_one_could_do(
    content: Content, answers: tuple[int, ...], score: int, substantial: bool
) -> None:
    week = scored(MONDAY, answers, content.questionnaire, NOON)
    assert (week.score, week.substantial) == (score, substantial)


@pytest.mark.parametrize(
    "answers", [(), (1,), (1, 2, 3), (0, 1, 1, 1), (3, 3, 3, 3), (4,), (1, 1, 1, 4), (1, -1, 1, 1), (1,) * 5]
)
def test_what_cannot_be_answers_makes_no_week(content: Content, answers: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="no complete answers"):
        scored(MONDAY, answers, content.questionnaire, NOON)


@pytest.mark.parametrize(
    ("later", "monday"), [(0, 0), (1, 0), (2, 0), (3, 7), (6, 7), (7, 7), (9, 7), (10, 14)]
)
def test_the_week_asked_about_is_the_one_that_most_of_the_last_seven_days_belong_to(
    later: int, monday: int
) -> None:
    on = date(2026, 11, 23) + timedelta(days=later)
    assert questionnaires.week_asked(on) == MONDAY + timedelta(days=monday)


def test_a_week_can_be_answered_to_the_end_of_the_next() -> None:
    days = [MONDAY - timedelta(days=1), SUNDAY, SUNDAY + timedelta(days=7), SUNDAY + timedelta(days=8)]
    assert [questionnaires.is_open(MONDAY, on) for on in days] == [False, True, True, False]


async def test_the_newest_answer_about_a_week_stands_and_a_missed_week_is_not_there(
    session: AsyncSession, vault: Vault, content: Content
) -> None:
    ada, eve = await add_runner(session), await add_runner(session, chat_id=1002)
    third = MONDAY + timedelta(weeks=2)

    async def record(runner_id: int, week_on: date, *answers: int) -> None:
        await questionnaires.record(
            session, vault, runner_id, week_on, answers, rules=content.questionnaire, now=NOON
        )

    await record(ada, third, 3)
    await record(ada, MONDAY, 1, 1, 1, 1)
    await record(ada, MONDAY, 0)
    await record(eve, MONDAY, 2, 2, 2, 2)
    found = await questionnaires.weeks(session, vault, ada, MONDAY, third)
    assert [(week.week_on, week.score) for week in found] == [(MONDAY, 0), (third, 100)]
    assert await questionnaires.get(session, vault, ada, MONDAY + timedelta(weeks=1)) is None
    for row in await session.scalars(select(QuestionnaireRow)):
        assert b"worths" not in row.answers
    await runners.forget(session, ada, NOON)
    left = await session.scalars(select(QuestionnaireRow.runner_id))
    assert set(left) == {eve}
