"""Operators say something to everybody: seen first, counted, changed, confirmed; nobody else can."""

from datetime import timedelta

from bot import announcements
from tests.flows.operators_of import ADA, IDA, OLA, OPA, TEXT, had, look, town_with_operators, write
from tests.flows.rough import calm, log_kept, send, settle
from tests.flows.town import Town, rows


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
