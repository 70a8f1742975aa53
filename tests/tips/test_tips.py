"""The tips a runner has had: kept sealed, matched to what they reported, none twice before all were seen."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import checkins, runners, tips
from bot.content import Content, Lately
from bot.tips import Tip
from bot.tips.tables import TipsRow
from bot.triage import Answers, Side
from bot.vault import Vault
from tests.conftest import NOON, add_runner

WEEK = timedelta(days=7)


class Ada:
    """A runner and what they report."""

    def __init__(self, session: AsyncSession, vault: Vault, content: Content, runner_id: int) -> None:
        self.session, self.vault, self.content, self.id = session, vault, content, runner_id

    async def tip(self, now: datetime = NOON) -> Tip | None:
        runner = await runners.get(self.session, self.id)
        assert runner is not None
        return await tips.next_tip(self.session, self.vault, runner, self.content, now)

    async def report(self, pain: int, *flags: str, at: datetime = NOON) -> None:
        answers = Answers(Side.LEFT, now=pain, worst=pain, flags=frozenset(flags))
        await checkins.record(
            self.session,
            self.vault,
            self.id,
            answers,
            content=self.content,
            on=at.date(),
            now=at,
        )


@pytest.fixture
async def ada(session: AsyncSession, vault: Vault, content: Content) -> Ada:
    return Ada(session, vault, content, await add_runner(session))


async def test_who_has_reported_nothing_hears_of_shoes(ada: Ada) -> None:
    assert await ada.tip() == Tip("choosing_shoes", Lately.nothing)


async def test_after_a_sore_day_come_rest_and_ice(ada: Ada) -> None:
    await ada.report(4)
    assert await ada.tip() == Tip("rest_and_recovery", Lately.sore)
    assert await ada.tip() == Tip("ice", Lately.sore)


async def test_a_sore_day_counts_for_a_week_after_a_calm_one(ada: Ada) -> None:
    await ada.report(4)
    await ada.report(1, at=NOON + timedelta(days=1))
    assert await ada.tip(NOON + timedelta(days=6)) == Tip("rest_and_recovery", Lately.sore)
    assert await ada.tip(NOON + timedelta(days=9)) == Tip("why_hips_hurt")


async def test_urgent_advice_leaves_nothing_but_when_to_get_help(ada: Ada) -> None:
    await ada.report(2, "limping")
    came = [await ada.tip(NOON + n * WEEK) for n in range(4)]
    assert came == [
        Tip("when_to_get_help", Lately.urgent),
        Tip("faq_when_to_see_someone", Lately.urgent),
        None,
        None,
    ]


async def test_who_was_cleared_hears_of_coming_back(ada: Ada, session: AsyncSession, vault: Vault) -> None:
    await ada.report(0, "limping")
    cleared_at = NOON + timedelta(days=20)
    await checkins.seen_professional(session, vault, ada.id, cleared=True, now=cleared_at)
    assert await ada.tip(cleared_at + timedelta(days=3)) == Tip("coming_back", Lately.coming_back)
    assert await ada.tip(cleared_at + timedelta(days=30)) == Tip("why_hips_hurt")


@pytest.mark.parametrize("until", [None, NOON + timedelta(days=5)], ids=["until resumed", "until a day"])
async def test_who_was_away_hears_of_coming_back(
    ada: Ada, session: AsyncSession, until: datetime | None
) -> None:
    await ada.report(0)
    await runners.pause(session, ada.id, NOON, until)
    if until is None:
        await runners.resume(session, ada.id, NOON + timedelta(days=5))
    assert await ada.tip(NOON + timedelta(days=6)) == Tip("coming_back", Lately.coming_back)
    assert await ada.tip(NOON + timedelta(days=30)) == Tip("why_hips_hurt")


async def test_none_comes_twice_until_all_were_seen_and_then_a_new_round_begins(ada: Ada) -> None:
    await ada.report(0)
    first_round = [await ada.tip() for _ in ada.content.cards]
    came = [tip.card_id for tip in first_round if tip]
    assert sorted(came) == sorted(ada.content.cards)
    second_round = [await ada.tip() for _ in range(3)]
    assert [tip.card_id for tip in second_round if tip] == came[:3]


async def test_a_new_round_does_not_begin_with_the_card_that_ended_the_last(
    ada: Ada, session: AsyncSession, vault: Vault
) -> None:
    await ada.report(0)
    ids = [card_id for card_id in ada.content.cards if card_id != "why_hips_hurt"]
    given = vault.seal([[card_id, None] for card_id in [*ids, "why_hips_hurt"]])
    session.add(TipsRow(runner_id=ada.id, given=given))
    await session.flush()
    tip = await ada.tip()
    assert tip is not None
    assert tip.card_id != "why_hips_hurt"


async def test_without_consent_no_answer_is_looked_at(ada: Ada, session: AsyncSession) -> None:
    await ada.report(7)
    other = await add_runner(session, chat_id=1002, consented_at=None)
    without = Ada(session, ada.vault, ada.content, other)
    await without.report(7)
    assert await without.tip() == Tip("why_hips_hurt")


async def test_which_tips_came_is_kept_sealed(ada: Ada, session: AsyncSession, vault: Vault) -> None:
    await ada.report(4)
    await ada.tip()
    row = (await session.scalars(select(TipsRow))).one()
    assert b"rest" not in row.given
    assert b"sore" not in row.given
    assert await tips.given(session, vault, ada.id) == (Tip("rest_and_recovery", Lately.sore),)


async def test_forgetting_takes_the_tips_along(ada: Ada, session: AsyncSession) -> None:
    await ada.tip()
    await runners.forget(session, ada.id, NOON)
    assert (await session.scalars(select(TipsRow))).all() == []
