"""A page on paper for a doctor or physiotherapist: a course of weeks in, a PDF out."""
