"""How the bot hears: long polling or a webhook, and who the bot is."""

import re
from collections.abc import Awaitable

from sandbox.methods.register import Call, bot_method
from sandbox.parameters import FILE, FLAG, JSON, TEXT, WHOLE
from sandbox.shapes import Json, bad

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
LONGEST_POLL = 50


@bot_method("getMe")
def get_me(call: Call) -> Json:
    """getMe."""
    return {**call.world.bot, "can_read_all_group_messages": not call.world.privacy_is_on}


@bot_method("getUpdates", offset=WHOLE, limit=WHOLE, timeout=WHOLE, allowed_updates=JSON)
def get_updates(call: Call) -> Awaitable[list[Json]]:
    """getUpdates."""
    call.world.updates.allow(call.given.get("allowed_updates"))
    timeout_for = max(0, min(call.whole("timeout"), LONGEST_POLL))
    return call.world.updates.poll(call.whole("offset"), call.whole("limit", 100), timeout_for)


@bot_method(
    "setWebhook",
    url=TEXT,
    certificate=FILE,
    ip_address=TEXT,
    max_connections=WHOLE,
    allowed_updates=JSON,
    drop_pending_updates=FLAG,
    secret_token=TEXT,
)
def set_webhook(call: Call) -> bool:
    """setWebhook; plain http is taken too, as a Bot API server of one's own takes it."""
    url, secret = call.text("url"), call.text("secret_token")
    if url and not url.startswith(("http://", "https://")):
        raise bad("bad webhook: invalid webhook URL specified")
    if secret and not SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    connections = call.whole("max_connections", 40)
    if not 1 <= connections <= 100:
        raise bad("invalid max_connections value specified")
    call.world.updates.allow(call.given.get("allowed_updates"))
    if call.flag("drop_pending_updates"):
        call.world.updates.drop()
    call.world.webhook.set(url, secret, connections)
    return True


@bot_method("deleteWebhook", drop_pending_updates=FLAG)
def delete_webhook(call: Call) -> bool:
    """deleteWebhook."""
    if call.flag("drop_pending_updates"):
        call.world.updates.drop()
    call.world.webhook.set("", "", 40)
    return True


@bot_method("getWebhookInfo")
def get_webhook_info(call: Call) -> Json:
    """getWebhookInfo."""
    return call.world.webhook.info()
