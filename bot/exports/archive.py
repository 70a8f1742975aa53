"""The ZIP, or several where one is too large to send: tables, all again as JSON, a page on the fields."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from io import BytesIO, TextIOWrapper
from itertools import chain
from typing import Any, TextIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo
from zoneinfo import ZoneInfo

from bot.exports.cells import cell, columns, plain

Record = Mapping[str, Any]

# Telegram takes 50 MB of a bot's file.
FILE_AT_MOST = 45_000_000

_END = "\n]"


class Archive:
    """A ZIP of all parts, by name: the readme as README.txt, `<name>.csv` each, everything.json of all.

    One that grew beyond `at_most` bytes ends there, and another one goes on with the next record; from the
    second on the files carry its number. A part is gone through twice, record by record, so what it opens as
    it is gone through is never all in memory. Its records have the same fields. One without records has no
    table.
    """

    def __init__(
        self,
        parts: Mapping[str, Iterable[Record]],
        *,
        readme: str,
        zone: str,
        made_at: datetime,
        at_most: int = FILE_AT_MOST,
    ) -> None:
        self._parts, self._readme, self._at_most = parts, readme, at_most
        self._clock = ZoneInfo(zone)
        self._made_at = made_at.astimezone(self._clock)
        self._zips: Iterator[bytes] = iter(())

    def first(self) -> bytes:
        """The first ZIP, begun anew whenever it is asked for; mostly the only one."""
        self._zips = self._made()
        return next(self._zips)

    def following(self) -> bytes | None:
        """The one after that which was given last; None where that had the end."""
        return next(self._zips, None)

    def _made(self) -> Iterator[bytes]:
        zipped = _Zip(self._readme, self._made_at, self._clock, self._at_most)
        for name, records in self._parts.items():
            lines = iter(records)
            while (first := next(lines, None)) is not None:
                # A ZIP is full as a table ends with it: the next begins with what is next.
                if zipped.is_full:
                    yield zipped.content()
                    zipped = zipped.after()
                # Spreadsheets read a file as UTF-8 only where it begins with the mark for it.
                with zipped.file(f"{name}.csv", mark=True) as text:
                    _table(text, chain([first], lines), zipped)
        # `None` begins a part.
        items = ((name, it) for name, records in self._parts.items() for it in chain([None], records))
        made_at, zone = _written(plain(self._made_at, self._clock)), _written(self._clock.key)
        head = f'{{\n"made_at": {made_at},\n"zone": {zone}'
        item = next(items, None)
        while True:
            if zipped.is_full:
                yield zipped.content()
                zipped = zipped.after()
            with zipped.file("everything.json") as text:
                text.write(head)
                item = _json(text, item, items, zipped)
            if item is None:
                break
        yield zipped.content()


class _Zip:
    """One file of an archive while it is written."""

    def __init__(
        self, readme: str, made_at: datetime, clock: ZoneInfo, at_most: int, number: int = 1
    ) -> None:
        self.clock = clock
        self._readme, self._made_at, self._at_most, self._number = readme, made_at, at_most, number
        self._written = BytesIO()
        self._zip = ZipFile(self._written, "w", ZIP_DEFLATED)
        with self.file("README.txt", mark=True) as text:
            text.write(readme.replace("\n", "\r\n"))

    def after(self) -> "_Zip":
        return _Zip(self._readme, self._made_at, self.clock, self._at_most, self._number + 1)

    @property
    def is_full(self) -> bool:
        # What is still being compressed is not counted: a few hundred kilobytes.
        return self._written.tell() >= self._at_most

    def file(self, name: str, *, mark: bool = False) -> TextIOWrapper:
        stem, dot, ending = name.rpartition(".")
        if self._number > 1:
            name = f"{stem}-{self._number}{dot}{ending}"
        entry = ZipInfo(name, self._made_at.timetuple()[:6])
        entry.compress_type = ZIP_DEFLATED
        # Half a character, as JSON from outside may hold, is written as the escape that means it.
        return TextIOWrapper(
            self._zip.open(entry, "w", force_zip64=True),
            encoding="utf-8-sig" if mark else "utf-8",
            errors="backslashreplace",
            newline="",
        )

    def content(self) -> bytes:
        self._zip.close()
        return self._written.getvalue()


def _table(text: TextIO, records: Iterator[Record], zipped: _Zip) -> None:
    """Writes records until there are no more or the ZIP is full."""
    writer: csv.DictWriter[str] | None = None
    for record in records:
        fields = columns(plain(record, zipped.clock))
        if writer is None:
            writer = csv.DictWriter(text, list(columns(record)))
            writer.writeheader()
        writer.writerow({name: cell(value) for name, value in fields.items()})
        if zipped.is_full:
            return


Item = tuple[str, Record | None]


def _json(text: TextIO, item: Item | None, items: Iterator[Item], zipped: _Zip) -> Item | None:
    """Writes parts and their records from `item` on until the ZIP is full; gives what comes next."""
    part, between = "", ""
    while item is not None and not (part and zipped.is_full):
        name, record = item
        if name != part:
            text.write(f"{_END if part else ''},\n{_written(name)}: [")
            part, between = name, "\n"
        if record is not None:
            text.write(between + _written(plain(record, zipped.clock)))
            between = ",\n"
        item = next(items, None)
    text.write(f"{_END if part else ''}\n}}\n")
    return item


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
