"""Every page of the chat: which command, button word and open conversation leads to which."""

from bot.chat import (
    advice,
    checkins,
    clubs,
    exercises,
    general,
    learn,
    levels,
    morning_answers,
    notes,
    papers,
    pauses,
    privacy,
    progress,
    questionnaires,
    routines,
    runs,
    schedule,
    sessions,
    start,
    tips,
    today,
    weekly,
)
from bot.chat.turn import Command, Needs, Page

# The order of the commands is the order of the menu.
COMMANDS: tuple[Command, ...] = (
    *start.COMMANDS,
    *today.COMMANDS,
    *checkins.COMMANDS,
    *questionnaires.COMMANDS,
    *runs.COMMANDS,
    *progress.COMMANDS,
    *exercises.COMMANDS,
    *learn.COMMANDS,
    *schedule.COMMANDS,
    *clubs.COMMANDS,
    *pauses.COMMANDS,
    *papers.COMMANDS,
    *privacy.COMMANDS,
    *general.COMMANDS,
)

PRESSES: dict[str, tuple[Page, Needs]] = {
    **start.PRESSES,
    **today.PRESSES,
    **routines.PRESSES,
    **levels.PRESSES,
    **sessions.PRESSES,
    **checkins.PRESSES,
    **notes.PRESSES,
    **questionnaires.PRESSES,
    **morning_answers.PRESSES,
    **progress.PRESSES,
    **advice.PRESSES,
    **runs.PRESSES,
    **exercises.PRESSES,
    **learn.PRESSES,
    **schedule.PRESSES,
    **tips.PRESSES,
    **weekly.PRESSES,
    **pauses.PRESSES,
    **papers.PRESSES,
    **privacy.PRESSES,
    **general.PRESSES,
}

TALKS: dict[str, Page] = {
    **start.TALKS,
    **checkins.TALKS,
    **notes.TALKS,
    **runs.TALKS,
    **schedule.TALKS,
    **weekly.TALKS,
}
