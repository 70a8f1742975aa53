"""The check against aiogram's types catches what a careless bot would send."""

from typing import Any

import pytest

from sandbox.methods import METHODS
from tests.sandbox.published import assert_none_refused, assert_well_formed, complaints

GOOD = {
    "chat_id": 1001,
    "text": "Hello",
    "reply_markup": {"inline_keyboard": [[{"text": "Start", "callback_data": "start:1"}]]},
}


def asked(method: str, **parameters: Any) -> dict[str, Any]:
    """A request as the sandbox records it."""
    return {"n": 1, "method": method, "parameters": parameters, "status": 200}


def test_a_request_as_published_passes() -> None:
    assert_well_formed([asked("sendMessage", **GOOD)])
    assert complaints(asked("sendMessage", **GOOD)) == []


def test_an_uploaded_photo_passes() -> None:
    photo = {"file_name": "chart.png", "mime_type": "image/png", "size": 100}
    assert complaints(asked("sendPhoto", chat_id=1, photo=photo, caption="Your week")) == []


@pytest.mark.parametrize(
    ("method", "parameters", "words"),
    [
        ("sendMessage", GOOD | {"colour": "red"}, "colour"),
        ("sendMessage", GOOD | {"text": 7}, "text"),
        ("sendMessage", GOOD | {"disable_notification": "yes"}, "disable_notification"),
        ("sendMessage", {"chat_id": 1001}, "text"),
        ("sendMessage", GOOD | {"reply_to_message_id": 5}, "reply_to_message_id"),
        (
            "sendMessage",
            GOOD | {"link_preview_options": {"is_disabled": True, "off": 1}},
            "link_preview_options.off",
        ),
        (
            "sendMessage",
            GOOD | {"reply_markup": {"inline_keyboard": [[{"text": "x", "data": "y"}]]}},
            "0.0.data",
        ),
        ("sendMessage", GOOD | {"reply_markup": {"inline_keyboard": [[{"text": 5}]]}}, "inline_keyboard"),
        ("setMyCommands", {"commands": [{"command": "today", "about": "x"}]}, "description"),
        ("setMyCommands", {"commands": [], "scope": {"type": "everywhere"}}, "scope"),
        ("editMessageMedia", {"media": {"type": "photo", "media": "id", "size": 3}}, "media.size"),
        ("sendMediaGroup", {"chat_id": 1, "media": [{"type": "photo", "media": 5}]}, "media"),
        ("sendMesage", GOOD, "no such method"),
    ],
)
def test_a_request_that_is_not_as_published_fails(
    method: str, parameters: dict[str, Any], words: str
) -> None:
    with pytest.raises(AssertionError, match=words):
        assert_well_formed([asked(method, **parameters)])


def test_a_bot_that_asked_nothing_proves_nothing() -> None:
    with pytest.raises(AssertionError, match="nothing"):
        assert_well_formed([])


def test_a_refused_request_fails_unless_it_was_ordered() -> None:
    refused = asked("sendMessage", **GOOD) | {"status": 400, "error": "Bad Request: chat not found"}
    with pytest.raises(AssertionError, match="chat not found"):
        assert_none_refused([refused])
    assert_none_refused([refused | {"fault": "400_chat_not_found"}, asked("getMe")])
    assert_none_refused([refused], "chat not found")
    assert_none_refused([refused | {"status": 403}])


@pytest.mark.parametrize("name", sorted(METHODS))
def test_every_method_has_only_published_parameters(name: str) -> None:
    import aiogram.methods

    method = METHODS[name]
    model = getattr(aiogram.methods, method.name[0].upper() + method.name[1:])
    assert set(method.kinds) <= set(model.model_fields)
