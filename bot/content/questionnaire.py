"""The four questions of the week: what each answer is worth, and from where on a week is substantial."""

from typing import Annotated, Self

from pydantic import Field, StrictInt, model_validator

from bot.content.sources import Part, Sourced

Worth = Annotated[StrictInt, Field(ge=0, le=25)]


class SubstantialFrom(Part):
    """From which worth on each of the first three answers makes a week substantial, alone."""

    taking_part: Worth
    training_less: Worth
    performance: Worth


class Questionnaire(Sourced):
    """What the four options of every question are worth, the first one first."""

    worths: tuple[Worth, Worth, Worth, Worth]
    substantial_from: SubstantialFrom

    @model_validator(mode="after")
    def _from_none_to_a_quarter_of_the_scale(self) -> Self:
        if self.worths[0] != 0 or self.worths[-1] != 25 or sorted(set(self.worths)) != list(self.worths):
            raise ValueError("worths must rise from 0 to 25: four questions make a score of 0 to 100")
        marks = self.substantial_from
        if not {marks.taking_part, marks.training_less, marks.performance} <= set(self.worths[1:]):
            raise ValueError("substantial_from must be what an answer is worth, and more than 0")
        return self
