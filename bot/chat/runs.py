"""/run: a run is logged, asked about before it, corrected, deleted and brought back."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bot import checkins, runners, runs, schedules
from bot.chat import asking, mornings, retold, run_buttons, way_back
from bot.chat import checkins as checkins_page
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.returning import Way
from bot.runs import Compared, Felt, Run, Said, Source, Unclear
from bot.wording import paging, run_plans
from bot.wording import runs as wording
from bot.wording.returns import Part
from bot.wording.runs import WORD, Card, Stands

RUNS_SHOWN = 5
RUNS_LISTED = 50

A_DAY = timedelta(days=1)


async def show(turn: Turn) -> Reply:
    """/run alone is the page; with a run behind it, that run is kept; "plan" asks before one."""
    text = turn.text.strip()
    if not text:
        return await _page(turn)
    talk = turn.talk
    asked_in = talk.state.get("message_id") if talk and talk.word == WORD else None
    # What was asked before is answered by this: its buttons would keep another run.
    return replace(await _told(turn, text), gives_up=(asked_in,) if asked_in else ())


async def _told(turn: Turn, text: str) -> Reply:
    word, _, rest = text.partition(" ")
    if word.lower() in ("plan", "plan:"):
        return await _plan(turn, rest) if rest.strip() else await _ask(turn, "plan")
    return await _log_typed(turn, text)


async def press(turn: Turn) -> Reply:
    """A button of the page, of a run, or of a question about one."""
    press = turn.press or Press(WORD)
    await _end(turn)
    return await (_about_one if press.row_id else _about_all)(turn)


async def _about_all(turn: Turn) -> Reply:
    press = turn.press or Press(WORD)
    match press.question:
        case "log" | "plan":
            return await _ask(turn, press.question)
        case "did" if metres := run_buttons.metres(press.value):
            return await _log(turn, Said(distance_m=metres))
        case "far" if metres := run_buttons.metres(press.value):
            return await _planned(turn, metres, _today(turn))
        case "km" | "mi":
            runner = await runners.set_miles(turn.session, turn.runner.id, press.question == "mi")
            return await _page(replace(turn, runner=runner))
        case "another" if typed_before := run_buttons.typed_run(press.value):
            return await _log(turn, typed_before, is_another=True)
        case "recent":
            return await _recent(turn, paging.number(press.value))
        case "why":
            back = f"{WORD}::planned:{press.value}" if run_buttons.planned(press.value) else f"{WORD}::page"
            return Reply(run_plans.why(turn.words, turn.content.longest_run, back))
        case "planned" if found := run_buttons.planned(press.value):
            return await _planned(turn, *found)
    return await _page(turn)


async def _about_one(turn: Turn) -> Reply:
    press = turn.press or Press(WORD)
    if press.question == "undelete":
        run = await runs.undelete(turn.session, turn.vault, press.row_id, turn.runner.id)
        if run:
            await mornings.owe_after_run(turn, run.on)
    else:
        run = await runs.get(turn.session, turn.vault, press.row_id, turn.runner.id)
    if run is None:
        return Reply(toast=turn.words.plain("run-gone"), alert=True)
    match press.question:
        case "same":
            return await _log_same(turn, run)
        case "again":
            return await _log_again(turn, run)
        case "is":
            return await _same_run(turn, run, run_buttons.seconds(press.value))
        case "felt" if press.value in tuple(Felt):
            return await _change(turn, replace(run, felt=Felt(press.value)))
        case "edit":
            return Reply(wording.edit(turn.words, await _card(turn, run)))
        case "distance" | "time" | "day":
            return await _ask_part(turn, run, press.question)
        case "on" if on := run_buttons.day(press.value):
            return await _correct(turn, run, Said(on=on), "day")
        case "km" | "mi" if metres := run_buttons.metres(press.value):
            return await _in_other_unit(turn, run, metres, miles=press.question == "mi")
        case "untimed":
            return await _change(turn, replace(run, duration_s=None))
        case "delete":
            return await _delete(turn, run)
        case "undelete":
            return await retold.question_anew(turn, await _shown(turn, run), run.on + A_DAY)
        case "why":
            return Reply(run_plans.why(turn.words, turn.content.longest_run, f"{WORD}:{run.id}:show"))
    return await _shown(turn, run)


async def _shown(turn: Turn, run: Run) -> Reply:
    return Reply(wording.shown(turn.words, await _card(turn, run)))


async def _delete(turn: Turn, run: Run) -> Reply:
    await runs.delete(turn.session, run.id, turn.runner.id, turn.now)
    await _asked_no_more(turn, run.on)
    said = wording.deleted(turn.words, run, miles=turn.runner.miles, today=_today(turn))
    return await retold.question_anew(turn, Reply(said), run.on + A_DAY)


async def _in_other_unit(turn: Turn, run: Run, metres: int, *, miles: bool) -> Reply:
    """The unit that was taken was not theirs: neither for this run nor for the next ones."""
    runner = await runners.set_miles(turn.session, turn.runner.id, miles)
    theirs, said = replace(turn, runner=runner), Said(distance_m=metres)
    reply = await _correct(theirs, run, said, "distance", unit_changed=True)
    return replace(reply, toast=turn.words.plain("run-unit-miles" if miles else "run-unit-km"))


async def typed(turn: Turn) -> Reply:
    """What was typed after a question: a run, one to come, or a part of one that is corrected."""
    return await asking.take_typed(turn, _typed)


async def _typed(turn: Turn, asked: dict[str, Any]) -> Reply:
    asks = str(asked.get("asks"))
    if asks == "log":
        return await _log_typed(turn, turn.text)
    if asks == "plan":
        return await _plan(turn, turn.text)
    run = await runs.get(turn.session, turn.vault, int(asked["run_id"]), turn.runner.id)
    if run is None:
        await runners.end_conversation(turn.session, turn.runner.id)
        return Reply(wording.gone(turn.words))
    said = runs.read(turn.text, _today(turn), miles=turn.runner.miles, number_is_time=asks == "time")
    if said == Said():
        said = Unclear.UNKNOWN
    return await _correct(turn, run, said, asks)


async def _page(turn: Turn) -> Reply:
    session, runner, today = turn.session, turn.runner, _today(turn)
    last = await runs.newest(session, turn.vault, runner.id, RUNS_SHOWN)
    days = turn.content.longest_run.days
    longest = await runs.longest(session, turn.vault, runner.id, today, days)
    return Reply(wording.overview(turn.words, last, longest, days, miles=runner.miles, today=today))


async def _recent(turn: Turn, page: int) -> Reply:
    last = await runs.newest(turn.session, turn.vault, turn.runner.id, RUNS_LISTED)
    return Reply(wording.recent(turn.words, last, page, miles=turn.runner.miles, today=_today(turn)))


async def _ask(turn: Turn, asks: str, why: Unclear | None = None) -> Reply:
    await _listen(turn, {"asks": asks, "message_id": turn.message_id})
    asked = wording.ask_distance(turn.words, miles=turn.runner.miles, ahead=asks == "plan", why=why)
    return Reply(asked, asks=WORD)


async def _log_typed(turn: Turn, text: str) -> Reply:
    if runs.is_same_again(text):
        last = await runs.latest(turn.session, turn.vault, turn.runner.id)
        return await (_log_same(turn, last) if last else _ask(turn, "log", Unclear.NONE_BEFORE))
    said = runs.read(text, _today(turn), miles=turn.runner.miles)
    if isinstance(said, Said) and said.distance_m is None:
        said = Unclear.NO_DISTANCE
    return await (_ask(turn, "log", said) if isinstance(said, Unclear) else _log(turn, said))


async def _log_same(turn: Turn, run: Run) -> Reply:
    return await _log(turn, Said(distance_m=run.distance_m, duration_s=run.duration_s))


async def _log_again(turn: Turn, run: Run) -> Reply:
    """A second run like that one; pressed twice, it is the same second one."""
    of_that_day = await runs.of_period(turn.session, turn.vault, turn.runner.id, run.on, run.on)
    alike = (run.distance_m, run.duration_s)
    if any(it.id > run.id and (it.distance_m, it.duration_s) == alike for it in of_that_day):
        return Reply(wording.already(turn.words, await _card(turn, run)))
    return await keep(turn, run.on, *alike, Source.TYPED, is_another=True, is_again=True)


async def _log(turn: Turn, said: Said, is_another: bool = False) -> Reply:
    today = _today(turn)
    on, metres = said.on or today, said.distance_m or 0
    if wrong := runs.check(on, metres, said.duration_s, today):
        return await _ask(turn, "log", wrong)
    taken, another = said.unit_taken, is_another
    return await keep(turn, on, metres, said.duration_s, Source.TYPED, unit_taken=taken, is_another=another)


async def keep(
    turn: Turn,
    on: date,
    distance_m: int,
    duration_s: int | None,
    source: Source,
    started_at: datetime | None = None,
    unit_taken: bool = False,
    is_another: bool = False,
    is_again: bool = False,
) -> Reply:
    """Keeps a run that was checked, and says what there is to say after it; see `Said` for `unit_taken`."""
    logged = await runs.log(
        turn.session,
        turn.vault,
        turn.runner.id,
        on=on,
        distance_m=distance_m,
        duration_s=duration_s,
        source=source,
        started_at=started_at,
        is_another=is_another,
        is_again=is_again,
        today=_today(turn),
        now=turn.now,
    )
    await _end(turn)
    card = await _card(turn, logged.run)
    if logged.typed and logged.is_asked:
        return Reply(wording.ask_same(turn.words, card, logged.typed))
    if logged.typed:
        return Reply(wording.measured(turn.words, card, logged.typed))
    if not logged.is_new:
        return Reply(wording.already(turn.words, replace(card, may_be_another=source is Source.TYPED)))
    await mornings.owe_after_run(turn, on)
    return Reply(wording.kept(turn.words, replace(card, unit_taken=unit_taken)))


async def _same_run(turn: Turn, run: Run, duration_s: int | None) -> Reply:
    """What was typed is the run from the file; a time that the file did not tell is taken from it."""
    if run.duration_s is None and duration_s is not None:
        return await _correct(turn, run, Said(duration_s=duration_s), "time")
    return Reply(wording.already(turn.words, await _card(turn, run)))


async def _plan(turn: Turn, text: str) -> Reply:
    today = _today(turn)
    said = runs.read(text, today, miles=turn.runner.miles, ahead=True)
    if isinstance(said, Unclear):
        return await _ask(turn, "plan", said)
    if said.distance_m is None:
        return await _ask(turn, "plan", Unclear.NO_DISTANCE)
    if wrong := runs.check(None, said.distance_m, said.duration_s, today):
        return await _ask(turn, "plan", wrong)
    if said.on is not None and said.on < today:
        return await _ask(turn, "plan", Unclear.PAST)
    await _end(turn)
    return await _planned(turn, said.distance_m, said.on or today)


async def _planned(turn: Turn, metres: int, on: date) -> Reply:
    # As it will be told once it is run: beside the days before. With none, a run of today is all there is.
    today = _today(turn)
    compared = await _compared(turn, metres, min(on - A_DAY, today))
    if compared.longest is None:
        compared = await _compared(turn, metres, today)
    return Reply(
        run_plans.planned(
            turn.words,
            compared,
            on,
            miles=turn.runner.miles,
            today=today,
            stands=await _stands(turn, await way_back.read(turn)),
        )
    )


async def _ask_part(turn: Turn, run: Run, part: str, why: Unclear | None = None) -> Reply:
    await _listen(turn, {"asks": part, "run_id": run.id, "message_id": turn.message_id})
    return Reply(wording.ask_part(turn.words, await _card(turn, run), part, why), asks=WORD)


async def _correct(
    turn: Turn, run: Run, said: Said | Unclear, part: str, *, unit_changed: bool = False
) -> Reply:
    """Changes what was said of a run, whichever part was asked for."""
    if isinstance(said, Unclear):
        return await _ask_part(turn, run, part, said)
    changed = replace(
        run,
        on=said.on or run.on,
        distance_m=run.distance_m if said.distance_m is None else said.distance_m,
        duration_s=run.duration_s if said.duration_s is None else said.duration_s,
    )
    if wrong := runs.check(changed.on, changed.distance_m, changed.duration_s, _today(turn)):
        return await _ask_part(turn, run, part, wrong)
    await _end(turn)
    reply = await _change(turn, changed, unit_changed=unit_changed)
    if changed.on != run.on:
        await _asked_no_more(turn, run.on)
        await mornings.owe_after_run(turn, changed.on)
        for on in (run.on, changed.on):
            reply = await retold.question_anew(turn, reply, on + A_DAY)
    return reply


async def _asked_no_more(turn: Turn, on: date) -> None:
    """Takes the question of the next morning back where no other run of that day is left."""
    if not await runs.of_period(turn.session, turn.vault, turn.runner.id, on, on):
        await mornings.take_back_after_run(turn, on)


async def _change(turn: Turn, run: Run, *, unit_changed: bool = False) -> Reply:
    await runs.change(turn.session, turn.vault, run)
    card = replace(await _card(turn, run), unit_changed=unit_changed)
    return Reply(wording.shown(turn.words, card))


async def _card(turn: Turn, run: Run) -> Card:
    beside = await _compared(turn, run.distance_m, run.on - A_DAY)
    compared: Compared | None = beside
    way = await way_back.read(turn)
    part = way_back.part_of(way, run) if way else None
    if part and (part is not Part.BESIDE or beside.longest is None):
        # Its steps grow faster than this rule, a few walked and run km at a time: of these they alone tell.
        compared = None
    of_that_day = await runs.of_period(turn.session, turn.vault, turn.runner.id, run.on, run.on)
    if any(other.id < run.id and other.distance_m >= run.distance_m for other in of_that_day):
        # It was said of the other run of that day.
        compared = None
    stands = await _stands(turn, way)
    return Card(run, turn.runner.miles, _today(turn), stands, compared, part_of_way_back=part)


async def _compared(turn: Turn, metres: int, last_on: date) -> Compared:
    rule = turn.content.longest_run
    longest = await runs.longest(turn.session, turn.vault, turn.runner.id, last_on, rule.days)
    return runs.compare(metres, longest, rule)


async def _stands(turn: Turn, way: Way | None) -> Stands:
    standing = way.standing if way else await checkins.standing(turn.session, turn.vault, turn.runner.id)
    on_way_back = way is not None and way.binds
    return Stands(standing.level, standing.effect, standing.checkin_id, on_way_back)


async def _end(turn: Turn) -> None:
    """What /run asked before is over; a check-in that is open is left as it is, with its ticks."""
    if turn.talk and turn.talk.word == WORD:
        await runners.end_conversation(turn.session, turn.runner.id)


async def _listen(turn: Turn, state: dict[str, object]) -> None:
    if checkins_page.is_open(turn):
        return
    await runners.keep_conversation(turn.session, turn.vault, turn.runner.id, WORD, state, turn.now)


def _today(turn: Turn) -> date:
    return schedules.local_date(turn.now, turn.zone)


COMMANDS = (Command("run", show, Needs.SETUP),)
PRESSES: dict[str, tuple[Page, Needs]] = {WORD: (press, Needs.SETUP)}
TALKS: dict[str, Page] = {WORD: typed}
