"""Every command and every button there is: one page each, and a calm answer for whoever presses it."""

import ast
import importlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import chat, checkins, routines, runners, schedules, tips
from bot.chat import groups, operators
from bot.chat.pages import COMMANDS, PRESSES, TALKS
from bot.chat.turn import Command, Press
from bot.content import Content
from bot.database import Session
from bot.deliveries import Button, Message
from bot.vault import Vault
from bot.wording import announcements
from bot.wording import tips as tips_words
from bot.wording import words as wording_words
from tests.chat.checking_in import arrive, check_in, owed
from tests.chat.reminding import reminded
from tests.chat.setting_up import runner_of, to_consent, to_flags
from tests.chat.test_routines import push
from tests.chat.turns import Person, person
from tests.conftest import NOON, add_runner
from tests.words import DICTIONARY

WORDING = Path(wording_words.__file__).parent
# These end what a walk is about; each has tests of its own.
ENDS = re.compile(r"^(forget:\d+:yes|privacy:\d+:withdrawn|start::adult:no|start::consent:no)")


def test_no_command_is_there_twice() -> None:
    assert [name for name, times in Counter(c.name for c in COMMANDS).items() if times > 1] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_is_in_the_menu_with_a_description(command: Command) -> None:
    assert re.fullmatch(r"[a-z0-9_]{1,32}", command.name)
    assert command.menu
    for call in chat.menus(DICTIONARY):
        described = {entry.command: entry.description for entry in call["commands"]}
        if call["scope"].type == "all_private_chats":
            assert 1 <= len(described[command.name]) <= 256
            assert "<" not in described[command.name]


def test_a_word_of_a_conversation_is_a_word_of_buttons_too() -> None:
    assert TALKS.keys() <= PRESSES.keys()


def words_in_the_code() -> dict[str, str]:
    """Where a button is made, and the first word of its data, as far as the code says it outright."""
    found = {}
    for path in sorted(WORDING.glob("*.py")):
        module = importlib.import_module(f"bot.wording.{path.stem}")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                name = str(getattr(call.func, "id", None) or getattr(call.func, "attr", ""))
                at = {"Button": 1, "button": 2, "_button": 2, "back_button": 1, "ending": 1}.get(name)
                if at is not None and len(call.args) > at:
                    word = first_word(call.args[at], vars(module))
                    if word is not None:
                        found[f"{path.name}:{call.lineno}"] = word
    return found


def first_word(data: ast.expr, names: dict[str, object]) -> str | None:
    if isinstance(data, ast.JoinedStr):
        first = data.values[0]
        data = first.value if isinstance(first, ast.FormattedValue) else first
    if isinstance(data, ast.Attribute):  # a word of another module
        names = vars(names.get(getattr(data.value, "id", ""), object))
        data = ast.Name(data.attr)
    value = names.get(data.id) if isinstance(data, ast.Name) else getattr(data, "value", None)
    return value.partition(":")[0] if isinstance(value, str) else None


def test_every_button_that_is_made_has_a_page() -> None:
    made = words_in_the_code()
    assert len(made) > 60
    # The operators' are let in on the registration page, for them alone.
    known = {**PRESSES, **groups.PRESSES, operators.WORD: None, announcements.WORD: None}
    assert {place: word for place, word in made.items() if word not in known} == {}


def buttons_of(message: Message) -> list[str]:
    return [button.data for row in message.buttons for button in row if button.data]


def kind_of(data: str) -> str:
    """What a button asks, whichever row and value it is about."""
    press = Press.read(data)
    return f"{press.word}:{press.question}"


class Walk:
    """Somebody who presses whatever they see, a few of every kind of button."""

    def __init__(self, ada: Person) -> None:
        self.ada = ada
        self.shown: set[str] = set()
        self._pressed: set[str] = set()
        self._of_kind: Counter[str] = Counter()

    async def on(self) -> None:
        """Goes on until nothing new can be pressed."""
        for _ in range(300):
            waiting = next(self._waiting(), None)
            if waiting is None:
                return
            data, message_id = waiting
            self._pressed.add(data)
            self._of_kind[kind_of(data)] += 1
            await pressed_and_answered(self.ada, data, message_id)
        raise AssertionError("the walk does not end")

    def _waiting(self) -> Iterator[tuple[str, int]]:
        for message_id, message in self.ada.screen.messages.items():
            for data in buttons_of(message):
                self.shown.add(data)
                known = data in self._pressed or self._of_kind[kind_of(data)] >= 2
                if not known and not ENDS.match(data):
                    yield data, message_id


async def pressed_and_answered(ada: Person, data: str, message_id: int) -> None:
    """A press, after which something is to be seen: a changed or new message, or a notice."""
    kept = ada.screen.messages[message_id]
    before = dict(ada.screen.messages)
    await ada.press_data(data, message_id)
    answered = ada.screen.messages != before or ada.toast or shows_the_same(ada, kept)
    assert answered, data
    # The pressed message stays to be pressed again: people scroll up.
    ada.screen.messages.setdefault(max(ada.screen.messages) + 1, kept)


def shows_the_same(ada: Person, kept: Message) -> bool:
    """What was chosen already is only shown again."""
    return ada.shown == kept


async def settled(session: Session, vault: Vault, content: Content) -> Person:
    """Somebody with a reminder, whose routine of today was just pushed."""
    ada = await reminded(session, vault, content)
    await push(ada, session, vault, content, (await runner_of(session)).id)
    return ada


async def every_button(session: Session, vault: Vault, content: Content) -> set[str]:
    """All data on the buttons that somebody gets to see who does everything there is to do."""
    everything: set[str] = set()
    for chat_id, reach in enumerate((to_consent, to_flags), start=5000):
        new = Walk(person(session, vault, content, chat_id=chat_id))
        await reach(new.ada)
        await new.on()
        everything |= new.shown
    ada = await settled(session, vault, content)
    await ada.screen.reply(
        ada.chat_id, tips_words.push(DICTIONARY.in_language("en"), content.cards["when_to_get_help"])
    )
    await routines.set_plan(session, (await runner_of(session)).id, level=3)
    walk = Walk(ada)
    for command in COMMANDS:
        await ada.command(f"/{command.name}")
        await walk.on()
    for pain, flag, *kinds in (
        (4, None, "morning"),
        (7, None),
        (7, None, "advice", "follow_up"),
        (1, "limping", "advice", "follow_up"),
        (1, "hot_or_fever", "advice", "advice_again"),
    ):
        await check_in(ada, pain, flags=(flag,) if flag else ())
        await ada.command("/today")
        for kind in kinds:
            await arrive(session, vault, ada, kind)
        await walk.on()
    return everything | walk.shown


async def nobody(session: Session, chat_id: int) -> None:
    """A stranger."""


async def consented(session: Session, chat_id: int) -> None:
    """Somebody who agreed, and left the set-up in its middle before we knew their zone."""
    await add_runner(session, chat_id=chat_id, zone=None, onboarded_at=None)


async def without_consent(session: Session, chat_id: int) -> None:
    """Somebody who took their consent back."""
    runner_id = await add_runner(session, chat_id=chat_id)
    await runners.start_over(session, runner_id, NOON)


async def set_up(session: Session, chat_id: int) -> None:
    """Somebody with a plan of their own."""
    await add_runner(session, chat_id=chat_id)


async def test_every_button_is_answered_calmly_whoever_presses_it_and_changes_nothing_of_anothers(
    session: Session, vault: Vault, content: Content
) -> None:
    everything = await every_button(session, vault, content)
    assert {data.partition(":")[0] for data in everything} == PRESSES.keys()
    assert [data for data in everything if not 0 < len(data.encode()) <= 64] == []
    theirs = await everything_of(session, vault)
    for chat_id, who in enumerate((nobody, consented, without_consent, set_up), start=2002):
        await who(session, chat_id)
        await press_all(person(session, vault, content, chat_id=chat_id), everything)
        assert await everything_of(session, vault) == theirs, who.__name__
    assert await runners.by_chat(session, 2002) is None


async def press_all(eve: Person, everything: set[str]) -> None:
    """Presses some of every kind, each under a message of its own."""
    of_kind: Counter[str] = Counter()
    for data in sorted(everything):
        of_kind[kind_of(data)] += 1
        # What somebody says about their age is theirs to say; /start has tests of it.
        if of_kind[kind_of(data)] <= 2 and not data.startswith("start::adult"):
            await eve.screen.reply(eve.chat_id, Message("<b>Passed on</b>", ((Button("Press", data),),)))
            seen = dict(eve.screen.messages)
            await eve.press_data(data)
            assert eve.toast or eve.screen.messages != seen, data


async def everything_of(session: Session, vault: Vault) -> list[object]:
    """What is kept of the person whose buttons these are."""
    runner = await runner_of(session)
    return [
        runner,
        await checkins.recent(session, vault, runner.id, NOON - timedelta(days=9)),
        await routines.plan_of(session, vault, runner.id),
        await schedules.of_runner(session, runner.id),
        await schedules.all_weekly(session, runner.id),
        await tips.given(session, vault, runner.id),
        await owed(session, vault, chat_id=runner.chat_id),
        await runners.conversation(session, vault, runner.id),
    ]
