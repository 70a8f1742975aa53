"""/start: who the bot is for, consent, where and when, the red-flag questions; it goes on where it stood."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import time

from bot import checkins, routines, runners, schedules
from bot.chat import asking, weekly
from bot.chat.advice import number_for, owe_advice
from bot.chat.setup import STEPS, Setup, Step
from bot.chat.turn import Command, Needs, Page, Reply, Turn
from bot.deliveries import Message
from bot.runners import Runner
from bot.triage import Answers, Effect, Level
from bot.wording import asking as asking_words
from bot.wording import checkins as checkins_words
from bot.wording import dates, paging
from bot.wording import start as wording
from bot.wording.words import Safe

# Which consent text somebody agreed to; change it with every change of what is kept or for how long.
CONSENT_VERSION = "2026-11-26.1"

# Three days with a day between, the long run at the weekend: a beginning to change.
USUAL_RUN_DAYS = frozenset({1, 3, 5})

WORD = "start"


async def start(turn: Turn) -> Reply:
    """/start, and the button that leads there: begins, goes on, or says that all is set up."""
    setup = _setup(turn)
    if turn.runner.is_set_up:
        return Reply(await _set_up(turn))
    reached = await _reached(turn, setup)
    step = reached if setup.step is None else min(setup.step, reached)
    reply = Reply(await _show(turn, step, setup))
    return reply if turn.press else _below(setup, reply)


async def pressed(turn: Turn) -> Reply:
    """A button of /start. One of a step that is not reached yet shows the step that is next."""
    press = turn.press
    question = press.question if press else ""
    if press is None or (not question and not press.id):
        return await start(turn)
    setup = _setup(turn)
    if question == "adult" and press.value == "no":
        # Whenever it is said, it counts: by somebody who is set up too.
        return await _answer_age(turn, setup, press.value)
    if turn.runner.is_set_up:
        return Reply(await _set_up(turn))
    reached = await _reached(turn, setup)
    if question == "back":
        return await _to(turn, min(STEPS.get(press.value, reached), reached), setup)
    step, answer = _ANSWERS.get(question, (Step.FLAGS, _unknown))
    if step > reached:
        return await _to(turn, reached, setup, turn.words("start-go-on"))
    return await answer(turn, setup, press.value)


async def typed(turn: Turn) -> Reply:
    """Text or a place while /start is open: an answer where the open step can be typed."""
    setup = _setup(turn)
    if turn.runner.is_set_up:
        return Reply(await _set_up(turn))
    reached = await _reached(turn, setup)
    step = reached if setup.step is None else min(setup.step, reached)
    return _below(setup, await _typed_at(turn, setup, step, reached))


def _below(setup: Setup, reply: Reply) -> Reply:
    """The open question stands below what they wrote: the one above says what was answered, or goes."""
    gone = ((setup.message_id, None),) if setup.message_id else ()
    return replace(reply, asks=WORD, settles=reply.settles or gone)


async def _typed_at(turn: Turn, setup: Setup, step: Step, reached: Step) -> Reply:
    if step == Step.ZONE or (turn.place and reached >= Step.ZONE):
        return await _typed_zone(turn, setup)
    if step == Step.DAYS:
        return await _typed_days(turn, setup)
    if step == Step.TIME:
        return await _typed_time(turn, setup)
    note = "start-flags-hint" if step == Step.FLAGS else "start-use-buttons"
    return await _to(turn, step, setup, turn.words(note))


def _setup(turn: Turn) -> Setup:
    talk = turn.talk
    return Setup.from_json(talk.state) if talk and talk.word == WORD else Setup()


async def _reached(turn: Turn, setup: Setup) -> Step:
    """The first step that is not answered yet: how far somebody may go."""
    runner = turn.runner
    if not runner.adult:
        return Step.WELCOME
    if not runner.consented:
        return Step.CONSENT
    if runner.zone is None:
        return Step.ZONE
    if await schedules.of_runner(turn.session, runner.id):
        return Step.FLAGS
    return Step.TIME if setup.step is not None and setup.step >= Step.TIME else Step.DAYS


def _answered(turn: Turn, setup: Setup, step: Step, answer: str) -> tuple[tuple[int, Message], ...]:
    """The question that was answered by typing, and what it says from now on; () where no one knows it."""
    if turn.press or setup.message_id is None or setup.step is not step:
        return ()
    return ((setup.message_id, wording.answered(turn.words, step.word, answer)),)


async def _to(
    turn: Turn, step: Step, setup: Setup, note: Safe | None = None, put_away: Message | None = None
) -> Reply:
    """Goes to a step; where the keyboard that shares a place is up, `put_away` takes it away on the way."""
    message = await _show(turn, step, replace(setup, keyboard=False), note)
    if not setup.keyboard:
        return Reply(message)
    return Reply(strip=True, then=(put_away or asking_words.no_place(turn.words), message))


async def _show(turn: Turn, step: Step, setup: Setup, note: Safe | None = None) -> Message:
    """The message of a step, which is the open one from now on."""
    runner, words = turn.runner, turn.words
    if setup.days is None and step >= Step.DAYS:
        setup = replace(setup, days=await _run_days(turn))
    if runner.id:
        kept = replace(setup, step=step, message_id=turn.message_id).to_json()
        await runners.keep_conversation(turn.session, turn.vault, runner.id, WORD, kept, turn.now)
    days = setup.days or frozenset()
    match step:
        case Step.WELCOME:
            return wording.welcome(words)
        case Step.CONSENT:
            return wording.consent(words)
        case Step.ZONE:
            return _zone_question(turn, note=note)
        case Step.DAYS:
            return wording.days(words, days, runner.zone or "UTC", turn.now, note)
        case Step.TIME:
            return wording.time_of_day(words, days, note)
        case Step.FLAGS:
            ticked = _known(turn, setup.flags)
            notes = [line for line in (_emergency(turn, ticked), note) if line]
            said = Safe("\n\n".join(notes)) if notes else None
            return wording.flags(words, turn.content.red_flags, ticked, said)


async def _run_days(turn: Turn) -> frozenset[int]:
    """The run days to begin with: the usual ones until some were saved."""
    if not await schedules.of_runner(turn.session, turn.runner.id):
        return USUAL_RUN_DAYS
    return (await routines.plan_of(turn.session, turn.vault, turn.runner.id)).run_days


def _known(turn: Turn, flags: frozenset[str]) -> frozenset[str]:
    return frozenset(flag.id for flag in turn.content.red_flags.flags) & flags


async def _unknown(turn: Turn, setup: Setup, _value: str) -> Reply:
    return Reply(toast=turn.words.plain("button-too-old"))


async def _answer_age(turn: Turn, setup: Setup, value: str) -> Reply:
    if value != "yes":
        if turn.runner.id:
            await runners.forget_silently(turn.session, turn.runner.id)
        return Reply(wording.under_18(turn.words))
    # Nobody is kept before they say that they are an adult.
    arrived = await runners.arrive(turn.session, turn.runner.chat_id, turn.words.language, turn.now)
    runner = await runners.confirm_adult(turn.session, arrived.id, turn.now)
    turn = replace(turn, runner=runner)
    return await _to(turn, await _reached(turn, setup), setup)


async def _answer_consent(turn: Turn, setup: Setup, value: str) -> Reply:
    session, runner_id = turn.session, turn.runner.id
    if value != "yes":
        # They may have agreed before, and checked in since: that was kept on the word they take back now.
        await runners.start_over(session, runner_id, turn.now)
        return Reply(wording.without_consent(turn.words))
    if not turn.runner.consented:
        runner = await runners.consent(session, runner_id, CONSENT_VERSION, turn.now)
        turn = replace(turn, runner=runner)
    return await _to(turn, await _reached(turn, setup), setup)


async def _answer_zone(turn: Turn, setup: Setup, value: str) -> Reply:
    if value == "share":
        await _show(turn, Step.ZONE, replace(setup, keyboard=True))
        return Reply(asking_words.share_place(turn.words), fresh=True)
    if not runners.is_zone(value):
        return await _to(turn, Step.ZONE, setup)
    return await _keep_zone(turn, setup, value)


async def _answer_zones(turn: Turn, setup: Setup, value: str) -> Reply:
    """ "More" places."""
    await _show(turn, Step.ZONE, setup)
    return Reply(_zone_question(turn, page=paging.number(value)))


def _zone_question(turn: Turn, page: int = 0, note: Safe | None = None) -> Message:
    back = wording.back_to(Step.CONSENT.word)
    return asking_words.zone(turn.words, runners.common_zones(), wording.PREFIX, back, page=page, note=note)


async def _typed_zone(turn: Turn, setup: Setup) -> Reply:
    meant = asking.zone_meant(turn)
    if isinstance(meant, str):
        return await _keep_zone(turn, setup, meant)
    if meant:
        back = wording.back_to(Step.ZONE.word)
        return Reply(asking_words.which_zone(turn.words, meant, wording.PREFIX, back))
    return Reply(await _show(turn, Step.ZONE, setup, turn.words("asking-zone-unknown")))


async def _keep_zone(turn: Turn, setup: Setup, zone: str) -> Reply:
    runner = await runners.set_zone(turn.session, turn.runner.id, zone)
    await schedules.recompute(turn.session, runner.id, zone, turn.now)
    note = turn.words("asking-zone-fixed") if runners.is_fixed(zone) else None
    named = asking_words.zone_set(turn.words, zone, turn.now)
    reply = await _to(replace(turn, runner=runner), Step.DAYS, setup, note, put_away=named)
    if setup.keyboard:
        return reply
    return replace(reply, settles=_answered(turn, setup, Step.ZONE, asking_words.zone_shown(zone)))


async def _answer_day(turn: Turn, setup: Setup, value: str) -> Reply:
    days = asking.ticked(await _run_days(turn) if setup.days is None else setup.days, value)
    return await _to(turn, Step.DAYS, replace(setup, days=days))


async def _answer_days(turn: Turn, setup: Setup, value: str) -> Reply:
    days = await _run_days(turn) if setup.days is None else setup.days
    return await _keep_days(turn, setup, frozenset() if value == "none" else days)


async def _typed_days(turn: Turn, setup: Setup) -> Reply:
    days = schedules.read_days(turn.text)
    if days is None:
        return await _to(turn, Step.DAYS, setup, turn.words("start-days-hint"))
    return await _keep_days(turn, setup, days)


async def _keep_days(turn: Turn, setup: Setup, days: frozenset[int]) -> Reply:
    await routines.set_plan(turn.session, turn.runner.id, run_days=days)
    reply = await _to(turn, Step.TIME, replace(setup, days=days))
    return replace(reply, settles=_answered(turn, setup, Step.DAYS, wording.days_said(turn.words, days)))


async def _answer_time(turn: Turn, setup: Setup, value: str) -> Reply:
    at = schedules.read_time(value)
    return await (_to(turn, Step.TIME, setup) if at is None else _keep_time(turn, setup, at))


async def _typed_time(turn: Turn, setup: Setup) -> Reply:
    at = schedules.read_time(turn.text)
    if at is None:
        return await _to(turn, Step.TIME, setup, turn.words("start-time-hint"))
    return await _keep_time(turn, setup, at)


async def _keep_time(turn: Turn, setup: Setup, at: time) -> Reply:
    """One reminder a day; coming back changes that one. Quiet hours make room for it."""
    runner, session = turn.runner, turn.session
    zone = runner.zone or "UTC"
    existing = await schedules.of_runner(session, runner.id)
    if existing:
        await schedules.change(session, existing[0].id, runner.id, zone=zone, now=turn.now, at=at)
    else:
        await schedules.add(
            session, runner.id, wants="plan", days=frozenset(range(7)), at=at, zone=zone, now=turn.now
        )
    quiet = _quiet_hours(runner, at, existing[0].at if existing else None)
    runner = await runners.set_quiet(session, runner.id, *quiet)
    moved = None if quiet == (turn.runner.quiet_from, turn.runner.quiet_until) else quiet
    note = wording.time_kept(turn.words, at, moved, again=quiet == runners.USUAL_QUIET)
    reply = await _to(replace(turn, runner=runner), Step.FLAGS, setup, note)
    return replace(reply, settles=_answered(turn, setup, Step.TIME, dates.clock_time(turn.words, at)))


def _quiet_hours(runner: Runner, at: time, corrected: time | None) -> tuple[time, time]:
    """Quiet hours with room for this time; what a corrected one had taken of the night is given back."""
    now = runner.quiet_from, runner.quiet_until
    was_taken = corrected and schedules.quiet_hours_with(corrected, *runners.USUAL_QUIET) == now
    before = runners.USUAL_QUIET if was_taken else now
    return schedules.quiet_hours_with(at, *before) or before


async def _answer_flag(turn: Turn, setup: Setup, value: str) -> Reply:
    """A toggle: "+id" ticks, "-id" unticks. An emergency is not left waiting for "Save"."""
    flag = _known(turn, frozenset({value[1:]}))
    flags = setup.flags | flag if value.startswith("+") else setup.flags - flag
    reply = await _to(turn, Step.FLAGS, replace(setup, flags=flags))
    if not (value.startswith("+") and _emergency(turn, flag)):
        return reply
    # The list is longer than a phone: what stands above it may be out of sight.
    return replace(reply, toast=checkins_words.emergency_alert(turn.words, number_for(turn)), alert=True)


def _emergency(turn: Turn, flags: frozenset[str]) -> Safe | None:
    ticked = [flag for flag in turn.content.red_flags.flags if flag.id in flags]
    if not any(Level.of(flag.level) == Level.EMERGENCY for flag in ticked):
        return None
    return wording.emergency(turn.words, number_for(turn))


async def _answer_flags(turn: Turn, setup: Setup, value: str) -> Reply:
    """Saves what is ticked. "None of these" counts only when nothing is; silence is not a no."""
    flags = _known(turn, setup.flags)
    if value == "none" and flags:
        return await _to(turn, Step.FLAGS, setup, turn.words("start-flags-ticked", count=len(flags)))
    if value != "none" and not flags:
        return await _to(turn, Step.FLAGS, setup, turn.words("start-flags-nothing"))
    return await _finish(turn, flags)


async def _finish(turn: Turn, flags: frozenset[str]) -> Reply:
    session, runner = turn.session, turn.runner
    zone = runner.zone or "UTC"
    await weekly.begin(turn)
    runner = await runners.finish_onboarding(session, runner.id, turn.now)
    await runners.end_conversation(session, runner.id)
    turn = replace(turn, runner=runner)
    if not flags:
        run_days = (await routines.plan_of(session, turn.vault, runner.id)).run_days
        push_at = await asking.next_push_at(turn)
        return Reply(wording.done(turn.words, run_days, push_at, zone, turn.now))
    checkin = await checkins.record(
        session,
        turn.vault,
        runner.id,
        Answers(flags=flags),
        content=turn.content,
        on=schedules.local_date(turn.now, zone),
        now=turn.now,
        asked="onboarding",
    )
    await owe_advice(turn, checkin)
    decision = checkin.decision
    number = number_for(turn) if decision.level is Level.EMERGENCY else None
    return Reply(wording.done_with_flags(turn.words, decision.effect == Effect.PAUSED, number), owes=True)


async def _set_up(turn: Turn) -> Message:
    runner = turn.runner
    run_days = (await routines.plan_of(turn.session, turn.vault, runner.id)).run_days
    standing = await checkins.standing(turn.session, turn.vault, runner.id)
    silent_now = runner.is_paused(turn.now) or standing.effect == Effect.PAUSED
    push_at = await asking.next_push_at(turn)
    return wording.set_up(
        turn.words, run_days, push_at, runner.zone or "UTC", turn.now, silent_now=silent_now
    )


_ANSWERS: dict[str, tuple[Step, Callable[[Turn, Setup, str], Awaitable[Reply]]]] = {
    "adult": (Step.WELCOME, _answer_age),
    "consent": (Step.CONSENT, _answer_consent),
    "zone": (Step.ZONE, _answer_zone),
    "zones": (Step.ZONE, _answer_zones),
    "day": (Step.DAYS, _answer_day),
    "days": (Step.DAYS, _answer_days),
    "at": (Step.TIME, _answer_time),
    "flag": (Step.FLAGS, _answer_flag),
    "flags": (Step.FLAGS, _answer_flags),
}

COMMANDS = (Command("start", start, Needs.NOTHING),)
PRESSES: dict[str, tuple[Page, Needs]] = {WORD: (pressed, Needs.NOTHING)}
TALKS: dict[str, Page] = {WORD: typed}
