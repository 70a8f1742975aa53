"""Exercises in words: the list by kind, the card of one, and what was probably meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.content import Exercise, ExerciseKind, ExerciseText
from bot.deliveries import Button, Message, Picture
from bot.routines import Plan
from bot.triage import Effect
from bot.wording import general, paging, sources
from bot.wording.doses import dose
from bot.wording.words import Safe, Words


def kinds(words: Words, unknown: bool = False, stranger: bool = False) -> Message:
    """Every kind of exercise as a button; `unknown` when a name was typed that nothing is like.

    A `stranger` was never asked about age and warning signs, so the list says whom it is for.
    """
    rows = tuple(
        (_button(words, f"exercise-kind-{kind}", f"exercise:{kind}:kind:0"),) for kind in ExerciseKind
    )
    said = words("exercise-unknown" if unknown else "exercise-list")
    if stranger:
        said = Safe(f"{said}\n\n{words('exercise-for-strangers')}")
    return Message(said, (*rows, paging.bottom(words, None)))


def of_kind(words: Words, kind: ExerciseKind, exercises: Sequence[Exercise], page: int) -> Message:
    """The exercises of a kind by name, a few at a time."""
    shown, page, more = paging.part(exercises, page)
    further = [general.button(words, "more", f"exercise:{kind}:kind:{page + 1}")] if more else []
    back = f"exercise:{kind}:kind:{page - 1}" if page else "exercise::list:"
    said = words("exercise-of-kind", kind=Safe(words(f"exercise-kind-{kind}")))
    return Message(said, (*_named(words, shown), paging.bottom(words, back, *further)))


def likely(words: Words, exercises: Sequence[Exercise]) -> Message:
    """What was probably meant, when a name was not quite ours."""
    one = exercises[0].text_in(words.language).name if len(exercises) == 1 else ""
    said = words("exercise-did-you-mean", name=one) if one else words("exercise-which")
    return Message(said, (*_named(words, exercises), paging.bottom(words, "exercise::list:")))


def names(words: Words, exercises: Sequence[Exercise]) -> Message:
    """The names alone, for a group: who wants one asks for it by name."""
    listed = ", ".join(one.text_in(words.language).name for one in exercises)
    return Message(words("exercise-names", names=listed))


@dataclass(frozen=True, slots=True)
class Shown:
    """The page of a card, from 0, and which of the ways of doing it is shown, from 1."""

    page: int = 0
    way: int = 1

    @classmethod
    def read(cls, value: str) -> "Shown":
        """What stands on a button; the beginning for anything forged."""
        page, _, way = value.partition(",")
        return cls(paging.number(page), max(paging.number(way), 1))

    def __str__(self) -> str:
        return f"{self.page},{self.way}"


def card(
    words: Words,
    exercise: Exercise,
    plan: Plan,
    shown: Shown = Shown(),
    effect: Effect = Effect.AS_PLANNED,
    pictures: Sequence[Picture] = (),
) -> Message:
    """How to do one exercise, with the dose by the plan's level and equipment; `effect` holds it back now.

    `pictures`: one for each way of doing it. It stays above every page, and both fit on a phone.
    """
    text = exercise.text_in(words.language)
    title = _title(words, exercise, text)
    # A pause holds everything back until a professional has cleared it; a rest, what loads the hip.
    if effect is Effect.PAUSED or (effect is Effect.REST and _loads(exercise)):
        held = words("exercise-on-hold" if effect is Effect.PAUSED else "exercise-rests")
        title = Safe(f"{held}\n{title}")
    room_for = paging.LONGEST_PAGE - paging.UNDER_A_FIGURE if pictures else 0
    pages = paging.pages(title, _blocks(words, exercise, text, plan), room_for)
    page, way = min(shown.page, len(pages) - 1), min(shown.way, max(len(pictures), 1))
    data = f"exercise:{exercise.id}"
    onward = []
    if page + 1 < len(pages):
        onward.append(general.button(words, "more", f"{data}:card:{Shown(page + 1, way)}"))
    if len(pictures) > 1:
        other = Shown(page, way % len(pictures) + 1)
        onward.append(general.button(words, "exercise-other-way", f"{data}:card:{other}"))
    back = f"{data}:card:{Shown(page - 1, way)}" if page else f"exercise:{exercise.kind}:kind:0"
    bottom = paging.bottom(words, back, general.button(words, "source", f"{data}:source:{Shown(page, way)}"))
    picture = pictures[way - 1] if pictures else None
    return Message(pages[page], ((tuple(onward), bottom) if onward else (bottom,)), picture=picture)


def _loads(exercise: Exercise) -> bool:
    # The lunge is given as a warm-up, and works the hip as hard as strength does.
    return exercise.kind is ExerciseKind.strength or exercise.id == "walking_lunge"


def source(
    words: Words,
    exercise: Exercise,
    shown: Shown = Shown(),
    pictures: Sequence[Picture] = (),
) -> Message:
    """Where the exercise and its doses come from; "Back" returns to what was shown of the card."""
    text = exercise.text_in(words.language)
    listed = sources.listed(words, exercise.sources, exercise.reviewed_on)
    said = words("exercise-source", name=text.name, sources=listed)
    back = paging.bottom(words, f"exercise:{exercise.id}:card:{shown}")
    return Message(said, (back,), picture=pictures[min(shown.way, len(pictures)) - 1] if pictures else None)


def how_to(words: Words, exercise: Exercise) -> Safe:
    """Set-up and numbered steps, as every place that shows an exercise says them."""
    text = exercise.text_in(words.language)
    return Safe(f"{_set_up(words, exercise, text)}\n\n{_steps(words, text)}")


def watch_for(words: Words, exercise: Exercise) -> Safe:
    """The common faults, and when to stop."""
    text = exercise.text_in(words.language)
    return Safe(f"{_faults(words, text)}\n\n{words('exercise-stop-if', text=text.stop_if)}")


def dose_line(words: Words, exercise: Exercise, plan: Plan) -> Safe:
    """The dose of a level; for one that starts higher, where it starts."""
    # Whoever reads about the roller may be about to get one.
    amount = exercise.dose_at(plan.level, plan.have | exercise.needs)
    if amount is not None:
        return words("exercise-dose", level=plan.level, dose=dose(words, amount, exercise.sides))
    first = min(exercise.doses)
    return words("exercise-dose-from", level=first, dose=dose(words, exercise.doses[first], exercise.sides))


def _blocks(words: Words, exercise: Exercise, text: ExerciseText, plan: Plan) -> list[Safe]:
    # What to do and when to stop come first, so that nobody needs a second page for either.
    return [
        dose_line(words, exercise, plan),
        _set_up(words, exercise, text),
        _steps(words, text),
        words("exercise-stop-if", text=text.stop_if),
        words("exercise-purpose", text=text.purpose),
        words("exercise-breathing", text=text.breathing),
        _faults(words, text),
        words("exercise-easier", text=text.easier),
        words("exercise-harder", text=text.harder),
    ]


def _title(words: Words, exercise: Exercise, text: ExerciseText) -> Safe:
    return words("exercise-title", sign=words(f"kind-sign-{exercise.kind}"), name=text.name)


def _set_up(words: Words, exercise: Exercise, text: ExerciseText) -> Safe:
    needed = [words(f"equipment-{thing}") for thing in exercise.equipment]
    needed += [
        words("equipment-if-any", thing=words(f"equipment-{it}")) for it in exercise.optional_equipment
    ]
    said = words("exercise-set-up", text=text.set_up)
    return Safe(f"{said}\n{words('exercise-needs', things=Safe(', '.join(needed)))}") if needed else said


def _steps(words: Words, text: ExerciseText) -> Safe:
    steps = [words("numbered", n=n, text=step) for n, step in enumerate(text.steps, 1)]
    return Safe("\n".join(steps))


def _faults(words: Words, text: ExerciseText) -> Safe:
    return Safe(
        "\n".join([words("exercise-faults"), *(words("bullet", text=fault) for fault in text.faults)])
    )


def _named(words: Words, exercises: Sequence[Exercise]) -> tuple[tuple[Button, ...], ...]:
    return tuple(
        (Button(exercise.text_in(words.language).name, f"exercise:{exercise.id}:card:0"),)
        for exercise in exercises
    )


def _button(words: Words, message_id: str, data: str) -> Button:
    return Button(words.plain(message_id), data)
