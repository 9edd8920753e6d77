"""A rule: a KPI that we cannot afford to ignore is watched every week."""

from collections.abc import Iterable, Iterator

from okrsite.api import Finding, Rule, Scored, Subject, hookimpl

KPI = "content/kpis/uptime.md"
TEXT = """\
+++
title = "Uptime"
team = "company"
owner = "ada"
range = {{ min = 99 }}
critical = true
cadence = "{}"
+++
"""


def check(scored: Scored, parameters: None) -> Iterator[Finding]:
    for kpi in scored.forest.kpis.values():
        if kpi.critical and kpi.cadence not in {"daily", "weekly"}:
            yield Finding(
                span=kpi.at("cadence"),
                message=f"the KPI '{kpi.title}' is critical, and measured {kpi.cadence}",
                help="Measure it every week, or do not call it critical.",
                subject=Subject("kpi", kpi.id),
            )


@hookimpl
def okrsite_rules() -> Iterable[Rule[None]]:
    yield Rule(
        code="OUR001",
        name="critical-weekly",
        severity="warning",
        title="A critical KPI is measured every week",
        why="What we learn of after a month cannot have been critical.",
        bad={KPI: TEXT.format("monthly")},
        good={KPI: TEXT.format("weekly")},
        check=check,
    )
