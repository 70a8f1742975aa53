"""What is posted in clubs, with counts on its buttons, and what an administrator hears of it in private."""

from html import escape
from zoneinfo import ZoneInfo

from bot.clubs import SESSIONS_WANTED, Club, Counts, Due, Kind, Tap, Totals, Weekly, What, site_of
from bot.content import Card, Content, Exercise
from bot.deliveries import Button, Message, Picture
from bot.routines import Routine
from bot.wording import dates, general, learn, paging, sources
from bot.wording.doses import dose
from bot.wording.figures import Figures
from bot.wording.routines import listed
from bot.wording.words import Safe, Words

NAMES_SHOWN = 3

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
    return Message(text, buttons(words, What.WARM_UP, post_id, Counts()), picture=_figure(figures, routine))


def challenge(words: Words, figures: Figures, club: Club, exercise: Exercise, post_id: int) -> Message:
    """One exercise for the week, with its dose at the club's level."""
    amount = exercise.dose_at(club.level)
    text = words(
        "club-challenge",
        title=club.title,
        name=exercise.text_in(words.language).name,
        many=SESSIONS_WANTED,
        dose=dose(words, amount, exercise.sides) if amount else "",
    )
    rows = buttons(words, What.CHALLENGE, post_id, Counts())
    return Message(text, rows, picture=figures(exercise.id), silent=True)


def tip(words: Words, card: Card) -> Message:
    """A card for a channel: its first page, with its sources."""
    small = sources.in_short(words, card.sources, card.reviewed_on)
    room_for = paging.shown_length(small) + 2
    page, *_ = learn.pages_of(card, words("tip-title", title=card.title), room_for)
    return Message(Safe(f"{page}\n\n{small}"), silent=True)


def digest(words: Words, club: Club, totals: Totals, post_id: int) -> Message:
    """What a club did in a week, all of it together."""
    lines = [words("club-digest", title=club.title, people=totals.people)]
    counted = ("coming", totals.coming), ("done", totals.done), ("sessions", totals.sessions)
    lines += [words(f"club-digest-{name}", n=n) for name, n in counted if n]
    if totals.met:
        lines.append(words("club-digest-met", n=totals.met, many=SESSIONS_WANTED))
    # Behind a button, so that no name stands in a text that nobody could take it out of.
    streaks = (general.button(words, "club-streaks", f"tap:{post_id}:streaks:"),)
    return Message(Safe("\n".join(lines)), (streaks,) if Weekly.STREAKS in club.weekly else (), silent=True)


def buttons(words: Words, what: What, post_id: int, counts: Counts) -> tuple[tuple[Button, ...], ...]:
    """What can be tapped under a post, with how many did, and the names of those who show theirs."""
    shown: tuple[tuple[Tap, int], ...] = ((Tap.IN, counts.coming), (Tap.DONE, counts.done))
    if what is What.CHALLENGE:
        shown = ((Tap.DAY, counts.sessions),)
    taps = [general.button(words, f"club-tap-{tap}", f"tap:{post_id}:{tap}:", n=n) for tap, n in shown]
    if not counts.names:
        return (tuple(taps), (general.button(words, "club-name", f"tap:{post_id}:name:"),))
    names = ", ".join(counts.names[:NAMES_SHOWN])
    more = max(0, len(counts.names) - NAMES_SHOWN)
    named = general.button(words, "club-named", f"tap:{post_id}:name:", names=names, more=more)
    return (tuple(taps), (named,))


def silenced(words: Words, club: Club) -> Message:
    """We may not post there; said once, in private, with what brings us back."""
    # A channel takes no commands.
    name = "club-news-silenced-channel" if club.kind is Kind.CHANNEL else "club-news-silenced"
    return _news(words, name, club)


def taken_out(words: Words, club: Club) -> Message:
    """We are not there any more; said once, in private."""
    return _news(words, "club-news-taken-out", club)


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
    site = site_of(place)
    if site is None:
        return words("club-post-where", place=place)
    return words("club-post-where-link", url=Safe(escape(place)), site=site)


def _figure(figures: Figures, routine: Routine) -> Picture | None:
    ids = sorted((exercise_id for exercise_id, _ in routine.items), key=lambda it: it != CLEAREST)
    return next((figure for it in ids if (figure := figures(it))), None)
