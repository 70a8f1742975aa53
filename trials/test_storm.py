"""Ten thousand random updates from many people at once: nothing crashes, and nobody is told of another."""

from pathlib import Path

from tests.flows.test_leaks import weather


async def test_ten_thousand_random_updates(tmp_path: Path) -> None:
    await weather(tmp_path, 10_000)
