"""Workers are killed one after the other, and PostgreSQL once: nothing is lost, nothing doubled."""

from typing import Any

from tests.conftest import postgres_server
from tests.flows.losses import lose_workers


async def test_workers_and_their_server_are_killed_under_load_and_others_take_over(
    unused_tcp_port_factory: Any,
) -> None:
    clocks = [unused_tcp_port_factory() for _ in range(3)]
    with postgres_server() as server:
        found = await lose_workers(
            server, server.get_uri(), clocks, messages=900, kills=3, server_kills=1, rate=100
        )
    assert found.states["sent"] > 800
