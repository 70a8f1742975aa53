"""What is owed is sent once, at the pace, or ends in a named state."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries
from bot.deliveries import Claimed, Gone, Message, Moved, Outcome, Refused, Sent, TryLater, Unsure
from bot.deliveries.tables import DeliveryRow, PaceRow
from bot.vault import Vault, new_key
from tests.conftest import NOON, add_runner

RATE = 30
SECOND = timedelta(seconds=1)


async def owe(session: AsyncSession, vault: Vault, key: str = "routine:1", **changes: Any) -> bool:
    fields: dict[str, Any] = {
        "key": key,
        "kind": "routine",
        "chat_id": 1001,
        "message": Message("Warm-up"),
        "due_at": NOON,
        "now": NOON,
    }
    return await deliveries.add(session, vault, **(fields | changes))


async def row(session: AsyncSession, key: str = "routine:1") -> DeliveryRow:
    found = await session.scalars(
        select(DeliveryRow).where(DeliveryRow.key == key).execution_options(populate_existing=True)
    )
    return found.one()


async def claim_one(session: AsyncSession, vault: Vault, now: Any = NOON) -> Claimed:
    claim = await deliveries.claim(session, vault, now=now, rate=RATE, most=1)
    (claimed,) = claim.rows
    return claimed


async def test_planning_twice_owes_one_message(session: AsyncSession, vault: Vault) -> None:
    assert await owe(session, vault) is True
    assert await owe(session, vault) is False
    assert (await claim_one(session, vault)).message == Message("Warm-up")


async def test_a_message_is_not_claimed_before_it_is_due(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault, due_at=NOON + SECOND)
    assert (await deliveries.claim(session, vault, now=NOON, rate=RATE)).rows == ()
    assert await deliveries.next_due_at(session) == NOON + SECOND


async def test_the_stored_message_is_sealed(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault, message=Message("4 of 10 on the left"))
    assert b"4 of 10" not in (await row(session)).message


async def test_a_claimed_message_is_not_handed_out_again(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault)
    await claim_one(session, vault)
    later = await deliveries.claim(session, vault, now=NOON + 5 * SECOND, rate=RATE)
    assert later.rows == ()


async def test_one_chat_gets_one_message_a_second(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault, "a")
    await owe(session, vault, "b")
    first = await claim_one(session, vault)
    await deliveries.record(session, first, Sent(1), NOON)
    at_once = await deliveries.claim(session, vault, now=NOON + SECOND / 2, rate=RATE)
    assert at_once.rows == ()
    assert (await claim_one(session, vault, NOON + SECOND)).id != first.id


async def test_a_busy_chat_does_not_hold_up_another(session: AsyncSession, vault: Vault) -> None:
    for n in range(5):
        await owe(session, vault, f"busy:{n}", chat_id=1001)
    await owe(session, vault, "other", chat_id=1002, due_at=NOON + timedelta(milliseconds=100))
    await claim_one(session, vault)
    claimed = await claim_one(session, vault, NOON + timedelta(milliseconds=200))
    assert claimed.chat_id == 1002


async def test_no_second_carries_more_than_the_rate(session: AsyncSession, vault: Vault) -> None:
    for n in range(100):
        await owe(session, vault, f"r:{n}", chat_id=2000 + n)
    slots, now = [], NOON
    while claim := await deliveries.claim(session, vault, now=now, rate=RATE):
        slots += [claimed.send_at for claimed in claim.rows]
        if claim.wait_until is None:
            break
        now = max(now, claim.wait_until)
    assert len(slots) == 100
    assert max(sum(start <= at < start + SECOND for at in slots) for start in slots) <= RATE
    assert slots[-1] - slots[0] < timedelta(seconds=100 / RATE * 1.05)


async def test_advice_goes_before_what_was_scheduled(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault, "push", chat_id=1)
    await owe(session, vault, "advice", chat_id=2, lane=deliveries.ADVICE)
    assert (await claim_one(session, vault)).chat_id == 2


async def test_what_is_for_one_person_goes_before_what_is_for_a_club(
    session: AsyncSession, vault: Vault
) -> None:
    for n in range(200):
        await owe(session, vault, f"club:{n}", chat_id=-1000 - n, lane=deliveries.CLUBS)
    await owe(session, vault, "push", chat_id=7, due_at=NOON + SECOND)
    claim = await deliveries.claim(session, vault, now=NOON + SECOND, rate=1000)
    assert [claimed.chat_id for claimed in claim.rows][:2] == [7, -1000]


@pytest.mark.parametrize(
    ("outcome", "state", "reason"),
    [
        (Sent(77), "sent", None),
        (TryLater("429", 7 * SECOND), "due", "429"),
        (TryLater("NotConnected"), "due", "NotConnected"),
        (Unsure("no answer in time"), "unsure", "no answer in time"),
        (Refused('Bad Request: can\'t parse entities: tag "4 of 10"'), "dropped", None),
        (Gone("Forbidden: bot was blocked by the user"), "dropped", "Forbidden: bot was blocked by the user"),
        (Moved(-100200), "due", "moved"),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else value,
)
async def test_every_outcome_ends_in_a_named_state(
    session: AsyncSession, vault: Vault, outcome: Outcome, state: str, reason: str | None
) -> None:
    await owe(session, vault)
    assert await deliveries.record(session, await claim_one(session, vault), outcome, NOON)
    settled = await row(session)
    assert settled.state == state
    if reason:
        assert settled.reason == reason


async def test_a_refusal_keeps_no_word_of_the_message(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault)
    refusal = Refused('Bad Request: can\'t find end tag corresponding to start tag "wakes you at night"')
    await deliveries.record(session, await claim_one(session, vault), refusal, NOON)
    assert "night" not in ((await row(session)).reason or "")


async def test_a_flood_wait_holds_that_chat_back_for_its_time(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault)
    claimed = await claim_one(session, vault)
    await deliveries.record(session, claimed, TryLater("429", 7 * SECOND), NOON)
    assert (await deliveries.claim(session, vault, now=NOON + 6 * SECOND, rate=RATE)).rows == ()
    assert (await claim_one(session, vault, NOON + 7 * SECOND)).id == claimed.id


async def test_waits_grow_while_telegram_is_out_of_reach(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault)
    now, waits = NOON, []
    for _ in range(5):
        await deliveries.record(session, await claim_one(session, vault, now), TryLater("NotConnected"), now)
        waits.append((await row(session)).try_at - now)
        now = (await row(session)).try_at
    assert all(2**n * SECOND <= wait <= 1.5 * 2**n * SECOND for n, wait in enumerate(waits))


async def test_doubt_about_a_push_does_not_repeat_it(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault)
    await claim_one(session, vault)
    after = NOON + deliveries.LEASE
    assert await deliveries.recover(session, after) == 1
    assert (await row(session)).state == "unsure"
    assert (await deliveries.claim(session, vault, now=after, rate=RATE)).rows == ()


async def test_doubt_about_advice_repeats_it_once_and_says_so(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault, message=Message("Seek help"), again=Message("Again: seek help"))
    await claim_one(session, vault)
    after = NOON + deliveries.LEASE
    await deliveries.recover(session, after)
    assert SECOND <= (await row(session)).try_at - after <= 1.5 * SECOND
    repeated = await claim_one(session, vault, after + 2 * SECOND)
    assert repeated.message.text == "Again: seek help"
    await deliveries.recover(session, after + 2 * deliveries.LEASE)
    assert (await row(session)).state == "unsure"


async def test_a_claim_within_its_lease_is_left_alone(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault)
    await claim_one(session, vault)
    assert await deliveries.recover(session, NOON + deliveries.LEASE - SECOND) == 0


async def test_a_process_that_lost_its_claim_cannot_record(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault, again=Message("Again"))
    lost = await claim_one(session, vault)
    after = NOON + deliveries.LEASE
    await deliveries.recover(session, after)
    taken_over = await claim_one(session, vault, after + 2 * SECOND)
    assert await deliveries.record(session, lost, Gone("late"), after) is False
    assert await deliveries.record(session, taken_over, Sent(5), after) is True
    assert (await row(session)).state == "sent"


async def test_what_is_too_late_is_dropped_and_never_claimed(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault, expires_at=NOON + SECOND)
    assert (await deliveries.claim(session, vault, now=NOON + SECOND, rate=RATE)).rows == ()
    assert await deliveries.expire(session, NOON + SECOND) == 1
    assert (await row(session)).reason == "expired"


async def test_a_withdrawn_message_is_not_sent(session: AsyncSession, vault: Vault) -> None:
    runner_id = await add_runner(session)
    await owe(session, vault, "push", runner_id=runner_id)
    await owe(session, vault, "advice", runner_id=runner_id, kind="advice")
    assert await deliveries.withdraw(session, runner_id, NOON, kinds=("routine",)) == 1
    assert (await row(session, "push")).reason == "withdrawn"
    assert (await row(session, "advice")).state == "due"


async def test_a_message_withdrawn_in_flight_is_not_tried_again(session: AsyncSession, vault: Vault) -> None:
    runner_id = await add_runner(session)
    await owe(session, vault, runner_id=runner_id)
    claimed = await claim_one(session, vault)
    await deliveries.withdraw(session, runner_id, NOON)
    await deliveries.record(session, claimed, TryLater("NotConnected"), NOON)
    later = NOON + timedelta(minutes=10)
    assert (await deliveries.claim(session, vault, now=later, rate=RATE)).rows == ()


async def test_owed_messages_are_withdrawn_by_their_keys(session: AsyncSession, vault: Vault) -> None:
    for key in ("snooze:1:0", "snooze:1:1", "snooze:2:0"):
        await owe(session, vault, key)
    await deliveries.withdraw_keys(session, NOON, "snooze:1:0", "snooze:1:1", "snooze:1:2")
    states = [(await row(session, key)).state for key in ("snooze:1:0", "snooze:1:1", "snooze:2:0")]
    assert states == ["dropped", "dropped", "due"]


async def test_a_press_proves_that_a_doubtful_message_arrived(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault)
    await deliveries.record(session, await claim_one(session, vault), Unsure("no answer in time"), NOON)
    await deliveries.proved(session, "routine:1", NOON)
    assert (await row(session)).state == "sent"


async def test_a_moved_group_gets_everything_under_its_new_id(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault, "a", chat_id=-5)
    await owe(session, vault, "b", chat_id=-5, due_at=NOON + timedelta(hours=1))
    await deliveries.record(session, await claim_one(session, vault), Moved(-1005), NOON)
    assert [(await row(session, key)).chat_id for key in "ab"] == [-1005, -1005]


async def test_settled_deliveries_are_forgotten_after_thirty_days(
    session: AsyncSession, vault: Vault
) -> None:
    await owe(session, vault)
    await deliveries.record(session, await claim_one(session, vault), Sent(1), NOON)
    assert await deliveries.forget_settled(session, NOON + timedelta(days=30)) == 0
    assert await deliveries.forget_settled(session, NOON + timedelta(days=31)) == 1


async def test_a_clock_set_back_does_not_stop_the_line(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault, "a", chat_id=1)
    await claim_one(session, vault)
    earlier = NOON - timedelta(hours=1)
    await owe(session, vault, "b", chat_id=2, due_at=earlier)
    assert (await claim_one(session, vault, earlier)).chat_id == 2


async def test_a_message_that_cannot_be_opened_holds_up_nobody_elses(
    session: AsyncSession, vault: Vault
) -> None:
    await owe(session, Vault(new_key()), "sealed with a lost key", chat_id=1)
    await owe(session, vault, "readable", chat_id=2, due_at=NOON + SECOND)
    (claimed,) = (await deliveries.claim(session, vault, now=NOON + SECOND, rate=RATE)).rows
    assert claimed.chat_id == 2
    lost = await row(session, "sealed with a lost key")
    assert (lost.state, lost.reason) == ("dropped", "unreadable")


@pytest.mark.parametrize(
    ("minutes", "said"), [(10, "Warm-up"), (11, "It comes late.\n\nWarm-up")], ids=["in time", "late"]
)
async def test_what_comes_late_says_so(session: AsyncSession, vault: Vault, minutes: int, said: str) -> None:
    owed = deliveries.Owed("late", "routine", 1001, Message("Warm-up"), NOON, late="It comes late.")
    await deliveries.add_all(session, vault, [owed], NOON)
    claimed = await claim_one(session, vault, NOON + timedelta(minutes=minutes))
    assert claimed.message.text == said


async def test_a_page_of_messages_that_cannot_be_opened_does_not_end_the_line(
    session: AsyncSession, vault: Vault
) -> None:
    for n in range(3):
        await owe(session, Vault(new_key()), f"lost:{n}", chat_id=1 + n)
    claim = await deliveries.claim(session, vault, now=NOON, rate=RATE, most=3)
    assert (claim.rows, claim.wait_until) == ((), NOON)


async def test_a_claim_says_when_there_is_more_to_claim(session: AsyncSession, vault: Vault) -> None:
    for n in range(3):
        await owe(session, vault, f"r:{n}", chat_id=10 + n)
    first = await deliveries.claim(session, vault, now=NOON, rate=1000, most=1)
    assert first.wait_until is not None
    rest = await deliveries.claim(session, vault, now=NOON + SECOND, rate=1000, most=10)
    assert (len(rest.rows), rest.wait_until) == (2, None)


async def test_nobodys_chat_stays_in_the_pace_once_it_is_free(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault, chat_id=4242)
    await claim_one(session, vault)
    await deliveries.expire(session, NOON + 2 * SECOND)
    kept = await session.scalars(select(PaceRow.chat_id).where(PaceRow.chat_id == 4242))
    assert kept.all() == []


async def test_many_outcomes_are_recorded_together_and_only_where_the_claim_is_ours(
    session: AsyncSession, vault: Vault
) -> None:
    for n in range(4):
        await owe(session, vault, f"push:{n}", chat_id=1001 + n)
    first, second, third, fourth = (await deliveries.claim(session, vault, now=NOON, rate=1000)).rows
    lost = replace(fourth, fence=fourth.fence - 1)
    settled: list[tuple[Claimed, Outcome]] = [
        (first, Sent(7)),
        (second, Gone("blocked")),
        (third, Sent(9)),
        (lost, Sent(11)),
    ]
    assert await deliveries.record_all(session, settled, NOON) == {first.id, second.id, third.id}
    states = [(await row(session, f"push:{n}")).state for n in range(4)]
    assert states == ["sent", "dropped", "sent", "claimed"]
    sent = await row(session, "push:2")
    assert (sent.message_id, sent.attempts, sent.leased_until, sent.settled_at) == (9, 1, None, NOON)


async def test_replies_take_their_slots_before_what_is_owed(session: AsyncSession, vault: Vault) -> None:
    await owe(session, vault)
    claim = await deliveries.claim(session, vault, now=NOON, rate=RATE, replies=15)
    assert claim.rows == ()
    assert claim.wait_until
    assert 0.5 * SECOND <= claim.wait_until - NOON <= 0.52 * SECOND
    assert len((await deliveries.claim(session, vault, now=claim.wait_until, rate=RATE)).rows) == 1


async def test_however_many_replies_there_are_what_is_owed_goes_on(
    session: AsyncSession, vault: Vault
) -> None:
    await owe(session, vault)
    claim = await deliveries.claim(session, vault, now=NOON, rate=RATE, replies=10_000)
    assert claim.wait_until == NOON + SECOND


async def test_floods_of_several_chats_stop_the_line_and_slow_it(session: AsyncSession, vault: Vault) -> None:
    for n in range(4):
        await owe(session, vault, f"push:{n}", chat_id=1001 + n)
    *flooded, _last = (await deliveries.claim(session, vault, now=NOON, rate=1000)).rows
    await owe(session, vault, "later", chat_id=2001)
    for claimed in flooded:
        await deliveries.record(session, claimed, TryLater("429", 5 * SECOND), NOON)
    waits = await deliveries.claim(session, vault, now=NOON + SECOND, rate=RATE)
    assert waits.rows == ()
    assert waits.wait_until == NOON + 5 * SECOND
    goes_on = await deliveries.claim(session, vault, now=NOON + 5 * SECOND, rate=RATE)
    assert goes_on.rows


async def test_what_came_unasked_is_what_was_not_dropped_of_the_kinds_that_count(
    session: AsyncSession, vault: Vault
) -> None:
    ada, eve = await add_runner(session), await add_runner(session, chat_id=1002)
    hour = timedelta(hours=1)
    for number, (runner_id, kind, due_at) in enumerate(
        [
            (ada, "routine", NOON),
            (ada, "tip", NOON + hour),
            (ada, "snooze", NOON),
            (ada, "advice", NOON),
            (ada, "routine", NOON - 2 * hour),
            (ada, "routine", NOON + 2 * hour),
            (eve, "questionnaire", NOON),
        ]
    ):
        await owe(session, vault, f"{kind}:{number}", kind=kind, due_at=due_at, runner_id=runner_id)
    await deliveries.withdraw_keys(session, NOON, "tip:1")
    came = await deliveries.unasked(session, [ada], NOON - hour, NOON + 2 * hour)
    assert came == [(ada, NOON)]
