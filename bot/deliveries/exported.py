"""Every message that was owed to somebody, as they get them to keep: what was said, when, what came of it."""

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Parts, Record, read_all, table_of
from bot.deliveries.message import Message
from bot.deliveries.tables import DeliveryRow
from bot.vault import Vault

_TABLE = table_of(DeliveryRow)


async def export(session: AsyncSession, vault: Vault, runner_id: int, chat_id: int) -> Parts:
    """What is owed or was sent to a runner, or to their chat for a club; opened as gone through."""
    theirs = or_(_TABLE.c.runner_id == runner_id, _TABLE.c.chat_id == chat_id)

    def record(row: Any) -> Record:
        sealed: Any = vault.open(row.message)
        message = Message.from_json(sealed["message"])
        return {
            "id": row.id,
            "kind": row.kind,
            "text": message.text,
            "buttons": [button.label for line in message.buttons for button in line],
            "text_if_repeated": sealed["again"]["text"] if "again" in sealed else None,
            "text_if_late": sealed.get("late"),
            "state": row.state,
            "reason": row.reason,
            "due_at": row.due_at,
            "expires_at": row.expires_at,
            "settled_at": row.settled_at,
            "attempts": row.attempts,
            "repeats": row.repeats,
            "telegram_message_id": row.message_id,
            "created_at": row.created_at,
        }

    return {"messages": await read_all(session, select(_TABLE).where(theirs).order_by(_TABLE.c.id), record)}
