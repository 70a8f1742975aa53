"""The command line: `python -m bot run`, `worker`, `web`, `check`, `migrate`, `deliveries`, `new-key`."""

import argparse
import asyncio
import os
import sys
from functools import partial

import uvloop
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot import app, deliveries, logs, schema, vault
from bot.clock import Clock
from bot.database import Database, DatabaseProblem, open_database, why
from bot.settings import Settings
from bot.wording import operators
from bot.wording.words import Dictionary

LOOK_EVERY_S = 2
# Up to the left, and nothing below.
CLEARED = "\x1b[H\x1b[2J"


def main(arguments: list[str] | None = None) -> int:
    """Runs one command. 0: done; 1: cannot start, and why is on standard error."""
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="serve people: updates, pushes, everything in one process")
    commands.add_parser("worker", help="plan and send, beside others on PostgreSQL")
    commands.add_parser("web", help="answer people by webhook, beside others on PostgreSQL")
    commands.add_parser("check", help="say whether settings, content and database are fit to run")
    commands.add_parser("migrate", help="bring the database schema up to date")
    commands.add_parser("deliveries", help="show how the deliveries stand; in a terminal again and again")
    commands.add_parser("new-key", help="print a fresh ENCRYPTION_KEY")
    command = parser.parse_args(arguments).command
    if command == "new-key":
        print(vault.new_key())
        return 0
    try:
        settings = Settings()
    except ValidationError as problem:
        return _refuse(_bad_settings(problem))
    try:
        logs.set_up(settings.log_level)
        roles = {str(role): partial(app.serve, role=role) for role in app.Role}
        work = (roles | {"check": _check, "migrate": _migrate, "deliveries": _deliveries})[command]
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(work(settings))
    except app.CannotStart as problem:
        return _refuse(str(problem))
    except BrokenPipeError:
        # Who read along has seen enough. Nothing is left to be flushed into a closed pipe at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        # Only where nobody else has taken care of Ctrl+C: the table is left by it.
        return 0
    return 0


async def _check(settings: Settings) -> None:
    ready = await app.prepare(settings)
    await ready.database.close()
    exercises, cards = len(ready.content.exercises), len(ready.content.cards)
    print(f"Settings, content ({exercises} exercises, {cards} cards), key and database are fit to run.")
    if settings.bot_token is None:
        print("BOT_TOKEN is not set: `make demo` works without, `make run` does not.")


async def _deliveries(settings: Settings) -> None:
    if settings.sqlite_path and not settings.sqlite_path.exists():
        raise app.CannotStart(app.NOT_MIGRATED)
    words = Dictionary(app.WORDS).in_language(None)
    database = app.opened(settings)
    try:
        if missing := await app.what_is_missing(database, writes=False):
            raise app.CannotStart(missing)
        while True:
            found = await _stats(database)
            if sys.stdout.isatty():
                print(CLEARED, end="")
            print(operators.in_terminal(words, found, settings.send_rate), flush=True)
            if not sys.stdout.isatty():
                return
            await asyncio.sleep(LOOK_EVERY_S)
    finally:
        await database.close()


async def _stats(database: Database) -> deliveries.Stats:
    try:
        async with database.begin() as session:
            return await deliveries.stats(session, Clock().now())
    except DatabaseProblem as problem:
        raise app.CannotStart(f"The deliveries are not read. {why(problem)}") from None


async def _migrate(settings: Settings) -> None:
    try:
        database = open_database(settings)
        try:
            await schema.migrate(database)
        finally:
            await database.close()
    except DatabaseProblem as problem:
        raise app.CannotStart(f"The database is not migrated. {why(problem)}") from None


def _bad_settings(problem: ValidationError) -> str:
    # Only names and rules: the value at fault may be the token or the key.
    return "\n".join(map(_bad_setting, problem.errors()))


def _bad_setting(error: ErrorDetails) -> str:
    if error["type"] == "value_error":
        # A sentence of ours, which names its setting.
        return str(error["ctx"]["error"])
    return f"{str(error['loc'][0]).upper()}: {error['msg']}"


def _refuse(why: str) -> int:
    print(why, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
