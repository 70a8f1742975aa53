"""A place's name without what people leave out when they type: capitals, accents, points and hyphens."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base and an accent, as people without the key type them.
_BARE = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Accents, and what is invisible: joiners and marks of direction.
_LEFT_OUT = re.compile("[\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# Written out, since \W would cut words at the vowel signs of Indic and Thai scripts.
_BETWEEN_WORDS = re.compile(
    r"[\s!-/:-@\[-`{-~\u2010-\u2015\u2018-\u201f\u00b7\u02bb\u02bc\u060c\u3001\u3002\u30fb]+"
)


def folded(name: str) -> str:
    """The name as it is compared: "São-Paulo" and "sao paulo" are one. Empty when nothing is left."""
    # Taken apart on both sides: folding makes letters to take apart, and taking apart makes capitals.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    bare = unicodedata.normalize("NFC", _LEFT_OUT.sub("", apart)).translate(_BARE)
    return _BETWEEN_WORDS.sub(" ", bare).strip()
