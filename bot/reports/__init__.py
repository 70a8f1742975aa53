"""A page on paper for a doctor or physiotherapist: a course of weeks in, a PDF out."""

from bot.reports.page import report
from bot.reports.paper import MOST_ENTRIES, Entry, Paper, Section

__all__ = ["MOST_ENTRIES", "Entry", "Paper", "Section", "report"]
