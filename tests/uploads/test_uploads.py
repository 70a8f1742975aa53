"""What Telegram has of ours: found by content, per bot; a refused id never takes a newer one with it."""

from datetime import timedelta

from bot import uploads
from bot.database import Session
from bot.uploads import Upload
from tests.conftest import NOON

FIRST, LATER = Upload("d1", "file-1", "unique-1"), Upload("d1", "file-2", "unique-1")


async def test_an_upload_is_one_bots_alone(session: Session) -> None:
    await uploads.keep(session, 7, FIRST, NOON)
    assert await uploads.by_digest(session, 7, "d1") == FIRST
    assert await uploads.by_unique_id(session, 7, "unique-1") == FIRST
    assert await uploads.by_digest(session, 8, "d1") is None
    assert await uploads.by_unique_id(session, 8, "unique-1") is None


async def test_a_later_upload_replaces_the_earlier(session: Session) -> None:
    await uploads.keep(session, 7, FIRST, NOON)
    await uploads.keep(session, 7, LATER, NOON + timedelta(days=1))
    assert await uploads.by_digest(session, 7, "d1") == LATER


async def test_forgetting_a_refused_id_leaves_the_one_that_replaced_it(session: Session) -> None:
    await uploads.keep(session, 7, LATER, NOON)
    await uploads.forget(session, 7, FIRST)
    assert await uploads.by_digest(session, 7, "d1") == LATER
    await uploads.forget(session, 7, LATER)
    assert await uploads.by_digest(session, 7, "d1") is None
