"""The week of a club: a challenge that is counted by the day, a digest of totals, a tip in channels."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot import clubs, deliveries
from bot.clubs import Club, Kind, Weekly
from sandbox import Chat, Json
from tests.clubs.making import make_club, make_run
from tests.flows.town import Town

SUNDAY = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MONDAY_AT_9 = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # in Berlin
SUNDAY_AT_20 = datetime(2026, 11, 29, 19, 0, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
PEOPLE = range(2001, 2007)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town on a Sunday with flood limits and six runners."""
    async with Town(f"sqlite:///{tmp_path}/town.sqlite3", SUNDAY, policed=True) as opened:
        opened.sandbox.add_person("Ada", id=1001, started=True)
        for number in PEOPLE:
            opened.sandbox.add_person(f"Zebulon{number}", id=number)
        yield opened
        assert [r for r in opened.sandbox.requests if r["status"] in (400, 429)] == []
        said = " ".join(
            str(m)
            for chat in opened.sandbox.world.chats.values()
            if not chat.is_private
            for m in said_in(chat)
        )
        assert "Zebulon" not in said


async def club_in(town: Town, type: str = "supergroup") -> tuple[Chat, Club]:
    """A club in a chat with everybody in it."""
    chat = town.sandbox.add_chat(type, "Harriers", [1001, *PEOPLE], 1001)
    town.sandbox.add_member(chat.id, "bot", 1001)
    await town.sandbox.heard(1001 if type == "channel" else chat.id)
    await town.idle()
    kind = Kind.CHANNEL if type == "channel" else Kind.GROUP
    async with town.database.begin() as session:
        return chat, await make_club(session, chat.id, kind=kind, now=SUNDAY)


def said_in(chat: Chat) -> list[Json]:
    """What the bot posted there by itself."""
    said = [m for m in chat.messages.values() if "text" in m or "caption" in m]
    return [m for m in said if "Steady Hips for your club" not in text_of(m)]


def text_of(message: Json) -> str:
    """Its text or caption."""
    return str(message.get("text") or message.get("caption"))


async def through(town: Town, until: datetime) -> None:
    """From one instant at which something is due to the next, until then."""
    while town.clock.now() < until:
        async with town.database.begin() as session:
            next_at = [await room.next_due_at(session) for room in (clubs, deliveries)]
        # What is due at this very instant needs the next one to go out.
        due = [max(at, town.clock.now() + SECOND) for at in next_at if at]
        await town.wait_until(min([*due, until]))
    # What is due by then may wait for its turn in a chat, behind edits.
    late = 60
    while late and await _owed_by(town, until):
        late -= 1
        await town.wait(SECOND)
    assert late, "something that was due never went out"
    for _ in range(5):
        await town.wait(SECOND)


async def _owed_by(town: Town, instant: datetime) -> bool:
    async with town.database.begin() as session:
        next_at = [await room.next_due_at(session) for room in (clubs, deliveries)]
    return any(at <= instant for at in next_at if at)


async def press(town: Town, chat: Chat, label: str, person_id: int) -> str:
    """Presses the newest button that begins so, with a count behind it or not yet; gives the notice."""
    rows = [row for m in said_in(chat) for row in m.get("reply_markup", {}).get("inline_keyboard", ())]
    data = [button["callback_data"] for row in rows for button in row if button["text"].startswith(label)]
    answer = (await town.sandbox.press(person_id, data[-1], chat_id=chat.id))["answer"]
    await town.idle()
    return str(answer["text"])


async def test_the_challenge_comes_on_monday_and_counts_a_day_once(town: Town) -> None:
    chat, _ = await club_in(town)
    await through(town, MONDAY_AT_9)
    (post,) = said_in(chat)
    assert "3 times this week" in text_of(post)
    assert "Leave a day between" in text_of(post)
    assert "1 of 3 days" in await press(town, chat, "Done today", 2001)
    assert "Taken back" in await press(town, chat, "Done today", 2001)
    await press(town, chat, "Done today", 2001)
    for day in (2, 4):
        await town.wait_until(MONDAY_AT_9 + day * DAY)
        await town.wait(timedelta(seconds=10))
        said = await press(town, chat, f"Done today · {day // 2} this week", 2001)
    assert "All 3 done" in said
    await town.wait_until(MONDAY_AT_9 + 7 * DAY + timedelta(minutes=1))
    old = await town.sandbox.press(2002, "tap:1:day:", post["message_id"], chat_id=chat.id)
    assert "over" in old["answer"]["text"]


async def test_a_digest_has_totals_only_and_needs_five_people(town: Town) -> None:
    (five, _), (four, _) = await club_in(town), await club_in(town)
    await through(town, MONDAY_AT_9)
    for chat, people in ((five, PEOPLE[:5]), (four, PEOPLE[:4])):
        (post,) = said_in(chat)
        data = post["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        for person_id in people:
            await town.sandbox.press(person_id, data, post["message_id"], chat_id=chat.id)
    await through(town, SUNDAY_AT_20)
    assert "The week of Harriers" in text_of(said_in(five)[-1])
    assert text_of(said_in(five)[-1]).splitlines()[1:] == ["5 people took part.", "• Challenge sessions: 5"]
    assert len(said_in(five)) == 2
    assert len(said_in(four)) == 1


async def test_what_is_switched_off_and_quiet_weeks_say_nothing(town: Town) -> None:
    (off, club), (quiet, other) = await club_in(town), await club_in(town)
    async with town.database.begin() as session:
        for what in Weekly:
            await clubs.want(session, club.id, what, False, SUNDAY)
        await clubs.change(session, other.id, SUNDAY, quiet_until=clubs.quiet_through(2, SUNDAY.date()))
    await through(town, SUNDAY_AT_20)
    assert said_in(off) == said_in(quiet) == []


async def test_a_channel_has_a_tip_with_its_source_and_a_group_has_none(town: Town) -> None:
    (channel, _), (group, _) = await club_in(town, "channel"), await club_in(town)
    await through(town, MONDAY_AT_9 + 2 * DAY + timedelta(hours=3))
    assert len(said_in(channel)) == 2
    assert "Tip of the week" in text_of(said_in(channel)[-1])
    assert "Source" in text_of(said_in(channel)[-1])
    assert len(said_in(group)) == 1


async def test_warm_ups_go_before_the_week_where_two_posts_a_day_are_the_most(town: Town) -> None:
    chat, club = await club_in(town)
    async with town.database.begin() as session:
        for hour in (18, 19):
            await make_run(session, club, at=time(hour), now=SUNDAY, days=[0])
    await through(town, MONDAY_AT_9 + timedelta(hours=12))
    assert ["run at" in text_of(m) for m in said_in(chat)] == [True, True]


async def test_a_restart_in_the_middle_posts_the_challenge_once(town: Town) -> None:
    chat, _ = await club_in(town)
    town.clock.move_to(MONDAY_AT_9)
    await town.bot.club_posts.plan()
    await town.restart()
    for _ in range(3):
        await town.wait(SECOND)
    assert len(said_in(chat)) == 1


async def named(town: Town, chat: Chat) -> str:
    """The button about names under the newest post, once the counts have been shown."""
    for _ in range(3):
        await town.wait(timedelta(seconds=10))
    return str(said_in(chat)[-1]["reply_markup"]["inline_keyboard"][1][0]["text"])


async def test_a_name_is_shown_only_where_its_owner_asks_and_goes_when_they_do(town: Town) -> None:
    chat, _ = await club_in(town)
    await through(town, MONDAY_AT_9)
    ada, other = 1001, 2001
    for person_id in (ada, other):
        await town.sandbox.press(person_id, "tap:1:day:", said_in(chat)[0]["message_id"], chat_id=chat.id)
    assert await named(town, chat) == "My name on/off"
    assert "first name is shown" in await press(town, chat, "My name on/off", ada)
    assert await named(town, chat) == "Ada · my name on/off"
    assert "taken out" in await press(town, chat, "Ada · my name on/off", ada)
    assert await named(town, chat) == "My name on/off"
    await press(town, chat, "My name on/off", ada)
    assert await named(town, chat) == "Ada · my name on/off"
    await town.sandbox.say(ada, "/forget")
    await town.sandbox.heard(ada)
    await town.sandbox.press(ada, "Erase everything")
    assert await named(town, chat) == "My name on/off"
    assert "Done today · 1 this week" in str(said_in(chat)[0]["reply_markup"])


async def test_streaks_are_of_those_who_show_their_name_and_behind_a_button(town: Town) -> None:
    chat, club = await club_in(town)
    async with town.database.begin() as session:
        await clubs.want(session, club.id, Weekly.STREAKS, True, SUNDAY)
    for week in range(2):
        await through(town, MONDAY_AT_9 + week * 7 * DAY)
        for person_id in (1001, *PEOPLE):
            done = said_in(chat)[-1]["reply_markup"]["inline_keyboard"][0][0]["text"]
            await press(town, chat, done, person_id)
            await town.wait(timedelta(seconds=10))
        if week == 0:
            await press(town, chat, "My name on/off", 1001)
        await through(town, SUNDAY_AT_20 + week * 7 * DAY)
        assert "Ada" not in text_of(said_in(chat)[-1])
        answer = await press(town, chat, "Streaks", 2001)
        assert answer == ("Ada: 1 week" if week == 0 else "Ada: 2 weeks in a row")
