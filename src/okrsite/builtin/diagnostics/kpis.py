"""What is wrong with a KPI's ranges and formulas."""

from okrsite.api import Rule
from okrsite.builtin.example import KPI, POINTS, kpi_text

EMPTY_RANGE: Rule[None] = Rule(
    code="OKR022",
    name="empty-range",
    severity="error",
    title="A range is empty or has no bounds",
    why="""
A range without bounds holds every value, and one whose min is above its max holds none. Neither
tells whether we are okay.
""",
    bad={KPI: kpi_text(fields="range = { min = 5, max = 2 }")},
    good={KPI: kpi_text(fields="range = { min = 2, max = 5 }")},
)

WARNING_OUTSIDE_RANGE: Rule[None] = Rule(
    code="OKR023",
    name="warning-outside-range",
    severity="error",
    title="The warning is not inside the range",
    why="""
The warning comes before the range is left: between 4.5 and 5 when the range ends at 5. A warning
beyond the range would never be seen.
""",
    bad={KPI: kpi_text(fields="range = { max = 5 }\nwarning = { max = 6 }")},
    good={KPI: kpi_text(fields="range = { max = 5 }\nwarning = { max = 4.5 }")},
)

FETCHED_AND_COMPUTED: Rule[None] = Rule(
    code="OKR031",
    name="fetched-and-computed",
    severity="error",
    title="A KPI has both a source and a formula",
    why="""
Its values would come from two places, and the reader could not tell from which.
""",
    bad={KPI: kpi_text(fields='formula = "{nps} * 2"\nsource = { use = "warehouse" }')},
    good={KPI: kpi_text(fields="range = { max = 5 }")},
)

ROLLING_WITHOUT_MEANING: Rule[None] = Rule(
    code="OKR033",
    name="rolling-without-meaning",
    severity="error",
    title="A KPI rolls over periods that it cannot take together",
    why="""
`rolling = 12` takes the sum or the average of twelve periods. The newest value of twelve is simply
the newest value, and a formula takes its operands as they are: let those roll.
""",
    bad={KPI: kpi_text(fields='cadence = "monthly"\nrolling = 12')},
    good={KPI: kpi_text(fields='cadence = "monthly"\naggregate = "sum"\nrolling = 12')},
)

RATE = "content/kpis/churn-rate.md"


def _computed(title: str, formula: str, most: int = 9) -> str:
    """A KPI that a formula computes."""
    fields = f'unit = "%"\nrange = {{ max = {most} }}\ncadence = "monthly"\nformula = "{formula}"'
    return kpi_text(title, fields)


FORMULA_UNREADABLE: Rule[None] = Rule(
    code="OKR150",
    name="formula-unreadable",
    severity="error",
    title="A formula cannot be understood",
    why="""
A formula is worked out by okrsite itself and is no program: four operations, parentheses, numbers,
and the ids of KPIs in braces. Everything else is a typing error that would give a wrong figure or
none.
""",
    bad={RATE: _computed("Churn rate", "{customer-churn} * * 2", 5)},
    good={RATE: _computed("Churn rate", "{customer-churn} * 2", 5)},
)

COMPUTED_AND_OBSERVED: Rule[None] = Rule(
    code="OKR151",
    name="computed-and-observed",
    severity="error",
    title="A KPI with a formula has observations too",
    why="""
A formula computes the KPI's value for every period. Observations in a CSV file beside it would be
a second value for the same period, and one of the two would be ignored in silence.
""",
    bad={
        RATE: _computed("Churn rate", "{customer-churn} * 2"),
        "content/kpis/churn-rate.csv": POINTS,
    },
    good={RATE: _computed("Churn rate", "{customer-churn} * 2")},
)

ONE = "content/kpis/one.md"
OTHER = "content/kpis/other.md"

FORMULA_LOOP: Rule[None] = Rule(
    code="OKR152",
    name="formula-loop",
    severity="error",
    title="Formulas go round in a loop",
    why="""
A KPI that is computed from others which are computed from it has no value that anybody could begin
with.
""",
    bad={ONE: _computed("One", "{other} * 2"), OTHER: _computed("Other", "{one} * 2")},
    good={ONE: _computed("One", "{other} * 2"), OTHER: _computed("Other", "{customer-churn} * 2")},
)
