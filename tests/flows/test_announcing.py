"""An announcement on its way: who gets it and when; followed, stopped, through restarts, by several."""

import asyncio
from datetime import timedelta

import pytest

from bot import announcements, runners
from bot.app import Role
from sandbox import deeds
from tests.conftest import NOON
from tests.flows.fleet import Fleet
from tests.flows.operators_of import ADA, OLA, OPA, TEXT, had, look, town_with_operators, write
from tests.flows.rough import calm, settle
from tests.flows.town import rows

NIGHT = NOON.replace(hour=22)  # 23:00 in Berlin


async def test_paused_blocked_half_set_up_and_late_comers_do_not_get_it(url: str) -> None:
    async with town_with_operators(url) as (town, opa, _):
        ada, ben, cleo, dan, eve = await settle(town, ADA, 5)
        await ben.says("/pause 3")
        deeds.block(town.sandbox.world, town.sandbox.world.person(cleo.id))
        await calm(town)
        async with town.database.begin() as session:
            await runners.arrive(session, 4990, "en", NOON)
        await write(opa)
        assert "It goes to 3 runners" in opa.sees
        assert "Left out: 1 who paused, 1 who blocked me or are gone." in opa.sees
        # What comes between the confirmation and the first page.
        town.bot.announcing.ahead_s = 0
        await opa.presses("Send to 3")
        (late,) = await settle(town, 4800, 1)
        await dan.says("/pause 3")
        await eve.says("/forget")
        await eve.presses("Erase everything")
        town.bot.announcing.ahead_s = 20
        await look(town)
        assert had([ada, ben, cleo, dan, eve, late]) == [1, 0, 0, 0, 0, 0]
        await look(town)
        assert "1 runner had it." in opa.sees
        assert "Dropped: 2" in opa.sees


async def test_who_pauses_while_it_waits_in_the_line_does_not_get_it(sqlite_url: str) -> None:
    async with town_with_operators(sqlite_url, now=NIGHT) as (town, opa, _):
        ada, ben = await settle(town, ADA, 2)
        await write(opa)
        await opa.presses("Send to 2")
        await look(town)
        await ben.says("/pause")
        await ben.presses("Until I resume")
        await town.wait(timedelta(hours=8))
        await town.tick()
        assert had([ada, ben]) == [1, 0]


async def test_it_comes_in_nobodys_quiet_hours(url: str) -> None:
    async with town_with_operators(url, now=NIGHT) as (town, opa, _):
        asleep = await settle(town, ADA, 2)
        awake = await settle(town, 4500, 2, zone="America/New_York")
        await write(opa)
        await opa.presses("Send to 4")
        await look(town)
        assert had([*asleep, *awake]) == [0, 0, 1, 1]
        await look(town)
        assert "Waiting: 2, 2 of them for the end of their quiet hours" in opa.sees
        await town.wait_until(NIGHT + timedelta(hours=7, minutes=-1))
        assert had(asleep) == [0, 0]
        await town.wait(timedelta(minutes=1))
        assert had(asleep) == [1, 1]
        await look(town)
        assert "4 runners had it." in opa.sees


@pytest.mark.parametrize("is_owed", [True, False], ids=["owed", "not even owed"])
async def test_what_could_not_go_out_for_a_day_does_not_come_late(url: str, is_owed: bool) -> None:
    async with town_with_operators(url, now=NIGHT) as (town, opa, _):
        people = await settle(town, ADA, 7)
        await write(opa)
        town.bot.announcing.ahead_s = 20 if is_owed else 0
        await opa.presses("Send to 7")
        await town.bot.announcing.plan()
        assert await rows(town.database, "deliveries") == (7 if is_owed else 0)
        await town.stop()
        town.clock.move_to(NIGHT + announcements.OF_USE_FOR + timedelta(minutes=5))
        await town.start()
        await look(town)
        await look(town)
        assert had(people) == [0] * 7
        assert "0 runners had it." in opa.sees
        assert "Dropped: 7" in opa.sees


async def test_a_restart_in_the_middle_goes_on_and_doubles_none(url: str) -> None:
    async with town_with_operators(url) as (town, opa, _):
        people = await settle(town, ADA, 12)
        await write(opa)
        # Five at once, no more ahead, and none of them sent: so far this process gets.
        town.bot.announcing.page, town.bot.announcing.rate, town.bot.announcing.ahead_s = 5, 1, 5
        await town.bot.line.stop()
        await opa.presses("Send to 12")
        await town.bot.announcing.plan()
        await town.bot.announcing.plan()
        assert await rows(town.database, "deliveries") == 5
        await town.restart()
        await look(town)
        await town.restart()
        await look(town)
        assert had(people) == [1] * 12
        assert "12 runners had it." in opa.sees
        assert len(opa.heard) == 3, "all in one message"


async def test_stop_takes_back_what_is_not_sent_and_says_how_many_had_it(url: str) -> None:
    async with town_with_operators(url, now=NIGHT) as (town, opa, _):
        asleep = await settle(town, ADA, 3)
        awake = await settle(town, 4500, 2, zone="America/New_York")
        await write(opa)
        await opa.presses("Send to 5")
        await look(town)
        said = await opa.presses("Stop")
        assert "Announcement stopped" in said
        assert "2 runners had it." in said
        assert "3 runners do not get it any more." in said
        await look(town)
        await town.wait(timedelta(hours=9))
        assert had([*asleep, *awake]) == [0, 0, 0, 1, 1]
        assert "Announcement stopped" in opa.sees


async def test_one_at_a_time_and_the_other_operator_follows_and_may_stop_it(url: str) -> None:
    async with town_with_operators(url, now=NIGHT) as (town, opa, ola):
        asleep = await settle(town, ADA, 2)
        await write(ola, "Another")
        await write(opa)
        await opa.presses("Send to 2")
        pressed = await town.sandbox.press(OLA, "Send to 2")
        assert "Yours is kept" in pressed["answer"]["text"]
        await look(town)
        said = await ola.says("/announce")
        assert "One announcement at a time" in ola.heard[-2]["text"]
        assert "Waiting: 2" in said
        assert ola.labels == ["Stop"]
        said = await ola.presses("Stop")
        assert "Announcement stopped" in said
        await look(town)
        assert "Announcement stopped" in opa.sees
        assert opa.labels == []
        await ola.says("/announce")
        await ola.presses("Send to 2")
        await town.wait(timedelta(hours=8))
        assert had(asleep, "Another") == [1, 1]
        assert had(asleep) == [0, 0]


async def test_several_workers_share_an_announcement_and_nobody_has_it_twice(
    migrated_postgres_url: str, unused_tcp_port: int
) -> None:
    async with Fleet(migrated_postgres_url) as fleet:
        fleet.sandbox.add_person("Opa", id=OPA)
        people = range(ADA, ADA + 40)
        for person_id in people:
            fleet.sandbox.add_person("Runner", id=person_id, started=True)
            async with fleet.database.begin() as session:
                runner = await runners.arrive(session, person_id, "en", NOON)
                await runners.consent(session, runner.id, "1", NOON)
                await runners.finish_onboarding(session, runner.id, NOON)
        operators = frozenset({OPA})
        await fleet.start(Role.WEB, unused_tcp_port, operator_ids=operators)
        for _ in range(3):
            _, worker = await fleet.start(Role.WORKER, operator_ids=operators)
            # Many pages, so that each has a chance to be at the same one.
            worker.announcing.page = 3
        for said in ("/announce", TEXT):
            await fleet.sandbox.say(OPA, said)
            await fleet.idle()
        await fleet.sandbox.press(OPA, "Send to 40")

        def shown() -> str:
            return str(fleet.sandbox.messages(OPA)[-1]["text"])

        for _ in range(600):
            await asyncio.sleep(0.1)
            if "Announcement sent" in shown():
                break
        assert "40 runners had it." in shown()
        assert [len(fleet.sandbox.messages(it)) for it in people] == [1] * 40
        assert [r["error"] for r in fleet.sandbox.requests if r["status"] == 400] == []
