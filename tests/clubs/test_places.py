"""Where clubs are: moved with their group, silenced, left, back again, and forgotten."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clubs
from bot.clubs import Tap
from bot.vault import Vault
from tests.clubs.making import MONDAY, POST_AT, make_club, make_post, make_run

SUPERGROUP = -1001234567890


async def test_a_move_takes_every_club_of_the_chat_once_however_often_it_is_told(
    session: AsyncSession,
) -> None:
    club = await make_club(session)
    await make_run(session, club)
    for _ in range(3):
        await clubs.move(session, -1001, SUPERGROUP)
    assert await clubs.of_chat(session, -1001) == []
    (there,) = await clubs.of_chat(session, SUPERGROUP)
    assert there.id == club.id
    assert (await clubs.due(session, POST_AT, 10))[0].club.chat_id == SUPERGROUP


async def test_a_move_keeps_the_settings_where_the_new_chat_was_only_begun(session: AsyncSession) -> None:
    old = await make_club(session)
    await make_club(session, chat_id=SUPERGROUP, zone=None)
    await clubs.move(session, -1001, SUPERGROUP)
    assert [club.id for club in await clubs.of_chat(session, SUPERGROUP)] == [old.id]


async def test_a_move_leaves_one_club_where_the_new_chat_was_set_up_already(session: AsyncSession) -> None:
    await make_run(session, await make_club(session))
    new = await make_club(session, chat_id=SUPERGROUP)
    await clubs.move(session, -1001, SUPERGROUP)
    assert [club.id for club in await clubs.of_chat(session, SUPERGROUP)] == [new.id]
    assert await clubs.due(session, POST_AT, 10) == []


async def test_what_was_posted_before_a_move_is_not_changed_any_more(
    session: AsyncSession, vault: Vault
) -> None:
    club = await make_club(session)
    await make_run(session, club)
    post_id = await make_post(session, club)
    await clubs.tap(
        session, vault, post_id=post_id, chat_id=-1001, message_id=5, person_id=7, what=Tap.IN, now=POST_AT
    )
    await clubs.move(session, -1001, SUPERGROUP)
    assert await clubs.to_recount(session, vault, POST_AT + timedelta(minutes=1), 10) == []


async def test_everybody_who_sets_a_club_up_is_told_of_it_once(session: AsyncSession) -> None:
    club = await make_club(session)
    for person_id in (1002, 1001, 1002, clubs.NOBODY):
        await make_club(session, told_chat_id=person_id)
    assert await clubs.to_tell(session, club.id) == [1001, 1002]
    for person_id in (1001, 1002):
        assert [it.id for it in await clubs.told_to(session, person_id)] == [club.id]
    await clubs.tell_no_more(session, club.id, 1001)
    assert await clubs.to_tell(session, club.id) == [1002]
    assert await clubs.told_to(session, clubs.NOBODY) == []


async def test_a_move_loses_nobody_who_is_told(session: AsyncSession) -> None:
    old = await make_club(session)
    await make_club(session, chat_id=SUPERGROUP, told_chat_id=1002, zone=None)
    await clubs.move(session, -1001, SUPERGROUP)
    assert await clubs.to_tell(session, old.id) == [1001, 1002]
    await make_club(session, told_chat_id=1003)
    await clubs.move(session, -1001, SUPERGROUP)
    assert await clubs.to_tell(session, old.id) == [1001, 1002, 1003]


async def test_who_is_forgotten_is_told_of_no_club_and_others_are(
    session: AsyncSession, vault: Vault
) -> None:
    club = await make_club(session)
    await clubs.tell(session, club.id, 1002)
    assert await clubs.knows(session, vault, 1001)
    assert await clubs.forget_person(session, vault, 1001, MONDAY)
    assert not await clubs.knows(session, vault, 1001)
    assert await clubs.to_tell(session, club.id) == [1002]
    await clubs.remove(session, club.id)
    assert not await clubs.knows(session, vault, 1002)


async def test_silence_is_told_once_and_speaking_again_brings_the_runs_back(session: AsyncSession) -> None:
    club = await make_club(session)
    await make_run(session, club)
    assert [it.id for it in await clubs.silence(session, -1001, MONDAY)] == [club.id]
    assert await clubs.silence(session, -1001, MONDAY) == []
    assert await clubs.next_due_at(session) is None
    await clubs.speak_again(session, -1001, MONDAY)
    assert await clubs.next_due_at(session) == POST_AT


async def test_a_club_that_was_left_is_kept_for_thirty_days_and_then_forgotten(session: AsyncSession) -> None:
    club = await make_club(session, level=3)
    await make_run(session, club)
    await clubs.leave(session, -1001, MONDAY)
    assert await clubs.next_due_at(session) is None
    assert await clubs.told_to(session, 1001) == []
    assert await clubs.forget_left(session, MONDAY + timedelta(days=29)) == 0
    assert await clubs.forget_left(session, MONDAY + timedelta(days=30)) == 1
    assert await clubs.get(session, club.id) is None
    assert await clubs.runs_of(session, club.id) == ()


async def test_a_club_that_comes_back_within_thirty_days_has_its_settings(session: AsyncSession) -> None:
    club = await make_club(session, level=3)
    await make_run(session, club)
    await clubs.leave(session, -1001, MONDAY)
    (back,) = await clubs.speak_again(session, -1001, MONDAY + timedelta(days=7))
    assert (back.id, back.level, back.left, back.silenced) == (club.id, 3, False, False)
    assert await clubs.next_due_at(session) == POST_AT + timedelta(days=7)
    assert await clubs.forget_left(session, MONDAY + timedelta(days=90)) == 0


async def test_leaving_twice_counts_from_the_first_time(session: AsyncSession) -> None:
    await make_club(session)
    await clubs.leave(session, -1001, MONDAY)
    await clubs.leave(session, -1001, MONDAY + timedelta(days=20))
    assert await clubs.forget_left(session, MONDAY + timedelta(days=30)) == 1


async def test_topics_of_a_forum_have_a_club_each_and_none_takes_anothers_place(
    session: AsyncSession,
) -> None:
    first, second = await make_club(session, thread_id=4), await make_club(session, thread_id=8)
    assert await clubs.move_to_topic(session, first.id, 8) is None
    moved = await clubs.move_to_topic(session, first.id, None)
    assert moved
    assert moved.thread_id is None
    assert await clubs.move_to_topic(session, second.id, None) is None
    assert {club.thread_id for club in await clubs.of_chat(session, -1001)} == {None, 8}
