"""Where the ceiling of a day leaves room for what is set, and where it never does."""

from collections.abc import Iterable
from datetime import time

from bot.schedules.due import around
from bot.schedules.schedule import EVERY_DAY, WEEKLY, Schedule, Wants


def without_room(kept: Iterable[Schedule], most: int) -> tuple[Wants, ...]:
    """The weekly messages that can never come, in the order they are listed, when `most` a day may come.

    What is earliest on a day comes first; a weekly message that is over is put off to the next day, once.
    It takes for granted that every reminder has something to say each time.
    """
    set_for = tuple(kept)
    came: set[Wants] = set()
    put_off: list[Schedule] = []
    # The second week begins with what the last day of the first one put off.
    for day in (*sorted(EVERY_DAY), *sorted(EVERY_DAY)):
        own = [one for one in set_for if day in one.days]
        in_order = sorted((*own, *put_off), key=_turn)
        came |= {one.wants for one in in_order[:most]}
        put_off = [one for one in in_order[most:] if one.wants in WEEKLY and one in own]
    return tuple(one.wants for one in set_for if one.wants in WEEKLY and one.wants not in came)


def _turn(one: Schedule) -> tuple[time, int]:
    return (around(one.at, one.id) if one.around else one.at), one.id
