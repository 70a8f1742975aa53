"""/return: the way back to running, from its three questions to its last step."""

from dataclasses import replace
from datetime import date, timedelta

from bot import checkins, returning, runners, runs, schedules
from bot.chat import advice, morning_answers, mornings, retold, return_page, way_back
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.checkins import Standing
from bot.returning import Told, Way
from bot.runs import Course, Felt, Go, Source, State
from bot.triage import Level, Morning
from bot.wording import return_entry
from bot.wording import returns as wording
from bot.wording.mornings import WORD as MORNING
from bot.wording.returns import WORD, Nudge

A_DAY = timedelta(days=1)


async def show(turn: Turn) -> Reply:
    """/return: the page of somebody on the way, or the offer."""
    way = await way_back.read(turn)
    if way is None or way.course.stopped:
        return await _offer(turn)
    at = way.here
    if at.state is State.ANEW:
        said = "return-offer-cleared" if way.hip.cleared else "return-offer-anew"
        return await _offer(turn, said, anew=True)
    if at.state is State.FINISHED:
        return await _finished(turn, way)
    page = await return_page.page(turn, way, at)
    if return_page.stays(page):
        return Reply(page, stands=WORD)
    return Reply(page, gives_up=await _older(turn))


async def _older(turn: Turn) -> tuple[int, ...]:
    """The older copy of the page, which is over; none where it is the one that was pressed."""
    stood_in = await runners.page_is_over(turn.session, turn.runner.id, WORD)
    return (stood_in,) if stood_in and stood_in != turn.message_id else ()


async def now(turn: Turn, way: Way | None, standing: Standing) -> Nudge | None:
    """What another page says of the way back now; nothing while a check-in holds it up."""
    if standing.level > Level.CARRY_ON:
        return None
    if way and not way.course.stopped:
        at = way.here
        if at.asks:
            return Nudge.OPEN_ASKS if at.state is State.OPEN else Nudge.ASKS
        if at.state is State.ANEW:
            return Nudge.ANEW
        if at.state is State.CHECK_IN:
            return Nudge.CHECK_IN
        if at.state is State.OPEN:
            return Nudge.OPEN
    return Nudge.OFFER if await _is_back_from_a_pause(turn, way) else None


async def _is_back_from_a_pause(turn: Turn, way: Way | None) -> bool:
    """Whether a long pause ended lately, and they neither ran since nor have a way back of after it."""
    paused_for, ended_at = turn.runner.back_from_pause_of(turn.now), turn.runner.paused_until
    long = timedelta(days=turn.content.way_back.offered_after_a_pause_of_days)
    if paused_for is None or ended_at is None or paused_for < long or turn.now - ended_at >= long:
        return False
    ended_on = schedules.local_date(ended_at, turn.zone)
    if way and way.course.begun_at >= ended_at:
        return False
    # Whoever travels west may have run "tomorrow".
    until = _today(turn) + A_DAY
    return not await runs.of_period(turn.session, turn.vault, turn.runner.id, ended_on, until)


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
        case "unsay" if press.value in tuple(Told):
            return await _unsay(turn, press.row_id, Told(press.value))
        case "back" | "undo":
            return await _step_back(turn, undo=press.question == "undo")
        case "stop":
            return await _stop(turn, press.value)
        case "why":
            least_pain = turn.content.pain_rules.bands[1].low
            return Reply(wording.why(turn.words, turn.content.way_back, least_pain))
    return await show(turn)


async def _offer(turn: Turn, said: str = "return-offer", *, anew: bool = False) -> Reply:
    """`anew`: one that they have not left begins again, and there is no run before."""
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    if standing.level > Level.CARRY_ON:
        return Reply(wording.waits(turn.words, await return_page.held(turn, standing), anew=anew))
    rated, rules = await _rated_today(turn), turn.content.way_back
    return Reply(return_entry.offer(turn.words, rules, said, rated=rated, may_stop=anew))


async def _finished(turn: Turn, way: Way) -> Reply:
    """Said once; whoever asks later is offered to go through it again."""
    if way.course.told:
        return await _offer(turn, "return-offer-again")
    if way.standing.level > Level.CARRY_ON:
        # No praise beside advice that stands: it is said when that is over.
        return Reply(wording.waits(turn.words, await return_page.held(turn, way.standing)))
    return Reply(await return_page.finished(turn, way))


async def _enter(turn: Turn, answered: str) -> Reply:
    """The entry test: `answered` has a letter for each question that is behind, in order."""
    way = await way_back.read(turn)
    if way and way.is_under_way:
        return await show(turn)
    standing = await checkins.standing(turn.session, turn.vault, turn.runner.id)
    if standing.level > Level.CARRY_ON:
        return await _offer(turn)
    rules = turn.content.way_back
    answers = list(zip(("walk", "limp", "pain"), answered, strict=False))
    rated = await _rated_today(turn)
    if rated:
        # No other answer would change what comes of it.
        return Reply(return_entry.not_yet(turn.words, rules, ["pain"]))
    if len(answers) == 2 and rated is not None:
        # They have just told it in a check-in.
        answers.append(("pain", "0"))
    if len(answers) < 3:
        return Reply(return_entry.ask(turn.words, rules, answered, pain_told=rated is not None))
    passed = {("walk", "y"), ("limp", "n"), ("pain", "0")}
    missing = [it for it, answer in answers if (it, answer) not in passed]
    if missing:
        return Reply(return_entry.not_yet(turn.words, rules, missing))
    await _keep(turn, Course(turn.now, _today(turn)))
    return await show(turn)


async def _rated_today(turn: Turn) -> int | None:
    """The most pain that a check-in of today told: a day counts by its worst."""
    today = _today(turn)
    lately = await checkins.recent(turn.session, turn.vault, turn.runner.id, turn.now - A_DAY)
    rated = (it.answers.pain for it in lately if it.on == today)
    return max((pain for pain in rated if pain is not None), default=None)


async def _done(turn: Turn, phase: int) -> Reply:
    """A go of today, once: a run that was logged already, or one that is logged by this."""
    way = await way_back.read(turn, lock=True)
    at = way.here if way and not way.course.stopped else None
    if way is None or at is None or at.state is not State.OPEN or at.phase != phase:
        return replace(await show(turn), toast=turn.words.plain("return-not-today"))
    today, metres = way.today, way.metres_of(at)
    run = next((it for it in way.ran if it.on == today and returning.is_as_far(it, metres)), None)
    if run is None:
        logged = await runs.log(
            turn.session,
            turn.vault,
            turn.runner.id,
            on=today,
            distance_m=metres,
            duration_s=None,
            source=Source.TYPED,
            today=today,
            now=turn.now,
        )
        run = logged.run
        await mornings.owe_after_run(turn, today)
    await _keep(turn, way.kept.with_go(Go(run.id, at.phase, run.on, run.distance_m)))
    return await show(turn)


async def _count(turn: Turn, run_id: int) -> Reply:
    """A run that was logged by itself was a go."""
    way = await way_back.read(turn, lock=True)
    run = await runs.get(turn.session, turn.vault, run_id, turn.runner.id)
    at = way.may_be_go(run) if way and not way.course.stopped and run else None
    if way is None or run is None or at is None:
        return replace(await show(turn), toast=turn.words.plain("return-not-counted"))
    await _keep(turn, way.kept.with_go(Go(run.id, at.phase, run.on, run.distance_m)))
    return await show(turn)


async def _felt(turn: Turn, run_id: int, felt: Felt) -> Reply:
    way = await way_back.read(turn)
    run = await runs.get(turn.session, turn.vault, run_id, turn.runner.id)
    if run and _is_last(way, run_id):
        await runs.change(turn.session, turn.vault, replace(run, felt=felt))
    return await show(turn)


async def _morning(turn: Turn, run_id: int, morning: Morning) -> Reply:
    """How the morning after was. On that morning itself it is the answer to its question, too."""
    way, today = await way_back.read(turn, lock=True), _today(turn)
    last = way.course.last_go if way else None
    if way is None or last is None or not _is_last(way, run_id) or today <= last.on:
        return await show(turn)
    if today != last.on + A_DAY:
        await _keep(turn, way.kept.with_morning(run_id, morning))
        return await show(turn)
    answered = replace(turn, press=Press(MORNING, f"{today:%Y%m%d}", morning))
    reply = await morning_answers.press(answered)
    said = await checkins.morning_of(turn.session, turn.vault, turn.runner.id, today)
    if said:
        await mornings.answered_by(turn, said)
    if said is None or (said.only_carries and morning is Morning.WORSE):
        # A check-in of that morning told more of the plan, and nothing of this go.
        await _keep(turn, way.kept.with_morning(run_id, morning))
    page = await show(turn)
    if morning is not Morning.WORSE or page.message is None:
        return replace(page, settles=reply.settles)
    then = (*reply.then, page.message)
    return replace(reply, then=then, once=True, stands=page.stands, gives_up=page.gives_up)


async def _unsay(turn: Turn, run_id: int, told: Told) -> Reply:
    """Takes back what was told last of the last go: its question stands again."""
    way = await way_back.read(turn, lock=True)
    last = way.course.last_go if way else None
    if way is None or last is None or not _is_last(way, run_id) or told not in way.may_unsay(way.here):
        return replace(await show(turn), toast=turn.words.plain("return-not-unsaid"))
    if told is Told.FELT:
        run = await runs.get(turn.session, turn.vault, run_id, turn.runner.id)
        if run:
            await runs.change(turn.session, turn.vault, replace(run, felt=None))
    else:
        await _keep(turn, way.kept.with_morning(run_id, None))
        if said := way.answered(last):
            await advice.take_back(turn, said)
        await way_back.end_again(turn)
    elsewhere = await retold.told_anew(turn, Reply(), last.on + A_DAY)
    return replace(await show(turn), settles=elsewhere.settles)


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


def _is_last(way: Way | None, run_id: int) -> bool:
    last = way.course.last_go if way and not way.course.stopped else None
    return last is not None and last.run_id == run_id


def _today(turn: Turn) -> date:
    return schedules.local_date(turn.now, turn.zone)


COMMANDS = (Command("return", show, Needs.SETUP),)
PRESSES: dict[str, tuple[Page, Needs]] = {WORD: (press, Needs.SETUP)}
TALKS: dict[str, Page] = {}
