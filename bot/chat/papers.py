"""/report and /export: a page for a doctor, and everything we know about somebody, for them alone."""

from datetime import UTC, datetime, time, timedelta

from bot import (
    checkins,
    clubs,
    deliveries,
    exports,
    progress,
    questionnaires,
    routines,
    runners,
    runs,
    schedules,
    sessions,
    tips,
)
from bot.chat import way_back
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.database import Parts
from bot.deliveries import Message
from bot.wording import dates, reports
from bot.wording import papers as wording
from bot.wording.papers import EXPORT
from bot.wording.reports import PERIODS, WORD, Weeks

A_DAY = timedelta(days=1)


async def report(turn: Turn) -> Reply:
    """/report asks for the period; "/report 8" has said it."""
    weeks = _weeks(turn.text.removesuffix("weeks").strip())
    return Reply(await _report(turn, weeks) if weeks else reports.ask(turn.words))


async def press_report(turn: Turn) -> Reply:
    """A period: the page comes in a message of its own, and another can be chosen.

    The same one pressed twice within a minute is the same page, and comes once.
    """
    weeks = _weeks(turn.press.id) if turn.press else None
    if weeks is None:
        return Reply(reports.ask(turn.words))
    asked = reports.ask(turn.words, weeks, dates.moment(turn.words, turn.now, turn.zone))
    return Reply(asked, then=(await _report(turn, weeks),), once=True)


def _weeks(word: str) -> int | None:
    return next((weeks for weeks in PERIODS if word == str(weeks)), None)


async def _report(turn: Turn, weeks: int) -> Message:
    session, vault, runner = turn.session, turn.vault, turn.runner
    today = schedules.local_date(turn.now, turn.zone)
    course = await progress.course(session, vault, runner.id, turn.content, today=today, weeks=weeks)
    first_on = course.days[0].on
    # A local day begins up to fourteen hours before the same day in UTC.
    since = datetime.combine(first_on - A_DAY, time(), UTC)
    # What nobody has cleared is said whenever it was told, with all that was told beside it.
    uncleared = await checkins.uncleared(session, vault, runner.id)
    since = min([since, *(checkin.at for checkin in uncleared)])
    way = await way_back.read(turn)
    it = Weeks(
        weeks=weeks,
        course=course,
        checkins=await checkins.recent_kept(session, vault, runner.id, since),
        routines=await routines.recent(session, vault, runner.id, first_on),
        now=turn.now,
        zone=turn.zone,
        miles=runner.miles,
        uncleared=uncleared,
        way=runs.story(way.course, way.hip, way.rules, way.here) if way else None,
    )
    return reports.report(turn.words, turn.content, it)


async def ask_export(turn: Turn) -> Reply:
    """/export: says what the file holds and asks once, where anything is kept that is worth one."""
    if not await _worth_a_file(turn):
        return Reply(wording.nothing(turn.words, is_known=turn.runner.id > 0))
    return Reply(wording.confirm(turn.words, turn.runner.consented))


async def press_export(turn: Turn) -> Reply:
    """The one confirmation, or "Cancel". Whoever presses gets what is known of themselves."""
    press = turn.press or Press("")
    if press.question == "cancel":
        return Reply(wording.cancelled(turn.words))
    if press.question != "make" or not await _worth_a_file(turn):
        return await ask_export(turn)
    parts = await everything(turn)
    # What is sealed is opened as the file is made, in a thread of its own; here it is only read.
    readme = wording.readme(turn.words, parts, turn.now, turn.zone)
    archive = exports.Archive(parts, readme=readme, zone=turn.zone, made_at=turn.now)
    file = wording.exported(turn.words, turn.now, turn.zone, archive.first, archive.following)
    return Reply(wording.making(turn.words), then=(file,), once=True)


async def everything(turn: Turn) -> Parts:
    """Every room's part of what is known of the person whose turn it is."""
    session, vault, runner = turn.session, turn.vault, turn.runner
    of_runner = (session, vault, runner.id)
    return {
        **await runners.export(*of_runner),
        **await routines.export(*of_runner),
        **await schedules.export(session, runner.id),
        **await checkins.export(*of_runner),
        **await runs.export(*of_runner),
        **await questionnaires.export(*of_runner),
        **await sessions.export(*of_runner),
        **await tips.export(*of_runner),
        **await deliveries.export(*of_runner, runner.chat_id),
        **await clubs.export(session, vault, runner.chat_id),
    }


async def _worth_a_file(turn: Turn) -> bool:
    if turn.runner.consented:
        return True
    return await clubs.knows(turn.session, turn.vault, turn.runner.chat_id)


COMMANDS: tuple[Command, ...] = (
    Command("report", report, Needs.SETUP),
    Command("export", ask_export, Needs.NOTHING),
)
PRESSES: dict[str, tuple[Page, Needs]] = {
    WORD: (press_report, Needs.SETUP),
    EXPORT: (press_export, Needs.NOTHING),
}
TALKS: dict[str, Page] = {}
