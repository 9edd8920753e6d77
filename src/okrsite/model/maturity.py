"""Maturity: how well goals are practised, from facts of the repository alone."""

from typing import Literal

from msgspec import Struct

from okrsite.model.diagnostic import Subject
from okrsite.model.names import TeamId

Dimension = Literal["clarity", "alignment", "discipline", "connection", "closure"]
MaturityLevel = Literal["ad_hoc", "emerging", "defined", "managed", "disciplined"]
MaturityFact = Literal[
    "has_key_results",
    "is_measured",
    "is_aligned",
    "checked_in",
    "reviewed",
    "has_retrospective",
    "has_kpi",
    "is_acted_on",
    "is_graded",
    "is_rebaselined",
]


class Evidence(Struct, frozen=True, array_like=True, gc=False):
    """One fact behind a point of maturity.

    Attributes:
        subject: What it is about.
        holds: Whether it holds.
        fact: Which fact it is.
    """

    subject: Subject
    holds: bool
    fact: MaturityFact


class Maturity(Struct, frozen=True, array_like=True):
    """How far one dimension of the practice has come.

    Attributes:
        dimension: The dimension.
        share: The share of facts that hold, 0 to 1; None where there are none.
        level: The level that the share reaches.
        evidence: The facts that were looked at.
    """

    dimension: Dimension
    share: float | None
    level: MaturityLevel | None
    evidence: tuple[Evidence, ...] = ()


class MaturityReport(Struct, frozen=True, array_like=True):
    """The maturity of a team or of the company.

    Attributes:
        team: The team; None for the company.
        level: The level of the weakest dimension.
        dimensions: Each dimension in order.
    """

    team: TeamId | None
    level: MaturityLevel | None
    dimensions: tuple[Maturity, ...]
