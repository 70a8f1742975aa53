"""Tests of the week's questions."""
