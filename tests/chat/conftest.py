"""Somebody to chat as, and where the tests run: most on SQLite alone, some on both databases."""

import pytest

from bot.content import Content
from bot.database import Session
from bot.vault import Vault
from tests.chat.turns import Person, person
from tests.conftest import add_runner

# Erasing by cascade, locks, unique keys and the order of rows: what PostgreSQL might do otherwise.
ON_BOTH_DATABASES = {"test_advice_buttons", "test_checkin_buttons", "test_privacy"}


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Rooms prove their queries on both databases; what a page says does not depend on which it is."""
    module = metafunc.module.__name__.rpartition(".")[2]
    if "database" in metafunc.fixturenames and module not in ON_BOTH_DATABASES:
        on_one = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")
        metafunc.definition.add_marker(on_one)


@pytest.fixture
async def runner_id(session: Session) -> int:
    """Ada's id: she lives in Berlin and has set everything up."""
    return await add_runner(session)


@pytest.fixture
def ada(session: Session, vault: Vault, content: Content, runner_id: int) -> Person:
    """Ada, who has set everything up."""
    return person(session, vault, content)
