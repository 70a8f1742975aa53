"""What a club's administrators set up, in words; nothing of a person stands in any of it."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from math import ceil

from bot.clubs import (
    FEWEST_IN_A_DIGEST,
    LEADS,
    QUIET_WEEKS,
    Club,
    Kind,
    Run,
    Weekly,
    is_quiet,
    left_out,
    weekday_of,
)
from bot.deliveries import Button, Message
from bot.runners import Place
from bot.wording import dates, general, paging
from bot.wording.asking import noted, rows_of, zone_shown
from bot.wording.words import Safe, Words

WORD = "club"

LONGEST_NOTICE = 200  # characters, Bot API answerCallbackQuery

# When clubs meet; every other time can be typed as a reply.
TIMES = (time(7), time(9), time(10), time(18), time(18, 30), time(19))


def page_of(value: str) -> int:
    """The page that stands on a button."""
    return paging.number(value)


def hello(words: Words, back: bool) -> Message:
    """Said once when we are added to a group; `back`: it had a club of ours before."""
    return Message(words("club-hello-again" if back else "club-hello"), silent=True)


def cannot_write(words: Words, title: str, is_channel: bool) -> Message:
    """To who added us or asked us where we may not write, in private."""
    return Message(words("club-cannot-write-channel" if is_channel else "club-cannot-write", title=title))


def topic_is_shut(words: Words, title: str) -> Message:
    """To who asked for the settings in a topic that is closed, in private."""
    return Message(words("club-topic-shut", title=title))


def administrators_only(words: Words) -> Message:
    """For anybody else who asks for the settings."""
    return Message(words("club-administrators-only"), silent=True)


def held(words: Words, wait: timedelta) -> str:
    """For a notice: what was pressed is kept, and cannot be shown yet."""
    return words.plain("club-held", seconds=ceil(wait.total_seconds()))


def said(words: Words, line: str) -> Message:
    """One line by itself, for who came by a link and has no notice to read it on."""
    return Message(words("club-said", line=line), ((general.close_button(words),),))


def in_private(words: Words, username: str, theirs: Sequence[Club] = ()) -> Message:
    """/club in the private chat: the clubs of this person, and how another begins."""
    each = tuple((Button(club.title, f"{_data(club)}:show:"),) for club in theirs)
    link = Button(words.plain("button-club-add"), url=f"https://t.me/{username}?startgroup=club")
    text = words("club-in-private-yours" if theirs else "club-in-private")
    return Message(text, (*each, (link,), (general.close_button(words),)))


def channel_hello(words: Words, club: Club, back: bool) -> Message:
    """To who made us administrator of a channel, in private; `back`: it was set up before."""
    begin = general.button(words, "club-set-up", f"{_data(club)}:show:")
    text = words("club-channel-again" if back else "club-channel", title=club.title)
    return Message(text, ((begin,), (general.close_button(words),)))


def private_link(words: Words, club: Club, username: str) -> Button:
    """Opens these settings in the private chat."""
    return Button(words.plain("button-club-in-private"), url=f"https://t.me/{username}?start=club-{club.id}")


def which_place(words: Words, others: Sequence[Club]) -> Message:
    """/club in a topic that has no club yet: one of the chat comes here, or another begins."""
    move = [
        (general.button(words, "club-here", f"{_data(club)}:here:", title=club.title),) for club in others
    ]
    own = general.button(words, "club-own", f"{_data(others[0])}:own:")
    return Message(words("club-which-place"), (*move, (own,), (_close(words, others[0]),)))


def settings(
    words: Words,
    club: Club,
    runs: Sequence[Run],
    today: date,
    languages: Mapping[str, str],
    note: Safe | None = None,
    link: Button | None = None,
    *,
    in_topics: bool = False,
    nobody: bool = False,
) -> Message:
    """The page that everything else is reached from; `link` leads to it in private.

    `in_topics`: the chat has topics, and which one is chosen there. `nobody`: no administrator is known.
    """
    data = _data(club)
    quiet = words("club-quiet-until", day=dates.day(words, club.quiet_until)) if club.quiet_until else None
    text = words(
        "club-settings",
        title=club.title,
        runs=_listed(words, runs),
        zone=zone_shown(club.zone) if club.zone else words("club-no-zone"),
        lead=club.lead_minutes,
        level=club.level,
        week=", ".join(words(f"club-weekly-{what}") for what in _weekly(club) if what in club.weekly)
        or words("club-week-none"),
        language=languages.get(club.language, club.language),
        quiet=quiet if quiet and is_quiet(club.quiet_until, today) else words("club-not-quiet"),
    )
    if in_topics:
        text = Safe(f"{text}\n{words('club-in-topics')}")
    text = _with_left_out(words, text, club, runs)
    if nobody:
        text = Safe(f"{text}\n\n{words('club-nobody-told')}")
    if club.silenced:
        note = words("club-paused-channel" if club.kind is Kind.CHANNEL else "club-paused")
    elif club.zone is None:
        note = note or words("club-needs-zone")
    names = [("runs", "runs"), ("zone", "zones"), ("lead", "leads"), ("week", "week"), ("quiet", "quiets")]
    buttons = [general.button(words, f"club-{name}", f"{data}:{page}:") for name, page in names]
    first, *others = buttons if club.zone else [buttons[1], buttons[0], *buttons[2:]]
    rows = ((first,), *rows_of(others, most=2))
    last = (general.button(words, "more", f"{data}:more:"), _close(words, club))
    return Message(noted(text, note), (*rows, *([(link,)] if link else []), last))


def more(words: Words, club: Club, languages: Mapping[str, str]) -> Message:
    """What is set once or never: eight buttons are the most that somebody looks through."""
    data = _data(club)
    rare = [general.button(words, "club-level", f"{data}:levels:")]
    if len(languages) > 1:
        rare.append(general.button(words, "club-language", f"{data}:languages:"))
    remove = (general.button(words, "club-remove", f"{data}:remove:"),)
    text = words("club-more", title=club.title, level=club.level)
    return Message(text, (tuple(rare), remove, _ending(words, club, "show")))


def zone(words: Words, club: Club, places: Sequence[Place], page: int, *, unknown: bool = False) -> Message:
    """Asks for the club's time zone; any town can be typed as a reply."""
    shown, page, more = paging.part(places, page, 4)
    data = _data(club)
    towns = [Button(place.label.partition(",")[0], f"{data}:zone:{place.zone}") for place in shown]
    further = [general.button(words, "more", f"{data}:zones:{page + 1 if more else 0}")]
    note = words("club-zone-unknown") if unknown else None
    rows = (*rows_of(towns, most=2), (_back(words, club, "show"), *further, _close(words, club, "zone")))
    return Message(noted(words("club-ask-zone"), note), rows)


def which_zone(words: Words, club: Club, places: Sequence[Place]) -> Message:
    """Several towns fit what was typed."""
    rows = tuple((Button(place.label, f"{_data(club)}:zone:{place.zone}"),) for place in places)
    return Message(words("asking-zone-which"), (*rows, _ending(words, club, "zones", "zone")))


def lead(words: Words, club: Club) -> Message:
    """How long before a run its warm-up is posted."""
    buttons = [
        general.button(words, "club-lead-of", f"{_data(club)}:lead:{minutes}", minutes=minutes)
        for minutes in LEADS
    ]
    text = words("club-ask-lead", lead=club.lead_minutes)
    return Message(text, (*rows_of(buttons), _ending(words, club, "show")))


def level(words: Words, club: Club) -> Message:
    """How much of each exercise the warm-up says."""
    buttons = [
        general.button(words, "schedule-level-of", f"{_data(club)}:level:{n}", level=n) for n in (1, 2, 3)
    ]
    return Message(
        words("club-ask-level", level=club.level), (*rows_of(buttons), _ending(words, club, "more"))
    )


def week(words: Words, club: Club, runs: Sequence[Run]) -> Message:
    """Toggles for what comes once a week."""
    toggles = []
    for what in _weekly(club):
        sign, data = ("☑", f"-{what}") if what in club.weekly else ("☐", f"+{what}")
        label = words.plain(f"button-club-weekly-{what}")
        toggles.append(Button(f"{sign} {label}", f"{_data(club)}:weekly:{data}"))
    text = words("club-ask-week", fewest=FEWEST_IN_A_DIGEST)
    text = Safe(f"{text}\n{words('club-ask-week-streaks')}")
    if Weekly.TIP in _weekly(club):
        text = Safe(f"{text}\n{words('club-ask-week-tip')}")
    text = _with_left_out(words, text, club, runs)
    return Message(text, (*rows_of(toggles), _ending(words, club, "show")))


def _weekly(club: Club) -> tuple[Weekly, ...]:
    """A group has no tips: nothing is said there that nobody asked for."""
    return tuple(what for what in Weekly if what is not Weekly.TIP or club.kind is Kind.CHANNEL)


def language(words: Words, club: Club, languages: Mapping[str, str]) -> Message:
    """In which language posts are written."""
    buttons = [Button(name, f"{_data(club)}:language:{code}") for code, name in languages.items()]
    return Message(words("club-ask-language"), (*rows_of(buttons), _ending(words, club, "more")))


def quiet(words: Words, club: Club) -> Message:
    """Weeks in which nothing is posted."""
    buttons = [
        general.button(words, "club-quiet-of", f"{_data(club)}:quiet:{weeks}", weeks=weeks)
        for weeks in QUIET_WEEKS
    ]
    none = (general.button(words, "club-not-quiet", f"{_data(club)}:quiet:0"),)
    return Message(words("club-ask-quiet"), (tuple(buttons), none, _ending(words, club, "show")))


def runs(words: Words, found: Sequence[Run], club: Club) -> Message:
    """Every run as a button, and one more."""
    data = _data(club)
    each = [Button(_line(words, run), f"{data}:run:{run.id}") for run in found]
    add = general.button(words, "club-add-run", f"{data}:new:")
    rows = tuple((button,) for button in [*each, add])
    text = _with_left_out(words, words("club-runs", title=club.title), club, found)
    return Message(text, (*rows, _ending(words, club, "show")))


def run(words: Words, club: Club, shown: Run, note: Safe | None = None) -> Message:
    """One run and what can be changed about it."""
    text = words(
        "club-run",
        line=Safe(_line(words, shown)),
        place=shown.place or words("club-no-place"),
        next=dates.moment(words, shown.next_at, club.zone)
        if shown.next_at and club.zone
        else words("club-no-next"),
    )
    change = [
        general.button(words, f"club-run-{name}", f"{_data(club)}:{name}:{shown.id}")
        for name in ("days", "time", "place", "delete")
    ]
    return Message(noted(text, note), (*rows_of(change), _ending(words, club, "runs")))


def days(words: Words, club: Club, shown: Run, note: Safe | None = None) -> Message:
    """Toggles for the days of a run."""
    toggles = [
        Button(
            f"{'☑' if day in shown.days else '☐'} {dates.weekday(words, day)}",
            f"{_data(club)}:day:{shown.id},{'-' if day in shown.days else '+'}{day}",
        )
        for day in range(7)
    ]
    text = noted(words("club-ask-days", line=Safe(_line(words, shown))), note)
    return Message(text, (*rows_of(toggles), (_back(words, club, "run", str(shown.id)),)))


def time_of(
    words: Words, club: Club, shown: Run | None, *, unclear: bool = False, note: Safe | None = None
) -> Message:
    """Asks when a run begins, or a new one."""
    prefix = f"{_data(club)}:at:{shown.id}," if shown else f"{_data(club)}:newat:"
    buttons = [Button(dates.clock_time(words, at), f"{prefix}{at:%H%M}") for at in TIMES]
    note = words("schedule-time-hint") if unclear else note
    back = ("run", str(shown.id)) if shown else ("runs", "")
    asks = f"time,{shown.id}" if shown else "time,"
    rows = (*rows_of(buttons), (_back(words, club, *back), _close(words, club, asks)))
    return Message(noted(words("club-ask-time"), note), rows)


def place(words: Words, club: Club, shown: Run) -> Message:
    """Asks where a run begins: a reply in words, or a link to a map."""
    nowhere = (general.button(words, "club-run-noplace", f"{_data(club)}:noplace:{shown.id}"),)
    bottom = (_back(words, club, "run", str(shown.id)), _close(words, club, f"place,{shown.id}"))
    return Message(words("club-ask-place"), (nowhere, bottom))


def run_deleted(words: Words, club: Club, gone: Run) -> Message:
    """A run was deleted; the button brings it back."""
    days = "".join(str(day) for day in sorted(gone.days))
    # A place is longer than a button can carry; that there was one is not.
    had_place = ",place" if gone.place else ""
    data = f"{_data(club)}:undelete:{days},{gone.at:%H%M}{had_place}"
    undo = general.button(words, "schedule-undo", data)
    text = words("club-run-deleted", line=Safe(_line(words, gone)))
    return Message(text, ((undo,), _ending(words, club, "runs")))


def sure(words: Words, club: Club) -> Message:
    """Before everything of a club is deleted."""
    yes = general.button(words, "club-removed", f"{_data(club)}:removed:")
    return Message(words("club-sure", title=club.title), ((yes,), _ending(words, club, "more")))


def streaks(words: Words, found: Sequence[tuple[str, int]]) -> str:
    """Who took part how many weeks in a row, for a notice, which holds 200 characters."""
    lines: list[str] = []
    for name, weeks in found:
        line = words.plain("club-streak", name=name, weeks=weeks)
        if len("\n".join([*lines, line])) > LONGEST_NOTICE:
            break
        lines.append(line)
    return "\n".join(lines) or words.plain("club-no-streaks")


def removed(words: Words, club: Club) -> Message:
    """Everything of the club is deleted."""
    name = "club-removed-channel" if club.kind is Kind.CHANNEL else "club-removed"
    return Message(words(name, title=club.title))


def _line(words: Words, run: Run) -> str:
    return f"{dates.days_of_week(words, run.days)}, {dates.clock_time(words, run.at)}"


def _with_left_out(words: Words, text: Safe, club: Club, runs: Sequence[Run]) -> Safe:
    """Says what never comes because two posts a day are the most, where there is any."""
    posts, days = left_out(club.weekly, runs)
    lines = [
        words("club-left-out", what=words(f"club-weekly-{what}"), day=dates.weekday(words, weekday_of(what)))
        for what in posts
    ]
    if days:
        lines.append(words("club-left-out-runs", days=dates.days_of_week(words, days)))
    return Safe("\n\n".join([text, "\n".join(lines)])) if lines else text


def _listed(words: Words, runs: Sequence[Run]) -> Safe:
    lines = [words("bullet", text=_line(words, run)) for run in runs]
    return Safe("\n".join(lines)) if lines else words("club-no-runs")


def _data(club: Club) -> str:
    return f"{WORD}:{club.id}"


def _back(words: Words, club: Club, page: str, value: str = "") -> Button:
    return general.back_button(words, f"{_data(club)}:{page}:{value}")


def _close(words: Words, club: Club, asks: str = "") -> Button:
    """Takes the buttons off; carries what the message asks, for who answers with a reply."""
    return Button(words.plain("button-close"), f"{_data(club)}:close:{asks}")


def _ending(words: Words, club: Club, back: str, asks: str = "") -> tuple[Button, ...]:
    return (_back(words, club, back), _close(words, club, asks))
