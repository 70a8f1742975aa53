"""What operators see of announcements, and the announcement itself as a runner sees it."""

from datetime import timedelta

from bot.announcements import LONGEST, OF_USE_FOR, Draft, Fault, Progress
from bot.deliveries import Message
from bot.runners import Audience
from bot.wording import general
from bot.wording.operators import length
from bot.wording.words import Safe, Words

# What the data of their buttons begins with.
WORD = "announce"

CELLS, FULL, EMPTY = 10, "▰", "▱"


def announcement(text: str) -> Message:
    """The announcement: the operator's words alone, which are HTML already. It can wait, so it is silent."""
    return Message(Safe(text), silent=True)


def ask(words: Words, draft: Draft) -> Message:
    """Asks for the text in the first language."""
    text = words("announce-ask", longest=LONGEST)
    return Message(text, ((general.button(words, "cancel", f"{WORD}:{draft.id}:cancel"),),))


def ask_in(words: Words, draft: Draft, language: str, default: str) -> Message:
    """Asks for the text in another language; both are named as they call themselves."""
    skip = general.button(words, "announce-skip", f"{WORD}:{draft.id}:skip:{draft.version}")
    cancel = general.button(words, "cancel", f"{WORD}:{draft.id}:cancel")
    return Message(words("announce-ask-in", language=language, default=default), ((skip,), (cancel,)))


def ready(words: Words, draft: Draft, found: Audience) -> Message:
    """Under the preview: to how many it would go, and the way there."""
    prefix = f"{WORD}:{draft.id}"
    change = general.button(words, "announce-change", f"{prefix}:change")
    cancel = general.button(words, "cancel", f"{prefix}:cancel")
    if not found.reached:
        return Message(words("announce-nobody"), ((change, cancel),))
    hours = OF_USE_FOR // timedelta(hours=1)
    text = words("announce-ready", n=found.reached, hours=hours)
    if found.paused or found.unreachable:
        left_out = words("announce-left-out", paused=found.paused, unreachable=found.unreachable)
        text = Safe(f"{text}\n\n{left_out}")
    send = general.button(words, "announce-send", f"{prefix}:send:{draft.version}", n=found.reached)
    return Message(text, ((send,), (change, cancel)))


def refused(words: Words, fault: Fault, found_length: int) -> Message:
    """Why this cannot be announced, and what to do."""
    match fault:
        case Fault.NOT_TEXT:
            return Message(words("announce-not-text"))
        case Fault.EMPTY:
            return Message(words("announce-empty"))
    return Message(words("announce-too-long", length=found_length, longest=LONGEST))


def unreadable(words: Words) -> Message:
    """Telegram refused the preview, and would refuse every copy."""
    return Message(words("announce-unreadable"))


def one_message(words: Words) -> Message:
    """There is a text already: a long one comes in two messages, and the second is none."""
    return Message(words("announce-one-message"))


def cancelled(words: Words) -> Message:
    """The draft is gone."""
    return Message(words("announce-cancelled"))


def progress(words: Words, announcement_id: int, found: Progress, rate: int) -> Message:
    """How far it is, as a bar and in counts; how it ended, when it has."""
    if found.has_ended:
        return Message(_ended(words, found))
    lines = [
        words("announce-stopping" if found.is_stopped else "announce-sending"),
        _bar(words, found),
        *_counts(words, found),
    ]
    soon = found.waiting - found.later
    if soon > rate:
        lines.append(words("announce-takes", time=length(timedelta(seconds=soon / rate))))
    stop = general.button(words, "announce-stop", f"{WORD}:{announcement_id}:stop")
    return Message(Safe("\n".join(lines)), () if found.is_stopped else ((stop,),))


def one_at_a_time(words: Words) -> Message:
    """One is on its way, whoever asks for another: said above how far that one is."""
    return Message(words("announce-one-at-a-time"))


def _ended(words: Words, found: Progress) -> Safe:
    lines = [
        words("announce-stopped" if found.is_stopped else "announce-sent"),
        words("announce-had-it", n=found.sent),
    ]
    if found.unsure:
        lines.append(words("announce-n-unsure", n=found.unsure))
    if found.is_stopped:
        lines.append(words("announce-taken-back", n=found.dropped))
    elif found.dropped:
        lines += [words("announce-n-dropped", n=found.dropped), words("announce-why-dropped")]
    return Safe("\n".join(lines))


def _bar(words: Words, found: Progress) -> Safe:
    done = found.total - found.waiting
    full = CELLS * done // max(1, found.total)
    return words("announce-bar", bar=FULL * full + EMPTY * (CELLS - full), done=done, total=found.total)


def _counts(words: Words, found: Progress) -> list[Safe]:
    waiting = words("announce-n-waiting", n=found.waiting)
    if found.later:
        waiting = words("announce-n-waiting-later", n=found.waiting, later=found.later)
    lines = [words("announce-n-sent", n=found.sent), waiting, words("announce-n-dropped", n=found.dropped)]
    return [*lines, words("announce-n-unsure", n=found.unsure)] if found.unsure else lines
