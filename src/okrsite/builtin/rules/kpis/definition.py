"""KPIs that do not say what they are for, who owns them or where they get values."""

from collections.abc import Iterator

from okrsite.api import Finding, Kpi, Rule, Scored, Series
from okrsite.builtin.example import KPI, SERIES, kpi_text
from okrsite.builtin.rules.subjects import is_unclear, subject_of
from okrsite.pipeline.resolve.kpis import probable_kpi


def check_kpi_without_range(scored: Scored, _: None) -> Iterator[Finding | None]:
    """KPIs without an acceptable range."""
    for kpi in scored.forest.kpis.values():
        if kpi.range is not None or is_unclear(kpi, "range"):
            yield None
            continue
        yield Finding(
            kpi.at("title"),
            f"the KPI '{kpi.title}' has no acceptable range",
            "Say where nobody needs to act: range = { min = ..., max = ... }, or one of both.",
            subject_of(kpi),
            {"title": kpi.title},
        )


KPI_WITHOUT_RANGE = Rule(
    code="OKR301",
    name="kpi-without-range",
    severity="hint",
    asked_of="kpi",
    said_once="KPIs have no acceptable range",
    title="A KPI has no acceptable range",
    why="""
A KPI asks "are we okay?". Without a range there is no answer: every reader decides alone, the loop
cannot tell whether anybody needs to act, and no signal can be given.
""",
    bad={KPI: kpi_text(fields='unit = "%"\ncadence = "monthly"')},
    good={KPI: kpi_text(fields='unit = "%"\nrange = { max = 5 }\ncadence = "monthly"')},
    check=check_kpi_without_range,
)


def check_kpi_without_owner(scored: Scored, _: None) -> Iterator[Finding | None]:
    """KPIs that neither a person nor a team owns."""
    for kpi in scored.forest.kpis.values():
        if kpi.owner or kpi.team or is_unclear(kpi, "owner", "team"):
            yield None
            continue
        yield Finding(
            kpi.at("title"),
            f"the KPI '{kpi.title}' has neither an owner nor a team",
            'Name who reviews it: owner = "..." for a person, team = "..." for a team.',
            subject_of(kpi),
            {"title": kpi.title},
        )


KPI_WITHOUT_OWNER = Rule(
    code="OKR302",
    name="kpi-without-owner",
    severity="warning",
    asked_of="kpi",
    said_once="KPIs have neither an owner nor a team",
    title="A KPI belongs to nobody",
    why="""
A number that leaves its range needs somebody who notices, explains it and asks for action. Without
a team and without an owner it is in nobody's list.
""",
    bad={KPI: kpi_text(owner="").replace('team = "company"\n', "")},
    good={KPI: kpi_text(owner='owner = "ada"').replace('team = "company"\n', "")},
    also_good=({KPI: kpi_text(owner="")},),
    check=check_kpi_without_owner,
)


def check_kpi_without_cadence(scored: Scored, _: None) -> Iterator[Finding | None]:
    """KPIs whose cadence is not written down."""
    for kpi in scored.forest.kpis.values():
        # The field itself holds the default where nothing is written.
        if "cadence" in kpi.places:
            yield None
            continue
        yield Finding(
            kpi.at("title"),
            f"the KPI '{kpi.title}' does not say its cadence; {kpi.cadence} is assumed",
            "Write how often it is measured: daily, weekly, monthly, quarterly or yearly.",
            subject_of(kpi),
            {"title": kpi.title, "cadence": kpi.cadence},
        )


KPI_WITHOUT_CADENCE = Rule(
    code="OKR303",
    name="kpi-without-cadence",
    severity="hint",
    asked_of="kpi",
    said_once="KPIs do not say how often they are measured",
    title="A KPI does not say how often it is measured",
    why="""
The cadence makes the periods that a KPI is judged by, and decides when a value is out of date. Left
out it is monthly: a daily number is then called fresh for weeks, a quarterly one stale.
""",
    bad={KPI: kpi_text(fields='unit = "%"\nrange = { max = 5 }')},
    good={KPI: kpi_text(fields='unit = "%"\nrange = { max = 5 }\ncadence = "monthly"')},
    check=check_kpi_without_cadence,
)


def check_kpi_without_purpose(scored: Scored, _: None) -> Iterator[Finding | None]:
    """KPIs with an empty text."""
    for kpi in scored.forest.kpis.values():
        if kpi.body:
            yield None
            continue
        yield Finding(
            kpi.at("title"),
            f"the KPI '{kpi.title}' does not say what it is for",
            "Write below the front matter what it measures, how, and why you watch it.",
            subject_of(kpi),
            {"title": kpi.title},
        )


KPI_WITHOUT_PURPOSE = Rule(
    code="OKR304",
    name="kpi-without-purpose",
    severity="hint",
    asked_of="kpi",
    said_once="KPIs do not say what they are for",
    title="A KPI does not say what it is for",
    why="""
Two teams that count "churn" seldom count the same. What is measured, how it is computed and why
anybody watches it: three sentences, without which a number is believed or doubted at will.
""",
    bad={KPI: kpi_text(body="")},
    good={KPI: kpi_text(body="The share of customers who left during the month.")},
    check=check_kpi_without_purpose,
)

_ORIGINS = {"source", "formula"}


def check_kpi_without_values(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs with no observations, no source and no formula."""
    forest = scored.forest
    # A file that was not understood, or lies elsewhere, may have values.
    tables = [subject for path, subject in forest.unread.items() if path.lower().endswith(".csv")]
    broken = {subject.id for subject in tables}
    broken |= {meant for id_ in broken if (meant := probable_kpi(id_, forest.kpis, forest.series))}
    for kpi in forest.kpis.values():
        series = forest.series.get(kpi.id)
        if (series and series.points) or kpi.id in broken or not _ORIGINS.isdisjoint(kpi.places):
            continue
        yield Finding(
            kpi.at("title"),
            f"the KPI '{kpi.title}' has no values, and nothing would bring any",
            _help_on_values(kpi, series),
            subject_of(kpi),
            {"title": kpi.title},
        )


def _help_on_values(kpi: Kpi, series: Series | None) -> str:
    if series is not None:
        return f"Add its first row to {series.span.path}: a day and a value, like 2026-10-31,4.5."
    return f"Put a {kpi.id}.csv (date,value) beside it, or name a [source] or a formula."


NPS = "content/kpis/nps.md"
SCORE = kpi_text("Net promoter score", 'range = { min = 40 }\ncadence = "quarterly"')

KPI_WITHOUT_VALUES = Rule(
    code="OKR308",
    name="kpi-without-values",
    severity="hint",
    title="A KPI has no values and no source",
    why="""
A KPI that is only announced says "no data" to every reader. That is fine for the day on which it is
written; it is a hint so that it does not stay so.
""",
    bad={NPS: SCORE},
    good={NPS: SCORE, SERIES.replace("customer-churn", "nps"): "date,value\n2026-09-30,45\n"},
    check=check_kpi_without_values,
)
