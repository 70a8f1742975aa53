"""A city, country or zone as a person types it, and the time zone it means."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content import FOLDER
from bot.runners.folding import folded
from bot.runners.zones import country_of, is_fixed, named, places_with_zones

# As many as fit on a phone as buttons, one a line, with room left for "none of these".
CANDIDATES = 5

# One slip for every four letters: "new yrok" is one (two letters swapped). Below four letters nearly every
# word is one slip away from some city.
_LETTERS_A_SLIP = 4

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to choose: what the button says, the ISO 3166 country if there is one, and the IANA zone."""

    label: str
    country: str | None
    zone: str


# What people call a country, a clock or a place that the lists of the world do not.
_COUNTRIES = {"usa": "US", "us": "US", "america": "US", "uk": "GB", "england": "GB", "scotland": "GB"}
_COUNTRIES |= {"wales": "GB", "great britain": "GB", "holland": "NL", "uae": "AE", "czech republic": "CZ"}
_CLOCKS = {
    ("et", "est", "edt", "eastern", "eastern time"): ("America/New_York",),
    ("ct", "cst", "cdt", "central time"): ("America/Chicago", "Asia/Shanghai"),
    ("mt", "mst", "mdt", "mountain time"): ("America/Denver", "America/Phoenix"),
    ("pt", "pst", "pdt", "pacific time"): ("America/Los_Angeles",),
    ("cet", "cest", "mez", "mesz", "met"): ("Europe/Berlin", "Europe/Paris", "Europe/Rome", "Europe/Madrid"),
    ("eet", "eest"): ("Europe/Athens", "Europe/Kyiv", "Europe/Bucharest", "Europe/Helsinki"),
    ("wet", "west"): ("Europe/Lisbon",),
    ("bst",): ("Europe/London", "Asia/Dhaka"),
    ("gmt",): ("Europe/London", "Africa/Accra", "Etc/UTC"),
    ("msk",): ("Europe/Moscow",),
    ("ist",): ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    ("jst",): ("Asia/Tokyo",),
    ("kst",): ("Asia/Seoul",),
    ("aest", "aedt"): ("Australia/Sydney", "Australia/Brisbane"),
    ("nzst", "nzdt"): ("Pacific/Auckland",),
}
# One large city for each stretch of the world, from west to east.
_COMMON = (
    "America/Los_Angeles",
    "America/Chicago",
    "America/New_York",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Sydney",
)
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+\-\u2212\u2013])\s*(\d{1,2})(?::?([0-5]\d))?")
# Where the clock stands at this offset the whole year; elsewhere such an offset is only true for a season.
_BROKEN_OFFSETS = {
    -570: "Pacific/Marquesas",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
}


def find_zone(text: str) -> tuple[Place, ...]:
    """What this may mean, the likeliest first, at most five: a zone, a distance from UTC, a city, a country.

    Empty when nothing comes near it.
    """
    if len(text) > _LONGEST:
        return ()
    # Half of a surrogate pair is no letter of any name and has no UTF-8.
    text = text.encode(errors="ignore").decode().strip()
    sought = folded(text)
    clocks = next((zones for names, zones in _CLOCKS.items() if sought in names), None)
    if clocks:
        return tuple(place_of(zone) for zone in clocks)
    offset = _OFFSET.fullmatch(text.casefold())
    if offset:
        return _at_offset(*offset.groups())
    zone = named(text)
    # "Cuba" and "Singapore" are zones too, but a person means the country.
    if zone and ("/" in text or sought == "utc"):
        return (place_of(zone),)
    if not sought:
        return ()
    for look in (_exact, _by_end_of_zone, _beginning, _with_region, _with_a_slip):
        if found := look(sought):
            return found
    return (place_of(zone),) if zone else ()


def common_zones() -> tuple[Place, ...]:
    """A few to choose from before anything is typed, from west to east."""
    return tuple(place_of(zone) for zone in _COMMON)


def place_of(zone: str) -> Place:
    """A zone as a person would say it: its city and country, or its distance from UTC."""
    country = country_of(zone)
    rest = zone.rpartition("/")[2]
    if is_fixed(zone):
        # The signs of these names are the other way round: Etc/GMT-2 is two hours ahead of UTC.
        sign = {"-": "+", "+": "\u2212"}.get(rest[3:4], "")
        return Place(f"UTC{sign}{rest[4:]}", None, zone)
    city = rest.replace("_", " ")
    known = (place for place in _hits(f"|{folded(city)}|") if place.zone == zone)
    where = f", {_regions()[country]}" if country else ""
    return next(known, Place(f"{city}{where}", country, zone))


def _at_offset(sign: str, hours: str, minutes: str | None) -> tuple[Place, ...]:
    offset = (int(hours) * 60 + int(minutes or 0)) * (1 if sign == "+" else -1)
    if offset == 0:
        return (place_of("Etc/UTC"),)
    if offset % 60 == 0 and -12 * 60 <= offset <= 14 * 60:
        return (place_of(f"Etc/GMT{-offset // 60:+d}"),)
    return (place_of(_BROKEN_OFFSETS[offset]),) if offset in _BROKEN_OFFSETS else ()


@cache
def _cities() -> bytes:
    """One line a city, the most populous first, as it lies in the file: 3 MB held, nothing parsed.

    Each line ends with every folded name between bars, so a search for `|berlin|` finds it as fast
    as an index would for one person, and the first hit is the largest city.
    """
    return b"\n" + (FOLDER / "places" / "cities.tsv").read_bytes()


@cache
def _regions() -> Mapping[str, str]:
    """Names of countries, and of the states of the USA (`US-OR`), by ISO 3166 code."""
    lines = (FOLDER / "places" / "regions.tsv").read_text(encoding="utf-8").splitlines()
    return {code: name for code, name in (line.split("\t") for line in lines)}


@cache
def _names_of_regions() -> tuple[tuple[str, str], ...]:
    """Folded names with their ISO 3166 codes; Georgia is in twice."""
    return (*((folded(name), code) for code, name in _regions().items()), *_COUNTRIES.items())


def _city_at(position: int) -> Place:
    """The city whose line this position of the file lies in."""
    cities = _cities()
    start = cities.rfind(b"\n", 0, position + 1) + 1
    name, region, zone, _ = cities[start : cities.index(b"\n", start)].decode().split("\t", 3)
    country = region[:2]
    where = f"{_regions()[region]}, USA" if country == "US" else _regions()[country]
    if country_of(zone) is None:
        # The list gives a country to a disputed place; we do not.
        return Place(name, None, zone)
    return Place(name if name == where else f"{name}, {where}", country, zone)


def _hits(needle: str) -> Iterator[Place]:
    """Cities whose line contains this, the most populous first, none twice."""
    cities, sought, seen = _cities(), needle.encode(), set()
    position = cities.find(sought)
    while position >= 0:
        place = _city_at(position)
        if place not in seen:
            seen.add(place)
            yield place
        position = cities.find(sought, cities.index(b"\n", position))


def _exact(sought: str) -> tuple[Place, ...]:
    """Countries and states of this name, then cities."""
    regions = [_of_region(code) for name, code in _names_of_regions() if name == sought]
    return _first([*chain.from_iterable(regions), *islice(_hits(f"|{sought}|"), CANDIDATES)])


def _of_region(code: str) -> tuple[Place, ...]:
    """The largest city of each zone in a country or state; only its name where there is one zone."""
    by_zone: dict[str, Place] = {}
    # Every zone of a country shows among its largest cities, or is too small to be one of five.
    for place in islice(_hits("\tUS-" if code == "US" else f"\t{code}\t"), 400):
        by_zone.setdefault(place.zone, place)
    if len(by_zone) == 1 and "-" not in code:
        return tuple(Place(_regions()[code], code, zone) for zone in by_zone)
    return tuple(islice(by_zone.values(), CANDIDATES))


def _beginning(sought: str) -> tuple[Place, ...]:
    """Cities whose name begins so; the name they go by at home counts before those they have abroad."""
    if sought.isascii() and len(sought) < 3:
        return ()
    return _first(chain(islice(_hits(f"\t|{sought}"), CANDIDATES), islice(_hits(f"|{sought}"), CANDIDATES)))


def _by_end_of_zone(sought: str) -> tuple[Place, ...]:
    """Islands and the like that have a zone and no city: "lord howe", "azores"."""
    return tuple(place_of(zone) for zone in places_with_zones() if folded(zone.rpartition("/")[2]) == sought)


def _with_region(sought: str) -> tuple[Place, ...]:
    """Cities of a name that is followed by their country or state: "portland oregon", "paris fr"."""
    words = sought.split()
    for count in range(len(words) - 1, 0, -1):
        where = " ".join(words[count:])
        codes = {code for name, code in _names_of_regions() if name.startswith(where)}
        codes |= {code for code in (where.upper(), f"US-{where.upper()}") if code in _regions()}
        if codes:
            hits = _hits(f"|{' '.join(words[:count])}|")
            if found := _first(place for place in hits if _lies_in(place, codes)):
                return found
    return ()


def _lies_in(place: Place, codes: set[str]) -> bool:
    names = {f", {_regions()[code]}, USA" for code in codes if code.startswith("US-")}
    return (place.country or "") in codes or any(place.label.endswith(name) for name in names)


def _with_a_slip(sought: str) -> tuple[Place, ...]:
    """Cities whose name differs by a slip of the finger or two, after a first letter that is right.

    People seldom miss the first letter; to look past it would take ten times as long, for everyone.
    """
    slips = len(sought) // _LETTERS_A_SLIP
    if not slips:
        return ()
    first, length = re.escape(sought[0].encode()), len(sought.encode())
    # Names of nearly the same length; a letter may take up to four bytes.
    about = rb"\|(%s[^|\n\t]{%d,%d})(?=\|)" % (first, max(0, length - 4 * (slips + 1)), length + 4 * slips)
    names = dict.fromkeys(name.decode() for name in re.findall(about, _cities()))
    near = process.extract(sought, list(names), scorer=OSA.distance, score_cutoff=slips, limit=4 * CANDIDATES)
    nearest = sorted(near, key=lambda found: (found[1], found[2]))
    return _first(chain.from_iterable(_hits(f"|{name}|") for name, _, _ in nearest))


def _first(places: Iterable[Place]) -> tuple[Place, ...]:
    """The first few that differ; no more is looked for."""
    found: dict[Place, None] = {}
    for place in places:
        found[place] = None
        if len(found) == CANDIDATES:
            break
    return tuple(found)
