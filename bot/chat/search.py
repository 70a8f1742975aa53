"""Finds what a person typed among names and texts, typing errors and half names included."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

# Tried on the names of all exercises: "hamstrng", "brigde" and "clamshell please" are found, "squat" is not.
LIKE_ENOUGH = 70
# Of several words one must be nearly right by itself: "brigde" is (83), "physics" is not "physical" (80).
ONE_WORD_AT_LEAST = 82
# What is nearly as like as the best is offered beside it.
NEARLY_THE_BEST = 8
A_WORD_IN_THE_TEXT = 0.9  # counts less than the same word in a name
MOST_WORDS = 6

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to be found: its names, the best known first, and the text it is about."""

    id: str
    names: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """`sure`, when nothing else can be meant; else what is likely, best first, perhaps nothing."""

    sure: str | None = None
    likely: tuple[str, ...] = ()


def find(asked: str, entries: Iterable[Entry], most: int = 5) -> Found:
    """What these words mean: one entry for sure, or up to `most` likely ones."""
    words = _words(asked[:200])[:MOST_WORDS]
    if not words:
        return Found()
    scores: dict[str, float] = {}
    for entry in entries:
        names = [_words(name) for name in entry.names]
        if words in names:
            return Found(sure=entry.id)
        scores[entry.id] = _likeness(words, names, set(_words(entry.text)))
    best = max(scores.values(), default=0)
    if best < LIKE_ENOUGH:
        return Found()
    near = [
        entry_id for entry_id, score in scores.items() if score >= max(LIKE_ENOUGH, best - NEARLY_THE_BEST)
    ]
    if best == 100 and len(near) == 1:
        return Found(sure=near[0])
    return Found(likely=tuple(sorted(near, key=lambda entry_id: -scores[entry_id])[:most]))


def _likeness(words: list[str], names: list[list[str]], text: set[str]) -> float:
    """0 to 100: the whole against each name, or each word against the words of names and text."""
    whole = max(fuzz.ratio("".join(words), "".join(name)) for name in names)
    named = {word for name in names for word in name}
    by_word = [max(_best(word, named), A_WORD_IN_THE_TEXT * _best(word, text)) for word in words]
    # Two half-likenesses make no whole: "quantum physics" is not "physio" and some word of a text.
    spoken = sum(by_word) / len(by_word) if max(by_word) >= ONE_WORD_AT_LEAST or len(words) == 1 else 0.0
    # Two spellings that agree without their spaces ("leg lift", "leglift") still leave room for doubt.
    return max(min(whole, 99.0), spoken)


def _best(word: str, among: set[str]) -> float:
    match = process.extractOne(word, among, scorer=fuzz.ratio)
    return float(match[1]) if match else 0.0


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
