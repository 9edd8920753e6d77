"""The files of a new site, complete enough to be looked at and changed."""

from datetime import date, timedelta
from importlib.resources import files
from string import Template

from msgspec import Struct

from okrsite.commands.authoring.cycle_names import NamedCycle, quarter_of
from okrsite.commands.authoring.front_matter import toml_value
from okrsite.commands.authoring.slug import slug
from okrsite.commands.errors import CommandError

# In percent, for the months before the newest; that one depends on how much of the quarter is gone.
CHURN = (5.1, 4.8, 5.0, 5.3, 5.2, 5.6, 5.9, 5.7, 6.1, 6.0, 6.4)
COMPANY_OBJECTIVE = "customers-stay"
# At which share of the quarter the steps of the onboarding programme are reached.
STEPS = {"interviews": 0.2, "pilot": 0.6}
# For a company that shows its goals to everyone; people stay internal unless they say otherwise.
PUBLIC = """
[site.default_visibility]
objective = "public"
kpi = "public"
team = "public"
cycle = "public"
page = "public"
"""
TEAM_OBJECTIVE = "customers-get-help"


class NewCompany(Struct, frozen=True):
    """What a new site needs to know."""

    name: str
    team: str
    language: str = "en"
    timezone: str = "UTC"
    is_public: bool = False


def starter_files(company: NewCompany, today: date) -> dict[str, str]:
    """The texts of a new site by their paths, its cycle being the quarter of today.

    Raises `CommandError` where no id can be made of a name.
    """
    quarter = quarter_of(today)
    words = _template_words(company, quarter, today)
    goals = f"content/objectives/{quarter.id}"
    templates = {
        "okrsite.toml": "okrsite.toml",
        ".gitattributes": "gitattributes",
        ".gitignore": "gitignore",
        "content/index.md": "index.md",
        "content/pages/how-we-work.md": "how-we-work.md",
        f"content/teams/{_id_of(company.name)}.md": "company-team.md",
        f"content/teams/{_team_id(company)}.md": "first-team.md",
        f"content/cycles/{quarter.id}.md": "cycle.md",
        f"{goals}/{COMPANY_OBJECTIVE}.md": "company-objective.md",
        f"{goals}/{TEAM_OBJECTIVE}.md": "team-objective.md",
        "content/kpis/customer-churn.md": "customer-churn.md",
    }
    texts = {path: _template(name).substitute(words) for path, name in templates.items()}
    return texts | {"content/kpis/customer-churn.csv": _churn_csv(quarter, today)}


def _template_words(company: NewCompany, quarter: NamedCycle, today: date) -> dict[str, str]:
    return {
        "company": toml_value(company.name),
        "company_id": toml_value(_id_of(company.name)),
        "company_objective": COMPANY_OBJECTIVE,
        "team": toml_value(company.team),
        "team_id": toml_value(_team_id(company)),
        "owner": toml_value(f"{company.team} lead"),
        "language": toml_value(company.language),
        "timezone": toml_value(company.timezone),
        "visibility": PUBLIC if company.is_public else "",
        "cycle": toml_value(quarter.id),
        "cycle_title": toml_value(quarter.title),
        "cycle_start": toml_value(quarter.start),
        "cycle_end": toml_value(quarter.end),
        "today": toml_value(today),
        **_current_values(quarter, today),
    }


def _current_values(quarter: NamedCycle, today: date) -> dict[str, str]:
    """Figures that are a little behind the pace on any day, as a real quarter's would be."""
    gone = (today - quarter.start) / (quarter.end - quarter.start)
    return {
        "recommend": toml_value(round(31 + 14 * gone * 0.9)),
        "response": toml_value(round(24 - 20 * gone * 0.9)),
        **{step: _done_field(quarter, share, gone) for step, share in STEPS.items()},
    }


def _done_field(quarter: NamedCycle, share: float, gone: float) -> str:
    day = quarter.start + (quarter.end - quarter.start) * share
    return f", done = {day}" if gone > share else ""


def _id_of(name: str) -> str:
    found = slug(name)
    if not found:
        raise CommandError(f"no id can be made of the name {name!r}", "Use some letters or digits.")
    return found


def _team_id(company: NewCompany) -> str:
    found = _id_of(company.team)
    return f"{found}-team" if found == _id_of(company.name) else found


def _template(name: str) -> Template:
    return Template((files("okrsite.commands.init") / "templates" / name).read_text("utf-8"))


def _churn_csv(quarter: NamedCycle, today: date) -> str:
    """A year of made-up values, each on the last day of a month before today.

    The newest has come as far from the one before as the other figures have from their start.
    """
    days = []
    day = today.replace(day=1)
    for _ in range(len(CHURN) + 1):
        day = day - timedelta(days=1)
        days.append(day)
        day = day.replace(day=1)
    gone = (today - quarter.start) / (quarter.end - quarter.start)
    newest = round(CHURN[-1] - 2.4 * gone * 0.8, 1)
    rows = zip(reversed(days), (*CHURN, newest), strict=True)
    return "date,value\n" + "".join(f"{day},{value}\n" for day, value in rows)
