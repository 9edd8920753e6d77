"""Answers: from what a source found, rows or records, to the observations of its KPIs."""
