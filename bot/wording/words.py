"""The words we say, from Fluent files, one folder a language; English stands in where one is missing."""

from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Annotation, Junk, Message, Resource

DEFAULT_LANGUAGE = "en"


class BadWords(Exception):
    """A Fluent file could not be read; each line names the file and the place."""


class Safe(str):
    """Text that is HTML already and must not be escaped again."""

    __slots__ = ()


class Words:
    """One language's words: `words("id", name=value)` gives HTML with every value escaped."""

    def __init__(self, language: str, bundles: tuple[FluentBundle, ...]) -> None:
        self.language = language
        self._bundles = bundles
        self._constant: dict[str, str] = {}

    def __call__(self, message_id: str, **values: object) -> Safe:
        """HTML for a message text. Raises KeyError for an id that no language has."""
        escaped = {name: _escaped(value) for name, value in values.items()}
        return Safe(self._format(message_id, escaped))

    def plain(self, message_id: str, **values: object) -> str:
        """The same without HTML: for button labels, notices and command descriptions."""
        return self._format(message_id, values)

    def has(self, message_id: str) -> bool:
        """Whether any language in reach says this."""
        return any(bundle.has_message(message_id) for bundle in self._bundles)

    def _format(self, message_id: str, values: dict[str, object]) -> str:
        if values:
            return self._formatted(message_id, values)
        # A label is the same for everybody, and half of what a push says are labels.
        if message_id not in self._constant:
            self._constant[message_id] = self._formatted(message_id, values)
        return self._constant[message_id]

    def _formatted(self, message_id: str, values: dict[str, object]) -> str:
        for bundle in self._bundles:
            pattern = bundle.get_message(message_id).value if bundle.has_message(message_id) else None
            if pattern is not None:
                text, errors = bundle.format_pattern(pattern, values)
                if errors:
                    # The error's own text may quote a value; the id is enough to find it.
                    raise KeyError(f"the words {message_id!r} were given other values than they ask for")
                return str(text)
        raise KeyError(f"no words {message_id!r}")


def _escaped(value: object) -> object:
    return escape(value, quote=False) if isinstance(value, str) and not isinstance(value, Safe) else value


class Dictionary:
    """Every language's words; `in_language` falls back to English."""

    def __init__(self, folder: Path) -> None:
        """Reads `folder/<language>/*.ftl`. Raises BadWords naming every file and line at fault."""
        faults: list[str] = []
        bundles = {
            path.name: _bundle(path.name, sorted(path.glob("*.ftl")), faults)
            for path in sorted(folder.iterdir())
            if path.is_dir()
        }
        if DEFAULT_LANGUAGE not in bundles:
            faults.append(f"{folder}: no folder {DEFAULT_LANGUAGE!r}")
        if faults:
            raise BadWords("\n".join(faults))
        english = bundles[DEFAULT_LANGUAGE]
        self._words = {
            language: Words(language, (bundle,) if bundle is english else (bundle, english))
            for language, bundle in bundles.items()
        }

    def in_language(self, code: str | None) -> Words:
        """The words for a language code such as "de" or "pt-BR"."""
        short = (code or DEFAULT_LANGUAGE).split("-")[0].lower()
        return self._words.get(short, self._words[DEFAULT_LANGUAGE])

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a folder."""
        return tuple(self._words)

    @property
    def names(self) -> Mapping[str, str]:
        """What each language calls itself, by its code."""
        return {language: words.plain("language-name") for language, words in self._words.items()}


def _bundle(language: str, files: Iterable[Path], faults: list[str]) -> FluentBundle:
    # Isolation marks are for mixed directions; Telegram counts and shows them as characters.
    bundle = FluentBundle([language], use_isolating=False)
    seen: set[str] = set()
    for path in files:
        text = path.read_text(encoding="utf-8")
        parsed = _parsed(text)
        faults.extend(_faults(path, text, parsed, seen))
        bundle.add_resource(parsed)
    return bundle


# Half of what a start costs; a process that starts the bot again and again, as tests do, has them already.
@cache
def _parsed(text: str) -> Resource:
    return FluentResource(text)


def _faults(path: Path, text: str, parsed: Resource, seen: set[str]) -> Iterable[str]:
    for entry in parsed.body:
        if isinstance(entry, Junk):
            for note in entry.annotations or [Annotation("", [], "not Fluent")]:
                at = note.span.start if note.span else 0
                yield f"{path.parent.name}/{path.name}, line {text.count(chr(10), 0, at) + 1}: {note.message}"
        elif isinstance(entry, Message):
            if entry.id.name in seen:
                yield f"{path.parent.name}/{path.name}: {entry.id.name} stands twice"
            seen.add(entry.id.name)
