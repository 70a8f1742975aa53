"""Checks that content files agree with each other: names, ids, and what a routine or a case points to."""

from collections.abc import Iterator, Mapping

from bot.content.cards import Card
from bot.content.cases import OTHER_REASONS, CaseFile
from bot.content.exercises import Exercise
from bot.content.faults import Fault, field_name
from bot.content.lines import Path, line_of
from bot.content.people import PeopleFile
from bot.content.red_flags import RedFlags
from bot.content.routine_templates import Occasion, RoutineKind, RoutineTemplate

Lines = Mapping[str, Mapping[Path, int]]


def disagreements(
    lines: Lines,
    folder: str,
    exercises: Mapping[str, Exercise],
    routines: Mapping[str, RoutineTemplate],
    cards: Mapping[str, Card],
    red_flags: RedFlags | None,
    cases: CaseFile | None,
    people: PeopleFile | None,
) -> Iterator[Fault]:
    """Each fault between files, given the pieces by file name; pieces that were refused are left out."""

    def fault(file: str, path: Path, message: str) -> Fault:
        return Fault(file, line_of(lines[file], path), field_name(path), message)

    for pieces in (exercises, routines, cards):
        for file, piece in pieces.items():
            if piece.id != file.rpartition("/")[2].partition(".")[0]:
                yield fault(file, ("id",), f"must be the same as the file's name, and is {piece.id}")
    yield from (fault(*said) for said in _names_taken_twice(exercises))
    yield from (fault(*said) for said in _unknown_exercises(lines, exercises, routines))
    yield from (
        Fault(f"{folder}/routines", None, None, said)
        for said in _missing_routines(lines, exercises, routines)
    )
    yield from (fault(*said) for said in _orders_taken_twice(cards))
    if people:
        yield from (fault(*said) for said in _unknown_people(exercises, people))
    yield from (fault(*said) for said in _aliases_taken_twice(cards))
    if cases and red_flags:
        for path, message in _unknown_red_flags(cases, red_flags):
            yield fault(f"{folder}/triage/cases.toml", path, message)


Said = tuple[str, Path, str]


def _names_taken_twice(exercises: Mapping[str, Exercise]) -> Iterator[Said]:
    taken: dict[tuple[str, str], str] = {}
    for file, exercise in exercises.items():
        for language, text in exercise.text.items():
            for field, name in (("name", text.name), *(("aliases", alias) for alias in text.aliases)):
                owner = taken.setdefault((language, name.casefold()), exercise.id)
                if owner != exercise.id or (field == "aliases" and text.aliases.count(name) > 1):
                    yield file, ("text", language, field), f'"{name}" is already a name of {owner}'


def _unknown_exercises(
    lines: Lines, exercises: Mapping[str, Exercise], routines: Mapping[str, RoutineTemplate]
) -> Iterator[Said]:
    known = {file.rpartition("/")[2].removesuffix(".toml") for file in lines if "/exercises/" in file}
    known |= {exercise.id for exercise in exercises.values()}
    by_id = {exercise.id: exercise for exercise in exercises.values()}
    for file, routine in routines.items():
        for at, exercise_id in enumerate(routine.exercises):
            if exercise_id not in known:
                yield file, ("exercises", at), f"there is no exercise {exercise_id}"
            if exercise_id in routine.exercises[:at]:
                yield file, ("exercises", at), f"{exercise_id} is there twice"
        found = [by_id[exercise_id] for exercise_id in routine.exercises if exercise_id in by_id]
        if len(found) == len(routine.exercises) and not any(
            exercise.dose_at(routine.minimum_level, exercise.needs) for exercise in found
        ):
            yield file, ("exercises",), f"none of these has a dose at level {routine.minimum_level}"
        if routine.highest_level < routine.minimum_level:
            yield file, ("highest_level",), "must not be below minimum_level"


def _unknown_people(exercises: Mapping[str, Exercise], people: PeopleFile) -> Iterator[Said]:
    for file, exercise in exercises.items():
        for name, figure in exercise.figures.items():
            if figure.person not in people.people:
                yield (
                    file,
                    ("figures", name, "person"),
                    f"there is nobody called {figure.person} in people.toml",
                )


def _missing_routines(
    lines: Lines, exercises: Mapping[str, Exercise], routines: Mapping[str, RoutineTemplate]
) -> Iterator[str]:
    """What a beginner without a band or roller would be left without."""
    by_id = {exercise.id: exercise for exercise in exercises.values()}
    written = [file for file in lines if "/exercises/" in file or "/routines/" in file]
    if not routines or len(written) != len(exercises) + len(routines):
        return  # a file was refused, and what it would have held is not known
    for_all = {
        (routine.kind, routine.occasion)
        for routine in routines.values()
        if routine.minimum_level == 1
        and all(not by_id[id_].needs for id_ in routine.exercises if id_ in by_id)
    }
    needed = [(kind, Occasion.any_day) for kind in RoutineKind] + [(RoutineKind.mobility, Occasion.sore_day)]
    for kind, occasion in needed:
        if (kind, occasion) not in for_all:
            yield f"no {kind} routine for {occasion} starts at level 1 and needs no band or roller"


def _unknown_red_flags(cases: CaseFile, red_flags: RedFlags) -> Iterator[tuple[Path, str]]:
    known = {flag.id for flag in red_flags.flags}
    for at, case in enumerate(cases.cases):
        for flag_id in sorted(set(case.answers.flags) - known):
            yield ("cases", at, "answers", "flags"), f"{flag_id} is not a red flag"
        for reason in sorted(set(case.expect.reasons) - known - set(OTHER_REASONS)):
            yield ("cases", at, "expect", "reasons"), f"{reason} is not a reason we know"


def _aliases_taken_twice(cards: Mapping[str, Card]) -> Iterator[Said]:
    taken: dict[str, str] = {}
    for file, card in cards.items():
        for at, alias in enumerate(card.aliases):
            owner = taken.setdefault(alias.casefold(), card.id)
            if owner != card.id or alias in card.aliases[:at]:
                yield file, ("aliases", at), f'"{alias}" already leads to {owner}'


def _orders_taken_twice(cards: Mapping[str, Card]) -> Iterator[Said]:
    taken: dict[tuple[str, int], str] = {}
    for file, card in cards.items():
        other = taken.setdefault((card.topic, card.order), card.id)
        if other != card.id:
            yield file, ("order",), f"{other} already has place {card.order} of {card.topic.value}"
