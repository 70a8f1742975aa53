"""The databases of the tests."""

from tests.conftest import fresh_postgres_url, postgres

__all__ = ["fresh_postgres_url", "postgres"]
