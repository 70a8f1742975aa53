"""The control side: what the page and the tests ask of this Telegram, as JSON under /api."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aiohttp import web

from sandbox import deeds
from sandbox.shapes import Impossible, Json
from sandbox.showing import chat_as_json, state, with_addresses

if TYPE_CHECKING:
    from sandbox import Sandbox

PAGE = Path(__file__).parent / "page"
HEARTBEAT = 15.0
Answerer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class _Conflict(Impossible):
    """The sandbox was not started in a way that allows this."""


def control_routes(sandbox: "Sandbox") -> list[web.AbstractRouteDef]:
    """Every route of the control side."""
    control = Control(sandbox)
    get, post = web.get, web.post
    chat = r"/api/chats/{chat_id:-?\d+}"
    routes: list[tuple[Callable[..., web.RouteDef], str, Answerer]] = [
        (get, "/api/state", control.state),
        (get, "/api/events", control.events),
        (get, "/api/files/{unique_id}", control.file),
        (post, "/api/people", control.add_person),
        (post, r"/api/people/{person_id:\d+}/delete", control.delete_person),
        (post, "/api/chats", control.add_chat),
        (get, chat + "/messages", control.messages),
        (post, chat + "/messages", control.say),
        (post, chat + "/edit", control.edit),
        (post, chat + "/press", control.press),
        (post, chat + "/vote", control.vote),
        (post, chat + "/block", control.block),
        (post, chat + "/unblock", control.unblock),
        (post, chat + "/members", control.members),
        (post, chat + "/promote", control.promote),
        (post, chat + "/permissions", control.permissions),
        (post, chat + "/migrate", control.migrate),
        (post, chat + "/topics", control.add_topic),
        (post, chat + r"/topics/{thread_id:\d+}/close", control.close_topic),
        (post, chat + r"/topics/{thread_id:\d+}/reopen", control.reopen_topic),
        (post, chat + r"/topics/{thread_id:\d+}/delete", control.delete_topic),
        (get, "/api/faults", control.faults),
        (post, "/api/faults", control.add_fault),
        (web.delete, "/api/faults", control.clear_faults),
        (get, "/api/requests", control.requests),
        (web.delete, "/api/requests", control.clear_requests),
        (post, "/api/clock/jump", control.jump),
        (post, "/api/clock", control.set_clock),
        (post, "/api/restart", control.restart),
        (get, "/", control.page),
        (get, "/page/{file:.+}", control.page),
    ]
    return [verb(path, _kind(answer)) for verb, path, answer in routes]


def _kind(answer: Answerer) -> Answerer:
    """Turn what cannot be done into a 4xx with a sentence."""

    async def kindly(request: web.Request) -> web.StreamResponse:
        # Another site open in the same browser has no business here.
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            return web.json_response({"error": "only the sandbox's own page may ask this"}, status=403)
        try:
            return await answer(request)
        except _Conflict as problem:
            return web.json_response({"error": str(problem)}, status=409)
        except Impossible as problem:
            return web.json_response({"error": str(problem)}, status=400)
        except (KeyError, TypeError, ValueError) as problem:
            return web.json_response(
                {"error": f"the request lacks or spoils something: {problem}"}, status=400
            )

    return kindly


async def _body(request: web.Request) -> Json:
    if not request.can_read_body:
        return {}
    given = json.loads(await request.read() or b"{}")
    if not isinstance(given, dict):
        raise Impossible("a JSON object is expected")
    return given


def _chat_id(request: web.Request) -> int:
    return int(request.match_info["chat_id"])


class Control:
    """Answers the page and the tests."""

    def __init__(self, sandbox: "Sandbox") -> None:
        self.sandbox = sandbox
        self.world = sandbox.world

    async def state(self, request: web.Request) -> web.Response:
        """What one viewer sees."""
        viewer = request.query.get("viewer")
        person = self.world.person(int(viewer) if viewer else min(self.world.people, default=None))
        return web.json_response(state(self.sandbox, person))

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events until the page closes."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
        )
        await response.prepare(request)
        await response.write(b": open\n\n")
        queue = self.world.events.listen()
        closing = asyncio.ensure_future(self.sandbox.api.closing.wait())
        event = asyncio.ensure_future(queue.get())
        try:
            while not closing.done():
                await asyncio.wait({event, closing}, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED)
                if event.done():
                    told = event.result()
                    line = {**told, "message": with_addresses(told["message"])}
                    await response.write(b"data: " + json.dumps(line).encode() + b"\n\n")
                    event = asyncio.ensure_future(queue.get())
                else:
                    await response.write(b": still here\n\n")
        except ConnectionError:
            pass
        finally:
            closing.cancel()
            event.cancel()
            self.world.events.leave(queue)
        return response

    async def file(self, request: web.Request) -> web.Response:
        """The content of a file."""
        kept = self.world.files.by_unique_id(request.match_info["unique_id"])
        if kept is None:
            raise web.HTTPNotFound
        return web.Response(body=kept.content, content_type=kept.mime_type or "application/octet-stream")

    async def add_person(self, request: web.Request) -> web.Response:
        """Open an account."""
        given = await _body(request)
        person = self.sandbox.add_person(
            str(given["first_name"]),
            given.get("language_code") or "en",
            given.get("username"),
            id=given.get("id"),
            started=given.get("started") is True,
        )
        return web.json_response(person.as_json())

    async def delete_person(self, request: web.Request) -> web.Response:
        """Delete an account."""
        self.sandbox.delete_person(int(request.match_info["person_id"]))
        return web.json_response({})

    async def add_chat(self, request: web.Request) -> web.Response:
        """Open a group, supergroup or channel."""
        given = await _body(request)
        chat = self.sandbox.add_chat(
            str(given["type"]),
            str(given["title"]),
            list(given.get("members") or []),
            int(given["owner"]),
            is_forum=given.get("is_forum") is True,
            username=given.get("username"),
            discusses=given.get("discusses"),
        )
        return web.json_response(chat_as_json(chat))

    async def messages(self, request: web.Request) -> web.Response:
        """The messages of a chat for one viewer."""
        chat_id = _chat_id(request)
        viewer = request.query.get("viewer")
        chat = self.world.chat(chat_id)
        if viewer is not None and not (chat_id == int(viewer) if chat.is_private else chat.has(int(viewer))):
            raise Impossible("this person is not in the chat")
        return web.json_response(
            {"messages": [with_addresses(told) for told in self.sandbox.messages(chat_id)]}
        )

    async def say(self, request: web.Request) -> web.Response:
        """A person writes."""
        given = await _body(request)
        return web.json_response(
            with_addresses(deeds.say(self.world, _chat_id(request), int(given["from"]), given))
        )

    async def edit(self, request: web.Request) -> web.Response:
        """A person changes their own text."""
        given = await _body(request)
        person_id, message_id, text = int(given["from"]), int(given["message_id"]), str(given["text"])
        return web.json_response(deeds.edit(self.world, _chat_id(request), person_id, message_id, text))

    async def press(self, request: web.Request) -> web.Response:
        """A person presses a button and waits for the answer."""
        given = await _body(request)
        chat_id, message_id = _chat_id(request), int(given["message_id"])
        button: dict[str, Any] = {"callback_data": given.get("data")}
        if given.get("data") is None:
            button = deeds.button(self.world, chat_id, message_id, int(given["row"]), int(given["column"]))
        return web.json_response(
            await self.sandbox.press_button(chat_id, int(given["from"]), message_id, button)
        )

    async def vote(self, request: web.Request) -> web.Response:
        """A person votes in a poll."""
        given = await _body(request)
        poll = self.sandbox.vote(int(given["from"]), str(given["poll_id"]), list(given["options"]))
        return web.json_response(poll)

    async def block(self, request: web.Request) -> web.Response:
        """A person blocks the bot."""
        self.sandbox.block(int((await _body(request)).get("from", _chat_id(request))))
        return web.json_response({})

    async def unblock(self, request: web.Request) -> web.Response:
        """A person unblocks the bot."""
        self.sandbox.unblock(int((await _body(request)).get("from", _chat_id(request))))
        return web.json_response({})

    async def members(self, request: web.Request) -> web.Response:
        """Someone is put in or taken out."""
        given = await _body(request)
        chat_id, by = _chat_id(request), int(given["by"])
        if "add" in given:
            self.sandbox.add_member(chat_id, given["add"], by)
        else:
            self.sandbox.remove_member(chat_id, given["remove"], by)
        return web.json_response(chat_as_json(self.world.chat(chat_id)))

    async def promote(self, request: web.Request) -> web.Response:
        """Someone becomes an administrator, or a member again."""
        given = await _body(request)
        self.sandbox.promote(_chat_id(request), given["who"], given.get("rights"), int(given["by"]))
        return web.json_response(chat_as_json(self.world.chat(_chat_id(request))))

    async def permissions(self, request: web.Request) -> web.Response:
        """What ordinary members may do changes."""
        self.sandbox.permit(_chat_id(request), await _body(request))
        return web.json_response(self.world.chat(_chat_id(request)).permissions)

    async def migrate(self, request: web.Request) -> web.Response:
        """A group becomes a supergroup."""
        return web.json_response(chat_as_json(self.sandbox.migrate(_chat_id(request))))

    async def add_topic(self, request: web.Request) -> web.Response:
        """A topic is opened."""
        given = await _body(request)
        topic = self.sandbox.add_topic(_chat_id(request), str(given["name"]), given.get("by"))
        return web.json_response(topic.as_json())

    async def close_topic(self, request: web.Request) -> web.Response:
        """A topic is closed."""
        topic = self.sandbox.close_topic(_chat_id(request), int(request.match_info["thread_id"]))
        return web.json_response(topic.as_json())

    async def reopen_topic(self, request: web.Request) -> web.Response:
        """A closed topic is open again."""
        topic = self.sandbox.reopen_topic(_chat_id(request), int(request.match_info["thread_id"]))
        return web.json_response(topic.as_json())

    async def delete_topic(self, request: web.Request) -> web.Response:
        """A topic is deleted with everything in it."""
        self.sandbox.delete_topic(_chat_id(request), int(request.match_info["thread_id"]))
        return web.json_response({})

    async def faults(self, request: web.Request) -> web.Response:
        """The faults that wait."""
        return web.json_response({"faults": [fault.as_json() for fault in self.sandbox.faults.waiting]})

    async def add_fault(self, request: web.Request) -> web.Response:
        """Another fault waits."""
        given = await _body(request)
        fault = self.sandbox.add_fault(**{"kind": "", **given})
        return web.json_response(fault.as_json())

    async def clear_faults(self, request: web.Request) -> web.Response:
        """No fault waits any more."""
        self.sandbox.faults.clear()
        return web.json_response({})

    async def requests(self, request: web.Request) -> web.Response:
        """What the bot asked after request number `after`."""
        after = int(request.query.get("after", 0))
        told = [asked.as_json() for asked in self.sandbox.record.requests if asked.n > after]
        record = self.sandbox.record
        return web.json_response(
            {"requests": told, "count": sum(record.counts.values()), "counts": record.counts}
        )

    async def clear_requests(self, request: web.Request) -> web.Response:
        """Forget what the bot asked."""
        self.sandbox.record.clear()
        return web.json_response({})

    async def jump(self, request: web.Request) -> web.Response:
        """To the next push."""
        self._needs(self.sandbox.bot_clock is not None, "this demo has no clock to move")
        return web.json_response(await self.sandbox.jump())

    async def set_clock(self, request: web.Request) -> web.Response:
        """To a given instant."""
        self._needs(self.sandbox.bot_clock is not None, "this demo has no clock to move")
        now = datetime.fromisoformat(str((await _body(request))["now"]))
        if now.tzinfo is None:
            raise Impossible("the time needs its distance from UTC, such as +00:00")
        return web.json_response(await self.sandbox.set_clock(now))

    async def restart(self, request: web.Request) -> web.Response:
        """Stop the bot and start it again."""
        self._needs(self.sandbox.child is not None, "the bot was not started by this sandbox")
        await self.sandbox.restart()
        return web.json_response({})

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The page and its files."""
        wanted = (PAGE / request.match_info.get("file", "index.html")).resolve()
        if not wanted.is_relative_to(PAGE) or not wanted.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(wanted, headers={"Cache-Control": "no-cache"})

    def _needs(self, condition: bool, otherwise: str) -> None:
        if not condition:
            raise _Conflict(otherwise)
