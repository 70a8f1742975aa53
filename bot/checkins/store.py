"""Check-ins in the database: recorded with their decision, read, acknowledged, cleared, taken back."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    column,
    func,
    insert,
    or_,
    select,
    table,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.checkins import binding
from bot.checkins.checkin import NOTE_LIMIT, Asked, CheckIn, Standing
from bot.checkins.history import checkin_of, said_in
from bot.checkins.tables import CheckInRow
from bot.content import Content, TrendRules
from bot.database import table_of
from bot.runners import NoSuchRunner
from bot.triage import Answers, Before, Trend, add_up, assess
from bot.vault import Vault

# Another room's table, known here by name alone: enough to lock one of its rows.
_RUNNERS = table("runners", column("id"))

# Many times what anybody answers in the weeks that trends look at: what it costs has an end.
MOST_LOOKED_AT = 400

# Built once: building one takes longer than running it, and each check-in asks most of them.
_TABLE = table_of(CheckInRow)
_RECORD = insert(_TABLE).returning(_TABLE.c.id)
_LOCK = select(_RUNNERS.c.id).where(_RUNNERS.c.id == bindparam("whose")).with_for_update(key_share=True)
_THEIRS = _TABLE.c.runner_id == bindparam("whose")
_STANDS = _TABLE.c.withdrawn_at.is_(None)
_TOLD = (
    select(_TABLE)
    .where(_THEIRS, _STANDS, _TABLE.c.asked.in_(bindparam("kinds", expanding=True)))
    .order_by(_TABLE.c.id.desc())
)
_NEWEST = _TOLD.limit(1)
_CLEARED_LAST = (
    select(func.max(_TABLE.c.cleared_at)).where(_THEIRS, _TABLE.c.cleared_at.is_not(None)).scalar_subquery()
)
# What a professional has cleared is over: the days begin anew.
_RATINGS = (
    select(_TABLE.c.on, _TABLE.c.answers)
    .where(
        _THEIRS,
        _TABLE.c.at >= bindparam("since"),
        _STANDS,
        _TABLE.c.asked == Asked.CHECKIN.value,
        _TABLE.c.at > func.coalesce(_CLEARED_LAST, bindparam("since", type_=_TABLE.c.at.type)),
    )
    .order_by(_TABLE.c.at.desc())
    .limit(MOST_LOOKED_AT)
)
_UNCLEARED = (
    select(_TABLE)
    .where(_TABLE.c.runner_id.in_(bindparam("whose", expanding=True)), _TABLE.c.binds)
    .order_by(_TABLE.c.id)
)


# The newest of these is what binds today. The questions of onboarding ask for no pain and end none.
_TELL_OF_PAIN = (Asked.CHECKIN.value, Asked.MORNING.value)


def _newest_id(runner_id: ColumnElement[int]) -> Select[int]:
    """The id of a runner's newest word on pain, by a look at the end of their index."""
    theirs = _TABLE.alias()
    return (
        select(theirs.c.id)
        .where(
            theirs.c.runner_id == runner_id,
            theirs.c.withdrawn_at.is_(None),
            theirs.c.asked.in_(_TELL_OF_PAIN),
        )
        .order_by(theirs.c.id.desc())
        .limit(1)
    )


# What binds one runner: all that nobody has cleared, and their newest word on pain, each by its own index.
_BINDING = (
    select(_TABLE)
    .where(
        or_(
            and_(_THEIRS, _TABLE.c.binds),
            _TABLE.c.id == _newest_id(bindparam("whose", type_=_TABLE.c.runner_id.type)).scalar_subquery(),
        )
    )
    .order_by(_TABLE.c.id)
)
_IS_NEWEST = _TABLE.c.id == _newest_id(_RUNNERS.c.id).correlate(_RUNNERS).scalar_subquery()
_NEWEST_OF_ALL = (
    select(_TABLE)
    .select_from(_TABLE.join(_RUNNERS, _IS_NEWEST))
    .where(_RUNNERS.c.id.in_(bindparam("whose", expanding=True)))
)


async def record(
    session: AsyncSession,
    vault: Vault,
    runner_id: int,
    answers: Answers,
    *,
    content: Content,
    on: date,
    now: datetime,
    asked: str = Asked.CHECKIN,
    during: str | None = None,
) -> CheckIn:
    """Assesses the answers against what stands and keeps both in one row; `on` is the runner's local date.

    `during` is the id of the exercise in which it began to hurt.
    Raises ValueError for impossible answers (see `triage.assess`) and NoSuchRunner for one who was forgotten.
    """
    await _lock(session, runner_id)
    stood = binding.before(*await _binding_of(session, vault, runner_id), on)
    found = await _trends(session, vault, runner_id, answers, content.trend_rules, on, now, stood)
    decision = assess(answers, stood, content.red_flags, content.pain_rules, content.rules_version, found)
    kept = {
        "runner_id": runner_id,
        "asked": Asked(asked).value,
        "at": now,
        "on": on,
        "answers": vault.seal(answers.to_json()),
        "during": None if during is None else vault.seal(during),
        "decision": vault.seal(decision.to_json()),
        "rules_version": decision.rules_version,
        "binds": binding.binds(decision, stood),
    }
    row_id = (await session.execute(_RECORD, kept)).scalar_one()
    return CheckIn(row_id, runner_id, Asked(asked), now, on, answers, decision, during)


async def add_note(session: AsyncSession, vault: Vault, checkin_id: int, runner_id: int, note: str) -> bool:
    """Keeps the runner's own words with their check-in, in place of any before; no rule reads them.

    False for a check-in that is not theirs. Raises ValueError for an empty note or one of more than
    1000 characters.
    """
    note = note.strip()
    if not note:
        raise ValueError("a note has words")
    if len(note) > NOTE_LIMIT:
        raise ValueError(f"a note has at most {NOTE_LIMIT} characters")
    row = await _own(session, checkin_id, runner_id)
    if row is None:
        return False
    row.note = vault.seal(note)
    await session.flush()
    return True


async def get(session: AsyncSession, vault: Vault, checkin_id: int, runner_id: int) -> CheckIn | None:
    """The runner's check-in with this id; None where there is none or it is someone else's."""
    row = await _own(session, checkin_id, runner_id)
    return None if row is None else checkin_of(row, vault)


async def latest(session: AsyncSession, vault: Vault, runner_id: int) -> CheckIn | None:
    """The runner's newest check-in that was not taken back, or None; the answer of a morning is none."""
    return await _newest(session, vault, runner_id, (Asked.CHECKIN.value, Asked.ONBOARDING.value))


async def morning_of(session: AsyncSession, vault: Vault, runner_id: int, on: date) -> CheckIn | None:
    """What they answered to the question of the morning of the local date `on`, or None."""
    newest = await _newest(session, vault, runner_id, (Asked.MORNING.value,))
    return newest if newest and newest.on == on else None


async def last_told(session: AsyncSession, vault: Vault, runner_id: int) -> CheckIn | None:
    """The newest check-in or morning whose word on pain holds now, past mornings that only left it."""
    rows = await session.execute(_TOLD.limit(MOST_LOOKED_AT), {"whose": runner_id, "kinds": _TELL_OF_PAIN})
    return next((it for row in rows if not (it := checkin_of(row, vault)).only_carries), None)


async def standing(session: AsyncSession, vault: Vault, runner_id: int) -> Standing:
    """What binds the runner's plan now."""
    return binding.standing(*await _binding_of(session, vault, runner_id))


async def uncleared(session: AsyncSession, vault: Vault, runner_id: int) -> list[CheckIn]:
    """What stands for the runner that only a professional's clearance ends, oldest first.

    A few at most: what came later and asked for no more stands with them, and is not among them.
    """
    rows = await session.execute(_UNCLEARED, {"whose": [runner_id]})
    return [checkin_of(row, vault) for row in rows]


async def standing_of_all(
    session: AsyncSession, vault: Vault, runner_ids: Iterable[int]
) -> dict[int, Standing]:
    """What binds the plan of each of these runners now."""
    ids = list(runner_ids)
    uncleared: dict[int, list[CheckIn]] = {runner_id: [] for runner_id in ids}
    for row in await session.execute(_UNCLEARED, {"whose": ids}):
        uncleared[row.runner_id].append(checkin_of(row, vault))
    rated = await session.execute(_NEWEST_OF_ALL, {"whose": ids})
    newest = {row.runner_id: checkin_of(row, vault) for row in rated}
    return {it: binding.standing(uncleared[it], newest.get(it)) for it in ids}


async def last_cleared_at(session: AsyncSession, runner_id: int) -> datetime | None:
    """When a professional last cleared the runner, None where none ever did."""
    last = select(CheckInRow.cleared_at).where(
        CheckInRow.runner_id == runner_id, CheckInRow.cleared_at.is_not(None)
    )
    return await session.scalar(last.order_by(CheckInRow.cleared_at.desc()).limit(1))


async def acknowledge(session: AsyncSession, checkin_id: int, runner_id: int, now: datetime) -> bool:
    """The runner has read the advice; the first time counts. False for a check-in that is not theirs."""
    row = await _own(session, checkin_id, runner_id)
    if row is None:
        return False
    if row.acknowledged_at is None:
        row.acknowledged_at = now
        await session.flush()
    return True


async def seen_professional(
    session: AsyncSession, vault: Vault, runner_id: int, cleared: bool, now: datetime
) -> Standing | None:
    """A professional has seen it; `cleared` says whether they cleared exercise.

    Gives what was ended by it, None where nothing was: nothing stood, or they were seen and not cleared.
    Everything told while it stood is cleared with it, what bound nothing itself too: their day begins anew.
    The pain band of the newest check-in holds on until the next one.
    """
    await _lock(session, runner_id)
    uncleared, _newest_one = await _binding_of(session, vault, runner_id)
    if not uncleared:
        return None
    stood = binding.standing(uncleared, None)
    if cleared:
        which = and_(CheckInRow.runner_id == runner_id, CheckInRow.id >= uncleared[0].id)
        changes: dict[str, object] = {"seen_at": now, "cleared_at": now, "binds": False}
    else:
        which, changes = CheckInRow.id.in_([checkin.id for checkin in uncleared]), {"seen_at": now}
    await session.execute(update(CheckInRow).where(which).values(changes))
    return stood if cleared else None


async def undo(session: AsyncSession, vault: Vault, checkin_id: int, runner_id: int, now: datetime) -> bool:
    """The runner takes a check-in back, once: one that eased off, or a morning that only left what stood.

    Says whether it was taken back: not once a later morning was compared with it, and a morning that left
    what stood only while it is the last that was told.
    """
    await _lock(session, runner_id)
    row = await _own(session, checkin_id, runner_id)
    if row is None or row.withdrawn_at is not None:
        return False
    found = checkin_of(row, vault)
    if not found.may_be_undone:
        return False
    goes_on = _TELL_OF_PAIN if found.only_carries else (Asked.MORNING.value,)
    later = await _newest(session, vault, runner_id, goes_on)
    if later and later.id > row.id:
        # That answer went on from this one, and would be left without what it was about.
        return False
    row.withdrawn_at = now
    await session.flush()
    return True


async def _lock(session: AsyncSession, runner_id: int) -> None:
    # Two answers at once must each see what the other led to. Without key_share the lock would wait for
    # every other transaction that added a row about this runner, and two such would wait for each other.
    # SQLite has one writer and needs no lock.
    if (await session.execute(_LOCK, {"whose": runner_id})).first() is None:
        raise NoSuchRunner(NoSuchRunner.__doc__)


async def _own(session: AsyncSession, checkin_id: int, runner_id: int) -> CheckInRow | None:
    return await session.scalar(
        select(CheckInRow)
        .where(CheckInRow.id == checkin_id, CheckInRow.runner_id == runner_id)
        .execution_options(populate_existing=True)
    )


async def _binding_of(
    session: AsyncSession, vault: Vault, runner_id: int
) -> tuple[list[CheckIn], CheckIn | None]:
    """What nobody has cleared, oldest first, and the newest word on pain."""
    rows = (await session.execute(_BINDING, {"whose": runner_id})).all()
    found = [(row, checkin_of(row, vault)) for row in rows]
    newest = [it for row, it in found if row.withdrawn_at is None and it.asked in _TELL_OF_PAIN]
    return [it for row, it in found if row.binds], newest[-1] if newest else None


async def _newest(
    session: AsyncSession, vault: Vault, runner_id: int, kinds: Sequence[str]
) -> CheckIn | None:
    row = (await session.execute(_NEWEST, {"whose": runner_id, "kinds": kinds})).first()
    return None if row is None else checkin_of(row, vault)


async def _trends(
    session: AsyncSession,
    vault: Vault,
    runner_id: int,
    answers: Answers,
    rules: TrendRules,
    on: date,
    now: datetime,
    stood: Before,
) -> tuple[Trend, ...]:
    """What the ratings of the last weeks add up to, these answers among them."""
    if answers.pain is None or stood.standing is not None:
        return ()
    # A day more than is looked at: `at` is an instant, and the days are the runner's own.
    since = now - timedelta(days=rules.looks_back_days + 1)
    rows = (await session.execute(_RATINGS, {"whose": runner_id, "since": since})).all()
    # The newest were read, where there are too many; they count in the order they were given.
    days, said = said_in(rows[::-1], vault)
    rated = [*zip(days, (it.pain for it in said), strict=True), (on, answers.pain)]
    return add_up([(day, pain) for day, pain in rated if pain is not None], on, rules)
