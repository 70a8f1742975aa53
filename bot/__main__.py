"""The command line: `python -m bot run`, `check`, `migrate`, `new-key`."""

import argparse
import asyncio
import sys

import uvloop
from pydantic import ValidationError

from bot import app, logs, schema, vault
from bot.database import DatabaseProblem, open_database
from bot.settings import Settings


def main(arguments: list[str] | None = None) -> int:
    """Runs one command. 0: done; 1: cannot start, and why is on standard error."""
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="serve people: updates, pushes, everything in one process")
    commands.add_parser("check", help="say whether settings, content and database are fit to run")
    commands.add_parser("migrate", help="bring the database schema up to date")
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
        work = {"run": app.run, "check": _check, "migrate": _migrate}[command]
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(work(settings))
    except app.CannotStart as problem:
        return _refuse(str(problem))
    return 0


async def _check(settings: Settings) -> None:
    ready = await app.prepare(settings)
    await ready.database.close()
    exercises, cards = len(ready.content.exercises), len(ready.content.cards)
    print(f"Settings, content ({exercises} exercises, {cards} cards), key and database are fit to run.")
    if settings.bot_token is None:
        print("BOT_TOKEN is not set: `make demo` works without, `make run` does not.")


async def _migrate(settings: Settings) -> None:
    try:
        database = open_database(settings)
        try:
            await schema.migrate(database)
        finally:
            await database.close()
    except DatabaseProblem as problem:
        raise app.CannotStart(f"The database cannot be migrated: {type(problem).__name__}") from None


def _bad_settings(problem: ValidationError) -> str:
    # Only names and rules: the value at fault may be the token or the key.
    lines = [f"{'.'.join(map(str, e['loc'])).upper() or 'Settings'}: {e['msg']}" for e in problem.errors()]
    return "\n".join(lines)


def _refuse(why: str) -> int:
    print(why, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
