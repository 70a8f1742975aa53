"""Runs in words: the page of /run, a run that was kept, its corrections, and the rule for one long run."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.deliveries import Button, Message
from bot.runs import LONGEST_M, Compared, Felt, Run, Source, Unclear
from bot.triage import Effect, Level
from bot.wording import asking, dates, distances, general, paging, returns
from bot.wording.returns import Part
from bot.wording.words import Safe, Words

WORD = "run"

# Common lengths, in the runner's own unit; every other can be typed.
QUICK = {False: (3, 5, 8, 10, 12, 15), True: (2, 3, 4, 5, 6, 8)}

DAYS_TO_CHOOSE = 6

# What a check-in says of running comes before a run of the last week; after one that is older.
STANDS_FIRST_FOR = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Stands:
    """What a check-in says of running now: its level, what it does to the plan, and which one it was.

    `on_way_back`: they are on the way back to running, whose steps are all the runs there are.
    """

    level: Level = Level.CARRY_ON
    effect: Effect = Effect.AS_PLANNED
    checkin_id: int | None = None
    on_way_back: bool = False

    @property
    def forbids(self) -> bool:
        """Whether the advice that stands is not to run; on the way back any advice is."""
        held = self.on_way_back and self.level > Level.CARRY_ON
        return held or self.effect >= Effect.REST or self.level >= Level.URGENT

    @property
    def eases(self) -> bool:
        """Whether it is to run short and easy, or not at all."""
        return self.level > Level.CARRY_ON and not self.forbids


@dataclass(frozen=True, slots=True)
class Card:
    """A run with all that is said of it. `compared` is None where there is nothing to say.

    `unit_taken`: its distance was typed without a unit, and the runner's own was taken. `day_taken`: its file
    tells no day, and the one on which it came was taken. `unit_changed`: they
    have just said that it was the other one. `may_be_another`: it was told once more, maybe of a second run.
    """

    run: Run
    miles: bool
    today: date
    stands: Stands
    compared: Compared | None = None
    unit_taken: bool = False
    day_taken: bool = False
    unit_changed: bool = False
    may_be_another: bool = False
    part_of_way_back: Part | None = None

    @property
    def is_old(self) -> bool:
        """Whether it is of so long ago that what stands today is not about it."""
        return self.today - self.run.on > STANDS_FIRST_FOR

    @property
    def to_say(self) -> Compared | None:
        """What it was compared with, where that is of use: not beside advice not to run, not of a long past.

        A run that no longer counts among the days of the rule tells nothing of the next one.
        """
        compared = self.compared
        if compared is None or self.stands.forbids:
            return None
        return compared if self.today - self.run.on <= timedelta(days=compared.rule.days) else None


def overview(
    words: Words, last: Sequence[Run], longest: Run | None, days: int, *, miles: bool, today: date
) -> Message:
    """The page: the last runs, the longest of the last `days`, and what to do next."""
    blocks = [words("run-title")]
    if last:
        lines = [words("run-line", run=_line(words, run, miles, today)) for run in last]
        blocks.append(Safe("\n".join(lines)))
    else:
        blocks.append(words("run-none"))
    if longest:
        far = distances.distance(words, longest.distance_m, miles)
        blocks.append(words("run-longest", days=days, distance=far))
    blocks.append(_examples(words, "run-how", miles))
    same: tuple[tuple[Button, ...], ...] = ()
    if last:
        distance = distances.distance(words, last[0].distance_m, miles)
        same = ((general.button(words, "run-same", f"{WORD}:{last[0].id}:same", distance=distance),),)
    edit = (general.button(words, "run-recent", f"{WORD}::recent"),) if last else ()
    rows = (
        *same,
        (
            general.button(words, "run-log", f"{WORD}::log"),
            general.button(words, "run-plan", f"{WORD}::plan"),
        ),
        (*edit, general.button(words, "run-km" if miles else "run-miles", f"{WORD}::{_other_unit(miles)}")),
        (general.close_button(words),),
    )
    return Message(Safe("\n\n".join(blocks)), rows)


def _other_unit(miles: bool) -> str:
    return "km" if miles else "mi"


def ask_distance(words: Words, *, miles: bool, ahead: bool, why: Unclear | None = None) -> Message:
    """Asks how far: buttons for common distances, everything else is typed.

    `why`: what was wrong with what they typed; the question itself has the examples.
    """
    text = _examples(words, "run-ask-plan" if ahead else "run-ask", miles)
    question = "far" if ahead else "did"
    metres = [round(many * distances.metres_in(miles)) for many in QUICK[miles]]
    buttons = [Button(distances.distance(words, it, miles), f"{WORD}::{question}:{it}") for it in metres]
    rows = (*asking.rows_of(buttons), asking.ending(words, f"{WORD}::page"))
    return Message(asking.noted(text, _unclear(words, why, miles)), rows)


def _unclear(words: Words, why: Unclear | None, miles: bool) -> Safe | None:
    """What was wrong with what they typed, in the runner's own unit."""
    if why is Unclear.TOO_FAR:
        return words("run-unclear-too_far", most=distances.distance(words, LONGEST_M, miles))
    return words(f"run-unclear-{why}") if why else None


def _examples(words: Words, name: str, miles: bool) -> Safe:
    one, other = ("5 mi 48 min", "yesterday 3") if miles else ("8.2 km 48 min", "yesterday 5")
    return words(name, one=one, other=other)


def kept(words: Words, card: Card) -> Message:
    """A run that was just logged."""
    day_taken = card.run.source is not Source.TYPED and card.run.started_at is None
    return _card(words, replace(card, day_taken=day_taken), words("run-kept"))


def already(words: Words, card: Card) -> Message:
    """A run that was there before it was logged again."""
    return _card(words, card, words("run-already"))


def measured(words: Words, card: Card, typed: Run) -> Message:
    """A run from a file, in the place of the one that was typed before."""
    said = _line(words, typed, card.miles, card.today)
    return _card(words, card, words("run-measured", typed=said))


def ask_same(words: Words, card: Card, typed: Run) -> Message:
    """A run was typed that looks like one from a file: one run or two? The buttons hold what was typed."""
    run, seconds = card.run, typed.duration_s or 0
    text = words(
        "run-ask-same",
        typed=_line(words, typed, card.miles, card.today),
        there=_line(words, run, card.miles, card.today),
    )
    another = f"{WORD}::another:{typed.distance_m},{seconds},{typed.on:%Y%m%d}"
    rows = (
        (general.button(words, "run-is-same", f"{WORD}:{run.id}:is:{seconds}"),),
        (general.button(words, "run-another", another),),
        asking.ending(words, f"{WORD}::page"),
    )
    return Message(text, rows)


def shown(words: Words, card: Card) -> Message:
    """A run of the list, or one that was just changed."""
    return _card(words, card, words("run-shown"))


def _card(words: Words, card: Card, title: Safe) -> Message:
    head = Safe(f"{title}\n{_line(words, card.run, card.miles, card.today)}{_pace(words, card)}")
    extras = _extras(words, card)
    if card.day_taken:
        head = Safe(f"{head}\n{words('run-took-today')}")
    if card.unit_taken:
        head = Safe(f"{head}\n{words('run-took-miles' if card.miles else 'run-took-km')}")
        if _other_unit_button(words, card) in extras:
            head = Safe(f"{head} {words('run-took-change')}")
    if card.unit_changed:
        head = Safe(f"{head}\n<i>{words('run-unit-miles' if card.miles else 'run-unit-km')}</i>")
    comparison = comparison_said(words, card.to_say, card.miles)
    felt = card.run.felt
    stands = _stands(words, card.stands)
    said = [head, comparison, words(f"run-felt-after-{felt}") if felt else words("run-felt-ask")]
    if card.part_of_way_back and not (card.part_of_way_back is Part.BESIDE and stands):
        said.insert(1, words(f"run-way-{card.part_of_way_back}"))
    parts = [*said, stands] if card.is_old else [stands, *said]
    return Message(Safe("\n\n".join(part for part in parts if part)), _card_buttons(words, card, extras))


def _pace(words: Words, card: Card) -> Safe:
    run = card.run
    if run.duration_s is None:
        return Safe("")
    return Safe(f"\n{distances.pace(words, run.distance_m, run.duration_s, card.miles)}")


def _card_buttons(words: Words, card: Card, extras: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    run, data = card.run, f"{WORD}:{card.run.id}"
    feelings = tuple(
        Button(f"{'☑' if run.felt is it else '☐'} {words.plain(f'run-felt-{it}')}", f"{data}:felt:{it}")
        for it in Felt
    )
    # A page holds eight buttons: with two extras, deleting is behind "Edit" alone.
    delete = () if len(extras) > 1 else (general.button(words, "run-delete", f"{data}:delete"),)
    return (
        feelings,
        *((tuple(extras),) if extras else ()),
        (general.button(words, "run-edit", f"{data}:edit"), *delete),
        asking.ending(words, f"{WORD}::page"),
    )


def _extras(words: Words, card: Card) -> list[Button]:
    """What this run calls for, two at most. Beside advice or a check-in no unit is asked about."""
    first = _comes_first(words, card)
    if card.may_be_another:
        # Told once more it may have been a mistake: deleting it stays in sight.
        again = f"{WORD}:{card.run.id}:again"
        return first or [general.button(words, "run-another", again)]
    door = _way_back_button(words, card)
    unit = [_other_unit_button(words, card)]
    if card.part_of_way_back in (Part.GO, Part.BESIDE):
        # One alone, so that deleting stays in sight: what is said beside it names the page of the way back.
        return first or (unit if card.unit_taken or card.unit_changed else [*door])
    if card.part_of_way_back and not card.unit_changed:
        # As far as the step is in their own unit: nothing asks for the other.
        return [*first, *door]
    above = card.to_say is not None and card.to_say.is_above
    why = [general.button(words, "run-why", f"{WORD}:{card.run.id}:why")] if above else []
    extras = [*first, *why, *door]
    if card.unit_changed:
        # One press leads back, whatever else the longer or shorter run calls for.
        return [*extras[-1:], *unit]
    return [*extras, *unit] if card.unit_taken and not first and len(extras) < 2 else extras


def _comes_first(words: Words, card: Card) -> list[Button]:
    """The advice that stands, or a check-in after a run that was not well."""
    advice = [*advice_buttons(words, card.stands)]
    if card.run.felt in (Felt.STIFF, Felt.SORE) and not advice:
        return [general.button(words, "run-check-in", "checkin")]
    return advice


def _way_back_button(words: Words, card: Card) -> tuple[Button, ...]:
    if card.part_of_way_back is Part.MAY_BE_GO:
        return (general.button(words, "run-count", f"{returns.WORD}:{card.run.id}:count"),)
    return (returns.door(words),) if card.part_of_way_back else ()


def _other_unit_button(words: Words, card: Card) -> Button:
    """The same number in the other unit."""
    metres = round(
        card.run.distance_m / distances.metres_in(card.miles) * distances.metres_in(not card.miles)
    )
    data = f"{WORD}:{card.run.id}:{_other_unit(card.miles)}:{metres}"
    return general.button(words, "run-was-km" if card.miles else "run-was-miles", data)


def advice_buttons(words: Words, stands: Stands) -> tuple[Button, ...]:
    """The way to the advice that stands for runs, where some does."""
    if not (stands.forbids or stands.eases) or stands.checkin_id is None:
        return ()
    return (general.button(words, "run-advice", f"advice:{stands.checkin_id}:show"),)


def _stands(words: Words, stands: Stands) -> Safe | None:
    """What a check-in said of running, before anything else is said."""
    if not (stands.forbids or stands.eases):
        return None
    said = words("run-stands" if stands.forbids else "run-eases")
    return Safe(f"{words(f'advice-title-{stands.level.word}')}\n{said}")


def comparison_said(words: Words, compared: Compared | None, miles: bool) -> Safe | None:
    """What there is to say of it beside the longest before it; None where there is nothing."""
    if compared is None:
        return None
    if compared.longest is None:
        return words("run-nothing-to-compare", days=compared.rule.days)
    if not compared.is_above:
        return None
    return words("run-above", **figures_of(words, compared, compared.longest, miles))


def figures_of(words: Words, compared: Compared, longest: Run, miles: bool) -> dict[str, object]:
    """The figures of a run beside the longest before it, in words."""
    a_tenth = distances.metres_in(miles) / 10
    # Of the figures that are shown, so that it can be reckoned over; at the edge the rule's own.
    shown = (round(compared.distance_m / a_tenth), round(longest.distance_m / a_tenth))
    percent = max(compared.rule.more_than_percent, shown[0] * 100 // shown[1] - 100) if shown[1] else 0
    # Rounded down: what is shown must not be above the rule itself.
    most = longest.distance_m * (100 + compared.rule.more_than_percent) / 100 // a_tenth * a_tenth
    return {
        "most": distances.distance(words, most, miles),
        "distance": distances.distance(words, compared.distance_m, miles),
        "longest": distances.distance(words, longest.distance_m, miles),
        "day": dates.day(words, longest.on),
        "percent": percent or compared.percent,
        "days": compared.rule.days,
    }


def recent(words: Words, last: Sequence[Run], page: int, *, miles: bool, today: date) -> Message:
    """The last runs as buttons, to look at, correct or delete."""
    shown_, page, more = paging.part(last, page)
    rows = [(Button(_line(words, run, miles, today, short=True), f"{WORD}:{run.id}:show"),) for run in shown_]
    onward = [general.button(words, "more", f"{WORD}::recent:{page + 1}")] if more else []
    back = f"{WORD}::recent:{page - 1}" if page else f"{WORD}::page"
    return Message(words("run-recent" if last else "run-none"), (*rows, paging.bottom(words, back, *onward)))


def edit(words: Words, card: Card) -> Message:
    """Which part of a run to correct."""
    data = f"{WORD}:{card.run.id}"
    text = Safe(f"{words('run-edit')}\n{_line(words, card.run, card.miles, card.today)}")
    rows = (
        (
            general.button(words, "run-edit-distance", f"{data}:distance"),
            general.button(words, "run-edit-time", f"{data}:time"),
            general.button(words, "run-edit-day", f"{data}:day"),
        ),
        (general.button(words, "run-delete", f"{data}:delete"),),
        asking.ending(words, f"{data}:show"),
    )
    return Message(text, rows)


def ask_part(words: Words, card: Card, part: str, why: Unclear | None = None) -> Message:
    """Asks for the distance, the time or the day of a run anew; `why` the last answer was none."""
    run, data = card.run, f"{WORD}:{card.run.id}"
    # Its own examples are in the question: those for a whole run would mislead here.
    note = _unclear(words, why, card.miles)
    text = Safe(f"{words(f'run-ask-{part}')}\n{_line(words, run, card.miles, card.today)}")
    rows: tuple[tuple[Button, ...], ...] = ()
    if part == "day":
        days = [card.today - timedelta(days=before) for before in range(DAYS_TO_CHOOSE)]
        rows = asking.rows_of([_day_button(words, on, card, data) for on in days])
    elif part == "time" and run.duration_s is not None:
        rows = ((general.button(words, "run-no-time", f"{data}:untimed"),),)
    return Message(asking.noted(text, note), (*rows, asking.ending(words, f"{data}:edit")))


def _day_button(words: Words, on: date, card: Card, data: str) -> Button:
    sign = "☑" if on == card.run.on else "☐"
    return Button(f"{sign} {day_said(words, on, card.today)}", f"{data}:on:{on:%Y%m%d}")


def deleted(words: Words, run: Run, *, miles: bool, today: date) -> Message:
    """A run is gone; for a day a button brings it back."""
    text = Safe(f"{words('run-deleted')}\n{_line(words, run, miles, today)}")
    undo = general.button(words, "run-undo", f"{WORD}:{run.id}:undelete")
    return Message(text, ((undo,), asking.ending(words, f"{WORD}::page")))


def gone(words: Words) -> Message:
    """A run that was to be corrected was deleted meanwhile."""
    return Message(words("run-gone"), (asking.ending(words, f"{WORD}::page"),))


def _line(words: Words, run: Run, miles: bool, today: date, *, short: bool = False) -> Safe:
    parts = [day_said(words, run.on, today), distances.distance(words, run.distance_m, miles)]
    if run.duration_s is not None:
        parts.append(distances.duration(words, run.duration_s))
    if run.felt and not short:
        parts.append(words.plain(f"run-felt-{run.felt}").lower())
    return Safe(" · ".join(parts))


def day_said(words: Words, on: date, today: date) -> str:
    """A day as one says it: today, yesterday, else by its date."""
    if on == today:
        return words.plain("run-today")
    if on == today - timedelta(days=1):
        return words.plain("run-yesterday")
    return dates.day_seen_from(words, on, today)
