"""Sourcing: what to ask each source, what to believe of its answer, and what becomes of a file."""

from okrsite.pipeline.sourcing.apply import Settled, settle
from okrsite.pipeline.sourcing.broken_queries import half_read
from okrsite.pipeline.sourcing.merge import Difference, Merged, merge
from okrsite.pipeline.sourcing.plan import Inquiry, Plan, Unasked, plan
from okrsite.pipeline.sourcing.validate import Answer, Answers, Observed, Refused
from okrsite.pipeline.sourcing.wanted import first_wanted

__all__ = [
    "Answer",
    "Answers",
    "Difference",
    "Inquiry",
    "Merged",
    "Observed",
    "Plan",
    "Refused",
    "Settled",
    "Unasked",
    "first_wanted",
    "half_read",
    "merge",
    "plan",
    "settle",
]
