"""The ZIP of an export: tables that no spreadsheet misreads, JSON that is exact, little in memory."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from io import BytesIO, StringIO
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest

from bot.exports import Archive

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def made(**parts: Any) -> ZipFile:
    archive = Archive(parts, readme="what it is", zone="Europe/Berlin", made_at=NOON)
    zipped = archive.first()
    assert archive.following() is None
    return ZipFile(BytesIO(zipped))


def table(zipped: ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(zipped.read(name).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", ["=1+1", "+49", "-1 is my pain", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    zipped = made(notes=[{"note": text, "flags": [text]}])
    assert table(zipped, "notes.csv") == [{"note": f"'{text}", "flags": f"'{text}"}]
    assert json.loads(zipped.read("everything.json"))["notes"] == [{"note": text, "flags": [text]}]


def test_what_was_said_comes_back_exactly() -> None:
    note = 'Grüße, "left" hip;\nξέψ 🦵 \x00 \ud83d'
    record = {
        "at": NOON,
        "on": date(2026, 11, 24),
        "wall": time(7, 15),
        "answers": {"now": 4, "side": None, "flags": ["limping", "swelling"]},
        "stands": False,
        "weekdays": frozenset({6, 0}),
        "note": note,
    }
    zipped = made(checkins=[record])
    assert zipped.namelist() == ["README.txt", "checkins.csv", "everything.json"]
    assert zipped.read("checkins.csv").startswith(b"\xef\xbb\xbf")
    read = json.loads(zipped.read("everything.json"))
    assert read["zone"] == "Europe/Berlin"
    assert read["checkins"] == [
        {
            "at": "2026-11-24T13:00:00+01:00",
            "on": "2026-11-24",
            "wall": "07:15:00",
            "answers": {"now": 4, "side": None, "flags": ["limping", "swelling"]},
            "stands": False,
            "weekdays": [0, 6],
            "note": note,
        }
    ]
    (row,) = table(zipped, "checkins.csv")
    assert row["at"] == "2026-11-24T13:00:00+01:00"
    assert (row["answers.now"], row["answers.side"], row["answers.flags"]) == ("4", "", "limping; swelling")
    assert (row["stands"], row["weekdays"]) == ("no", "0; 6")
    assert row["note"] == 'Grüße, "left" hip;\nξέψ 🦵 \x00 \\ud83d'


def test_a_topic_without_entries_is_an_empty_list_and_has_no_table() -> None:
    zipped = made(runs=[], tips=[{"card": "ice"}])
    assert zipped.namelist() == ["README.txt", "tips.csv", "everything.json"]
    assert json.loads(zipped.read("everything.json"))["runs"] == []


def test_records_are_opened_one_at_a_time() -> None:
    alive = 0
    most = 0

    class Opened(dict[str, Any]):
        def __init__(self, **fields: Any) -> None:
            nonlocal alive, most
            super().__init__(fields)
            alive += 1
            most = max(most, alive)

        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    class Many:
        def __iter__(self) -> Iterator[Opened]:
            return (Opened(note=str(number)) for number in range(100))

    assert len(table(made(checkins=Many()), "checkins.csv")) == 100
    assert most <= 3


def test_what_is_too_large_to_send_goes_on_in_the_next_file_and_nothing_is_lost_or_twice() -> None:
    chance = Random(7)
    notes = [{"id": n, "note": chance.randbytes(1000).hex()} for n in range(600)]
    parts: dict[str, list[dict[str, Any]]] = {
        "settings": [{"id": 1}],
        "notes": notes,
        "tips": [],
        "runs": [{"id": n} for n in range(5)],
    }
    archive = Archive(parts, readme="what it is", zone="Europe/Berlin", made_at=NOON, at_most=300_000)
    for _ in range(2):  # asked anew, where sending broke off, it begins anew
        sent = [archive.first()]
        while (following := archive.following()) is not None:
            sent.append(following)
    assert len(sent) > 3
    # What is still being compressed comes on top.
    assert max(len(it) for it in sent) < 300_000 + 200_000
    zips = [ZipFile(BytesIO(it)) for it in sent]
    names = [name for zipped in zips for name in zipped.namelist()]
    assert len(set(names)) == len(names)
    assert [name for name in names if "README" in name][:2] == ["README.txt", "README-2.txt"]
    tables: dict[str, list[str]] = {}
    whole: dict[str, list[Any]] = {}
    for zipped in zips:
        for name in zipped.namelist():
            if name.endswith(".csv"):
                tables.setdefault(name.split(".")[0].split("-")[0], []).extend(
                    row["id"] for row in table(zipped, name)
                )
            elif name.endswith(".json"):
                read = json.loads(zipped.read(name))
                assert (read.pop("zone"), read.pop("made_at")[:10]) == ("Europe/Berlin", "2026-11-24")
                for part, records in read.items():
                    whole.setdefault(part, []).extend(records)
    assert whole == parts
    assert tables["notes"] == [str(note["id"]) for note in notes]
    assert tables["runs"] == ["0", "1", "2", "3", "4"]
    assert "tips" not in tables
