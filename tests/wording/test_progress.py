"""/progress at its fullest: within a caption, and what stands comes before everything."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.checkins import Standing
from bot.content import Content
from bot.progress import Course, Day
from bot.questionnaires import Week
from bot.runs import Run, Source
from bot.triage import Course as TrendCourse
from bot.triage import Effect, Level, Trend
from bot.wording import progress
from bot.wording.progress import View
from tests.wording.reading import WORDS, faults

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def fullest(content: Content, level: Level, seen_at: datetime | None = None, weeks: int | None = 12) -> View:
    """Every day with pain, every red flag, a routine and two runs; a score each week."""
    flags = tuple(flag.id for flag in content.red_flags.flags)
    run = Run(1, 1, TODAY, 21100, 7260, None, Source.TYPED, None, NOW)
    days = [Day(TODAY - timedelta(days=n), 10, 10.0, flags, 2, (run, run), 2) for n in range(84)][::-1]
    scores = [Week(TODAY - timedelta(days=1 + 7 * n), (25, 25, 25, 25), NOW, True) for n in range(12)][::-1]
    course = Course(tuple(days), tuple(scores), 1.0, 84, run, 1.0)
    stands_on = TODAY if level >= Level.ROUTINE else None
    return View(course, weeks, False, True, Standing(level, Effect.PAUSED, NOW, 1, seen_at), stands_on)


@pytest.mark.parametrize("level", [Level.CARRY_ON, Level.EMERGENCY])
def test_the_fullest_caption_and_every_page_in_words_fit(content: Content, level: Level) -> None:
    view = fullest(content, level)
    for more in (False, True):
        message = progress.progress(WORDS, content, view, more)
        assert faults(message) == []
    for page in range(14):
        # A week with everything in it, day after day, has a page of its own.
        assert faults(progress.in_words(WORDS, content, view, page), longest=4096) == []


def test_the_fullest_caption_fits_with_what_the_days_added_up_to(content: Content) -> None:
    rose = Trend(TrendCourse.MEAN_ROSE, TODAY - timedelta(days=14), TODAY, 14, 2.1, 4.4)
    stays = Trend(TrendCourse.NOT_SETTLING, TODAY - timedelta(days=21), TODAY, 14, 4.1, 4.4)
    view = replace(fullest(content, Level.ROUTINE), trends=(stays, rose), worse_mornings=12)
    assert faults(progress.progress(WORDS, content, view)) == []
    assert faults(progress.in_words(WORDS, content, view), longest=4096) == []


@pytest.mark.parametrize(
    ("course", "then", "later"),
    [
        (
            TrendCourse.NOT_SETTLING,
            "in 14 check-ins since Tue 29 Sep, and it is not settling. "
            "Your 7-day average was 5.0 then and is 4.5 now.",
            "in 14 check-ins from Tue 29 Sep to Mon 12 Oct, and it was not settling. "
            "Your 7-day average was 5.0 at first and 4.5 at the end of that time.",
        ),
        (
            TrendCourse.MEAN_ROSE,
            "7-day average rose from 5.0 to 4.5 since Tue 29 Sep.",
            "Your pain went up from Tue 29 Sep to Mon 12 Oct: your 7-day average rose from 5.0 to 4.5.",
        ),
        (
            TrendCourse.CLIMBED,
            "3, 4, 5 of 10 in check-ins one after the other since Tue 29 Sep.",
            "went up from Tue 29 Sep to Mon 12 Oct: 3, 4, 5 of 10 in check-ins one after the other.",
        ),
    ],
)
def test_what_the_days_added_up_to_ends_on_the_day_it_was_found_and_only_then_is_now(
    content: Content, course: TrendCourse, then: str, later: str
) -> None:
    found_on = date(2026, 10, 12)
    trend = Trend(course, date(2026, 9, 29), found_on, 14, 5.0, 4.5, (3, 4, 5))
    for today, said, unsaid in ((found_on, then, later), (found_on + timedelta(days=1), later, then)):
        view = View(Course((Day(today, 5),)), 4, False, False, Standing(), found_on, (trend,))
        for message in (progress.progress(WORDS, content, view), progress.in_words(WORDS, content, view)):
            assert said in message.text
            assert unsaid not in message.text


def test_the_caption_names_a_day_as_the_picture_does_and_counts_its_other_flags(content: Content) -> None:
    ids = [flag.id for flag in content.red_flags.flags]
    first, *_, last = (flag.text_in("en").short for flag in content.red_flags.flags)
    days = [Day(TODAY - timedelta(days=n), flags=tuple(ids[: 5 if n else 1])) for n in (6, 5, 4, 3, 2, 0)]
    course = Course((*days[:-1], replace(days[-1], flags=(ids[-1],))))
    text = progress.progress(WORDS, content, View(course, 4, False, False, Standing())).text
    assert f"Sun 22 Nov ({first}, and 4 more); Tue 24 Nov ({last}); and 2 more days." in text
    view = View(Course(days[-2:]), 4, False, False, Standing())  # type: ignore[arg-type]
    # Some names have commas of their own.
    names = [content.red_flags.flags[n].text_in("en").short for n in range(5)]
    assert f"Red flag, Sun 22 Nov: {'; '.join(names)}." in progress.in_words(WORDS, content, view).text


@pytest.mark.parametrize("level", [Level.CARRY_ON, Level.EMERGENCY])
def test_in_words_a_legend_stands_by_what_it_explains(content: Content, level: Level) -> None:
    view = fullest(content, level)
    pages = [progress.in_words(WORDS, content, view, page).text for page in range(14)]
    assert all("Newest first" in page and "Week of" in page for page in pages[1:])
    explained = ["is what you did of what was planned" in page for page in pages]
    assert explained == [level is Level.CARRY_ON] + 13 * [False]
    assert ("Keeping it up: 100 of 100" in pages[0]) == (level is Level.CARRY_ON)


@pytest.mark.parametrize(
    ("level", "first"),
    [
        (Level.ROUTINE, "<b>🟠 Seek professional help</b>"),
        (Level.URGENT, "<b>🟠 Seek professional help</b>"),
        (Level.EMERGENCY, "<b>🔴 Seek professional help now</b>"),
    ],
)
def test_what_stands_comes_first_and_nothing_is_praised(content: Content, level: Level, first: str) -> None:
    view = fullest(content, level)
    for message in (progress.progress(WORDS, content, view), progress.in_words(WORDS, content, view)):
        assert message.text.startswith(first)
        assert message.buttons[0][0].data == "advice:1:show" or "More" in message.buttons[0][0].label
    assert "in a row with all" not in progress.progress(WORDS, content, view).text
    assert "Keeping it up" not in progress.progress(WORDS, content, view).text


@pytest.mark.parametrize("level", [Level.EASE_OFF, Level.STOP])
def test_no_count_asks_somebody_whose_hip_hurts_to_do_more(content: Content, level: Level) -> None:
    calm = replace(fullest(content, Level.ROUTINE), standing=Standing(), stands_on=None)
    assert "in a row with all" in progress.progress(WORDS, content, calm).text
    assert "Keeping it up" in progress.progress(WORDS, content, calm).text
    sore = progress.progress(WORDS, content, replace(calm, standing=Standing(level, Effect.REST))).text
    assert "in a row with all" not in sore
    assert "Keeping it up" not in sore


def test_one_who_was_seen_and_not_cleared_is_not_sent_once_more(content: Content) -> None:
    text = progress.progress(WORDS, content, fullest(content, Level.EMERGENCY, NOW)).text
    assert "Seek" not in text
    assert text.startswith("<b>📈 First, what a professional said</b>")


@pytest.mark.parametrize("weeks", [4, 8])
def test_none_done_of_what_was_due_is_told_of_every_period_it_lies_in(content: Content, weeks: int) -> None:
    days = [Day(TODAY - timedelta(days=n), due=int(0 < n < 5)) for n in range(7 * weeks)][::-1]
    if weeks == 8:
        days[0] = replace(days[0], pain=2)
    view = View(Course(tuple(days)), weeks, False, False, Standing())
    message = progress.progress(WORDS, content, view)
    assert "nothing from these weeks" not in message.text
    assert "Routines: 0 of 4 done." in message.text
    assert "Routines: 0 of " in progress.in_words(WORDS, content, view).text
    # Where none was due either there is nothing.
    bare = replace(view, course=Course(tuple(replace(day, due=0, pain=None) for day in days)))
    assert "nothing from these weeks" in progress.progress(WORDS, content, bare).text


def test_a_day_of_long_ago_is_told_with_its_year_in_the_caption_and_in_words(content: Content) -> None:
    flags = (content.red_flags.flags[0].id,)
    first_on, far_on = date(2021, 5, 10), date(2025, 2, 24)
    far = Run(1, 1, far_on, 42195, None, None, Source.TYPED, None, NOW)
    days = [Day(first_on + timedelta(days=n)) for n in range((TODAY - first_on).days + 1)]
    days = [replace(day, pain=2, flags=flags, runs=(far,)) if day.on == far_on else day for day in days]
    week = Week(far_on, (8, 8, 8, 8), NOW, False)
    view = View(Course(tuple(days), (week,), longest_run=far), None, False, False, Standing())
    caption = progress.progress(WORDS, content, view).text
    assert "Longest run: 42.2 km, 24 Feb 2025." in caption
    assert "Weekly score from 24 Feb 2025:" in caption
    assert "Red flags: 24 Feb 2025 (" in caption
    said = progress.in_words(WORDS, content, view).text
    assert "<b>Week of 24 Feb 2025</b>" in said
    assert "Red flag, 24 Feb 2025:" in said
    assert "198 weeks from 10 May 2021" in said
    # Of these months the year is plain.
    near = replace(view, stands_on=TODAY - timedelta(days=30))
    assert "on Sun 25 Oct, and" in progress.progress(WORDS, content, near).text
