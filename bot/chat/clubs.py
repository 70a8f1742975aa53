"""/club: a club's runs, when their warm-up is posted, and whatever else can be set, here or in private."""

from collections.abc import Awaitable, Callable
from datetime import time, timedelta

from bot import clubs, deliveries, runners, schedules
from bot.chat import asking
from bot.chat.turn import Command, Needs, Press, Reply, Turn
from bot.chat.visit import Visit
from bot.clubs import Club, Kind, Refused, Run, Weekly
from bot.deliveries import Message
from bot.wording import clubs as wording
from bot.wording.words import Safe

Answer = Callable[[Visit, Club, str], Awaitable[Reply]]


async def show(visit: Visit) -> Reply:
    """/club: the settings of the club of this place, which begins with it."""
    if not visit.is_administrator:
        return Reply(wording.administrators_only(visit.words))
    here = await clubs.of_chat(visit.session, visit.chat_id)
    if any(club.silenced for club in here):
        # Telegram tells no bot that a group lets everybody write again. If it does not: Groups says so.
        here = await clubs.speak_again(visit.session, visit.chat_id, visit.now)
    others = [club for club in here if not club.left]
    if others and visit.thread_id not in {club.thread_id for club in others}:
        return Reply(wording.which_place(visit.words, others))
    return await _begin(visit)


async def _begin(visit: Visit) -> Reply:
    club = await clubs.begin(
        visit.session,
        chat_id=visit.chat_id,
        thread_id=visit.thread_id,
        kind=Kind.GROUP,
        title=visit.title,
        topic=visit.topic,
        language=visit.words.language,
        told_chat_id=clubs.NOBODY if visit.is_anonymous else visit.person_id,
        now=visit.now,
    )
    return Reply(await _settings(visit, club))


async def in_private(turn: Turn) -> Reply:
    """/club in the private chat: the clubs that this person sets up, and how another begins."""
    theirs = await clubs.told_to(turn.session, turn.runner.chat_id)
    return Reply(wording.in_private(turn.words, turn.username, theirs))


async def opened(visit: Visit) -> Reply:
    """A link from a group into the private chat: the settings, for administrators of that group."""
    reply = await press(visit)
    return reply if reply.message else Reply(wording.said(visit.words, reply.toast or ""))


async def press(visit: Visit) -> Reply:
    """A button of the settings: an administrator's of that very chat, or nothing happens."""
    press = visit.press or Press("club")
    club = await clubs.get(visit.session, press.row_id)
    if club is None or club.chat_id != visit.chat_id or club.left:
        return Reply(toast=visit.words.plain("club-gone"), alert=True)
    if not visit.is_administrator:
        return Reply(toast=visit.words.plain("club-administrators-only"), alert=True)
    if visit.in_private:
        await clubs.tell(visit.session, club.id, visit.person_id)
    return await _ANSWERS.get(press.question, _show)(visit, club, press.value)


async def typed(visit: Visit) -> Reply:
    """A reply to one of our questions: what it asks stands on its "Close" button, given as the press."""
    press = visit.press or Press("club")
    asks, _, value = press.value.partition(",")
    answer = _TYPED.get(asks) if press.question == "close" else None
    club = await clubs.get(visit.session, press.row_id)
    if answer is None or club is None or club.chat_id != visit.chat_id or club.left:
        return _silently(visit, "club-gone")
    if not visit.is_administrator:
        return _silently(visit, "club-administrators-only")
    return await answer(visit, club, value)


def _silently(visit: Visit, why: str) -> Reply:
    """In a group nobody else need read why nothing happened; in private its one reader does."""
    return Reply(wording.said(visit.words, visit.words.plain(why))) if visit.in_private else Reply()


async def _settings(visit: Visit, club: Club, note: Safe | None = None) -> Message:
    today = schedules.local_date(visit.now, club.zone or "UTC")
    runs = await clubs.runs_of(visit.session, club.id)
    link = None if visit.in_private else wording.private_link(visit.words, club, visit.username)
    in_topics = visit.is_forum or club.thread_id is not None
    nobody = not visit.in_private and not await clubs.to_tell(visit.session, club.id)
    return wording.settings(
        visit.words, club, runs, today, visit.languages, note, link, in_topics=in_topics, nobody=nobody
    )


async def _show(visit: Visit, club: Club, _value: str) -> Reply:
    return Reply(await _settings(visit, club))


async def _here(visit: Visit, club: Club, _value: str) -> Reply:
    """Posts come to the topic in which this was pressed."""
    title = "" if visit.in_private else visit.title
    moved = await clubs.move_to_topic(visit.session, club.id, visit.thread_id, title, visit.topic)
    note = visit.words("club-posts-here" if moved else "club-place-taken")
    return Reply(await _settings(visit, moved or club, note))


async def _own(visit: Visit, _club: Club, _value: str) -> Reply:
    return await _begin(visit)


async def _close(visit: Visit, club: Club, _value: str) -> Reply:
    return Reply(strip=True)


async def _change(visit: Visit, club: Club, **changes: object) -> Reply:
    changed = await clubs.change(visit.session, club.id, visit.now, **changes)
    return Reply(await _settings(visit, changed or club, visit.words("club-kept")))


async def _zones(visit: Visit, club: Club, value: str) -> Reply:
    return Reply(wording.zone(visit.words, club, runners.common_zones(), wording.page_of(value)))


async def _zone(visit: Visit, club: Club, value: str) -> Reply:
    if not runners.is_zone(value):
        return await _zones(visit, club, "")
    return await _change(visit, club, zone=value)


async def _typed_zone(visit: Visit, club: Club, _value: str) -> Reply:
    if visit.place:
        zone = runners.zone_at(*visit.place)
        return await _change(visit, club, zone=zone) if zone else await _zones(visit, club, "")
    places = runners.find_zone(visit.text)
    zones = {place.zone for place in places}
    if len(zones) == 1:
        return await _change(visit, club, zone=zones.pop())
    if not places:
        return Reply(wording.zone(visit.words, club, runners.common_zones(), 0, unknown=True))
    return Reply(wording.which_zone(visit.words, club, places))


async def _more(visit: Visit, club: Club, _value: str) -> Reply:
    return Reply(wording.more(visit.words, club, visit.languages))


async def _languages(visit: Visit, club: Club, _value: str) -> Reply:
    return Reply(wording.language(visit.words, club, visit.languages))


async def _language(visit: Visit, club: Club, value: str) -> Reply:
    if value not in visit.languages:
        return await _languages(visit, club, "")
    return await _change(visit, club, language=value)


async def _leads(visit: Visit, club: Club, _value: str) -> Reply:
    return Reply(wording.lead(visit.words, club))


async def _lead(visit: Visit, club: Club, value: str) -> Reply:
    if value not in {str(minutes) for minutes in clubs.LEADS}:
        return await _leads(visit, club, "")
    return await _change(visit, club, lead_minutes=int(value))


async def _levels(visit: Visit, club: Club, _value: str) -> Reply:
    return Reply(wording.level(visit.words, club))


async def _level(visit: Visit, club: Club, value: str) -> Reply:
    if value not in ("1", "2", "3"):
        return await _levels(visit, club, "")
    return await _change(visit, club, level=int(value))


async def _week(visit: Visit, club: Club, _value: str) -> Reply:
    return Reply(wording.week(visit.words, club, await clubs.runs_of(visit.session, club.id)))


async def _weekly(visit: Visit, club: Club, value: str) -> Reply:
    sign, what = value[:1], value[1:]
    if sign not in ("+", "-") or what not in tuple(Weekly):
        return await _week(visit, club, "")
    changed = await clubs.want(visit.session, club.id, Weekly(what), sign == "+", visit.now)
    return await _week(visit, changed or club, "")


async def _quiets(visit: Visit, club: Club, _value: str) -> Reply:
    return Reply(wording.quiet(visit.words, club))


async def _quiet(visit: Visit, club: Club, value: str) -> Reply:
    if value == "0":
        return await _change(visit, club, quiet_until=None)
    if value not in {str(weeks) for weeks in clubs.QUIET_WEEKS}:
        return await _quiets(visit, club, "")
    today = schedules.local_date(visit.now, club.zone or "UTC")
    await _take_back(visit, club)
    return await _change(visit, club, quiet_until=clubs.quiet_through(int(value), today))


async def _take_back(visit: Visit, club: Club) -> None:
    """What is owed to the club already is not posted any more."""
    # Nothing that is owed for longer is worth posting.
    keys = await clubs.keys_since(visit.session, club.id, visit.now - timedelta(days=1))
    await deliveries.withdraw_keys(visit.session, visit.now, *keys)


async def _runs(visit: Visit, club: Club, _value: str) -> Reply:
    return Reply(wording.runs(visit.words, await clubs.runs_of(visit.session, club.id), club))


async def _run(visit: Visit, club: Club, value: str) -> Reply:
    run = await _run_at(visit, club, value)
    return Reply(wording.run(visit.words, club, run)) if run else await _runs(visit, club, "")


async def _new(visit: Visit, club: Club, _value: str) -> Reply:
    return Reply(wording.time_of(visit.words, club, None))


async def _new_at(visit: Visit, club: Club, value: str) -> Reply:
    at = schedules.read_time(value)
    return await _begin_run(visit, club, at) if at else await _new(visit, club, "")


async def _begin_run(visit: Visit, club: Club, at: time) -> Reply:
    today = schedules.local_date(visit.now, club.zone or "UTC").weekday()
    taken = {day for run in await clubs.runs_of(visit.session, club.id) if run.at == at for day in run.days}
    coming = [(today + n) % 7 for n in range(7)]
    day = next((day for day in coming if day not in taken), today)
    added = await clubs.add_run(visit.session, club, [day], at, visit.now)
    return _kept(visit, club, added, note=visit.words("club-run-new"))


async def _time(visit: Visit, club: Club, value: str) -> Reply:
    run = await _run_at(visit, club, value)
    return Reply(wording.time_of(visit.words, club, run)) if run else await _runs(visit, club, "")


async def _at(visit: Visit, club: Club, value: str) -> Reply:
    run_id, _, said = value.partition(",")
    run, at = await _run_at(visit, club, run_id), schedules.read_time(said)
    if run is None or at is None:
        return await _time(visit, club, run_id)
    return _kept(visit, club, await clubs.change_run(visit.session, club, run.id, visit.now, at=at), run)


async def _typed_time(visit: Visit, club: Club, value: str) -> Reply:
    run, at = await _run_at(visit, club, value), schedules.read_time(visit.text)
    if at is None:
        return Reply(wording.time_of(visit.words, club, run, unclear=True))
    if run is None:
        return await _begin_run(visit, club, at)
    return _kept(visit, club, await clubs.change_run(visit.session, club, run.id, visit.now, at=at), run)


async def _day(visit: Visit, club: Club, value: str) -> Reply:
    run_id, _, sign = value.partition(",")
    run = await _run_at(visit, club, run_id)
    if run is None:
        return await _runs(visit, club, "")
    ticked = asking.ticked(run.days, sign)
    changed = await clubs.change_run(visit.session, club, run.id, visit.now, days=ticked)
    if isinstance(changed, Run):
        return Reply(wording.days(visit.words, club, changed))
    return Reply(wording.days(visit.words, club, run, visit.words(f"club-run-{changed or Refused.NO_DAYS}")))


async def _days(visit: Visit, club: Club, value: str) -> Reply:
    run = await _run_at(visit, club, value)
    return Reply(wording.days(visit.words, club, run)) if run else await _runs(visit, club, "")


async def _place(visit: Visit, club: Club, value: str) -> Reply:
    run = await _run_at(visit, club, value)
    return Reply(wording.place(visit.words, club, run)) if run else await _runs(visit, club, "")


async def _no_place(visit: Visit, club: Club, value: str) -> Reply:
    run = await _run_at(visit, club, value)
    kept = await clubs.meet_at(visit.session, club, run.id, None) if run else None
    return Reply(wording.run(visit.words, club, kept)) if kept else await _runs(visit, club, "")


async def _typed_place(visit: Visit, club: Club, value: str) -> Reply:
    run = await _run_at(visit, club, value)
    if run and not visit.text:
        return await _place(visit, club, value)
    kept = await clubs.meet_at(visit.session, club, run.id, visit.text) if run else None
    return Reply(wording.run(visit.words, club, kept)) if kept else await _runs(visit, club, "")


async def _delete(visit: Visit, club: Club, value: str) -> Reply:
    run = await _run_at(visit, club, value)
    if run is None:
        return await _runs(visit, club, "")
    await clubs.remove_run(visit.session, club, run.id)
    return Reply(wording.run_deleted(visit.words, club, run))


async def _undelete(visit: Visit, club: Club, value: str) -> Reply:
    """Brings a deleted run back; where it met has to be said again."""
    days, said, *place = [*value.split(","), ""][:3]
    at = schedules.read_time(said)
    if at is None or not days or not set(days) <= set("0123456"):
        return await _runs(visit, club, "")
    added = await clubs.add_run(visit.session, club, {int(day) for day in days}, at, visit.now)
    return _kept(visit, club, added, note=visit.words("club-run-place-gone") if any(place) else None)


async def _remove(visit: Visit, club: Club, _value: str) -> Reply:
    return Reply(wording.sure(visit.words, club))


async def _removed(visit: Visit, club: Club, _value: str) -> Reply:
    await _take_back(visit, club)
    await clubs.remove(visit.session, club.id)
    return Reply(wording.removed(visit.words, club))


async def _run_at(visit: Visit, club: Club, value: str) -> Run | None:
    runs = await clubs.runs_of(visit.session, club.id)
    return next((run for run in runs if str(run.id) == value), None)


def _kept(
    visit: Visit,
    club: Club,
    outcome: Run | Refused | None,
    before: Run | None = None,
    note: Safe | None = None,
) -> Reply:
    """The run as it is now; where it could not be so, as it was, and why."""
    if isinstance(outcome, Run):
        return Reply(wording.run(visit.words, club, outcome, note))
    why = visit.words(f"club-run-{outcome or Refused.NO_DAYS}", most=clubs.MOST_RUNS)
    if before is not None:
        return Reply(wording.run(visit.words, club, before, why))
    return Reply(wording.time_of(visit.words, club, None, note=why))


_ANSWERS: dict[str, Answer] = {
    "close": _close,
    "here": _here,
    "own": _own,
    "more": _more,
    "languages": _languages,
    "language": _language,
    "zones": _zones,
    "zone": _zone,
    "leads": _leads,
    "lead": _lead,
    "levels": _levels,
    "level": _level,
    "week": _week,
    "weekly": _weekly,
    "quiets": _quiets,
    "quiet": _quiet,
    "runs": _runs,
    "run": _run,
    "new": _new,
    "newat": _new_at,
    "time": _time,
    "at": _at,
    "days": _days,
    "day": _day,
    "place": _place,
    "noplace": _no_place,
    "delete": _delete,
    "undelete": _undelete,
    "remove": _remove,
    "removed": _removed,
}

_TYPED: dict[str, Answer] = {"zone": _typed_zone, "time": _typed_time, "place": _typed_place}

COMMANDS: tuple[Command, ...] = (Command("club", in_private, Needs.NOTHING),)
