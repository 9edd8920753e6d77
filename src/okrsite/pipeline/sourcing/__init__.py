"""Sourcing: what to ask each source, which answers are accepted, and what becomes of the files.

All of it is pure. Asking the sources and writing the files is done in `effects.fetch`.
"""

from okrsite.pipeline.sourcing.apply import KpiFiles, KpiUpdate, apply
from okrsite.pipeline.sourcing.merge import DayRange, Difference, Merged, merge
from okrsite.pipeline.sourcing.plan import (
    SkippedKpi,
    SourceBatch,
    SourcingPlan,
    broken_queries,
    default_since,
    plan,
)
from okrsite.pipeline.sourcing.validate import Accepted, Answers, Rejected, Values

__all__ = [
    "Accepted",
    "Answers",
    "DayRange",
    "Difference",
    "KpiFiles",
    "KpiUpdate",
    "Merged",
    "Rejected",
    "SkippedKpi",
    "SourceBatch",
    "SourcingPlan",
    "Values",
    "apply",
    "broken_queries",
    "default_since",
    "merge",
    "plan",
]
