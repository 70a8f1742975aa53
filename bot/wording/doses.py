"""How much of an exercise, in words: "2 x 12 each side, hold 5 s", "3 min"."""

from bot.content import Dose
from bot.wording.words import Safe, Words


def dose(words: Words, amount: Dose, sides: bool) -> Safe:
    """A dose in one short line. `sides` says whether the exercise is done on both sides."""
    return words(
        "dose",
        sets=amount.sets,
        amount=_amount(words, amount),
        per=_per(amount, sides),
        hold=amount.hold_s if amount.reps and amount.hold_s else 0,
        band="yes" if amount.band else "no",
    )


def _amount(words: Words, amount: Dose) -> Safe:
    if amount.minutes is not None:
        return words("dose-minutes", n=amount.minutes)
    if amount.reps is not None:
        return words("dose-repetitions", n=amount.reps)
    return words("dose-seconds", n=amount.seconds or amount.hold_s or 0)


def _per(amount: Dose, sides: bool) -> str:
    # Counted for each way or direction, an exercise with sides is still done with both legs.
    if sides and amount.per in ("way", "direction"):
        return f"{amount.per}-side"
    return amount.per or ("side" if sides else "whole")
