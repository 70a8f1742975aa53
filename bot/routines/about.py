"""What a reminder is about, and what that hangs on."""

from bot.routines.choice import Rest, Routine
from bot.routines.planned import PlannedRoutine

# A routine that is planned, rest, or nothing.
About = PlannedRoutine | Rest | None


def is_warm_up(about: Routine | About) -> bool:
    """Whether it is for a run."""
    return about is not None and not isinstance(about, Rest) and about.kind == "warm_up"


def hangs_on_a_run(about: Routine | About) -> bool:
    """Whether it would be another on a day that has no run, or is already what such a day has."""
    if about is None or isinstance(about, Rest):
        return False
    return about.walk_instead or "warm_up" in (about.kind, about.instead_of)
