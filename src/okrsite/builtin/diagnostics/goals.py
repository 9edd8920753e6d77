"""What is wrong with an objective or a key result."""

from okrsite.api import Rule
from okrsite.builtin.example import (
    CHURN,
    KPI,
    OBJECTIVE,
    RESPONSE,
    SUMMER,
    kpi_text,
    objective_text,
    response_text,
    summer_text,
)


def _measured_by(fields: str) -> dict[str, str]:
    """An objective whose only key result has these fields."""
    return {OBJECTIVE: objective_text(key_results=response_text(fields), checkins="")}


KEY_RESULT_SHAPE: Rule[None] = Rule(
    code="OKR020",
    name="key-result-shape",
    severity="error",
    title="A key result has no shape, or more than one",
    why="""
A key result is a metric (`target`), relative (`change`), a guardrail (`keep`), `milestones`,
`zones`, or scored by a plugin (`score_by`). With two of them there would be two progresses, with
none of them none.
""",
    bad=_measured_by("target = 4\nkeep = { max = 4 }"),
    good=_measured_by("start = 24\ntarget = 4"),
)

START_EQUALS_TARGET: Rule[None] = Rule(
    code="OKR021",
    name="start-equals-target",
    severity="error",
    title="Start and target are the same",
    why="""
Progress is the share of the way from start to target. Where there is no way, use a guardrail: `keep
= { min = 95 }` says that a level is to be held.
""",
    bad=_measured_by("start = 4\ntarget = 4"),
    good=_measured_by("start = 24\ntarget = 4"),
)

RELATIVE_CHANGE: Rule[None] = Rule(
    code="OKR024",
    name="relative-change",
    severity="error",
    title="A relative change cannot be reckoned",
    why="""
`change = "+25%"` means a quarter more than the start. From zero or less there is no such thing;
then write the `target` itself.
""",
    bad=_measured_by('start = 0\nchange = "+25%"'),
    good=_measured_by('start = 400\nchange = "+25%"'),
)

SCORE_WITHOUT_REASON: Rule[None] = Rule(
    code="OKR025",
    name="score-without-reason",
    severity="error",
    title="A score has no reason",
    why="""
A score replaces the reckoned grade. Those who read it a year later need to know what the numbers
did not say.
""",
    bad={
        SUMMER: summer_text(),
        OBJECTIVE: objective_text(
            cycle="2026-q3",
            key_results=response_text("start = 24\ntarget = 4\nscore = 0.9"),
            checkins="",
        ),
    },
    good={
        SUMMER: summer_text(),
        OBJECTIVE: objective_text(
            cycle="2026-q3",
            key_results=response_text(
                'start = 24\ntarget = 4\nscore = 0.9\nscore_reason = "The night shift came late."'
            ),
            checkins="",
        ),
    },
)

TWO_CURRENT_VALUES: Rule[None] = Rule(
    code="OKR026",
    name="two-current-values",
    severity="error",
    title="A key result gets its value from two places",
    why="""
The value comes from the KPI, else from the newest check-in, else from `current`. If it stood in two
places, one of them would be out of date and nobody would know which.
""",
    bad={
        OBJECTIVE: objective_text(key_results=response_text("start = 24\ntarget = 4\ncurrent = 14"))
    },
    good={OBJECTIVE: objective_text(key_results=response_text("start = 24\ntarget = 4"))},
)

DROPPED_WITHOUT_REASON: Rule[None] = Rule(
    code="OKR029",
    name="dropped-without-reason",
    severity="error",
    title="A dropped objective has no reason",
    why="""
Dropping a goal is a decision that others rely on. One sentence tells them what to expect instead.
""",
    bad={OBJECTIVE: objective_text(fields='owner = "ada"\nstate = "dropped"\n')},
    good={
        OBJECTIVE: objective_text(
            fields='owner = "ada"\nstate = "dropped"\nreason = "The market is gone."\n'
        )
    },
)

FIELD_WITHOUT_MEANING: Rule[None] = Rule(
    code="OKR030",
    name="field-without-meaning",
    severity="error",
    title="A field has no meaning beside this shape",
    why="""
A guardrail, milestones and zones have no start, and what has milestones or zones no current number.
What is written but never read misleads those who read the file.
""",
    bad=_measured_by("start = 24\nkeep = { max = 4 }"),
    good=_measured_by("keep = { max = 4 }"),
)

INITIATIVE_LINK: Rule[None] = Rule(
    code="OKR032",
    name="initiative-link",
    severity="error",
    title="The link of an initiative is no whole address",
    why="""
It leads to where the work is planned, outside of the site: an address of https, http or mailto. A
path or the number of a ticket leads nowhere from a page.
""",
    bad=_measured_by(
        'start = 24\ntarget = 4\ninitiatives = [ { title = "Night shift", link = "OPS-42" } ]'
    ),
    good=_measured_by(
        "start = 24\ntarget = 4\n"
        'initiatives = [ { title = "Night shift", link = "https://tickets.example.com/42" } ]'
    ),
)

CHECKPOINT_ORDER: Rule[None] = Rule(
    code="OKR034",
    name="checkpoint-order",
    severity="error",
    title="Checkpoints are not in order of their days",
    why="""
The expected pace is the line from the start over the checkpoints to the target. Two on one day, or
one before another, would bend it back in time.
""",
    bad=_measured_by(
        "start = 24\ntarget = 4\n"
        "checkpoints = [ { by = 2026-11-30, value = 9 }, { by = 2026-10-31, value = 18 } ]"
    ),
    good=_measured_by(
        "start = 24\ntarget = 4\n"
        "checkpoints = [ { by = 2026-10-31, value = 18 }, { by = 2026-11-30, value = 9 } ]"
    ),
)

ZONES_UNCLEAR: Rule[None] = Rule(
    code="OKR035",
    name="zones-unclear",
    severity="error",
    title="Zones are neither three words nor three numbers in order",
    why="""
Zones in numbers are worth 0.3, 0.7 and 1, with straight lines between them and from the start. That
has a meaning only where every step goes the same way.
""",
    bad=_measured_by("start = 50\nzones = { commit = 53, target = 60, stretch = 55 }"),
    good=_measured_by("start = 50\nzones = { commit = 53, target = 55, stretch = 60 }"),
)

CHURN_FROM_KPI = CHURN.replace("start = 8\n", "")
BOTH_SIDES = kpi_text(fields='unit = "%"\nrange = { min = 1, max = 5 }\ncadence = "monthly"')

UNSETTLED_DIRECTION: Rule[None] = Rule(
    code="OKR614",
    name="unsettled-direction",
    severity="error",
    title="Nobody can tell in which direction the key result is to move",
    why="""
A start that is taken from the KPI may lie on either side of the target. Only a range that is open
on one side tells which side is the good one; without it, progress and "already met" would be
guesses.
""",
    bad={
        OBJECTIVE: objective_text(key_results=CHURN_FROM_KPI + "\n" + RESPONSE),
        KPI: BOTH_SIDES,
    },
    good={
        OBJECTIVE: objective_text(key_results=CHURN + "\n" + RESPONSE),
        KPI: BOTH_SIDES,
    },
)
