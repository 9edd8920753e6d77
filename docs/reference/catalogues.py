"""The catalogues of KPIs, rules and languages."""

from babel import Locale

from okrsite.builtin.rules import shipped_rules
from okrsite.commands.new.kpi_catalogue import kpi_catalogue
from okrsite.pipeline.report.catalogue import catalogue as catalogue_of_rules
from reference.house import CODE


def kpis() -> str:
    """The catalogue of `okrsite new kpi`."""
    rows = (
        f"| `{name}` | {kpi.title} | {kpi.unit} | {kpi.better} | {kpi.cadence} "
        f"| {kpi.perspective} |"
        for name, kpi in kpi_catalogue().items()
    )
    head = "| name | KPI | unit | better | cadence | perspective |\n|---|---|---|---|---|---|"
    return "\n".join([head, *rows]) + "\n"


def rules() -> str:
    """Every rule with its reason and its example."""
    return catalogue_of_rules(shipped_rules())


def languages() -> str:
    """The languages that okrsite has words in, each by its own name."""
    tags = sorted(path.stem for path in (CODE / "locales").glob("*.toml"))
    names = (f"`{tag}` ({Locale.parse(tag, sep='-').get_display_name()})" for tag in tags)
    return f"{', '.join(names)}\n"
