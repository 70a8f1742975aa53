"""A week answered while its runner is being forgotten, and by two presses at once."""

import asyncio

from sqlalchemy import delete, func, select

from bot import questionnaires, runners
from bot.content import Content
from bot.database import Database
from bot.questionnaires import Week
from bot.questionnaires.tables import QuestionnaireRow
from bot.runners.tables import DeletionRow, RunnerRow
from bot.vault import Vault
from tests.conftest import NOON, add_runner
from tests.questionnaires.test_questionnaires import MONDAY


async def test_a_week_of_who_is_being_forgotten_waits_and_then_finds_nobody(
    database: Database, vault: Vault, content: Content
) -> None:
    async with database.begin() as session:
        runner = await add_runner(session, 7_000_003)
    forgotten = asyncio.Event()

    async def forget() -> None:
        async with database.begin() as session:
            await runners.forget(session, runner, NOON)
            forgotten.set()

    async def answer() -> None:
        await forgotten.wait()
        async with database.begin() as session:
            await questionnaires.record(
                session, vault, runner, MONDAY, (0,), rules=content.questionnaire, now=NOON
            )

    gone, answered = await asyncio.gather(forget(), answer(), return_exceptions=True)
    async with database.begin() as session:
        await session.execute(delete(DeletionRow))
    assert gone is None
    assert isinstance(answered, runners.NoSuchRunner)


async def test_two_answers_about_a_week_at_once_are_one_week(
    database: Database, vault: Vault, content: Content
) -> None:
    async with database.begin() as session:
        runner = await add_runner(session, 7_000_004)

    async def answer(*answers: int) -> Week:
        async with database.begin() as session:
            return await questionnaires.record(
                session, vault, runner, MONDAY, answers, rules=content.questionnaire, now=NOON
            )

    try:
        both = await asyncio.gather(answer(0), answer(3))
        async with database.begin() as session:
            kept = await questionnaires.get(session, vault, runner, MONDAY)
            theirs = select(func.count()).where(QuestionnaireRow.runner_id == runner)
            assert await session.scalar(theirs) == 1
    finally:
        async with database.begin() as session:
            await session.execute(delete(RunnerRow).where(RunnerRow.id == runner))
    assert kept in both
