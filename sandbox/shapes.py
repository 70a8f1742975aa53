"""The words this Telegram speaks: JSON objects, and how it refuses a request."""

from typing import Any

Json = dict[str, Any]


class Refusal(Exception):
    """Telegram refused the request: an error code, its description and perhaps response parameters."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        """The JSON body Telegram answers with."""
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad(description: str) -> Refusal:
    """400, with the prefix Telegram puts before every such description."""
    return Refusal(400, f"Bad Request: {description}")


def forbidden(description: str) -> Refusal:
    """403, with Telegram's prefix."""
    return Refusal(403, f"Forbidden: {description}")


def conflict(description: str) -> Refusal:
    """409, with Telegram's prefix."""
    return Refusal(409, f"Conflict: {description}")


def too_many(retry_after: int) -> Refusal:
    """429, with the whole seconds to wait."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def moved(new_chat_id: int) -> Refusal:
    """400 for a group that lives on as the supergroup `new_chat_id`."""
    return Refusal(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        migrate_to_chat_id=new_chat_id,
    )


class Impossible(Exception):
    """The page or a test asked for something a person on Telegram could not do."""
