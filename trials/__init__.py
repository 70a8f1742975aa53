"""Proofs at full size, too long for every change: `make trials`. The tests have each of them small."""
