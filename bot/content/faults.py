"""Says what is wrong with a content file in words that a physiotherapist understands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.content.lines import Path, line_of

# The parts of an exercise that are keyed by level.
BY_LEVEL = ("doses", "doses_without_band")


@dataclass(frozen=True)
class Fault:
    """One thing wrong in one file."""

    file: str
    line: int | None
    field: str | None
    message: str

    def __str__(self) -> str:
        where = [self.file]
        if self.line is not None:
            where.append(f"line {self.line}")
        if self.field:
            where.append(f"field {self.field}")
        return f"{', '.join(where)}: {self.message}"


class BadContent(Exception):
    """Some content files are wrong; each fault is on a line of its own."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = tuple(
            sorted(faults, key=lambda fault: (fault.file, fault.line or 0, fault.field or ""))
        )
        super().__init__("\n".join(str(fault) for fault in self.faults))


def faults_of(
    error: ValidationError, file: str, lines: Mapping[Path, int], model: type[BaseModel]
) -> Iterator[Fault]:
    """Each error of one file as a fault."""
    names = _field_names(model)
    for detail in error.errors():
        path = tuple(part for part in detail["loc"] if part != "[key]")
        yield Fault(file, line_of(lines, _as_written(path)), field_name(path), _in_words(detail, names))


def field_name(path: Path) -> str | None:
    """A path as a person counts: the first element of a list is 1."""
    # The levels of doses are numbers too, and are keys: nothing to count from.
    shown = [
        str(part + 1) if isinstance(part, int) and path[at - 1] not in BY_LEVEL else str(part)
        for at, part in enumerate(path)
    ]
    return ".".join(shown) or None


def _as_written(path: Path) -> Path:
    return tuple(str(part) if at and path[at - 1] in BY_LEVEL else part for at, part in enumerate(path))


def _field_names(model: type[BaseModel]) -> set[str]:
    names: set[str] = set()
    waiting: list[Any] = [model]
    seen: list[Any] = []
    while waiting:
        kind = waiting.pop()
        if kind in seen:
            continue
        seen.append(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            names |= set(kind.model_fields)
            waiting += [field.annotation for field in kind.model_fields.values()]
        waiting += getattr(kind, "__args__", ())
    return names


def _in_words(detail: ErrorDetails, names: set[str]) -> str:
    kind, limits, given = detail["type"], detail.get("ctx", {}), detail["input"]
    if kind == "extra_forbidden":
        close = get_close_matches(str(detail["loc"][-1]), sorted(names), n=1)
        return "is not a name we know here" + (f"; did you mean {close[0]}?" if close else "")
    if kind == "value_error":
        return str(limits["error"])
    if kind in ("literal_error", "enum"):
        return f"must be one of {limits['expected']}"
    if kind in ("too_short", "too_long"):
        least = kind == "too_short"
        number = limits["min_length"] if least else limits["max_length"]
        return f"must have at {'least' if least else 'most'} {number}, and has {limits['actual_length']}"
    if kind == "string_too_long":
        return f"must be at most {limits['max_length']} characters, and has {len(str(given).strip())}"
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(str(limits["pattern"]), "is not written the way it must be")
    if kind in _LIMITS:
        return f"must be {_LIMITS[kind][0]} {limits[_LIMITS[kind][1]]}"
    return _PLAIN.get(kind, detail["msg"])


_LIMITS = {
    "greater_than": ("more than", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than_equal": ("at most", "le"),
}
_PLAIN = {
    "missing": "is missing",
    "string_too_short": "must not be empty",
    "string_type": 'must be text between quotes, such as "left"',
    "int_type": "must be a whole number without quotes",
    "float_type": "must be a number without quotes",
    "finite_number": "must be a plain number",
    "bool_type": "must be true or false, without quotes",
    "date_type": "must be a date without quotes, such as 2026-11-23",
    "date_from_datetime_parsing": "must be a date without quotes, such as 2026-11-23",
    "date_from_datetime_inexact": "must be a date without a time, such as 2026-11-23",
    "time_type": "must be a time without quotes, such as 08:00:00",
    "time_parsing": "must be a time without quotes, such as 08:00:00",
    "tuple_type": 'must be a list between [ and ], such as ["mat"]',
    "mapping_type": "must be a part of its own with names and values",
    "dict_type": "must be a part of its own with names and values",
    "model_type": "must be a part of its own with names and values",
}
_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "must be small letters, digits and _ only, such as glute_bridge",
    r"^[a-z]{2}$": "must be a language in two small letters, such as en",
    r"^#[0-9a-f]{6}$": "must be a colour such as #2f78d6",
    r"^[A-Z]{2}$": "must be a country in two capital letters, such as DE",
    r"^\d{2,5}$": "must be two to five digits and nothing else",
    r"^https?://\S+$": "must be a full link that begins with https://",
    r"^\d{4}-\d{2}-\d{2}\.\d+$": 'must be a date and a number, such as "2026-11-23.1"',
}
