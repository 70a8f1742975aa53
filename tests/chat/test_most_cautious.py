"""Where several rules speak at once the most cautious one is heard: page by page, for all that may stand."""

import re
from datetime import timedelta

import pytest

from tests.chat.checking_in import check_in
from tests.chat.going import begin, go
from tests.chat.turns import Person
from tests.wording.reading import faults

A_DAY = timedelta(days=1)

# What only somebody with a calm hip may read.
ENCOURAGES = re.compile(
    r"Today:</b> (?:Walk|Run)|at most\.|not a big step|go on the way back is open|Way back leads"
    r"|Keeping it up|in a row|best there is|Carry on|stays as it is|one step up|You finished"
)
PAGES = ("/run plan 3", "/run plan 20", "/run 20km", "/run 1.6km", "/run", "/return", "/today", "/progress")

STANDS = {
    "ease off": (4, ()),
    "mobility only": (5, ()),
    "stop": (7, ()),
    "routine": (1, ("locking",)),
    "routine and stop": (7, ("locking",)),
    "urgent": (0, ("night_or_rest_pain",)),
    "emergency": (0, ("hot_or_fever",)),
}


@pytest.mark.parametrize("on_way_back", [False, True], ids=["training", "way back"])
@pytest.mark.parametrize("stands", STANDS)
async def test_while_anything_stands_no_page_asks_for_a_run_or_praises(
    ada: Person, stands: str, on_way_back: bool
) -> None:
    pain, flags = STANDS[stands]
    if on_way_back:
        await begin(ada)
        await go(ada)
    else:
        await ada.command("/run 2 days ago 5km")
    await check_in(ada, pain, flags=flags)
    for page in PAGES:
        await ada.command(page)
        assert not ENCOURAGES.search(ada.shown.text), page
        assert faults(ada.shown) == [], page
    ada.clock.wait(A_DAY)
    for page in PAGES:
        await ada.command(page)
        assert not ENCOURAGES.search(ada.shown.text), f"{page} a day later"


@pytest.mark.parametrize("on_way_back", [False, True], ids=["training", "way back"])
async def test_with_a_calm_hip_they_do(ada: Person, on_way_back: bool) -> None:
    # Otherwise the test above would hold for pages that say nothing at all.
    if on_way_back:
        await begin(ada)
    else:
        await ada.command("/run yesterday 5km")
    await check_in(ada, 1)
    await ada.command("/return" if on_way_back else "/run plan 5")
    assert ENCOURAGES.search(ada.shown.text)
