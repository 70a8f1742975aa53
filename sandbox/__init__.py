"""A Telegram on localhost to talk to without a token: start it, be people in it, see what the bot asked."""

import asyncio
import contextlib
from collections.abc import Mapping
from datetime import datetime
from types import TracebackType
from typing import Any, Protocol, Self

import aiohttp
from aiohttp import web

from sandbox import deeds, membership
from sandbox.control import control_routes
from sandbox.faults import Fault, Faults, fault_from
from sandbox.methods.polls import vote
from sandbox.methods.topics import open_topic, take_down, tell_in_topic
from sandbox.record import Record
from sandbox.server import LARGEST_REQUEST, BotApi
from sandbox.shapes import Impossible, Json
from sandbox.world import Chat, Member, Person, Query, Topic, World

__all__ = ["Chat", "Fault", "Impossible", "Json", "Person", "Sandbox", "Topic"]

DEFAULT_TOKEN = "123456:SANDBOX"
ANSWER_WAIT = 30.0
# Seconds after which a bot that has not asked for updates is taken to be up all the same.
SLOWEST_START = 20.0


class Child(Protocol):
    """The bot's process, when the sandbox started it."""

    async def restart(self) -> None:
        """Stop it and start it again."""


class Sandbox:
    """The whole stand-in: an HTTP server on one port, and the verbs of its people for tests in one process.

    `strict` refuses parameters Telegram would ignore; `limits` are the flood limits; `lean` keeps nothing and
    lets the bot write to any private chat, for benchmarks; `late_after` seconds a pressed button may wait;
    `seed` makes the chances of faults repeatable.
    """

    def __init__(
        self,
        token: str = DEFAULT_TOKEN,
        port: int = 0,
        host: str = "127.0.0.1",
        *,
        strict: bool = True,
        limits: bool = True,
        lean: bool = False,
        bot_clock: str | None = None,
        late_after: float = 15.0,
        seed: int = 0,
        username: str = "steady_hips_bot",
        first_name: str = "Steady Hips",
    ) -> None:
        self.token, self.host, self.port = token, host, port
        bot = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": first_name,
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }
        self.world = World(bot, keeps_history=not lean, limits_are_on=limits and not lean)
        self.world.late_after = late_after
        self.bot_clock = bot_clock
        self.child: Child | None = None
        self.faults = Faults(seed)
        self.record = Record(self.world.clock, keeps=not lean)
        self.api = BotApi(self.world, token, strict=strict, lean=lean, faults=self.faults, record=self.record)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=LARGEST_REQUEST)
        app.add_routes(self.api.routes())
        app.add_routes(control_routes(self))
        # A long poll whose bot was killed must not take the next update with it.
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self.port, reuse_address=True, backlog=1024)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.api.closing.set()
        self.world.updates.close()
        await self.world.webhook.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end; a bot's base address is this plus /bot."""
        return f"http://{self.host}:{self.port}"

    # People

    def add_person(
        self,
        first_name: str,
        language_code: str = "en",
        username: str | None = None,
        *,
        id: int | None = None,
        started: bool = False,
    ) -> Person:
        """Open an account; `started` when they have pressed Start before."""
        number = self.world.next_person_id() if id is None else id
        return self.world.add_person(Person(number, first_name, language_code, username, has_started=started))

    async def say(
        self, person_id: int, text: str | None = None, *, chat_id: int | None = None, **more: Any
    ) -> Json:
        """A person writes `text`, or location=, sticker=, photo=, voice=, document= as in the control API."""
        message = more if text is None else {"text": text, **more}
        return deeds.say(self.world, person_id if chat_id is None else chat_id, person_id, message)

    async def edit(self, person_id: int, message_id: int, text: str, *, chat_id: int | None = None) -> Json:
        """A person changes their own text."""
        return deeds.edit(self.world, person_id if chat_id is None else chat_id, person_id, message_id, text)

    async def press(
        self,
        person_id: int,
        label_or_data: str,
        message_id: int | None = None,
        *,
        chat_id: int | None = None,
        wait_for: float = ANSWER_WAIT,
    ) -> Json:
        """Press the newest button with this label or data and wait for the answer.

        With `message_id`, data that no button of that message carries is pressed all the same: forged.
        """
        chat = self.world.chat(person_id if chat_id is None else chat_id)
        found = _find_button(chat, label_or_data, message_id)
        if found is None and message_id is None:
            raise Impossible(f"no button {label_or_data!r}; there are {_labels(chat)}")
        place, button = found or (message_id or 0, {"callback_data": label_or_data})
        return await self.press_button(chat.id, person_id, place, button, wait_for)

    async def press_button(
        self,
        chat_id: int,
        person_id: int,
        message_id: int,
        button: Mapping[str, Any],
        wait_for: float = ANSWER_WAIT,
    ) -> Json:
        """Press one button; a link opens at once, data waits up to `wait_for` seconds for the bot."""
        if (data := button.get("callback_data")) is None:
            return {
                "answer": {"text": None, "show_alert": False, "url": button.get("url")},
                "answered_after": 0.0,
            }
        query = deeds.press(self.world, chat_id, person_id, message_id, data)
        return await answer_to(query, wait_for)

    def block(self, person_id: int) -> None:
        """A person blocks the bot."""
        deeds.block(self.world, self.world.person(person_id))

    def unblock(self, person_id: int) -> None:
        """A person unblocks the bot."""
        deeds.unblock(self.world, self.world.person(person_id))

    def delete_person(self, person_id: int) -> None:
        """A person deletes their account."""
        deeds.delete_account(self.world, self.world.person(person_id))

    def vote(self, person_id: int, poll_id: str, options: list[int]) -> Json:
        """A person votes by option numbers; none takes the vote back."""
        return vote(self.world, poll_id, person_id, options)

    # Chats

    def add_chat(
        self,
        type: str,
        title: str,
        members: list[int],
        owner: int,
        *,
        is_forum: bool = False,
        username: str | None = None,
        discusses: int | None = None,
    ) -> Chat:
        """A group, supergroup or channel without the bot; `discusses`: the channel that a group is for."""
        chat = deeds.gather(self.world, type, title, members, owner, is_forum=is_forum)
        if discusses is not None:
            self.world.chat(discusses).discussed_in = chat.id
        chat.username = username
        return chat

    def add_member(self, chat_id: int, who: "int | str", by: int) -> None:
        """`by` puts a person, or "bot", into a chat."""
        membership.join(self.world, self.world.chat(chat_id), self._id(who), by)

    def remove_member(self, chat_id: int, who: "int | str", by: int) -> None:
        """`by` takes a person, or "bot", out; themselves: they leave."""
        membership.leave(self.world, self.world.chat(chat_id), self._id(who), self._id(by))

    def promote(self, chat_id: int, who: "int | str", rights: dict[str, bool] | None, by: int) -> None:
        """Make someone an administrator with these rights ({}: the usual ones), or a member again (None)."""
        chat, user_id = self.world.chat(chat_id), self._id(who)
        if chat.is_channel and rights is None and user_id == self.world.bot_id:
            membership.leave(self.world, chat, user_id, by)
            return
        new = (
            Member("member")
            if rights is None
            else Member("administrator", rights or dict(membership.USUAL_RIGHTS))
        )
        membership.change(self.world, chat, user_id, new, by)

    def permit(self, chat_id: int, permissions: dict[str, bool]) -> None:
        """Change what ordinary members may do in a group."""
        self.world.chat(chat_id).permissions |= permissions

    def migrate(self, chat_id: int) -> Chat:
        """Turn a group into a supergroup; the new chat."""
        return deeds.migrate(self.world, self.world.chat(chat_id))

    def add_topic(self, chat_id: int, name: str, by: int | None = None) -> Topic:
        """Open a topic in a forum, by its owner unless said otherwise."""
        chat = self.world.chat(chat_id)
        if not chat.is_forum:
            raise Impossible("this chat has no topics")
        return open_topic(self.world, chat, name, by or _owner(chat))

    def close_topic(self, chat_id: int, thread_id: int) -> Topic:
        """Close a topic; one that is closed stays so."""
        return self._shut(chat_id, thread_id, True)

    def reopen_topic(self, chat_id: int, thread_id: int) -> Topic:
        """Open a closed topic again; one that is open stays so."""
        return self._shut(chat_id, thread_id, False)

    def delete_topic(self, chat_id: int, thread_id: int) -> None:
        """Delete a topic with everything in it; the bot is not told."""
        chat = self.world.chat(chat_id)
        take_down(self.world, chat, chat.topic(thread_id))

    def _shut(self, chat_id: int, thread_id: int, shut: bool) -> Topic:
        chat = self.world.chat(chat_id)
        topic = chat.topic(thread_id)
        if topic.is_closed != shut:
            topic.is_closed = shut
            said = "forum_topic_closed" if shut else "forum_topic_reopened"
            tell_in_topic(self.world, chat, topic, _owner(chat), {said: {}})
        return topic

    # What happened

    def messages(self, chat_id: int) -> list[Json]:
        """The messages of a chat, oldest first."""
        return list(self.world.chat(chat_id).messages.values())

    @property
    def requests(self) -> list[Json]:
        """Everything the bot asked, oldest first."""
        return [request.as_json() for request in self.record.requests]

    async def heard(self, chat_id: int, after: int = 0, wait_for: float = 5.0) -> Json:
        """The bot's first message with an id above `after`; TimeoutError after `wait_for` seconds."""
        listening = self.world.events.listen()
        try:
            async with asyncio.timeout(wait_for):
                while True:
                    for message in self.messages(chat_id):
                        if (
                            message["message_id"] > after
                            and message.get("from", {}).get("id") == self.world.bot_id
                        ):
                            return message
                    await listening.get()
        finally:
            self.world.events.leave(listening)

    # Trouble and time

    def add_fault(self, kind: str, **order: Any) -> Fault:
        """Let a fault wait; the order may name method, chat_id, times, chance, retry_after, seconds."""
        fault = fault_from({"kind": kind, **order})
        self.faults.add(fault)
        return fault

    async def jump(self) -> Json:
        """Ask the bot's clock to move to the next push, and move with it."""
        return await self._move("/clock/jump", {})

    async def set_clock(self, now: datetime) -> Json:
        """Ask the bot's clock to show `now`, and show it too."""
        return await self._move("/clock", {"now": now.isoformat()})

    async def restart(self, wait_for: float = SLOWEST_START) -> None:
        """Stop the bot's process, start it again and wait at most `wait_for` seconds until it listens."""
        if self.child is None:
            raise Impossible("the bot was not started by this sandbox")
        listens = self.world.updates.bot_listens
        listens.clear()
        await self.child.restart()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(listens.wait(), wait_for)
        self.world.events.tell("bot")

    async def _move(self, path: str, body: Json) -> Json:
        if self.bot_clock is None:
            raise Impossible("this bot's clock cannot be moved: the demo was started without one")
        try:
            async with (
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session,
                session.post(self.bot_clock + path, json=body) as response,
            ):
                told: Json = await response.json()
                if response.status >= 400 or "now" not in told:
                    raise Impossible(str(told.get("error", "the bot's clock did not move")))
        except (aiohttp.ClientError, TimeoutError):
            raise Impossible("the bot's clock does not answer; is the bot still starting?") from None
        self.world.clock.move_to(datetime.fromisoformat(told["now"]))
        self.world.events.tell("clock")
        return told

    def _id(self, who: "int | str") -> int:
        return self.world.bot_id if who == "bot" else int(who)


async def answer_to(query: Query, wait_for: float) -> Json:
    """What the bot answered to a pressed button within `wait_for` seconds, None for nothing."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(query.answered.wait(), wait_for)
    return {"answer": query.answer, "answered_after": query.answered_after}


def _owner(chat: Chat) -> int:
    return next(user_id for user_id, member in chat.members.items() if member.status == "creator")


def _buttons(message: Json) -> list[Json]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def _find_button(chat: Chat, wanted: str, message_id: int | None) -> tuple[int, Json] | None:
    for number in sorted(chat.messages, reverse=True) if message_id is None else [message_id]:
        for button in _buttons(chat.messages.get(number, {})):
            if wanted in {button["text"], button.get("callback_data")}:
                return number, button
    return None


def _labels(chat: Chat) -> list[str]:
    return [button["text"] for message in chat.messages.values() for button in _buttons(message)]
