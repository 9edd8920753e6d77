"""KPIs without new values."""

from collections.abc import Iterator

from okrsite.api import Finding, Kpi, Rule, Scored
from okrsite.builtin.example import BASE, KPI, POINTS, SERIES, SETTINGS, kpi_text
from okrsite.builtin.rules.subjects import kpis_with_scores, subject_of


def check_kpi_stale(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs whose newest value is two or more periods behind."""
    for kpi, score in kpis_with_scores(scored):
        if score.health == "stale" and score.as_of is not None:
            yield Finding(
                kpi.at("title"),
                f"the KPI '{kpi.title}' is stale: its newest value is of {score.as_of}, "
                f"{score.periods_behind} periods ago",
                _help_on_outage(scored, kpi),
                subject_of(kpi),
                {
                    "title": kpi.title,
                    "day": score.as_of.isoformat(),
                    "periods": score.periods_behind,
                    "cadence": kpi.cadence,
                },
            )


def _help_on_outage(scored: Scored, kpi: Kpi) -> str:
    known = scored.forest.provenance.get(kpi.id)
    if known is None or known.outage is None:
        return f"{_bringing(kpi)} or choose a cadence that is kept."
    day = known.outage.since_day.isoformat()
    return f"Its source '{known.source}' has not answered since {day}: {known.outage.reason}"


def _bringing(kpi: Kpi) -> str:
    """How the newest values come: from a source, from those that a formula has, or by hand."""
    if kpi.source:
        return f"Fetch the newest values, okrsite fetch --only {kpi.id},"
    if kpi.formula:
        return "Bring the newest values of what its formula is made of,"
    return f"Add the newest values to {kpi.span.path.removesuffix('.md')}.csv,"


KPI_STALE = Rule(
    code="OKR505",
    name="kpi-stale",
    severity="signal",
    title="A KPI has no new values",
    why="""
An old number looks exactly like a new one. Decisions are made with it until somebody notices that
the light has been green since spring because nobody changed it.
""",
    bad={SERIES: POINTS.replace("2026-09-30,8\n2026-10-31,4.8\n", "")},
    good={SERIES: POINTS},
    check=check_kpi_stale,
)


def check_source_silent(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs whose source fell silent; one that is stale by now is told as that, with the reason."""
    for kpi, score in kpis_with_scores(scored):
        known = scored.forest.provenance.get(kpi.id)
        if known is None or known.outage is None or score.health == "stale":
            continue
        day = known.outage.since_day
        # As of an earlier day the source was still answering.
        if day <= scored.today:
            yield Finding(
                kpi.at("source"),
                f"the source '{known.source}' of the KPI '{kpi.title}' has given nothing "
                f"since {day}: {known.outage.reason}",
                "Mend it before the value is old; `okrsite plugins doctor` tries every source.",
                subject_of(kpi),
                {"title": kpi.title, "source": known.source, "day": day.isoformat()},
            )


FETCHED = {
    SETTINGS: BASE[SETTINGS] + '\n[sources.warehouse]\nplugin = "sql"\n',
    KPI: kpi_text(
        fields='unit = "%"\nrange = { max = 5 }\n'
        '[source]\nuse = "warehouse"\nquery = "select day, value from churn"'
    ),
}


NOTE = KPI.replace(".md", ".source.toml")
ANSWERED = 'source = "warehouse"\nfetched_at = 2026-11-01 06:00:00+00:00\n'
SILENT = '[outage]\nsince = 2026-11-12 06:00:00+00:00\nreason = "it refuses the connection"\n'

SOURCE_SILENT = Rule(
    code="OKR517",
    name="source-silent",
    severity="signal",
    asked_of="kpi",
    title="The source of a KPI is silent",
    why="""
The last good value stays, and looks as good as ever. Somebody should hear of it before the value is
too old to be of use.
""",
    bad={**FETCHED, NOTE: ANSWERED + SILENT},
    good={**FETCHED, NOTE: ANSWERED},
    check=check_source_silent,
)
