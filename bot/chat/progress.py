"""/progress: the course of weeks as a chart and in words, over the period that is chosen."""

from collections.abc import Sequence
from dataclasses import replace

from bot import checkins, progress, runners, runs, schedules
from bot.chat import way_back
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.checkins import Standing
from bot.triage import Morning, Trend
from bot.wording import paging
from bot.wording import progress as wording
from bot.wording.progress import PERIODS, WORD, View

USUAL_WEEKS = 8


async def show(turn: Turn) -> Reply:
    """/progress, and "/progress 12" or "/progress all"."""
    weeks = _weeks(turn.text.removesuffix("weeks").strip())
    return Reply(wording.progress(turn.words, turn.content, await _view(turn, weeks)))


async def pressed(turn: Turn) -> Reply:
    """A period, the other colours, or the words of the picture."""
    press = turn.press or Press(WORD)
    view = await _view(turn, _weeks(press.id))
    match press.question:
        case "words":
            page = paging.number(press.value)
            view = replace(view, worse_mornings=await _worse_mornings(turn, view))
            return Reply(wording.in_words(turn.words, turn.content, view, page))
        case "dark" | "light":
            dark = press.question == "dark"
            await runners.set_dark_charts(turn.session, turn.runner.id, dark)
            view = replace(view, dark=dark)
        case "more":
            return Reply(wording.progress(turn.words, turn.content, view, more=True))
    return Reply(wording.progress(turn.words, turn.content, view))


async def _view(turn: Turn, weeks: int | None) -> View:
    session, vault, runner = turn.session, turn.vault, turn.runner
    standing = await checkins.standing(session, vault, runner.id)
    today = schedules.local_date(turn.now, turn.zone)
    course = await progress.course(session, vault, runner.id, turn.content, today=today, weeks=weeks)
    if course.is_empty and weeks is not None:
        # Whoever has nothing at all is told something else than who has nothing in these weeks.
        whole = await progress.course(session, vault, runner.id, turn.content, today=today, weeks=None)
        weeks = None if whole.is_empty else weeks
    stands_on = None
    if standing.needs_clearing and standing.since:
        stands_on = schedules.local_date(standing.since, turn.zone)
    trends = await _trends(turn, standing) if stands_on else ()
    return View(course, weeks, runner.dark_charts, runner.miles, standing, stands_on, trends)


async def _trends(turn: Turn, standing: Standing) -> Sequence[Trend]:
    """What the days added up to, where that is what stands."""
    checkin = await checkins.get(turn.session, turn.vault, standing.checkin_id or 0, turn.runner.id)
    return checkin.decision.trends if checkin else ()


async def _worse_mornings(turn: Turn, view: View) -> int:
    """How many mornings of the period were called worse, wherever that was said."""
    first_on, way = view.course.days[0].on, await way_back.read(turn)
    said = await checkins.mornings(turn.session, turn.vault, turn.runner.id, first_on)
    worse_on = {it.on for it in said if it.answer is Morning.WORSE}
    told_late = runs.worse_mornings(way.course) if way else ()
    return len(worse_on.union(on for on in told_late if on >= first_on))


def _weeks(word: str) -> int | None:
    """The period that stands on a button or behind the command; the usual one for anything else."""
    periods = {str(weeks or "all"): weeks for weeks in PERIODS}
    return periods.get(word.lower(), USUAL_WEEKS)


COMMANDS = (Command("progress", show, Needs.SETUP),)
PRESSES: dict[str, tuple[Page, Needs]] = {WORD: (pressed, Needs.SETUP)}
TALKS: dict[str, Page] = {}
