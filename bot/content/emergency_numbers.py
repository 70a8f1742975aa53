"""Which number to call for an ambulance, by country, and what is said where we do not know it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from bot.content.sources import ByLanguage, Line, Part, Sourced

Digits = Annotated[str, StringConstraints(pattern=r"^\d{2,5}$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


@dataclass(frozen=True)
class EmergencyNumber:
    """What to call: `call` reads inside a sentence ("999 or 112"); `ambulance` is a number of its own."""

    call: str
    ambulance: str | None = None
    numbers: tuple[str, ...] = ()
    is_fallback: bool = False


class CountryNumbers(Part):
    """The numbers of one country, the best known first."""

    call: Annotated[tuple[Digits, ...], Field(min_length=1, max_length=2)]
    ambulance: Digits | None = None


class FallbackText(Part):
    """What is said where the country is unknown, in one language."""

    call: Line


class EmergencyNumbers(Sourced):
    """The numbers by ISO 3166 country code; a country that is not here gets the fallback."""

    countries: Annotated[
        Mapping[Country, CountryNumbers],
        Field(min_length=1),
        AfterValidator(lambda countries: MappingProxyType(dict(countries))),
    ]
    fallback: ByLanguage[FallbackText]
    either: ByLanguage[Line]

    def number_for(self, country: str | None, language: str = "en") -> EmergencyNumber:
        """The number of `country` (ISO 3166, two letters); the fallback where we do not know it."""
        known = self.countries.get(country.upper()) if country else None
        if known is None:
            text = self.fallback.get(language, self.fallback["en"])
            return EmergencyNumber(call=text.call, numbers=("112",), is_fallback=True)
        either = self.either.get(language, self.either["en"])
        return EmergencyNumber(
            call=f" {either} ".join(known.call), ambulance=known.ambulance, numbers=known.call
        )
