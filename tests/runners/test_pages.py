"""Where the newest copy of a page stands: one message a page, nobody else's, and gone with its runner."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot import runners
from tests.conftest import NOON, add_runner


async def test_a_page_stands_in_one_message_and_tells_where_it_stood(session: AsyncSession) -> None:
    ada, ben = await add_runner(session), await add_runner(session, 1002)
    assert await runners.page_moves_to(session, ada, "week", 7) is None
    assert await runners.page_moves_to(session, ada, "return", 8) is None
    assert await runners.page_moves_to(session, ben, "week", 3) is None
    assert await runners.page_moves_to(session, ada, "week", 7) is None, "it stands there already"
    assert await runners.page_moves_to(session, ada, "week", 9) == 7
    assert await runners.page_stands_in(session, ada, "week") == 9
    assert await runners.page_stands_in(session, ada, "return") == 8
    assert await runners.page_is_over(session, ada, "week") == 9
    assert await runners.page_is_over(session, ada, "week") is None
    assert await runners.page_stands_in(session, ben, "week") == 3


async def test_whoever_was_forgotten_keeps_no_page(session: AsyncSession) -> None:
    ada = await add_runner(session)
    await runners.page_moves_to(session, ada, "week", 7)
    await runners.forget(session, ada, NOON)
    assert await runners.page_stands_in(session, ada, "week") is None
    assert await runners.page_moves_to(session, ada, "week", 9) is None
    assert await runners.page_stands_in(session, ada, "week") is None
