"""Runs migrations on the connection that `bot.schema.migrate` hands over."""

import importlib
import pkgutil
from typing import Any, Literal

from alembic import context

import bot
from bot.database import Row, UtcInstant

for module in pkgutil.walk_packages(bot.__path__, "bot."):
    if module.name.endswith(".tables"):
        importlib.import_module(module.name)


def render_item(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """A migration stays as it was written: it names the database's own types, not ours of today."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcInstant) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Row.metadata,
    # SQLite cannot alter a column in place; alembic then copies the table.
    render_as_batch=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
