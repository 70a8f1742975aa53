"""The rule for the weekly tip: what fits what was reported, else the next in order, none twice in a round."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.content import Card, CardTopic, Lately
from bot.triage import Effect, Level

# How long a sore check-in, a pause that ended or a clearance is taken up: the week that a tip stands for,
# and for coming back a second one, because the way back takes that long at least.
LATELY_FOR = timedelta(days=7)
CAME_BACK_LATELY_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Tip:
    """A card, and what was reported that made it come now; None when it was simply its turn."""

    card_id: str
    because: Lately | None = None


def lately(
    level: Level, effect: Effect, *, reported: bool, bands: Iterable[str | None], came_back: bool
) -> Lately | None:
    """What a tip takes up, the gravest first; None when all has been calm.

    `level` and `effect` are what stands now, `bands` those of the check-ins of the last week.
    """
    if level >= Level.URGENT or effect >= Effect.PAUSED:
        return Lately.urgent
    if level >= Level.ROUTINE:
        return Lately.advice
    if effect > Effect.AS_PLANNED or any(band not in (None, "calm") for band in bands):
        return Lately.sore
    if came_back:
        return Lately.coming_back
    return None if reported else Lately.nothing


def choose(cards: Iterable[Card], seen: Sequence[str], now: Lately | None) -> Tip | None:
    """The next card that is not among `seen`, or None when every one that may come now was.

    One of each shelf in turn, so that no month is about one thing; what fits `now` comes first.
    """
    unseen = [card for card in cards if card.id not in seen and now not in card.not_for]
    unseen.sort(key=lambda card: (card.order, list(CardTopic).index(card.topic)))
    for card in unseen:
        if now is not None and now in card.tip_for:
            return Tip(card.id, now)
    if now is Lately.urgent or not unseen:
        return None
    return Tip(unseen[0].id)


def for_everyone(cards: Iterable[Card], week: int) -> Card:
    """A card for many at once, in a week of the year: about preventing, and unfit for nobody."""
    fit = [card for card in cards if card.topic is CardTopic.prevent and not card.not_for]
    return sorted(fit, key=lambda card: card.order)[week % len(fit)]
