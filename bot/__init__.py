"""Steady Hips: a companion on Telegram that helps adult runners keep their hips healthy."""
