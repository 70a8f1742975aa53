"""Operators say something to everybody: seen first, counted, confirmed, followed, stopped."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import announcements, runners
from sandbox import deeds
from tests.conftest import NOON
from tests.flows.rough import calm, log_kept, send, settle
from tests.flows.town import Resident, Town, rows

OPA, OLA, IDA, ADA = 3000, 3001, 3002, 4000
TEXT = "The bot rests on Sunday from 9 to 10."
NIGHT = NOON.replace(hour=22)  # 23:00 in Berlin


@asynccontextmanager
async def town_with_operators(
    url: str, *, presses_old_buttons: bool = False, **settings: Any
) -> AsyncIterator[tuple[Town, Resident, Resident]]:
    """A town of two operators who are no runners.

    An old button may lead to what its message says already; nothing else may ever be refused.
    """
    given = {"operator_ids": frozenset({OPA, OLA}), "send_rate": 1000, **settings}
    async with Town(url, **given) as town:
        yield town, town.arrive("Opa", OPA), town.arrive("Ola", OLA)
        if presses_old_buttons:
            refused = [r for r in town.sandbox.requests if r["status"] == 400]
            assert all("message is not modified" in r["error"] for r in refused)
        else:
            town.assert_faultless()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return str(request.getfixturevalue("fresh_postgres_url"))
    return f"sqlite:///{tmp_path}/town.sqlite3"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/town.sqlite3"


async def write(operator: Resident, text: str = TEXT) -> None:
    """As far as the preview."""
    await operator.says("/announce")
    await operator.says(text)


def had(people: list[Resident], text: str = TEXT) -> list[int]:
    """How often each of them had it."""
    return [sum(m.get("text") == text for m in one.heard) for one in people]


async def look(town: Town) -> None:
    """Long enough for the next look at how far it is."""
    await town.wait(timedelta(seconds=6))


async def test_an_operator_sees_it_first_then_everybody_has_it_once(url: str) -> None:
    async with town_with_operators(url) as (town, opa, _):
        people = await settle(town, ADA, 5)
        asked = await opa.says("/announce")
        assert "New announcement" in asked
        assert opa.labels == ["Cancel"]
        await opa.says(TEXT)
        preview, control = opa.heard[-2:]
        assert preview["text"] == TEXT
        assert "reply_markup" not in preview
        assert "It goes to 5 runners" in control["text"]
        assert opa.labels == ["Send to 5", "Change", "Cancel"]
        assert had(people) == [0] * 5
        town.bot.announcing.ahead_s = 0
        said = await opa.presses("Send to 5")
        assert "▱▱▱▱▱▱▱▱▱▱ 0 of 5" in said
        assert opa.labels == ["Stop"]
        town.bot.announcing.ahead_s = 20
        await look(town)
        assert had(people) == [1] * 5
        await look(town)
        assert "Announcement sent" in opa.sees
        assert "5 runners had it." in opa.sees
        assert opa.labels == []
        for _ in range(3):
            await look(town)
        assert had(people) == [1] * 5
        assert len(opa.heard) == 3, "all in one message"
        assert await rows(town.database, "announcement_bars") == 0


async def test_formatting_arrives_as_it_was_written(sqlite_url: str) -> None:
    async with town_with_operators(sqlite_url) as (town, opa, _):
        (ada,) = await settle(town, ADA, 1)
        await opa.says("/announce")
        text = "🏃 Rest <now> & see the page"
        entities = [
            {"type": "bold", "offset": 3, "length": 4},
            {"type": "text_link", "offset": 20, "length": 8, "url": "https://example.org/?a=1&b=2"},
        ]
        send(town, OPA, {"text": text, "entities": entities})
        await calm(town)
        assert opa.heard[-2]["text"] == text
        assert opa.heard[-2]["entities"] == entities
        await opa.presses("Send to 1")
        await look(town)
        assert ada.heard[-1]["text"] == text
        assert ada.heard[-1]["entities"] == entities
        silent = [r["parameters"] for r in town.sandbox.requests if r["parameters"].get("chat_id") == ADA]
        assert silent[-1]["disable_notification"] is True


async def test_what_telegram_would_refuse_is_refused_at_the_preview(sqlite_url: str) -> None:
    operators = frozenset({OPA})
    async with Town(sqlite_url, operator_ids=operators) as town:
        opa = town.arrive("Opa", OPA)
        await settle(town, ADA, 1)
        await opa.says("/announce")
        broken = [{"type": "text_link", "offset": 0, "length": 3, "url": 'https://example.org/"><b>'}]
        send(town, OPA, {"text": "See here", "entities": broken})
        await calm(town)
        assert "will not take this formatting" in opa.sees
        await opa.says("See here")
        assert opa.labels == ["Send to 1", "Change", "Cancel"]


async def test_pictures_stickers_and_texts_that_are_too_long_are_no_announcements(sqlite_url: str) -> None:
    async with town_with_operators(sqlite_url) as (town, opa, _):
        await settle(town, ADA, 1)
        await opa.says("/announce")
        photo = {
            "photo": [{"file_id": "x", "file_unique_id": "y", "width": 9, "height": 9}],
            "caption": "Look",
        }
        for content in (photo, {"dice": {"emoji": "🎲", "value": 1}}):
            send(town, OPA, content)
            await calm(town)
            assert "text only" in opa.sees
        send(town, OPA, {"text": "👟" * 2049})
        await calm(town)
        assert "That is 4,098 characters, and Telegram takes 4,096" in opa.sees
        send(town, OPA, {"text": " \u2007\n "})
        await calm(town)
        assert "nothing to read" in opa.sees
        send(town, OPA, {"text": "👟" * 2048})
        await calm(town)
        assert opa.heard[-2]["text"] == "👟" * 2048
        assert opa.labels == ["Send to 1", "Change", "Cancel"]


async def test_a_second_message_is_not_taken_for_the_text(sqlite_url: str) -> None:
    async with town_with_operators(sqlite_url) as (town, opa, _):
        (ada,) = await settle(town, ADA, 1)
        await write(opa)
        assert "I have a text already" in await opa.says("and the rest of it")
        await opa.presses("Send to 1")
        await look(town)
        assert had([ada]) == [1]


async def test_change_asks_anew_and_cancel_leaves_nothing(url: str) -> None:
    async with town_with_operators(url) as (town, opa, _):
        people = await settle(town, ADA, 2)
        await write(opa, "Tpyo")
        said = await opa.presses("Change")
        assert "New announcement" in said
        await opa.says(TEXT)
        assert opa.heard[-2]["text"] == TEXT
        assert "Nothing was sent" in await opa.presses("Cancel")
        assert await rows(town.database, "announcements") == 0
        await write(opa)
        assert "Nothing was sent" in await opa.says("/cancel")
        assert "Nothing is open" in await opa.says("/cancel")
        await opa.says(TEXT)
        assert "could not make sense" in opa.sees
        await look(town)
        assert had(people) == [0, 0]


async def test_announce_shows_a_text_that_waits_once_more(sqlite_url: str) -> None:
    async with town_with_operators(sqlite_url) as (town, opa, _):
        await settle(town, ADA, 1)
        await write(opa)
        await town.restart()
        await opa.says("/announce")
        assert opa.heard[-2]["text"] == TEXT
        assert opa.labels == ["Send to 1", "Change", "Cancel"]


async def test_old_buttons_send_nothing(url: str) -> None:
    async with town_with_operators(url, presses_old_buttons=True) as (town, opa, ola):
        (ada,) = await settle(town, ADA, 1)
        await write(opa, "First")
        sent = opa.heard[-1]
        data = sent["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        await opa.says("/announce")
        await opa.presses("Change")
        await opa.says(TEXT)
        # The button stands above another text by now; another operator's is not theirs; and made up ones.
        for who, pressed in ((opa, data), (ola, data), (opa, "announce:9:stop"), (ola, "announce::what:")):
            message_id = (
                sent["message_id"]
                if who is opa
                else (await who.says("/start"), who.heard[-1])[1]["message_id"]
            )
            answer = await town.sandbox.press(who.id, pressed, message_id)
            assert answer["answer"]["show_alert"], pressed
            await town.idle()
        await look(town)
        assert had([ada], "First") == had([ada]) == [0]
        await town.wait(announcements.DRAFT_IS_KEPT_FOR)
        answer = await town.sandbox.press(OPA, "Send to 1")
        assert answer["answer"]["show_alert"]
        await look(town)
        assert had([ada]) == [0]


async def test_send_pressed_twice_sends_once(url: str) -> None:
    async with town_with_operators(url, presses_old_buttons=True) as (town, opa, _):
        people = await settle(town, ADA, 3)
        await write(opa)
        control = opa.heard[-1]
        data = control["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        await opa.presses("Send to 3")
        await town.sandbox.press(OPA, data, control["message_id"])
        await town.idle()
        await look(town)
        await look(town)
        assert had(people) == [1, 1, 1]


async def test_paused_blocked_half_set_up_and_late_comers_do_not_get_it(url: str) -> None:
    async with town_with_operators(url) as (town, opa, _):
        ada, ben, cleo, dan, eve = await settle(town, ADA, 5)
        await ben.says("/pause 3")
        deeds.block(town.sandbox.world, town.sandbox.world.person(cleo.id))
        await calm(town)
        async with town.database.begin() as session:
            await runners.arrive(session, 4990, "en", NOON)
        await write(opa)
        assert "It goes to 3 runners" in opa.sees
        assert "Left out: 1 who paused, 1 who blocked me or are gone." in opa.sees
        # What comes between the confirmation and the first page.
        town.bot.announcing.ahead_s = 0
        await opa.presses("Send to 3")
        (late,) = await settle(town, 4800, 1)
        await dan.says("/pause 3")
        await eve.says("/forget")
        await eve.presses("Erase everything")
        town.bot.announcing.ahead_s = 20
        await look(town)
        assert had([ada, ben, cleo, dan, eve, late]) == [1, 0, 0, 0, 0, 0]
        await look(town)
        assert "1 runner had it." in opa.sees
        assert "Dropped: 2" in opa.sees


async def test_who_pauses_while_it_waits_in_the_line_does_not_get_it(sqlite_url: str) -> None:
    async with town_with_operators(sqlite_url, now=NIGHT) as (town, opa, _):
        ada, ben = await settle(town, ADA, 2)
        await write(opa)
        await opa.presses("Send to 2")
        await look(town)
        await ben.says("/pause")
        await ben.presses("Until I resume")
        await town.wait(timedelta(hours=8))
        await town.tick()
        assert had([ada, ben]) == [1, 0]


async def test_it_comes_in_nobodys_quiet_hours(url: str) -> None:
    async with town_with_operators(url, now=NIGHT) as (town, opa, _):
        asleep = await settle(town, ADA, 2)
        awake = await settle(town, 4500, 2, zone="America/New_York")
        await write(opa)
        await opa.presses("Send to 4")
        await look(town)
        assert had([*asleep, *awake]) == [0, 0, 1, 1]
        await look(town)
        assert "Waiting: 2, 2 of them for the end of their quiet hours" in opa.sees
        await town.wait_until(NIGHT + timedelta(hours=7, minutes=-1))
        assert had(asleep) == [0, 0]
        await town.wait(timedelta(minutes=1))
        assert had(asleep) == [1, 1]
        await look(town)
        assert "4 runners had it." in opa.sees


@pytest.mark.parametrize("is_owed", [True, False], ids=["owed", "not even owed"])
async def test_what_could_not_go_out_for_a_day_does_not_come_late(url: str, is_owed: bool) -> None:
    async with town_with_operators(url, now=NIGHT) as (town, opa, _):
        people = await settle(town, ADA, 7)
        await write(opa)
        town.bot.announcing.ahead_s = 20 if is_owed else 0
        await opa.presses("Send to 7")
        await town.bot.announcing.plan()
        assert await rows(town.database, "deliveries") == (7 if is_owed else 0)
        await town.stop()
        town.clock.move_to(NIGHT + announcements.OF_USE_FOR + timedelta(minutes=5))
        await town.start()
        await look(town)
        await look(town)
        assert had(people) == [0] * 7
        assert "0 runners had it." in opa.sees
        assert "Dropped: 7" in opa.sees


async def test_a_restart_in_the_middle_goes_on_and_doubles_none(url: str) -> None:
    async with town_with_operators(url) as (town, opa, _):
        people = await settle(town, ADA, 12)
        await write(opa)
        # Five at once, no more ahead, and none of them sent: so far this process gets.
        town.bot.announcing.page, town.bot.announcing.rate, town.bot.announcing.ahead_s = 5, 1, 5
        await town.bot.line.stop()
        await opa.presses("Send to 12")
        await town.bot.announcing.plan()
        await town.bot.announcing.plan()
        assert await rows(town.database, "deliveries") == 5
        await town.restart()
        await look(town)
        await town.restart()
        await look(town)
        assert had(people) == [1] * 12
        assert "12 runners had it." in opa.sees
        assert len(opa.heard) == 3, "all in one message"


async def test_stop_takes_back_what_is_not_sent_and_says_how_many_had_it(url: str) -> None:
    async with town_with_operators(url, now=NIGHT) as (town, opa, _):
        asleep = await settle(town, ADA, 3)
        awake = await settle(town, 4500, 2, zone="America/New_York")
        await write(opa)
        await opa.presses("Send to 5")
        await look(town)
        said = await opa.presses("Stop")
        assert "Announcement stopped" in said
        assert "2 runners had it." in said
        assert "3 runners do not get it any more." in said
        await look(town)
        await town.wait(timedelta(hours=9))
        assert had([*asleep, *awake]) == [0, 0, 0, 1, 1]
        assert "Announcement stopped" in opa.sees


async def test_one_at_a_time_and_the_other_operator_follows_and_may_stop_it(url: str) -> None:
    async with town_with_operators(url, now=NIGHT) as (town, opa, ola):
        asleep = await settle(town, ADA, 2)
        await write(ola, "Another")
        await write(opa)
        await opa.presses("Send to 2")
        pressed = await town.sandbox.press(OLA, "Send to 2")
        assert "Yours is kept" in pressed["answer"]["text"]
        await look(town)
        said = await ola.says("/announce")
        assert "One announcement at a time" in said
        assert "Waiting: 2" in said
        assert ola.labels == ["Stop"]
        said = await ola.presses("Stop")
        assert "Announcement stopped" in said
        await look(town)
        assert "Announcement stopped" in opa.sees
        assert opa.labels == []
        await ola.says("/announce")
        await ola.presses("Send to 2")
        await town.wait(timedelta(hours=8))
        assert had(asleep, "Another") == [1, 1]
        assert had(asleep) == [0, 0]


async def test_for_everybody_else_there_is_no_such_command(sqlite_url: str) -> None:
    async with town_with_operators(sqlite_url) as (town, opa, _):
        (ada,) = await settle(town, ADA, 1)
        said = await ada.says("/announce")
        assert "could not make sense" in said
        await write(opa)
        data = opa.heard[-1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        answer = await town.sandbox.press(ADA, data, ada.heard[-1]["message_id"])
        assert answer["answer"]["show_alert"]
        await look(town)
        assert had([ada]) == [0]
        menus = [r["parameters"] for r in town.sandbox.requests if r["method"] == "setMyCommands"]
        told = [m["scope"] for m in menus if any(c["command"] == "announce" for c in m["commands"])]
        assert told == [{"type": "chat", "chat_id": OPA}, {"type": "chat", "chat_id": OLA}]


async def test_an_operator_who_runs_keeps_their_own_conversations(sqlite_url: str) -> None:
    operators = frozenset({OPA, OLA, IDA})
    async with Town(sqlite_url, operator_ids=operators) as town:
        (ida,) = await settle(town, IDA, 1)
        await ida.says("/announce")
        await town.wait(timedelta(seconds=1))
        await ida.says("/checkin")
        await ida.says("3")
        assert had([ida], "3") == [0], "no preview of an answer about health"
        assert "Nothing else changed" in await ida.says("/cancel")
        assert "Nothing was sent" in await ida.says("/cancel")
        await ida.says("/checkin")
        await town.wait(timedelta(seconds=1))
        await write(ida)
        assert ida.labels == ["Send to 1", "Change", "Cancel"]


async def test_without_anybody_to_hear_it_there_is_nothing_to_send(sqlite_url: str) -> None:
    async with town_with_operators(sqlite_url) as (_, opa, _ola):
        await write(opa)
        assert "Nobody would get it now" in opa.sees
        assert opa.labels == ["Change", "Cancel"]


async def test_no_text_of_an_announcement_is_logged_or_stands_in_clear(sqlite_url: str) -> None:
    with log_kept("DEBUG") as log:
        async with town_with_operators(sqlite_url) as (town, opa, _):
            await settle(town, ADA, 2)
            await write(opa, "Wombats everywhere")
            await opa.presses("Send to 2")
            await look(town)
            await town.stop()
            path = town.settings.sqlite_path
            assert path
            stored = b"".join(it.read_bytes() for it in path.parent.glob(f"{path.name}*"))
            await town.start()
    assert "Wombats" not in log.getvalue()
    assert b"Wombats" not in stored
