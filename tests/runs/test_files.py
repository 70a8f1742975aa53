"""Files from watches: what each gives, and that no broken one costs more than it may."""

import gzip
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.runs import FILE_AT_MOST, FileRefused, FileRun, Files, Source, watch_file
from tests.runs.watches import (
    CYCLING,
    FITNESS_EQUIPMENT,
    GOLF,
    RUNNING,
    START,
    SWIMMING,
    TENNIS,
    TRANSITION,
    fit,
    gpx,
    zipped,
    zipped_with_lzma,
)

RUN = (RUNNING, 8200.0, 2880.0)
GPX_M = 199 * 15


def read(content: bytes) -> dict[str, object] | str:
    """What is in a file, or why not, as its process would say it."""
    try:
        return watch_file.read(content)
    except watch_file.Refused as problem:
        return str(problem)


@pytest.mark.parametrize(
    ("content", "metres", "seconds"),
    [
        (fit(RUN, records=50), 8200, 2880),
        (fit(RUN, manufacturer=23, order=">"), 8200, 2880),  # Suunto's number, and the other byte order
        (fit((SWIMMING, 1500, 1800), (CYCLING, 40_000, 4000), (RUNNING, 10_000, 2700)), 10_000, 2700),
        (fit((TRANSITION, 300, 200), (CYCLING, 40_000, 4000), (TRANSITION, 250, 150), RUN), 8200, 2880),
        (fit(RUN, records=50, latitude=90), 8200, 2880),
        (fit((0, 5000, 1500), manufacturer=294), 5000, 1500),  # no sport said
        (gpx(), GPX_M, 995),
        (gpx(pause_at=100), GPX_M, 990),
        (gpx(kind="9"), GPX_M, 995),
        (gpx(kind="trail_running"), GPX_M, 995),
        (b"\xef\xbb\xbf" + gpx(kind=""), GPX_M, 995),
        (gpx().decode().replace("UTF-8", "UTF-16").encode("utf-16"), GPX_M, 995),
        (gzip.compress(gpx()), GPX_M, 995),
        (zipped(("1.fit", fit(RUN)), ("__MACOSX/._1.fit", b"x"), ("readme.txt", b"x")), 8200, 2880),
    ],
)
def test_a_run_is_read_whatever_the_watch(content: bytes, metres: int, seconds: int) -> None:
    found = read(content)
    assert isinstance(found, dict)
    assert found["distance_m"] == pytest.approx(metres, rel=0.002)
    assert found["duration_s"] == seconds
    assert found["started_at"] == START.isoformat()


def test_a_track_without_times_and_a_clock_that_was_never_set_tell_no_start() -> None:
    untimed = gpx().replace(b"<time>", b"<x>").replace(b"</time>", b"</x>")
    for content in (untimed, fit(RUN, started=START - timedelta(days=36 * 365))):
        found = read(content)
        assert isinstance(found, dict)
        assert found["started_at"] is None


def test_polars_doubled_epoch_is_taken_back_and_no_other_time_is() -> None:
    doubled = timedelta(seconds=631065600)
    for maker, started, told in (
        (123, START - doubled, START),  # 123 is Polar's number
        (123, START, START),
        (1, START - doubled, START - doubled),
        (123, START - timedelta(days=36 * 365), None),
    ):
        found = read(fit(RUN, manufacturer=maker, started=started))
        assert isinstance(found, dict)
        assert found["started_at"] == (told and told.isoformat())


@pytest.mark.parametrize(
    ("title", "kind", "why"),
    [
        ("Morning Ride", "", "ride"),
        ("Lunch Swim", "", "swim"),
        ("Evening Hike", "", "walk"),
        ("Morning Ride", "running", None),
        ("Night Run", "", None),
        ("Morning ride to the track, then 10 km", "", None),
        ("Walk of fame", "", None),
    ],
)
def test_a_title_that_strava_gave_tells_the_sport_where_nothing_else_does(
    title: str, kind: str, why: str | None
) -> None:
    found = read(gpx(kind=kind).replace(b"<trk>", b"<trk><name>" + title.encode() + b"</name>"))
    assert found == why or (why is None and isinstance(found, dict))


@pytest.mark.parametrize(
    ("sport", "sub_sport", "why"),
    [
        (FITNESS_EQUIPMENT, 1, None),  # treadmill
        (FITNESS_EQUIPMENT, 45, None),  # indoor running
        (FITNESS_EQUIPMENT, 0, None),  # nothing more is told
        (FITNESS_EQUIPMENT, 6, "ride"),  # indoor cycling
        (FITNESS_EQUIPMENT, 5, "ride"),  # spin
        (FITNESS_EQUIPMENT, 14, "other"),  # indoor rowing
        (FITNESS_EQUIPMENT, 15, "other"),  # elliptical
        (FITNESS_EQUIPMENT, 16, "other"),  # stair climbing
        (FITNESS_EQUIPMENT, 27, "walk"),  # indoor walking
        (RUNNING, 15, None),
        (GOLF, 0, "other"),
        (TENNIS, 0, "other"),
    ],
)
def test_what_was_done_on_a_machine_is_told_by_the_kind_of_machine(
    sport: int, sub_sport: int, why: str | None
) -> None:
    found = read(fit((sport, 5000, 1500), sub_sport=sub_sport))
    assert found == why or (why is None and isinstance(found, dict))


def test_a_leap_of_the_watch_is_no_distance() -> None:
    lines = gpx().split(b"\n")
    lines[50] = lines[50].replace(b'lon="11.5"', b'lon="11.502"')
    found = read(b"\n".join(lines))
    assert isinstance(found, dict)
    assert found["distance_m"] == pytest.approx(GPX_M - 30, abs=5)


LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "broken"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "broken"),
        (gpx()[:-300], "broken"),
        (gpx().replace(b'lat="48.0', b'lat="x'), "broken"),
        (gpx().replace(b'lat="48.0', b'lat="98.0'), "broken"),
        (gpx().replace(b'lon="11.5"', b'lon="-180.1"'), "broken"),
        (gpx().replace(b'lon="11.5"', b'lon="nan"'), "broken"),
        (gpx().replace(b"2026-11-24T06:30:00Z", b"0001-01-01T00:00:00+01:00"), "broken"),
        (gpx().replace(b"2026-11-24T06:30:00Z", b"9999-12-31T23:30:00-01:00"), "broken"),
        (fit(RUN, records=50, latitude=-90.1), "broken"),
        (gpx(prolog=LAUGHS + "]>", kind="&j;"), "broken"),
        (fit(RUN, records=50)[:-40], "broken"),
        (fit(RUN)[:-2] + b"\x00\x01", "broken"),
        (fit(RUN)[:4] + (2**31 - 1).to_bytes(4, "little") + fit(RUN)[8:], "broken"),
        (zipped(("in.zip", zipped(("1.gpx", gpx())))), "no_track"),
        (zipped(("1.gpx", gpx()), ("2.gpx", gpx())), "several"),
        (b"<gpx><rte><rtept lat='1' lon='1'/><rtept lat='2' lon='1'/></rte></gpx>", "no_track"),
        (fit(), "no_track"),
        (fit((RUNNING, 0, 600)), "no_distance"),
        (fit((CYCLING, 40_000, 4000)), "ride"),
        (fit((SWIMMING, 1500, 1800)), "swim"),
        (fit((TRANSITION, 300, 200)), "other"),
        (gpx(kind="cycling"), "ride"),
        (gpx(kind="hiking"), "walk"),
        (zipped(("1.gpx", b"<" * (FILE_AT_MOST + 1))), "too_big_inside"),
        (gzip.compress(b"\x00" * (FILE_AT_MOST + 1)), "too_big_inside"),
        (b"<" * (FILE_AT_MOST + 1), "too_big"),
    ],
)
def test_a_file_that_gives_no_run_says_why(content: bytes, why: str) -> None:
    assert read(content) == why
    assert why in tuple(FileRefused)


@pytest.mark.parametrize(
    "damage", [lambda it: it[: len(it) // 2], lambda it: it[:40] + b"\xff" * 9 + it[49:]]
)
def test_a_damaged_archive_ends_as_broken(damage: Callable[[bytes], bytes]) -> None:
    for content in (gzip.compress(gpx()), zipped(("1.gpx", gpx())), zipped_with_lzma(gpx())):
        with pytest.raises((watch_file.Refused, *watch_file.DAMAGED)):
            watch_file.read(damage(content))


async def test_a_file_is_read_in_a_process_of_its_own() -> None:
    contents = [fit(RUN), zipped(("1.fit", fit(RUN)))[:-30], None, b"x" * (FILE_AT_MOST + 1)]
    files, found = Files(), []
    for content in contents:

        async def fetch(content: bytes | None = content) -> bytes | None:
            return content

        found.append(await files.read(fetch))
    run = FileRun(Source.FIT, 8200, 2880, START)
    assert found == [run, FileRefused.BROKEN, FileRefused.TOO_BIG, FileRefused.TOO_BIG]
