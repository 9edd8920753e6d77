"""`okrsite export`: the whole model for other programs."""

import csv
import json
from io import StringIO

import pytest

KINDS = ["objectives", "key_results", "kpis", "teams", "cycles", "people", "checkins"]


def test_json_holds_every_kind_with_unrounded_numbers_and_null_for_unknown(okrsite, site) -> None:
    model = json.loads(okrsite("export").out)
    assert [objective["id"] for objective in model["objectives"]] == [
        "customers-get-help",
        "customers-stay",
    ]
    churn = model["objectives"][1]["key_results"][0]
    assert churn["progress"] == pytest.approx((5.3 - 6.4) / (4 - 6.4), abs=1e-15)
    assert churn["start_from"] == "written"
    programme = model["objectives"][0]["key_results"][1]
    assert programme["current"] is None
    assert model["objectives"][0]["supports"] == ["customers-stay#churn"]
    kpi = model["kpis"][0]
    assert (kpi["value"], kpi["as_of"], kpi["loop"]) == (5.3, "2026-10-31", "acting")
    assert kpi["health"] == "out_of_range"
    assert [checkin["objective"] for checkin in model["checkins"]] == [
        "customers-get-help",
        "customers-stay",
    ]


def test_the_same_day_gives_the_same_bytes(okrsite, site) -> None:
    day = ("--today", "2026-12-01")
    assert okrsite("export", *day).out == okrsite("export", *day).out
    assert okrsite("export", *day).out != okrsite("export", "--today", "2026-10-31").out


def test_csv_gives_a_file_for_each_kind(okrsite, site) -> None:
    said = okrsite("export", "--format", "csv", "--output", "tables")
    assert said.exit == 0
    assert sorted(path.stem for path in (site / "tables").iterdir()) == sorted(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_goes_to_standard_output_with_its_header(okrsite, site, kind) -> None:
    said = okrsite("export", "--format", "csv", "--kind", kind)
    rows = list(csv.reader(StringIO(said.out)))
    assert said.exit == 0
    assert len({len(row) for row in rows}) == 1
    assert rows[0][0] in {"id", "objective"}


def test_several_files_need_a_place(okrsite, site) -> None:
    said = okrsite("export", "--format", "csv")
    assert said.exit == 2
    assert "--output" in said.err


def test_an_unknown_format_or_kind_lists_the_known_ones(okrsite, site) -> None:
    assert "csv, digest, json, markdown, xlsx" in okrsite("export", "--format", "xml").err
    assert "key_results" in okrsite("export", "--format", "csv", "--kind", "goals").err


def test_an_audience_gets_only_what_it_may_see(okrsite, write) -> None:
    write("content/teams/secret.md", '+++\ntitle = "Secret"\nvisibility = "confidential"\n+++\n')
    assert "Secret" not in okrsite("export").out
    assert "Secret" in okrsite("export", "--audience", "confidential").out


def test_with_broken_settings_nothing_leaves_the_house(okrsite, site) -> None:
    (site / "okrsite.toml").write_text("[site.default_visibility\nperson = 'confidential'\n")
    said = okrsite("export")
    assert (said.exit, said.out) == (2, "")
    assert "okrsite.toml has mistakes" in said.err


def test_mistakes_are_left_out_and_told(okrsite, write) -> None:
    write("content/teams/torn.md", '+++\ntitle = "To\n')
    said = okrsite("export")
    assert said.exit == 1
    assert "`okrsite check` shows them" in said.err
    json.loads(said.out)


def test_nothing_is_told_of_a_document_with_a_mistake_since_it_may_be_closed(
    okrsite, write
) -> None:
    write("content/teams/quiet.md", '+++\ntitle = "Quiet"\nvisibilty = "confidential"\n+++\n')
    said = okrsite("export")
    assert "Quiet" not in said.out
    assert "1 mistake" in said.err


def test_a_format_that_fails_is_told_with_its_plugin(okrsite, site, write) -> None:
    write(
        "plugins/torn.py",
        "from okrsite.api import Exporter, hookimpl\n\n\n"
        "def export(request):\n"
        "    for objective in request.scored.forest.objectives.values():\n"
        "        objective.colour\n\n\n"
        "@hookimpl\ndef okrsite_exporters():\n"
        "    return [Exporter(name='torn', title='Torn', export=export)]\n",
    )
    settings = site / "okrsite.toml"
    settings.write_text(f"{settings.read_text()}\n[plugins.torn]\n")
    said = okrsite("export", "--format", "torn")
    assert (said.exit, said.out) == (2, "")
    assert "the format 'torn' of the plugin torn failed: AttributeError" in said.err
    assert "(at the objective 'customers-get-help', content/objectives/" in said.err


FORMULA = "=HYPERLINK(1)"


def book_of(okrsite, site, *options: str):
    """The workbook that an export writes."""
    from openpyxl import load_workbook

    said = okrsite("export", "--format", "xlsx", "--output", "out.xlsx", *options)
    assert said.exit == 0
    return load_workbook(site / "out.xlsx")


def column(sheet, name: str) -> list:
    """The cells below a header."""
    header = [cell.value for cell in sheet[1]]
    return [row[header.index(name)] for row in sheet.iter_rows(min_row=2)]


def test_a_workbook_has_a_sheet_for_each_kind_with_typed_columns(okrsite, site) -> None:
    book = book_of(okrsite, site)
    assert book.sheetnames == KINDS
    starts = column(book["cycles"], "start")
    assert [cell.is_date for cell in starts] == [True] * len(starts)
    progress = [cell for cell in column(book["key_results"], "progress") if cell.value is not None]
    assert {cell.data_type for cell in progress} == {"n"}
    assert {cell.number_format for cell in progress} == {"0.0%"}
    assert column(book["kpis"], "value")[0].value == 5.3


def test_a_formula_stays_text_in_a_workbook_also_when_it_is_edited(okrsite, site, write) -> None:
    write("content/teams/odd.md", f'+++\ntitle = "{FORMULA}"\n+++\n')
    (cell,) = [
        cell for cell in column(book_of(okrsite, site)["teams"], "title") if "=" in cell.value
    ]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (FORMULA, "s", True)


def test_a_negative_number_stays_one_in_a_workbook(okrsite, site, write) -> None:
    write(
        "content/objectives/2026-q4/cash.md",
        '+++\ntitle = "Cash"\ncycle = "2026-q4"\n\n[[key_results]]\nid = "cash"\n'
        'title = "Cash flow"\nstart = -5.25\ntarget = 3\ncurrent = -1.5\n+++\n',
    )
    book = book_of(okrsite, site)
    starts = [cell for cell in column(book["key_results"], "start") if cell.value == -5.25]
    assert [cell.data_type for cell in starts] == ["n"]


def test_a_workbook_is_the_same_bytes_on_the_same_day(okrsite, site) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        okrsite("export", "--format", "xlsx", "--output", name)
    assert (site / "a.xlsx").read_bytes() == (site / "b.xlsx").read_bytes()


def test_the_report_tells_each_goal_with_its_key_results_and_last_words(okrsite, site) -> None:
    said = okrsite("export", "--format", "markdown")
    assert said.exit == 0
    assert "### Customers choose us and stay" in said.out
    assert "| 6.4% | 4% | 5.3% | 46% |" in said.out
    assert "| Customer churn | 5.3% | October 31, 2026 | Out of range |" in said.out
    later = okrsite("export", "--format", "markdown", "--today", "2026-12-20")
    assert "## Needs attention" in later.out


def test_the_report_speaks_the_language_of_the_site(okrsite, site) -> None:
    settings = site / "okrsite.toml"
    settings.write_text(settings.read_text().replace('language = "en"', 'language = "de"'))
    said = okrsite("export", "--format", "markdown")
    assert "Vergangene Zeit" in said.out
    assert "20. November 2026" in said.out


def test_no_mark_in_a_title_changes_the_report(okrsite, site, write) -> None:
    write(
        "content/objectives/2026-q4/odd.md",
        '+++\ntitle = "A | b <img> *c* [d](https://e.example)"\ncycle = "2026-q4"\n+++\n',
    )
    said = okrsite("export", "--format", "markdown")
    assert r"### A \| b \<img\> \*c\* \[d\](https://e.example)" in said.out


def test_only_the_goals_of_a_team_and_its_sub_teams(okrsite, site) -> None:
    model = json.loads(okrsite("export", "--team", "support").out)
    assert [objective["id"] for objective in model["objectives"]] == ["customers-get-help"]
    whole = json.loads(okrsite("export", "--team", "lanternleaf").out)
    assert len(whole["objectives"]) == 2


def test_only_the_goals_of_a_cycle(okrsite, site) -> None:
    okrsite("new", "cycle", "2027-q2")
    model = json.loads(okrsite("export", "--cycle", "2027-q2").out)
    assert model["objectives"] == []
    assert "did you mean '2026-q4'" in okrsite("export", "--cycle", "2026-q5").err.lower()


def test_a_kpi_that_no_goal_names_is_exported_unless_goals_are_chosen(okrsite, write) -> None:
    write("content/kpis/alone.md", '+++\ntitle = "Alone"\nowner = "ada"\n+++\nWhy.\n')
    ids = {kpi["id"] for kpi in json.loads(okrsite("export").out)["kpis"]}
    assert "alone" in ids
    chosen = json.loads(okrsite("export", "--cycle", "2026-q4").out)["kpis"]
    assert ids - {kpi["id"] for kpi in chosen} == {"alone"}


def test_a_digest_is_markdown_on_standard_output_and_a_mail_in_a_folder(okrsite, site) -> None:
    said = okrsite("export", "--format", "digest")
    assert said.exit == 0
    assert said.out.startswith("# ")
    assert okrsite("export", "--format", "digest", "--output", "mail").exit == 0
    assert (site / "mail/mail.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (site / "mail/digest.md").read_text("utf-8") == said.out


def test_a_digest_of_a_cycle_or_of_an_unknown_team_is_refused(okrsite, site) -> None:
    assert "Leave --cycle out" in okrsite("export", "--format", "digest", "--cycle", "q").err
    assert "no team" in okrsite("export", "--format", "digest", "--team", "nobody").err
