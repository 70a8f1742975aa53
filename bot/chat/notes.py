"""The note with a check-in: asked for, kept as it is, never assessed."""

from bot import checkins, runners
from bot.chat import checkins as checkins_page
from bot.chat.turn import Command, Needs, Page, Press, Reply, Turn
from bot.wording import checkins as wording
from bot.wording.checkins import NOTE


async def press(turn: Turn) -> Reply:
    """The button "Add a note", and "Skip" under its prompt."""
    press = turn.press or Press("")
    if press.question == "skip":
        talk = turn.talk
        if talk is None or talk.word != NOTE or talk.state["checkin_id"] != press.row_id:
            # The note was kept, or the prompt is an old one: nothing is skipped by this.
            return Reply(strip=True)
        await runners.end_conversation(turn.session, turn.runner.id)
        return Reply(wording.note_skipped(turn.words))
    checkin = await checkins.get(turn.session, turn.vault, press.row_id, turn.runner.id)
    if checkin is None:
        return Reply(toast=turn.words.plain("note-no-checkin"))
    if checkins_page.is_open(turn):
        return Reply(toast=turn.words.plain("note-checkin-open"), alert=True)
    state = {"checkin_id": checkin.id}
    await runners.keep_conversation(turn.session, turn.vault, turn.runner.id, NOTE, state, turn.now)
    return Reply(wording.note_prompt(turn.words, checkin, turn.zone), fresh=True)


async def typed(turn: Turn) -> Reply:
    """The note itself: kept as it is, never assessed."""
    session, runner_id = turn.session, turn.runner.id
    checkin_id = turn.talk.state["checkin_id"] if turn.talk else 0
    text = turn.text.strip()
    if not text:
        return Reply(wording.note_words_please(turn.words, checkin_id))
    if len(text) > checkins.NOTE_LIMIT:
        return Reply(wording.note_too_long(turn.words, checkin_id, len(text)))
    await runners.end_conversation(session, runner_id)
    checkin = await checkins.get(session, turn.vault, checkin_id, runner_id)
    if checkin is None:
        return Reply(wording.note_without_checkin(turn.words))
    await checkins.add_note(session, turn.vault, checkin_id, runner_id, text)
    return Reply(wording.note_kept(turn.words, checkin, turn.zone))


COMMANDS: tuple[Command, ...] = ()
PRESSES: dict[str, tuple[Page, Needs]] = {NOTE: (press, Needs.CONSENT)}
TALKS: dict[str, Page] = {NOTE: typed}
