"""Answers to pressed buttons, which must come in time and only once."""

from sandbox.entities import utf16_length
from sandbox.methods.register import Call, bot_method
from sandbox.parameters import FLAG, TEXT, WHOLE
from sandbox.shapes import bad

LONGEST_ANSWER = 200
TOO_LATE = "query is too old and response timeout expired or query ID is invalid"


@bot_method(
    "answerCallbackQuery", callback_query_id=TEXT, text=TEXT, show_alert=FLAG, url=TEXT, cache_time=WHOLE
)
def answer_callback_query(call: Call) -> bool:
    """answerCallbackQuery."""
    world = call.world
    query = world.queries.get(call.text("callback_query_id"))
    if query is None:
        raise bad(TOO_LATE)
    after = world.clock.monotonic() - query.pressed_at
    if query.answer is not None or after > world.late_after:
        raise bad(TOO_LATE)
    if utf16_length(call.text("text")) > LONGEST_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    query.answer = {
        "text": call.given.get("text") or None,
        "show_alert": call.flag("show_alert"),
        "url": call.given.get("url") or None,
    }
    query.answered_after = after
    query.answered.set()
    return True
