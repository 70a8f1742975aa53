"""How far an announcement is: how many had it, wait for it, and will not get it."""

from dataclasses import dataclass

from bot.announcements.announcement import Announcement
from bot.deliveries import OfAnnouncement


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of runners. `later` of those who wait have quiet hours; `unsure` may have had it or not."""

    total: int
    sent: int
    unsure: int
    waiting: int
    later: int
    dropped: int
    is_stopped: bool
    has_ended: bool

    @property
    def brief(self) -> str:
        """All of it in short, to tell whether a message says it already."""
        counts = (self.sent, self.unsure, self.waiting, self.later, self.dropped)
        return ":".join(map(str, (*counts, *map(int, (self.is_stopped, self.has_ended)))))


def progress_of(announcement: Announcement, counts: OfAnnouncement) -> Progress:
    """How far it is, from what the ledger says now; once it has ended, from what was kept then."""
    if announcement.ended_at:
        sent, unsure, dropped = announcement.sent, announcement.unsure, announcement.dropped
        total = sent + unsure + dropped
        return Progress(total, sent, unsure, 0, 0, dropped, announcement.stopped_at is not None, True)
    total = max(announcement.total, announcement.owed)
    to_be_owed = 0 if announcement.is_all_owed else total - announcement.owed
    waiting = to_be_owed + counts.due + counts.later + counts.claimed
    return Progress(
        total=total,
        sent=counts.sent,
        unsure=counts.unsure,
        waiting=waiting,
        later=counts.later,
        # Whoever is in none of these was dropped, or paused, or was forgotten meanwhile.
        dropped=max(0, total - counts.sent - counts.unsure - waiting),
        is_stopped=announcement.stopped_at is not None,
        has_ended=announcement.is_all_owed and waiting == 0,
    )
