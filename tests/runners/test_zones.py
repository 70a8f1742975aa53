"""Zones by name, by country and by place on the map."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.runners.zones import country_of, is_zone, named, places_with_zones, zone_at


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/Berlin", "DE"),
        ("Europe/Copenhagen", "DK"),
        ("America/New_York", "US"),
        ("Asia/Kolkata", "IN"),
        ("Asia/Calcutta", "IN"),
        ("Europe/Kiev", "UA"),
        ("America/Buenos_Aires", "AR"),
        ("US/Pacific", "US"),
        ("Atlantic/Reykjavik", "IS"),
        ("America/Virgin", None),
        ("Iceland", None),
        ("Africa/Asmera", None),
        ("Pacific/Truk", None),
        ("Europe/Simferopol", None),
        ("Antarctica/McMurdo", None),
        ("Antarctica/South_Pole", None),
        ("CET", None),
        ("EET", None),
        ("EST", None),
        ("Etc/UTC", None),
        ("Etc/GMT-2", None),
        ("Europe/Atlantis", None),
        ("", None),
    ],
)
def test_a_zone_names_a_country_only_where_it_is_certain(zone: str, country: str | None) -> None:
    assert country_of(zone) == country


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("america/new york", "America/New_York"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Europe/Stockholm", "Europe/Stockholm"),
        ("Factory", None),
        ("Europe", None),
        ("../zone.tab", None),
    ],
)
def test_a_zone_is_found_by_its_name_old_or_new(text: str, zone: str | None) -> None:
    assert named(text) == zone


def test_only_exact_names_are_zones() -> None:
    assert is_zone("Europe/Berlin")
    assert not is_zone("europe/berlin")
    assert not is_zone("Factory")
    assert not is_zone("")


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (52.52, 13.40, "Europe/Berlin"),
        (40.71, -74.0, "America/New_York"),
        (-31.55, 159.08, "Australia/Lord_Howe"),
        (-33.45, -70.67, "America/Santiago"),
        (30.0, -30.0, "Etc/GMT+2"),
        (91.0, 0.0, None),
        (0.0, 181.0, None),
        (float("nan"), 0.0, None),
        (float("inf"), 0.0, None),
    ],
)
def test_a_shared_place_gives_its_zone(latitude: float, longitude: float, zone: str | None) -> None:
    assert zone_at(latitude, longitude) == zone


def test_every_zone_we_may_give_is_known_to_a_machine_without_its_own() -> None:
    """A small container has no zones but those of the tzdata package."""
    cities = Path("content/places/cities.tsv").read_text(encoding="utf-8").splitlines()
    given = {line.split("\t")[2] for line in cities} | set(places_with_zones())
    program = "import sys, zoneinfo; [zoneinfo.ZoneInfo(name) for name in sys.stdin.read().split()]"
    environment = os.environ | {"PYTHONTZPATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", program], input="\n".join(given), env=environment, text=True, check=False
    )
    assert done.returncode == 0
    assert len(given) > 300
    assert all(is_zone(zone) for zone in given)
