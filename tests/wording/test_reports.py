"""The page for a doctor in words: its days are the runner's own."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.checkins import Asked, CheckIn
from bot.content import Content
from bot.progress import Course, Day
from bot.triage import Answers, Before, Effect, Morning, assess
from bot.wording.reports import Weeks, paper
from tests.wording.reading import WORDS

# In Auckland it is the morning of the 24th, in Honolulu the evening before.
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TOLD_AT = datetime(2026, 11, 23, 20, tzinfo=UTC)


@pytest.mark.parametrize(("zone", "day"), [("Pacific/Auckland", "24 Nov"), ("Pacific/Honolulu", "23 Nov")])
@pytest.mark.parametrize("told", ["seen_at", "cleared_at"])
def test_a_professional_has_seen_it_on_the_runners_own_day(
    content: Content, zone: str, day: str, told: str
) -> None:
    answers = Answers(now=4, worst=4, flags=frozenset({"limping"}))
    decision = assess(answers, Before(), content.red_flags, content.pain_rules, "1")
    at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    seen: dict[str, Any] = {told: TOLD_AT}
    checkin = CheckIn(1, 1, Asked.CHECKIN, at, at.date(), answers, decision, **seen)
    weeks = Weeks(4, Course((Day(at.date()), Day(NOW.date()))), [checkin], (), NOW, zone, miles=False)
    (warning,) = paper(WORDS, content, weeks).left[0].entries
    assert warning.text.endswith(f"as told on {day}.")


def test_a_worse_morning_counts_among_what_was_called_for_and_better_or_the_same_does_not(
    content: Content,
) -> None:
    def told(number: int, answers: Answers, before: Before) -> CheckIn:
        decision = assess(answers, before, content.red_flags, content.pain_rules, "1")
        asked = Asked.MORNING if answers.morning else Asked.CHECKIN
        return CheckIn(number, 1, asked, NOW, NOW.date(), answers, decision)

    sore = Before(band="ease_off", band_effect=Effect.ONE_LEVEL_DOWN)
    checkins = [
        told(1, Answers(now=4, worst=4), Before()),
        *(told(2 + n, Answers(morning=morning), sore) for n, morning in enumerate(Morning)),
    ]
    weeks = Weeks(4, Course((Day(NOW.date()),)), checkins, (), NOW, "Europe/Berlin", miles=False)
    (led,) = (part for part in paper(WORDS, content, weeks).right if "led to" in part.heading)
    assert led.heading == "Check-ins and worse mornings led to"
    assert [entry.text for entry in led.entries] == ["ease off: 1; stop and rest: 1"]


def test_what_an_earlier_answer_of_the_day_called_for_is_not_counted_twice(content: Content) -> None:
    held = Before(band="stop", band_effect=Effect.REST, stops_in_a_row=1, is_today=True)
    decision = assess(Answers(now=1, worst=1), held, content.red_flags, content.pain_rules, "1")
    checkin = CheckIn(1, 1, Asked.CHECKIN, NOW, NOW.date(), Answers(now=1, worst=1), decision)
    weeks = Weeks(4, Course((Day(NOW.date()),)), [checkin], (), NOW, "Europe/Berlin", miles=False)
    (led,) = (part for part in paper(WORDS, content, weeks).right if "led to" in part.heading)
    assert [entry.text for entry in led.entries] == ["carry on: 1"]
