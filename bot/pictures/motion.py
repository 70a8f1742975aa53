"""The pose at a moment of the loop, blended from angles and targets: bones keep their length."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

from bot.content import Figure, Part, Pose

Rule = Callable[[Sequence[float]], float]


def blended(values: Sequence[Any], rule: Rule) -> Any:
    """Poses of one shape made into one: `rule` is asked for every number in them."""
    first = values[0]
    if isinstance(first, Part):
        return type(first).model_construct(
            **{
                name: blended([getattr(value, name) for value in values], rule)
                for name in type(first).model_fields
            }
        )
    if isinstance(first, tuple):
        return tuple(blended(list(each), rule) for each in zip(*values, strict=True))
    return rule(values) if isinstance(first, int | float) else first


def towards(start: Pose, end: Pose, part: float) -> Pose:
    """The pose `part` of the way from start to end; beyond, where `part` is below 0 or above 1."""
    result: Pose = blended((start, end), lambda pair: pair[0] + (pair[1] - pair[0]) * part)
    return result


def moved(pose: Pose, by: float) -> Pose:
    """`pose`, so many centimetres further along x."""

    def along(part: Any, name: str) -> Any:
        point = getattr(part, name)
        return part.model_copy(update={name: None if point is None else (point[0] + by, *point[1:])})

    def both(limbs: Any) -> Any:
        return limbs.model_copy(
            update={"right": along(limbs.right, "reach"), "left": along(limbs.left, "reach")}
        )

    return pose.model_copy(
        update={"pin": along(pose.pin, "at"), "legs": both(pose.legs), "arms": both(pose.arms)}
    )


def pose_at(figure: Figure, at_s: float) -> Pose:
    """The pose `at_s` seconds into the loop. A walker stays where the first round began."""
    a_round = sum(step.seconds for step in figure.timeline)
    at_s %= a_round
    ends = list(accumulate(step.seconds for step in figure.timeline))
    number = min(bisect_right(ends, at_s + 1e-9), len(ends) - 1)
    step = figure.timeline[number]
    part = (at_s - (ends[number] - step.seconds)) / step.seconds
    keys = _keys(figure)
    before, after = keys[number], keys[number + 1]
    if step.to is None:
        return before
    if step.ease == "smooth":
        return towards(before, after, part * part * (3 - 2 * part))
    # The neighbours at both ends of the round are those of the round before and after.
    earlier = keys[number - 1] if number else moved(keys[-2], -figure.travel)
    later = keys[number + 2] if number + 2 < len(keys) else moved(keys[1], figure.travel)
    result: Pose = blended((earlier, before, after, later), lambda four: _monotone(four, part))
    return result


def passed(figure: Figure, at_s: float) -> float:
    """How far the picture has gone along with a walker, in centimetres."""
    a_round = sum(step.seconds for step in figure.timeline)
    return figure.travel * (at_s % a_round) / a_round


def _keys(figure: Figure) -> list[Pose]:
    keys = [figure.start]
    for step in figure.timeline:
        keys.append(keys[-1] if step.to is None else figure.poses[step.to])
    # The last step comes back to the first pose, one round further along.
    keys[-1] = moved(keys[-1], figure.travel) if figure.travel else keys[-1]
    return keys


def _monotone(four: Sequence[float], part: float) -> float:
    """A cubic from the second value to the third that never overshoots (Fritsch and Carlson, 1980).

    A foot that stands still over two poses therefore does not slide between them.
    """
    a, b, c, d = four
    start, end = _slope(b - a, c - b), _slope(c - b, d - c)
    square, cube = part * part, part * part * part
    return (
        b * (2 * cube - 3 * square + 1)
        + start * (cube - 2 * square + part)
        + c * (3 * square - 2 * cube)
        + end * (cube - square)
    )


def _slope(before: float, after: float) -> float:
    return 0.0 if before * after <= 0 else 2 * before * after / (before + after)
