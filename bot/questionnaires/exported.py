"""A runner's weekly answers as they get them to keep."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Parts, Record, read_all, table_of
from bot.questionnaires.questionnaire import given
from bot.questionnaires.tables import QuestionnaireRow
from bot.vault import Vault

_TABLE = table_of(QuestionnaireRow)


async def export(session: AsyncSession, vault: Vault, runner_id: int) -> Parts:
    """Every week's answers, the oldest first; opened as gone through."""
    theirs = select(_TABLE).where(_TABLE.c.runner_id == runner_id).order_by(_TABLE.c.week_on)

    def record(row: Any) -> Record:
        stored: Any = vault.open(row.answers)
        return {
            "week_on": row.week_on,
            "answers": given(stored["worths"]),
            "score": sum(stored["worths"]),
            "substantial": stored["substantial"],
            "answered_at": row.answered_at,
        }

    return {"weekly_questions": await read_all(session, theirs, record)}
