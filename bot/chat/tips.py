"""The tip of the week: the buttons under it."""

from dataclasses import replace

from bot import tips
from bot.chat import weekly
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.content import Card
from bot.schedules import Wants
from bot.wording import paging
from bot.wording import tips as wording
from bot.wording.tips import WORD
from bot.wording.weekly import WORD as WEEKLY


async def pressed(turn: Turn) -> Reply:
    """A button of a tip. Reading leaves an open check-in as it is."""
    press = turn.press or Press(WORD)
    card = turn.content.cards.get(press.id)
    if card:
        return await _about(turn, card, press)
    # Under the tips of the first months stand buttons of a page that was the tip's alone.
    onward = Press(WEEKLY, Wants.TIP, press.question, press.value)
    return await weekly.pressed(replace(turn, press=onward))


async def _about(turn: Turn, card: Card, press: Press) -> Reply:
    match press.question:
        case "why":
            had = await tips.given(turn.session, turn.vault, turn.runner.id)
            because = next((tip.because for tip in reversed(had) if tip.card_id == card.id), None)
            return Reply(wording.why(turn.words, card, because))
        case "another":
            tip = await tips.next_tip(turn.session, turn.vault, turn.runner, turn.content, turn.now)
            if tip is None:
                return Reply(toast=turn.words.plain("tip-no-other"), alert=True)
            return Reply(wording.push(turn.words, turn.content.cards[tip.card_id]))
    return Reply(wording.push(turn.words, card, paging.number(press.value)))


COMMANDS: tuple[Command, ...] = ()
PRESSES: dict[str, tuple[Page, Needs]] = {WORD: (pressed, Needs.SETUP)}
