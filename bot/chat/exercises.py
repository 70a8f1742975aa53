"""/exercise: every exercise by kind and by name, and the card of each."""

from bot import checkins, routines
from bot.chat import search
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.content import Content, Exercise, ExerciseKind
from bot.deliveries import Message, Picture
from bot.wording import exercises as wording
from bot.wording import paging
from bot.wording.exercises import Shown
from bot.wording.figures import Figures


async def show(turn: Turn) -> Reply:
    """/exercise, alone or with a name."""
    if not turn.text:
        return Reply(wording.kinds(turn.words, stranger=_is_stranger(turn)))
    found = search.find(turn.text, entries(turn.content, turn.words.language))
    if found.sure:
        return Reply(await _card(turn, turn.content.exercises[found.sure], Shown()))
    if found.likely:
        meant = [turn.content.exercises[exercise_id] for exercise_id in found.likely]
        return Reply(wording.likely(turn.words, meant))
    return Reply(wording.kinds(turn.words, unknown=True, stranger=_is_stranger(turn)))


async def press(turn: Turn) -> Reply:
    """A button of the list or of a card."""
    press = turn.press or Press("")
    exercise = turn.content.exercises.get(press.id)
    match press.question:
        case "kind" if press.id in ExerciseKind.__members__:
            kind = ExerciseKind(press.id)
            same = [one for one in turn.content.exercises.values() if one.kind == kind]
            return Reply(wording.of_kind(turn.words, kind, same, paging.number(press.value)))
        case "card" if exercise:
            return Reply(await _card(turn, exercise, Shown.read(press.value)))
        case "source" if exercise:
            pictures = figures_of(turn.figures, exercise, await _plan(turn))
            return Reply(wording.source(turn.words, exercise, Shown.read(press.value), pictures))
    return Reply(wording.kinds(turn.words, stranger=_is_stranger(turn)))


async def _card(turn: Turn, exercise: Exercise, shown: Shown) -> Message:
    plan = await _plan(turn)
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    pictures = figures_of(turn.figures, exercise, plan)
    return wording.card(turn.words, exercise, plan, shown, standing.effect, pictures)


async def _plan(turn: Turn) -> routines.Plan:
    # Somebody who has not set up a plan yet reads the first level.
    if not turn.runner.onboarded:
        return routines.Plan()
    return await routines.plan_of(turn.session, turn.vault, turn.runner.id)


def figures_of(figures: Figures, exercise: Exercise, plan: routines.Plan) -> tuple[Picture, ...]:
    """One of each way, direction or place in which the exercise is done."""
    dose = exercise.dose_at(plan.level, plan.have)
    band = dose is not None and dose.band
    ways = (figures(exercise.id, band=band, part=n + 1) for n in range(len(exercise.figures)))
    # Beyond the last of those with a band, or without, it is given again.
    return tuple(dict.fromkeys(way for way in ways if way))


def _is_stranger(turn: Turn) -> bool:
    return not turn.runner.onboarded


def entries(content: Content, language: str) -> list[search.Entry]:
    """Every exercise by its names in a language, and by its id, which stands in links."""
    texts = [(one.id, one.text_in(language)) for one in content.exercises.values()]
    return [
        search.Entry(exercise_id, (text.name, *text.aliases, exercise_id.replace("_", " ")))
        for exercise_id, text in texts
    ]


COMMANDS = (Command("exercise", show, Needs.NOTHING),)
PRESSES: dict[str, tuple[Page, Needs]] = {"exercise": (press, Needs.NOTHING)}
TALKS: dict[str, Page] = {}
