"""The warnings on paper: what stands comes first, the strictest before others, each by name and day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.checkins import Asked, CheckIn, binding
from bot.content import Content
from bot.reports import Entry
from bot.triage import Answers, assess
from bot.wording.warned import Warned
from tests.wording.reading import WORDS

FIRST = datetime(2026, 9, 1, 12, tzinfo=UTC)
MADE_ON = date(2026, 11, 24)


class History:
    """What one runner told on days after the first of September."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.told: list[CheckIn] = []
        self.binding: list[CheckIn] = []

    def say(self, day: int, *flags: str, pain: int = 1) -> None:
        at = FIRST + timedelta(days=day)
        answers = Answers(now=pain, worst=pain, flags=frozenset(flags))
        newest = self.told[-1] if self.told else None
        stood = binding.before(self.binding, newest, at.date())
        decision = assess(answers, stood, self.content.red_flags, self.content.pain_rules, "1")
        self.told.append(CheckIn(len(self.told), 1, Asked.CHECKIN, at, at.date(), answers, decision))
        if binding.binds(decision, stood):
            self.binding.append(self.told[-1])

    def seen(self, day: int) -> None:
        at = FIRST + timedelta(days=day)
        self.binding = [replace(it, seen_at=at) for it in self.binding]
        self.told = [next((one for one in self.binding if one.id == it.id), it) for it in self.told]

    def cleared(self, day: int) -> None:
        at, first = FIRST + timedelta(days=day), self.binding[0].id
        self.told = [replace(it, seen_at=at, cleared_at=at) if it.id >= first else it for it in self.told]
        self.binding = []

    def forms(self, begins: int = 0) -> list[tuple[Entry, ...]]:
        first_on = FIRST.date() + timedelta(days=begins)
        warned = Warned(WORDS, self.content, self.binding, first_on, MADE_ON, "Europe/Berlin")
        for checkin in self.told:
            warned.add(checkin)
        return list(warned.forms())


def lines(entries: Sequence[Entry]) -> list[str]:
    return [line for entry in entries for line in (entry.lead, entry.text) if line]


def test_what_stands_is_first_then_each_clearing_once_and_in_each_the_strictest(content: Content) -> None:
    told = History(content)
    told.say(0, "limping")
    told.say(2, "night_or_rest_pain", "hot_or_fever")
    told.cleared(5)
    told.say(10, "locking")
    told.cleared(11)
    told.say(20, "locking")
    told.say(21, "limping")
    assert lines(told.forms()[1]) == [
        "Not cleared by a professional",
        "Urgent: 22 Sep. Limping, or hard to walk",
        "Book a visit: 21 Sep. Catches, locks or gives way",
        "Cleared by a professional, as told on 12 Sep",
        "Book a visit: 11 Sep. Catches, locks or gives way",
        "Cleared by a professional, as told on 6 Sep",
        "Emergency: 3 Sep. Hot, very swollen, or feverish",
        "Urgent: 3 Sep. Wakes you, or hurts at rest",
        "Urgent: 1 Sep. Limping, or hard to walk",
    ]


def test_what_was_told_before_the_weeks_is_said_while_it_stands_and_not_once_it_is_cleared(
    content: Content,
) -> None:
    told = History(content)
    told.say(0, "limping")
    told.cleared(1)
    told.say(3, "hot_or_fever")
    told.say(4, "cannot_bear_weight")
    told.say(60)
    assert lines(told.forms(begins=50)[1]) == [
        "Not cleared by a professional",
        "Emergency: 5 Sep. Cannot stand on the leg",
        "Emergency: 4 Sep. Hot, very swollen, or feverish",
    ]


def test_who_was_seen_was_seen_with_all_of_it_and_what_came_later_was_not(content: Content) -> None:
    told = History(content)
    told.say(0, "limping")
    told.say(1, "swelling")
    told.seen(2)
    told.say(3, "limping")
    assert lines(told.forms()[1]) == [
        "Not cleared by a professional",
        "Urgent: 4 Sep. Limping, or hard to walk",
        "Seen, but not cleared yet, as told on 3 Sep",
        "Urgent: 1 Sep. Limping, or hard to walk",
        "Urgent: 2 Sep. Swelling at the hip or groin",
    ]


def test_a_stop_beside_what_stands_is_named_since_it_binds_until_cleared_too(content: Content) -> None:
    told = History(content)
    told.say(0, "locking")
    told.say(1, pain=8)
    assert lines(told.forms()[0]) == [
        "Not cleared by a professional",
        "Book a visit: 1 Sep. “My hip catches, locks or gives way.”",
        "Book a visit: 2 Sep. Pain in the stop band while a warning was not cleared.",
    ]


def test_days_one_after_the_other_are_a_span_and_very_many_are_counted(content: Content) -> None:
    told = History(content)
    for day in (0, 1, 5, 6, 7, 9):
        told.say(day, "limping")
    assert told.forms()[1][0].text == "Urgent: 1 Sep, 2 Sep, 6 Sep to 8 Sep, 10 Sep. Limping, or hard to walk"
    for day in range(11, 51, 2):
        told.say(day, "limping")
    assert told.forms()[1][0].text == "Urgent: 26 days, 1 Sep to 20 Oct. Limping, or hard to walk"


def test_a_year_is_said_of_what_has_stood_for_long(content: Content) -> None:
    told = History(content)
    told.say(-300, "limping")
    assert told.forms()[0][0].text.startswith("Urgent: 5 Nov 2025. ")


def test_every_form_names_every_warning_and_the_last_two_name_each_once(content: Content) -> None:
    told = History(content)
    flags = content.red_flags.flags
    for day in range(84):
        told.say(day, flags[day % len(flags)].id)
        if day in (20, 40, 60):
            told.cleared(day)
    shorts = [flag.text_in("en").short for flag in flags]
    whole, *shorter = told.forms()
    assert all(any(flag.text_in("en").question in entry.text for entry in whole) for flag in flags)
    for form in shorter:
        assert all(any(short in entry.text for entry in form) for short in shorts)
    assert [len(form) for form in shorter[-2:]] == [len(flags)] * 2
    assert [len(form) for form in shorter] == sorted((len(form) for form in shorter), reverse=True)


def test_a_question_that_is_asked_no_more_still_has_its_name(content: Content) -> None:
    told = History(content)
    told.say(0, "limping")
    fewer = [flag for flag in content.red_flags.flags if flag.id != "limping"]
    told.content = replace(content, red_flags=content.red_flags.model_copy(update={"flags": tuple(fewer)}))
    for form in told.forms():
        assert [entry.text for entry in form] == ["Book a visit: 1 Sep. limping"]


def test_days_are_in_order_for_whoever_came_to_one_again(content: Content) -> None:
    told = History(content)
    told.say(0, "limping")
    told.say(1, "limping")
    told.told.append(replace(told.told[0], id=2, at=told.told[1].at + timedelta(hours=1)))
    assert told.forms()[1][0].text == "Urgent: 1 Sep, 2 Sep. Limping, or hard to walk"


def test_nothing_to_warn_of_is_nothing(content: Content) -> None:
    told = History(content)
    told.say(0)
    assert told.forms() == [()] * 5
