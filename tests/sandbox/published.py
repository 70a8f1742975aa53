"""What the bot asked, checked against the Bot API as aiogram's authors typed it, who did not write ours."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import aiogram.methods
from aiogram.methods.base import TelegramMethod
from pydantic import BaseModel, ValidationError

Request = Mapping[str, Any]
# Refusals that say the bot asked something wrong; 403, 429 and 5xx may meet any well-behaved bot.
BOTS_OWN_FAULT = frozenset({400, 401, 404, 409, 413})


def complaints(request: Request) -> list[str]:
    """What is wrong with one recorded request; nothing when it is as published."""
    name = str(request["method"])
    model = _model(name)
    if model is None:
        return [f"{name}: no such method"]
    given = {key: _as_sent(key, value) for key, value in request["parameters"].items()}
    try:
        typed = model.model_validate_json(json.dumps(given), strict=True)
    except ValidationError as problem:
        return [f"{name}.{_place(error['loc'])}: {error['msg']}" for error in problem.errors()]
    return [f"{name}: unknown or withdrawn parameter {path}" for path in _strangers(typed)]


def assert_well_formed(requests: Sequence[Request]) -> None:
    """Fail unless the bot asked something and every request is as published."""
    assert requests, "the bot asked nothing"
    found = [
        f"request {request['n']}: {complaint}" for request in requests for complaint in complaints(request)
    ]
    assert not found, "\n".join(found)


def assert_none_refused(requests: Sequence[Request], *but: str) -> None:
    """Fail when Telegram refused something as wrong, but for ordered faults and errors that contain `but`."""
    refused = [
        f"request {request['n']} {request['method']}: {request['status']} {request.get('error')}"
        for request in requests
        if request["status"] in BOTS_OWN_FAULT
        and not request.get("fault")
        and not any(words in str(request.get("error")) for words in but)
    ]
    assert not refused, "\n".join(refused)


def _model(name: str) -> type[TelegramMethod[Any]] | None:
    found = getattr(aiogram.methods, name[:1].upper() + name[1:], None)
    return found if isinstance(found, type) and issubclass(found, TelegramMethod) else None


def _as_sent(name: str, value: object) -> object:
    """An uploaded file is recorded by its name, kind and size; aiogram knows it as an attachment."""
    if isinstance(value, dict) and set(value) == {"file_name", "mime_type", "size"}:
        return f"attach://{name}"
    return value


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location)


def _strangers(model: BaseModel, path: str = "") -> Iterator[str]:
    """Everything given that the published type lacks, or has only for old callers, however deep."""
    for name in model.model_extra or {}:
        yield path + name
    fields = type(model).model_fields
    for name in model.model_fields_set & set(fields):
        extra = fields[name].json_schema_extra
        if isinstance(extra, dict) and extra.get("deprecated"):
            yield path + name
        yield from _inside(getattr(model, name), f"{path}{name}.")


def _inside(value: object, path: str) -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from _strangers(value, path)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _inside(item, f"{path}{number}.")
