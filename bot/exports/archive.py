"""The ZIP: a table of each part for a spreadsheet, all of it again as JSON, and a page on the fields."""

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


def archive(parts: Mapping[str, Iterable[Record]], *, readme: str, zone: str, made_at: datetime) -> bytes:
    """A ZIP of all parts, by name: `readme` as README.txt, `<name>.csv` each, everything.json of all.

    A part is gone through twice, record by record, so what it opens as it is gone through is never all in
    memory. Its records have the same fields. One without records has no table.
    """
    clock = ZoneInfo(zone)
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as zipped:

        def file(name: str, *, mark: bool = False) -> TextIOWrapper:
            entry = ZipInfo(name, made_at.astimezone(clock).timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            # Half a character, as JSON from outside may hold, is written as the escape that means it.
            return TextIOWrapper(
                zipped.open(entry, "w", force_zip64=True),
                encoding="utf-8-sig" if mark else "utf-8",
                errors="backslashreplace",
                newline="",
            )

        with file("README.txt", mark=True) as text:
            text.write(readme.replace("\n", "\r\n"))
        for name, records in parts.items():
            lines = iter(records)
            first = next(lines, None)
            if first is None:
                continue
            # Spreadsheets read a file as UTF-8 only where it begins with the mark for it.
            with file(f"{name}.csv", mark=True) as text:
                _table(text, first, lines, clock)
        with file("everything.json") as text:
            text.writelines(_json(parts, clock, zone, made_at))
    return written.getvalue()


def _table(text: TextIO, first: Record, others: Iterator[Record], zone: ZoneInfo) -> None:
    heads = list(columns(first))
    writer = csv.DictWriter(text, heads)
    writer.writeheader()
    for record in chain([first], others):
        writer.writerow({name: cell(value) for name, value in columns(plain(record, zone)).items()})


def _json(
    parts: Mapping[str, Iterable[Record]], clock: ZoneInfo, zone: str, made_at: datetime
) -> Iterator[str]:
    yield f'{{\n"made_at": {_written(plain(made_at, clock))},\n"zone": {_written(zone)}'
    for name, records in parts.items():
        yield f",\n{_written(name)}: ["
        between = "\n"
        for record in records:
            yield between + _written(plain(record, clock))
            between = ",\n"
        yield "\n]"
    yield "\n}\n"


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
