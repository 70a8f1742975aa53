"""How the deliveries stand: every message is counted once, under what became of it."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries
from bot.deliveries import Gone, OfKind, Outcome, Sent, TryLater, Unsure
from bot.vault import Vault
from tests.conftest import NOON
from tests.deliveries.test_ledger import owe

SECOND = timedelta(seconds=1)


async def test_nothing_owed_is_nothing_counted(session: AsyncSession) -> None:
    found = await deliveries.stats(session, NOON)
    assert (found.kinds, found.total, found.late_for, found.percent) == ({}, OfKind(), None, 100)


async def test_every_message_is_counted_under_what_became_of_it(session: AsyncSession, vault: Vault) -> None:
    for n in range(6):
        await owe(session, vault, f"routine:{n}", chat_id=1001 + n, due_at=NOON - timedelta(minutes=n))
    claim = await deliveries.claim(session, vault, now=NOON, rate=1000)
    outcomes: list[Outcome] = [Sent(1), Sent(2), Gone("blocked"), Unsure("no answer")]
    for claimed, outcome in zip(claim.rows, outcomes, strict=False):
        await deliveries.record(session, claimed, outcome, NOON)
    await owe(session, vault, "late", kind="tip", chat_id=2001, due_at=NOON - timedelta(minutes=9))
    await owe(session, vault, "later", kind="tip", chat_id=2001, due_at=NOON + timedelta(hours=1))
    found = await deliveries.stats(session, NOON + SECOND)
    assert found.kinds == {
        "routine": OfKind(claimed=2, sent=2, sent_last_minute=2, dropped=1, unsure=1),
        "tip": OfKind(due=1, later=1),
    }
    assert found.total == OfKind(1, 1, 2, 2, 2, 1, 1)
    assert found.dropped == {"blocked": 1}
    assert found.late_for == timedelta(minutes=9) + SECOND
    next_day = await deliveries.stats(session, NOON + timedelta(days=1, seconds=1))
    assert next_day.kinds["routine"] == OfKind(claimed=2)
    assert next_day.dropped == {}


async def test_a_slower_line_is_said(session: AsyncSession, vault: Vault) -> None:
    for n in range(3):
        await owe(session, vault, f"routine:{n}", chat_id=1001 + n)
    for claimed in (await deliveries.claim(session, vault, now=NOON, rate=1000)).rows:
        await deliveries.record(session, claimed, TryLater("429", 5 * SECOND), NOON)
    assert (await deliveries.stats(session, NOON)).percent == 50
    assert (await deliveries.stats(session, NOON + 20 * SECOND)).percent == 70
