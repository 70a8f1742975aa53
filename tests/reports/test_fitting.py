"""What stands in a box: all of it where there is room, and a share of each section where there is not."""

from hypothesis import given
from hypothesis import strategies as st

from bot.reports.fitting import Heights, shown

HEIGHTS = st.builds(
    Heights,
    st.floats(1, 10),
    st.lists(st.floats(1, 20), max_size=12).map(tuple),
    st.floats(1, 5),
)


def test_what_fits_stays_whole() -> None:
    assert shown([Heights(5, (4, 4), 4), Heights(5, (), 4)], [0, 0], 18) == [2, 0]


def test_the_longest_gives_way_and_its_line_of_the_rest_has_its_room() -> None:
    assert shown([Heights(5, (4,) * 10, 4), Heights(5, (4,), 4)], [0, 0], 30) == [3, 1]


def test_what_is_firm_gives_way_after_everything_else() -> None:
    firm = Heights(5, (4,) * 6, 4, firm=True)
    assert shown([firm, Heights(5, (4, 4), 4)], [0, 0], 39) == [6, 0]
    assert shown([firm, Heights(5, (4, 4), 4)], [0, 0], 34) == [4, 0]


def test_entries_that_were_never_measured_are_said_to_be_left_out() -> None:
    assert shown([Heights(5, (4, 4), 4)], [7], 13) == [1]


def test_nothing_fits_where_the_headings_do_not() -> None:
    assert shown([Heights(5, (4,), 4)], [0], 8) is None


@given(st.lists(HEIGHTS, min_size=1, max_size=4), st.floats(1, 200))
def test_it_never_takes_more_than_its_room(sections: list[Heights], room: float) -> None:
    counts = shown(sections, [0] * len(sections), room)
    if counts is not None:
        taken = sum(it.with_entries(count, 0) for it, count in zip(sections, counts, strict=True))
        assert taken <= room
