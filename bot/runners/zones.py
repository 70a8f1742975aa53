"""Time zones by their official names: which exist, in which country one lies, and which holds at a place."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import isfinite

# Whoever lives by one of these clocks may be in any of several countries.
_NOT_OF_ONE_COUNTRY = frozenset({"CET", "MET", "EET", "WET", "EST", "MST", "HST"})


def is_zone(name: str) -> bool:
    """Whether this is an IANA zone's exact name."""
    return name in _names().values()


def named(text: str) -> str | None:
    """The zone of this name in whatever capitals; an old name gives the one used today. None if unknown."""
    name = _names().get("_".join(text.casefold().split()))
    if name is None or name in _countries():
        return name
    return _links().get(name, name)


def is_fixed(zone: str) -> bool:
    """Whether this is a distance from UTC and no place's clock, which may change twice a year."""
    return zone.startswith("Etc/")


def country_of(zone: str) -> str | None:
    """The ISO 3166 code of the country a zone lies in; None if it is in none, in several, or in dispute.

    Source: zone.tab and zone1970.tab of the IANA time zone database.
    """
    country = _countries().get(zone)
    if country is None and zone not in _NOT_OF_ONE_COUNTRY:
        # An old name may have been merged into a zone of other countries (Iceland into Abidjan):
        # only where today's zone serves one country does it tell us which.
        kept = _links().get(zone, "")
        served = _served().get(kept, ())
        country = _countries().get(kept) if len(served) == 1 else None
    # AQ is Antarctica.
    return None if country == "AQ" else country


def places_with_zones() -> tuple[str, ...]:
    """Today's zones that are named after a place."""
    return tuple(_served())


def zone_at(latitude: float, longitude: float) -> str | None:
    """The zone at a place in degrees, at sea one without a country; None if there is no such place."""
    if not (isfinite(latitude) and isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
        return None
    # Its map of the world takes 35 MB, which a process pays only once somebody shares a place.
    from tzfpy import get_tz

    zone = get_tz(longitude, latitude)
    return zone if is_zone(zone) else None


@cache
def _names() -> Mapping[str, str]:
    """Every zone's name by its small letters."""
    # The list of the tzdata package: zoneinfo would open 600 files to say the same.
    listed = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return {name.casefold(): name for name in listed if name != "Factory"}


@cache
def _countries() -> Mapping[str, str]:
    served = _served()
    return {
        zone: country
        for country, zone in _rows("zone.tab")
        # zone.tab can name one country only. Where the other table begins with another one, as at
        # Europe/Simferopol, two countries claim the place and we take no side.
        if served.get(zone, (country,))[0] == country
    }


@cache
def _served() -> Mapping[str, tuple[str, ...]]:
    return {zone: tuple(countries.split(",")) for countries, zone in _rows("zone1970.tab")}


@cache
def _links() -> Mapping[str, str]:
    """Today's name by each old one."""
    lines = files("tzdata").joinpath("zoneinfo", "tzdata.zi").read_text(encoding="utf-8").splitlines()
    return {old: kept for kind, kept, old in (line.split() for line in lines if line.startswith("L "))}


def _rows(table: str) -> list[tuple[str, str]]:
    lines = files("tzdata").joinpath("zoneinfo", table).read_text(encoding="utf-8").splitlines()
    return [(row[0], row[2]) for row in (line.split("\t") for line in lines if not line.startswith("#"))]
