"""What an update about a group says: who may write, what was asked, said and answered."""

from telegram import ChatMember, MaybeInaccessibleMessage, Message, Update

from bot.chat.turn import Press

# Where a place that was sent as one is looked at: free for everybody, without an account.
MAP = "https://www.openstreetmap.org/"

HERE = (ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.OWNER, ChatMember.RESTRICTED)


def may_write(member: ChatMember) -> bool:
    """In a group everybody may, unless it is taken from them; in a channel whoever is given it."""
    if member.status == ChatMember.ADMINISTRATOR:
        # Telegram names this right in channels only.
        return getattr(member, "can_post_messages", None) is not False
    return member.status in HERE and getattr(member, "can_send_messages", True) is not False


def message_of(update: Update) -> MaybeInaccessibleMessage | None:
    """What was written, or the message whose button was pressed, one that is out of reach too.

    The library's own `effective_message` leaves such a one out.
    """
    query = update.callback_query
    return query.message if query else update.effective_message


def said(message: object) -> str:
    """The words of a message; a place on a map as a link to it."""
    if not isinstance(message, Message):
        return ""
    shared = place(message)
    return f"{MAP}?mlat={shared[0]}&mlon={shared[1]}" if shared else (message.text or "").strip()


def place(message: object) -> tuple[float, float] | None:
    """Where the place of a message is, in degrees; None for a message without one."""
    shared = message.location if isinstance(message, Message) else None
    return (shared.latitude, shared.longitude) if shared else None


def thread(message: object) -> int | None:
    """The topic a message is in; None outside of topics, where a thread is only an answer to something."""
    in_topic = _in_topic(message)
    return in_topic.message_thread_id if in_topic else None


def topic(message: object) -> str | None:
    """What the topic of a message is called: said of those that reply to nothing else in it."""
    in_topic = _in_topic(message)
    root = in_topic.reply_to_message if in_topic else None
    return root.forum_topic_created.name if root and root.forum_topic_created else None


def _in_topic(message: object) -> Message | None:
    return message if isinstance(message, Message) and message.is_topic_message else None


def asked(message: Message | None) -> Press | None:
    """What the message replied to asks; None for other people's and for those that ask nothing."""
    replied_to = message.reply_to_message if message else None
    rows = replied_to.reply_markup.inline_keyboard if replied_to and replied_to.reply_markup else ()
    for button in (button for row in rows for button in row):
        press = Press.read(str(button.callback_data or ""))
        if (press.word, press.question) == ("club", "close") and press.value:
            return press
    return None


def word(message: Message) -> str:
    """The command, without its slash and without our name behind it."""
    return (message.text or "")[1 : message.entities[0].length].partition("@")[0].lower()


def language(update: Update) -> str | None:
    """What Telegram says that the person reads."""
    person = update.effective_user
    return person.language_code if person else None
