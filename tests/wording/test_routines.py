"""A routine in words."""

from dataclasses import replace
from datetime import date, time

import pytest

from bot import routines
from bot.content import Content
from bot.routines import Effort, Plan, PlannedRoutine, Rest, Routine, State
from bot.triage import Effect
from bot.wording import routines as wording
from tests.conftest import NOON
from tests.wording.reading import WORDS, faults

X = "\N{MULTIPLICATION SIGN}"
TUESDAY = date(2026, 11, 24)


def routine_of(
    content: Content,
    wants: str,
    level: int = 2,
    effect: Effect = Effect.AS_PLANNED,
    recent: tuple[str, ...] = (),
) -> Routine:
    """What a plan of this level brings on a Tuesday that asks for this kind."""
    lately = [routines.Given(template_id, level) for template_id in recent]
    found = routines.for_day(TUESDAY, Plan(frozenset(), level), effect, content, lately, wants)
    assert isinstance(found, Routine)
    return found


def every_routine(content: Content) -> list[Routine]:
    """Every template that ships, at every level, as planned."""
    found = []
    for template in content.routines.values():
        for level in range(template.minimum_level, 4):
            planned = planned_routine(template_id=template.id, kind=template.kind, level=level)
            routine = routines.rebuilt(planned, content)
            assert routine is not None
            found.append(routine)
    return found


def planned_routine(**changes: object) -> PlannedRoutine:
    """A strength routine of a Tuesday, still owed."""
    fields: dict[str, object] = {
        "id": 10**17,
        "runner_id": 1,
        "schedule_id": 1,
        "on": TUESDAY,
        "slot": "1",
        "template_id": "strength_a",
        "kind": "strength",
        "level": 2,
        "effect": Effect.AS_PLANNED,
        "gentler": False,
        "walk_instead": False,
        "state": State.OWED,
        "state_at": NOON,
        "planned_at": NOON,
    }
    return PlannedRoutine(**(fields | changes))  # type: ignore[arg-type]


def test_a_push_names_what_it_is_and_every_dose(content: Content) -> None:
    text = wording.push(WORDS, content, 7, routine_of(content, "warm_up")).text
    assert text.startswith("<b>🔥 Warm-up before your run</b>\n3 exercises, about ")
    assert "1. Brisk walk or easy jog: 5 min\n2. Leg swings: 12 each direction, each side\n" in text


def test_a_strength_push_says_when_to_stop(content: Content) -> None:
    ease_off = next(band for band in content.bands if band.id == "ease_off")
    text = wording.push(WORDS, content, 7, routine_of(content, "strength")).text
    assert text.startswith("<b>💪 Strength A</b>")
    assert f"rises above {ease_off.low} of 10, or above where it was when you began, stop" in text


@pytest.mark.parametrize("wants", ["warm_up", "mobility"])
def test_other_pushes_leave_the_strength_line_out(content: Content, wants: str) -> None:
    assert "muscle work" not in wording.push(WORDS, content, 7, routine_of(content, wants)).text


def test_a_gentler_routine_says_why(content: Content) -> None:
    gentler = routine_of(content, "strength", effect=Effect.ONE_LEVEL_DOWN)
    assert "Gentler because of what you told me" in wording.push(WORDS, content, 7, gentler).text
    as_planned = routine_of(content, "strength")
    assert "Gentler" not in wording.push(WORDS, content, 7, as_planned).text


def test_a_sore_run_day_has_no_warm_up_and_keeps_the_run_short(content: Content) -> None:
    text = wording.push(WORDS, content, 7, routine_of(content, "warm_up", effect=Effect.MOBILITY_ONLY)).text
    assert "Make your next run short, or skip it. If in doubt, walk." in text
    assert "before your run" not in text


def test_an_eased_off_run_day_keeps_the_run_short(content: Content) -> None:
    eased = routine_of(content, "warm_up", effect=Effect.ONE_LEVEL_DOWN)
    assert (
        "Make your next run short, or skip it. If in doubt, walk."
        in wording.push(WORDS, content, 7, eased).text
    )


def test_the_first_button_of_a_push_starts_it(content: Content) -> None:
    rows = wording.push(WORDS, content, 7, routine_of(content, "mobility")).buttons
    assert [[button.label for button in row] for row in rows] == [["Start"], ["Done", "Later", "Not today"]]
    assert rows[0][0].data == "routine:7:start:"


def test_every_push_keeps_to_the_shape_of_a_message(content: Content) -> None:
    for routine in every_routine(content):
        sore = replace(routine, gentler=True, effect=Effect.ONE_LEVEL_DOWN)
        assert faults(wording.push(WORDS, content, 10**17, sore)) == [], routine.template_id


def test_what_each_press_led_to_keeps_to_the_shape_of_a_message(content: Content) -> None:
    planned = planned_routine()
    messages = [
        wording.done(WORDS, content, planned, time(7, 22)),
        wording.done(WORDS, content, planned, time(7, 22), ["clamshell", "glute_bridge"]),
        *(wording.rated(WORDS, content, planned, effort, time(7, 22)) for effort in Effort),
        wording.skipped(WORDS, content, planned),
        wording.later(WORDS, content, planned, ("20m", "1h", "3h", "evening")),
        wording.later(WORDS, content, planned, ()),
        wording.snoozed(WORDS, content, planned, time(8, 15)),
        wording.enough_later(WORDS, content, planned),
        *(wording.of_another_day(WORDS, content, replace(planned, state=state)) for state in State),
        wording.paused(WORDS, 10**17),
        wording.rest(WORDS),
    ]
    for message in messages:
        assert faults(message) == [], message.text


def test_a_routine_that_left_the_content_still_has_a_name(content: Content) -> None:
    gone = planned_routine(template_id="strength_z")
    assert wording.skipped(WORDS, content, gone).text.startswith("<b>⏭ Strength: not today</b>")
    assert "💪 Strength" in wording.of_another_day(WORDS, content, gone).text


def test_a_day_of_rest_brings_no_routine_and_a_way_to_check_in(content: Content) -> None:
    assert isinstance(routines.for_day(TUESDAY, Plan(), Effect.REST, content), Rest)
    message = wording.rest(WORDS)
    assert message.buttons[0][0].label == "Check in"
    assert "no running and no strength work" in message.text
