"""The weeks' answers in the database: one row a week, the newest answer stands."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import runners
from bot.content import Questionnaire
from bot.database import insert_into
from bot.questionnaires.questionnaire import Week, scored
from bot.questionnaires.tables import QuestionnaireRow
from bot.vault import Vault


async def record(
    session: AsyncSession,
    vault: Vault,
    runner_id: int,
    week_on: date,
    answers: Sequence[int],
    *,
    rules: Questionnaire,
    now: datetime,
) -> Week:
    """Keeps the answers about the week from Monday `week_on`, in place of any before.

    Each is the number of its option, from 0; the first or the last of the first question ends it. Raises
    ValueError for incomplete or impossible ones, and NoSuchRunner for one who was forgotten.
    """
    week = scored(week_on, answers, rules, now)
    # Locked: who is being forgotten at this moment is either there until this is kept, or not at all.
    if await runners.get(session, runner_id, lock=True) is None:
        raise runners.NoSuchRunner(runners.NoSuchRunner.__doc__)
    sealed = vault.seal({"worths": list(week.worths), "substantial": week.substantial})
    new = insert_into(session, QuestionnaireRow)
    kept = {"runner_id": runner_id, "week_on": week_on, "answers": sealed, "answered_at": now}
    await session.execute(
        new.on_conflict_do_update(
            index_elements=["runner_id", "week_on"],
            set_={name: new.excluded[name] for name in ("answers", "answered_at")},
        ),
        kept,
    )
    return week


async def get(session: AsyncSession, vault: Vault, runner_id: int, week_on: date) -> Week | None:
    """What was answered about the week from Monday `week_on`; None where nothing was."""
    return next(iter(await weeks(session, vault, runner_id, week_on, week_on)), None)


async def weeks(
    session: AsyncSession, vault: Vault, runner_id: int, first_on: date, last_on: date
) -> list[Week]:
    """The answered weeks whose Monday is from `first_on` to `last_on`, oldest first, without those missed."""
    rows = await session.execute(
        select(QuestionnaireRow.week_on, QuestionnaireRow.answers, QuestionnaireRow.answered_at)
        .where(QuestionnaireRow.runner_id == runner_id, QuestionnaireRow.week_on.between(first_on, last_on))
        .order_by(QuestionnaireRow.week_on)
    )
    return [_week(row, vault) for row in rows]


def _week(row: Any, vault: Vault) -> Week:
    stored: Any = vault.open(row.answers)
    taking_part, training_less, performance, pain = stored["worths"]
    worths = (taking_part, training_less, performance, pain)
    return Week(row.week_on, worths, row.answered_at, bool(stored["substantial"]))
