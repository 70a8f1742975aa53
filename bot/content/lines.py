"""Where in a TOML file each value stands, so that a fault can name its line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property

Path = tuple[str | int, ...]

_HEADER = re.compile(r"\[(\[)?(.*?)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)\s*(\.)?""")


def lines_of(text: str) -> Mapping[Path, int]:
    """The line (from 1) on which each key, table and list element of a valid TOML text begins."""
    found: dict[Path, int] = {(): 1}
    counts: dict[Path, int] = {}
    table: Path = ()
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line_text = text[at:end].strip()
        line = text.count("\n", 0, at) + 1
        if not line_text or line_text.startswith("#"):
            at = end + 1
        elif header := _HEADER.match(line_text):
            table = _table(tuple(_keys(header[2])), bool(header[1]), counts)
            _note(found, table, 0, line)
            at = end + 1
        else:
            keys, after = _key_before_equals(text, at)
            path = table + keys
            _note(found, path, len(table), line)
            at = _past_value(text, after, path, found)
    return found


class Lines(Mapping[Path, int]):
    """The same, looked for when one is asked for: only a fault asks, and reading for it costs a start more
    than reading what the text says.

    `first` is the line on which the text begins in its file; `beside` are lines of what follows it there.
    """

    def __init__(self, text: str, first: int = 1, beside: Mapping[Path, int] | None = None) -> None:
        self._text, self._first, self._beside = text, first, beside or {}

    @cached_property
    def _found(self) -> Mapping[Path, int]:
        found = {at: line + self._first - 1 for at, line in lines_of(self._text).items()}
        return {**found, **self._beside}

    def __getitem__(self, path: Path) -> int:
        return self._found[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """The line of `path`, or of the nearest thing around it (a missing key: the table it belongs in)."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _note(found: dict[Path, int], path: Path, known: int, line: int) -> None:
    for length in range(known + 1, len(path) + 1):
        found.setdefault(path[:length], line)


def _table(keys: Path, is_list: bool, counts: dict[Path, int]) -> Path:
    path: Path = ()
    for key in keys[:-1]:
        path = (*path, key)
        if path in counts:
            path = (*path, counts[path] - 1)
    path = (*path, keys[-1])
    if not is_list:
        return path
    counts[path] = counts.get(path, 0) + 1
    return (*path, counts[path] - 1)


def _keys(dotted: str) -> Iterator[str]:
    at = 0
    while key := _KEY.match(dotted, at):
        yield _plain(key[1])
        at = key.end()
        if not key[2]:
            return


def _plain(key: str) -> str:
    if key.startswith('"'):
        return str(next(iter(tomllib.loads(f"{key} = 0"))))
    return key.strip("'")


def _key_before_equals(text: str, at: int) -> tuple[Path, int]:
    start = at
    while (key := _KEY.match(text, at)) and key[2]:
        at = key.end()
    equals = text.index("=", key.end() if key else at)
    return tuple(_keys(text[start:equals])), equals + 1


def _past_string(text: str, at: int) -> int:
    for quote in ('"""', "'''", '"', "'"):
        if text.startswith(quote, at):
            break
    at += len(quote)
    while not text.startswith(quote, at):
        at += 2 if text[at] == "\\" and quote[0] == '"' else 1
    at += len(quote)
    # A multi-line string may end in one or two quotes of its own.
    while len(quote) == 3 and text.startswith(quote[0], at):
        at += 1
    return at


def _past_value(text: str, at: int, path: Path, found: dict[Path, int]) -> int:
    """Skips one value and the rest of its line, noting the line of each element of a list."""
    open_: list[str] = []
    element, expected = 0, False
    while at < len(text):
        letter = text[at]
        if letter == "#":
            at = text.find("\n", at)
            if at < 0:
                return len(text)
            continue
        if letter == "\n" and not open_:
            return at + 1
        if expected and open_ == ["["] and letter not in " \t\r\n,]":
            found[(*path, element)] = text.count("\n", 0, at) + 1
            expected = False
        if letter in "\"'":
            at = _past_string(text, at)
            continue
        if letter in "[{":
            open_.append(letter)
            expected = expected or open_ == ["["]
        elif letter in "]}":
            open_.pop()
        elif letter == "," and open_ == ["["]:
            element, expected = element + 1, True
        at += 1
    return at
