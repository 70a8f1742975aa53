"""What Telegram says where a club cannot be posted to: the right is missing, or its topic is shut."""

# A channel and a group answer 400 for a missing right, not 403.
_NO_RIGHT = (
    "not enough rights",
    "have no rights to send",
    "chat_write_forbidden",
    "need administrator rights",
)
_TOPIC_IS_SHUT = ("message thread not found", "topic_closed", "topic_deleted", "topic closed")


def may_not_post(reason: str) -> bool:
    """Whether a refusal says that we may not post in this chat at all."""
    return any(it in reason.lower() for it in _NO_RIGHT)


def topic_is_shut(reason: str) -> bool:
    """Whether a refusal says that this topic is closed or gone."""
    return any(it in reason.lower() for it in _TOPIC_IS_SHUT)
