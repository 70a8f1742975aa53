"""Groups, supergroups, topics and channels: what the bot hears there, may do there, and is told of."""

import aiogram
import pytest
import telegram
from telegram.error import BadRequest, ChatMigrated, Forbidden

from sandbox import Sandbox
from tests.sandbox.conftest import ADA
from tests.sandbox.published import assert_well_formed


@pytest.fixture
def bruno(sandbox: Sandbox) -> int:
    """A second person."""
    return sandbox.add_person("Bruno").id


@pytest.fixture
def club(sandbox: Sandbox, bruno: int) -> int:
    """A supergroup of two, the bot an ordinary member."""
    chat = sandbox.add_chat("supergroup", "Harbour Harriers", [ADA, bruno], owner=ADA).id
    sandbox.add_member(chat, "bot", by=ADA)
    return chat


async def heard(ptb: telegram.Bot) -> list[str]:
    """The texts of the pending updates, which are confirmed."""
    updates = await ptb.get_updates()
    if updates:
        await ptb.get_updates(offset=updates[-1].update_id + 1)
    found = [update.effective_message for update in updates]
    return [message.text for message in found if message is not None and message.text]


async def test_joining_is_told_with_who_did_it(sandbox: Sandbox, ptb: telegram.Bot, club: int) -> None:
    joined, service = await ptb.get_updates()
    assert joined.my_chat_member is not None
    assert joined.my_chat_member.from_user.id == ADA
    assert joined.my_chat_member.difference()["status"] == ("left", "member")
    assert service.message is not None
    assert [user.id for user in service.message.new_chat_members] == [ptb.id]
    sandbox.promote(club, "bot", {"can_pin_messages": True}, by=ADA)
    promoted = (await ptb.get_updates())[-1].my_chat_member
    assert promoted is not None
    assert isinstance(promoted.new_chat_member, telegram.ChatMemberAdministrator)
    assert promoted.new_chat_member.can_pin_messages
    assert not promoted.new_chat_member.can_delete_messages


async def test_privacy_mode_lets_only_commands_and_replies_through(
    sandbox: Sandbox, ptb: telegram.Bot, club: int, bruno: int
) -> None:
    mine = await ptb.send_message(club, "Tonight: strength")
    await heard(ptb)
    await sandbox.say(bruno, "hello all", chat_id=club)
    await sandbox.say(bruno, "/today", chat_id=club)
    await sandbox.say(bruno, "/today@steady_hips_bot", chat_id=club)
    await sandbox.say(bruno, "/today@other_bot", chat_id=club)
    await sandbox.say(bruno, "great", chat_id=club, reply_to_message_id=mine.message_id)
    assert await heard(ptb) == ["/today", "/today@steady_hips_bot", "great"]
    sandbox.promote(club, "bot", {}, by=ADA)
    await sandbox.say(bruno, "hello all", chat_id=club)
    assert await heard(ptb) == ["hello all"]


async def test_an_anonymous_administrator_writes_as_the_group(
    sandbox: Sandbox, ptb: telegram.Bot, club: int
) -> None:
    await sandbox.say(ADA, "/settings", chat_id=club, anonymous=True)
    message = (await ptb.get_updates())[-1].message
    assert message is not None
    assert message.from_user is not None
    assert (message.from_user.id, message.from_user.username) == (1087968824, "GroupAnonymousBot")
    assert message.sender_chat is not None
    assert message.sender_chat.id == club


async def test_members_and_administrators_are_listed(
    sandbox: Sandbox, ptb: telegram.Bot, aio: aiogram.Bot, club: int, bruno: int
) -> None:
    sandbox.promote(club, bruno, {"can_delete_messages": True}, by=ADA)
    admins = await ptb.get_chat_administrators(club)
    assert {(admin.user.id, admin.status) for admin in admins} == {(ADA, "creator"), (bruno, "administrator")}
    assert len(await aio.get_chat_administrators(club)) == 2
    assert await ptb.get_chat_member_count(club) == 3
    assert (await ptb.get_chat_member(club, ptb.id)).status == "member"
    assert (await aio.get_chat(club)).title == "Harbour Harriers"
    assert (await ptb.get_chat(ADA)).first_name == "Ada"
    with pytest.raises(BadRequest, match="Participant_id_invalid"):
        await ptb.get_chat_member(club, 5)
    sandbox.permit(club, {"can_send_messages": False})
    with pytest.raises(BadRequest, match="Not enough rights to send text messages to the chat"):
        await ptb.send_message(club, "hello")
    assert_well_formed(sandbox.requests)


async def test_a_removed_bot_is_told_and_shut_out(sandbox: Sandbox, ptb: telegram.Bot, club: int) -> None:
    sandbox.remove_member(club, "bot", by=ADA)
    removed = (await ptb.get_updates())[-1].my_chat_member
    assert removed is not None
    assert removed.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await ptb.send_message(club, "hello")


async def test_a_bot_taken_out_of_a_basic_group_has_left(sandbox: Sandbox, ptb: telegram.Bot) -> None:
    group = sandbox.add_chat("group", "Hill Club", [ADA], owner=ADA).id
    sandbox.add_member(group, "bot", by=ADA)
    sandbox.remove_member(group, "bot", by=ADA)
    told = (await ptb.get_updates())[-1].my_chat_member
    assert told is not None
    assert (told.new_chat_member.status, told.from_user.id) == ("left", ADA)
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await ptb.send_message(group, "hello")


async def test_a_bot_leaves(sandbox: Sandbox, ptb: telegram.Bot, club: int) -> None:
    assert await ptb.leave_chat(club)
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await ptb.send_message(club, "hello")


async def test_a_group_that_became_a_supergroup_says_where_it_lives(
    sandbox: Sandbox, ptb: telegram.Bot, bruno: int
) -> None:
    group = sandbox.add_chat("group", "Hill Club", [ADA, bruno], owner=ADA).id
    sandbox.add_member(group, "bot", by=ADA)
    new = sandbox.migrate(group).id
    to, came = [update.message for update in (await ptb.get_updates())[-2:]]
    assert to is not None
    assert (to.chat.id, to.migrate_to_chat_id) == (group, new)
    assert came is not None
    assert (came.chat.id, came.migrate_from_chat_id) == (new, group)
    with pytest.raises(ChatMigrated) as moved:
        await ptb.send_message(group, "hello")
    assert moved.value.new_chat_id == new
    assert (await ptb.send_message(new, "hello")).chat.type == "supergroup"


async def test_topics_open_close_and_refuse(sandbox: Sandbox, ptb: telegram.Bot, bruno: int) -> None:
    forum = sandbox.add_chat("supergroup", "Forum", [ADA, bruno], owner=ADA, is_forum=True).id
    sandbox.add_member(forum, "bot", by=ADA)
    topic = sandbox.add_topic(forum, "Warm-ups").message_thread_id
    message = await ptb.send_message(forum, "hello", message_thread_id=topic)
    assert (message.message_thread_id, message.is_topic_message) == (topic, True)
    assert message.chat.is_forum
    await sandbox.say(bruno, "/today", chat_id=forum, message_thread_id=topic)
    asked = (await ptb.get_updates())[-1].message
    assert asked is not None
    assert asked.message_thread_id == topic
    sandbox.close_topic(forum, topic)
    with pytest.raises(BadRequest, match="Topic_closed"):
        await ptb.send_message(forum, "hello", message_thread_id=topic)
    sandbox.reopen_topic(forum, topic)
    assert (await ptb.send_message(forum, "hello", message_thread_id=topic)).message_thread_id == topic
    sandbox.delete_topic(forum, topic)
    assert not [m for m in sandbox.messages(forum) if m.get("message_thread_id") == topic]
    for nowhere in (1, 999, topic):
        with pytest.raises(BadRequest, match="Message thread not found"):
            await ptb.send_message(forum, "hello", message_thread_id=nowhere)
    with pytest.raises(BadRequest, match="Not enough rights to create a topic"):
        await ptb.create_forum_topic(forum, "Mine")
    sandbox.promote(forum, "bot", {"can_manage_topics": True}, by=ADA)
    mine = await ptb.create_forum_topic(forum, "Mine")
    assert await ptb.edit_forum_topic(forum, mine.message_thread_id, name="Ours")
    assert await ptb.close_forum_topic(forum, mine.message_thread_id)
    assert await ptb.reopen_forum_topic(forum, mine.message_thread_id)
    assert await ptb.delete_forum_topic(forum, mine.message_thread_id)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await ptb.send_message(forum, "hello", message_thread_id=mine.message_thread_id)


async def test_a_bot_posts_in_a_channel_only_as_administrator(
    sandbox: Sandbox, ptb: telegram.Bot, aio: aiogram.Bot, bruno: int
) -> None:
    channel = sandbox.add_chat("channel", "Tips", [ADA, bruno], owner=ADA, username="hip_tips").id
    with pytest.raises(Forbidden, match="bot is not a member of the channel chat"):
        await ptb.send_message(channel, "tip")
    sandbox.add_member(channel, "bot", by=ADA)
    assert (await ptb.get_updates())[-1].my_chat_member is not None
    post = await ptb.send_message("@hip_tips", "tip")
    assert post.from_user is None
    assert post.sender_chat is not None
    assert post.sender_chat.id == channel
    edited = await aio.edit_message_text("better tip", chat_id=channel, message_id=post.message_id)
    assert isinstance(edited, aiogram.types.Message)
    await sandbox.say(ADA, "by hand", chat_id=channel)
    heard_post = (await ptb.get_updates())[-1].channel_post
    assert heard_post is not None
    assert heard_post.text == "by hand"
    sandbox.promote(channel, "bot", {"can_manage_chat": True}, by=ADA)
    with pytest.raises(BadRequest, match="Need administrator rights in the channel chat"):
        await ptb.send_message(channel, "tip")
    assert_well_formed(sandbox.requests)


async def test_pins_reactions_and_bans_need_rights(
    sandbox: Sandbox, ptb: telegram.Bot, club: int, bruno: int
) -> None:
    message = await ptb.send_message(club, "rules")
    with pytest.raises(BadRequest, match="Not enough rights to manage pinned messages in the chat"):
        await ptb.pin_chat_message(club, message.message_id)
    with pytest.raises(BadRequest, match="Not enough rights to restrict"):
        await ptb.ban_chat_member(club, bruno)
    sandbox.promote(club, "bot", {}, by=ADA)
    assert await ptb.pin_chat_message(club, message.message_id)
    pinned = (await ptb.get_chat(club)).pinned_message
    assert pinned is not None
    assert pinned.text == "rules"
    assert await ptb.unpin_chat_message(club)
    assert await ptb.set_message_reaction(club, message.message_id, "👍")
    with pytest.raises(BadRequest, match="Reaction_invalid"):
        await ptb.set_message_reaction(club, message.message_id, telegram.ReactionTypeEmoji("🦴"))
    assert await ptb.ban_chat_member(club, bruno)
    assert (await ptb.get_chat_member(club, bruno)).status == "kicked"
    assert await ptb.unban_chat_member(club, bruno)
    with pytest.raises(BadRequest, match="Can't remove chat owner"):
        await ptb.ban_chat_member(club, ADA)
