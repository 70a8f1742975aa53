"""Taking people out of a chat, which only an administrator bot may do."""

from sandbox import membership
from sandbox.methods.places import need, open_chat
from sandbox.methods.register import Call, bot_method
from sandbox.parameters import CHAT, FLAG, WHOLE
from sandbox.shapes import bad
from sandbox.world import Chat, Member

NO_RIGHT = "not enough rights to restrict/unrestrict chat member"


def _someone(call: Call, chat: Chat) -> int:
    need(call, chat, "can_restrict_members", NO_RIGHT)
    user_id = call.whole("user_id")
    if call.world.user(user_id) is None:
        raise bad("PARTICIPANT_ID_INVALID")
    if chat.member(user_id).status == "creator":
        raise bad("can't remove chat owner")
    if chat.member(user_id).is_admin:
        raise bad("user is an administrator of the chat")
    return user_id


@bot_method("banChatMember", chat_id=CHAT, user_id=WHOLE, until_date=WHOLE, revoke_messages=FLAG)
def ban_chat_member(call: Call) -> bool:
    """banChatMember."""
    chat = open_chat(call)
    membership.leave(call.world, chat, _someone(call, chat), call.world.bot_id)
    return True


@bot_method("unbanChatMember", chat_id=CHAT, user_id=WHOLE, only_if_banned=FLAG)
def unban_chat_member(call: Call) -> bool:
    """unbanChatMember: removes someone who is inside too, unless only_if_banned."""
    chat = open_chat(call)
    user_id = _someone(call, chat)
    if chat.member(user_id).status == "kicked" or not call.flag("only_if_banned"):
        membership.change(call.world, chat, user_id, Member("left"), call.world.bot_id)
    return True
