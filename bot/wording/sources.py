"""Where a piece of content comes from and when a person last read it, in words."""

from datetime import date
from html import escape

from babel.dates import format_date

from bot.content import Source
from bot.wording.words import Safe, Words


def reviewed(words: Words, on: date) -> Safe:
    """The day of the last review, with its year: it may be long ago."""
    return words("reviewed-on", date=format_date(on, "d MMM y", locale=words.language))


def listed(words: Words, sources: tuple[Source, ...], reviewed_on: date) -> Safe:
    """Every source on its own line, with its link and reference, and the day of the last review."""
    lines = [f"• {_linked(source)}" for source in sources]
    return Safe("\n".join([*lines, "", f"<i>{reviewed(words, reviewed_on)}</i>"]))


def in_short(words: Words, sources: tuple[Source, ...], reviewed_on: date) -> Safe:
    """The first source, how many more there are, and the day of the last review, on one small line."""
    said = words(
        "source-in-short",
        source=sources[0].title,
        others=len(sources) - 1,
        reviewed=reviewed(words, reviewed_on),
    )
    return Safe(f"<i>{said}</i>")


def _linked(source: Source) -> str:
    title = escape(source.title, quote=False)
    if source.link:
        title = f'<a href="{escape(source.link)}">{title}</a>'
    return f"{title}. {escape(source.reference, quote=False)}" if source.reference else title
