"""The deliveries of an announcement: counted by themselves, and taken back as a whole."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries
from bot.deliveries import Gone, Message, OfAnnouncement, Owed, Sent
from bot.vault import Vault
from tests.conftest import NOON

HOUR = timedelta(hours=1)


async def owe(session: AsyncSession, vault: Vault, announcement_id: int | None, *later: timedelta) -> None:
    owed = [
        Owed(
            key=f"{announcement_id}:{n}",
            kind="announcement",
            chat_id=5000 + n,
            message=Message("Hello"),
            due_at=NOON + wait,
            lane=deliveries.ANNOUNCED,
            announcement_id=announcement_id,
        )
        for n, wait in enumerate(later)
    ]
    await deliveries.add_all(session, vault, owed, NOON)


async def claim(session: AsyncSession, vault: Vault, most: int) -> list[deliveries.Claimed]:
    return list((await deliveries.claim(session, vault, now=NOON, rate=1000, most=most)).rows)


async def test_an_announcement_is_counted_by_what_became_of_it(session: AsyncSession, vault: Vault) -> None:
    now = timedelta(0)
    await owe(session, vault, 7, now, now, now, now, HOUR)
    await owe(session, vault, 8, HOUR)
    await owe(session, vault, None, HOUR)
    sent, gone, _ = await claim(session, vault, 3)
    await deliveries.record(session, sent, Sent(1), NOON)
    await deliveries.record(session, gone, Gone("blocked"), NOON)
    found = await deliveries.of_announcement(session, 7, NOON)
    assert found == OfAnnouncement(due=1, later=1, claimed=1, sent=1, dropped=1)
    assert await deliveries.of_announcement(session, 9, NOON) == OfAnnouncement()


async def test_taken_back_it_goes_to_nobody_more_and_one_in_flight_is_not_tried_again(
    session: AsyncSession, vault: Vault
) -> None:
    now = timedelta(0)
    await owe(session, vault, 7, now, now, HOUR)
    await owe(session, vault, 8, HOUR)
    (flying,) = await claim(session, vault, 1)
    assert await deliveries.withdraw_announcement(session, 7, NOON) == 2
    assert await claim(session, vault, 9) == []
    await deliveries.record(session, flying, deliveries.TryLater("429", HOUR), NOON)
    await deliveries.expire(session, NOON)
    assert await deliveries.of_announcement(session, 7, NOON) == OfAnnouncement(dropped=3)
    assert (await deliveries.of_announcement(session, 8, NOON)).later == 1


async def test_what_waits_for_its_slot_is_counted_by_lane(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault, 7, timedelta(0), timedelta(0), HOUR)
    assert await deliveries.due_now(session, deliveries.ANNOUNCED, NOON) == 2
    assert await deliveries.due_now(session, deliveries.SCHEDULED, NOON) == 0
