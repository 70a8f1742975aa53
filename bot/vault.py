"""Health answers at rest: sealed with a key that is kept apart from the database."""

import hmac
import json
import os
from base64 import urlsafe_b64decode
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.settings import Settings

# Made once: `json.dumps` makes one for each call that asks for anything but its defaults.
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class SealedWithAnotherKey(Exception):
    """The stored health answers were sealed with another ENCRYPTION_KEY; restore that key."""


class BadKey(Exception):
    """ENCRYPTION_KEY must be 32 bytes in URL-safe base64, as `python -m bot new-key` prints it."""


# How a sealed value begins, with its nonce (96 bits, SP 800-38D) after it. A Fernet token begins with "g".
_SEALED_BY_US = b"\x01"
_NONCE_BYTES = 12


class Vault:
    """Seals and opens small JSON values. The first key seals; every key given may open (for key rotation).

    AES-256-GCM: Fernet, which it reads too, costs seven times as much, and each push seals two values and
    opens one for every routine of the last four weeks. Random nonces are safe for some four thousand million
    values a key.
    """

    def __init__(self, *keys: str) -> None:
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
            self._keys = [urlsafe_b64decode(key) for key in keys]
        except ValueError:
            raise BadKey(BadKey.__doc__) from None
        self._ciphers = [AESGCM(_derived(key)) for key in self._keys]

    def seal(self, value: object) -> bytes:
        """The value as JSON, encrypted and authenticated."""
        nonce = os.urandom(_NONCE_BYTES)
        # JSON from outside may hold half a character, which is read as it is written.
        written = _WRITER.encode(value).encode(errors="surrogatepass")
        return _SEALED_BY_US + nonce + self._ciphers[0].encrypt(nonce, written, None)

    def open(self, sealed: bytes) -> object:
        """What `seal` was given. Raises SealedWithAnotherKey."""
        return json.loads(self._opened(sealed))

    def open_if(self, sealed: bytes | None) -> object:
        """The same; None where nothing was sealed. Raises SealedWithAnotherKey."""
        return None if sealed is None else self.open(sealed)

    def open_all(self, sealed: Iterable[bytes]) -> list[object]:
        """Many at once, in their order; equal ones are one object, so change none. Raises like `open`.

        Four fifths of what opening costs is reading JSON, and most answers say what others said.
        """
        read: dict[bytes, object] = {}
        found = []
        for one in sealed:
            written = self._opened(one)
            if written not in read:
                read[written] = json.loads(written)
            found.append(read[written])
        return found

    def _opened(self, sealed: bytes) -> bytes:
        if sealed[:1] != _SEALED_BY_US:
            try:
                return self._fernet.decrypt(sealed)
            except InvalidToken:
                # `from None`: nothing of the sealed value may reach a traceback.
                raise SealedWithAnotherKey(SealedWithAnotherKey.__doc__) from None
        nonce, hidden = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(nonce, hidden, None)
            except (InvalidTag, ValueError):
                continue
        raise SealedWithAnotherKey(SealedWithAnotherKey.__doc__)

    def marks(self, what: str, number: int) -> tuple[bytes, ...]:
        """Marks by which a number is known again, and from which it cannot be read (HMAC-SHA256).

        `what` keeps the marks of different things apart. The first is the one to write down; the others,
        by older keys, are to be looked for as well.
        """
        said = f"{what}:{number}".encode()
        return tuple(hmac.digest(key, said, "sha256") for key in self._keys)


def _derived(key: bytes) -> bytes:
    # A key of its own: the one that is given signs marks, and read Fernet's tokens.
    return HKDF(SHA256(), length=32, salt=None, info=b"steady-hips vault AES-256-GCM").derive(key)


def key_path(settings: Settings) -> Path | None:
    """Where a key is kept that was not given in the environment: beside the SQLite file, else nowhere."""
    path = settings.sqlite_path
    return path.with_suffix(".key") if path else None


def open_vault(settings: Settings) -> Vault:
    """The vault of these settings; on SQLite without ENCRYPTION_KEY a key file is made once, mode 0600.

    Raises BadKey, also when PostgreSQL is used without ENCRYPTION_KEY.
    """
    if settings.encryption_key:
        return Vault(*settings.encryption_key.get_secret_value().replace(",", " ").split())
    path = key_path(settings)
    if path is None:
        raise BadKey("Set ENCRYPTION_KEY: a database on a server has no place beside it for a key.")
    try:
        if not path.exists():
            _write_new_key(path)
        return Vault(path.read_text().strip())
    except OSError as problem:
        raise BadKey(f"The key in {path} cannot be read or made: {problem.strerror}.") from None
    except (BadKey, ValueError):
        raise BadKey(f"{path} is damaged: it holds no key. Restore it from where you keep it.") from None


def lost_key(settings: Settings) -> Path | None:
    """Where the key would have to be that nobody gave; None where there is one, or no place for one."""
    path = None if settings.encryption_key else key_path(settings)
    return path if path and not path.exists() else None


def new_key() -> str:
    """A fresh random key."""
    return Fernet.generate_key().decode()


def _write_new_key(path: Path) -> None:
    """Writes a key so that a crash leaves either none or a whole one, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(new_key() + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        # link() refuses to replace: of two first starts at once, one key wins and both use it.
        os.link(unfinished, path)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()
