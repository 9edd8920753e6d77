"""Example: a small site without any finding, over which the examples of the rules are laid."""

from collections.abc import Mapping

SETTINGS = "okrsite.toml"
TEAM = "content/teams/company.md"
CYCLE = "content/cycles/2026-q4.md"
SUMMER = "content/cycles/2026-q3.md"
OBJECTIVE = "content/objectives/keep-customers.md"
KPI = "content/kpis/customer-churn.md"
SERIES = "content/kpis/customer-churn.csv"

CHURN = """\
[[key_results]]
id = "churn"
title = "Customer churn falls"
kpi = "customer-churn"
start = 8
target = 4
unit = "%"
"""

CHECKIN = """\
[[checkins]]
date = 2026-11-16
author = "ada"
confidence = 7
values = { response = 12 }
note = "The night shift has started."
"""

POINTS = """\
date,value
2026-07-31,7.8
2026-08-31,8.1
2026-09-30,8
2026-10-31,4.8
"""


def response_text(fields: str) -> str:
    """The TOML of a key result; `fields` say how it is measured."""
    return f'[[key_results]]\nid = "response"\ntitle = "Support answers faster"\n{fields}\n'


RESPONSE = response_text('start = 24\ntarget = 4\nunit = "h"')


def objective_text(  # noqa: PLR0913 - one for each part of the file
    title: str = "Customers stay because they like it here",
    fields: str = 'owner = "ada"',
    *,
    cycle: str = "2026-q4",
    team: str = "company",
    key_results: str = CHURN + "\n" + RESPONSE,
    checkins: str = CHECKIN,
    body: str = "Winning a customer back costs five times as much as keeping one.",
) -> str:
    """The text of an objective; `fields`, `key_results` and `checkins` are TOML."""
    head = [f'title = "{title}"', f'cycle = "{cycle}"', f'team = "{team}"', fields]
    tables = [part for part in (key_results, checkins) if part]
    front = "\n".join(["\n".join(line for line in head if line) + "\n", *tables])
    return f"+++\n{front.rstrip()}\n+++\n{body}\n"


def kpi_text(
    title: str = "Customer churn",
    fields: str = 'unit = "%"\nrange = { max = 5 }\ncadence = "monthly"',
    *,
    owner: str = 'owner = "ada"',
    reviewed: str = "2026-11-02",
    body: str = "The share of customers who left during the month.",
) -> str:
    """The text of a KPI of the company; `fields` and `owner` are TOML."""
    review = f'reviews = [{{ date = {reviewed}, note = "The range stands." }}]'
    head = (f'title = "{title}"', 'team = "company"', owner, review, fields)
    front = "\n".join(line for line in head if line)
    return f"+++\n{front}\n+++\n{body}\n"


def team_text(title: str, fields: str = 'parent = "company"') -> str:
    """The text of a team below the company; `fields` are TOML."""
    return f'+++\ntitle = "{title}"\n{fields}\n+++\n'


def cycle_text(title: str, start: str, end: str, fields: str = "", body: str = "") -> str:
    """The text of a cycle; `fields` are TOML."""
    head = (f'title = "{title}"', f"start = {start}", f"end = {end}", fields)
    front = "\n".join(line for line in head if line)
    return f"+++\n{front}\n+++\n{body}"


def page_text(title: str, body: str, fields: str = "") -> str:
    """The text of a free page; `fields` are TOML."""
    head = "\n".join(line for line in (f'title = "{title}"', fields) if line)
    return f"+++\n{head}\n+++\n{body}\n"


def summer_text(closed: str = "2026-10-05", body: str = "We learned to ask earlier.") -> str:
    """The text of the cycle before the current one; `closed` is the day, or empty."""
    fields = f"closed = {closed}" if closed else ""
    return cycle_text("Q3 2026", "2026-07-01", "2026-09-30", fields, f"{body}\n")


# The day is fixed, since what is late or stale depends on it.
BASE: Mapping[str, str] = {
    SETTINGS: '[site]\ntitle = "Example"\n\n[build]\ntoday = 2026-11-20\n',
    TEAM: '+++\ntitle = "Company"\n+++\n',
    CYCLE: cycle_text("Q4 2026", "2026-10-01", "2026-12-31"),
    OBJECTIVE: objective_text(),
    KPI: kpi_text(),
    SERIES: POINTS,
}
