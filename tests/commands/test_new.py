"""`okrsite new`: files that are right from the first moment."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from okrsite.commands.authoring.cycle_names import named_cycle
from okrsite.commands.authoring.slug import slug
from okrsite.commands.errors import CommandError
from okrsite.commands.new.checkin import checkin
from okrsite.commands.new.company import person
from okrsite.commands.new.kpi_catalogue import kpi_catalogue
from okrsite.commands.terminal import Terminal

OWNED = ("--team", "support", "--owner", "ada")


def front(path: str) -> dict[str, object]:
    return tomllib.loads(Path(path).read_text("utf-8").split("+++\n")[1])


def test_an_objective_with_its_key_results_passes_every_rule(okrsite, site) -> None:
    said = okrsite(
        *("new", "objective", "Nobody waits for an answer", *OWNED),
        *("--supports", "customers-stay#churn", "--type", "committed"),
        *("--kr", "Support answers faster: 24 -> 4 h"),
        *("--kr", "Leads come by themselves: 400 +25%"),
        *("--kr", "Answers stay right: >= 95 %"),
        *("--kr", "Fewer customers leave: customer-churn -> 5 %"),
        *("--body", "Whoever waits has found another answer."),
    )
    assert said[:2] == (0, "content/objectives/2026-q4/nobody-waits-for-an-answer.md\n")
    written = front(said.out.strip())
    assert written["cycle"] == "2026-q4"
    assert [result["id"] for result in written["key_results"]] == [
        "support-answers-faster",
        "leads-come-by-themselves",
        "answers-stay-right",
        "fewer-customers-leave",
    ]
    assert written["key_results"][0]["target"] == 4
    assert written["key_results"][1]["change"] == "+25%"
    assert written["key_results"][2]["keep"] == {"min": 95}
    assert written["key_results"][3]["kpi"] == "customer-churn"
    assert okrsite("check").exit == 0


def test_without_key_results_the_file_shows_what_one_looks_like(okrsite, site) -> None:
    path = okrsite("new", "objective", "Grow", *OWNED).out.strip()
    assert "# [[key_results]]\n# id = " in Path(path).read_text()
    assert okrsite("check").exit == 0


def test_the_same_goal_in_the_next_cycle_carries_the_cycle_in_its_id(okrsite, site) -> None:
    okrsite("new", "cycle", "2027-q1")
    assert okrsite("new", "objective", "Customers stay", "--cycle", "2027-q1").out == (
        "content/objectives/2027-q1/customers-stay-2027-q1.md\n"
    )
    again = okrsite("new", "objective", "Customers stay", "--cycle", "2027-q1")
    assert again.exit == 2
    assert "'customers-stay-2027-q1' is there already" in again.err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("objective", "X", "--team", "suport"), "Did you mean 'support'?"),
        (("objective", "X", "--cycle", "2031"), "there is no cycle '2031'"),
        (("objective", "X", "--supports", "customers-sta"), "Did you mean 'customers-stay'?"),
        (("objective", "X", "--supports", "customers-stay#c"), "It has churn, recommend."),
        (("objective", "X", "--kr", "faster"), "cannot be understood"),
        (("objective", "X", "--kr", "Faster: nope -> 4"), "there is no KPI 'nope'"),
        (("objective", "!!!"), "no id can be made of '!!!'"),
        (("objective",), "a title is needed"),
        (("kpi", "--from", "mmr"), "Did you mean 'mrr'?"),
        (("kpi", "X", "--min", "5", "--max", "1"), "--min 5 lies above --max 1"),
        (("checkin", "customers-sty"), "Did you mean 'customers-stay'?"),
        (("checkin", "customers-stay", "--value", "churn=many"), "customer-churn takes a number"),
        (("checkin", "customers-stay", "--value", "recommend=many"), "takes a number"),
        (("checkin", "customers-stay", "--value", "loved=5"), "It has churn, recommend."),
        (("checkin", "customers-get-help", "--value", "programme=party"), "has no 'party'"),
        (("checkin", "customers-stay", "--confidence", "11"), "0<=x<=10"),
        (("checkin", "customers-stay", "--date", "soon"), "is not a day such as 2026-10-12"),
        (("cycle", "autumn"), "Give --start and --end"),
        (("cycle", "X", "--start", "2027-02-01", "--end", "2027-01-01"), "cannot end on"),
        (("team", "Support"), "the team 'support' is there already"),
        (("rule", "title", "--code", "OKR204"), "there is a rule OKR204 already"),
        (("rule", "title", "--code", 'X" + "'), "cannot be a code"),
        (("rule", "日本"), "cannot be the name of a plugin"),
        (("plugin", "json", "--kind", "exporter"), "'json' is taken by another exporter"),
        (("plugin", "sql"), "'sql' is taken by another source"),
        (("plugin", "pages"), "'pages' is the name of a plugin that ships"),
        (("plugin", "../x"), "'../x' cannot be the name of a plugin"),
        (("rule", "../x"), "'../x' cannot be the name of a plugin"),
        (("theme", "Default"), "cannot be the name of a theme"),
    ],
)
def test_what_would_not_be_right_is_refused_and_nothing_is_written(
    okrsite, site, arguments, complaint
) -> None:
    before = sorted(site.rglob("*"))
    said = okrsite("new", *arguments)
    assert (said.exit, said.out) == (2, "")
    assert complaint in said.err
    assert [path for path in sorted(site.rglob("*")) if ".okrsite" not in str(path)] == before


def test_a_kpi_brings_the_file_for_its_observations(okrsite, site) -> None:
    said = okrsite("new", "kpi", "Queue", *OWNED, "--max", "20", "--unit", "h", "--value", "12.5")
    assert said.out == "content/kpis/queue.md\n"
    assert front("content/kpis/queue.md")["range"] == {"max": 20}
    assert Path("content/kpis/queue.csv").read_text() == "date,value\n2026-11-20,12.5\n"
    assert okrsite("check").exit == 0


@pytest.mark.parametrize("name", kpi_catalogue())
def test_every_kpi_of_the_catalogue_makes_a_good_file(okrsite, site, name) -> None:
    wanted = ("--id", "of-the-catalogue") if name == "customer-churn" else ()
    said = okrsite("new", "kpi", "--from", name, *OWNED, "--min", "1", "--value", "2", *wanted)
    assert said.exit == 0
    pattern = kpi_catalogue()[name]
    assert front(said.out.strip())["unit"] == pattern.unit
    assert pattern.definition.endswith(".")
    assert "error" not in okrsite("check", "--strict").out


def test_the_catalogue_holds_what_most_companies_know(okrsite, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = okrsite("new", "kpi", "--list").out.splitlines()
    assert len(lines) == len(kpi_catalogue()) >= 24
    assert {"mrr", "nps", "uptime", "time-to-hire", "app-crash-rate"} <= set(kpi_catalogue())


def test_a_kpi_without_a_range_says_on_which_side_it_would_be(okrsite, site) -> None:
    okrsite("new", "kpi", "--from", "mrr")
    assert "# range = { min = ... }" in Path("content/kpis/mrr.md").read_text()
    okrsite("new", "kpi", "--from", "revenue-churn")
    assert "# range = { max = ... }" in Path("content/kpis/revenue-churn.md").read_text()


def test_a_checkin_is_a_file_of_its_day(okrsite, site) -> None:
    said = okrsite(
        *("new", "checkin", "customers-get-help", "--date", "2026-11-18", "--confidence", "6"),
        *("--value", "response=12.5", "--value", "programme=interviews,pilot"),
        *("--note", "The *pilot* runs.", "--author", "ada"),
    )
    assert said.out == "content/checkins/2026-q4/2026-11-18-customers-get-help-ada.md\n"
    written = front(said.out.strip())
    assert written["values"] == {"response": 12.5, "programme": ["interviews", "pilot"]}
    assert written["confidence"] == 6
    assert okrsite("check", "--strict").exit == 0


def test_two_checkins_of_a_day_are_two_files(okrsite, site) -> None:
    command = ("new", "checkin", "customers-get-help", "--date", "2026-11-18", "--note", "Good.")
    authors = ("Ada", "Ben Olsen", "ben olsen")
    names = [okrsite(*command, "--author", author).out.strip() for author in authors]
    assert [name.removeprefix("content/checkins/2026-q4/2026-11-18-") for name in names] == [
        "customers-get-help-ada.md",
        "customers-get-help-ben-olsen.md",
        "customers-get-help-ben-olsen-2.md",
    ]
    assert front(names[1])["author"] == "Ben Olsen"
    assert "OKR120" not in okrsite("check").out


def test_an_author_checks_in_once_a_day_and_nobody_says_the_same_twice(okrsite, site) -> None:
    command = ("new", "checkin", "customers-get-help", "--date", "2026-11-18", "--note")
    assert okrsite(*command, "Good.", "--author", "Ada").exit == 0
    said = okrsite(*command, "Better.", "--author", "Ada")
    assert said.exit == 2
    assert "Ada checked in on customers-get-help on 2026-11-18 already, at content/" in said.err
    assert okrsite(*command, "Good.").exit == 0
    assert "customers-get-help.md says the same already" in okrsite(*command, "Good.").err
    assert len(list(Path("content/checkins").rglob("2026-11-18-*"))) == 2


def test_a_checkin_that_says_nothing_is_refused_where_nobody_can_be_asked(okrsite, site) -> None:
    said = okrsite("new", "checkin", "customers-get-help")
    assert said.exit == 2
    assert "give --value, --confidence or --note" in said.err
    assert not list(Path("content/checkins").rglob("*customers-get-help.md"))


@pytest.mark.parametrize(
    ("name", "start", "end", "title"),
    [
        ("2027", "2027-01-01", "2027-12-31", "2027"),
        ("2028-q1", "2028-01-01", "2028-03-31", "Q1 2028"),
        ("2027Q4", "2027-10-01", "2027-12-31", "Q4 2027"),
        ("2027-h2", "2027-07-01", "2027-12-31", "H2 2027"),
    ],
)
def test_a_cycle_knows_its_days_by_its_name(name, start, end, title) -> None:
    known = named_cycle(name)
    assert (str(known.start), str(known.end), known.title) == (start, end, title)


@pytest.mark.parametrize("name", ["autumn", "2027-q5", "2027-h3", "0000", "9999", "27-q1", ""])
def test_other_names_are_not_cycles_that_everybody_knows(name) -> None:
    assert named_cycle(name) is None


def test_a_quarter_joins_the_year_that_is_there(okrsite, site) -> None:
    okrsite("new", "cycle", "2027")
    okrsite("new", "cycle", "2027-q2")
    assert front("content/cycles/2027-q2.md")["parent"] == "2027"
    okrsite("new", "cycle", "Spring", "--start", "2028-03-01", "--end", "2028-05-31")
    assert front("content/cycles/spring.md")["title"] == "Spring"
    assert okrsite("check", "--strict").exit == 0


def test_once_there_is_a_person_owners_are_people(okrsite, site) -> None:
    said = okrsite("new", "person", "Ada Öz", "--team", "support", "--alone")
    assert said.out == "content/people/ada-oez.md\n"
    assert okrsite("new", "team", "Field", "--lead", "grace").exit == 2
    assert okrsite("new", "team", "Field", "--lead", "ada-oez", "--parent", "lanternleaf").exit == 0


GOAL_OF_NAMES = """\
+++
title = "Nobody waits"
cycle = "2026-q4"
team = "support"
owner = "Ada Okafor"   # since spring
contributors = [
  "Jürgen Groß",
  "ada okafor", # as she writes herself
]
supports = ["customers-stay#churn"]
+++
Ada Okafor began this.
"""
CHECKIN_OF_NAMES = """\
+++
objective = "nobody-waits"
date = 2026-11-18
author = 'Lin'
confidence = 5
kudos = [{ to = "Jürgen Groß", for = "Jürgen Groß himself" }]
+++
"""


@pytest.fixture
def named(site, write) -> None:
    """Goals that name three people, one of them in two ways."""
    write("content/objectives/2026-q4/nobody-waits.md", GOAL_OF_NAMES.replace("\n", "\r\n"))
    write("content/checkins/2026-11-18-nobody-waits.md", CHECKIN_OF_NAMES)


def contents() -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in Path("content").rglob("*") if path.is_file()}


def test_with_the_first_person_all_names_become_people_and_references(okrsite, named) -> None:
    before = okrsite("check").out
    said = okrsite("new", "person", "Ada Okafor", "--all")
    assert said.exit == 0
    assert said.out.splitlines()[0] == "content/people/ada-okafor.md"
    people = {path.stem: front(str(path))["title"] for path in Path("content/people").iterdir()}
    assert (
        people.items()
        >= {
            "ada-okafor": "Ada Okafor",
            "ada-okafor-2": "ada okafor",
            "juergen-gross": "Jürgen Groß",
            "lin": "Lin",
        }.items()
    )
    assert "'Ada Okafor' and 'ada okafor' may be one person." in said.err
    goal = Path("content/objectives/2026-q4/nobody-waits.md").read_bytes().decode()
    assert goal == (
        GOAL_OF_NAMES.replace('"Ada Okafor"', '"ada-okafor"')
        .replace("Jürgen Groß", "juergen-gross")
        .replace('"ada okafor"', '"ada-okafor-2"')
        .replace("\n", "\r\n")
    )
    checkin = Path("content/checkins/2026-11-18-nobody-waits.md").read_text("utf-8")
    assert "author = 'lin'\n" in checkin
    assert '{ to = "juergen-gross", for = "Jürgen Groß himself" }' in checkin
    assert okrsite("check").out == before


def test_the_first_person_alone_is_written_only_where_it_is_asked_for(okrsite, named) -> None:
    before = contents()
    said = okrsite("new", "person", "Ada Okafor")
    assert said.exit == 2
    assert "Jürgen Groß" in said.err
    assert "--all" in said.err
    assert contents() == before
    assert okrsite("new", "person", "Ada Okafor", "--alone").exit == 0
    assert "OKR101 owner names unknown person 'Ada Okafor'" in okrsite("check").out
    assert okrsite("new", "person", "Lin", "--all").exit == 0
    assert okrsite("check").exit == 0
    assert front("content/objectives/2026-q4/nobody-waits.md")["owner"] == "ada-okafor"


def test_a_terminal_asks_whether_names_become_people(okrsite, named) -> None:
    before = contents()
    answers = iter(["no", "yes"])
    terminal = Terminal(can_ask=True, ask=lambda *_: next(answers))
    with pytest.raises(CommandError):
        person.main(["Ada Okafor"], obj=terminal, standalone_mode=False)
    assert contents() == before
    person.main(["Ada Okafor"], obj=terminal, standalone_mode=False)
    assert Path("content/people/lin.md").exists()
    assert okrsite("check").exit == 0


def test_a_name_that_cannot_be_replaced_leaves_everything_as_it_was(okrsite, site, write) -> None:
    text = GOAL_OF_NAMES.replace('"Ada Okafor"', '"Ada \\u004fkafor"')
    write("content/objectives/2026-q4/nobody-waits.md", text)
    before = contents()
    said = okrsite("new", "person", "Lin", "--all")
    assert said.exit == 2
    assert "'Ada Okafor' cannot be replaced" in " ".join(said.err.split())
    assert contents() == before


def test_names_that_a_mistake_may_hide_are_not_left_behind(okrsite, named, write) -> None:
    write("content/kpis/nps.md", "+++\ntitle = 'NPS'\nowner = \n+++\n")
    before = contents()
    assert okrsite("new", "person", "Ada Okafor", "--all").exit == 2
    assert contents() == before


def test_a_page_lies_in_the_folder_that_was_named(okrsite, site) -> None:
    said = okrsite("new", "page", "Six steps", "--folder", "Our method", "--body", "One. Two.")
    assert said.out == "content/pages/our-method/six-steps.md\n"
    assert okrsite("check", "--strict").exit == 0


def test_a_rule_of_ones_own_is_loaded_and_speaks(okrsite, site, write) -> None:
    said = okrsite("new", "rule", "short titles")
    assert said.out == "plugins/short_titles.py\ntests/test_short_titles.py\n"
    assert "[plugins.short_titles] now stands in okrsite.toml" in said.err
    assert "OWN001" in okrsite("rules").out
    assert okrsite("check", "--strict").exit == 0
    write(
        "content/objectives/2026-q4/long.md",
        f'+++\ntitle = "{"Long words " * 12}"\ncycle = "2026-q4"\n+++\n',
    )
    assert "OWN001 the title has 1" in okrsite("check").out


def test_nothing_is_written_through_a_link_that_leads_out(okrsite, site, tmp_path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (site / "content/people").symlink_to(outside)
    assert okrsite("new", "person", "Ada", "--alone").exit == 2
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("name", ["../../out", "/etc/passwd", "con", "a" * 400, "a\nb", "~", "."])
def test_an_id_that_no_file_could_have_is_refused(okrsite, site, tmp_path, name) -> None:
    before = {path for path in tmp_path.rglob("*") if ".okrsite" not in str(path)}
    said = okrsite("new", "team", "X", "--id", name)
    assert said.exit == 2
    assert {path for path in tmp_path.rglob("*") if ".okrsite" not in str(path)} == before


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Retain customers & stabilise the base!", "retain-customers-stabilise-the-base"),
        ("Größere Äpfel", "groessere-aepfel"),
        ("Élan vital", "elan-vital"),
        ("目標 2026", "目標-2026"),
        ("  a_b  ", "a-b"),
        ("!!!", ""),
        ("word " * 40, "-".join(["word"] * 12)),
    ],
)
def test_a_slug_is_what_a_person_would_choose(title, expected) -> None:
    assert slug(title) == expected


KINDS = (
    *("source", "rule", "fields", "page", "panel", "shortcode"),
    *("scorer", "exporter", "markdown", "after-build"),
)
GIVES = {
    "panel": "panels: loans-desk",
    "shortcode": "shortcodes: loans-desk",
    "rule": "rules: OWN001",
    "fields": "rules: OWN001",
    "markdown": "markdown: loans_desk",
    "after-build": "observes: builds",
}


def test_a_new_plugin_works_at_once(okrsite, site) -> None:
    said = okrsite("new", "plugin", "Newsletter", "--kind", "exporter")
    assert said.out == "plugins/newsletter.py\ntests/test_newsletter.py\n"
    said = okrsite("export", "--format", "newsletter")
    assert said.out.startswith("# Our goals on November 20, 2026\n\n- Customers get help ")
    assert okrsite("new", "plugin", "newsletter", "--kind", "exporter").exit == 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_plugin_of_any_kind_is_loaded_and_its_test_passes(okrsite, site, kind) -> None:
    assert okrsite("new", "plugin", "Loans desk", "--kind", kind).exit == 0
    assert "[plugins.loans_desk]" in (site / "okrsite.toml").read_text()
    said = okrsite("plugins")
    assert said.exit == 0
    assert GIVES.get(kind, f"{kind}s: loans_desk") in said.out
    assert okrsite("check", "--strict").exit == 0
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout


def test_what_new_writes_as_code_keeps_the_style_of_the_project(okrsite, site) -> None:
    for kind in KINDS:
        okrsite("new", "plugin", f"own {kind}", "--kind", kind)
    config = Path(__file__).parents[2] / "pyproject.toml"
    for check in (["check", "--extend-ignore", "INP001,ARG001"], ["format", "--check"]):
        told = subprocess.run(
            [sys.executable, "-m", "ruff", *check, "--config", config, site / "plugins"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stdout


def test_comments_of_the_settings_stay_as_they_are(okrsite, site) -> None:
    before = (site / "okrsite.toml").read_text()
    okrsite("new", "plugin", "loans")
    assert (site / "okrsite.toml").read_text() == f"{before.rstrip()}\n\n[plugins.loans]\n"


def test_each_rule_has_a_code_of_its_own(okrsite, site) -> None:
    okrsite("new", "rule", "short")
    okrsite("new", "plugin", "costs", "--kind", "fields")
    okrsite("new", "rule", "long")
    told = okrsite("plugins").out
    assert all(f"rules: {code}" in told for code in ("OWN001", "OWN002", "OWN003"))
    said = okrsite("new", "rule", "wide", "--code", "OWN002")
    assert (said.exit, "there is a rule OWN002 already" in said.err) == (2, True)


def test_a_plugin_has_one_name_wherever_it_is_called(okrsite, site) -> None:
    okrsite("new", "plugin", "a b", "--kind", "exporter")
    assert "[plugins.a_b]" in (site / "okrsite.toml").read_text()
    assert "exporters: a_b" in okrsite("plugins").out


def test_a_plugin_that_is_named_already_is_not_named_twice(okrsite, site) -> None:
    settings = site / "okrsite.toml"
    settings.write_text(f"{settings.read_text()}\n[plugins.loans]\n")
    said = okrsite("new", "plugin", "loans")
    assert "stands in okrsite.toml already" in said.err
    assert okrsite("plugins").exit == 0


def test_a_test_of_somebody_else_is_not_written_over(okrsite, site, write) -> None:
    write("tests/test_loans.py", "theirs")
    assert okrsite("new", "plugin", "loans").exit == 2
    assert not (site / "plugins").exists()


def test_a_new_theme_changes_the_look_of_the_site(okrsite, site) -> None:
    said = okrsite("new", "theme", "Lantern light")
    assert said.out.splitlines() == [
        "themes/lantern-light/theme.toml",
        "themes/lantern-light/static/brand.css",
    ]
    assert "okrsite.toml now asks for this theme" in said.err
    assert okrsite("build").exit == 0
    (brand,) = (site / "site/assets").glob("brand.*.css")
    assert "the look of lantern-light" in brand.read_text().lower()
    assert f'href="assets/{brand.name}"' in (site / "site/index.html").read_text()


def test_a_site_that_has_a_theme_is_told_the_lines(okrsite, site) -> None:
    settings = site / "okrsite.toml"
    settings.write_text(f'{settings.read_text()}\n[theme]\nname = "default"\n')
    before = settings.read_text()
    said = okrsite("new", "theme", "light")
    assert 'Now ask for it in okrsite.toml:\n\n[theme]\nname = "light"' in said.err
    assert settings.read_text() == before


def test_settings_that_cannot_take_a_table_are_left_as_they_are(okrsite, site) -> None:
    before = "plugins = {}\n"
    (site / "okrsite.toml").write_text(before)
    said = okrsite("new", "plugin", "newsletter")
    assert said.exit == 0
    assert "Now put [plugins.newsletter] into okrsite.toml" in said.err
    assert (site / "okrsite.toml").read_text() == before


def test_a_checkin_asks_for_what_is_not_given_where_somebody_answers(site, monkeypatch) -> None:
    answers = iter(["12.5", "pilot", "7", "It runs.", ""])
    asked = []

    def ask(question: str, _: str) -> str:
        asked.append(question)
        return next(answers)

    terminal = Terminal(can_ask=True, ask=ask)
    checkin.main(["customers-get-help"], standalone_mode=False, obj=terminal)
    (path,) = (site / "content/checkins").rglob("*customers-get-help.md")
    written = front(path)
    assert written["values"] == {"response": 12.5, "programme": "pilot"}
    assert written["confidence"] == 7
    assert path.read_text().endswith("It runs.\n")
    assert len(asked) == 5


@pytest.mark.parametrize(
    ("name", "year_starts", "start", "end", "title", "year"),
    [
        ("fy28-q1", 2, "2027-02-01", "2027-04-30", "Q1 FY28", "fy28"),
        ("FY27q4", 2, "2026-11-01", "2027-01-31", "Q4 FY27", "fy27"),
        ("fy2027-h2", 2, "2026-08-01", "2027-01-31", "H2 FY27", "fy27"),
        ("fy27", 2, "2026-02-01", "2027-01-31", "FY27", None),
        ("fy27-q1", 1, "2027-01-01", "2027-03-31", "Q1 FY27", "fy27"),
        ("fy28-q1", 12, "2027-12-01", "2028-02-29", "Q1 FY28", "fy28"),
        ("2027-q1", 2, "2027-01-01", "2027-03-31", "Q1 2027", "2027"),
    ],
)
def test_a_cycle_of_the_companys_own_year_knows_its_days(
    name, year_starts, start, end, title, year
) -> None:
    known = named_cycle(name, year_starts)
    assert (str(known.start), str(known.end), known.title, known.year) == (start, end, title, year)


def test_a_new_cycle_of_a_fiscal_quarter_follows_the_settings(okrsite, site) -> None:
    settings = site / "okrsite.toml"
    settings.write_text(settings.read_text() + "\n[calendar]\nyear_starts = 2\n")
    okrsite("new", "cycle", "fy28-q1")
    written = front("content/cycles/fy28-q1.md")
    assert (written["title"], str(written["start"])) == ("Q1 FY28", "2027-02-01")


def test_a_cycle_after_another_goes_on_where_it_ends(okrsite, site) -> None:
    assert okrsite("new", "cycle", "--after", "2026-q4").out == "content/cycles/2027-q1.md\n"
    assert front("content/cycles/2027-q1.md")["title"] == "Q1 2027"
    assert okrsite("new", "cycle", "fast", "--after", "2027-q1", "--end", "2027-05-15").exit == 0
    assert str(front("content/cycles/fast.md")["start"]) == "2027-04-01"
    said = okrsite("new", "cycle", "--after", "fast")
    assert (said.exit, "Give a NAME" in said.err) == (2, True)


def test_a_goal_for_a_kpi_brings_it_back_into_its_range(okrsite, site) -> None:
    reasons = (
        "--for",
        "kpi:customer-churn",
        "--for",
        "goal:customers-stay",
        "--for",
        "team:support",
    )
    assert okrsite("new", "objective", "Fewer leave", *reasons).exit == 0
    goal = front("content/objectives/2026-q4/fewer-leave.md")
    assert (goal["team"], goal["supports"]) == ("support", ["customers-stay"])
    assert [(result["kpi"], result["target"]) for result in goal["key_results"]] == [
        ("customer-churn", 5)
    ]
    assert okrsite("check", "--strict").exit == 0


def test_a_goal_for_a_kpi_that_is_well_watches_it(okrsite, site) -> None:
    churn = Path("content/kpis/customer-churn.md")
    churn.write_text(churn.read_text().replace("max = 5 ", "max = 9 "))
    assert okrsite("new", "objective", "Stay well", "--for", "kpi:customer-churn").exit == 0
    goal = front("content/objectives/2026-q4/stay-well.md")
    assert (goal["watch"], "key_results" in goal) == (["customer-churn"], False)


def test_what_nothing_can_be_for_is_refused(okrsite, site) -> None:
    for reason in ("customer-churn", "page:x", "kpi:customer-chur"):
        assert okrsite("new", "objective", "Odd", "--for", reason).exit == 2
    assert okrsite("new", "kpi", "Odd", "--for", "goal:customers-stay").exit == 2
    assert okrsite("new", "kpi", "Even", "--for", "team:support").exit == 0
    assert front("content/kpis/even.md")["team"] == "support"
