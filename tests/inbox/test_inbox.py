"""The inbox on both databases: kept once, each chat in its order, answered once, and then forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot import inbox
from bot.database import Session
from bot.inbox.tables import InboxRow
from bot.vault import Vault, new_key
from tests.conftest import NOON

ADA, BEN = 11, 12
SECOND = timedelta(seconds=1)


def said(update_id: int, chat_id: int = ADA, text: str = "hello") -> dict[str, Any]:
    return {"update_id": update_id, "message": {"chat": {"id": chat_id}, "text": text}}


async def taken(session: Session, vault: Vault, most: int = 10, after: timedelta = timedelta()) -> list[int]:
    return [it.id for it in await inbox.take(session, vault, NOON + after, most)]


async def answer(session: Session, *ids: int, fence: int = 1) -> None:
    """Does what they ask for, and puts them away."""
    ended = [inbox.Taken(number, fence, NOON, {}) for number in ids]
    for one in ended:
        await inbox.done(session, one)
    await inbox.put_away(session, ended, NOON)


async def test_what_comes_again_is_kept_once(session: Session, vault: Vault) -> None:
    assert await inbox.keep(session, vault, [said(1), said(2), said(1)], NOON) == 2
    assert await inbox.keep(session, vault, [said(2), said(3)], NOON) == 1
    assert await inbox.waiting(session) == (3, NOON)


async def test_nothing_to_keep_is_no_fault(session: Session, vault: Vault) -> None:
    assert await inbox.keep(session, vault, [], NOON) == 0
    assert await inbox.take(session, vault, NOON, 10) == []
    assert await inbox.waiting(session) == (0, None)


async def test_each_chat_has_its_first_taken_and_the_others_wait(session: Session, vault: Vault) -> None:
    await inbox.keep(session, vault, [said(3), said(1), said(2, BEN), said(4, BEN)], NOON)
    assert await taken(session, vault) == [1, 2]
    assert await taken(session, vault) == []
    await answer(session, 1)
    assert await taken(session, vault) == [3]


async def test_no_more_are_taken_than_asked_for_the_first_that_came_first(
    session: Session, vault: Vault
) -> None:
    await inbox.keep(session, vault, [said(n, chat_id=n) for n in range(1, 9)], NOON)
    assert await taken(session, vault, most=3) == [1, 2, 3]
    assert await taken(session, vault, most=3) == [4, 5, 6]


async def test_what_is_taken_is_what_telegram_sent(session: Session, vault: Vault) -> None:
    await inbox.keep(session, vault, [said(1, text="7 of 10")], NOON)
    [one] = await inbox.take(session, vault, NOON + SECOND, 10)
    assert (one.update, one.arrived_at) == (said(1, text="7 of 10"), NOON)


async def test_what_is_said_is_sealed_and_gone_once_it_is_answered(session: Session, vault: Vault) -> None:
    await inbox.keep(session, vault, [said(1, text="7 of 10")], NOON)
    stored = (await session.scalars(select(InboxRow.said))).one()
    assert stored
    assert b"7 of 10" not in stored
    await taken(session, vault)
    await answer(session, 1)
    [row] = (await session.execute(select(InboxRow.said, InboxRow.chat_id, InboxRow.leased_until))).all()
    assert tuple(row) == (None, None, None)


async def test_one_that_was_answered_and_comes_again_is_not_taken(session: Session, vault: Vault) -> None:
    await inbox.keep(session, vault, [said(1)], NOON)
    await taken(session, vault)
    await answer(session, 1)
    assert await inbox.keep(session, vault, [said(1)], NOON + timedelta(hours=20)) == 0
    assert await taken(session, vault, after=timedelta(hours=20)) == []


async def test_who_died_while_answering_is_followed_by_another_when_the_lease_ran_out(
    session: Session, vault: Vault
) -> None:
    await inbox.keep(session, vault, [said(1)], NOON)
    assert await taken(session, vault) == [1]
    assert await taken(session, vault, after=inbox.LEASE - SECOND) == []
    assert await taken(session, vault, after=inbox.LEASE) == [1]
    with pytest.raises(inbox.TakenOver):
        await answer(session, 1)
    await answer(session, 1, fence=2)
    await answer(session, 1, fence=2)


async def test_a_chat_goes_on_when_what_was_said_to_it_is_on_its_way(session: Session, vault: Vault) -> None:
    await inbox.keep(session, vault, [said(1), said(2)], NOON)
    [first] = await inbox.take(session, vault, NOON, 10)
    await inbox.done(session, first)
    assert await taken(session, vault) == []
    await inbox.put_away(session, [first], NOON)
    assert await taken(session, vault) == [2]


async def test_who_died_after_doing_it_is_followed_by_the_next_of_its_chat_and_it_is_not_done_again(
    session: Session, vault: Vault
) -> None:
    await inbox.keep(session, vault, [said(1), said(2), said(3)], NOON)
    [first] = await inbox.take(session, vault, NOON, 10)
    await inbox.done(session, first)
    assert await taken(session, vault, after=inbox.LEASE - SECOND) == []
    assert await taken(session, vault, after=inbox.LEASE) == [2]
    assert await inbox.give_up(session, NOON + inbox.LEASE) == []
    assert (await inbox.waiting(session))[0] == 2


async def test_who_knows_to_be_alone_does_nothing_again_that_was_done(session: Session, vault: Vault) -> None:
    await inbox.keep(session, vault, [said(1), said(2)], NOON)
    [first] = await inbox.take(session, vault, NOON, 10)
    await inbox.done(session, first)
    await inbox.release(session, NOON)
    assert await taken(session, vault) == [2]


async def test_what_another_process_has_by_now_is_put_away_by_nobody_else(
    session: Session, vault: Vault
) -> None:
    await inbox.keep(session, vault, [said(1)], NOON)
    [first] = await inbox.take(session, vault, NOON, 10)
    assert await taken(session, vault, after=inbox.LEASE) == [1]
    await inbox.put_away(session, [first], NOON)
    assert (await inbox.waiting(session))[0] == 1


async def test_who_is_still_at_it_keeps_it(session: Session, vault: Vault) -> None:
    await inbox.keep(session, vault, [said(1), said(2, BEN)], NOON)
    first, other = await inbox.take(session, vault, NOON, 10)
    half = inbox.LEASE / 2
    await inbox.renew(session, [first], NOON + half)
    assert await taken(session, vault, after=inbox.LEASE) == [other.id]
    await inbox.renew(session, [first, other], NOON + inbox.LEASE)
    assert await taken(session, vault, after=inbox.LEASE + half) == []
    await inbox.done(session, first)
    with pytest.raises(inbox.TakenOver):
        await inbox.done(session, other)


async def test_who_knows_to_be_alone_takes_up_at_once_what_was_left(session: Session, vault: Vault) -> None:
    await inbox.keep(session, vault, [said(1)], NOON)
    await taken(session, vault)
    await inbox.release(session, NOON)
    assert await taken(session, vault) == [1]


async def test_one_that_ended_three_processes_is_put_away_and_its_chat_goes_on(
    session: Session, vault: Vault
) -> None:
    await inbox.keep(session, vault, [said(1), said(2)], NOON)
    for n in range(inbox.GIVEN_UP_AFTER):
        assert await inbox.give_up(session, NOON + inbox.LEASE * n) == []
        assert await taken(session, vault, after=inbox.LEASE * n) == [1]
    late = inbox.LEASE * inbox.GIVEN_UP_AFTER
    assert await taken(session, vault, after=late) == []
    assert await inbox.give_up(session, NOON + late - SECOND) == []
    assert await inbox.give_up(session, NOON + late) == [1]
    assert await taken(session, vault, after=late) == [2]


async def test_numbers_are_remembered_for_longer_than_telegram_repeats_itself(
    session: Session, vault: Vault
) -> None:
    await inbox.keep(session, vault, [said(1), said(2, BEN)], NOON)
    await taken(session, vault)
    await answer(session, 1)
    assert await inbox.forget(session, NOON + timedelta(days=1)) == 0
    assert await inbox.forget(session, NOON + timedelta(days=2, seconds=1)) == 1
    assert await inbox.waiting(session) == (1, NOON)


async def test_one_that_no_key_opens_is_passed_over(session: Session, vault: Vault) -> None:
    await inbox.keep(session, Vault(new_key()), [said(1)], NOON)
    [one] = await inbox.take(session, vault, NOON, 10)
    assert one.update == {"update_id": 1}


@pytest.mark.parametrize(
    ("update", "chat_id"),
    [
        ({"message": {"chat": {"id": 5}}}, 5),
        ({"callback_query": {"id": "1", "from": {"id": 7}, "message": {"chat": {"id": -6}}}}, -6),
        ({"my_chat_member": {"chat": {"id": -7}, "from": {"id": 5}}}, -7),
        ({"callback_query": {"id": "1", "from": {"id": 7}}}, 0),
        ({"callback_query": {"id": "1", "message": None}}, 0),
        ({"poll": {"id": "5"}}, 0),
        ({"message": {"chat": {"id": "no number"}}}, 0),
        ({}, 0),
    ],
    ids=["message", "press", "membership", "inline press", "old press", "poll", "forged", "nothing"],
)
async def test_the_chat_of_an_update_is_found_whatever_its_kind(
    session: Session, vault: Vault, update: dict[str, Any], chat_id: int
) -> None:
    await inbox.keep(session, vault, [{"update_id": 1, **update}], NOON)
    assert (await session.scalars(select(InboxRow.chat_id))).one() == chat_id


async def test_of_a_press_only_what_is_read_is_kept_and_none_of_our_own_words(
    session: Session, vault: Vault
) -> None:
    message = {"message_id": 7, "date": 1, "chat": {"id": ADA}, "text": "Rest", "reply_markup": {"x": 1}}
    pressed = {"update_id": 1, "callback_query": {"id": "q", "data": "today", "message": message}}
    await inbox.keep(session, vault, [pressed], NOON)
    (one,) = await inbox.take(session, vault, NOON, 10)
    kept = one.update["callback_query"]
    assert kept["data"] == "today"
    assert kept["message"] == {"message_id": 7, "date": 1, "chat": {"id": ADA}}


async def test_a_clock_that_went_back_keeps_no_chat_from_its_answer(session: Session, vault: Vault) -> None:
    await inbox.keep(session, vault, [said(1)], NOON)
    assert await taken(session, vault) == [1]
    back = -timedelta(hours=1)
    await inbox.clock_went_back(session, NOON + back)
    assert await taken(session, vault, after=back) == []
    assert await taken(session, vault, after=back + inbox.LEASE) == [1]
