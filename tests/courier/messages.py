"""Who is written to in these tests, and what they are sent."""

from dataclasses import replace

from telegram import Bot

from bot.deliveries import (
    Button,
    Message,
    Picture,
)
from bot.transport import AiohttpRequest
from sandbox import Sandbox

ADA = 1001
WARM_UP = Message("<b>Warm-up</b>", ((Button("Done", "routine:1:done"),),))
MP4 = b"\0\0\0\x18ftypisom" + bytes(64)
BRIDGE = Picture("bridge.mp4", "b1", 640, 480, 2.96)
CLAMSHELL = Picture("clamshell.mp4", "c1", 640, 480, 3.0)
SHOWN = replace(WARM_UP, picture=BRIDGE)


def bot_in(sandbox: Sandbox) -> Bot:
    """The bot's way to this stand-in."""
    return Bot(sandbox.token, base_url=f"{sandbox.url}/bot", request=AiohttpRequest())
