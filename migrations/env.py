"""Runs migrations on the connection that `bot.schema.migrate` hands over."""

import importlib
import pkgutil

from alembic import context

import bot
from bot.database import Row

for module in pkgutil.walk_packages(bot.__path__, "bot."):
    if module.name.endswith(".tables"):
        importlib.import_module(module.name)

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Row.metadata,
    # SQLite cannot alter a column in place; alembic then copies the table.
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
