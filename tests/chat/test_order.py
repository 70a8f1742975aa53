"""Updates of one chat keep their order; a chat that writes a lot takes nobody else's place."""

import asyncio
from typing import Any

from telegram import Update

from bot.chat.order import AT_ONCE, InOrder


def update(chat_id: int) -> Update:
    chat = {"id": chat_id, "type": "private", "first_name": "A"}
    message = {"message_id": 1, "date": 0, "chat": chat, "text": "hello"}
    read: Any = Update.de_json({"update_id": 1, "message": message}, None)
    assert isinstance(read, Update)
    return read


async def test_a_chats_updates_are_handled_one_after_the_other_in_order() -> None:
    order, done, at_work = InOrder(), [], 0

    async def handle(n: int) -> None:
        nonlocal at_work
        at_work += 1
        assert at_work == 1
        await asyncio.sleep(0)
        done.append(n)
        at_work -= 1

    await asyncio.gather(*(order.process_update(update(1), handle(n)) for n in range(50)))
    assert done == list(range(50))


async def test_a_chat_that_waits_holds_up_nobody_else() -> None:
    order, release, answered = InOrder(), asyncio.Event(), []

    async def wait() -> None:
        await release.wait()

    async def answer() -> None:
        answered.append("other")

    waiting = [asyncio.ensure_future(order.process_update(update(1), wait())) for _ in range(AT_ONCE * 2)]
    await asyncio.sleep(0)
    await asyncio.wait_for(order.process_update(update(2), answer()), 5)
    assert answered == ["other"]
    release.set()
    await asyncio.gather(*waiting)
