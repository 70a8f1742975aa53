"""What every content file says about itself: where its facts come from and the day a person last read it."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Value = TypeVar("Value")

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]


def _with_english(texts: Mapping[str, Value]) -> Mapping[str, Value]:
    if "en" not in texts:
        raise ValueError("English is missing: every text needs an [en] part, the others fall back to it")
    return MappingProxyType(dict(texts))


ByLanguage = Annotated[Mapping[Language, Value], AfterValidator(_with_english)]


class Part(BaseModel):
    """A piece of content: never changed after loading, and refused when it holds a name nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Part):
    """Where a fact comes from; a link, a reference, or our own decision named as such in the title."""

    title: Line
    link: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    reference: Line | None = None


class Sourced(Part):
    """Content that names its sources and the day it was last reviewed."""

    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    reviewed_on: date
