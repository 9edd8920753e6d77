"""OKR516: an objective falls far behind where it should be by now."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.business import open_scores
from okrsite.builtin.example import CHECKIN, OBJECTIVE, RESPONSE, objective_text
from okrsite.builtin.subjects import about, amount


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Active objectives of an open cycle that are off track."""
    for goal, score in open_scores(scored):
        if score.status != "off_track" or score.progress is None or score.expected is None:
            continue
        yield Finding(
            goal.at("title"),
            f"'{goal.title}' is off track: {_percent(score.progress)}, "
            f"and {_percent(score.expected)} were expected by now",
            "Say in a check-in what would bring it back, or what is given up for it.",
            about(goal),
            {"title": goal.title, "progress": score.progress, "expected": score.expected},
        )


def _percent(share: float) -> str:
    return amount(round(100 * share), "%")


LATE = RESPONSE + "\n" + RESPONSE.replace('"response"', '"answers"')

RULE = Rule(
    code="OKR516",
    name="objective-off-track",
    severity="signal",
    title="An objective is off track",
    why="""
What falls behind in silence is noticed at the close, when nothing can be done about it. Off track
is no reproach: it is the moment to help, to change the plan, or to let something go.
""",
    bad={OBJECTIVE: objective_text(key_results=LATE, checkins=CHECKIN.replace("12", "23"))},
    good={OBJECTIVE: objective_text(key_results=LATE, checkins=CHECKIN.replace("12", "8"))},
    check=check,
)
