"""Flood limits stop what Telegram stops, say how long to wait, and let through what it lets through."""

import pytest
import telegram
from telegram.error import RetryAfter

from sandbox import Sandbox
from sandbox.limits import (
    BOT_PER_SECOND,
    BOT_TOLERANCE,
    EDITS_PER_MINUTE,
    GROUP_PER_MINUTE,
    PRIVATE_BURST,
    Limits,
)
from sandbox.shapes import Refusal

GROUP = -100


def passes(
    limits: Limits, now: float, chat_id: int, *, edit: bool = False, count: int = 1, paid: bool = False
) -> bool:
    """Whether a message passes at a second."""
    try:
        limits.admit(now, chat_id, edit=edit, count=count, paid=paid)
    except Refusal as refusal:
        return refusal.code != 429
    return True


def test_the_whole_bot_has_thirty_a_second_and_a_little() -> None:
    limits = Limits()
    passed = [passes(limits, 0.5, person) for person in range(1, 60)]
    assert sum(passed) == BOT_PER_SECOND + BOT_TOLERANCE
    assert not passes(limits, 1.49, 100)
    assert passes(limits, 1.5, 101)


def test_thirty_a_second_evenly_spread_never_meets_the_limit() -> None:
    limits = Limits()
    assert all(passes(limits, number / BOT_PER_SECOND, 1000 + number) for number in range(300))


def test_paid_broadcasts_go_up_to_a_thousand() -> None:
    limits = Limits()
    assert sum(passes(limits, 0, person, paid=True) for person in range(1, 1200)) == 1000


def test_one_person_gets_a_short_burst_then_one_a_second() -> None:
    limits = Limits()
    assert sum(passes(limits, 0, 7) for _ in range(20)) == PRIVATE_BURST
    assert not passes(limits, 0.9, 7)
    assert passes(limits, 1.0, 7)
    assert not passes(limits, 1.1, 7)
    assert passes(limits, 1.1, 8)
    assert all(passes(limits, 10.0 + second, 7) for second in range(60))


def test_a_group_takes_twenty_a_minute_edits_included() -> None:
    limits = Limits()
    sent = [passes(limits, float(second), GROUP, edit=second % 2 == 1) for second in range(30)]
    assert sent == [True] * GROUP_PER_MINUTE + [False] * 10
    assert not passes(limits, 59.9, GROUP)
    assert passes(limits, 60.0, GROUP)


def test_edits_in_private_are_policed_where_that_is_asked_for() -> None:
    assert all(passes(Limits(), 0.0, 7, edit=True) for _ in range(99))
    limits = Limits(police_edits=True)
    assert [passes(limits, at, 7, edit=True) for at in (0.0, 0.9, 1.0)] == [True, False, True]
    passed = [passes(limits, 2.0 + second, 7, edit=True) for second in range(30)]
    assert passed == [True] * (EDITS_PER_MINUTE - 2) + [False] * 12
    assert passes(limits, 2.0, 8, edit=True), "each chat for itself"


def test_an_album_counts_each_of_its_items() -> None:
    limits = Limits()
    assert passes(limits, 0, GROUP, count=10)
    assert passes(limits, 2, GROUP, count=10)
    assert not passes(limits, 4, GROUP)


def test_the_wait_is_in_whole_seconds_and_enough() -> None:
    limits = Limits()
    for _ in range(GROUP_PER_MINUTE):
        limits.admit(0.0, GROUP, edit=True)
    with pytest.raises(Refusal) as refused:
        limits.admit(10.5, GROUP, edit=True)
    assert refused.value.parameters == {"retry_after": 50}
    limits.admit(60.5, GROUP, edit=True)


def test_a_refused_message_costs_nothing() -> None:
    limits = Limits()
    assert sum(passes(limits, 0, 7) for _ in range(100)) == PRIVATE_BURST
    assert passes(limits, 1.0, 7)


async def test_the_bot_is_told_how_long_to_wait() -> None:
    async with Sandbox() as sandbox:
        ada = sandbox.add_person("Ada", started=True).id
        async with telegram.Bot(sandbox.token, f"{sandbox.url}/bot") as ptb:
            for _ in range(PRIVATE_BURST):
                await ptb.send_message(ada, "x")
            with pytest.raises(RetryAfter) as refused:
                await ptb.send_message(ada, "x")
        assert refused.value._retry_after.total_seconds() == 1
        assert sandbox.requests[-1]["error"] == "Too Many Requests: retry after 1"
        assert len(sandbox.messages(ada)) == PRIVATE_BURST
