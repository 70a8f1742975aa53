"""Every message we owe someone: due, claimed, sent, dropped or unsure; and how fast we may send."""

from bot.deliveries.ledger import (
    ADVICE,
    LEASE,
    SCHEDULED,
    Claim,
    Claimed,
    add,
    claim,
    expire,
    forget_settled,
    move_chat,
    next_due_at,
    proved,
    record,
    recover,
    withdraw,
    withdraw_keys,
)
from bot.deliveries.message import Button, Message, Picture
from bot.deliveries.outcome import Gone, Moved, Outcome, Refused, Sent, TryLater, Unsure
from bot.deliveries.pace import take_for_edits

__all__ = [
    "ADVICE",
    "LEASE",
    "SCHEDULED",
    "Button",
    "Claim",
    "Claimed",
    "Gone",
    "Message",
    "Moved",
    "Outcome",
    "Picture",
    "Refused",
    "Sent",
    "TryLater",
    "Unsure",
    "add",
    "claim",
    "expire",
    "forget_settled",
    "move_chat",
    "next_due_at",
    "proved",
    "record",
    "recover",
    "take_for_edits",
    "withdraw",
    "withdraw_keys",
]
