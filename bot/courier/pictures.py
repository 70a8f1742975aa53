"""Shows the moving figures: each is uploaded once, and sent by Telegram's own id from then on."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from weakref import WeakValueDictionary

import telegram
from telegram.error import BadRequest

from bot import content, uploads
from bot.clock import Clock
from bot.courier.outcomes import NOT_MODIFIED
from bot.database import Database, DatabaseProblem
from bot.deliveries import Picture
from bot.logs import logger
from bot.uploads import Upload

log = logger("courier")

# With the call itself this stays under the lease of a delivery (deliveries.LEASE).
LONGEST_UPLOAD_WAIT_S = 10

FIGURES = content.FOLDER / "figures"

# What `showing` is where a message has a picture, and we cannot say which.
UNKNOWN = "?"

ShowFile = Callable[[str | bytes], Awaitable[telegram.Message | bool]]

# Refusals that the text alone would meet as well.
_NOT_THE_PICTURE = (
    NOT_MODIFIED,
    "chat not found",
    "can't be edited",
    "message to edit not found",
    "message thread not found",
    "topic_closed",
    "topic_deleted",
)


class Pictures:
    """The pictures of one bot. `figures` is the folder they lie in.

    Whoever asks for a picture first uploads it; its id is kept in the database, and here: there are as many
    as there are pictures.
    """

    def __init__(self, bot_id: Callable[[], int], database: Database, clock: Clock, figures: Path) -> None:
        self._bot_id = bot_id
        self._database = database
        self._clock = clock
        self._figures = figures
        self._uploads: dict[str, Upload] = {}
        self._uploading: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def digest_of(self, file_unique_id: str) -> str:
        """Which of our pictures Telegram shows under this id; UNKNOWN for one that we do not know."""
        known = next((it for it in self._uploads.values() if it.file_unique_id == file_unique_id), None)
        if known is None:
            async with self._database.begin() as session:
                known = await uploads.by_unique_id(session, self._bot_id(), file_unique_id)
        return known.digest if known else UNKNOWN

    async def shown(self, picture: Picture, call: ShowFile) -> telegram.Message | None:
        """Makes a call with the picture's id, or its content where Telegram has none of it yet.

        None when the picture cannot be shown: the text is worth saying all the same.
        """
        try:
            known = await self._upload_of(picture)
            if known:
                try:
                    return _message(await call(known.file_id))
                except BadRequest as problem:
                    if not _is_file_refused(problem):
                        raise
                await self._forget(known)
            return await self._uploaded(picture, call)
        except BadRequest as problem:
            if text_would_be_refused(problem):
                raise
            log.warning("picture.refused", picture=picture.name)
        except OSError as problem:
            log.error("picture.unreadable", picture=picture.name, error=type(problem).__name__)
        return None

    async def _uploaded(self, picture: Picture, call: ShowFile) -> telegram.Message | None:
        """Uploads once: who comes while another uploads waits for that one's id."""
        lock = self._uploading.setdefault(picture.digest, asyncio.Lock())
        # Longer than that, and an owed message would outlive its lease: it goes without the picture.
        async with asyncio.timeout(LONGEST_UPLOAD_WAIT_S):
            await lock.acquire()
        try:
            known = await self._upload_of(picture)
            if known is None:
                content = await asyncio.to_thread((self._figures / picture.name).read_bytes)
                shown = _message(await call(content))
                await self._keep(picture, shown)
                return shown
        finally:
            lock.release()
        return _message(await call(known.file_id))

    async def _upload_of(self, picture: Picture) -> Upload | None:
        known = self._uploads.get(picture.digest)
        if known is not None:
            return known
        try:
            async with self._database.begin() as session:
                known = await uploads.by_digest(session, self._bot_id(), picture.digest)
        except DatabaseProblem as problem:
            # Uploaded once more, then: what is said must not fail for want of an id.
            log.error("upload.unread", picture=picture.name, exc_info=problem)
        if known:
            self._uploads[picture.digest] = known
        return known

    async def _keep(self, picture: Picture, shown: telegram.Message | None) -> None:
        file = (shown.animation or shown.document) if shown else None
        if file is None:
            return
        upload = Upload(picture.digest, file.file_id, file.file_unique_id)
        self._uploads[picture.digest] = upload
        try:
            async with self._database.begin() as session:
                await uploads.keep(session, self._bot_id(), upload, self._clock.now())
        except DatabaseProblem as problem:
            # It was shown. The next process uploads it again.
            log.error("upload.unrecorded", picture=picture.name, exc_info=problem)

    async def _forget(self, upload: Upload) -> None:
        if self._uploads.get(upload.digest) == upload:
            del self._uploads[upload.digest]
        async with self._database.begin() as session:
            await uploads.forget(session, self._bot_id(), upload)


def text_would_be_refused(problem: BadRequest) -> bool:
    """Whether the refusal is not about the picture."""
    return any(it in problem.message.lower() for it in _NOT_THE_PICTURE)


def _message(shown: object) -> telegram.Message | None:
    # Telegram answers an edit of an inline message with True; we have none.
    return shown if isinstance(shown, telegram.Message) else None


def _is_file_refused(problem: BadRequest) -> bool:
    reason = problem.message.lower()
    return any(it in reason for it in ("file identifier", "file_id", "file reference", "file of type"))
