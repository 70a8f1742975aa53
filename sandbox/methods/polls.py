"""Polls: sent, voted in by people, and stopped."""

import random

from sandbox.markup import inline_keyboard
from sandbox.methods.places import deliver, find_message, open_chat
from sandbox.methods.register import SEND, Call, bot_method, without
from sandbox.parameters import CHAT, FLAG, JSON, TEXT, WHOLE
from sandbox.shapes import Impossible, Json, bad
from sandbox.wording import formatted
from sandbox.world import World


@bot_method(
    "sendPoll",
    without(SEND, "direct_messages_topic_id", "suggested_post_parameters"),
    question=TEXT,
    question_parse_mode=TEXT,
    question_entities=JSON,
    options=JSON,
    is_anonymous=FLAG,
    type=TEXT,
    allows_multiple_answers=FLAG,
    allows_revoting=FLAG,
    shuffle_options=FLAG,
    allow_adding_options=FLAG,
    hide_results_until_closes=FLAG,
    members_only=FLAG,
    country_codes=JSON,
    correct_option_ids=JSON,
    explanation=TEXT,
    explanation_parse_mode=TEXT,
    explanation_entities=JSON,
    explanation_media=JSON,
    open_period=WHOLE,
    close_date=WHOLE,
    is_closed=FLAG,
    description=TEXT,
    description_parse_mode=TEXT,
    description_entities=JSON,
    media=JSON,
)
def send_poll(call: Call) -> Json:
    """sendPoll."""
    open_chat(call)
    question, entities = formatted(
        call.text("question"), call.given.get("question_parse_mode"), call.given.get("question_entities")
    )
    if not question:
        raise bad("poll question must be non-empty")
    if len(question) > 300:
        raise bad("poll question length must not exceed 300")
    poll: Json = {
        "id": str(random.randrange(10**18, 10**19)),
        "question": question,
        "options": _options(call.given.get("options")),
        "total_voter_count": 0,
        "is_closed": call.flag("is_closed"),
        "is_anonymous": call.given.get("is_anonymous") is not False,
        "type": call.text("type") or "regular",
        "allows_multiple_answers": call.flag("allows_multiple_answers"),
        "allows_revoting": call.given.get("allows_revoting") is not False,
        "members_only": call.flag("members_only"),
    }
    if entities:
        poll["question_entities"] = entities
    if poll["type"] not in {"regular", "quiz"}:
        raise bad("unsupported poll type specified")
    if poll["type"] == "quiz" and not call.given.get("correct_option_ids"):
        raise bad("there must be at least one correct option in a quiz poll")
    message = deliver(call, "poll", {"poll": poll})
    call.world.polls[poll["id"]] = poll
    call.world.poll_places[poll["id"]] = (message["chat"]["id"], message["message_id"])
    call.world.votes[poll["id"]] = {}
    return message


def _options(options: object) -> list[Json]:
    if not isinstance(options, list) or not options:
        raise bad("poll must have at least 1 option")
    if len(options) > 12:
        raise bad("poll can't have more than 12 options")
    told = []
    for number, option in enumerate(options):
        text = option if isinstance(option, str) else option.get("text") if isinstance(option, dict) else None
        if not isinstance(text, str) or not text.strip():
            raise bad("poll options must be non-empty")
        if len(text) > 100:
            raise bad("poll options length must not exceed 100")
        told.append({"persistent_id": str(number), "text": text.strip(), "voter_count": 0})
    return told


@bot_method("stopPoll", business_connection_id=TEXT, chat_id=CHAT, message_id=WHOLE, reply_markup=JSON)
def stop_poll(call: Call) -> Json:
    """stopPoll."""
    chat = open_chat(call)
    message = find_message(call, chat, "stop poll in")
    if "poll" not in message:
        raise bad("message with poll to stop not found")
    poll: Json = message["poll"]
    if poll["is_closed"]:
        raise bad("poll has already been closed")
    markup = inline_keyboard(call.given.get("reply_markup"), strict=call.strict)
    poll["is_closed"] = True
    message.pop("reply_markup", None)
    if markup:
        message["reply_markup"] = markup
    call.world.updates.add("poll", poll)
    call.world.events.tell("edit", chat.id, message)
    return poll


def vote(world: World, poll_id: str, person_id: int, choices: list[int]) -> Json:
    """A person chooses options by number (none takes the vote back); the poll afterwards."""
    poll = world.polls.get(poll_id)
    if poll is None or poll["is_closed"]:
        raise Impossible("there is no open poll like that")
    if any(not 0 <= choice < len(poll["options"]) for choice in choices):
        raise Impossible("the poll has no such option")
    if len(choices) > 1 and not poll["allows_multiple_answers"]:
        raise Impossible("this poll takes one answer")
    votes = world.votes[poll_id]
    votes.pop(person_id, None)
    if choices:
        votes[person_id] = choices
    for number, option in enumerate(poll["options"]):
        option["voter_count"] = sum(number in chosen for chosen in votes.values())
    poll["total_voter_count"] = len(votes)
    world.updates.add("poll", poll)
    if not poll["is_anonymous"]:
        answer = {"poll_id": poll_id, "user": world.person(person_id).as_user(), "option_ids": choices}
        world.updates.add(
            "poll_answer", answer | {"option_persistent_ids": [str(choice) for choice in choices]}
        )
    chat_id, message_id = world.poll_places[poll_id]
    world.events.tell("edit", chat_id, world.chat(chat_id).messages.get(message_id))
    return poll
