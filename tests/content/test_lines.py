"""Each part of a content file is found on the line it begins on, whatever valid file it is."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import FOLDER
from bot.content.lines import line_of, lines_of


def paths_of(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [path, *(p for key, below in value.items() for p in paths_of(below, (*path, key)))]
    if isinstance(value, list):
        return [path, *(p for at, below in enumerate(value) for p in paths_of(below, (*path, at)))]
    return [path]


TOML = """
# a comment with [brackets] and a = sign
title = "a # in quotes, and \\" one"
"quoted key" = 'it''s not this'
dotted.key.here = 1

[table] # trailing
long = \"\"\"
[not a table]
key = "not a key"
\"\"\"
list = [
    "first", # one, [two
    "second, with a comma",
    { inline = [1, 2], other = "}" },
    [3, 4],
]

[[rows]]
name = "a"
[rows.below]
deep = 1
[[rows.inner]]
x = 1
[[rows.inner]]
x = 2
[[rows]]
name = "b"
[[rows.inner]]
x = 3
"""


def test_every_part_of_a_file_is_found_on_its_line() -> None:
    text = TOML.replace("''s not this'", " is'")
    lines = lines_of(text)
    written_lines = text.splitlines()
    found = {path: written_lines[line_of(lines, path) - 1].strip() for path in paths_of(tomllib.loads(text))}
    assert found["title",].startswith("title")
    assert found["quoted key",].startswith('"quoted key"')
    assert found["dotted", "key", "here"] == "dotted.key.here = 1"
    assert found["table",].startswith("[table]")
    assert found["table", "list", 1] == '"second, with a comma",'
    assert found["table", "list", 2].startswith("{ inline")
    assert found["table", "list", 3] == "[3, 4],"
    assert found["rows", 0, "below", "deep"] == "deep = 1"
    assert found["rows", 0, "inner", 1, "x"] == "x = 2"
    assert found["rows", 1, "name"] == 'name = "b"'
    assert found["rows", 1, "inner", 0, "x"] == "x = 3"


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*/*.toml")), ids=lambda file: file.stem)
def test_every_key_of_our_own_files_has_a_line_of_its_own(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines = lines_of(text)
    for path in paths_of(tomllib.loads(text)):
        line = text.splitlines()[line_of(lines, path) - 1]
        last = path[-1] if path else ""
        assert isinstance(last, int) or last in line


@given(st.text(alphabet="ab=[]{}\"'#.,\\ \n1", max_size=60))
def test_no_valid_file_confuses_the_search_for_lines(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = lines_of(text)
    assert all(1 <= line_of(lines, path) <= text.count("\n") + 1 for path in paths_of(data))
