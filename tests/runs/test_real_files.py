"""Files that real watches wrote: each gives what its owner ran, or says which sport it was."""

from datetime import datetime
from pathlib import Path

import pytest

from bot.runs import watch_file

FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize(
    ("name", "metres", "seconds", "started_at"),
    [
        # Of FIT files the sum of the laps, which the bot does not read.
        ("garmin-forerunner-645-1.fit", 6360, 2481, "2019-09-25T14:15:53+00:00"),
        ("garmin-forerunner-645-2.fit", 6596, 3328, "2019-09-18T14:02:35+00:00"),
        ("garmin-forerunner-645-3.fit", 6331, 2468, "2020-08-31T15:41:11+00:00"),
        ("garmin-forerunner-745-marathon.fit", 42429, 8834, "2025-02-24T00:15:21+00:00"),
        ("apple-watch-strava-treadmill.fit", 1628, 618, "2025-02-22T15:55:37+00:00"),
        # Polar's laps have no distance: its last point has. The half marathon says 2003 (see POLAR_SINCE).
        ("polar-half-marathon.fit", 21511, 8062, "2023-09-09T14:00:01+00:00"),
        ("polar-treadmill.fit", 12012, 3861, "2026-03-04T18:07:54+00:00"),
        # Of GPX files what gpxpy says of the time on the move; of the car, for the first, all of the way.
        ("garmin-etrex-20x.gpx", 2736, 308, "2020-12-18T06:15:50+00:00"),
        ("gpsbabel.gpx", 4415, 2425, "2010-08-05T14:23:59+00:00"),
        ("wikiloc.gpx", 4952, 1360, "2015-07-08T12:04:30+00:00"),
        ("apple-healthfit.gpx.gz", 3942, 1574, "2021-07-21T12:37:41+00:00"),
        ("tomtom.gpx.gz", 21527, 7776, "2014-05-10T07:20:55+00:00"),
    ],
)
def test_what_was_run_is_read_from_a_real_file(name: str, metres: int, seconds: int, started_at: str) -> None:
    found = watch_file.read((FILES / name).read_bytes())
    assert found["distance_m"] == pytest.approx(metres, rel=0.02)
    # What counts as standing is a choice in a GPX file, which says nothing of it.
    assert found["duration_s"] == pytest.approx(seconds, rel=0.01 if name.endswith(".fit") else 0.2)
    assert datetime.fromisoformat(found["started_at"]) == datetime.fromisoformat(started_at)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("garmin-forerunner-645-hike.fit", "walk"),
        ("garmin-forerunner-935-indoor-ride.fit", "ride"),
        ("garmin-forerunner-935-several-sports.fit", "no_distance"),
        ("garmin-edge-1000-ride.fit", "ride"),
        ("garmin-connect-ride.gpx", "ride"),
        ("strava-ride.gpx.gz", "ride"),
        ("strava-phone-ride.gpx.gz", "ride"),
    ],
)
def test_another_sport_in_a_real_file_is_no_run(name: str, why: str) -> None:
    with pytest.raises(watch_file.Refused, match=why):
        watch_file.read((FILES / name).read_bytes())
