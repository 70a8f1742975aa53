"""Whatever a bot sends is answered or refused; nothing breaks the sandbox."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox import Sandbox
from sandbox.methods import METHODS, Call, Method
from sandbox.shapes import Json, Refusal

WORDS = st.sampled_from(
    ["", "x", "<b>x", "HTML", "photo", "chat", "default", "attach://y", "@x", "emoji", "😀"]
)
NAMES = st.sampled_from(
    [
        "type",
        "inline_keyboard",
        "keyboard",
        "text",
        "callback_data",
        "url",
        "message_id",
        "chat_id",
        "user_id",
        "command",
        "description",
        "media",
        "caption",
        "offset",
        "length",
    ]
)
SIMPLE = st.none() | st.booleans() | st.integers(-2, 8) | st.just(1001) | st.floats(allow_nan=False) | WORDS
GARBAGE = st.recursive(
    SIMPLE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=8,
)


def populated() -> Sandbox:
    """A person who started, a forum the bot runs, a few messages; no server."""
    sandbox = Sandbox(limits=False)
    ada = sandbox.add_person("Ada", started=True).id
    forum = sandbox.add_chat("supergroup", "Forum", [ada], owner=ada, is_forum=True)
    sandbox.add_member(forum.id, "bot", by=ada)
    sandbox.promote(forum.id, "bot", {}, by=ada)
    sandbox.add_topic(forum.id, "Warm-ups")
    return sandbox


def answer(sandbox: Sandbox, method: Method, parameters: Json) -> object:
    """What the bot would be told: a result, or the body of a refusal."""
    try:
        return method.run(Call(sandbox.world, parameters))
    except Refusal as refusal:
        return refusal.body()


@pytest.mark.parametrize("name", sorted(set(METHODS) - {"getupdates", "setwebhook", "deletewebhook"}))
def test_garbage_is_refused_or_answered(name: str) -> None:
    method = METHODS[name]
    sandbox = populated()
    places = st.sampled_from([1001, next(chat for chat in sandbox.world.chats if chat < 0)]) | GARBAGE
    strategy: dict[str, st.SearchStrategy[Any]] = {
        kind: places if kind == "chat_id" else GARBAGE for kind in method.kinds
    }

    @settings(
        max_examples=25,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.fixed_dictionaries({}, optional=strategy))
    def answered_or_refused(parameters: Json) -> None:
        assert answer(sandbox, method, parameters) is not None

    answered_or_refused()
