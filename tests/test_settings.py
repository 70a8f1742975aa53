"""Settings are read once, refuse what cannot work, and never let a movable clock near real people."""

import re
import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import ValidationError

from bot.settings import Settings, async_url
from bot.vault import BadKey, SealedWithAnotherKey, Vault, new_key, open_vault
from tests.conftest import settings_for

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("given", "opened"),
    [
        ("sqlite:///data/x.sqlite3", "sqlite+aiosqlite:///data/x.sqlite3"),
        ("postgres://u:p@h/db", "postgresql+asyncpg://u:p@h/db"),
        ("postgresql://u:p@h:5433/db", "postgresql+asyncpg://u:p@h:5433/db"),
        ("postgres://u:p@h/db?sslmode=require", "postgresql+asyncpg://u:p@h/db?ssl=require"),
    ],
)
def test_database_addresses_are_taken_as_hosts_hand_them_out(given: str, opened: str) -> None:
    assert async_url(given).render_as_string(hide_password=False) == opened


@pytest.mark.parametrize("given", ["mysql://x/y", "sqlite://", "sqlite:///:memory:", "not an address"])
def test_other_databases_are_refused(given: str) -> None:
    with pytest.raises(ValidationError):
        settings_for(given)


def test_a_password_that_breaks_its_address_is_not_quoted() -> None:
    with pytest.raises(ValueError, match="DATABASE_URL is not a database address") as refused:
        async_url("postgres://u:se@host:cret@h/db")
    assert "cret" not in str(refused.value)


@pytest.mark.parametrize(
    ("query", "said"),
    [("sslmode=require&channel_binding=require", "channel_binding"), ("sslmode=always", "verify-full")],
)
def test_what_the_driver_would_stumble_over_behind_an_address_is_refused_by_name(
    query: str, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        async_url(f"postgres://u:p@h/db?{query}")


def test_every_line_of_the_example_may_be_uncommented(tmp_path: Path) -> None:
    example = (ROOT / ".env.example").read_text()
    (tmp_path / ".env").write_text(re.sub(r"^# (?=[A-Z_]+=)", "", example, flags=re.MULTILINE))
    assert Settings(_env_file=tmp_path / ".env") == Settings(_env_file=None)


@pytest.mark.parametrize(
    ("given", "ids"), [("1,2", {1, 2}), (" 7 ", {7}), ("1 2,3", {1, 2, 3}), ("", set()), (5, {5})]
)
def test_operator_ids_are_separated_by_commas_or_spaces(given: str | int, ids: set[int]) -> None:
    assert settings_for("sqlite:///x.db", operator_ids=given).operator_ids == ids


def test_a_movable_clock_is_refused_beside_the_real_telegram() -> None:
    with pytest.raises(ValidationError, match="DEMO_CLOCK_PORT"):
        settings_for("sqlite:///x.db", demo_clock_port=8766)


def test_settings_do_not_print_the_token() -> None:
    assert "SECRET" not in repr(settings_for("sqlite:///x.db", bot_token="1:SECRET"))


def test_a_key_is_made_once_beside_the_database_for_its_owner_alone(tmp_path: Path) -> None:
    settings = settings_for(f"sqlite:///{tmp_path}/new/steady.sqlite3")
    sealed = open_vault(settings).seal({"now": 4})
    path = tmp_path / "new" / "steady.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert open_vault(settings).open(sealed) == {"now": 4}
    assert [p.name for p in path.parent.iterdir()] == ["steady.key"]


def test_postgresql_needs_a_key_of_its_own() -> None:
    with pytest.raises(BadKey):
        open_vault(settings_for("postgres://h/db"))


def test_an_old_key_still_opens_while_the_new_one_seals() -> None:
    old, new = new_key(), new_key()
    sealed = Vault(old).seal("4 of 10")
    assert Vault(new, old).open(sealed) == "4 of 10"
    with pytest.raises(SealedWithAnotherKey):
        Vault(new).open(sealed)


def test_what_was_sealed_as_a_fernet_token_still_opens() -> None:
    old, new = new_key(), new_key()
    token = Fernet(old).encrypt(b'{"pain":4}')
    assert Vault(old).open(token) == {"pain": 4}
    assert Vault(new, old).open(token) == {"pain": 4}
    with pytest.raises(SealedWithAnotherKey):
        Vault(new).open(token)


def test_a_sealed_value_says_nothing_and_never_looks_the_same_twice() -> None:
    vault = Vault(new_key())
    sealed = vault.seal({"pain": 4})
    assert b"pain" not in sealed
    assert sealed != vault.seal({"pain": 4})


@pytest.mark.parametrize("at", [0, 1, 12, 13, 20, -1])
def test_a_sealed_value_that_was_changed_or_cut_short_does_not_open(at: int) -> None:
    vault = Vault(new_key())
    sealed = vault.seal({"pain": 4})
    changed = bytearray(sealed)
    changed[at] ^= 1
    for broken in (bytes(changed), sealed[:at]):
        with pytest.raises(SealedWithAnotherKey):
            vault.open(broken)


def test_a_bad_key_is_named_without_being_shown() -> None:
    with pytest.raises(BadKey) as refused:
        Vault("not-a-key")
    assert "not-a-key" not in str(refused.value)
