"""Where a runner says they are, however they type it."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.runners import Place, common_zones, country_of, find_zone
from bot.runners.folding import folded
from bot.runners.places import CANDIDATES
from bot.runners.zones import is_zone


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("berlin", "Europe/Berlin"),
        ("BERLIN ", "Europe/Berlin"),
        ("berlin, germany", "Europe/Berlin"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("São Paulo", "America/Sao_Paulo"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Köln", "Europe/Berlin"),
        ("koeln", "Europe/Berlin"),
        ("Москва", "Europe/Moscow"),
        ("東京", "Asia/Tokyo"),
        ("मुंबई", "Asia/Kolkata"),
        ("القاهرة", "Africa/Cairo"),
        ("nyc", "America/New_York"),
        ("LA", "America/Los_Angeles"),
        ("new york", "America/New_York"),
        ("new yrok", "America/New_York"),
        ("berln", "Europe/Berlin"),
        ("melborne", "Australia/Melbourne"),
        ("san fran", "America/Los_Angeles"),
        ("St. Petersburg", "Europe/Moscow"),
        ("Saint-Louis", "America/Chicago"),
        ("paris tx", "America/Chicago"),
        ("paris texas", "America/Chicago"),
        ("london uk", "Europe/London"),
        ("kiev", "Europe/Kyiv"),
        ("lord howe", "Australia/Lord_Howe"),
        ("azores", "Atlantic/Azores"),
        ("Japan", "Asia/Tokyo"),
        ("Iceland", "Atlantic/Reykjavik"),
        ("singapore", "Asia/Singapore"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("US/Pacific", "America/Los_Angeles"),
        ("pst", "America/Los_Angeles"),
        ("UTC", "Etc/UTC"),
        ("UTC+5:30", "Asia/Kolkata"),
    ],
)
def test_the_likeliest_place_comes_first(text: str, zone: str) -> None:
    assert find_zone(text)[0].zone == zone


def test_several_cities_of_a_name_are_told_apart() -> None:
    assert find_zone("portland") == (
        Place("Portland, Oregon, USA", "US", "America/Los_Angeles"),
        Place("Portland, Maine, USA", "US", "America/New_York"),
        Place("Portland, Texas, USA", "US", "America/Chicago"),
    )
    assert find_zone("portland, maine") == (Place("Portland, Maine, USA", "US", "America/New_York"),)


def test_a_country_of_several_zones_asks_which() -> None:
    assert find_zone("germany") == (Place("Germany", "DE", "Europe/Berlin"),)
    assert len({place.zone for place in find_zone("usa")}) == CANDIDATES
    assert {"Tbilisi, Georgia", "Atlanta, Georgia, USA"} <= {place.label for place in find_zone("georgia")}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # The sign in these zones' names is the other way round; what we show is what was typed.
        ("UTC+2", Place("UTC+2", None, "Etc/GMT-2")),
        ("utc +02:00", Place("UTC+2", None, "Etc/GMT-2")),
        ("GMT-10", Place("UTC\u221210", None, "Etc/GMT+10")),
        ("+14", Place("UTC+14", None, "Etc/GMT-14")),
        ("UTC+0", Place("UTC", None, "Etc/UTC")),
        ("Etc/GMT+3", Place("UTC\u22123", None, "Etc/GMT+3")),
    ],
)
def test_a_distance_from_utc_is_taken_at_its_word(text: str, place: Place) -> None:
    assert find_zone(text) == (place,)


@pytest.mark.parametrize("text", ["UTC+15", "UTC-13", "UTC+10:30", "UTC+13:45", "UTC+99"])
def test_a_distance_that_no_clock_keeps_all_year_gives_nothing(text: str) -> None:
    assert find_zone(text) == ()


@pytest.mark.parametrize(
    "text", ["", " ", "x", "asdfghjkl qwerty", "🏃" * 20, "a" * 4096, "|", "\t", "\x00", "\ud800"]
)
def test_what_is_no_place_gives_nothing(text: str) -> None:
    assert find_zone(text) == ()


def test_a_disputed_place_is_put_in_no_country() -> None:
    assert find_zone("simferopol") == (Place("Simferopol", None, "Europe/Simferopol"),)


def test_a_few_places_to_choose_from_before_anything_is_typed() -> None:
    found = common_zones()
    assert 6 <= len(found) <= 10
    assert all(country_of(place.zone) == place.country for place in found)
    hours = [place.zone for place in found]
    assert hours.index("America/New_York") < hours.index("Europe/Berlin") < hours.index("Asia/Tokyo")
    assert "São Paulo, Brazil" in {place.label for place in found}


@given(st.text(max_size=80))
def test_no_text_upsets_the_search(text: str) -> None:
    found = find_zone(text)
    assert len(found) <= CANDIDATES
    assert len(set(found)) == len(found)
    assert all(is_zone(place.zone) and ZoneInfo(place.zone) for place in found)


@example("\N{MATHEMATICAL SANS-SERIF CAPITAL A}")
@given(st.text(max_size=40))
def test_a_name_is_folded_once_and_for_all(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert not {"|", "\t", "\n"} & set(once)
