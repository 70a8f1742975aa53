"""What only operators may do: see how the deliveries stand, announce. Nobody else learns of these pages."""

from telegram import Update

from bot import deliveries
from bot.chat.announcements import Announcements
from bot.chat.entrance import Entrance
from bot.wording import operators as wording

# What the data of their buttons begins with.
WORD = "operators"


class Operators:
    """The pages of those whose ids stand in OPERATOR_IDS; `rate` is SEND_RATE."""

    def __init__(self, entrance: Entrance, operator_ids: frozenset[int], rate: int) -> None:
        self._entrance = entrance
        self._rate = rate
        self.ids = operator_ids
        self.announcements = Announcements(entrance, operator_ids, rate)

    async def stats(self, update: Update) -> None:
        """/stats, and its button Again."""
        person, chat, entrance = update.effective_user, update.effective_chat, self._entrance
        if person is None or chat is None or person.id not in self.ids:
            return
        now, words = entrance.clock.now(), entrance.dictionary.in_language(person.language_code)
        async with entrance.database.begin() as session:
            found = await deliveries.stats(session, now)
        message = wording.stats(words, found, self._rate, now)
        pressed = update.callback_query
        if pressed is None:
            await entrance.courier.reply(chat.id, message)
            return
        await entrance.courier.answer(pressed.id)
        if pressed.message:
            await entrance.courier.edit(chat.id, pressed.message.message_id, message)
