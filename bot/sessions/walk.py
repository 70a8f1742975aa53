"""A routine as a walk: its phases one after the other, and where somebody is at an instant; no clock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise, product

from bot.content import SECONDS_OF_REST, SECONDS_TO_GET_READY, Dose

SECONDS_TO_CHANGE_SIDES = 5
# One first, then "now the left".
SIDES = ("right", "left")

# A countdown is shown again this often at most.
SHOWN_EVERY = timedelta(seconds=5)
# What a call takes on its way must not cost a countdown its next showing.
_A_MOMENT = timedelta(seconds=0.2)


class Kind(StrEnum):
    """What a phase asks for. A look and a count wait for the runner; the others last for seconds."""

    LOOK = "look"
    READY = "ready"
    HOLD = "hold"
    WORK = "work"
    COUNT = "count"
    CHANGE = "change"
    REST = "rest"


# What is exercise; all else leads to it or away from it.
WORKING = frozenset({Kind.HOLD, Kind.WORK, Kind.COUNT})


@dataclass(frozen=True, slots=True)
class Item:
    """An exercise of the routine and how much of it.

    `sides`: it is done on both. `alternating`: the sides change with every repetition, so they are counted
    together.
    """

    exercise_id: str
    dose: Dose
    sides: bool
    alternating: bool = False


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of the walk; `item` counts from 0, `set` and `part` from 1.

    `part` is the way round or the direction where an exercise has two. `seconds` is how long it lasts, None
    where it waits; `reps` how many are counted, each held for `hold_s` seconds where that is not None.
    """

    kind: Kind
    item: int
    set: int = 1
    sets: int = 1
    side: str | None = None
    part: int = 1
    parts: int = 1
    seconds: int | None = None
    reps: int | None = None
    hold_s: int | None = None


def phases(items: Sequence[Item]) -> tuple[Phase, ...]:
    """Every phase of the walk, in order."""
    return tuple(phase for n, item in enumerate(items) for phase in _of_item(n, item))


def where(phases: Sequence[Phase], at: int, since: datetime, now: datetime) -> tuple[int, datetime]:
    """The phase that somebody is in at `now` who has been in phase `at` since then, and since when.

    Its number is that of the phases altogether when the walk is over. Time alone ends no look and no count.
    """
    while at < len(phases):
        seconds = phases[at].seconds
        if seconds is None or now - since < timedelta(seconds=seconds):
            break
        at, since = at + 1, since + timedelta(seconds=seconds)
    return at, since


def next_showing(ends_at: datetime, shown_at: datetime) -> datetime:
    """When a timed phase that was shown at an instant is to be shown again: its countdown, or its end.

    A countdown that would be followed by the end within five seconds is left out.
    """
    again_at = shown_at + SHOWN_EVERY
    return again_at if again_at + SHOWN_EVERY <= ends_at + _A_MOMENT else ends_at


def _of_item(n: int, item: Item) -> Iterator[Phase]:
    yield Phase(Kind.LOOK, n)
    bouts = list(_bouts(n, item))
    if bouts[0].seconds is not None:
        yield _before(bouts[0], Kind.READY, SECONDS_TO_GET_READY)
    yield bouts[0]
    for before, bout in pairwise(bouts):
        yield from _between(before, bout)
        yield bout


def _bouts(n: int, item: Item) -> Iterator[Phase]:
    """What is really done, set by set, side by side and way by way."""
    dose = item.dose
    sets = range(1, dose.sets + 1)
    sides = SIDES if item.sides and not item.alternating else (None,)
    parts = 2 if dose.per in ("way", "direction") else 1
    # Timed goes are at different places, and are all done before the side is changed. For all else one
    # side rests while the other works.
    by_side = dose.seconds is not None
    order = product(sides, sets) if by_side else ((side, one) for one, side in product(sets, sides))
    seconds = dose.minutes * 60 if dose.minutes else dose.seconds
    kind = Kind.WORK if seconds else Kind.COUNT if dose.reps else Kind.HOLD
    for side, one in order:
        for part in range(1, parts + 1):
            yield Phase(
                kind,
                n,
                one,
                dose.sets,
                side,
                part,
                parts,
                seconds=seconds or (None if dose.reps else dose.hold_s),
                reps=dose.reps and dose.reps * (2 if item.alternating else 1),
                hold_s=dose.hold_s if dose.reps else None,
            )


def _between(before: Phase, bout: Phase) -> Iterator[Phase]:
    """What comes before the next bout; a counted one begins when the runner is ready, whatever the side."""
    if bout.side is None and bout.set != before.set and bout.kind is not Kind.WORK:
        yield _before(bout, Kind.REST, SECONDS_OF_REST)
    elif bout.seconds is None:
        return
    elif bout.side != before.side:
        yield _before(bout, Kind.CHANGE, SECONDS_TO_CHANGE_SIDES)
    else:
        # Another place to roll, another way round.
        yield _before(bout, Kind.READY, SECONDS_TO_GET_READY)


def _before(bout: Phase, kind: Kind, seconds: int) -> Phase:
    return Phase(kind, bout.item, bout.set, bout.sets, bout.side, bout.part, bout.parts, seconds)
