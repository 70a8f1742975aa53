"""A group is told the same once a minute, whoever asks and whichever process is asked."""

from datetime import timedelta

from bot import clubs
from bot.database import Session
from tests.conftest import NOON

GROUP, ANOTHER = -100_1, -100_2
MINUTE = timedelta(minutes=1)


async def test_the_same_is_said_once_a_minute_in_each_group(session: Session) -> None:
    assert await clubs.may_say(session, GROUP, "read", NOON)
    assert not await clubs.may_say(session, GROUP, "read", NOON + timedelta(seconds=59))
    assert await clubs.may_say(session, GROUP, "private only", NOON)
    assert await clubs.may_say(session, ANOTHER, "read", NOON)
    assert await clubs.may_say(session, GROUP, "read", NOON + MINUTE)
    assert not await clubs.may_say(session, GROUP, "read", NOON + MINUTE)


async def test_what_may_be_said_again_is_forgotten(session: Session) -> None:
    await clubs.may_say(session, GROUP, "read", NOON)
    await clubs.forget_said(session, NOON + timedelta(seconds=59))
    assert not await clubs.may_say(session, GROUP, "read", NOON + timedelta(seconds=59))
    await clubs.forget_said(session, NOON + MINUTE)
    assert await clubs.may_say(session, GROUP, "read", NOON + timedelta(seconds=59))
