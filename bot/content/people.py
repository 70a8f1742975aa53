"""The people the figures are drawn as: build, skin, hair and clothes."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.content.figures import Named
from bot.content.sources import Part

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
Factor = Annotated[float, Field(strict=True, ge=0.7, le=1.3)]


class Build(Part):
    """How much wider (above 1) or slighter (below 1) than the middle; bones keep their length."""

    shoulders: Factor = 1.0
    chest: Factor = 1.0
    waist: Factor = 1.0
    hips: Factor = 1.0
    limbs: Factor = 1.0


class Person(Part):
    """One person, as drawn."""

    skin: Colour
    hair: Colour
    shirt: Colour
    shorts: Colour
    shoes: Colour
    hair_style: Literal["short", "ponytail", "bun"]
    shorts_to: Annotated[float, Field(strict=True, ge=0.3, le=1.0)]
    sleeve_to: Annotated[float, Field(strict=True, ge=0.0, le=1.0)]
    build: Build = Build()


class PeopleFile(Part):
    """content/people.toml."""

    people: Named[Person]
