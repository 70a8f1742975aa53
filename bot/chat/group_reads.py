"""/exercise and /learn in a group: what everybody may read, the same for all, with the way to more of it."""

from collections.abc import Callable, Mapping

from bot.chat import exercises, learn, search
from bot.content import Content
from bot.deliveries import Message
from bot.routines import Plan
from bot.wording import exercises as exercise_words
from bot.wording import general
from bot.wording import learn as learn_words
from bot.wording.figures import Figures
from bot.wording.words import Words

# What was asked for behind the command, and the bot's own name for the link into the private chat.
Read = Callable[[Words, Content, Figures, str, str], Message]


def exercise(words: Words, content: Content, figures: Figures, asked: str, username: str) -> Message:
    """An exercise as somebody reads it who has told us nothing; the names, where it is not clear which."""
    found = search.find(asked, exercises.entries(content, words.language))
    if found.sure:
        one = content.exercises[found.sure]
        pictures = exercises.figures_of(figures, one, Plan())
        card = exercise_words.card(words, one, Plan(), pictures=pictures)
        return general.read_on(words, card, username, f"exercise-{one.id}")
    meant = [content.exercises[it] for it in found.likely] or list(content.exercises.values())
    return general.read_on(words, exercise_words.names(words, meant), username, "exercise")


def card(words: Words, content: Content, _figures: Figures, asked: str, username: str) -> Message:
    """The first page of a card, with its sources; the titles, where it is not clear which."""
    found = search.find(asked, learn.entries(content))
    if found.sure:
        one = content.cards[found.sure]
        shown = learn_words.card(words, one, 0, None, 0)
        return general.read_on(words, shown, username, f"learn-{one.id}")
    meant = [content.cards[it] for it in found.likely]
    return general.read_on(words, learn_words.titles(words, meant), username, "learn")


def leads_to(word: str, language: str, content: Content, asked: str) -> str:
    """What stands behind `start=` for what was asked: the one that is meant, or the list."""
    among = exercises.entries(content, language) if word == "exercise" else learn.entries(content)
    found = search.find(asked, among)
    return f"{word}-{found.sure}" if found.sure else word


READS: Mapping[str, Read] = {"exercise": exercise, "learn": card}
