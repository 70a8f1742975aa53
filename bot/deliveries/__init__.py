"""Every message we owe someone: due, claimed, sent, dropped or unsure; and how fast we may send."""

from bot.deliveries.announced import OfAnnouncement, due_now, of_announcement
from bot.deliveries.claiming import LEASE, Claim, Claimed, claim
from bot.deliveries.exported import export
from bot.deliveries.flow import EDITS_HORIZON
from bot.deliveries.gate import Gate
from bot.deliveries.ledger import (
    ADVICE,
    ANNOUNCED,
    CHANNEL,
    CLUBS,
    SCHEDULED,
    UNASKED,
    Owed,
    Shown,
    add,
    add_all,
    expire,
    forget_settled,
    last_shown,
    live_keys,
    next_due_at,
    proved,
    recover,
    unasked,
    withdraw,
    withdraw_announcement,
    withdraw_chat,
    withdraw_keys,
)
from bot.deliveries.message import Button, Made, Message, Picture
from bot.deliveries.outcome import Gone, Moved, Outcome, Refused, Sent, TryLater, Unsure
from bot.deliveries.pace import give_way, take_chats_for_edits, take_for_edits
from bot.deliveries.recording import move_chat, record, record_all
from bot.deliveries.stats import OfKind, Stats, stats
from bot.deliveries.went_back import clock_went_back

__all__ = [
    "ADVICE",
    "ANNOUNCED",
    "CHANNEL",
    "CLUBS",
    "EDITS_HORIZON",
    "LEASE",
    "SCHEDULED",
    "UNASKED",
    "Button",
    "Claim",
    "Claimed",
    "Gate",
    "Gone",
    "Made",
    "Message",
    "Moved",
    "OfAnnouncement",
    "OfKind",
    "Outcome",
    "Owed",
    "Picture",
    "Refused",
    "Sent",
    "Shown",
    "Stats",
    "TryLater",
    "Unsure",
    "add",
    "add_all",
    "claim",
    "clock_went_back",
    "due_now",
    "expire",
    "export",
    "forget_settled",
    "give_way",
    "last_shown",
    "live_keys",
    "move_chat",
    "next_due_at",
    "of_announcement",
    "proved",
    "record",
    "record_all",
    "recover",
    "stats",
    "take_chats_for_edits",
    "take_for_edits",
    "unasked",
    "withdraw",
    "withdraw_announcement",
    "withdraw_chat",
    "withdraw_keys",
]
