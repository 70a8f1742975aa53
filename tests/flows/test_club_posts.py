"""Warm-ups in groups, topics and channels: each once, at the pace, and what follows a refusal."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import clubs, deliveries
from bot.clubs import Club, Kind, Tap
from bot.deliveries import Message
from bot.deliveries.tables import DeliveryRow
from sandbox import Chat, Json
from tests.clubs.making import EVENING, MONDAY, POST_AT, make_club, make_run
from tests.flows.town import Town

SECOND = timedelta(seconds=1)
HEALTH = ("pain", "hurt", "injur", "sore", "red flag", "check-in", "symptom", "ache", "doctor")


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town on a Monday at ten with flood limits, where Ada has opened the private chat."""
    async with Town(f"sqlite:///{tmp_path}/town.sqlite3", MONDAY, policed=True) as opened:
        opened.sandbox.add_person("Ada", id=1001, started=True)
        yield opened
        assert [r for r in opened.sandbox.requests if r["status"] == 429] == []
        for chat in opened.sandbox.world.chats.values():
            said = " ".join(_said(m) for m in posts(opened, chat)).lower()
            assert chat.is_private or not [word for word in HEALTH if word in said]


def gather(town: Town, type: str = "supergroup", *, is_forum: bool = False) -> Chat:
    """A chat of Ada's with the bot in it."""
    chat = town.sandbox.add_chat(type, "Harriers <3", [1001], 1001, is_forum=is_forum)
    town.sandbox.add_member(chat.id, "bot", 1001)
    return chat


async def found(
    town: Town, chat: Chat, thread_id: int | None = None, kind: Kind = Kind.GROUP, place: str | None = None
) -> Club:
    """A club there with a run every evening."""
    await town.idle()
    async with town.database.begin() as session:
        club = await make_club(session, chat.id, thread_id, title=chat.title or "", kind=kind)
        await make_run(session, club, at=EVENING, place=place)
    return club


def posts(town: Town, chat: Chat) -> list[Json]:
    """The warm-ups in a chat."""
    return [m for m in town.sandbox.messages(chat.id) if "run at" in _said(m)]


def _said(message: Json) -> str:
    return str(message.get("text") or message.get("caption") or "")


def told(town: Town) -> list[str]:
    """What Ada was told in private of her clubs."""
    said = [_said(m) for m in town.sandbox.messages(1001)]
    return [text for text in said if "Harriers" in text and "I can post" not in text]


async def test_a_warm_up_is_posted_once_before_each_run(town: Town) -> None:
    chat = gather(town)
    await found(town, chat, place="https://maps.example.org/a?b=1&c=2")
    await town.wait_until(POST_AT - SECOND)
    assert posts(town, chat) == []
    await town.wait_until(POST_AT)
    await town.restart()
    await town.wait(SECOND)
    (post,) = posts(town, chat)
    assert _said(post).splitlines()[:2] == ["🔥 Harriers <3, run at 18:30", "Where: maps.example.org"]
    assert "Leg swings" in _said(post)
    row = post["reply_markup"]["inline_keyboard"][0]
    assert [button["text"] for button in row] == ["I'm in", "Done"]
    await town.wait(timedelta(days=1))
    assert len(posts(town, chat)) == 2


async def test_what_was_planned_before_a_crash_goes_out_once_after_it(town: Town) -> None:
    chat = gather(town)
    await found(town, chat)
    town.clock.move_to(POST_AT)
    await town.bot.club_posts.plan()
    await town.restart()
    await town.wait(SECOND)
    await town.wait(SECOND)
    assert len(posts(town, chat)) == 1


async def test_quiet_weeks_are_quiet(town: Town) -> None:
    chat = gather(town)
    club = await found(town, chat)
    async with town.database.begin() as session:
        await clubs.change(session, club.id, MONDAY, quiet_until=clubs.quiet_through(1, MONDAY.date()))
    for day in range(8):
        await town.wait_until(POST_AT + timedelta(days=day))
        # The week's challenge, due since the morning of a clock that jumps, goes first at a group's pace.
        await town.wait(3 * SECOND)
        assert len(posts(town, chat)) == (1 if day == 7 else 0)


@pytest.mark.parametrize("pressed", ["removed:", "quiet:1"])
async def test_what_is_owed_already_is_not_posted_once_its_club_is_removed_or_quiet(
    town: Town, pressed: str
) -> None:
    chat = gather(town)
    club = await found(town, chat)
    town.clock.move_to(POST_AT)
    await town.bot.club_posts.plan()
    (hello,) = [m for m in town.sandbox.messages(chat.id) if "Steady Hips for your club" in _said(m)]
    await town.sandbox.press(1001, f"club:{club.id}:{pressed}", hello["message_id"], chat_id=chat.id)
    await town.idle()
    await town.wait(4 * SECOND)
    assert posts(town, chat) == []


async def test_three_hundred_taps_in_a_minute_are_at_most_twenty_edits_with_the_right_count(
    town: Town,
) -> None:
    chat = gather(town)
    await found(town, chat)
    await town.wait_until(POST_AT)
    (post,) = posts(town, chat)
    post_id = int(post["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split(":")[1])
    began_at = town.clock.now()
    for second in range(60):
        async with town.database.begin() as session:
            for n in range(5):
                await clubs.tap(
                    session,
                    town.bot.club_posts.vault,
                    post_id=post_id,
                    chat_id=chat.id,
                    message_id=post["message_id"],
                    person_id=5000 + second * 5 + n,
                    what=Tap.DONE,
                    now=town.clock.now(),
                )
        # What the work of a second takes is a part of that second.
        await town.wait_until(max(town.clock.now(), began_at + (second + 1) * SECOND))
    edits = [r for r in town.sandbox.requests if r["method"] == "editMessageReplyMarkup"]
    assert 5 <= len(edits) <= 20
    await town.wait(timedelta(seconds=10))
    (post,) = posts(town, chat)
    assert [b["text"] for b in post["reply_markup"]["inline_keyboard"][0]] == ["I'm in", "Done · 300"]


async def test_refused_in_a_group_the_club_is_silent_and_its_administrator_told_once(town: Town) -> None:
    chat = gather(town)
    club = await found(town, chat)
    # The notice of being removed may be lost; then the refusal tells.
    town.sandbox.add_fault("403", chat_id=chat.id, times=10)
    for day in range(3):
        await town.wait_until(POST_AT + timedelta(days=day))
        await town.wait(2 * SECOND)
    assert posts(town, chat) == []
    assert len(told(town)) == 1
    async with town.database.begin() as session:
        kept = await clubs.get(session, club.id)
    assert kept
    assert kept.silenced
    # We are out of it, as we would be had the notice come: its settings are forgotten in time.
    assert kept.left
    assert "30 days" in str(told(town))


async def test_a_group_that_becomes_a_supergroup_gets_its_post_once(town: Town) -> None:
    chat = gather(town, "group")
    club = await found(town, chat)
    town.clock.move_to(POST_AT)
    await town.bot.club_posts.plan()
    new = town.sandbox.migrate(chat.id)
    for _ in range(4):
        await town.wait(2 * SECOND)
    assert len(posts(town, new)) == 1
    assert posts(town, chat) == []
    async with town.database.begin() as session:
        assert [it.id for it in await clubs.of_chat(session, new.id)] == [club.id]


async def test_a_count_that_meets_the_move_of_a_group_moves_its_club_too(
    town: Town,
) -> None:
    chat = gather(town, "group")
    club = await found(town, chat)
    await town.wait_until(POST_AT)
    (post,) = posts(town, chat)
    data = post["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await town.sandbox.press(1001, data, post["message_id"], chat_id=chat.id)
    # The call of the count is the first that hears of it.
    new = town.sandbox.add_chat("supergroup", "Harriers <3", [1001], 1001)
    town.sandbox.add_member(new.id, "bot", 1001)
    moved = {"method": "editMessageReplyMarkup", "chat_id": chat.id, "migrate_to_chat_id": new.id}
    town.sandbox.add_fault("migrated", times=1, **moved)
    await town.wait(timedelta(seconds=10))
    await town.wait(timedelta(seconds=10))
    async with town.database.begin() as session:
        assert [it.id for it in await clubs.of_chat(session, new.id)] == [club.id]
        assert await clubs.of_chat(session, chat.id) == []
    edited = [r for r in town.sandbox.requests if r["method"] == "editMessageReplyMarkup"]
    # What was posted stays in the old chat, where nothing can be changed any more.
    assert [r["parameters"]["chat_id"] for r in edited] == [chat.id]


async def test_clubs_hold_up_no_message_to_one_person(town: Town) -> None:
    chats = [gather(town) for _ in range(20)]
    for chat in chats:
        await found(town, chat)
    people = [town.sandbox.add_person("Ben", id=2000 + n, started=True).id for n in range(20)]
    # Owed before the clock gets there, and due a second after the clubs: only the lane puts them first.
    a_second_later = POST_AT + timedelta(seconds=1)
    async with town.database.begin() as session:
        for person_id in people:
            await deliveries.add(
                session,
                town.bot.ticks.vault,
                key=f"routine:{person_id}",
                kind="routine",
                chat_id=person_id,
                message=Message("Warm-up"),
                due_at=a_second_later,
                now=POST_AT,
            )
    before = len(town.sandbox.requests)
    await town.wait_until(a_second_later)
    asked = [r["parameters"] for r in town.sandbox.requests[before:] if r["method"] == "sendMessage"]
    assert [it["chat_id"] for it in asked[:20]] == people
    assert sorted(it["chat_id"] for it in asked[20:]) == sorted(chat.id for chat in chats)


async def test_a_closed_topic_falls_back_to_general_and_is_told_of_once(town: Town) -> None:
    chat = gather(town, is_forum=True)
    topic = town.sandbox.add_topic(chat.id, "Runs")
    await found(town, chat, topic.message_thread_id)
    town.sandbox.close_topic(chat.id, topic.message_thread_id)
    for day in range(2):
        await town.wait_until(POST_AT + timedelta(days=day))
        await town.wait(4 * SECOND)
    assert [m.get("message_thread_id") for m in posts(town, chat)] == [None, None]
    assert len(told(town)) == 1


async def test_a_deleted_topic_is_told_to_every_administrator_who_is_known_once(town: Town) -> None:
    chat, second = gather(town, is_forum=True), town.arrive("Bruno", 1002)
    await second.says("/help")
    topic = town.sandbox.add_topic(chat.id, "Runs")
    await found(town, chat, topic.message_thread_id)
    async with town.database.begin() as session:
        (club,) = await clubs.of_chat(session, chat.id)
        await clubs.tell(session, club.id, second.id)
    town.sandbox.delete_topic(chat.id, topic.message_thread_id)
    for day in range(2):
        await town.wait_until(POST_AT + timedelta(days=day))
        await town.wait(4 * SECOND)
    assert [m.get("message_thread_id") for m in posts(town, chat)] == [None, None]
    assert len(told(town)) == 1
    assert [m for m in second.heard if "the topic is closed" in str(m.get("text"))] == [second.heard[-1]]


async def test_two_clubs_in_one_forum_post_each_in_its_topic(town: Town) -> None:
    chat = gather(town, is_forum=True)
    topics = [town.sandbox.add_topic(chat.id, name).message_thread_id for name in ("Early", "Late")]
    for topic in topics:
        await found(town, chat, topic)
    await town.wait_until(POST_AT)
    await town.wait(4 * SECOND)
    assert [m.get("message_thread_id") for m in posts(town, chat)] == topics


async def test_a_channel_that_takes_the_right_to_post_away_is_paused_and_told_of_once(town: Town) -> None:
    chat = gather(town, "channel")
    await found(town, chat, kind=Kind.CHANNEL)
    await town.wait_until(POST_AT)
    assert len(posts(town, chat)) == 1
    town.sandbox.promote(chat.id, "bot", {"can_manage_chat": True}, 1001)
    for day in range(1, 3):
        await town.wait_until(POST_AT + timedelta(days=day))
        await town.wait(2 * SECOND)
    assert len(posts(town, chat)) == 1
    assert len(told(town)) == 1


async def test_five_hundred_clubs_due_at_one_minute_are_each_posted_once(tmp_path: Path) -> None:
    async with Town(f"sqlite:///{tmp_path}/town.sqlite3", MONDAY, limits=True) as town:
        chats = []
        town.sandbox.add_person("Ada", id=1001, started=True)
        # They were not all added in one second: their greetings are none of this test's pace.
        town.sandbox.world.limits.is_on = False
        for _ in range(500):
            chats.append(gather(town))
        for chat in chats:
            await town.sandbox.heard(chat.id, wait_for=30.0)
        await town.idle()
        town.sandbox.world.limits.is_on = True
        async with town.database.begin() as session:
            for chat in chats:
                await make_run(session, await make_club(session, chat.id))
        town.clock.move_to(POST_AT)
        await town.bot.club_posts.plan()
        await town.bot.line.send()
        await town.bot.line.settle()
        assert [len(posts(town, chat)) for chat in chats] == [1] * 500
        assert [r for r in town.sandbox.requests if r["status"] != 200] == []
        async with town.database.begin() as session:
            assert {row.state for row in await session.scalars(select(DeliveryRow))} == {"sent"}


async def test_a_warm_up_whose_run_has_begun_is_counted_as_dropped(town: Town) -> None:
    chat = gather(town)
    await found(town, chat)
    await town.wait_until(POST_AT + timedelta(hours=2))
    async with town.database.begin() as session:
        stats = await deliveries.stats(session, town.clock.now())
    assert (posts(town, chat), stats.dropped) == ([], {"expired": 1})
    await town.wait_until(POST_AT + timedelta(days=1))
    assert len(posts(town, chat)) == 1
