"""Whatever people type, send or press where nobody expects it: no crash, a calm line, nothing in groups."""

# ruff: noqa: RUF001 - digits and marks of other scripts are what is tried here

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from sandbox import deeds
from tests.flows.rough import asked, assert_nothing_refused, calm, feed, log_kept, rough_town, send, settle
from tests.flows.town import Resident, Town, rows

ERROR = "Something went wrong here"
ZERO_WIDTH = "\u200b\u200d\ufeff\u2060"
TEXTS = {
    "4096 emoji": "🏃" * 4096,
    "a family of emoji": "👨‍👩‍👧‍👦" * 300,
    "right to left": "كم الساعة؟ שלום עולם \u202eabc\u202c",
    "HTML": "<b>bold</b><script>alert(1)</script><a href='https://x.example'>x</a>",
    "half-open tags": "<b><i>5 < 7 & </b> &lt &#0; &amp;amp; <",
    "control characters": "\x00\x01\x07\x1b[31m\x7f\x85 7:15\x00",
    "nothing to see": ZERO_WIDTH,
    "accents on accents": "a" + "\u0301" * 2000,
    "one long word": "x" * 4096,
    "many lines": "\n" * 4000 + "x",
    "a huge number": "1e308",
    "a longer number": "9" * 4096,
    "a negative number": "-1",
    "infinity": "inf",
    "no number": "nan",
    "arabic digits": "٣",
    "fullwidth digits": "３",
    "superscript": "⁷",
    "fraction": "½",
    "roman": "Ⅶ",
    "fullwidth time": "７：１５",
    "arabic time": "٠٧:١٥",
    "impossible time": "25:61",
    "a path": "../../etc/passwd",
    "SQL": "'; DROP TABLE runners; --",
    "Fluent": "{ $pain } {checkin-now} { -brand }",
    "a format": "%s%n {0.__class__} ${jndi:ldap://x.example}",
    "a slash": "/",
    "an unknown command": "/unknown_" + "y" * 100,
    "another's command": "/checkin@another_bot 5",
    "a command with garbage": "/checkin " + "🏃" * 2000,
    "an exercise with tags": "/exercise <b>" + "x" * 4000,
    "a read with zero bytes": "/learn \x00" + ZERO_WIDTH,
    "a pause for ever": "/pause ٣٣٣ weeks",
    "a start with a payload": "/start " + "A" * 64,
}
FILE = {"file_id": "AgADfile", "file_unique_id": "Qfile", "file_size": 10}
IN_PLACE = {"latitude": 52.5, "longitude": 13.4}
CHANNEL = {"id": -1002200000999, "type": "channel", "title": "Somebody's channel"}
THINGS: dict[str, dict[str, Any]] = {
    "sticker": {
        "sticker": FILE
        | {"width": 9, "height": 9, "type": "regular", "is_animated": False, "is_video": False}
    },
    "photo": {"photo": [FILE | {"width": 9, "height": 9}]},
    "photo with words": {"photo": [FILE | {"width": 9, "height": 9}], "caption": "<b>7/10"},
    "voice": {"voice": FILE | {"duration": 3}},
    "document": {"document": FILE | {"file_name": "<b>.exe"}},
    "round video": {"video_note": FILE | {"length": 9, "duration": 3}},
    "contact": {"contact": {"phone_number": "+49", "first_name": "<b>"}},
    "dice": {"dice": {"emoji": "🎲", "value": 6}},
    "venue": {"venue": {"location": IN_PLACE, "title": "<b>", "address": ""}, "location": IN_PLACE},
    "poll": {
        "poll": {
            "id": "5",
            "question": "?",
            "options": [{"persistent_id": "1", "text": "7:15", "voter_count": 0}],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
    },
    "forwarded": {
        "text": "7:15",
        "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "<b>"},
    },
    "from a channel": {
        "text": "</b>",
        "forward_origin": {"type": "channel", "date": 1, "chat": CHANNEL, "message_id": 1},
    },
    "nothing at all": {},
    "empty text": {"text": ""},
    "unheard-of": {"hologram": {"id": 1}},
    "north pole": {"location": {"latitude": 90.0, "longitude": 0.0}},
    "south pole": {"location": {"latitude": -90.0, "longitude": 180.0}},
    "open sea": {"location": {"latitude": 0.0, "longitude": -150.0}},
    "date line": {"location": {"latitude": 0.0, "longitude": -180.0}},
    "no such place": {"location": {"latitude": 91.0, "longitude": 1e308}},
    "no number": {"location": {"latitude": float("nan"), "longitude": float("inf")}},
    "live location": {"location": {"latitude": 52.5, "longitude": 13.4, "live_period": 60, "heading": 1}},
}
SERVICE: list[dict[str, Any]] = [
    {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
    {"video_chat_started": {}},
    {"new_chat_title": "<b>"},
    {"delete_chat_photo": True},
    {"write_access_allowed": {"from_request": True}},
]

# Where an answer is awaited, and the steps that lead there: "/" is typed, the rest is pressed.
STEPS_OF_START = ["/start", "I am 18 or over", "I agree", "Berlin", "Save", "7:15"]
WAYS: dict[str, list[str]] = {
    "a stranger": [],
    "the zone in /start": STEPS_OF_START[:3],
    "the days in /start": STEPS_OF_START[:4],
    "the time in /start": STEPS_OF_START[:5],
    "the flags in /start": STEPS_OF_START[:6],
    "nowhere": ["settled"],
    "the zone": ["settled", "/schedule", "Time zone"],
    "quiet hours": ["settled", "/schedule", "Quiet"],
    "a new time": ["settled", "/schedule", "Reminders", "Add one"],
    "days": ["settled", "/schedule", "Reminders", "07:15 · every day", "Days"],
    "pain now": ["settled", "/checkin"],
    "pain at worst": ["settled", "/checkin 4"],
    "the red flags": ["settled", "/checkin 4", "5", "Left", "Outer side", "After running"],
    "a note": ["settled", "/checkin", "No pain at all since yesterday", "None of these", "Add a note"],
}
TYPED = {"Berlin", "7:15"}


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A running bot whose log and refusals are looked at in the end."""
    with log_kept() as log:
        async with rough_town(tmp_path) as opened:
            yield opened
            assert_nothing_refused(opened, calm_log=log)


async def _go(town: Town, person_id: int, way: list[str]) -> Resident:
    if way[:1] == ["settled"]:
        [person] = await settle(town, person_id, 1)
    else:
        person = town.arrive(f"Guest{person_id}", person_id)
    for step in way:
        if step.startswith("/") or step in TYPED:
            await person.says(step)
        elif step != "settled":
            await person.presses(step)
    return person


async def test_garbage_gets_a_calm_line_wherever_an_answer_is_awaited(town: Town) -> None:
    ways = list(WAYS.items())
    people = await asyncio.gather(*(_go(town, 2000 + n, way) for n, (_, way) in enumerate(ways)))
    # What some question takes for an answer comes last: it ends the waiting.
    contents = [*({"text": text} for text in TEXTS.values()), *THINGS.values()]
    for content in contents:
        heard = [{message["message_id"] for message in person.heard} for person in people]
        for person in people:
            send(town, person.id, _with_command(content))
        await calm(town)
        for (place, _), person, before in zip(ways, people, heard, strict=True):
            said = [it["text"] for it in person.heard if it["message_id"] not in before]
            assert said, f"{place}: nothing was said to {str(content)[:60]}"
            assert not any(ERROR in text for text in said)
            assert not any(_much_of(content) in text for text in said)
        await people[-1].presses("Add a note")  # any text ends the waiting for one


async def test_an_update_that_cannot_be_read_holds_nobody_up(tmp_path: Path) -> None:
    # What a newer Telegram may send: a poll as the library's model of it does not know it.
    poll = {"question": "xylophonic?"}
    unreadable = {"text": "xylophonic", "poll": poll}
    with log_kept() as log:
        async with rough_town(tmp_path) as town:
            ada, ben = await settle(town, 4001, 2)
            send(town, ada.id, unreadable)
            assert "/checkin" in await ben.says("/help")
            send(town, ada.id, unreadable)
            assert "/checkin" in await ada.says("/help")
            await calm(town)
            assert_nothing_refused(town, calm_log=log)
    assert log.getvalue().count("update.unreadable") == 2
    assert "xylophonic" not in log.getvalue()


def _much_of(content: dict[str, Any]) -> str:
    """The beginning of a long text: nobody wants it back."""
    text = str(content.get("text", ""))
    return text[:200] if len(text) > 200 else "never said"


def _with_command(content: dict[str, Any]) -> dict[str, Any]:
    text = content.get("text", "")
    if not text.startswith("/") or len(text) < 2:
        return content
    length = len(text.split()[0])
    return content | {"entities": [{"type": "bot_command", "offset": 0, "length": length}]}


async def test_service_messages_and_changed_texts_are_not_answered(town: Town) -> None:
    [ada] = await settle(town, 3001, 1)
    for service in SERVICE:
        send(town, ada.id, service)
    await calm(town)
    post = {"message_id": 5, "date": 1, "chat": CHANNEL, "sender_chat": CHANNEL, "text": "/checkin 7"}
    await feed(town, "channel_post", post)
    await feed(town, "edited_channel_post", post)
    own = {"message_id": 1, "date": 1, "edit_date": 2, "chat": {"id": ada.id, "type": "private"}}
    user = town.sandbox.world.person(ada.id).as_user()
    await feed(town, "edited_message", own | {"from": user, "text": "/forget"})
    await feed(town, "inline_query", {"id": "1", "from": user, "query": "<b>", "offset": ""})
    await feed(
        town, "poll_answer", {"poll_id": "1", "user": user, "option_ids": [0], "option_persistent_ids": ["1"]}
    )
    await calm(town)
    assert ada.heard == []
    assert asked(town, "sendMessage") == []


async def test_a_typed_answer_changed_afterwards_changes_nothing(town: Town) -> None:
    [ada] = await settle(town, 3001, 1)
    await ada.says("/checkin")
    await ada.says("3")
    shown = ada.sees
    typed = [message for message in ada.messages if not message["from"]["is_bot"]][-1]
    await town.sandbox.edit(ada.id, typed["message_id"], "9")
    await calm(town)
    assert ada.sees == shown
    assert "3 of 10 now" in shown


FORGED = [
    "#",
    ":",
    "::::",
    "start",
    "start::",
    "start::zone:../../etc/passwd",
    "start::zone:\x00",
    "start::day:+9",
    "start::at:99:99",
    "start::back:nowhere",
    "start::flag:+nothing",
    "start::flags:",
    "reminder::undo:",
    "reminder::undo:plan,0123456,9999,sharp",
    "reminder::undo:plan,٠,٠٧١٥,sharp",
    "reminder:1e9:at:7",
    "reminder:99999999999999999999:time",
    "reminder:-1:delete",
    "reminder:٣:delete",
    "schedule::dose:٣",
    "schedule::dose:9",
    "schedule::silent:-",
    "schedule::zones:99999999",
    "schedule::zone:Factory",
    "checkin:0:now:5",
    "checkin:999999999999999999:now:5",
    "checkin:-1:none",
    "checkin:here:now:11",
    "note:0",
    "note:1:skip",
    "advice:1:cleared",
    "advice:٣:why",
    "advice:999999999999999999:seen",
    "routine:1:done",
    "routine:0:snooze:1h",
    "routine:x:effort:easy",
    "today::day:2026-13-45",
    "today:1:mark:done",
    "today::day:",
    "today:9:routine",
    "exercise:nothing:card:-1",
    "exercise:<b>:source",
    "exercise:mobility:kind:99",
    "learn:nothing:card:5",
    "learn:x:topic:٣",
    "pause::for:-3",
    "pause::for:0",
    "pause::for:999999999",
    "privacy:1:withdrawn:9e9",
    "privacy::withdraw",
    "forget:1:yes:0",
    "forget:0:yes",
    "close:1:2:3",
    "nobody:1:2:3",
    "🏃🏃🏃🏃🏃🏃🏃🏃🏃🏃🏃🏃🏃🏃🏃🏃",
    "\u202e\u202e",
    "%s{0}",
    "';DROP",
]


async def test_forged_buttons_end_their_spinner_and_break_nothing(town: Town) -> None:
    [ada] = await settle(town, 3001, 1)
    stranger = town.arrive("Guest", 3002)
    await ada.says("/today")
    await stranger.says("/help")
    queries: list[tuple[str, Any]] = []
    for data in FORGED:
        for person, message_id in ((ada, ada.heard[-1]["message_id"]), (stranger, 999_999)):
            queries.append((data, deeds.press(town.sandbox.world, person.id, person.id, message_id, data)))
    await calm(town)
    unanswered = [data for data, query in queries if query.answer is None]
    assert unanswered == []
    assert not any(ERROR in str(query.answer) for _, query in queries)
    assert await rows(town.database, "runners") >= 1


async def test_a_group_hears_what_we_are_and_that_the_rest_is_private(town: Town) -> None:
    [ada] = await settle(town, 3001, 1)
    for kind in ("group", "supergroup"):
        group = town.sandbox.add_chat(kind, "Harriers", [ada.id], owner=ada.id)
        town.sandbox.add_member(group.id, "bot", by=ada.id)
        town.sandbox.promote(group.id, "bot", {}, by=ada.id)
        for content in [*({"text": text} for text in TEXTS.values()), *THINGS.values(), *SERVICE]:
            send(town, ada.id, _with_command(content), group.id)
        for data in FORGED:
            deeds.press(town.sandbox.world, group.id, ada.id, 1, data)
        await town.sandbox.say(ada.id, "/checkin 7", chat_id=group.id)
        await calm(town)
        hello, *said = (r["parameters"]["text"] for r in asked(town, "sendMessage", group.id))
        assert "Administrators set it up with /club" in hello
        # Each at most once a minute: the private line, what is read in place, and where to read on.
        private, read, pointer = said
        assert private == "That is between you and me, so I answer it in our private chat."
        assert read.startswith("<b>Which exercise?</b>")
        assert pointer == "One at a time in a group. In our private chat you can read at once."
    assert ada.heard == []
    assert await rows(town.database, "checkins") == 0


async def test_whoever_writes_as_a_group_or_channel_is_not_a_runner(town: Town) -> None:
    [ada] = await settle(town, 3001, 1)
    group = town.sandbox.add_chat("supergroup", "Harriers", [ada.id], owner=ada.id)
    town.sandbox.add_member(group.id, "bot", by=ada.id)
    await town.sandbox.say(ada.id, "/forget", chat_id=group.id, anonymous=True)
    send(town, ada.id, {"text": "/start", "sender_chat": CHANNEL, "is_automatic_forward": True}, group.id)
    await calm(town)
    assert await rows(town.database, "runners") == 1


@pytest.mark.parametrize("kind", ["group", "channel"])
async def test_being_added_promoted_and_removed_is_taken_calmly(town: Town, kind: str) -> None:
    [ada] = await settle(town, 3001, 1)
    chat = town.sandbox.add_chat(kind, "Harriers", [ada.id], owner=ada.id)
    if kind == "group":
        town.sandbox.add_member(chat.id, "bot", by=ada.id)
    town.sandbox.promote(chat.id, "bot", {}, by=ada.id)
    if kind == "group":
        # The greeting meets a group that has moved on, and follows it.
        moved = town.sandbox.migrate(chat.id)
        await calm(town)
        assert len(asked(town, "sendMessage", moved.id)) == 1
    else:
        town.sandbox.remove_member(chat.id, "bot", by=ada.id)
        await calm(town)
        assert asked(town, "sendMessage", chat.id) == []
    assert await ada.says("/today")
