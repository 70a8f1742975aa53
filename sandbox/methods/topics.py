"""Forum topics of a supergroup."""

from sandbox import membership
from sandbox.methods.places import need, open_chat
from sandbox.methods.register import Call, bot_method
from sandbox.parameters import CHAT, TEXT, WHOLE
from sandbox.shapes import Json, bad
from sandbox.world import Chat, Topic, World

# Bot API, createForumTopic: the six colours a topic may have.
COLOURS = frozenset({7322096, 16766590, 13338331, 9367192, 16749490, 16478047})


def open_topic(world: World, chat: Chat, name: str, by: int, colour: int = 7322096) -> Topic:
    """Create a topic; its thread id is the id of the service message that says so."""
    created = {"name": name, "icon_color": colour}
    blank = world.blank(chat, world.user(by))
    thread_id = int(blank["message_id"])
    topic = chat.topics[thread_id] = Topic(thread_id, name, colour, created_by_bot=by == world.bot_id)
    message = blank | {
        "message_thread_id": thread_id,
        "is_topic_message": True,
        "forum_topic_created": created,
    }
    world.post(chat, message)
    if chat.has(world.bot_id):
        world.updates.add("message", message)
    world.events.tell("chat", chat.id)
    return topic


def take_down(world: World, chat: Chat, topic: Topic) -> None:
    """Delete a topic with everything in it; no service message says so."""
    del chat.topics[topic.message_thread_id]
    for message in [*chat.messages.values()]:
        if message.get("message_thread_id") == topic.message_thread_id:
            world.remove(chat, message["message_id"])
    world.events.tell("chat", chat.id)


def tell_in_topic(world: World, chat: Chat, topic: Topic, by: int, fields: Json) -> None:
    """Post a service message into a topic."""
    place = {"message_thread_id": topic.message_thread_id, "is_topic_message": True}
    membership.service(world, chat, by, place | fields)
    world.events.tell("chat", chat.id)


def _forum(call: Call) -> Chat:
    chat = open_chat(call)
    if not chat.is_forum:
        raise bad("the chat is not a forum")
    return chat


def _topic(call: Call) -> tuple[Chat, Topic]:
    chat = _forum(call)
    topic = chat.topics.get(call.whole("message_thread_id"))
    if topic is None:
        raise bad("message thread not found")
    if not topic.created_by_bot:
        need(call, chat, "can_manage_topics", "not enough rights to manage topics in the chat")
    return chat, topic


def _name(call: Call) -> str:
    name = call.text("name").strip()
    if not 1 <= len(name) <= 128:
        raise bad("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_INVALID")
    return name


@bot_method("createForumTopic", chat_id=CHAT, name=TEXT, icon_color=WHOLE, icon_custom_emoji_id=TEXT)
def create_forum_topic(call: Call) -> Json:
    """createForumTopic."""
    chat = _forum(call)
    if not chat.permissions.get("can_manage_topics"):
        need(call, chat, "can_manage_topics", "not enough rights to create a topic")
    colour = call.whole("icon_color", 7322096)
    if colour not in COLOURS:
        raise bad("TOPIC_ICON_COLOR_INVALID")
    topic = open_topic(call.world, chat, _name(call), call.world.bot_id, colour)
    return {"message_thread_id": topic.message_thread_id, "name": topic.name, "icon_color": topic.icon_color}


@bot_method("editForumTopic", chat_id=CHAT, message_thread_id=WHOLE, name=TEXT, icon_custom_emoji_id=TEXT)
def edit_forum_topic(call: Call) -> bool:
    """editForumTopic."""
    chat, topic = _topic(call)
    name = _name(call)
    if name == topic.name:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.name = name
    tell_in_topic(call.world, chat, topic, call.world.bot_id, {"forum_topic_edited": {"name": name}})
    return True


@bot_method("closeForumTopic", chat_id=CHAT, message_thread_id=WHOLE)
def close_forum_topic(call: Call) -> bool:
    """closeForumTopic."""
    chat, topic = _topic(call)
    if topic.is_closed:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.is_closed = True
    tell_in_topic(call.world, chat, topic, call.world.bot_id, {"forum_topic_closed": {}})
    return True


@bot_method("reopenForumTopic", chat_id=CHAT, message_thread_id=WHOLE)
def reopen_forum_topic(call: Call) -> bool:
    """reopenForumTopic."""
    chat, topic = _topic(call)
    if not topic.is_closed:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.is_closed = False
    tell_in_topic(call.world, chat, topic, call.world.bot_id, {"forum_topic_reopened": {}})
    return True


@bot_method("deleteForumTopic", chat_id=CHAT, message_thread_id=WHOLE)
def delete_forum_topic(call: Call) -> bool:
    """deleteForumTopic: the topic goes with everything in it."""
    chat, topic = _topic(call)
    take_down(call.world, chat, topic)
    return True
