"""After "Cleared" every page says what still holds, and gives the same reason for it."""

import pytest

from bot import checkins, routines
from bot.database import Session
from bot.triage import Effect
from bot.vault import Vault
from tests.chat.checking_in import arrive, begun, check_in, labels
from tests.chat.turns import Person
from tests.wording.reading import faults


async def told_in_front(ada: Person, flag: str) -> None:
    """Pain of 1 in front, while running, and this red flag beside it."""
    await ada.command("/checkin 1")
    for label in ("1", "Left", "Front or groin", "While running"):
        await ada.press(label)
    await ada.press(f"{begun(ada)}:tick:{flag}")
    await ada.press("Save these")


async def cleared(session: Session, vault: Vault, ada: Person) -> None:
    await arrive(session, vault, ada)
    await ada.press("I have seen someone")
    await ada.press("Cleared")


@pytest.mark.parametrize("flag", ["groin_running_pain", "locking"])
async def test_pain_in_front_while_running_still_holds_and_the_pages_say_so_alike(
    session: Session, vault: Vault, ada: Person, runner_id: int, flag: str
) -> None:
    await routines.set_plan(session, runner_id, level=3)
    await told_in_front(ada, flag)
    await cleared(session, vault, ada)
    assert (await checkins.standing(session, vault, runner_id)).effect is Effect.REST
    said = ada.shown.text
    assert "Your plan is back" not in said
    assert "pain in front while running" in said
    assert "On Tue 24 Nov you said: 1 of 10" in said
    assert "Your last pain rating still counts" not in said, "1 of 10 is calm by itself"
    assert "rest only" in said
    assert "with no pain in front while running, ends that" in said
    assert ("start at level 1" in said) is (flag == "groin_running_pain")
    assert labels(ada.shown) == ["Check in", "Close"]
    assert faults(ada.shown) == []
    for page in ("/today", "/return"):
        await ada.command(page)
        assert "On Tue 24 Nov you told me of pain in front while running" in ada.shown.text
        assert "not calm" not in ada.shown.text
        assert "from tomorrow on" not in ada.shown.text, "the day was cleared, and begins anew"
        assert faults(ada.shown) == []
    await check_in(ada)
    await ada.command("/today")
    assert "Rest today" not in ada.shown.text, "a calm check-in has ended it, as was said"


@pytest.mark.parametrize(
    ("pain", "plan"), [(7, "rest only"), (5, "mobility takes the place"), (3, "mobility takes the place")]
)
async def test_a_rating_that_still_holds_is_named_with_what_it_does_to_the_plan(
    session: Session, vault: Vault, ada: Person, pain: int, plan: str
) -> None:
    await check_in(ada, pain, flags=("limping",))
    await cleared(session, vault, ada)
    assert "Your plan is back" not in ada.shown.text
    assert f"On Tue 24 Nov you said: {pain} of 10" in ada.shown.text
    assert plan in ada.shown.text
    assert "A calm check-in, 0 to 2, ends that." in ada.shown.text
    assert faults(ada.shown) == []


async def test_why_today_is_gentler_asks_for_no_later_day_after_a_clearing(
    session: Session, vault: Vault, ada: Person
) -> None:
    await check_in(ada, 4, flags=("locking",))
    await ada.command("/today")
    await ada.press("Why?")
    assert "on a later day" in ada.shown.text
    await cleared(session, vault, ada)
    await ada.command("/today")
    await ada.press("Why?")
    assert "a check-in in the calm band, 0 to 2." in ada.shown.text
    assert "on a later day" not in ada.shown.text
    assert faults(ada.shown) == []
    await check_in(ada, 1)
    await ada.command("/today")
    assert "Why?" not in labels(ada.shown) or "calm" not in ada.shown.text
