"""Faults on demand: what the network or Telegram does to a request when a test asks for it."""

import random
from dataclasses import dataclass
from enum import StrEnum

from sandbox.shapes import Impossible, Json, Refusal, bad, forbidden, moved, too_many


class FaultKind(StrEnum):
    """What goes wrong; before or after says whether the request took effect."""

    FLOOD = "429"
    BROKEN = "500"
    GATEWAY = "502"
    TIMEOUT_BEFORE = "timeout_before"
    TIMEOUT_AFTER = "timeout_after"
    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    BLOCKED = "403"
    NO_CHAT = "400_chat_not_found"
    MIGRATED = "migrated"


@dataclass(slots=True)
class Fault:
    """One order for trouble; `times` None means until cleared."""

    kind: FaultKind
    method: str | None = None
    chat_id: int | None = None
    times: int | None = None
    chance: float = 1.0
    retry_after: int = 5
    seconds: float = 30.0
    migrate_to_chat_id: int | None = None

    def refusal(self, chat_id: int | None) -> Refusal | None:
        """The answer of a fault that answers at all."""
        match self.kind:
            case FaultKind.FLOOD:
                return too_many(self.retry_after)
            case FaultKind.BROKEN:
                return Refusal(500, "Internal Server Error")
            case FaultKind.GATEWAY:
                return Refusal(502, "Bad Gateway")
            case FaultKind.BLOCKED:
                return forbidden("bot was blocked by the user")
            case FaultKind.NO_CHAT:
                return bad("chat not found")
            case FaultKind.MIGRATED:
                return moved(self.migrate_to_chat_id or -1_000_000_000_000 - abs(chat_id or 1))
        return None

    def as_json(self) -> Json:
        """The fault as the control side lists it."""
        return {
            "kind": self.kind.value,
            "method": self.method,
            "chat_id": self.chat_id,
            "times": self.times,
            "chance": self.chance,
            "retry_after": self.retry_after,
            "seconds": self.seconds,
            "migrate_to_chat_id": self.migrate_to_chat_id,
        }


def fault_from(order: Json) -> Fault:
    """A fault from its JSON; `Impossible` on an unknown word."""
    known = set(Fault.__dataclass_fields__)
    if unknown := set(order) - known:
        raise Impossible(f"a fault has no {', '.join(sorted(unknown))}; it has {', '.join(sorted(known))}")
    try:
        kind = FaultKind(str(order.get("kind")))
    except ValueError:
        raise Impossible(f"unknown fault; choose one of {', '.join(FaultKind)}") from None
    given = {name: value for name, value in order.items() if name != "kind" and value is not None}
    return Fault(kind=kind, **given)


class Faults:
    """The faults that wait for a request; `seed` makes chances repeatable."""

    def __init__(self, seed: int = 0) -> None:
        self.waiting: list[Fault] = []
        self._random = random.Random(seed)

    def add(self, fault: Fault) -> None:
        """Let a fault wait for its request."""
        self.waiting.append(fault)

    def clear(self) -> None:
        """Forget every fault."""
        self.waiting.clear()

    def strike(self, method: str, chat_id: object) -> Fault | None:
        """The fault that hits this request, used up by one; getUpdates is hit only when it is named."""
        for fault in self.waiting:
            if fault.method is None and method == "getUpdates":
                continue
            if fault.method not in {None, method} or fault.chat_id not in {None, chat_id}:
                continue
            if fault.chance < 1 and self._random.random() >= fault.chance:
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
            return fault
        return None
