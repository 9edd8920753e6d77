"""`okrsite promote`: from a KPI to a key result that is measured by it."""

import tomllib
from pathlib import Path

import pytest

GOAL = "content/objectives/2026-q4/customers-get-help.md"
REPAIR = "content/objectives/2026-q4/repair-customer-churn.md"
CHURN = "content/kpis/customer-churn.md"


def front(path: str) -> dict[str, object]:
    return tomllib.loads(Path(path).read_text("utf-8").split("+++\n")[1])


def test_what_is_out_of_range_is_repaired_in_a_draft_of_its_own(okrsite, site) -> None:
    said = okrsite("promote", "customer-churn", "--target", "4.5")
    assert said.exit == 0
    assert "and the range is at most 5%. Purpose: to repair it." in said.err
    assert "Already at work on it: customers-stay#churn." in said.err
    goal = front(REPAIR)
    assert (goal["state"], goal["cycle"], goal["team"]) == ("draft", "2026-q4", "lanternleaf")
    assert goal["key_results"] == [
        {
            "id": "customer-churn",
            "title": "Customer churn",
            "kpi": "customer-churn",
            "start": 5.3,
            "target": 4.5,
            "purpose": "repair",
        }
    ]
    assert okrsite("check", "--strict").exit == 0


def test_the_start_is_left_out_where_the_kpi_gives_the_same(okrsite, site) -> None:
    rows = Path("content/kpis/customer-churn.csv")
    rows.write_text(rows.read_text().replace("2026-10-31,5.3\n", "2026-10-31,6.4\n"))
    assert okrsite("promote", "customer-churn", "--target", "4.5").exit == 0
    assert "start" not in front(REPAIR)["key_results"][0]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_into_an_objective_it_is_the_last_key_result(okrsite, site, newline) -> None:
    text = Path(GOAL).read_text().replace("[[checkins]]", "# Jede Woche\n[[checkins]]", 1)
    Path(GOAL).write_bytes(text.replace("\n", newline).encode())
    command = ("promote", "customer-churn", "--into", "customers-get-help", "--target", "4")
    assert okrsite(*command, "--due", "2026-12-15", "--as", "leap").exit == 0
    added = (
        '[[key_results]]\nid = "customer-churn"\ntitle = "Customer churn"\n'
        'kpi = "customer-churn"\nstart = 5.3\ntarget = 4\ndue = 2026-12-15\npurpose = "leap"\n\n'
    )
    expected = text.replace("# Jede Woche\n", f"{added}# Jede Woche\n", 1)
    assert Path(GOAL).read_bytes().decode() == expected.replace("\n", newline)
    assert okrsite("check", "--strict").exit == 0
    assert okrsite(*command).exit == 2


def test_key_results_in_brackets_get_one_more(okrsite, site, write) -> None:
    write(
        GOAL,
        '+++\ntitle = "Help"\ncycle = "2026-q4"\nteam = "support"\nkey_results = [\n'
        '  { id = "a", title = "A", start = 1, target = 2 }, # the first\n]\n+++\n',
    )
    command = ("promote", "customer-churn", "--into", "customers-get-help", "--target", "4")
    assert okrsite(*command).exit == 0
    assert "# the first\n" in Path(GOAL).read_text()
    assert [result["id"] for result in front(GOAL)["key_results"]] == ["a", "customer-churn"]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("customer-churm", "--target", "4"), "Did you mean 'customer-churn'?"),
        (("customer-churn", "--target", "5.1"), "is out of range: at most 5%"),
        (("customer-churn", "--target", "7"), "is out of range"),
        (("customer-churn", "--target", "4", "--into", "customers-stay"), "has a key result on"),
        (("customer-churn", "--target", "4", "--into", "nobody"), "no objective 'nobody'"),
        (("customer-churn", "--target", "4", "--due", "2027-01-01"), "is not within 2026-q4"),
        (("customer-churn",), "Missing option '--target'"),
    ],
)
def test_nonsense_is_refused_with_the_reason(okrsite, site, options, why) -> None:
    said = okrsite("promote", *options)
    assert said.exit == 2
    assert why in said.err
    assert not Path(REPAIR).exists()


def test_what_is_in_range_leaps_towards_the_better_side(okrsite, site) -> None:
    Path(CHURN).write_text(Path(CHURN).read_text().replace("max = 5 ", "max = 9 "))
    assert "lower is better" in okrsite("promote", "customer-churn", "--target", "6").err
    nothing = okrsite("promote", "customer-churn", "--target", "3", "--as", "repair")
    assert "there is nothing to repair" in nothing.err
    assert okrsite("promote", "customer-churn", "--target", "3").exit == 0
    leap = front("content/objectives/2026-q4/leap-customer-churn.md")
    assert leap["key_results"][0]["purpose"] == "leap"


def test_the_purpose_stands_on_the_page_and_in_the_export(okrsite, site) -> None:
    command = ("promote", "customer-churn", "--into", "customers-get-help", "--target", "4")
    assert okrsite(*command).exit == 0
    assert okrsite("build", "-q").exit == 0
    page = Path("site/objectives/customers-get-help.html").read_text()
    assert "Repairs a KPI that is out of range" in page
    assert '"purpose":"repair"' in okrsite("export", "--format", "json").out.replace(" ", "")
