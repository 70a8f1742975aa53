"""Which tip comes next: what fits what was reported, none twice in a round, nothing unfitting ever."""

import pytest

from bot import tips
from bot.content import Card, CardTopic, Content, Lately
from bot.tips import Tip
from bot.triage import Effect, Level

CALM = (Level.CARRY_ON, Effect.AS_PLANNED)


def cards(content: Content) -> list[Card]:
    return list(content.cards.values())


def all_in_order(content: Content, now: Lately | None) -> list[Tip]:
    """Every tip that comes while the same is reported, week after week."""
    came: list[Tip] = []
    while tip := tips.choose(cards(content), [one.card_id for one in came], now):
        came.append(tip)
    return came


@pytest.mark.parametrize(
    ("stands", "reported", "bands", "came_back", "expected"),
    [
        ((Level.EMERGENCY, Effect.PAUSED), True, ["stop"], True, Lately.urgent),
        ((Level.URGENT, Effect.PAUSED), True, [], False, Lately.urgent),
        ((Level.ROUTINE, Effect.PAUSED), True, [], False, Lately.urgent),
        ((Level.ROUTINE, Effect.REST), True, ["stop", "stop"], True, Lately.advice),
        ((Level.STOP, Effect.REST), True, ["stop"], True, Lately.sore),
        ((Level.EASE_OFF, Effect.ONE_LEVEL_DOWN), True, [], False, Lately.sore),
        (CALM, True, ["ease_off", "calm"], True, Lately.sore),
        (CALM, True, ["calm"], True, Lately.coming_back),
        (CALM, True, [None, "calm"], False, None),
        (CALM, False, [], True, Lately.coming_back),
        (CALM, False, [], False, Lately.nothing),
    ],
)
def test_the_gravest_report_decides(
    stands: tuple[Level, Effect],
    reported: bool,
    bands: list[str | None],
    came_back: bool,
    expected: Lately | None,
) -> None:
    found = tips.lately(*stands, reported=reported, bands=bands, came_back=came_back)
    assert found == expected


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (Lately.nothing, ["choosing_shoes"]),
        (Lately.sore, ["rest_and_recovery", "ice", "listening_to_your_body", "heat"]),
        (Lately.coming_back, ["coming_back", "listening_to_your_body", "small_steps"]),
        (Lately.advice, ["seeing_a_physiotherapist", "when_to_get_help", "faq_when_to_see_someone"]),
        (Lately.urgent, ["when_to_get_help", "faq_when_to_see_someone"]),
    ],
)
def test_what_was_reported_comes_first(content: Content, now: Lately, first: list[str]) -> None:
    came = all_in_order(content, now)
    assert [tip.card_id for tip in came if tip.because] == first
    assert [tip.card_id for tip in came][: len(first)] == first


def test_while_urgent_advice_stands_nothing_else_comes(content: Content) -> None:
    assert {tip.card_id for tip in all_in_order(content, Lately.urgent)} == {
        "when_to_get_help",
        "faq_when_to_see_someone",
    }


@pytest.mark.parametrize("now", [Lately.sore, Lately.advice])
def test_no_exercise_is_taught_to_a_sore_hip(content: Content, now: Lately) -> None:
    came = {tip.card_id for tip in all_in_order(content, now)}
    exercises = {card.id for card in cards(content) if card.topic is CardTopic.exercises}
    assert not came & (exercises | {"coming_back", "faq_which_exercises"})


def test_on_calm_weeks_every_card_comes_once_and_the_shelves_take_turns(content: Content) -> None:
    came = [tip.card_id for tip in all_in_order(content, None)]
    assert sorted(came) == sorted(content.cards)
    assert {content.cards[card_id].topic for card_id in came[:6]} == set(CardTopic)


def test_every_report_has_a_card_that_fits_it_and_none_is_both_fitting_and_unfit(content: Content) -> None:
    assert {now for card in cards(content) for now in card.tip_for} == set(Lately)
    assert [card.id for card in cards(content) if set(card.tip_for) & set(card.not_for)] == []
