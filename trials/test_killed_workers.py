"""One of three workers killed twenty times under load, and PostgreSQL itself twice."""

from typing import Any

from tests.conftest import postgres_server
from tests.flows.losses import lose_workers


async def test_twenty_kills_of_workers_and_two_of_their_server(unused_tcp_port_factory: Any) -> None:
    clocks = [unused_tcp_port_factory() for _ in range(3)]
    with postgres_server() as server:
        found = await lose_workers(
            server, server.get_uri(), clocks, messages=12_000, kills=20, server_kills=2, rate=150
        )
    print(f"\nafter {found.kills} deaths: {dict(found.states)}, said again {found.repeated}")
