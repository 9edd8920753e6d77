"""What is wrong with the rows of a CSV file of values."""

from okrsite.api import Rule
from okrsite.builtin.example import POINTS, SERIES

IN_ORDER = "date,value\n2026-09-30,8\n2026-10-31,4.8\n"

CSV_HEADER: Rule[None] = Rule(
    code="OKR070",
    name="csv-header",
    severity="error",
    title="The header of a CSV file is missing or wrong",
    why="""
The first line is `date,value` or `date,value,note`, so that nobody takes one column for another.
""",
    bad={SERIES: "day;percent\n2026-10-31;4.8\n"},
    good={SERIES: IN_ORDER},
)

CSV_QUOTES: Rule[None] = Rule(
    code="OKR071",
    name="csv-quotes",
    severity="error",
    title="A quote in a CSV file is torn",
    why="""
An open quote swallows all rows below it. It is also what a file looks like that was cut while it
was written.
""",
    bad={SERIES: 'date,value,note\n2026-09-30,8,"the strike\n2026-10-31,4.8,\n'},
    good={SERIES: 'date,value,note\n2026-09-30,8,"the strike, and after"\n2026-10-31,4.8,\n'},
)

CSV_NUMBER: Rule[None] = Rule(
    code="OKR072",
    name="csv-number",
    severity="error",
    title="A value in a CSV file is not a number",
    why="""
Digits with a decimal point are read the same everywhere; thousands separators, units, `nan` and
empty cells are not values. A day without a value has no row.
""",
    bad={SERIES: "date,value\n2026-09-30,n/a\n2026-10-31,4.8\n"},
    good={SERIES: IN_ORDER},
)

CSV_DATE: Rule[None] = Rule(
    code="OKR073",
    name="csv-date",
    severity="error",
    title="A date in a CSV file is not a date",
    why="""
Days are written as year-month-day, `2026-10-31`, since 10/11/2026 is two days, depending on the
reader.
""",
    bad={SERIES: "date,value\n30.09.2026,8\n2026-10-31,4.8\n"},
    good={SERIES: IN_ORDER},
)

CSV_ORDER: Rule[None] = Rule(
    code="OKR074",
    name="csv-order",
    severity="error",
    title="Dates in a CSV file are doubled or out of order",
    why="""
Two values for one day contradict each other, and rows in order make a change easy to review.
""",
    bad={SERIES: "date,value\n2026-10-31,4.8\n2026-09-30,8\n"},
    good={SERIES: IN_ORDER},
)

CSV_COLUMNS: Rule[None] = Rule(
    code="OKR075",
    name="csv-columns",
    severity="error",
    title="A row of a CSV file has too many or too few columns",
    why="""
A comma too many is usually a decimal comma: `4,8` would be read as 4.
""",
    bad={SERIES: "date,value\n2026-09-30,8\n2026-10-31,4,8\n"},
    good={SERIES: IN_ORDER},
)

NPS_VALUES = "content/kpis/nps.csv"

ORPHAN_OBSERVATIONS: Rule[None] = Rule(
    code="OKR130",
    name="orphan-observations",
    severity="error",
    title="The values of a CSV file belong to no KPI",
    why="""
A file of values has the name of its KPI. After a rename of one of the two, the values are shown
nowhere and the KPI says "no data". An alias of the KPI takes the old file along.
""",
    bad={NPS_VALUES: POINTS},
    good={SERIES: POINTS},
)
