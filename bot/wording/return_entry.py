"""The offer of the way back to running, and the questions before it, in words."""

from collections.abc import Sequence

from bot.content import WayBack
from bot.deliveries import Button, Message
from bot.wording import general
from bot.wording.returns import WORD
from bot.wording.words import Safe, Words

_A_WEEK = 7


def offer(
    words: Words, rules: WayBack, said: str, *, rated: int | None = None, may_stop: bool = False
) -> Message:
    """What the way back is, before its questions; `said` is the sentence that fits how they came here.

    `rated`: the pain that a check-in of today told, which answers the last question. `may_stop`: it is one
    that they have begun, and may leave.
    """
    many = "none" if rated else "three" if rated is None else "two"
    text = Safe(f"{words(said, **_numbers(rules, said))}\n\n{words(f'return-questions-{many}')}")
    start = () if rated else (general.button(words, "return-start", f"{WORD}::entry:"),)
    stop = (general.button(words, "return-stop", f"{WORD}::stop"),) if may_stop else ()
    why = general.button(words, "return-why", f"{WORD}::why")
    rows = (start, stop, (why, general.close_button(words)))
    return Message(text, tuple(row for row in rows if row))


def _numbers(rules: WayBack, said: str) -> dict[str, int]:
    if said == "return-offer":
        return {"phases": len(rules.phases), "goes": rules.goes_a_phase}
    return {"weeks": rules.begin_anew_after_days // _A_WEEK} if said == "return-offer-anew" else {}


def ask(words: Words, rules: WayBack, answered: str, *, pain_told: bool) -> Message:
    """The next of the entry test's questions; `answered` has a letter for each one before."""
    data, questions = f"{WORD}::entry:{answered}", 2 if pain_told else 3
    back = f"{WORD}::entry:{answered[:-1]}" if answered else WORD
    cancel = (general.back_button(words, back), general.button(words, "cancel", "close"))
    if not answered:
        said = words("return-ask-walk", minutes=rules.entry_walk_minutes, of=questions)
        yes = general.button(words, "return-walk-y", f"{data}y")
        return Message(said, ((yes, general.button(words, "return-walk-n", f"{data}n")), cancel))
    if len(answered) == 1:
        no = general.button(words, "return-limp-n", f"{data}n")
        yes = general.button(words, "return-limp-y", f"{data}y")
        return Message(words("return-ask-limp", of=questions), ((no, yes), cancel))
    none = general.button(words, "return-no-pain", f"{data}0")
    some = general.button(words, "return-some-pain", f"{data}1")
    return Message(words("return-ask-pain", of=questions), ((none, some), cancel))


def not_yet(words: Words, rules: WayBack, missing: Sequence[str]) -> Message:
    """The entry test was not passed: what to wait for (`walk`, `limp`, `pain`), and nothing was started."""
    said = {
        "walk": words("return-wait-walk", minutes=rules.entry_walk_minutes),
        "limp": words("return-wait-limp"),
        "pain": words("return-wait-pain"),
    }
    rows: list[tuple[Button, ...]] = [(general.button(words, "return-again", f"{WORD}::entry:"),)]
    if set(missing) != {"walk"}:
        rows.insert(0, (general.button(words, "checkin-new", "checkin"),))
    lines = Safe("\n".join(said[it] for it in missing))
    return Message(words("return-not-yet", wait=lines), (*rows, (general.close_button(words),)))
