"""OKR513: what people believe and what the numbers say point in opposite directions."""

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.business import open_scores
from okrsite.builtin.example import CHECKIN, OBJECTIVE, objective_text
from okrsite.builtin.subjects import about, number


class Parameters(Struct, frozen=True):
    """From which confidence on, of 10, a team is sure to make it, and up to which it is not."""

    high: float = 7
    low: float = 3


def check(scored: Scored, parameters: Parameters) -> Iterator[Finding]:
    """Objectives off track with high confidence, and on track or done with low confidence."""
    for goal, score in open_scores(scored):
        if score.confidence is None:
            continue
        is_too_sure = score.confidence >= parameters.high and score.status == "off_track"
        is_unsure = score.confidence <= parameters.low and score.status in {"on_track", "done"}
        if not (is_too_sure or is_unsure):
            continue
        status = score.status.replace("_", " ")
        yield Finding(
            goal.at("title"),
            f"'{goal.title}' is {status}, and confidence is {number(score.confidence)} of 10",
            "Ask what the team knows that the numbers do not show, and write it into a check-in.",
            about(goal),
            {"title": goal.title, "confidence": score.confidence, "status": score.status},
        )


RULE = Rule(
    code="OKR513",
    name="confidence-against-progress",
    severity="signal",
    title="Confidence and progress contradict each other",
    why="""
Both are right as far as they go: the numbers know the past, people know what is coming. When the
two disagree somebody knows something that is not written down.
""",
    bad={OBJECTIVE: objective_text(checkins=CHECKIN.replace("confidence = 7", "confidence = 1"))},
    good={OBJECTIVE: objective_text(checkins=CHECKIN)},
    check=check,
    parameters=Parameters,
)
