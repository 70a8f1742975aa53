"""The page for a doctor in words: its days are the runner's own."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.checkins import Asked, CheckIn
from bot.content import Content
from bot.progress import Course, Day
from bot.triage import Answers, Before, assess
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
