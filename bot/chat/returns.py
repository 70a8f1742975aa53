"""/return: the way back to running, from its three questions to its last step."""

from dataclasses import replace
from datetime import date, timedelta

from bot import checkins, runs, schedules
from bot.chat import morning_answers, mornings, way_back
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.checkins import Asked, Standing
from bot.runs import Course, Felt, Go, Source, State
from bot.triage import Level, Morning
from bot.wording import returns as wording
from bot.wording.mornings import WORD as MORNING
from bot.wording.returns import WORD, Back, Nudge

A_DAY = timedelta(days=1)


async def show(turn: Turn) -> Reply:
    """/return: the page of somebody on the way, or the offer."""
    course = await way_back.course_of(turn)
    if course is None or course.stopped:
        return await _offer(turn)
    at = await way_back.whereabouts(turn, course)
    if at.state is State.ANEW:
        return await _offer(turn, "return-offer-anew")
    if at.state is State.FINISHED:
        return await _finished(turn, course)
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    rules, miles, since = turn.content.way_back, turn.runner.miles, _since(turn, standing)
    back = Back(at, rules, miles, standing, since, await _has_checked_in(turn, course))
    return Reply(wording.page(turn.words, back))


async def _has_checked_in(turn: Turn, course: Course) -> bool:
    """Whether there was a check-in after the last go."""
    last, latest = course.last_go, await checkins.latest(turn.session, turn.vault, turn.runner.id)
    if last is None or latest is None or latest.asked is not Asked.CHECKIN:
        return False
    run = await runs.get(turn.session, turn.vault, last.run_id, turn.runner.id)
    return run is not None and latest.at > run.logged_at


async def now(turn: Turn) -> Nudge | None:
    """What another page says of the way back now; nothing while a check-in holds it up."""
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    if standing.level > Level.CARRY_ON:
        return None
    course = await way_back.course_of(turn)
    if course and not course.stopped:
        at = await way_back.whereabouts(turn, course)
        if at.asks:
            return Nudge.ASKS
        if at.state is State.OPEN:
            return Nudge.OPEN
    return Nudge.OFFER if await _is_back_from_a_pause(turn, course) else None


async def _is_back_from_a_pause(turn: Turn, course: Course | None) -> bool:
    """Whether a long pause ended lately, and they neither ran since nor have a way back of after it."""
    paused_for, ended_at = turn.runner.back_from_pause_of(turn.now), turn.runner.paused_until
    long = timedelta(days=turn.content.way_back.offered_after_a_pause_of_days)
    if paused_for is None or ended_at is None or paused_for < long or turn.now - ended_at >= long:
        return False
    ended_on = schedules.local_date(ended_at, turn.zone)
    has_begun = course is not None and course.begun_at >= ended_at
    return not has_begun and not any(run.on >= ended_on for run in await way_back.runs_since(turn, ended_on))


async def press(turn: Turn) -> Reply:
    """A button of the offer, of the questions, or of the page."""
    press = turn.press or Press(WORD)
    match press.question:
        case "entry":
            return await _enter(turn, press.value)
        case "done":
            return await _done(turn, press.row_id)
        case "count":
            return await _count(turn, press.row_id)
        case "felt" if press.value in tuple(Felt):
            return await _felt(turn, press.row_id, Felt(press.value))
        case "morning" if press.value in tuple(Morning):
            return await _morning(turn, press.row_id, Morning(press.value))
        case "back" | "undo":
            return await _step_back(turn, undo=press.question == "undo")
        case "stop":
            return await _stop(turn, press.value)
        case "why":
            least_pain = turn.content.pain_rules.bands[1].low
            return Reply(wording.why(turn.words, turn.content.way_back, least_pain))
    return await show(turn)


async def _offer(turn: Turn, said: str = "return-offer") -> Reply:
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    if standing.level > Level.CARRY_ON:
        return Reply(wording.waits(turn.words, standing, _since(turn, standing)))
    return Reply(wording.offer(turn.words, turn.content.way_back, said))


async def _finished(turn: Turn, course: Course) -> Reply:
    """Said once; whoever asks later is offered to go through it again."""
    if course.told:
        return await _offer(turn, "return-offer-again")
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    if standing.level > Level.CARRY_ON:
        # No praise beside advice that stands: it is said when that is over.
        return Reply(wording.waits(turn.words, standing, _since(turn, standing)))
    told = await runs.way_back_of(turn.session, turn.vault, turn.runner.id, lock=True)
    await _keep(turn, replace(told or course, told=True))
    return Reply(wording.finished(turn.words, turn.content.way_back, turn.runner.miles))


async def _enter(turn: Turn, answered: str) -> Reply:
    """The entry test: `answered` has a letter for each question that is behind, in order."""
    if await way_back.is_under_way(turn):
        return await show(turn)
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    if standing.level > Level.CARRY_ON:
        return await _offer(turn)
    rules = turn.content.way_back
    answers = list(zip(("walk", "limp", "pain"), answered, strict=False))
    if len(answers) == 2 and (rated := await _rated_today(turn)) is not None:
        # They have just told it in a check-in.
        answers.append(("pain", "1" if rated else "0"))
    if len(answers) < 3:
        return Reply(wording.ask(turn.words, rules, answered))
    passed = {("walk", "y"), ("limp", "n"), ("pain", "0")}
    missing = [it for it, answer in answers if (it, answer) not in passed]
    if missing:
        return Reply(wording.not_yet(turn.words, rules, missing))
    await _keep(turn, Course(turn.now, _today(turn)))
    return await show(turn)


async def _rated_today(turn: Turn) -> int | None:
    """The pain that the newest check-in tells, if it is of today."""
    latest = await checkins.latest(turn.session, turn.vault, turn.runner.id)
    return latest.answers.pain if latest and latest.on == _today(turn) else None


async def _done(turn: Turn, phase: int) -> Reply:
    """A go of today, once: a run that was logged already, or one that is logged by this."""
    kept = await runs.way_back_of(turn.session, turn.vault, turn.runner.id, lock=True)
    course = await way_back.course_of(turn)
    at = await way_back.whereabouts(turn, course) if course and not course.stopped else None
    if kept is None or at is None or at.state is not State.OPEN or at.phase != phase:
        return replace(await show(turn), toast=turn.words.plain("return-not-today"))
    today, metres = _today(turn), way_back.metres_of(turn, at)
    ran = await way_back.runs_since(turn, today)
    run = next((run for run in ran if way_back.is_as_far(run, metres)), None)
    if run is None:
        logged = await runs.log(
            turn.session,
            turn.vault,
            turn.runner.id,
            on=today,
            distance_m=metres,
            duration_s=None,
            source=Source.TYPED,
            now=turn.now,
        )
        run = logged.run
        await mornings.owe_after_run(turn, today)
    await _keep(turn, kept.with_go(Go(run.id, at.phase, run.on, run.distance_m)))
    return await show(turn)


async def _count(turn: Turn, run_id: int) -> Reply:
    """A run that was logged by itself was a go."""
    kept = await runs.way_back_of(turn.session, turn.vault, turn.runner.id, lock=True)
    course = await way_back.course_of(turn)
    run = await runs.get(turn.session, turn.vault, run_id, turn.runner.id)
    at = await way_back.may_be_go(turn, course, run) if course and not course.stopped and run else None
    if kept is None or run is None or at is None:
        return replace(await show(turn), toast=turn.words.plain("return-not-counted"))
    await _keep(turn, kept.with_go(Go(run.id, at.phase, run.on, run.distance_m)))
    return await show(turn)


async def _felt(turn: Turn, run_id: int, felt: Felt) -> Reply:
    course = await way_back.course_of(turn)
    run = await runs.get(turn.session, turn.vault, run_id, turn.runner.id)
    if run and _is_last(course, run_id):
        await runs.change(turn.session, turn.vault, replace(run, felt=felt))
    return await show(turn)


async def _morning(turn: Turn, run_id: int, morning: Morning) -> Reply:
    """How the morning after was. On that morning itself it is the answer to its question, too."""
    course, today = await way_back.course_of(turn), _today(turn)
    last = course.last_go if course else None
    if last is None or not _is_last(course, run_id) or today <= last.on:
        return await show(turn)
    kept = await runs.way_back_of(turn.session, turn.vault, turn.runner.id, lock=True)
    if kept:
        await _keep(turn, kept.with_morning(run_id, morning))
    if today != last.on + A_DAY:
        return await show(turn)
    answered = replace(turn, press=Press(MORNING, f"{today:%Y%m%d}", morning))
    reply = await morning_answers.press(answered)
    if said := await checkins.morning_of(turn.session, turn.vault, turn.runner.id, today):
        await mornings.answered_by(turn, said)
    page = (await show(turn)).message
    if morning is not Morning.WORSE or page is None:
        return Reply(page)
    return replace(reply, then=(*reply.then, page))


async def _step_back(turn: Turn, *, undo: bool) -> Reply:
    kept = await runs.way_back_of(turn.session, turn.vault, turn.runner.id, lock=True)
    if kept and not kept.stopped:
        await _keep(turn, kept.without_step_back() if undo else kept.stepped_back(_today(turn)))
    return await show(turn)


async def _stop(turn: Turn, value: str) -> Reply:
    kept = await runs.way_back_of(turn.session, turn.vault, turn.runner.id, lock=True)
    if kept is None or value not in ("yes", "no"):
        under_way = kept is not None and not kept.stopped
        return Reply(wording.stop_sure(turn.words)) if under_way else await show(turn)
    await _keep(turn, replace(kept, stopped=value == "yes"))
    return Reply(wording.stopped(turn.words)) if value == "yes" else await show(turn)


async def _keep(turn: Turn, course: Course) -> None:
    await runs.keep_way_back(turn.session, turn.vault, turn.runner.id, course, turn.now)


def _is_last(course: Course | None, run_id: int) -> bool:
    last = course.last_go if course and not course.stopped else None
    return last is not None and last.run_id == run_id


def _since(turn: Turn, standing: Standing) -> date:
    return schedules.local_date(standing.since or turn.now, turn.zone)


def _today(turn: Turn) -> date:
    return schedules.local_date(turn.now, turn.zone)


COMMANDS = (Command("return", show, Needs.SETUP),)
PRESSES: dict[str, tuple[Page, Needs]] = {WORD: (press, Needs.SETUP)}
TALKS: dict[str, Page] = {}
