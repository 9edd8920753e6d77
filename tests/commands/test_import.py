"""`okrsite import`: goals and KPIs from the files of other tools and from documents."""

import tomllib
from pathlib import Path

import pytest
import tomlkit

from okrsite.commands.importing.values import quantity

QUARTER = """\
Objective,Objective Owner,Team,Quarter,Key Result,Owner,Start,Target,Current,Notes,RAG
Keep what we have,Ada Lovelace,Support,Q4 2026,Churn falls,ada@acme.com,8%,4%,6%,Seasonal,Amber
,,,,NPS rises,Linus / Ada,45,60,52,,
"""


def front_matter(path: Path) -> dict:
    """What stands between the fences of a file."""
    return tomllib.loads(path.read_text("utf-8").split("+++\n")[1])


@pytest.fixture
def bring(okrsite, site, tmp_path):
    """Writes a file beside the site and imports it."""

    def run(name: str, text: str | bytes, *options: str):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return okrsite("import", file, *options)

    return run


def objective(site: Path, name: str, cycle: str = "2026-q4") -> dict:
    """The fields of an objective."""
    return front_matter(site / f"content/objectives/{cycle}/{name}.md")


def results(site: Path, name: str, cycle: str = "2026-q4") -> list[dict]:
    """The key results of an objective, each with the newest value that a check-in has of it."""
    goal = objective(site, name, cycle)
    values = {}
    for said in goal.get("checkins", []):
        values |= said.get("values", {})
    return [
        {**result, **({"current": values[result["id"]]} if result["id"] in values else {})}
        for result in goal["key_results"]
    ]


def test_a_table_with_a_key_result_a_row_becomes_one_objective(bring, site) -> None:
    said = bring("okrs.csv", QUARTER)
    assert said.exit == 0
    assert said.out == "content/objectives/2026-q4/keep-what-we-have.md\n"
    goal = objective(site, "keep-what-we-have")
    assert (goal["cycle"], goal["team"], goal["owner"]) == ("2026-q4", "support", "Ada Lovelace")
    churn, nps = results(site, "keep-what-we-have")
    assert (churn["start"], churn["target"], churn["current"], churn["unit"]) == (8, 4, 6, "%")
    assert (nps["owner"], nps["contributors"]) == ("Linus", ["Ada"])


def test_an_address_gives_a_name_and_stays_off_the_site(bring, site) -> None:
    bring("okrs.csv", QUARTER)
    assert results(site, "keep-what-we-have")[0]["owner"] == "Ada"
    assert "acme.com" not in (site / "content/objectives/2026-q4/keep-what-we-have.md").read_text()


def test_columns_that_no_field_takes_become_text(bring, site) -> None:
    bring("okrs.csv", QUARTER.replace("RAG", "Dashboard").replace("Amber", "wall 3"))
    assert results(site, "keep-what-we-have")[0]["text"] == "Seasonal\n\n- Dashboard: wall 3"


def test_what_is_imported_passes_the_check(okrsite, bring) -> None:
    bring("okrs.csv", QUARTER)
    assert okrsite("check").exit == 0


def test_a_second_run_changes_nothing(bring, site) -> None:
    bring("okrs.csv", QUARTER)
    before = {path: path.read_bytes() for path in site.rglob("content/**/*.md")}
    assert "Nothing is new." in bring("okrs.csv", QUARTER).err
    assert {path: path.read_bytes() for path in site.rglob("content/**/*.md")} == before


def test_a_second_run_takes_what_changed_and_keeps_what_people_edited(bring, site) -> None:
    bring("okrs.csv", QUARTER)
    path = site / "content/objectives/2026-q4/keep-what-we-have.md"
    edited = path.read_text().replace("target = 60", "target = 58 # with the board")
    path.write_text(edited)
    said = bring("okrs.csv", QUARTER.replace("45,60,52", "45,62,53"))
    assert "target stays 58, the source has 62" in said.err
    assert path.read_text().count("target = 58 # with the board") == 1
    assert results(site, "keep-what-we-have")[1]["current"] == 53


def test_force_takes_what_people_edited_too(bring, site) -> None:
    bring("okrs.csv", QUARTER)
    path = site / "content/objectives/2026-q4/keep-what-we-have.md"
    path.write_text(path.read_text().replace("target = 60", "target = 58"))
    bring("okrs.csv", QUARTER, "--force")
    assert results(site, "keep-what-we-have")[1]["target"] == 60


def test_a_key_result_that_is_new_in_the_source_is_added(bring, site) -> None:
    bring("okrs.csv", QUARTER)
    bring("okrs.csv", QUARTER + ",,,,Deal size grows,Grace,10,12,11,,\n")
    assert [result["id"] for result in results(site, "keep-what-we-have")] == [
        "churn-falls",
        "nps-rises",
        "deal-size-grows",
    ]


def test_a_key_result_that_people_took_out_stays_out(bring, site) -> None:
    bring("okrs.csv", QUARTER)
    path = site / "content/objectives/2026-q4/keep-what-we-have.md"
    _, front, body = path.read_text().split("+++\n")
    fields = tomlkit.parse(front)
    del fields["key_results"][1]
    path.write_text(f"+++\n{tomlkit.dumps(fields)}+++\n{body}")
    said = bring("okrs.csv", QUARTER.replace("45,60,52", "45,62,53"))
    assert "'nps-rises' was taken out, and stays out" in said.err
    assert len(results(site, "keep-what-we-have")) == 1


def test_line_ends_and_comments_of_an_edited_file_stay(bring, site) -> None:
    bring("okrs.csv", QUARTER)
    path = site / "content/objectives/2026-q4/keep-what-we-have.md"
    text = path.read_text().replace('team = "support"', 'team = "support" # since May')
    path.write_bytes(text.replace("\n", "\r\n").encode())
    bring("okrs.csv", QUARTER.replace("45,60,52", "45,60,55"))
    data = path.read_bytes()
    assert b'team = "support" # since May\r\n' in data
    assert b"nps-rises = 55" in data
    assert data.count(b"\n") == data.count(b"\r\n")


def test_a_dry_run_shows_the_change_and_writes_nothing(bring, site) -> None:
    said = bring("okrs.csv", QUARTER, "--dry-run")
    assert '+title = "Keep what we have"' in said.out
    assert not (site / "content/objectives/2026-q4/keep-what-we-have.md").exists()


def test_a_folder_may_be_named(bring, site) -> None:
    bring("okrs.csv", QUARTER, "--into", "content/objectives/old/support")
    assert (site / "content/objectives/old/support/keep-what-we-have.md").exists()
    said = bring("okrs.csv", QUARTER, "--into", "../elsewhere")
    assert (said.exit, "leads out of content" in said.err) == (2, True)


def test_a_mapping_is_drafted_and_then_used(bring, site, tmp_path) -> None:
    text = "Was;Wer;Soll\nAntworten kommen schneller;Ada;4 h\n"
    drafted = bring("ziele.csv", "Objective;Owner;Oddity\nAnswer;Ada;1\n", "--guess")
    assert tomllib.loads(drafted.out)["objective"] == {"title": "Objective", "owner": "Owner"}
    assert "# Oddity" in drafted.out
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[key_result]\ntitle = "Was"\nowner = "Wer"\ntarget = "Soll"\n')
    bring("2026-q4.csv", text, "--mapping", str(mapping))
    (result,) = results(site, "2026-q4")
    assert (result["target"], result["unit"], result["owner"]) == (4, "h", "Ada")


def test_a_mistake_in_a_mapping_is_told_with_a_suggestion(bring, tmp_path) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[key_result]\ntittle = "Was"\n')
    said = bring("a.csv", "Was\nx\n", "--mapping", str(mapping))
    assert said.exit == 2
    assert "has no field 'tittle'; did you mean 'title'?" in said.err


TYPED = """\
Id,Type,Title,Owner,Team,Time Period,Parent,Start,Target,Current,Check-in date,Check-in note
1,Objective,Delight every customer,ada@acme.com,Company,Q4 2026,,,,,,
2,Key Result,CSAT rises,linus@acme.com,Support,Q4 2026,1,80 %,92 %,88 %,2026-11-09,Macros helped
3,Objective,Answer faster,linus@acme.com,Support,Q4 2026,2,,,,,
4,Key Result,First response,linus@acme.com,Support,Q4 2026,3,24 h,4 h,16 h,2026-11-09,
5,Project,Chat rollout,linus@acme.com,Support,Q4 2026,4,,,,,
"""


def test_rows_of_several_kinds_find_their_parents(okrsite, bring, site) -> None:
    bring("export.csv", TYPED)
    assert objective(site, "answer-faster")["supports"] == ["delight-every-customer#csat-rises"]
    assert objective(site, "delight-every-customer")["team"] == "lanternleaf"
    (said,) = objective(site, "delight-every-customer")["checkins"]
    assert (said["values"], said["note"]) == ({"csat-rises": 88}, "Macros helped")
    assert results(site, "answer-faster")[0]["initiatives"] == [{"title": "Chat rollout"}]
    assert okrsite("check").exit == 0


def test_a_title_may_change_in_the_source_where_it_has_ids(bring, site) -> None:
    bring("export.csv", TYPED)
    bring("export.csv", TYPED.replace("Answer faster", "Answer at once"))
    assert objective(site, "answer-faster")["title"] == "Answer at once"
    assert not (site / "content/objectives/2026-q4/answer-at-once.md").exists()


def test_a_parent_that_is_nowhere_is_told_and_kept_as_text(bring, site) -> None:
    said = bring("export.csv", TYPED.replace("Q4 2026,2,", "Q4 2026,99,"))
    assert "export.csv:4: no goal is known as 99, kept as text" in said.err
    path = site / "content/objectives/2026-q4/answer-faster.md"
    assert "- Supports: 99" in path.read_text()


GERMAN = """\
# OKRs Vertrieb – 4. Quartal 2026

Fragen an Jürgen.

## Ziel 1: Wir gewinnen den Mittelstand

**Verantwortlich:** @jürgen / @petra

Der Mittelstand kauft länger.

| Schlüsselergebnis | Start | Ziel | Ist |
|---|---|---|---|
| Umsatz mit Neukunden (T€) | 1.234,5 | 2.000 | 1.600,0 |
| Partnerprogramm ist entschieden | | | |

## Ziel 2: Angebote gehen schneller raus

- SE1: Durchlaufzeit von 12,5 Tage auf 6 Tage @petra
- SE2: Vorlagen für alle Branchen (0,7)
- SE3: Lob der Kunden – 70 %
- [x] Angebotstool ist eingeführt

### Risiken

Der Urlaub.
"""


def test_a_german_document_keeps_its_numbers_and_its_text(okrsite, bring, site) -> None:
    bring("ziele.md", GERMAN)
    first = objective(site, "wir-gewinnen-den-mittelstand")
    assert (first["owner"], first["contributors"], first["team"]) == (
        "jürgen",
        ["petra"],
        "vertrieb",
    )
    revenue, programme = results(site, "wir-gewinnen-den-mittelstand")
    assert (revenue["start"], revenue["target"], revenue["current"]) == (1234.5, 2000, 1600)
    assert [step["title"] for step in programme["milestones"]] == [programme["title"]]
    lead, forms, praise, tool = results(site, "angebote-gehen-schneller-raus")
    assert (lead["start"], lead["target"], lead["unit"], lead["owner"]) == (
        12.5,
        6,
        "Tage",
        "petra",
    )
    assert (forms["current"], praise["current"]) == (70, 70)
    assert "done" in tool["milestones"][0]
    second = (site / "content/objectives/2026-q4/angebote-gehen-schneller-raus.md").read_text()
    assert "### Risiken\n\nDer Urlaub." in second
    assert "Fragen an Jürgen." in (site / "content/pages/imported/ziele.md").read_text()
    assert okrsite("check").exit == 0


def test_a_table_of_a_document_fills_its_objectives_down(bring, site) -> None:
    bring(
        "company.md",
        "# Company OKRs\n\n**Q4 2026**\n\n"
        "| **Objective** | **Key Results** | **DRI** | **Score** |\n| :-- | :-- | :-- | :-- |\n"
        "| **O1. Be recommended** | KR1. NPS from 31 to 45 | Ada | .7 |\n"
        "|  | KR2. Case studies are out | Ada / Linus |  |\n",
    )
    nps, studies = results(site, "be-recommended")
    assert (nps["start"], nps["target"], nps["current"]) == (31, 45, 40.8)
    assert (studies["owner"], studies["contributors"]) == ("Ada", ["Linus"])


def test_a_list_within_a_list_is_objectives_with_key_results(bring, site) -> None:
    bring(
        "2026-q4.md",
        "# OKRs\n\n1. Be the place to work\n   - eNPS from 45 to 65\n   - [ ] Survey is out\n"
        "2. Ship with calm\n   - Pages a week 22 -> 8\n     - [x] Runbooks\n     - [ ] Drills\n",
    )
    enps, survey = results(site, "be-the-place-to-work")
    assert (enps["start"], enps["target"]) == (45, 65)
    assert "done" not in survey["milestones"][0]
    (pages,) = results(site, "ship-with-calm")
    assert (pages["start"], pages["target"]) == (22, 8)
    assert "Runbooks" in pages["text"]


def test_links_that_lead_nowhere_from_here_become_text(okrsite, bring, site) -> None:
    bring(
        "2026-q4.md",
        "## Objective: Grow\n\nSee [the handbook](/handbook/#x), ![p](pic.png) and "
        "[us](https://acme.com).\n\n- Revenue from 1 to 2 M\n",
    )
    text = (site / "content/objectives/2026-q4/grow.md").read_text()
    assert "the handbook (`/handbook/#x`)" in text
    assert "[us](https://acme.com)" in text
    assert okrsite("check").exit == 0


def test_a_folder_with_a_file_for_each_quarter(okrsite, site, tmp_path) -> None:
    for name in ("2026-Q3", "2026-Q4"):
        (tmp_path / "okrs").mkdir(exist_ok=True)
        (tmp_path / f"okrs/{name}.md").write_text("## Objective: Grow\n\n- KR1: Leads 4 -> 5\n")
    said = okrsite("import", tmp_path / "okrs")
    assert "content/objectives/2026-q3/grow.md" in said.out
    assert "content/objectives/2026-q4/grow-2026-q4.md" in said.out
    assert "content/cycles/2026-q3.md" in said.out


def test_goals_without_a_known_cycle_are_drafts(okrsite, bring, site) -> None:
    bring("okrs.csv", "Objective,Quarter\nGrow,next\n")
    assert objective(site, "grow", "backlog")["state"] == "draft"
    assert okrsite("check").exit == 0


def test_yaml_lists_kpis(bring, site) -> None:
    bring(
        "kpis.yaml",
        'kpis:\n  - {id: churn, name: Churn of customers, unit: "%", max: 5, frequency: monthly}\n'
        "  - {name: Promoter score, min: 40, cadence: quarterly}\n",
    )
    churn = front_matter(site / "content/kpis/churn-of-customers.md")
    assert (churn["range"], churn["cadence"], churn["unit"]) == ({"max": 5}, "monthly", "%")
    score = front_matter(site / "content/kpis/promoter-score.md")
    assert (score["range"], score["cadence"]) == ({"min": 40}, "quarterly")


def test_yaml_with_anchors_is_refused(bring) -> None:
    said = bring("kpis.yaml", "a: &a [x, x]\nb: [*a, *a]\n")
    assert (said.exit, "uses anchors" in said.err) == (2, True)


def test_values_of_kpis_become_observations_once(bring, site) -> None:
    text = "KPI,Date,Value,Range\nUptime,2026-09-30,99.5,>= 99\nUptime,2026-10-31,99.7,\n"
    bring("kpis.csv", text)
    bring("kpis.csv", text + "Uptime,2026-11-15,99.6,\n")
    assert (site / "content/kpis/uptime.csv").read_text() == (
        "date,value\n2026-09-30,99.5\n2026-10-31,99.7\n2026-11-15,99.6\n"
    )
    assert front_matter(site / "content/kpis/uptime.md")["range"] == {"min": 99}


def test_json_holds_key_results_within_objectives(bring, site) -> None:
    bring(
        "okrs.json",
        '{"objectives": [{"id": "o-1", "name": "Make search fast", "period": "2026-Q4",'
        '"owner": {"name": "Grace Hopper", "email": "g@x.com"}, "keyResults": ['
        '{"id": "k-1", "name": "p95", "startValue": 0.8, "targetValue": 0.3, "unit": "s"}]}]}',
    )
    (result,) = results(site, "make-search-fast")
    assert (result["start"], result["target"], result["unit"]) == (0.8, 0.3, "s")
    assert objective(site, "make-search-fast")["owner"] == "Grace Hopper"


def test_a_workbook_is_read_with_its_dates_and_numbers(bring, site, tmp_path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(["Our goals of the quarter"])
    sheet.append(["Objective", "Key result", "Start", "Target", "Due", "Quarter"])
    from datetime import date

    sheet.append(["Grow", "Leads", 400, 500.5, date(2026, 12, 1), "Q4 2026"])
    book.save(tmp_path / "book.xlsx")
    bring("book.xlsx", (tmp_path / "book.xlsx").read_bytes())
    (result,) = results(site, "grow")
    assert (result["start"], result["target"], result["due"]) == (400, 500.5, date(2026, 12, 1))


def test_people_of_the_site_are_meant_by_their_names(okrsite, bring, site) -> None:
    okrsite("new", "person", "Ada Lovelace", "--alone")
    bring("okrs.csv", QUARTER)
    assert objective(site, "keep-what-we-have")["owner"] == "ada-lovelace"
    assert (site / "content/people/linus.md").exists()


def test_a_file_of_excel_on_windows_is_read(bring, site) -> None:
    bring("ziele.csv", "Ziel;Zyklus\nGrößer werden;Q4 2026\n".encode("cp1252"))
    assert objective(site, "groesser-werden")["title"] == "Größer werden"


def test_a_file_without_goals_is_refused(bring) -> None:
    said = bring("notes.md", "# Lunch\n\nSoup.\n")
    assert (said.exit, "no goal was found" in said.err) == (2, True)


@pytest.mark.parametrize(
    ("written", "number", "unit"),
    [
        ("1.250 ms", 1250, "ms"),
        ("30 min", 30, "min"),
        ("1,2 Mio. €", 1_200_000, "EUR"),
        ("12k", 12_000, ""),
        ("$1,500,000", 1_500_000, "USD"),
        ("-3,5 %", -3.5, "%"),
        (".7", 0.7, ""),
        ("1 234,5", 1234.5, ""),
    ],
)
def test_numbers_are_read_as_people_write_them(written, number, unit) -> None:
    decimal = "." if written.startswith("$") else ","
    assert quantity(written, decimal) == (number, unit)


def test_the_column_of_a_day_and_what_stands_above_a_table(bring, site) -> None:
    bring(
        "plan.csv",
        "Sales Q4 2026;;\nObjective;Key result;Target;Stand 01.11.\nGrow;Leads;500;420\n",
    )
    (leads,) = results(site, "grow")
    assert (leads["start"], leads["target"], leads["current"]) == (0, 500, 420)
    assert "Sales Q4 2026" in (site / "content/pages/imported/plan.md").read_text()


@pytest.mark.parametrize(
    ("line", "current"),
    [
        ("KR1: Reach the goal => 60%. [Issue](https://e.example/1)", 60),
        ("KR1: Hire people => 33% (1/3)", 33),
        ("Pages fall 22 => 8 (.5)", 15),
        ("[0.4] Reach the goal", 40),
        ("Reach the goal, score: 0,4", 40),
        ("Reach the goal – 40 %", 40),
    ],
)
def test_a_score_may_stand_in_many_ways(bring, site, line, current) -> None:
    bring("2026-q4.md", f"## Objective 1: Grow\n\n- {line}\n")
    (result,) = results(site, "grow")
    assert result["current"] == current


def test_a_blank_score_is_no_score(bring, site) -> None:
    bring("2026-q4.md", "## Objective 1: Grow\n\n- The portal is live ( )\n")
    (result,) = results(site, "grow")
    assert (result["title"], "milestones" in result) == ("The portal is live", True)


def test_a_fiscal_year_without_its_first_month_is_told(bring) -> None:
    said = bring("okrs.md", "# FY27-Q4\n\n## Objective 1: Grow\n\n- Leads 4 -> 5\n")
    assert "Q4 FY27 is taken as 2027-10-01 to 2027-12-31" in said.err


def test_a_table_of_contents_is_no_goal(bring, site) -> None:
    said = bring(
        "2026-q4.md",
        "## On this page\n\n- [Grow](#grow)\n\n## Objective 1: Grow\n\n- Leads 4 -> 5\n",
    )
    assert [path.stem for path in (site / "content/objectives/2026-q4").glob("g*")] == ["grow"]
    assert said.exit == 0


def test_what_no_goal_takes_goes_to_a_page(bring, site) -> None:
    said = bring(
        "okrs.json",
        '{"objectives": [{"id": 1, "title": "Grow", "period": "Q4 2026"}], "checkins": ['
        '{"objective": 1, "date": "2026-11-02", "note": "Going well"},'
        '{"objective": 7, "date": "2026-11-02", "note": "Whose is this?"}],'
        '"teams": [{"title": "Sales"}]}',
    )
    assert objective(site, "grow")["checkins"][0]["note"] == "Going well"
    assert "checkin 2: a check-in of no known goal is not placed" in said.err
    assert "left out, since it is no goal and no KPI: title: Sales" in said.err
    assert "Whose is this?" in (site / "content/pages/imported/okrs.md").read_text()


def test_lines_within_a_title_are_one_line(okrsite, bring, site) -> None:
    bring("okrs.csv", 'Objective,Quarter,Key result,Target\n"Grow\nfast",Q4 2026,"Le\nads",5\n')
    assert objective(site, "grow-fast")["title"] == "Grow fast"
    assert results(site, "grow-fast")[0]["title"] == "Le ads"


def test_a_check_in_on_what_was_imported_is_no_mistake(okrsite, bring, site) -> None:
    bring("okrs.csv", QUARTER)
    assert okrsite("checkin", "keep-what-we-have", "--value", "nps-rises=55").exit == 0
    assert okrsite("check").exit == 0
    said = bring("okrs.csv", QUARTER)
    assert "Nothing is new." in said.err
    assert results(site, "keep-what-we-have")[1]["current"] == 55


def test_a_key_result_that_follows_a_kpi_by_now_gets_no_value(okrsite, bring, site) -> None:
    bring("okrs.csv", QUARTER)
    path = site / "content/objectives/2026-q4/keep-what-we-have.md"
    text = path.read_text().replace("churn-falls = 6, ", "")
    path.write_text(text.replace("start = 8\n", 'start = 8\nkpi = "customer-churn"\n'))
    assert okrsite("check").exit == 0
    bring("okrs.csv", QUARTER.replace("8%,4%,6%", "8%,4%,5%"))
    assert "churn-falls = 5" not in path.read_text()
    assert okrsite("check").exit == 0
