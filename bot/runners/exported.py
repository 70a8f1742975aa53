"""What we know of a runner themselves, as they get it to keep: settings, consent, an open conversation."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Parts, Record, read_all, table_of
from bot.runners.tables import ConversationRow, RunnerRow
from bot.vault import Vault

_RUNNERS, _CONVERSATIONS = table_of(RunnerRow), table_of(ConversationRow)


async def export(session: AsyncSession, vault: Vault, runner_id: int) -> Parts:
    """The runner's settings, and the conversation that is open, with what was answered in it so far."""

    def conversation(row: Any) -> Record:
        return {"word": row.word, "state": vault.open(row.state), "updated_at": row.updated_at}

    told = select(_CONVERSATIONS).where(_CONVERSATIONS.c.runner_id == runner_id)
    return {
        "settings": await read_all(session, select(_RUNNERS).where(_RUNNERS.c.id == runner_id), _settings),
        "open_conversation": await read_all(session, told, conversation),
    }


def _settings(row: Any) -> Record:
    return {("telegram_chat_id" if name == "chat_id" else name): it for name, it in row._mapping.items()}
