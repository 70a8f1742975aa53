"""A product value in, a Message out: text, buttons and tone; no decisions."""
