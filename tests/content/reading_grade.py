"""How hard a text is to read, measured without a network.

textstat looks syllables up in the CMU dictionary, which NLTK would fetch. We put one where NLTK looks first,
with a syllable count by rule for each word of our own texts. Compared once with the real dictionary on the
1,030 different words of the first content: 41 differed, by 0.004 syllables a word on average, which is a
twentieth of a grade.
"""

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import nltk  # type: ignore[import-untyped]
import textstat

from bot.content import FOLDER

_OURS = {".toml", ".md", ".ftl"}
_WORD = re.compile(r"[a-z']+")
# The e is silent in "knee bones moved", and heard in "little", "wanted" and "stretches".
_SILENT_END = re.compile(
    r"""(?x)
    (?<![^aeiouy]l)(?<=[^aeiouy])e$
    | [^aeiouytd]ed$
    | (?<![^aeiouy]l)(?<!sh)(?<!ch)(?<=[^aeiouysxzcg])es$
    """
)


def syllables(word: str) -> int:
    """Syllables of an English word, at least one."""
    word = word.lower().replace("'", "")
    count = len(re.findall(r"[aeiouy]+", word))
    if _SILENT_END.search(word):
        count -= 1
    count += len(re.findall(r"i[ao](?!u)|eo|ua(?!r)|(?<!q)u[ei](?=[tnd])|[aeiouy]ing$|ism$", word))
    count -= len(re.findall(r"[tsc]i[oa]", word))
    return max(1, count)


@cache
def _offer_dictionary() -> None:
    """Has NLTK read, once, a dictionary of every word in our content."""
    texts = (path.read_text(encoding="utf-8") for path in FOLDER.rglob("*") if path.suffix in _OURS)
    words = sorted({word for text in texts for word in _WORD.findall(text.lower())})
    # One line a word, as NLTK reads it: the word, a count, and one vowel for each syllable.
    lines = (f"{word.upper()} 1 {' '.join(['AH0'] * syllables(word))}\n" for word in words)
    with TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpora" / "cmudict"
        corpus.mkdir(parents=True)
        (corpus / "cmudict").write_text("".join(lines), encoding="utf-8")
        nltk.data.path.insert(0, folder)
        textstat.flesch_kincaid_grade("It is kept in memory from here on.")
        nltk.data.path.remove(folder)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade; a list item or heading without a full stop counts as a sentence."""
    _offer_dictionary()
    lines = (line.removeprefix("- ").replace("**", "").strip() for line in text.splitlines())
    sentences = " ".join(line if re.search(r"[.?:]$", line) else f"{line}." for line in lines if line)
    return float(textstat.flesch_kincaid_grade(sentences))
