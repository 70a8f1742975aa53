"""A long text in pages that a phone shows without scrolling, and a long list in few buttons."""

import re
from collections.abc import Iterable, Sequence
from html import unescape
from typing import TypeVar

from bot.deliveries import Button
from bot.wording import general
from bot.wording.words import Safe, Words

Item = TypeVar("Item")

LONGEST_PAGE = 900  # characters a person sees; our own measure of "without scrolling"
UNDER_A_FIGURE = 560  # the same, where a figure takes the upper third of the phone
BUTTONS_A_LIST = 5  # leaves three of the eight buttons for moving about

_TAG = re.compile(r"<[^>]+>")


def shown_length(text: str) -> int:
    """Characters a person sees: tags and character codes counted as Telegram counts them."""
    return len(unescape(_TAG.sub("", text)))


def pages(title: str, blocks: Iterable[str], room_for: int = 0) -> tuple[Safe, ...]:
    """Blocks in order under a title that stands on each page; `room_for` characters are kept free.

    A block is never cut: one longer than a page has a page of its own.
    """
    longest = LONGEST_PAGE - room_for
    filled: list[str] = []
    for block in blocks:
        if filled and shown_length(joined := f"{filled[-1]}\n\n{block}") <= longest:
            filled[-1] = joined
        else:
            filled.append(f"{title}\n\n{block}")
    return tuple(Safe(page) for page in filled or [title])


def part(items: Sequence[Item], page: int, most: int = BUTTONS_A_LIST) -> tuple[tuple[Item, ...], int, bool]:
    """The items of a page, the page that was really shown, and whether more follow."""
    last = max(0, (len(items) - 1) // most)
    page = min(max(page, 0), last)
    return tuple(items[page * most : (page + 1) * most]), page, page < last


def number(value: str) -> int:
    """The page that stands on a button, from 0; the first for anything forged."""
    return int(value) if len(value) <= 2 and value.isascii() and value.isdigit() else 0


def bottom(words: Words, back: str | None, *between: Button) -> tuple[Button, ...]:
    """The last row: "Back" on the left, "Close" on the right, at most one more between them."""
    left = (general.back_button(words, back),) if back else ()
    return (*left, *between, general.close_button(words))
