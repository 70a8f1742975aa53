"""The digest of a week that nobody told anything of: what still holds, what was missed, a clearing."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from bot import checkins, progress, routines
from bot.progress import Digest, Idea
from bot.routines import PlannedRoutine, State
from bot.triage import Effect
from bot.wording import digests
from tests.ticks.test_digest import DUE, check_in, told, week
from tests.ticks.watched import MONDAY, Watched
from tests.wording.reading import WORDS, faults

WEEK = timedelta(days=7)


async def shown(ticks: Watched, runner_id: int, on: date) -> tuple[Digest, str, list[str]]:
    """The digest of that day, its text and its buttons."""
    async with ticks.database.begin() as session:
        it = await progress.digest(
            session, ticks.vault, runner_id, ticks.content, on=on, zone="Europe/Berlin"
        )
    assert it is not None
    message = digests.push(WORDS, it, False)
    assert faults(message) == []
    return it, message.text, [button.label for row in message.buttons for button in row]


async def missed(ticks: Watched, runner_id: int, days: Sequence[date]) -> None:
    for on in days:
        async with ticks.database.begin() as session:
            planned = await routines.plan_for(
                session,
                ticks.vault,
                runner_id,
                on=on,
                slot="1",
                effect=Effect.AS_PLANNED,
                content=ticks.content,
                now=MONDAY,
                schedule_id=1,
            )
            assert isinstance(planned, PlannedRoutine)
            await routines.mark(session, planned.id, runner_id, State.MISSED, MONDAY)


@pytest.mark.parametrize(
    ("pain", "flags", "idea"),
    [(1, ("locking",), Idea.SEEK), (5, (), Idea.TELL), (4, (), Idea.TELL), (7, (), Idea.REST)],
)
async def test_what_nobody_updated_for_a_week_is_not_called_fine_and_is_asked_about(
    ticks: Watched, pain: int, flags: tuple[str, ...], idea: Idea
) -> None:
    runner_id = await told(ticks)
    await check_in(ticks, runner_id, MONDAY, pain, flags=flags)
    it, text, labels = await shown(ticks, runner_id, (DUE + WEEK).date())
    assert it.idea is idea
    assert "That is fine" not in text
    assert "your answer from Mon 23 Nov still holds" in text
    assert "If it stays like this" not in text
    assert "Check in" in labels


async def test_a_quiet_week_of_who_is_well_is_still_fine(ticks: Watched) -> None:
    runner_id = await told(ticks)
    await check_in(ticks, runner_id, MONDAY, 1)
    _, text, _ = await shown(ticks, runner_id, (DUE + WEEK).date())
    assert "A quiet week here: nothing was noted. That is fine." in text


async def test_missed_routines_count_the_same_whether_anything_else_was_noted_or_not(ticks: Watched) -> None:
    silent, telling = await told(ticks), await told(ticks, chat_id=1002)
    days = [MONDAY.date() + timedelta(days=n) for n in range(7)]
    for runner_id in (silent, telling):
        await check_in(ticks, runner_id, MONDAY - WEEK, 1)
        await missed(ticks, runner_id, days)
    await check_in(ticks, telling, MONDAY, 1)
    for runner_id in (silent, telling):
        _, text, _ = await shown(ticks, runner_id, DUE.date())
        assert "Routines: 0 of 7 done." in text
        assert "nothing was noted" not in text


async def test_a_clearing_is_something_that_the_week_had(ticks: Watched) -> None:
    runner_id = await told(ticks)
    await check_in(ticks, runner_id, MONDAY - WEEK, 1, flags=("limping",))
    async with ticks.database.begin() as session:
        now = MONDAY + timedelta(days=2)
        await checkins.seen_professional(session, ticks.vault, runner_id, cleared=True, now=now)
    _, text, _ = await shown(ticks, runner_id, DUE.date())
    assert "You told me on Wed 25 Nov that a professional cleared you." in text
    assert "nothing was noted" not in text
    _, text, _ = await shown(ticks, runner_id, (DUE + WEEK).date())
    assert "cleared you" not in text, "that was the week before"


async def test_a_clearing_of_today_is_told_with_the_week_that_asked_for_it(ticks: Watched) -> None:
    runner_id = await told(ticks)
    await check_in(ticks, runner_id, DUE - timedelta(days=1), 1, flags=("limping",))
    async with ticks.database.begin() as session:
        await checkins.seen_professional(session, ticks.vault, runner_id, cleared=True, now=DUE)
    _, text, _ = await shown(ticks, runner_id, DUE.date())
    assert "You told me on Mon 30 Nov that a professional cleared you." in text


def test_an_easier_week_names_what_it_is_that_may_stay() -> None:
    it = Digest(week(3, 3, 3), Idea.EASIER, checkins.Standing())
    assert "If your hip stays sore, see a professional." in digests.push(WORDS, it, False).text
