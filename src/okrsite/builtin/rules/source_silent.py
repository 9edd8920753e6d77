"""OKR517: a KPI's source gives nothing any more."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.business import instruments
from okrsite.builtin.example import BASE, KPI, SETTINGS, kpi_text
from okrsite.builtin.subjects import about


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """KPIs whose source fell silent; one that is stale by now is told as that, with the reason."""
    for each, score in instruments(scored):
        known = scored.forest.provenance.get(each.id)
        if known is None or known.outage is None or score.health == "stale":
            continue
        day = known.outage.since_day
        if day <= scored.today:
            yield Finding(
                each.at("source"),
                f"the source '{known.source}' of the KPI '{each.title}' has given nothing "
                f"since {day}: {known.outage.reason}",
                "Mend it before the value is old; `okrsite plugins doctor` tries every source.",
                about(each),
                {"title": each.title, "source": known.source, "day": day.isoformat()},
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

RULE = Rule(
    code="OKR517",
    name="source-silent",
    severity="signal",
    title="The source of a KPI is silent",
    why="""
The last good value stays, and looks as good as ever. Somebody should hear of it before the value is
too old to be of use.
""",
    bad={**FETCHED, NOTE: ANSWERED + SILENT},
    good={**FETCHED, NOTE: ANSWERED},
    check=check,
)
