"""Reads one GPX or FIT file, as a process of its own: content in, a line of JSON out.

Run by its path, so that nothing of the bot is loaded beside it; what a file does wrong ends with the process.
"""

import contextlib
import gzip
import io
import json
import lzma
import re
import resource
import sys
import zipfile
import zlib
from datetime import UTC, datetime, timedelta
from typing import Any

AT_MOST = 10 * 1024 * 1024  # bytes, of a file as it comes and of what is packed inside

# Slower than this is standing: a watch drifts at a traffic light, and a very slow walk is twice as fast.
STANDS_BELOW_M_S = 0.5
# Faster than any runner: the watch lost its place and found it again.
LEAPS_ABOVE_M_S = 12.5

# What a file may cost, whatever is in it.
# Ten megabytes of FIT take twenty seconds of a busy processor, and are a run like another.
MEMORY_BYTES, PROCESSOR_S = 256 * 1024 * 1024, 45

# A place in a FIT file: 2 to the power of 31 of these are half the way round the earth.
DEGREES_A_SEMICIRCLE = 180 / 2**31

# A watch that never knew the time begins in 1970 or 1989.
CLOCKS_ARE_SET_SINCE = 2000
# Some files of Polar Flow count the time from 1989 twice: a race of 2023 is told as one of 2003. Polar Flow
# began in 2013, so what it tells of a day before that is such a file.
POLAR_SINCE = 2013
_TOLD_TOO_EARLY_BY = timedelta(seconds=631065600)  # from 1970 to 1989

_RUNNING = ("run", "trail", "treadmill", "jog")
_OTHER_SPORTS = {
    "ride": ("cycl", "bik", "ride", "riding", "spin"),
    "swim": ("swim",),
    "walk": ("walk", "hik", "mountaineer"),
    "other": (
        "ski",
        "snow",
        "row",
        "paddl",
        "kayak",
        "sail",
        "surf",
        "skat",
        "driv",
        "fly",
        "motor",
        "train",
        "elliptical",
        "stair",
        "climb",
        "golf",
        "tennis",
        # What a watch calls the changing between two sports of a triathlon.
        "transition",
    ),
}
# Strava writes numbers.
_NUMBERED = {"1": "ride", "4": "walk", "10": "walk", "16": "swim"}
# Its older files have no type, but the title that it gives by itself. What somebody wrote there says nothing.
_TITLED = re.compile(r"(?:morning|lunch|afternoon|evening|night) (ride|swim|walk|hike)")

# Every way in which packed content can be wrong; a password and a strange packing are RuntimeErrors.
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, MemoryError)


class Refused(Exception):
    """The file gives no run: what is wrong with it, or which sport it is of, in one word."""


def read(content: bytes) -> dict[str, Any]:
    """The run in a file: kind, distance in metres, seconds on the move and the start, the last two if known.

    Raises Refused.
    """
    content = _unpacked(content)
    if content[8:12] == b".FIT":
        return _fit(content)
    if content.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] == b"<":
        return _gpx(content)
    raise Refused("broken")


def _unpacked(content: bytes) -> bytes:
    if content[:2] == b"\x1f\x8b":
        return _at_most(gzip.GzipFile(fileobj=io.BytesIO(content)))
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = [it for it in archive.infolist() if it.filename.lower().endswith((".gpx", ".fit"))]
            # A resource fork of a Mac is no second file.
            inside = [it for it in inside if not it.filename.startswith("__MACOSX/")]
            if len(inside) != 1:
                raise Refused("several" if inside else "no_track")
            with archive.open(inside[0]) as member:
                return _at_most(member)
    if len(content) > AT_MOST:
        raise Refused("too_big")
    return content


def _at_most(packed: Any) -> bytes:
    """What is packed, where it is no more than that; a bomb is never opened further."""
    content: bytes = packed.read(AT_MOST + 1)
    if len(content) > AT_MOST:
        raise Refused("too_big_inside")
    return content


def _on_earth(latitude: float, longitude: float) -> tuple[float, float]:
    """The place in degrees; a watch writes no other, so a file that has one is damaged."""
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise Refused("broken")
    return latitude, longitude


class _Track:
    """Follows the points of a GPX file as they are parsed: no tree of it is built, whatever its size."""

    def __init__(self) -> None:
        self.points = 0
        self.first_at: datetime | None = None
        self.timed = True
        self.calm_m = self.leaps_m = self.moving_s = 0.0
        self.sport = self.title = ""
        self._path: list[str] = []
        self._said: list[str] = []
        self._place: tuple[float, float] | None = None
        self._before: tuple[tuple[float, float], datetime | None] | None = None
        self._at: datetime | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        self._path.append(name)
        self._said.clear()
        if name == "trkseg":
            # Between two segments the watch was paused.
            self._before = None
        elif name == "trkpt":
            self._place, self._at = _on_earth(float(attributes["lat"]), float(attributes["lon"])), None

    def data(self, said: str) -> None:
        if self._path[-1] in ("time", "type", "name"):
            self._said.append(said)

    def end(self, _tag: str) -> None:
        name = self._path.pop()
        parent = self._path[-1] if self._path else ""
        if name == "time" and parent == "trkpt":
            self._at = _instant("".join(self._said))
        elif name == "type" and parent == "trk":
            self.sport = self.sport or "".join(self._said).strip().lower()
        elif name == "name" and parent == "trk":
            self.title = self.title or "".join(self._said).strip().lower()
        elif name == "trkpt":
            self._point()

    def _point(self) -> None:
        from gpxpy.geo import haversine_distance

        if self._place is None:
            return
        self.points += 1
        here, at = self._place, self._at
        self.timed = self.timed and at is not None
        self.first_at = self.first_at or at
        if self._before:
            (latitude, longitude), before_at = self._before
            metres = haversine_distance(latitude, longitude, *here)
            seconds = (at - before_at).total_seconds() if at and before_at else 0.0
            if seconds > 0 and metres / seconds > LEAPS_ABOVE_M_S:
                self.leaps_m += metres
            else:
                self.calm_m += metres
            if seconds > 0 and metres / seconds >= STANDS_BELOW_M_S:
                self.moving_s += seconds
        self._before = (here, at)

    def close(self) -> None:
        """The file has ended."""

    @property
    def distance_m(self) -> float:
        """A leap or two are the watch's; a track that is all leaps was a ride, and is told as it stands."""
        return self.calm_m if self.leaps_m <= self.calm_m / 5 else self.calm_m + self.leaps_m


def _gpx(content: bytes) -> dict[str, Any]:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, XMLParser

    track = _Track()
    parser = XMLParser(target=track, forbid_dtd=True)
    try:
        for at in range(0, len(content), 65536):
            parser.feed(content[at : at + 65536])
        parser.close()
    except (ParseError, DefusedXmlException, KeyError, ValueError, OverflowError):
        raise Refused("broken") from None
    if track.points < 2:
        raise Refused("no_track")
    titled = None if track.sport else _TITLED.fullmatch(track.title)
    if sport := _other_sport(titled[1] if titled else track.sport):
        raise Refused(sport)
    timed = track.timed and track.moving_s >= 1
    return _run("gpx", track.distance_m, track.moving_s if timed else None, track.first_at)


def _instant(said: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(said.strip())
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)


def _fit(content: bytes) -> dict[str, Any]:
    import fitdecode

    try:
        maker, sessions = _sessions(content)
    except (fitdecode.FitError, ValueError, KeyError, TypeError, IndexError, OverflowError):
        raise Refused("broken") from None
    if not sessions:
        raise Refused("no_track")
    sports = [_other_sport(_sport_of(it)) for it in sessions]
    # Of a triathlon the run counts.
    runs = [it for it, sport in zip(sessions, sports, strict=True) if sport is None]
    if not runs:
        raise Refused(sports[0] or "other")
    metres = sum(it["total_distance"] or 0.0 for it in runs)
    times = [it["total_timer_time"] or it["total_elapsed_time"] for it in runs]
    started_at = runs[0]["start_time"]
    # A clock that was never set counts from when it was switched on, and is given as a number.
    started_at = started_at.astimezone(UTC) if isinstance(started_at, datetime) else None
    if started_at and maker == "polar_electro" and CLOCKS_ARE_SET_SINCE <= started_at.year < POLAR_SINCE:
        started_at += _TOLD_TOO_EARLY_BY
    return _run("fit", metres, sum(times) if all(times) else None, started_at)


_OF_A_SESSION = (
    "sport",
    "sub_sport",
    "total_distance",
    "total_timer_time",
    "total_elapsed_time",
    "start_time",
)


def _sessions(content: bytes) -> tuple[object, list[dict[str, Any]]]:
    """Who made the watch, and what it tells of each sport of the activity."""
    import fitdecode

    maker: object = None
    sessions = []
    with fitdecode.FitReader(
        io.BytesIO(content), check_crc=fitdecode.CrcCheck.RAISE, error_handling=fitdecode.ErrorHandling.IGNORE
    ) as reader:
        for frame in reader:
            if not isinstance(frame, fitdecode.FitDataMessage):
                continue
            if frame.name == "file_id":
                maker = frame.get_value("manufacturer", fallback=None)
            elif frame.name == "record":
                # A longitude has no value in these units that is beyond 180 degrees.
                _on_earth((frame.get_value("position_lat", fallback=0) or 0) * DEGREES_A_SEMICIRCLE, 0)
            elif frame.name == "session":
                sessions.append({it: frame.get_value(it, fallback=None) for it in _OF_A_SESSION})
    return maker, sessions


def _sport_of(session: dict[str, Any]) -> str:
    """What a session of a FIT file calls its sport; of a machine only the kind of machine tells it."""
    on_a_machine = session["sport"] == "fitness_equipment"
    return str(session["sub_sport" if on_a_machine else "sport"] or "")


def _other_sport(said: str) -> str | None:
    """Which sport it is where it is surely none with running; None for a run and for what tells nothing."""
    said = said.strip().lower()
    if any(word in said for word in _RUNNING):
        return None
    found = (sport for sport, words in _OTHER_SPORTS.items() if any(word in said for word in words))
    return _NUMBERED.get(said) or next(found, None)


def _run(kind: str, metres: float, seconds: float | None, started_at: datetime | None) -> dict[str, Any]:
    if not 1 <= metres < 1e9:
        raise Refused("no_distance")
    if started_at and started_at.year < CLOCKS_ARE_SET_SINCE:
        started_at = None
    return {
        "kind": kind,
        "distance_m": round(metres),
        "duration_s": round(seconds) if seconds and seconds < 1e7 else None,
        "started_at": started_at.isoformat() if started_at else None,
    }


def main() -> None:
    """Reads the standard input and says what is in it, or why not."""
    for what, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, PROCESSOR_S)):
        # macOS knows no limit of memory.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
    try:
        said = read(sys.stdin.buffer.read(AT_MOST + 1))
    except Refused as problem:
        said = {"refused": str(problem)}
    except DAMAGED:
        said = {"refused": "broken"}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
