"""Who is what in a chat: member objects, and the updates and service messages when that changes."""

from sandbox.shapes import Json
from sandbox.world import EVERYONE_MAY, INSIDE, Chat, Member, World

# Rights every ChatMemberAdministrator carries, and those that only groups or only channels have.
RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages", "can_manage_direct_messages")
GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics", "can_manage_tags")
# What someone promoted without a list of rights gets.
USUAL_RIGHTS = {
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_change_info": True,
    "can_invite_users": True,
    "can_pin_messages": True,
    "can_manage_topics": True,
    "can_post_messages": True,
    "can_edit_messages": True,
}


def member_object(world: World, chat: Chat, user_id: int, member: Member) -> Json:
    """A ChatMember of the kind its status says."""
    result: Json = {"user": world.user(user_id), "status": member.status}
    if member.status == "creator":
        result["is_anonymous"] = member.rights.get("is_anonymous", False)
    elif member.status == "administrator":
        own = CHANNEL_RIGHTS if chat.is_channel else GROUP_RIGHTS
        result |= {name: member.rights.get(name, False) for name in (*RIGHTS, *own)}
        result["can_be_edited"] = False
        result["is_anonymous"] = member.rights.get("is_anonymous", False)
    elif member.status == "restricted":
        result |= {name: chat.permissions.get(name, False) for name in EVERYONE_MAY}
        result |= {"is_member": True, "until_date": 0}
    elif member.status == "kicked":
        result["until_date"] = 0
    return result


def change(world: World, chat: Chat, user_id: int, new: Member, by: int) -> None:
    """Make someone's place in a chat `new`, with the update the bot hears about it."""
    old = chat.member(user_id)
    update = {
        "chat": chat.as_chat(),
        "from": world.user(by) or world.user(user_id),
        "date": world.clock.timestamp(),
        "old_chat_member": member_object(world, chat, user_id, old),
        "new_chat_member": member_object(world, chat, user_id, new),
    }
    chat.members[user_id] = new
    if user_id == world.bot_id:
        world.updates.add("my_chat_member", update)
    elif chat.member(world.bot_id).is_admin and not chat.is_private:
        world.updates.add("chat_member", update)
    world.events.tell("chat", chat.id)


def join(world: World, chat: Chat, user_id: int, by: int) -> None:
    """Put someone into a chat: a channel takes a bot only as an administrator."""
    if chat.is_channel and user_id == world.bot_id:
        change(world, chat, user_id, Member("administrator", dict(USUAL_RIGHTS)), by)
        return
    change(world, chat, user_id, Member("member"), by)
    if not chat.is_channel:
        service(world, chat, by, {"new_chat_members": [world.user(user_id)]})


def leave(world: World, chat: Chat, user_id: int, by: int) -> None:
    """Take someone out: by themselves they leave, by another they are kicked and may come back."""
    was_inside = chat.has(user_id)
    # A basic group keeps no list of the banned: whoever is taken out has simply left.
    status = "left" if by == user_id or chat.type == "group" else "kicked"
    if not chat.is_channel and was_inside:
        # The bot hears of its own removal as a service message too, before it is outside.
        service(
            world, chat, by, {"left_chat_member": world.user(user_id)}, even_to_leaver=user_id == world.bot_id
        )
    change(world, chat, user_id, Member(status), by)


def service(world: World, chat: Chat, by: int, fields: Json, *, even_to_leaver: bool = False) -> Json:
    """Post a service message, which bots hear even in privacy mode."""
    message = world.post(chat, world.blank(chat, world.user(by)) | fields)
    if chat.has(world.bot_id) or even_to_leaver:
        world.updates.add("channel_post" if chat.is_channel else "message", message)
    return message


def count(chat: Chat) -> int:
    """How many are inside."""
    return sum(member.status in INSIDE for member in chat.members.values())
