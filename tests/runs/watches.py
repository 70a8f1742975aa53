"""GPX and FIT files as watches write them, made small."""

import io
import struct
import zipfile
from datetime import UTC, datetime, timedelta

from fitdecode.utils import compute_crc

START = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
_FIT_BEGAN = datetime(1989, 12, 31, tzinfo=UTC)
RUNNING, CYCLING, TRANSITION, FITNESS_EQUIPMENT, SWIMMING, TENNIS, GOLF = 1, 2, 3, 4, 5, 8, 25


def fit(
    *sessions: tuple[int, float, float],
    manufacturer: int = 1,
    order: str = "<",
    started: datetime = START,
    records: int = 0,
    latitude: float = 41.9,
    sub_sport: int = 0,
) -> bytes:
    """A FIT activity with sessions of (sport, metres, seconds), in either byte order."""
    at = int((started - _FIT_BEGAN).total_seconds())
    latitude_units = round(latitude / 180 * 2**31)
    big = int(order == ">")

    def definition(local: int, number: int, *fields: tuple[int, int, int]) -> bytes:
        head = bytes([0x40 | local, 0, big]) + struct.pack(f"{order}HB", number, len(fields))
        return head + b"".join(bytes(field) for field in fields)

    # file_id: type, manufacturer, time_created
    body = definition(0, 0, (0, 1, 0x00), (1, 2, 0x84), (4, 4, 0x86))
    body += b"\x00" + struct.pack(f"{order}BHI", 4, manufacturer, at)
    if records:
        # record: timestamp, position_lat, position_long, distance, heart_rate
        body += definition(1, 20, (253, 4, 0x86), (0, 4, 0x85), (1, 4, 0x85), (5, 4, 0x86), (3, 1, 0x02))
        for step in range(records):
            body += b"\x01" + struct.pack(f"{order}IiiIB", at + step, latitude_units, 10**8, step * 300, 150)
    # session: timestamp, start_time, total_elapsed_time, total_timer_time, total_distance, sport, sub_sport
    times_and_distance = ((253, 4, 0x86), (2, 4, 0x86), (7, 4, 0x86), (8, 4, 0x86), (9, 4, 0x86))
    body += definition(2, 18, *times_and_distance, (5, 1, 0x00), (6, 1, 0x00))
    for sport, metres, seconds in sessions:
        times = (round((seconds + 60) * 1000), round(seconds * 1000), round(metres * 100))
        body += b"\x02" + struct.pack(f"{order}IIIIIBB", at + int(seconds), at, *times, sport, sub_sport)
    head = struct.pack("<BBHI4s", 14, 0x20, 2132, len(body), b".FIT")
    content = head + struct.pack("<H", compute_crc(head)) + body
    return content + struct.pack("<H", compute_crc(content))


def gpx(
    points: int = 200, *, kind: str = "running", step_s: int = 5, prolog: str = "", pause_at: int = 0
) -> bytes:
    """A track straight north, 15 m each `step_s` seconds; `pause_at`: ten minutes' standing after so many."""
    out = [f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<gpx version="1.1" creator="watch" ']
    out.append(f'xmlns="http://www.topografix.com/GPX/1/1"><trk><type>{kind}</type><trkseg>')
    for number in range(points):
        paused = 600 if pause_at and number >= pause_at else 0
        at = START + timedelta(seconds=number * step_s + paused)
        latitude = 48 + number * 15 / 111_195
        out.append(
            f'<trkpt lat="{latitude:.7f}" lon="11.5"><ele>500</ele><time>{at:%Y-%m-%dT%H:%M:%S}Z</time>'
        )
        out.append("<extensions><hr>150</hr></extensions></trkpt>\n")
    return "".join([*out, "</trkseg></trk></gpx>"]).encode()


def zipped_with_lzma(content: bytes) -> bytes:
    """A GPX file in a ZIP that is packed the LZMA way."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("1.gpx", content)
    return out.getvalue()


def zipped(*files: tuple[str, bytes]) -> bytes:
    """Files in a ZIP, as sites export them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()
