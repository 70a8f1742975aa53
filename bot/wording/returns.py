"""The way back to running in words: the questions before it, where somebody is, and what is next."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.checkins import Standing
from bot.content import ReturnPhase, WayBack
from bot.deliveries import Button, Message
from bot.returning import Told
from bot.runs import Came, Felt, State, Whereabouts, metres_of
from bot.triage import Level, Morning
from bot.wording import dates, distances, general, paging, sources
from bot.wording.words import Safe, Words

WORD = "return"

_A_WEEK = 7
# The answers about the last go that can be taken back, and what a press of each button says.
Undoes = tuple[tuple[Told, str], ...]

# A page holds eight buttons: three stand below all others, and a fourth where there is room.
_MOST_ABOVE = 5


@dataclass(frozen=True, slots=True)
class Held:
    """What stands for their hip, since which day, and whether that is today.

    `by_morning`: it was an answer to the question of the next morning, and no check-in. `by_groin`: it was
    pain in front while running, whatever its number.
    """

    standing: Standing
    since: date
    is_of_today: bool
    by_morning: bool
    by_groin: bool = False


class Why(StrEnum):
    """What was said of the last go, or since, that it does not count for."""

    SORE = "sore"
    STIFF = "stiff"
    WORSE = "worse"
    TICKED = "ticked"  # a red flag
    REFERRED = "referred"  # sent to a professional without one
    GROIN = "groin"  # pain in front while running, whatever its number
    NOT_CALM = "not-calm"


class Since(StrEnum):
    """What has ended that since."""

    CALM = "calm"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Because:
    """Why the last go does not count, and on which day that was said; `flags` are those that were ticked."""

    why: Why
    on: date
    flags: Safe
    since: Since | None


@dataclass(frozen=True, slots=True)
class Back:
    """Somebody on the way back: where they are, and what stands for their hip.

    `because`: where the last go was not well, why. `checked_in`: there was a check-in since that go, and
    since the morning that was worse for it. `undoes`: the answers that can be taken back, and what the button
    of each says.
    `is_run_day`: the plan of today is a warm-up.
    """

    at: Whereabouts
    rules: WayBack
    miles: bool
    held: Held
    because: Because | None = None
    checked_in: bool = False
    undoes: Undoes = ()
    is_run_day: bool = False

    @property
    def was_not_well(self) -> bool:
        """Whether the last go was more than the hip likes."""
        return self.at.came in (Came.HELD, Came.STEPPED_BACK)

    @property
    def wants_check_in(self) -> bool:
        """Whether the last go was not well, and nothing was asked since about the signs that matter."""
        return self.was_not_well and not self.checked_in

    @property
    def phase(self) -> ReturnPhase:
        """The phase they are in."""
        return self.rules.phases[self.at.phase - 1]


class Nudge(StrEnum):
    """What other pages say of the way back, in one line."""

    OPEN = "open"  # a go is possible today
    ANEW = "anew"  # it begins again with its questions, and there is no run before
    OPEN_ASKS = "open_asks"  # a go is possible today, and the last one waits for an answer all the same
    ASKS = "asks"  # the last go waits for an answer
    CHECK_IN = "check_in"  # the last go was not well, and waits for a check-in
    OFFER = "offer"  # back from a long pause, and no way back begun since
    CLEARED = "cleared"  # a professional has just cleared them


def nudge(words: Words, it: Nudge) -> Safe:
    """The line."""
    return words(f"return-nudge-{it}")


class Part(StrEnum):
    """What a run is to the way back that is under way."""

    GO = "go"
    MAY_BE_GO = "may_be_go"  # as far as one, on a day that was open: only the runner knows
    BESIDE = "beside"


def door(words: Words) -> Button:
    """The button to the page."""
    return _button(words, "show", WORD)


def waits(words: Words, held: Held, *, anew: bool = False) -> Message:
    """Something stands, and no way back is under way: it does not begin now.

    `anew`: one that they have not left, so that there is no run before.
    """
    standing = held.standing
    text = _standing(words, held, "hold" if anew else "wait", "first")
    if standing.level < Level.URGENT:
        # Whoever must be seen reads that first, and there is nothing of the way to say under it.
        text = Safe(f"{words('return-title')}\n{text}")
    rows = _way_out(words, standing)
    if not standing.needs_clearing:
        rows = (*rows, (general.button(words, "routine-advice", f"advice:{standing.checkin_id}:show"),))
    return Message(text, (*rows, (general.close_button(words),)))


def page(words: Words, it: Back) -> Message:
    """Where somebody is, what is next and when, all the steps, and what can be done."""
    title = words("return-title-at", phase=it.at.phase, phases=len(it.rules.phases))
    blocks = [_came(words, it), _next(words, it), _asked(words, it), _steps(words, it)]
    if it.at.state is State.PAUSED:
        # Whoever reads one line must have read this one.
        first, *blocks = blocks[1], blocks[0], blocks[3]
        title = Safe(f"{first}\n\n{title}")
    elif it.at.state is State.HOLD:
        # Why there is no run comes before what that did to the last go.
        blocks = [blocks[1], blocks[0], *blocks[2:]]
    text = "\n\n".join(block for block in blocks if block)
    return Message(Safe(f"{title}\n{text}"), _buttons(words, it))


def finished(words: Words, rules: WayBack, miles: bool, undoes: Undoes) -> Message:
    """The last step is done: said once, with what comes after it, and a way back from a slip."""
    distance = distances.distance(words, metres_of(rules.phases[-1], miles), miles)
    text = words("return-finished", distance=distance, goes=rules.goes_a_phase)
    card = general.button(words, "return-small-steps", "learn:small_steps")
    return Message(text, ((card,), *_undo(words, undoes), (general.close_button(words),)))


def stop_sure(words: Words) -> Message:
    """Asks once more before the way back is left."""
    stop = _button(words, "stop", f"{WORD}::stop:yes")
    return Message(words("return-stop-sure"), ((stop,), paging.bottom(words, WORD)))


def stopped(words: Words) -> Message:
    """It is left; one press takes that back."""
    undo = _button(words, "undo", f"{WORD}::stop:no")
    return Message(words("return-stopped"), ((undo,), (general.close_button(words),)))


def why(words: Words, rules: WayBack, least_pain: int) -> Message:
    """The rules of the way, which of them are ours, and where they come from.

    `least_pain`: the lowest rating, of 0 to 10, that is not calm.
    """
    text = words(
        "return-why",
        goes=rules.goes_a_phase,
        twice=rules.worse_in_a_row_for_a_step_back,
        pain=least_pain,
        weeks=rules.step_back_after_days // _A_WEEK,
        anew=rules.begin_anew_after_days // _A_WEEK,
        sources=sources.listed(words, rules.sources, rules.reviewed_on),
    )
    return Message(text, (paging.bottom(words, WORD),))


def _came(words: Words, it: Back) -> Safe:
    """What the newest step led to; where a question follows, that is what counts now."""
    if it.was_not_well and it.because:
        return _not_well(words, it, it.because)
    if it.at.asks or it.at.state in (State.PAUSED, State.FELT, State.MORNING):
        return Safe("")
    if it.at.came is Came.BREAK:
        weeks = it.rules.step_back_after_days // _A_WEEK
        said = words("return-came-break" if it.at.lowered else "return-came-break-first", weeks=weeks)
        if it.at.state is not State.CHECK_IN or it.because is None:
            return said
        return Safe(f"{said} {words('return-last-go', why=_because(words, it.because))}")
    return words(f"return-came-{it.at.came}")


def _not_well(words: Words, it: Back, because: Because) -> Safe:
    """What a go that was not well led to, why, and what has ended that since."""
    came = "held" if it.at.came is Came.HELD else "lower" if it.at.lowered else "first"
    is_held = it.at.state in (State.HOLD, State.PAUSED)
    if is_held and because.on == it.held.since and because.why not in (Why.SORE, Why.STIFF):
        # What holds it is said beside it, with its day.
        return words(f"return-not-well-{came}", phase=it.at.phase)
    said = words(f"return-not-well-{came}-because", why=_because(words, because), phase=it.at.phase)
    if is_held or because.since is None or not it.checked_in:
        return said
    return Safe(f"{said} {words(f'return-since-{because.since}')}")


def _because(words: Words, it: Because) -> Safe:
    """What was said that the last go does not count for."""
    return words(f"return-because-{it.why}", day=dates.day(words, it.on), flags=it.flags)


def _next(words: Words, it: Back) -> Safe:
    """What is next, and when."""
    at = it.at
    day = dates.day(words, at.next_on) if at.next_on else ""
    match at.state:
        case State.OPEN:
            return words("return-open", do=_do(words, it), how=words("return-how"))
        case State.REST:
            return words("return-rest", day=day, do=_do(words, it))
        case State.CHECK_IN:
            return words("return-check-in", day=day)
        case State.MORNING if not at.asks:
            return words("return-morning", day=day)
        case State.PAUSED | State.HOLD:
            return _standing(words, it.held, "hold", "now" if it.wants_check_in else "later")
    return Safe("")


def _do(words: Words, it: Back) -> Safe:
    phase = it.phase
    distance = distances.distance(words, metres_of(phase, it.miles), it.miles)
    rounds = it.rules.rounds(phase)
    if rounds is None:
        return words("return-do-run", distance=distance)
    return words(
        "return-do", walk=phase.walk_minutes, run=phase.run_minutes, distance=distance, rounds=rounds
    )


def _asked(words: Words, it: Back) -> Safe:
    """The answer that the last go still waits for."""
    go = it.at.asks
    if go is None or it.at.state is State.PAUSED:
        return Safe("")
    if it.at.asks_morning:
        return words("return-morning-asks", day=dates.day(words, go.on + timedelta(days=1)))
    return words("return-felt", day=dates.day(words, go.on))


def _steps(words: Words, it: Back) -> Safe:
    """All the phases, those behind, the one they are in, and those to come."""
    lines = []
    for number, phase in enumerate(it.rules.phases, start=1):
        said = _phase(words, it, number, phase)
        if number < it.at.phase:
            said = words("return-phase-done", phase=said)
        elif number == it.at.phase:
            good = {"good": it.at.good, "goes": it.rules.goes_a_phase}
            said = words("return-phase-here", phase=said, **good)
        else:
            said = words("return-phase-to-come", phase=said)
        lines.append(said)
    return Safe("\n".join(lines))


def _phase(words: Words, it: Back, number: int, phase: ReturnPhase) -> Safe:
    distance = distances.distance(words, metres_of(phase, it.miles), it.miles)
    if phase.walk_minutes is None:
        return words("return-phase-run", number=number, distance=distance)
    return words(
        "return-phase", number=number, walk=phase.walk_minutes, run=phase.run_minutes, distance=distance
    )


def _standing(words: Words, held: Held, how: str, asks: str) -> Safe:
    """What holds it up, and the one thing that is asked of them.

    `how`: those on the way ("hold") do not run at all; for others ("wait") their advice says how to run.
    `asks`: "now" where nobody asked yet about the signs that matter, else "later"; "first" before it is
    begun, when a calm check-in opens its questions, which ask for more.
    """
    day, by = dates.day(words, held.since), "morning" if held.by_morning else "check-in"
    if held.standing.needs_clearing:
        told = words(f"return-told-by-{by}", day=day)
        is_urgent = held.standing.level >= Level.URGENT
        if is_urgent and held.standing.seen_at:
            return words("return-paused-seen", told=told)
        return words("return-paused" if is_urgent else f"return-{how}-routine", told=told)
    when = "today" if held.is_of_today else "since"
    said = words(f"return-held-{how}-{'groin' if held.by_groin else by}", day=day)
    return Safe(f"{said} {words(f'return-asks-{asks}-{when}')}")


def _way_out(words: Words, standing: Standing) -> tuple[tuple[Button, ...], ...]:
    """What ends that something stands: being seen, or a calm check-in."""
    if not standing.needs_clearing:
        return ((_check_in(words),),)
    data = f"advice:{standing.checkin_id}"
    seen = general.seen_button(words, f"{data}:seen", is_seen=standing.seen_at is not None)
    return ((seen,), (general.button(words, "routine-advice", f"{data}:show"),))


def _buttons(words: Words, it: Back) -> tuple[tuple[Button, ...], ...]:
    rows = [*_answers(words, it)]
    if it.at.state in (State.PAUSED, State.HOLD):
        rows += _way_out(words, it.held.standing)
    elif it.at.state is State.CHECK_IN:
        # The red flags are asked there: swelling is one of them.
        rows.append((_check_in(words),))
    if it.at.state is State.OPEN:
        rows.append((_button(words, "done", f"{WORD}:{it.at.phase}:done"),))
        # On any other day /today has another routine: the card says how to warm up.
        warm_up = "today" if it.is_run_day else "learn:warming_up"
        rows += [] if it.at.asks else [(_button(words, "warm-up", warm_up),)]
    rows += _undo(words, it.undoes)[: max(0, _MOST_ABOVE - sum(map(len, rows)))]
    # What was asked comes before what may be chosen.
    has_room = sum(map(len, rows)) < _MOST_ABOVE
    back = [_button(words, "back", f"{WORD}::back")] if it.at.phase > 1 and has_room else []
    if it.at.came is Came.CHOSE_BACK:
        back = [_button(words, "undo", f"{WORD}::undo")]
    stop = _button(words, "stop", f"{WORD}::stop")
    return (*rows, (*back, stop), (_why(words), general.close_button(words)))


def _answers(words: Words, it: Back) -> list[tuple[Button, ...]]:
    go = it.at.asks
    if go is None or it.at.state is State.PAUSED:
        return []
    data = f"{WORD}:{go.run_id}"
    if it.at.asks_morning:
        return [tuple(_button(words, f"morning-{how}", f"{data}:morning:{how}") for how in Morning)]
    good, *others = (_button(words, f"felt-{felt}", f"{data}:felt:{felt}") for felt in Felt)
    rows: list[tuple[Button, ...]] = [(good,), tuple(others)]
    if it.at.state is not State.HOLD:
        rows.append((_button(words, "run", f"run:{go.run_id}:show"),))
    return rows


def _undo(words: Words, undoes: Undoes) -> tuple[tuple[Button, ...], ...]:
    """The buttons that take an answer back; which one is meant must be seen before it is pressed."""
    return tuple((_button(words, f"unsay-{told}", data),) for told, data in undoes)


def _button(words: Words, name: str, data: str) -> Button:
    return general.button(words, f"return-{name}", data)


def _why(words: Words) -> Button:
    return _button(words, "why", f"{WORD}::why")


def _check_in(words: Words) -> Button:
    return general.button(words, "checkin-new", "checkin")
