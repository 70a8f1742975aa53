"""Announcements in the database: one draft an operator, one on its way, nothing twice."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import announcements
from bot.announcements import Announcement, Bar, Draft, Progress
from bot.announcements.tables import AnnouncementBarRow, AnnouncementRow
from bot.vault import Vault
from tests.conftest import NOON

OPA, OLA = 3000, 3001
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
DONE = Progress(3, 3, 0, 0, 0, 0, False, True)


async def written(session: AsyncSession, vault: Vault, operator_id: int = OPA) -> Draft:
    draft = await announcements.begin(session, vault, operator_id, "en", NOON)
    return await announcements.write(session, vault, draft, {"en": "Hello"}, None, NOON)


async def sending(session: AsyncSession, vault: Vault) -> Announcement:
    draft = await written(session, vault)
    assert await announcements.confirm(session, draft, 3, 40, NOON)
    found = await announcements.under_way(session, vault)
    assert found
    return found


async def test_a_draft_is_one_operators_and_the_newest_one(session: AsyncSession, vault: Vault) -> None:
    first = await written(session, vault)
    await written(session, vault, OLA)
    second = await announcements.begin(session, vault, OPA, "en", NOON)
    found = await announcements.draft_of(session, vault, OPA, NOON)
    assert found == second
    assert second.id != first.id
    assert (second.texts, second.asks) == ({}, "en")


async def test_a_draft_of_yesterday_is_none(session: AsyncSession, vault: Vault) -> None:
    await written(session, vault)
    assert await announcements.draft_of(session, vault, OPA, NOON + DAY - SECOND)
    assert await announcements.draft_of(session, vault, OPA, NOON + DAY) is None
    assert await announcements.forget_old(session, NOON + DAY + SECOND) == 1


async def test_each_change_is_a_version(session: AsyncSession, vault: Vault) -> None:
    draft = await written(session, vault)
    changed = await announcements.rewrite(session, vault, draft, "en", NOON)
    assert changed.version == draft.version + 1
    assert (changed.texts, changed.asks) == ({}, "en")


async def test_the_text_is_sealed(session: AsyncSession, vault: Vault) -> None:
    await written(session, vault)
    row = (await session.scalars(select(AnnouncementRow))).one()
    assert b"Hello" not in row.texts


async def test_one_is_on_its_way_at_a_time(session: AsyncSession, vault: Vault) -> None:
    other = await written(session, vault, OLA)
    found = await sending(session, vault)
    assert not await announcements.confirm(session, other, 3, 40, NOON)
    assert await announcements.draft_of(session, vault, OLA, NOON) == other
    await announcements.ended(session, found.id, DONE, NOON)
    assert await announcements.under_way(session, vault) is None
    assert await announcements.confirm(session, other, 3, 40, NOON)


async def test_it_is_owed_further_until_everybody_was_seen_to(session: AsyncSession, vault: Vault) -> None:
    found = await sending(session, vault)
    assert found.texts == {"en": "Hello"}
    assert not found.is_all_owed
    await announcements.keep_owed(session, found.id, 2, 20)
    await announcements.keep_owed(session, found.id, 1, 40)
    found = await announcements.under_way(session, vault) or found
    assert (found.owed, found.owed_upto, found.is_all_owed) == (3, 40, True)


async def test_stopped_it_is_owed_to_nobody_more_and_stopped_once(
    session: AsyncSession, vault: Vault
) -> None:
    found = await sending(session, vault)
    assert await announcements.stop(session, found.id, NOON)
    assert not await announcements.stop(session, found.id, NOON)
    assert not await announcements.stop(session, found.id + 1, NOON)
    found = await announcements.under_way(session, vault) or found
    assert found.is_all_owed
    assert found.stopped_at == NOON


async def test_it_is_looked_at_from_time_to_time_and_no_more_when_all_is_said(
    session: AsyncSession, vault: Vault
) -> None:
    found = await sending(session, vault)
    assert await announcements.to_look_at(session, vault, NOON + SECOND) == []
    assert await announcements.to_look_at(session, vault, NOON + 2 * SECOND) == [found]
    await announcements.look_later(session, found.id, NOON + 2 * SECOND)
    assert await announcements.to_look_at(session, vault, NOON + 6 * SECOND) == []
    assert len(await announcements.to_look_at(session, vault, NOON + 7 * SECOND)) == 1
    await announcements.ended(session, found.id, DONE, NOON)
    assert len(await announcements.to_look_at(session, vault, NOON + 7 * SECOND)) == 1
    await announcements.look_later(session, found.id, None)
    assert await announcements.to_look_at(session, vault, NOON + DAY) == []


async def test_a_newer_bar_of_a_chat_takes_the_place_of_the_older(
    session: AsyncSession, vault: Vault
) -> None:
    found = await sending(session, vault)
    old, new = Bar(found.id, OPA, 5, "en", "0:1"), Bar(found.id, OPA, 8, "en", None)
    other = Bar(found.id, OLA, 5, "en", None)
    for bar in (old, other, new):
        await announcements.show_in(session, bar)
    assert await announcements.bars_of(session, found.id) == [new, other]
    # What comes back late about the older one is about nothing.
    await announcements.is_shown(session, old, "9:9")
    await announcements.forget_bar(session, old)
    assert await announcements.bars_of(session, found.id) == [new, other]
    await announcements.is_shown(session, new, "2:1")
    await announcements.forget_bar(session, other)
    assert [bar.shown for bar in await announcements.bars_of(session, found.id)] == ["2:1"]


async def test_thirty_days_after_its_end_nothing_is_left(session: AsyncSession, vault: Vault) -> None:
    found = await sending(session, vault)
    await announcements.show_in(session, Bar(found.id, OPA, 5, "en", None))
    await announcements.ended(session, found.id, DONE, NOON)
    assert await announcements.forget_old(session, NOON + 30 * DAY) == 0
    assert await announcements.forget_old(session, NOON + 30 * DAY + SECOND) == 1
    assert (await session.scalars(select(AnnouncementBarRow))).all() == []


async def test_a_clock_that_went_back_does_not_hide_the_progress(session: AsyncSession, vault: Vault) -> None:
    await sending(session, vault)
    back = NOON - timedelta(hours=1)
    await announcements.clock_went_back(session, back)
    assert await announcements.to_look_at(session, vault, back + 5 * SECOND)
