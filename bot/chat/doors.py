"""Which of us an update is for: a runner's own page, a club's, or the operators'."""

import re
from dataclasses import dataclass

from telegram import Update

from bot.chat import general, group_messages, run_files
from bot.chat import operators as operator_pages
from bot.chat.entrance import Entrance
from bot.chat.group_reads import READS
from bot.chat.groups import Groups
from bot.chat.operators import Operators
from bot.chat.pages import COMMANDS, PRESSES, TALKS
from bot.chat.turn import Needs, Press
from bot.wording import announcements

_PAGES = {command.name: command for command in COMMANDS}

# What stands behind `start=` in our own links: a command, or what it is about as well.
_LINK = re.compile(r"([a-z]+)(?:-([a-z0-9_]+))?")


@dataclass(frozen=True, slots=True)
class Doors:
    """The ways in that several lead to; whoever has one of their own is reached without a door."""

    entrance: Entrance
    groups: Groups
    operators: Operators

    async def membership(self, update: Update) -> None:
        """Somebody blocked or unblocked us, or a group or channel took us in or out."""
        await (self.entrance if _is_private(update) else self.groups).membership(update)

    async def pressed(self, update: Update) -> None:
        """A button, of whichever page."""
        press = Press.read((update.callback_query and update.callback_query.data) or "")
        if not _is_private(update):
            await self.groups.press(update)
        elif press.word == operator_pages.WORD and self._is_of_an_operator(update):
            await self.operators.stats(update)
        elif press.word == announcements.WORD and self._is_of_an_operator(update):
            await self.operators.announcements.press(update, press)
        elif press.word == "club":
            await self.groups.in_private(update, press)
        else:
            await self.entrance.press(PRESSES, update)

    async def typed(self, update: Update) -> None:
        """An answer to a question of ours, or something for the hint."""
        if await self.groups.replied_in_private(update) or await self.operators.announcements.typed(update):
            return
        await self.entrance.typed(TALKS, general.hint, update)

    async def sent_file(self, update: Update) -> None:
        """A run from a watch, or a file that is none."""
        await self.entrance.file(run_files.show, Needs.SETUP, update)

    async def started(self, update: Update) -> None:
        """/start, by itself or by a link of ours."""
        link = _LINK.fullmatch(behind(update))
        word, about = (link[1], link[2] or "") if link else ("", "")
        if word == "club" and about:
            await self.groups.in_private(update, Press(word, about, "show"))
        # Only what is read takes words from a link: nobody's answer is given by one.
        elif word in _PAGES and word != "start" and (word in READS or not about):
            await self.command(word, update, about.replace("_", " "))
        else:
            await self.command("start", update, behind(update))

    async def cancel(self, update: Update) -> None:
        """An operator's /cancel: of an announcement, or as everybody's."""
        if not await self.operators.announcements.cancel(update):
            await self.command("cancel", update, behind(update))

    async def commanded(self, update: Update) -> None:
        """A command of a page."""
        if update.message:
            await self.command(group_messages.word(update.message), update, behind(update))

    async def unknown(self, update: Update) -> None:
        """A command that there is not."""
        await self.entrance.typed({}, general.hint, update)

    async def command(self, name: str, update: Update, text: str) -> None:
        """A command's page, with what stands behind it."""
        page = _PAGES[name]
        await self.entrance.command(page.page, page.needs, update, text)

    def _is_of_an_operator(self, update: Update) -> bool:
        return update.effective_user is not None and update.effective_user.id in self.operators.ids


def behind(update: Update) -> str:
    """What stands behind a command."""
    text = update.effective_message.text if update.effective_message else None
    return (text or "").partition(" ")[2].strip()


def _is_private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == "private"
