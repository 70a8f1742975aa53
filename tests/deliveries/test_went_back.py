"""A clock that is set back an hour holds up nothing that was to take a second or a minute."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries
from bot.deliveries import ADVICE, Sent, TryLater
from bot.vault import Vault
from tests.conftest import NOON
from tests.deliveries.test_ledger import RATE, SECOND, claim_one, owe, row

BACK = NOON - timedelta(hours=1)
MINUTE = timedelta(minutes=1)


async def test_a_chat_that_just_heard_hears_again_within_seconds(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault)
    await deliveries.record(session, await claim_one(session, vault), Sent(1), NOON)
    await owe(session, vault, "next", due_at=BACK)
    assert not (await deliveries.claim(session, vault, now=BACK + MINUTE, rate=RATE)).rows
    await deliveries.clock_went_back(session, BACK)
    assert (await claim_one(session, vault, BACK + 3 * SECOND)).key == "next"


async def test_a_new_try_and_a_lease_take_as_long_as_ever(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault)
    await deliveries.record(session, await claim_one(session, vault), TryLater("NotConnected"), NOON)
    await owe(session, vault, "held", chat_id=1002)
    await claim_one(session, vault, NOON + SECOND)
    await deliveries.clock_went_back(session, BACK)
    assert (await row(session)).try_at == BACK + MINUTE
    assert await deliveries.recover(session, BACK) == 0, "who holds it may be about to record it"
    assert await deliveries.recover(session, BACK + deliveries.LEASE) == 1


async def test_advice_does_not_wait_for_the_hour_to_come_again(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault, "advice", lane=ADVICE)
    await owe(session, vault, "tomorrow", lane=ADVICE, chat_id=1002, due_at=NOON + timedelta(days=1))
    await owe(session, vault, "routine", chat_id=1003)
    for _ in range(2):  # by each of several processes
        await deliveries.clock_went_back(session, BACK)
    assert (await row(session, "advice")).try_at == BACK
    # What is wanted at an hour of the day waits for that hour.
    assert (await row(session, "routine")).try_at == NOON
    assert (await row(session, "tomorrow")).try_at == NOON + timedelta(days=1)
