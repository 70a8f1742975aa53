"""What stands on the buttons of runs, read with care: anybody may forge a button."""

from datetime import date

from bot import runs
from bot.runs import Said


def metres(value: str) -> int:
    """A distance that stands on a button; 0 for anything forged."""
    short = len(value) <= 6 and value.isascii() and value.isdigit()
    return int(value) if short and int(value) <= runs.LONGEST_M else 0


def day(value: str) -> date | None:
    """A day that stands on a button; None for anything forged."""
    try:
        on = date.fromisoformat(value) if len(value) == 8 else None
    except ValueError:
        return None
    return on if on and on.year >= runs.FIRST_YEAR else None


def seconds(value: str) -> int | None:
    """A time that stands on a button; None where none does, or a forged one."""
    is_number = len(value) <= 6 and value.isascii() and value.isdigit()
    return int(value) or None if is_number else None


def typed_run(value: str) -> Said | None:
    """A run as it was typed, as it stands on a button: metres, seconds (0 for none) and the day."""
    far, _, rest = value.partition(",")
    took, _, on_day = rest.partition(",")
    far_m, on = metres(far), day(on_day)
    return Said(on, far_m, seconds(took)) if far_m and on else None


def planned(value: str) -> tuple[int, date] | None:
    """A planned distance and its day, as they stand on a button."""
    far, _, on_day = value.partition(",")
    far_m, on = metres(far), day(on_day)
    return (far_m, on) if far_m and on else None
