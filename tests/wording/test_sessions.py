"""Everything a guided session says, in every phase of every exercise."""

from dataclasses import replace
from datetime import timedelta

from bot.content import Content
from bot.deliveries import Picture
from bot.sessions import Ending, GuidedSession, Item, Kind
from bot.sessions.edits import none_yet
from bot.wording import sessions as wording
from bot.wording.figures import no_figures
from tests.conftest import NOON
from tests.wording.reading import WORDS, faults

X = "\N{MULTIPLICATION SIGN}"


def drawn(exercise_id: str, *, band: bool = False, side: str | None = None, part: int = 1) -> Picture | None:
    """A figure for everything, told apart by its name."""
    return Picture(f"{exercise_id}.{part}.{side}.mp4", f"{exercise_id}{part}{side}", 640, 480, 3.0)


def session_of(content: Content, *exercise_ids: str, level: int = 2) -> GuidedSession:
    """A session at its beginning."""
    exercises = [content.exercises[exercise_id] for exercise_id in exercise_ids]
    doses = [(it, it.dose_at(level) or it.doses[min(it.doses)]) for it in exercises]
    return GuidedSession(
        id=10**17,
        runner_id=1,
        routine_id=10**17,
        chat_id=1001,
        message_id=1,
        template_id="strength_a",
        level=level,
        effect="as_planned",
        items=tuple(Item(it.id, dose, it.sides, it.alternating) for it, dose in doses),
        at=0,
        since=NOON,
        pressed_at=NOON,
        edits=none_yet(NOON),
    )


def test_every_phase_of_every_exercise_keeps_to_the_shape_of_a_message(content: Content) -> None:
    for level in (1, 2, 3):
        guided = session_of(content, *content.exercises, level=level)
        eased = replace(guided, eased={n: item.dose for n, item in enumerate(guided.items)}, away=True)
        for one in (guided, eased):
            for at in range(len(guided.phases)):
                here = replace(one, at=at)
                for now in (here, replace(here, paused_at=NOON + timedelta(seconds=3))):
                    message = wording.shown(WORDS, content, drawn, now, NOON + timedelta(seconds=4))
                    # What is made easier is worth a longer caption, which still is one.
                    assert faults(message, longest=900 if one is guided else 1024) == [], message.text


def test_a_look_says_how_it_is_done_and_what_to_watch_for(content: Content) -> None:
    message = wording.shown(
        WORDS, content, no_figures, session_of(content, "glute_bridge", "clamshell"), NOON
    )
    text = content.exercises["glute_bridge"].text_in("en")
    assert message.text.startswith(f"<b>💪 1 of 2: Glute bridge</b>\n2 {X} 12, hold 5 s")
    for part in (text.set_up, *text.steps, *text.faults, text.stop_if):
        assert part in message.text
    assert message.picture is None
    assert [[button.label for button in row] for row in message.buttons] == [
        ["Begin"],
        ["Too hard", "It hurts"],
        ["Next", "Stop here"],
    ]


def said(content: Content, guided: GuidedSession, kind: Kind, nth: int = 0, after_s: int = 0) -> list[str]:
    """The lines of the nth phase of a kind, so many seconds in."""
    at = [n for n, phase in enumerate(guided.phases) if phase.kind is kind][nth]
    here = replace(guided, at=at)
    return wording.shown(WORDS, content, drawn, here, NOON + timedelta(seconds=after_s)).text.splitlines()


def test_a_countdown_tells_what_is_left_and_on_which_side(content: Content) -> None:
    guided = session_of(content, "glute_stretch")
    ready = said(content, guided, Kind.READY, after_s=5)
    assert ready[3:5] == ["<b>Get ready: 5 s</b>", "The right first."]
    hold = said(content, guided, Kind.HOLD, nth=1, after_s=5)
    assert hold[3:6] == ["<b>Hold: 15 s</b>", "▰▰▱▱▱▱▱▱▱▱", "Set 1 of 2 · left side"]
    assert said(content, guided, Kind.CHANGE)[3] == "<b>Now the left: 5 s</b>"
    walk = said(content, session_of(content, "brisk_walk_or_jog"), Kind.WORK, after_s=1)
    assert walk[3] == "<b>Keep going: 4:59 min</b>"


def test_a_count_names_the_set_the_side_and_the_hold(content: Content) -> None:
    guided = replace(session_of(content, "side_leg_lift"), count=6)
    lines = said(content, guided, Kind.COUNT, nth=1)
    assert lines[3:6] == ["<b>6 of 12</b>, hold each for 5 s", "▰▰▰▰▰▱▱▱▱▱", "Set 1 of 2 · left side"]


def test_the_figure_is_of_the_side_and_the_part(content: Content) -> None:
    guided = session_of(content, "leg_swings", "foam_roll")
    shown: list[str] = []
    for at in range(len(guided.phases)):
        picture = wording.shown(WORDS, content, drawn, replace(guided, at=at), NOON).picture
        assert picture is not None
        if not shown or shown[-1] != picture.digest:
            shown.append(picture.digest)
    assert shown == [
        "leg_swings1None",
        "leg_swings1right",
        "leg_swings2right",
        "leg_swings1left",
        "leg_swings2left",
        "foam_roll1None",
        "foam_roll1right",
        "foam_roll2right",
        "foam_roll3right",
        "foam_roll1left",
        "foam_roll2left",
        "foam_roll3left",
    ]


def test_every_ending_keeps_to_the_shape_of_a_message(content: Content) -> None:
    guided = session_of(content, "clamshell")
    for why in set(Ending) - {Ending.DONE}:
        message = wording.ended(WORDS, content, drawn, guided, why, None, "UTC")
        assert faults(message) == [], why
        assert "Strength A" in message.text
        gone = replace(guided, template_id="strength_z")
        assert "Your routine" in wording.ended(WORDS, content, drawn, gone, why, None, "UTC").text
