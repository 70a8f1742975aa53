"""The machine's clock jumps a day ahead and an hour back: nobody hears twice, and nobody is forgotten."""

from datetime import date, datetime, timedelta, tzinfo
from typing import Self

import pytest
from sqlalchemy import select

from bot import deliveries
from bot.deliveries.tables import DeliveryRow
from tests.flows.rough import log_kept, settle
from tests.flows.test_day import BOTH_DATABASES, FIRST_PUSH
from tests.flows.town import Resident, Town
from tests.until import until

PEOPLE = 20


class Machine(datetime):
    """The machine's clock, as the bot and its scheduler read it: it can be set."""

    set_by = timedelta(0)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        """What it shows."""
        return super().now(tz) + cls.set_by


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> type[Machine]:
    """A machine whose clock can be set, without setting this one's."""
    monkeypatch.setattr("bot.clock.datetime", Machine)
    monkeypatch.setattr("apscheduler.schedulers.base.datetime", Machine)
    monkeypatch.setattr(Machine, "set_by", timedelta(0))
    return Machine


async def pushed(town: Town) -> list[DeliveryRow]:
    async with town.database.begin() as session:
        rows = await session.scalars(select(DeliveryRow).where(DeliveryRow.kind == "routine"))
        return list(rows)


def heard(people: list[Resident]) -> list[int]:
    return [len(person.heard) for person in people]


@BOTH_DATABASES
async def test_a_clock_that_jumps_a_day_ahead_and_an_hour_back_doubles_nothing(town: Town) -> None:
    people = await settle(town, 4001, PEOPLE)
    await town.wait_until(FIRST_PUSH - timedelta(minutes=1))
    assert heard(people) == [0] * PEOPLE
    # A day ahead at once: the skipped day's push is too late and dropped, the new day's comes.
    await town.wait_until(FIRST_PUSH + timedelta(days=1))
    assert heard(people) == [1] * PEOPLE
    await town.wait_until(FIRST_PUSH + timedelta(hours=23))
    await town.wait_until(FIRST_PUSH + timedelta(days=1))
    await town.wait_until(FIRST_PUSH + timedelta(days=1, minutes=30))
    assert heard(people) == [1] * PEOPLE, "an hour that comes again brings nothing again"
    # People are answered in it, and what they press is kept.
    assert "/checkin" in await people[0].says("/help")
    await people[1].presses("Done", "Easy")
    await town.wait_until(FIRST_PUSH + timedelta(days=2))
    assert heard(people[2:]) == [2] * (PEOPLE - 2)
    on_days = {day: set[str | None]() for day in (25, 26, 27)}
    for row in await pushed(town):
        on_days[date.fromisoformat(row.key.split(":")[2]).day].add(
            row.reason if row.settled_at else row.state
        )
    assert on_days == {25: {"expired"}, 26: {None}, 27: {None}}


@BOTH_DATABASES
@pytest.mark.parametrize("back_for", [timedelta(minutes=1), timedelta(hours=1)], ids=["a minute", "an hour"])
async def test_a_line_at_work_goes_on_when_the_clock_is_put_back(town: Town, back_for: timedelta) -> None:
    people = await settle(town, 4001, PEOPLE)
    await town.wait_until(FIRST_PUSH)
    assert heard(people) == [1] * PEOPLE
    more = await settle(town, 5001, PEOPLE)
    town.clock.move_to(town.clock.now() - back_for)
    await town.wait_until(FIRST_PUSH + timedelta(seconds=1))
    assert heard(people + more) == [1] * PEOPLE * 2
    await town.wait_until(FIRST_PUSH + timedelta(days=1))
    assert heard(people + more) == [2] * PEOPLE * 2


@pytest.mark.parametrize(
    "by",
    [timedelta(hours=-1), timedelta(days=1), timedelta(days=20_000)],
    ids=["an hour back", "a day ahead", "from 1970 to now"],
)
async def test_ticks_go_on_when_the_machines_clock_is_set(
    machine: type[Machine], town: Town, by: timedelta
) -> None:
    people = await settle(town, 4001, PEOPLE)
    with log_kept() as log:
        machine.set_by = by
        # Nobody but the scheduler looks from here on.
        town.clock.move_to(FIRST_PUSH)
        await until(lambda: heard(people) == [1] * PEOPLE)
        await until(lambda: "clock.jumped" in log.getvalue())
    assert log.getvalue().count("clock.jumped") == 1


async def test_advice_comes_at_once_to_who_just_heard_when_the_clock_is_put_back(
    machine: type[Machine], town: Town
) -> None:
    [ada] = await settle(town, 4001, 1)
    await town.wait_until(FIRST_PUSH)
    with log_kept() as log:
        machine.set_by = -timedelta(hours=1)
        await until(lambda: "clock.jumped" in log.getvalue())
    ticks, now = town.bot.ticks, town.clock.now()
    assert now < FIRST_PUSH
    async with ticks.database.begin() as session:
        await deliveries.add(
            session,
            ticks.vault,
            key="advice",
            kind="advice",
            lane=deliveries.ADVICE,
            chat_id=ada.id,
            message=deliveries.Message("Seek professional help"),
            due_at=now,
            now=now,
        )
    await until(lambda: ada.sees == "Seek professional help")
