"""Objectives that fall behind, or whose confidence says something else."""

from collections.abc import Iterator

from msgspec import Struct

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.example import CHECKIN, OBJECTIVE, RESPONSE, objective_text
from okrsite.builtin.rules.quantities import number, percent
from okrsite.builtin.rules.subjects import current_scores, subject_of


class ConfidenceLimits(Struct, frozen=True):
    """From which confidence on, of 10, a team is sure to make it, and up to which it is not."""

    high: float = 7
    low: float = 3


def check_confidence_against_progress(
    scored: Scored, parameters: ConfidenceLimits
) -> Iterator[Finding]:
    """Objectives off track with high confidence, and on track or done with low confidence."""
    for objective, score in current_scores(scored):
        if score.confidence is None:
            continue
        is_too_sure = score.confidence >= parameters.high and score.status == "off_track"
        is_unsure = score.confidence <= parameters.low and score.status in {"on_track", "done"}
        if not (is_too_sure or is_unsure):
            continue
        status = score.status.replace("_", " ")
        yield Finding(
            objective.at("title"),
            f"'{objective.title}' is {status}, and confidence is {number(score.confidence)} of 10",
            "Ask what the team knows that the numbers do not show, and write it into a check-in.",
            subject_of(objective),
            {"title": objective.title, "confidence": score.confidence, "status": score.status},
        )


CONFIDENCE_AGAINST_PROGRESS = Rule(
    code="OKR513",
    name="confidence-against-progress",
    severity="signal",
    asked_of="objective",
    title="Confidence and progress contradict each other",
    why="""
Both are right as far as they go: the numbers know the past, people know what is coming. When the
two disagree somebody knows something that is not written down.
""",
    bad={OBJECTIVE: objective_text(checkins=CHECKIN.replace("confidence = 7", "confidence = 1"))},
    good={OBJECTIVE: objective_text(checkins=CHECKIN)},
    check=check_confidence_against_progress,
    parameters=ConfidenceLimits,
)


def check_objective_off_track(scored: Scored, _: None) -> Iterator[Finding]:
    """Active objectives of an open cycle that are off track."""
    for objective, score in current_scores(scored):
        if score.status != "off_track" or score.progress is None or score.expected is None:
            continue
        yield Finding(
            objective.at("title"),
            f"'{objective.title}' is off track: {percent(score.progress)}, "
            f"and {percent(score.expected)} were expected by now",
            "Say in a check-in what would bring it back, or what is given up for it.",
            subject_of(objective),
            {"title": objective.title, "progress": score.progress, "expected": score.expected},
        )


LATE = RESPONSE + "\n" + RESPONSE.replace('"response"', '"answers"')

OBJECTIVE_OFF_TRACK = Rule(
    code="OKR516",
    name="objective-off-track",
    severity="signal",
    asked_of="objective",
    title="An objective is off track",
    why="""
What falls behind in silence is noticed at the close, when nothing can be done about it. Off track
is no reproach: it is the moment to help, to change the plan, or to let something go.
""",
    bad={OBJECTIVE: objective_text(key_results=LATE, checkins=CHECKIN.replace("12", "23"))},
    good={OBJECTIVE: objective_text(key_results=LATE, checkins=CHECKIN.replace("12", "8"))},
    check=check_objective_off_track,
)
