"""Grade: the verdict on a goal when its cycle is closed."""

from okrsite.model.goal_score import Band, Grade
from okrsite.model.names import ObjectiveType
from okrsite.model.settings import ScoringSettings
from okrsite.pipeline.compute.rounding import rounded


def grade(
    earned: float | None,
    given: float | None,
    reason: str,
    kind: ObjectiveType,
    scoring: ScoringSettings,
    counts: float | None = None,
) -> Grade:
    """The grade from clamped progress and, where there is one, the score given by hand.

    What counts in means, and decides band and met, is the given score, else `counts` (the mean of
    an objective's key results, whose given scores stand in it), else what was earned. Committed
    goals are met at 1, others from 0.7. Nothing measured and nothing given has no band.
    """
    rules = given if given is not None else counts if counts is not None else earned
    band = None if rules is None else grade_band(rules, scoring)
    return Grade(earned, given, reason, rules, is_met(rules, kind, scoring), band)


def is_met(share: float | None, kind: ObjectiveType, scoring: ScoringSettings) -> bool:
    """Whether a grade is enough for its type of objective; an unknown one is not."""
    if share is None:
        return False
    return rounded(share) >= (1 if kind == "committed" else scoring.met)


def grade_band(share: float, scoring: ScoringSettings) -> Band:
    """The band of a grade, or of a mean of them: low below 0.4, middle below 0.7, else high."""
    if rounded(share) < scoring.low:
        return "low"
    return "middle" if rounded(share) < scoring.high else "high"
