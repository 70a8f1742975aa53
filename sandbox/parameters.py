"""What a request carries: parameters from query, form or JSON decoded to their kinds, and uploaded files."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import parse_qsl

from aiohttp import web

from sandbox.files import Upload
from sandbox.shapes import Json, Refusal, bad


class Kind(Enum):
    """What a parameter holds."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    FLAG = "flag"
    CHAT = "whole number or @username"
    JSON = "object or array"
    FILE = "file"


TEXT, WHOLE, NUMBER, FLAG, CHAT, JSON, FILE = Kind


@dataclass(slots=True)
class Asked:
    """A request's parameters by name and its files by the name of their part."""

    parameters: Json = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    as_json: bool = False


async def read_request(request: web.Request) -> Asked:
    """Everything a request carries, not yet decoded; 400 on a body that cannot be read."""
    asked = Asked(dict(request.query) if request.query_string else {})
    if request.method != "POST" or not request.can_read_body:
        return asked
    kind = request.content_type
    try:
        if kind == "application/json":
            _read_json(asked, await request.read())
        elif kind == "multipart/form-data":
            await _read_multipart(asked, request)
        else:
            body = (await request.read()).decode("utf-8", "replace")
            asked.parameters.update(parse_qsl(body, keep_blank_values=True))
    except web.HTTPRequestEntityTooLarge:
        raise Refusal(413, "Request Entity Too Large") from None
    return asked


def _read_json(asked: Asked, body: bytes) -> None:
    try:
        given = json.loads(body or b"{}")
    except ValueError:
        raise bad("can't parse request JSON object") from None
    if not isinstance(given, dict):
        raise bad("can't parse request JSON object")
    asked.parameters.update(given)
    asked.as_json = True


async def _read_multipart(asked: Asked, request: web.Request) -> None:
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            asked.uploads[name] = Upload(value.filename, value.content_type, value.file.read())
        else:
            asked.parameters[name] = value.decode() if isinstance(value, bytes | bytearray) else value


def decode(parameters: Json, kinds: Mapping[str, Kind]) -> Json:
    """Parameters with numbers, flags and objects read out of text; what cannot be read stays as it is."""
    decoded = {}
    for name, value in parameters.items():
        kind = kinds.get(name, TEXT)
        decoded[name] = _decoded(value, kind) if isinstance(value, str) and kind is not TEXT else value
    return decoded


def _decoded(value: str, kind: Kind) -> object:
    try:
        if kind is JSON:
            return json.loads(value)
        if kind is WHOLE or kind is CHAT:
            return int(value)
        if kind is NUMBER:
            return float(value)
    except ValueError:
        return value
    if kind is FLAG and value.lower() in {"true", "1", "yes"}:
        return True
    if kind is FLAG and value.lower() in {"false", "0", "no", ""}:
        return False
    return value


def unknown(asked: Asked, kinds: Mapping[str, Kind]) -> list[str]:
    """Names this method does not have, and files nobody refers to."""
    names = [name for name in asked.parameters if name not in kinds]
    loose = [name for name in asked.uploads if kinds.get(name) is not FILE]
    if loose:
        said = json.dumps(asked.parameters, default=str)
        names += [name for name in loose if f"attach://{name}" not in said]
    return names


def fits(value: object, kind: Kind) -> bool:
    """Whether a decoded value is of its kind."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    match kind:
        case Kind.TEXT:
            return isinstance(value, str)
        case Kind.WHOLE:
            return whole
        case Kind.NUMBER:
            return whole or isinstance(value, float)
        case Kind.FLAG:
            return isinstance(value, bool)
        case Kind.CHAT:
            return whole or isinstance(value, str)
        case Kind.JSON:
            return isinstance(value, dict | list)
    return isinstance(value, str | Upload)
