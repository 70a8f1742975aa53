"""The version of all the triage rules together, stored with every decision."""

from typing import Annotated

from pydantic import StringConstraints

from bot.content.sources import Part


class RulesVersion(Part):
    """The day of the last change to the rules, and its number on that day."""

    version: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}\.\d+$")]
