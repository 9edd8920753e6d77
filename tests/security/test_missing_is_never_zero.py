"""Missing is never zero: what is not known is said to be unknown, in words and as null."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from okrsite.builtin.example import KPI, SERIES, kpi_text, objective_text
from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown

if TYPE_CHECKING:
    from conftest import Company

ZERO = re.compile(r"(?<![\w.,%-])[-−]?0(?:[.,]0+)?(?![\w.,])\s*%?")
GOAL = "content/objectives/unknown.md"
RESULTS = """\
[[key_results]]
id = "by-kpi"
title = "Measured by the unknown"
kpi = "customer-churn"
start = 8
target = 4

[[key_results]]
id = "by-hand"
title = "Told by nobody"
start = 9
target = 4
"""
NO_VALUE = {
    "no file": None,
    "empty": "",
    "header alone": "date,value\n",
    "header without its end": "date,value",
    "tomorrow alone": "date,value\n2026-12-31,7\n",
}
NO_NUMBER = ["nan", "NaN", "inf", "-inf", "Infinity", "1e309", "-1e999", "", "null", "None", "n/a"]
NO_NUMBER += ["1_000", "1,5", "٣", "0x10", "1e", "--1", "true", "#DIV/0!", "9" * 5000]
NUMBERS = ["-0", "-0.0", "0", "1e308", "-1e308", "5e-324", "1" + "0" * 300, "0.1", "+3", "007"]


class Words(HTMLParser):
    """The words of a page's main part, and the widths of what is drawn there."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag == "main"
        if tag in {"progress", "meter"}:
            self.words += [f"{name} {value}" for name, value in attrs if name == "value"]

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "main"

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.words.append(data)


def shown(company: Company, path: str) -> str:
    page = Words((company.site / path).read_text(encoding="utf-8"))
    return re.sub(r"\s+", " ", " ".join(page.words))


def record(company: Company, kind: str, id_: str) -> dict[str, Any]:
    """One thing as machines read it, the same in the site's interface and in the export."""
    done = company.run("export")
    # 1 exactly where a mistake is left out, which is said.
    assert done.returncode == int("left out" in done.stderr)
    model = json.loads(done.stdout, parse_constant=pytest.fail)
    found = next(record for record in model[kind] if record["id"] == id_)
    part = json.loads(
        (company.site / f"api/v1/{kind}.json").read_text(), parse_constant=pytest.fail
    )
    assert found == next(record for record in part[kind] if record["id"] == id_)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("way", NO_VALUE)
def test_a_kpi_without_values_is_unknown_everywhere(company: Company, way: str) -> None:
    company.write({GOAL: objective_text("Nobody knows", key_results=RESULTS, checkins="")})
    company.write({SERIES: NO_VALUE[way]})
    company.build(keep_going=True)
    told = record(company, "kpis", "customer-churn")
    assert (told["value"], told["as_of"], told["health"]) == (None, None, "no_data")
    assert told["loop"] == "unknown"
    goal = record(company, "objectives", "unknown")
    assert (goal["progress"], goal["measured"]) == (None, 0)
    for result in goal["key_results"]:
        assert (result["current"], result["progress"]) == (None, None)
        assert result["status"] == "not_measured"
    page = shown(company, "objectives/unknown.html")
    assert "not measured" in page.lower()
    assert not ZERO.search(without_counts(page)), page
    page = shown(company, "kpis/customer-churn.html")
    assert re.search("no data|unknown", page.lower())
    assert not ZERO.search(without_counts(page)), page


def without_counts(words: str) -> str:
    """The words without what is truly counted: nought of two key results, nought of ten."""
    return re.sub(r"\b0 of \d+|\b0 to 10\b|\d+ of \d+", "", words)


def test_what_is_no_number_is_an_error_at_its_place_and_no_value(company: Company) -> None:
    rows = "".join(f"2026-10-{day + 1:02},{number}\n" for day, number in enumerate(NO_NUMBER))
    company.write({SERIES: f"date,value\n2026-09-30,8\n{rows}"})
    done = company.build()
    errors = [finding for finding in done.findings if finding.severity == "error"]
    assert done.pages == 0
    places = [(place.path, place.line) for finding in errors for place in finding.places]
    assert sorted(places) == [(SERIES, 3 + row) for row, _ in enumerate(NO_NUMBER)]
    company.build(keep_going=True)
    assert record(company, "kpis", "customer-churn")["value"] is None


@pytest.mark.parametrize("field", ["current", "start", "target"])
def test_no_field_takes_what_is_no_number(company: Company, field: str) -> None:
    for number in NO_NUMBER:
        if number not in {"1_000", "0x10"}:
            text = RESULTS.replace("start = 9", f"{field} = {number}", 1)
            document = parse(GOAL, objective_text(key_results=text).encode(), Markdown())
            assert [finding for finding in document.findings if finding.severity == "error"], number


@pytest.mark.parametrize("number", NUMBERS)
def test_every_number_is_told_as_it_is(company: Company, number: str) -> None:
    company.write({SERIES: f"date,value\n2026-09-30,8\n2026-10-31,{number}\n"})
    done = company.build(keep_going=True)
    errors = [str(finding) for finding in done.findings if finding.severity == "error"]
    if errors:
        assert number in {"+3", "007"}, errors
        return
    told = record(company, "kpis", "customer-churn")
    assert told["value"] == float(number)
    assert not str(told["value"]).startswith("-0")
    for path in company.site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?i)\bnan\b|\binf(inity)?\b|∞|[-−]0(?![.,\d])(?=\s*%)", text), path


def test_figures_beyond_all_numbers_are_unknown_or_the_largest_and_never_zero(
    company: Company,
) -> None:
    by_month = 'unit = "%"\nrange = { max = 5 }\ncadence = "monthly"\naggregate = "sum"'
    company.write(
        {
            KPI: kpi_text(fields=by_month),
            SERIES: "date,value\n2026-10-05,1e308\n2026-10-06,1e308\n2026-10-07,1e308\n",
            "content/kpis/twice.md": kpi_text("Twice", 'formula = "{customer-churn} * 1e308 * 10"'),
            "content/kpis/by-zero.md": kpi_text(
                "By zero", 'formula = "1 / ({customer-churn} * 0)"'
            ),
        }
    )
    company.build(keep_going=True)
    assert record(company, "kpis", "customer-churn")["value"] > 1e308
    for id_ in ("twice", "by-zero"):
        told = record(company, "kpis", id_)
        assert (told["value"], told["health"]) == (None, "no_data"), id_


def test_figures_at_the_edge_of_all_numbers_break_no_page(company: Company) -> None:
    extreme = RESULTS.replace("start = 8", "start = -1e308").replace("target = 4", "target = 1e308")
    company.write(
        {
            KPI: kpi_text(
                fields='unit = "%"\nrange = { min = -1e308, max = 1e308 }\ncadence = "monthly"'
            ),
            SERIES: "date,value\n2026-09-30,-1e308\n2026-10-10,1e308\n2026-10-31,1.7e308\n",
            GOAL: objective_text("Edges", key_results=extreme, checkins=""),
        }
    )
    done = company.build()
    assert done.pages, [str(finding) for finding in done.findings if finding.severity == "error"]
    for path in company.site.rglob("*.html"):
        assert not re.search(r"(?i)\bnan\b|\binf\b", path.read_text(encoding="utf-8")), path
