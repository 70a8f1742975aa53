"""What the bare bots say, the same in each library."""

from benchmarks.filling import FIRST_CHAT

# As many buttons as the longest question of ours has; the first is the one that is pressed.
BUTTONS = (("None", "bare:none"), *((f"Another {n}", f"bare:{n}") for n in range(12)))

BULK = "<b>Strength A</b>\n" + "\n".join(f"{n}. An exercise, 2 x 10 each side, hold 2 s" for n in range(1, 8))
BULK_CHATS = range(FIRST_CHAT + 1, FIRST_CHAT + 10_001)
