"""A file from a watch, dropped into the chat: the run in it is kept, or why there is none is said."""

from datetime import date

from bot import runs, schedules
from bot.chat import runs as page
from bot.chat.turn import Reply, Turn
from bot.runs import FileRun
from bot.wording import run_files as wording


async def show(turn: Turn) -> Reply:
    """The answer to a file; `turn.file` is what was read of it, None for one that was not worth fetching."""
    found = turn.file
    if not isinstance(found, FileRun):
        return Reply(wording.file_refused(turn.words, found))
    today = schedules.local_date(turn.now, turn.zone)
    # Without a time in it, it is of the day on which it comes; a button corrects that.
    on: date = schedules.local_date(found.started_at, turn.zone) if found.started_at else today
    if on > today:
        return Reply(wording.file_ahead(turn.words, on, today))
    if runs.check(on, found.distance_m, found.duration_s, today):
        return Reply(wording.file_odd(turn.words, found, miles=turn.runner.miles))
    return await page.keep(turn, on, found.distance_m, found.duration_s, found.source, found.started_at)
