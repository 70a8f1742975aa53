"""Plain values as text: a record's columns and cells for a spreadsheet, and its form in JSON."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

# A spreadsheet takes a cell that begins with one of these for a formula, or for the end of the cell before.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain(value: Any, zone: ZoneInfo) -> Any:
    """The value in JSON's own types: instants as ISO 8601 on the wall clock of `zone`, sets in order."""
    match value:
        case datetime():
            return value.astimezone(zone).isoformat(timespec="seconds")
        case date() | time():
            return value.isoformat()
        case Mapping():
            return {str(key): plain(inner, zone) for key, inner in value.items()}
        case set() | frozenset():
            return sorted(plain(inner, zone) for inner in value)
        case list() | tuple():
            return [plain(inner, zone) for inner in value]
    return value


def columns(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record in one line: what stands inside another value gets a name such as `answers.side`."""
    flat: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, Mapping):
            flat |= {f"{name}.{inner}": it for inner, it in columns(value).items()}
        else:
            flat[name] = value
    return flat


def cell(value: Any) -> str | int | float:
    """What stands in one cell of a spreadsheet; text is never taken for a formula."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return value
        case list():
            return cell("; ".join(_item(one) for one in value))
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _item(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ".join(f"{name}={_item(inner)}" for name, inner in value.items())
    inner: Iterable[Any] = value if isinstance(value, list) else [value]
    return " ".join(str(cell(one)) for one in inner)
