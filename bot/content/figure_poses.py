"""Later poses of a figure list only what changes; here they are given everything else."""

from typing import Any

OTHER = {"right": "left", "left": "right"}
TURNED_ROUND = ("roll", "turn", "sidebend", "twist", "head_turn")


def completed(poses: dict[str, Any]) -> dict[str, Any]:
    """Every pose with all it inherits: from the first, or from the one it is a `mirror` of.

    `mirror` swaps left and right; `shift` moves the pinned joint and every reached point by so many
    cm along x.
    """
    first, *others = poses
    whole = {first: poses[first]}
    for name in others:
        changes = poses[name]
        if not isinstance(changes, dict):
            return poses
        mirrored, shift = changes.get("mirror"), changes.get("shift", 0)
        changes = {key: value for key, value in changes.items() if key not in ("mirror", "shift")}
        if mirrored is None:
            inherited = whole[first]
        elif mirrored in whole:
            inherited = _in_a_mirror(whole[mirrored])
        else:
            raise ValueError(f"pose {name} is a mirror of {mirrored}, which must stand above it")
        if not isinstance(shift, int | float):
            raise ValueError(f"the shift of pose {name} must be a number without quotes")
        whole[name] = _merged(_shifted(inherited, shift), changes)
    return whole


def _merged(inherited: Any, changes: Any) -> Any:
    if not (isinstance(inherited, dict) and isinstance(changes, dict)):
        return changes
    return inherited | {key: _merged(inherited.get(key), value) for key, value in changes.items()}


def _in_a_mirror(pose: dict[str, Any]) -> dict[str, Any]:
    pin = pose["pin"]
    side, dot, joint = pin["joint"].rpartition(".")
    return (
        pose
        | {name: -pose[name] for name in TURNED_ROUND if name in pose}
        | {"pin": {"joint": OTHER.get(side, side) + dot + joint, "at": _z_turned(pin["at"])}}
        | {
            limbs: {OTHER[of]: _limb_in_a_mirror(limb) for of, limb in pose[limbs].items()}
            for limbs in ("legs", "arms")
        }
    )


def _limb_in_a_mirror(limb: dict[str, Any]) -> dict[str, Any]:
    return limb | {key: _z_turned(limb[key]) for key in ("reach", "bend", "toes", "fingers") if key in limb}


def _z_turned(point: list[float]) -> list[float]:
    x, y, z = point
    return [x, y, -z]


def _shifted(pose: dict[str, Any], by: float) -> dict[str, Any]:
    def moved(point: list[float]) -> list[float]:
        return [point[0] + by, *point[1:]]

    def limb(given: dict[str, Any]) -> dict[str, Any]:
        return given | {"reach": moved(given["reach"])} if "reach" in given else given

    return pose | {
        "pin": pose["pin"] | {"at": moved(pose["pin"]["at"])},
        **{limbs: {of: limb(one) for of, one in pose[limbs].items()} for limbs in ("legs", "arms")},
    }
