"""A club's warm-up in words, its buttons with the counts, and what its administrator hears in private."""

from html import escape
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.clubs import Club, Counts, Due, Tap
from bot.content import Content
from bot.deliveries import Button, Message, Picture
from bot.routines import Routine
from bot.wording import dates, general
from bot.wording.figures import Figures
from bot.wording.routines import listed
from bot.wording.words import Safe, Words

# Of a warm-up's exercises the one whose figure moves most clearly, seen small and in passing.
CLEAREST = "leg_swings"


def warm_up(
    words: Words, content: Content, figures: Figures, due: Due, routine: Routine, post_id: int
) -> Message:
    """The warm-up before a club's run: when and where it is, what to do, and who else does."""
    at = due.starts_at.astimezone(ZoneInfo(due.club.zone or "UTC")).time()
    head = [words("club-post", title=due.club.title, at=dates.clock_time(words, at))]
    if due.run.place:
        head.append(_where(words, due.run.place))
    todo = [words("club-post-warm-up", minutes=routine.minutes), listed(words, content, routine)]
    text = Safe("\n\n".join("\n".join(part) for part in (head, todo)))
    return Message(text, buttons(words, post_id, Counts()), picture=_figure(figures, routine))


def buttons(words: Words, post_id: int, counts: Counts) -> tuple[tuple[Button, ...], ...]:
    """What can be tapped under a warm-up, with how many did; nobody's name."""
    shown = (Tap.IN, counts.coming), (Tap.DONE, counts.done)
    return (
        tuple(general.button(words, f"club-tap-{tap}", f"tap:{post_id}:{tap}:", n=n) for tap, n in shown),
    )


def silenced(words: Words, club: Club) -> Message:
    """We may not post there; said once, in private."""
    return _news(words, "club-news-silenced", club)


def in_general(words: Words, club: Club) -> Message:
    """Its topic is closed or gone, and General is its place now."""
    return _news(words, "club-news-in-general", club)


def once_in_general(words: Words, club: Club) -> Message:
    """Its topic is closed or gone, and General is another club's place."""
    return _news(words, "club-news-once-in-general", club)


def general_closed(words: Words, club: Club) -> Message:
    """There is no topic left to post in."""
    return _news(words, "club-news-general-closed", club)


def _news(words: Words, message_id: str, club: Club) -> Message:
    return Message(words(message_id, title=club.title), silent=True)


def _where(words: Words, place: str) -> Safe:
    site = _site(place)
    if site is None:
        return words("club-post-where", place=place)
    return words("club-post-where-link", url=Safe(escape(place)), site=site)


def _site(place: str) -> str | None:
    """The name of the site that a link leads to; None for a place in words."""
    try:
        link = urlsplit(place)
    except ValueError:
        return None
    is_link = link.scheme in ("http", "https") and link.hostname and not any(map(str.isspace, place))
    return link.hostname if is_link else None


def _figure(figures: Figures, routine: Routine) -> Picture | None:
    ids = sorted((exercise_id for exercise_id, _ in routine.items), key=lambda it: it != CLEAREST)
    return next((figure for it in ids if (figure := figures(it))), None)
