"""The page for a doctor in words: its days are the runner's own."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot import runs
from bot.checkins import Asked, CheckIn
from bot.content import Content
from bot.progress import Course, Day
from bot.runs import Felt, Hip, Run, Source
from bot.triage import Answers, Before, Effect, Morning, assess
from bot.wording.reports import Weeks, paper
from tests.runs.test_way_back import course as goes
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
    assert warning.lead.endswith(f"as told on {day}")


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
    (led,) = (part for part in paper(WORDS, content, weeks).right if "by itself" in part.heading)
    assert led.heading == "Each answer, by itself, called for"
    assert [entry.text for entry in led.entries] == ["ease off: 1; stop and rest: 1"]


def test_what_an_earlier_answer_of_the_day_called_for_is_not_counted_twice(content: Content) -> None:
    held = Before(band="stop", band_effect=Effect.REST, stops_in_a_row=1, is_today=True)
    decision = assess(Answers(now=1, worst=1), held, content.red_flags, content.pain_rules, "1")
    checkin = CheckIn(1, 1, Asked.CHECKIN, NOW, NOW.date(), Answers(now=1, worst=1), decision)
    weeks = Weeks(4, Course((Day(NOW.date()),)), [checkin], (), NOW, "Europe/Berlin", miles=False)
    (led,) = (part for part in paper(WORDS, content, weeks).right if "by itself" in part.heading)
    assert [entry.text for entry in led.entries] == ["carry on: 1"]


def run(number: int, days_ago: int, felt: Felt | None = None) -> Run:
    on = NOW.date() - timedelta(days=days_ago)
    return Run(number, 1, on, 5000 + number * 100, None, felt, Source.TYPED, None, NOW)


def test_runs_that_the_hip_took_badly_come_first_in_a_list_that_is_cut(content: Content) -> None:
    ran = [run(1, 20, Felt.STIFF), run(2, 15), *(run(3, 10, Felt.GOOD) for _ in range(70))]
    decision = assess(Answers(morning=Morning.WORSE), Before(), content.red_flags, content.pain_rules, "1")
    on = NOW.date() - timedelta(days=14)
    worse = CheckIn(1, 1, Asked.MORNING, NOW, on, Answers(morning=Morning.WORSE), decision)
    days = (Day(NOW.date() - timedelta(days=27)), Day(NOW.date(), runs=tuple(ran)))
    weeks = Weeks(4, Course(days), [worse], (), NOW, "Europe/Berlin", miles=False)
    told = paper(WORDS, content, weeks).right[-1]
    assert told.heading == "Runs, those the hip took badly first"
    assert [entry.text for entry in told.entries[:3]] == [
        "Mon 9 Nov · 5.2 km · hip worse the next morning",
        "Wed 4 Nov · 5.1 km · hip felt stiff",
        "Sat 14 Nov · 5.3 km · hip felt good",
    ]
    assert told.more + len(told.entries) == 72
    calm = Weeks(4, Course((days[0], Day(NOW.date(), runs=(run(1, 2),)))), [], (), NOW, "UTC", miles=False)
    assert paper(WORDS, content, calm).right[-1].heading == "Runs, the latest first"


def test_every_worse_morning_has_its_day_up_to_eight(content: Content) -> None:
    decision = assess(Answers(morning=Morning.WORSE), Before(), content.red_flags, content.pain_rules, "1")

    def worse_on(many: int) -> str:
        mornings = [
            CheckIn(n, 1, Asked.MORNING, NOW, date(2026, 11, 1 + n), Answers(morning=Morning.WORSE), decision)
            for n in range(many)
        ]
        days = (Day(date(2026, 11, 1)), Day(NOW.date()))
        weeks = Weeks(4, Course(days), mornings, (), NOW, "Europe/Berlin", miles=False)
        return paper(WORDS, content, weeks).beside[1].entries[1].text

    assert worse_on(5) == "Worse on 1 Nov, 2 Nov, 3 Nov, 4 Nov, 5 Nov"
    assert worse_on(9).startswith("Worse on (last 8) 2 Nov, 3 Nov")


def with_way(content: Content, course: runs.Course, day: int, weeks: int = 4, **hip: Any) -> list[str]:
    """What the page says of that way back on its day `day`."""
    now = datetime(2026, 11, 2, 12, tzinfo=UTC) + timedelta(days=day)
    rules = content.way_back
    at = runs.whereabouts(course, Hip(**hip), rules, today=now.date())
    story = runs.story(course, Hip(**hip), rules, at)
    days = (Day(now.date() - timedelta(weeks=weeks) + timedelta(days=1)), Day(now.date()))
    it = Weeks(weeks, Course(days), [], (), now, "UTC", miles=False, way=story)
    return [
        entry.text
        for part in paper(WORDS, content, it).right
        if part.heading == "The way back to running, by steps"
        for entry in part.entries
    ]


def test_the_way_back_is_told_with_where_it_led_what_counted_and_what_held_it(content: Content) -> None:
    well, sore = (Felt.GOOD, Morning.SAME), (Felt.SORE, Morning.SAME)
    course = goes((0, *well), (2, *well), (4, *well), (6, *sore), (8, *sore), (10, *well))
    assert with_way(content, course, 11) == [
        "Begun Mon 2 Nov, now on step 1 of 6",
        "Walk and run goes: 6, of them well taken by the next morning: 4",
        "Stiff, sore, worse the next morning or a check-in that was not calm: 8 Nov, 10 Nov",
        "One step back: 10 Nov",
    ]
    # Of a shorter period than the way only what was in it, and nothing of one that ended before.
    assert (
        with_way(content, course, 33)[1] == "Walk and run goes: 3, of them well taken by the next morning: 1"
    )
    assert with_way(content, course, 60) == []


@pytest.mark.parametrize(
    ("days", "stopped", "cleared", "said"),
    [
        (24, False, False, "Begun Mon 2 Nov, all 6 steps finished Tue 24 Nov"),
        (4, True, False, "Begun Mon 2 Nov, stopped by the runner at step 2 of 6"),
        (
            4,
            False,
            True,
            "Begun Mon 2 Nov, came to step 2 of 6; to be begun anew, after a break or a clearing",
        ),
    ],
)
def test_a_way_back_that_is_over_says_how_it_ended(
    content: Content, days: int, stopped: bool, cleared: bool, said: str
) -> None:
    course = goes(*((day, Felt.GOOD, Morning.SAME) for day in range(0, days, 2)))
    course = replace(course, stopped=stopped)
    assert with_way(content, course, days, cleared=cleared)[0] == said
