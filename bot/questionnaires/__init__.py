"""How the hip was in a week: four questions, scored; a week without answers is a gap."""

from bot.questionnaires.questionnaire import Week

__all__ = ["Week"]
