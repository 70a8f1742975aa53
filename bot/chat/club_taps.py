"""A button under a club's post, for anybody: counted, named for who asks, and the streaks of those."""

from bot import clubs
from bot.chat.turn import Press, Reply
from bot.chat.visit import Visit
from bot.clubs import Tap
from bot.wording import clubs as wording


async def tap(visit: Visit) -> Reply:
    """A button under a post: counted without a name, taken back by the next tap."""
    press = visit.press or Press("tap")
    if press.question in _TAPPED:
        return await _TAPPED[press.question](visit, press.row_id)
    counts = None
    if press.question in tuple(Tap) and visit.message_id:
        counts = await clubs.tap(
            visit.session,
            visit.vault,
            post_id=press.row_id,
            chat_id=visit.chat_id,
            message_id=visit.message_id,
            person_id=visit.person_id,
            what=Tap(press.question),
            now=visit.now,
        )
    if counts is None:
        return Reply(toast=visit.words.plain("club-tap-too-old"))
    if not counts:
        return Reply(toast=visit.words.plain("club-tap-taken-back"))
    if press.question != Tap.DAY:
        return Reply(toast=visit.words.plain("club-tapped"))
    days = await clubs.days_done(visit.session, visit.vault, press.row_id, visit.person_id)
    said = "club-tapped-met" if days >= clubs.SESSIONS_WANTED else "club-tapped-day"
    return Reply(toast=visit.words.plain(said, days=days, many=clubs.SESSIONS_WANTED))


async def _name(visit: Visit, post_id: int) -> Reply:
    shown = await clubs.show_name(
        visit.session,
        visit.vault,
        post_id=post_id,
        chat_id=visit.chat_id,
        person_id=visit.person_id,
        name=visit.first_name,
        now=visit.now,
    )
    if shown is None:
        return Reply(toast=visit.words.plain("club-tap-too-old"))
    return Reply(toast=visit.words.plain("club-name-shown" if shown else "club-name-gone"), alert=shown)


async def _streaks(visit: Visit, post_id: int) -> Reply:
    found = await clubs.streaks(visit.session, visit.vault, post_id, visit.chat_id)
    return Reply(toast=wording.streaks(visit.words, found), alert=True)


_TAPPED = {"name": _name, "streaks": _streaks}
