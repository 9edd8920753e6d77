"""Files of the content that nobody reads."""

import pytest

from okrsite.builtin.example import KPI, OBJECTIVE, POINTS, SERIES, kpi_text, objective_text

NPS = {"content/kpis/nps.md": kpi_text("Net promoter score", "range = { min = 40 }")}


ABOUT_VALUES = {"OKR048", "OKR101", "OKR130", "OKR308"}


def of_values(findings) -> list[str]:
    return [finding.code for finding in findings if finding.code in ABOUT_VALUES]


def foreign(findings) -> list[str]:
    return [f"{f.span} {f.message}" for f in findings if f.code == "OKR048"]


@pytest.mark.parametrize(
    "name", ["plan.txt", "Plan.DOCX", "plan.xlsx", "plan.yml", "plan", "plan.md.orig", "plan.pptx"]
)
def test_what_is_written_elsewhere_is_told_where_goals_are(findings_of, name) -> None:
    path = f"content/objectives/2026-q4/{name}"
    assert foreign(findings_of({path: "x"})) == [
        f"{path}:1:1 '{name}' is not read, and no text links to it"
    ]


@pytest.mark.parametrize("name", ["plan.png", "plan.pdf", "plan.SVG"])
def test_pictures_and_papers_may_wait_for_their_link(findings_of, name) -> None:
    assert foreign(findings_of({f"content/objectives/{name}": "x"})) == []


def test_a_linked_file_is_part_of_the_site(findings_of) -> None:
    files = {
        OBJECTIVE: objective_text(body="See [the plan](the%20plan.docx)."),
        "content/objectives/the plan.docx": "x",
    }
    assert foreign(findings_of(files)) == []


def test_the_files_of_one_folder_are_one_finding(findings_of) -> None:
    files = {f"content/objectives/{name}.txt": "x" for name in "abcde"}
    assert foreign(findings_of(files)) == [
        (
            "content/objectives/a.txt:1:1 'a.txt', 'b.txt', 'c.txt' and 2 more are not read, "
            "and no text links to them"
        )
    ]


@pytest.mark.parametrize(
    "path", ["objectives/nps.csv", "pages/nps.csv", "kpis/nps.tsv", "nps/nps.xlsx"]
)
def test_values_that_lie_elsewhere_are_one_finding_about_their_kpi(findings_of, path) -> None:
    found = findings_of({**NPS, f"content/{path}": "x"})
    assert of_values(found) == ["OKR048"]
    assert [f.subject.id for f in found if f.code == "OKR048"] == ["nps"]


def test_values_under_a_name_near_the_kpis_are_one_finding(findings_of) -> None:
    found = findings_of({**NPS, "content/kpis/npss.csv": POINTS})
    assert of_values(found) == ["OKR130"]
    assert next(f for f in found if f.code == "OKR130").help.startswith("Rename it to nps.csv; ")


def test_values_of_the_only_kpi_without_any_are_probably_its(findings_of) -> None:
    found = findings_of({**NPS, "content/kpis/recommendation.csv": POINTS})
    assert "did you mean 'nps'?" in next(f for f in found if f.code == "OKR130").message


def test_an_alias_takes_the_values_along(findings_of) -> None:
    files = {
        KPI: kpi_text(
            fields='id = "lost-customers"\naliases = ["customer-churn"]\nrange = { max = 5 }'
        ),
    }
    assert of_values(findings_of(files)) == []


def test_an_old_name_does_not_hide_values_beside_the_new_one(findings_of) -> None:
    renamed = kpi_text(fields='aliases = ["churn"]\nunit = "%"\nrange = { max = 5 }')
    found = findings_of({KPI: renamed, SERIES.replace("customer-", ""): POINTS})
    assert of_values(found) == ["OKR130"]
    assert "has values of its own" in next(f for f in found if f.code == "OKR130").message
