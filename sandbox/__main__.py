"""The command line: a Telegram on localhost, with a bot in it when a command is given."""

import argparse
import asyncio
import contextlib
import shutil
import signal
import sys
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sandbox import DEFAULT_TOKEN, SLOWEST_START, Sandbox
from sandbox.child import PATIENCE, BotProcess

OURS = ".sandbox-demo"


def arguments(given: list[str]) -> argparse.Namespace:
    """What was asked for; everything after -- is the bot's command."""
    split = given.index("--") if "--" in given else len(given)
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--token", default=DEFAULT_TOKEN)
    parser.add_argument("--bot-clock", metavar="URL", help="where the bot's demo clock listens")
    parser.add_argument("--no-limits", action="store_true", help="no flood limits")
    parser.add_argument("--lenient", action="store_true", help="ignore unknown parameters, as Telegram does")
    parser.add_argument("--lean", action="store_true", help="keep nothing, for benchmarks")
    parser.add_argument(
        "--fresh-demo", metavar="FOLDER", help="keep the bot's database in this folder, emptied at each start"
    )
    asked = parser.parse_args(given[:split])
    asked.command = given[split + 1 :]
    return asked


def empty(folder: Path) -> None:
    """Make a folder empty, but only one that an earlier demo made."""
    if folder.exists() and not (folder / OURS).exists() and any(folder.iterdir()):
        raise SystemExit(f"{folder} holds something that no demo put there; choose another folder")
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / OURS).touch()


def populate(sandbox: Sandbox) -> None:
    """The demo's three people and their group, without the bot in it."""
    people = [sandbox.add_person(name).id for name in ("Ada", "Bruno", "Chiara")]
    sandbox.add_chat("group", "Harbour Harriers", people, owner=people[0])


async def serve(asked: argparse.Namespace) -> int:
    """Serve until interrupted, or until the bot's command ends; an exit code."""
    sandbox = Sandbox(
        asked.token,
        asked.port,
        asked.host,
        limits=not asked.no_limits,
        strict=not asked.lenient,
        lean=asked.lean,
        bot_clock=asked.bot_clock,
    )
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(sandbox)
        except OSError as problem:
            say(f"Port {asked.port} is not free ({problem.strerror}). Try another --port.")
            return 1
        # Only now: a demo that is still running keeps its folder.
        if asked.fresh_demo:
            empty(Path(asked.fresh_demo))
        populate(sandbox)
        interrupted = first_signal()
        if not asked.command:
            say(f"Open {sandbox.url}/ in a browser")
            await interrupted
            return 0
        child = sandbox.child = BotProcess(asked.command, partial(environment, asked, sandbox))
        await child.start()
        return await until_over(sandbox, child, interrupted)


def first_signal() -> "asyncio.Future[signal.Signals]":
    """The first SIGINT or SIGTERM from now on."""
    loop = asyncio.get_running_loop()
    received: asyncio.Future[signal.Signals] = loop.create_future()

    def receive(number: signal.Signals) -> None:
        if not received.done():
            received.set_result(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, receive, number)
    return received


def environment(asked: argparse.Namespace, sandbox: Sandbox) -> dict[str, str]:
    """What the bot is told: its token, where Telegram is, where its clock and its database are.

    A bot that starts again goes on at once by the time that this Telegram shows.
    """
    told = {"BOT_TOKEN": asked.token, "TELEGRAM_API_URL": sandbox.url}
    if asked.bot_clock:
        ahead_for = sandbox.world.clock.ahead_for
        told["DEMO_CLOCK_AHEAD_S"] = str(max(ahead_for.total_seconds(), 0))
        told["DEMO_CLOCK_PORT"] = str(urlsplit(asked.bot_clock).port or 8766)
    if asked.fresh_demo:
        # Whatever database the machine's environment names, the demo stays away from it.
        told["DATABASE_URL"] = f"sqlite:///{Path(asked.fresh_demo).resolve() / 'demo.sqlite3'}"
    return told


async def until_over(
    sandbox: Sandbox, child: BotProcess, interrupted: "asyncio.Future[signal.Signals]"
) -> int:
    """Name the address once the bot listens, then wait for its end or for a signal; the bot's exit code."""
    ended = asyncio.ensure_future(child.ended())
    listens = asyncio.ensure_future(sandbox.world.updates.bot_listens.wait())
    over: set[asyncio.Future[Any]] = {ended, interrupted}
    await asyncio.wait({*over, listens}, timeout=SLOWEST_START, return_when=asyncio.FIRST_COMPLETED)
    listens.cancel()
    if not ended.done() and not interrupted.done():
        say(f"Open {sandbox.url}/ in a browser")
        await asyncio.wait(over, return_when=asyncio.FIRST_COMPLETED)
        while ended.done() and ended.result() < 0 and not interrupted.done():
            # Killed, not ended by itself: what people said is all here, and the bot should live through it.
            say(f"The bot was killed (signal {-ended.result()}) and is started again. The chats are kept.")
            await child.restart()
            ended = asyncio.ensure_future(child.ended())
            over = {ended, interrupted}
            await asyncio.wait(over, return_when=asyncio.FIRST_COMPLETED)
    if ended.done():
        return ended.result()
    child.signal(interrupted.result())
    await asyncio.wait({ended}, timeout=PATIENCE)
    await child.stop()
    ended.cancel()
    return 0


def say(line: str) -> None:
    """Tell the person at the terminal."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """Run from the command line."""
    asked = arguments(sys.argv[1:])
    with contextlib.suppress(ImportError):
        import uvloop

        return uvloop.run(serve(asked))
    return asyncio.run(serve(asked))


if __name__ == "__main__":
    sys.exit(main())
