"""Titles that are a number, a task or a wish."""

import re
from collections.abc import Iterator

from okrsite.api import (
    Finding,
    KeyResult,
    Metric,
    Milestones,
    Rule,
    Scored,
    Zones,
    unclosed_objectives,
)
from okrsite.builtin.example import CHURN, OBJECTIVE, objective_text
from okrsite.builtin.rules.goals.title_checks import target_in, task_word, vague_word
from okrsite.builtin.rules.subjects import is_switch, subject_of, unclosed_key_results

# Shares, lengths, areas, volumes, weights, power and energy: what is there, not how many were made.
AMOUNT = re.compile(r"%|^(?:[kMGT]?(?:m|W|Wh|t|l)|kg|m[²2³3]|ha|acres|miles)\b", re.ASCII)


def check_objective_is_a_number(scored: Scored, _: None) -> Iterator[Finding]:
    """Objectives whose title is a target."""
    language = scored.forest.settings.site.language
    for objective in unclosed_objectives(scored.forest):
        if figure := target_in(objective.title, language):
            yield Finding(
                objective.at("title"),
                f"the objective '{objective.title}' names a number to be reached ({figure})",
                "Say in words what will be better, and move the number into a key result.",
                subject_of(objective),
                {"title": objective.title, "figure": figure},
            )


OBJECTIVE_IS_A_NUMBER = Rule(
    code="OKR201",
    name="objective-is-a-number",
    severity="warning",
    asked_of="objective",
    title="An objective names a number to be reached",
    why="""
An objective is the sentence that people remember: where are we going, and why does it matter? A
number answers neither. It says how we shall know, and that is what key results are for. With the
number in the objective there is nothing left for them to measure.
""",
    bad={OBJECTIVE: objective_text("Increase revenue by 25 %")},
    good={OBJECTIVE: objective_text("Small firms choose us first")},
    also_good=(
        {OBJECTIVE: objective_text("One place to work for all 12 teams")},
        {OBJECTIVE: objective_text("Ready for ISO 27001 by the end of 2027")},
        {OBJECTIVE: objective_text("Everybody is home by 5 pm")},
        {OBJECTIVE: objective_text("Switch to 5G in the whole country")},
        {OBJECTIVE: objective_text("Over 50s feel welcome in our gyms")},
    ),
    check=check_objective_is_a_number,
)


def check_objective_is_a_task(scored: Scored, _: None) -> Iterator[Finding]:
    """Objectives whose title is a task."""
    language = scored.forest.settings.site.language
    for objective in unclosed_objectives(scored.forest):
        if word := task_word(objective.title, language):
            yield Finding(
                objective.at("title"),
                f"the objective '{objective.title}' is a task ('{word}')",
                "Say what will be different for whom once it is done; the task is an initiative.",
                subject_of(objective),
                {"title": objective.title, "word": word},
            )


OBJECTIVE_IS_A_TASK = Rule(
    code="OKR202",
    name="objective-is-a-task",
    severity="warning",
    asked_of="objective",
    title="An objective is a task",
    why="""
A task can be done without anything getting better: the system is launched, and nobody uses it. An
objective says what shall be different, so that a team may change its plan when the plan does not
work. Tasks are initiatives; they stand in the text below.
""",
    bad={OBJECTIVE: objective_text("Implement the new support system")},
    good={OBJECTIVE: objective_text("Nobody waits for support any more")},
    also_good=(
        {OBJECTIVE: objective_text("Build a first-rate crew")},
        {OBJECTIVE: objective_text("Deliver enough leads for the plan of sales")},
        {OBJECTIVE: objective_text("Launch days without a night shift")},
        {OBJECTIVE: objective_text("Install rate of the app recovers")},
    ),
    check=check_objective_is_a_task,
)


def check_key_result_is_a_task(scored: Scored, _: None) -> Iterator[Finding]:
    """Key results whose title is a task, and which count no more than what was made."""
    language = scored.forest.settings.site.language
    for objective, result in unclosed_key_results(scored):
        word = task_word(result.title, language, of_key_result=True)
        if word is None or not _counts_output(result):
            continue
        yield Finding(
            result.at("title"),
            f"the key result '{result.title}' is a task ('{word}'), not an outcome",
            "Ask what it shall change, and measure that; the task itself is an initiative.",
            subject_of(objective, result),
            {"title": result.title, "word": word},
        )


def _counts_output(result: KeyResult) -> bool:
    """Whether a key result may be met by making things: facts, or a count that begins with none.

    What a KPI measures, what has a value at the start and what is a share or a physical amount is
    an outcome, whatever verb its title begins with.
    """
    measure = result.measure
    if isinstance(measure, Metric):
        is_count = measure.start in {0, None} and not AMOUNT.search(result.unit)
        return is_count and result.kpi is None
    return isinstance(measure, Milestones | Zones)


LAUNCH = """
[[key_results]]
id = "system"
title = "Launch the new ticket system"
milestones = [{ id = "chosen", title = "Chosen" }, { id = "live", title = "Live" }]
"""

LAUNCH_TITLE = "Launch the new ticket system"

LEADS = """
[[key_results]]
id = "leads"
title = "Deliver 300 leads to sales, a quarter more than last quarter"
start = 240
target = 300
unit = "leads"
"""

LANES = """
[[key_results]]
id = "lanes"
title = "Build 12 km of protected bike lanes"
start = 0
target = 12
unit = "km"
"""

ISSUES = """
[[key_results]]
id = "issues"
title = "Publish weekly without a miss"
start = 0
target = 13
unit = "issues"
"""

EFFECT = """
[[key_results]]
id = "response"
title = "Customers get their first answer sooner"
start = 24
target = 4
unit = "h"
"""

KEY_RESULT_IS_A_TASK = Rule(
    code="OKR205",
    name="key-result-is-a-task",
    severity="warning",
    asked_of="objective",
    title="A key result is a task",
    why="""
"Launch the system" is met on the day of the launch, whether or not anybody is better off. A key
result measures the effect, so that a team notices when the work is done and the effect is missing.
""",
    bad={OBJECTIVE: objective_text(key_results=CHURN + LAUNCH, checkins="")},
    good={OBJECTIVE: objective_text(key_results=CHURN + EFFECT)},
    also_good=(
        {
            OBJECTIVE: objective_text(
                key_results=CHURN + LAUNCH.replace(LAUNCH_TITLE, "Launch tickets are closed"),
                checkins="",
            )
        },
        {OBJECTIVE: objective_text(key_results=CHURN + LEADS, checkins="")},
        {OBJECTIVE: objective_text(key_results=CHURN + LANES, checkins="")},
        {OBJECTIVE: objective_text(key_results=CHURN + ISSUES, checkins="")},
    ),
    check=check_key_result_is_a_task,
    # That it says only whether it is done is true of every task.
    instead_of=("OKR251",),
)


def check_key_result_is_vague(scored: Scored, _: None) -> Iterator[Finding]:
    """Yes-or-no key results that wish for something which nobody can say yes to."""
    language = scored.forest.settings.site.language
    for objective, result in unclosed_key_results(scored):
        word = vague_word(result.title, language)
        if word is None or _says_how_much(result):
            continue
        yield Finding(
            result.at("title"),
            f"the key result '{result.title}' is vague ('{word}')",
            "Name the number that would show it, with its unit, from where to where.",
            subject_of(objective, result),
            {"title": result.title, "word": word},
        )


def _says_how_much(result: KeyResult) -> bool:
    if isinstance(result.measure, Milestones):
        return len(result.measure.steps) > 1
    return not is_switch(result)


WISH = """
[[key_results]]
id = "support"
title = "Improve the quality of support"
milestones = [{ id = "done", title = "Done" }]
"""

STEPS = """
[[key_results]]
id = "support"
title = "Improve the quality of support"
milestones = [
  { id = "night", title = "Somebody answers at night" },
  { id = "phone", title = "Nobody is put on hold" },
]
"""

REDUCTION = """
[[key_results]]
id = "support"
title = "Reduce the steps of an order by half"
start = 0
target = 1
"""

REDUCTION_TITLE = "Reduce the steps of an order by half"

SAYS_THE_END = (
    REDUCTION_TITLE,
    "Reduce the release cycle from monthly to weekly",
    "Improve the energy label of the office from C to A",
    "Increase prices by a third",
    "Improve onboarding so that newcomers deploy on their first day",
    "Reduce hand-offs: one person from order to delivery",
    "Strengthen the board with an independent chair",
)

FIGURE = """
[[key_results]]
id = "support"
title = "Improve the quality of support"
start = 82
target = 92
unit = "% satisfied"
"""

KEY_RESULT_IS_VAGUE = Rule(
    code="OKR206",
    name="key-result-is-vague",
    severity="warning",
    asked_of="objective",
    title="A key result is a wish without a number",
    why="""
Everybody agrees to "improve quality", because everybody reads something else into it. At the end of
the quarter the discussion is about words. A number with its unit settles it at the beginning.
""",
    bad={OBJECTIVE: objective_text(key_results=CHURN + WISH, checkins="")},
    good={OBJECTIVE: objective_text(key_results=CHURN + FIGURE, checkins="")},
    also_good=(
        {OBJECTIVE: objective_text(key_results=CHURN + STEPS, checkins="")},
        *(
            {
                OBJECTIVE: objective_text(
                    key_results=CHURN + REDUCTION.replace(REDUCTION_TITLE, title), checkins=""
                )
            }
            for title in SAYS_THE_END
        ),
    ),
    check=check_key_result_is_vague,
    instead_of=("OKR251",),
)
