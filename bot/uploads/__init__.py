"""What Telegram already has of ours: each picture is uploaded once a bot, and sent by its id from then on."""

from bot.uploads.store import Upload, by_digest, by_unique_id, forget, keep

__all__ = ["Upload", "by_digest", "by_unique_id", "forget", "keep"]
