"""Files people and the bot have sent: kept in memory, named by ids as Telegram names them."""

import base64
import hashlib
import mimetypes
import struct
from dataclasses import dataclass

from sandbox.shapes import Json, bad

PHOTO_LIMIT = 10 * 1024 * 1024
FILE_LIMIT = 50 * 1024 * 1024
DOWNLOAD_LIMIT = 20 * 1024 * 1024
# The first letters of a real file_id tell its kind; ours start the same way.
PREFIXES = {
    "photo": "AgACAgIAAx",
    "animation": "CgACAgIAAx",
    "document": "BQACAgIAAx",
    "sticker": "CAACAgIAAx",
    "voice": "AwACAgIAAx",
    "video": "BAACAgIAAx",
    "audio": "CQACAgIAAx",
    "thumbnail": "AAMCAgADGQ",
}
FOLDERS = {
    "photo": "photos",
    "animation": "animations",
    "sticker": "stickers",
    "voice": "voice",
    "video": "videos",
}
MAGIC = {
    b"\x89PNG": "image/png",
    b"GIF8": "image/gif",
    b"\xff\xd8\xff": "image/jpeg",
    b"OggS": "audio/ogg",
    b"%PDF": "application/pdf",
}
# A 1x1 PNG, a 1x1 WebP and a silent Ogg page: what a person sends when a test only says "a photo".
TINY_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
TINY_WEBP = base64.b64decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
TINY_OGG = b"OggS\x00\x02" + bytes(22)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrived in a request."""

    file_name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A file this Telegram keeps."""

    kind: str
    file_id: str
    file_unique_id: str
    file_name: str
    mime_type: str
    content: bytes
    width: int
    height: int

    @property
    def path(self) -> str:
        """Where a bot downloads it from, below /file/bot<token>/."""
        extension = self.file_name.rpartition(".")[2] if "." in self.file_name else "bin"
        return f"{FOLDERS.get(self.kind, 'documents')}/{self.file_unique_id}.{extension}"


class Files:
    """Everything kept, by file_id and by file_unique_id."""

    def __init__(self) -> None:
        self._by_id: dict[str, Kept] = {}
        self._by_unique_id: dict[str, Kept] = {}

    def keep(self, kind: str, upload: Upload) -> Kept:
        """Keep an upload; the same content of the same kind keeps its ids."""
        digest = hashlib.sha256(kind.encode() + b":" + upload.content).digest()
        unique = "AQAD" + base64.urlsafe_b64encode(digest[:9]).decode()
        if known := self._by_unique_id.get(unique):
            return known
        width, height = dimensions(upload.content) or (0, 0)
        kept = Kept(
            kind,
            PREFIXES[kind] + base64.urlsafe_b64encode(digest[9:]).decode().rstrip("="),
            unique,
            upload.file_name,
            mime_type(upload),
            upload.content,
            width,
            height,
        )
        self._by_id[kept.file_id] = self._by_unique_id[unique] = kept
        return kept

    def by_id(self, file_id: str) -> Kept | None:
        """The file a bot names by file_id."""
        return self._by_id.get(file_id)

    def by_unique_id(self, unique_id: str) -> Kept | None:
        """The file the page names by file_unique_id."""
        return self._by_unique_id.get(unique_id)

    def by_path(self, path: str) -> Kept | None:
        """The file a bot downloads."""
        return self._by_unique_id.get(path.rpartition("/")[2].rpartition(".")[0])

    def sent(self, kind: str, value: object) -> Kept:
        """What a request's file parameter names: an upload or a file_id; 400 refusals."""
        if isinstance(value, Upload):
            return self.keep(kind, _checked(kind, value))
        if not isinstance(value, str) or not value:
            raise bad(f"there is no {kind} in the request")
        if value.startswith(("http://", "https://")):
            # The sandbox never leaves this machine.
            raise bad("failed to get HTTP URL content")
        if value.startswith("attach://"):
            raise bad(f'file "{value[9:]}" is not in the request')
        known = self._by_id.get(value)
        if known is None:
            raise bad("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
        if known.kind != kind and not (kind == "document" and known.kind == "animation"):
            raise bad(f"can't use file of type {known.kind.title()} as {kind.title()}")
        return known


def _checked(kind: str, upload: Upload) -> Upload:
    if not upload.content:
        raise bad("file must be non-empty")
    if len(upload.content) > (PHOTO_LIMIT if kind == "photo" else FILE_LIMIT):
        raise bad("file is too big")
    if kind == "photo":
        size = dimensions(upload.content)
        if size is None:
            raise bad("IMAGE_PROCESS_FAILED")
        # Bot API, sendPhoto: width and height at most 10000 in total, their ratio at most 20.
        if sum(size) > 10_000 or max(size) > 20 * max(1, min(size)):
            raise bad("PHOTO_INVALID_DIMENSIONS")
    return upload


def mime_type(upload: Upload) -> str:
    """What a file is by its first bytes, else by its name, else by what the request said."""
    head = upload.content[:12]
    for start, known in MAGIC.items():
        if head.startswith(start):
            return known
    if head[4:8] == b"ftyp":
        return "video/mp4"
    if head[:4] == b"RIFF" and head[8:] == b"WEBP":
        return "image/webp"
    return mimetypes.guess_type(upload.file_name)[0] or upload.mime_type or "application/octet-stream"


def dimensions(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF, JPEG or WebP, from its header."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return int(width), int(height)
    if content[:6] in {b"GIF87a", b"GIF89a"} and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return int(width), int(height)
    if content[:2] == b"\xff\xd8":
        return _jpeg_dimensions(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _webp_dimensions(content)
    return None


def _jpeg_dimensions(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    return None


def _webp_dimensions(content: bytes) -> tuple[int, int] | None:
    if content[12:16] == b"VP8X" and len(content) >= 30:
        return (
            1 + int.from_bytes(content[24:27], "little"),
            1 + int.from_bytes(content[27:30], "little"),
        )
    if content[12:16] == b"VP8L" and len(content) >= 25:
        bits = int.from_bytes(content[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return (512, 512)


def photo_size(kept: Kept) -> Json:
    """A PhotoSize."""
    return {
        "file_id": kept.file_id,
        "file_unique_id": kept.file_unique_id,
        "file_size": len(kept.content),
        "width": kept.width,
        "height": kept.height,
    }


def document(kept: Kept) -> Json:
    """A Document."""
    return {
        "file_name": kept.file_name,
        "mime_type": kept.mime_type,
        "file_id": kept.file_id,
        "file_unique_id": kept.file_unique_id,
        "file_size": len(kept.content),
    }


def animation(kept: Kept, duration: int, width: int, height: int) -> Json:
    """An Animation; `duration` in seconds, sizes in pixels when the file does not say."""
    return {
        **document(kept),
        "width": kept.width or width or 320,
        "height": kept.height or height or 320,
        "duration": duration,
    }


def sticker(kept: Kept, emoji: str) -> Json:
    """A static Sticker."""
    return {
        "width": kept.width or 512,
        "height": kept.height or 512,
        "emoji": emoji,
        "is_animated": False,
        "is_video": False,
        "type": "regular",
        "file_id": kept.file_id,
        "file_unique_id": kept.file_unique_id,
        "file_size": len(kept.content),
    }


def voice(kept: Kept) -> Json:
    """A Voice note of one second."""
    return {
        "duration": 1,
        "mime_type": "audio/ogg",
        "file_id": kept.file_id,
        "file_unique_id": kept.file_unique_id,
        "file_size": len(kept.content),
    }
