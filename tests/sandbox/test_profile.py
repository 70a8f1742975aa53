"""Commands by scope and language, names and descriptions, as Telegram keeps and checks them."""

from typing import Any

import aiogram
import pytest
import telegram

from sandbox import Sandbox
from sandbox.methods.profile import commands_for
from tests.sandbox.conftest import ADA, Ask
from tests.sandbox.published import assert_well_formed

TODAY = telegram.BotCommand("today", "What is on today")
CLUB = telegram.BotCommand("club", "Settings of this club")


def shown(sandbox: Sandbox, chat_id: int, person_id: int) -> list[str]:
    """The commands a person sees in a chat."""
    world = sandbox.world
    return [command["command"] for command in commands_for(world, world.chat(chat_id), person_id)]


async def test_a_person_sees_the_narrowest_commands(
    sandbox: Sandbox, ptb: telegram.Bot, aio: aiogram.Bot
) -> None:
    bruno = sandbox.add_person("Bruno", "de").id
    group = sandbox.add_chat("group", "Harbour Harriers", [ADA, bruno], owner=ADA).id
    sandbox.add_member(group, "bot", by=ADA)
    await ptb.set_my_commands([TODAY])
    await ptb.set_my_commands([("heute", "Was heute ansteht")], language_code="de")
    await ptb.set_my_commands([CLUB], telegram.BotCommandScopeAllChatAdministrators())
    assert shown(sandbox, ADA, ADA) == ["today"]
    assert shown(sandbox, bruno, bruno) == ["heute"]
    assert shown(sandbox, group, ADA) == ["club"]
    assert shown(sandbox, group, bruno) == ["heute"]
    assert await ptb.get_my_commands() == (TODAY,)
    assert [command.command for command in await aio.get_my_commands(language_code="de")] == ["heute"]
    await ptb.delete_my_commands(language_code="de")
    assert shown(sandbox, bruno, bruno) == ["today"]
    await ptb.set_my_commands([CLUB], telegram.BotCommandScopeChatMember(group, bruno))
    assert shown(sandbox, group, bruno) == ["club"]
    assert_well_formed(sandbox.requests)


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"commands": [{"command": "Today", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "to-day", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x" * 33, "description": "x"}]}, "command length must not exceed 32"),
        ({"commands": [{"command": "x", "description": " "}]}, "command description must be non-empty"),
        (
            {"commands": [{"command": "x", "description": "x" * 257}]},
            "command description length must not exceed",
        ),
        ({"commands": [{"command": "x", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [{"command": "x", "text": "x"}]}, "can't parse BotCommand"),
        ({"commands": [], "scope": {"type": "everywhere"}}, "can't parse BotCommandScope"),
        ({"commands": [], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
        ({"commands": [], "language_code": "english"}, "invalid language code specified"),
        ({}, "can't parse commands"),
    ],
)
async def test_wrong_commands_are_refused(ask: Ask, parameters: dict[str, Any], words: str) -> None:
    answer = await ask("setMyCommands", **parameters)
    assert answer["error_code"] == 400
    assert words in answer["description"]


async def test_names_descriptions_and_the_menu_button(
    sandbox: Sandbox, ptb: telegram.Bot, aio: aiogram.Bot
) -> None:
    assert (await ptb.get_my_name()).name == "Steady Hips"
    await ptb.set_my_name("Hips", language_code="de")
    assert (await aio.get_my_name(language_code="de")).name == "Hips"
    await ptb.set_my_description("Keeps your hips healthy.")
    assert (await aio.get_my_description(language_code="de")).description == "Keeps your hips healthy."
    await aio.set_my_short_description("Hips")
    assert (await ptb.get_my_short_description()).short_description == "Hips"
    with pytest.raises(telegram.error.BadRequest, match="too long"):
        await ptb.set_my_short_description("x" * 121)
    assert isinstance(await ptb.get_chat_menu_button(ADA), telegram.MenuButtonCommands)
    assert await ptb.set_chat_menu_button(ADA, telegram.MenuButtonDefault())
    assert_well_formed(sandbox.requests)
