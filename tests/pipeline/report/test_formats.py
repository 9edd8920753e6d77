"""Findings in the formats of other programs, each held against its schema."""

import json
from pathlib import Path

import jsonschema
import pytest

from okrsite.builtin.rules import shipped_rules
from okrsite.model.diagnostic import Diagnostic, Subject
from okrsite.model.names import Severity
from okrsite.model.position import Span
from okrsite.pipeline.report import Format, RepositoryView, report

SCHEMAS = Path(__file__).parents[2] / "schemas"
BY_CODE = {rule.code: rule for rule in shipped_rules()}
KEEP = "content/objectives/keep, customers.md"


def finding(
    code: str = "OKR101",
    severity: Severity = "error",
    line: int = 4,
    message: str = "supports unknown objective 'thrive'",
    path: str = KEEP,
) -> Diagnostic:
    subject = Subject("objective", "keep")
    return Diagnostic(code, severity, Span(path, line, 12), message, "name one that is", subject)


def written(form: Format, *findings: Diagnostic) -> str:
    return report(form, findings, lambda _: None, BY_CODE, "1.2.3")


SOME = (
    finding(),
    finding("OKR204", "warning", 1, "has 1 key result, not 2 to 5"),
    finding("OKR303", "hint", 2, "größer als 5 % 🎉"),
    finding("OKR502", "signal", 3, "out of range"),
)


@pytest.mark.parametrize("findings", [(), SOME], ids=["none", "some"])
def test_json_is_the_list_that_is_promised(findings: tuple[Diagnostic, ...]) -> None:
    rows = json.loads(written("json", *findings))
    jsonschema.validate(rows, json.loads((SCHEMAS / "findings.json").read_text()))
    assert [row["code"] for row in rows] == [finding.code for finding in findings]


def test_json_keeps_letters_as_they_are() -> None:
    assert "größer als 5 % 🎉" in written("json", *SOME)


@pytest.mark.parametrize("findings", [(), SOME], ids=["none", "some"])
def test_sarif_is_valid(findings: tuple[Diagnostic, ...]) -> None:
    log = json.loads(written("sarif", *findings))
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text())
    jsonschema.Draft4Validator(schema).validate(log)


def test_sarif_results_point_at_their_rule_and_at_an_encoded_path() -> None:
    (run,) = json.loads(written("sarif", *SOME))["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "content/objectives/keep%2C%20customers.md"
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", "note"]


def test_sarif_names_a_file_whose_name_is_no_text_by_its_bytes() -> None:
    (run,) = json.loads(written("sarif", finding(path="content/pages/b\udcff.md")))["runs"]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/pages/b%FF.md"


@pytest.mark.parametrize("findings", [(), SOME], ids=["none", "some"])
def test_gitlab_gets_a_code_quality_report(findings: tuple[Diagnostic, ...]) -> None:
    rows = json.loads(written("gitlab", *findings))
    jsonschema.validate(rows, json.loads((SCHEMAS / "codequality.json").read_text()))


def fingerprints(*findings: Diagnostic) -> list[str]:
    return [row["fingerprint"] for row in json.loads(written("gitlab", *findings))]


def test_a_fingerprint_stays_when_lines_are_added_above() -> None:
    before = finding(line=4, message="the date of line 9 is that of line 8")
    after = finding(line=14, message="the date of line 19 is that of line 18")
    assert fingerprints(before) == fingerprints(after)


def test_equal_findings_in_one_file_have_fingerprints_of_their_own() -> None:
    assert len(set(fingerprints(finding(line=1), finding(line=2), finding(line=3)))) == 3


def test_figures_in_a_message_tell_findings_apart() -> None:
    assert len(set(fingerprints(finding(message="is 4 %"), finding(message="is 5 %")))) == 2


def test_github_commands_are_escaped() -> None:
    one = Diagnostic("OKR101", "error", Span(KEEP, 4, 12), "at 5 %:\nno, 4", "")
    assert written("github", one) == (
        "::error file=content/objectives/keep%2C customers.md,line=4,col=12,"
        f"title=OKR101 {BY_CODE['OKR101'].name}::at 5 %25:%0Ano, 4\n"
    )


def test_github_gets_errors_first_and_signals_as_notices() -> None:
    lines = written("github", *reversed(SOME)).splitlines()
    assert [line.split()[0] for line in lines] == ["::error", "::warning", "::notice", "::notice"]


def test_github_shows_ten_of_each_level_and_counts_the_rest() -> None:
    many = [finding(line=number) for number in range(1, 14)]
    lines = written("github", *many, *[finding("OKR204", "warning")] * 10).splitlines()
    assert sum(line.startswith("::error") for line in lines) == 10
    assert lines[10] == "+3 more errors; `okrsite check` shows them all"
    assert sum(line.startswith("::warning") for line in lines) == 10
    assert len(lines) == 21


def test_no_finding_leaves_github_nothing_to_show() -> None:
    assert written("github") == ""


def test_a_forge_sees_paths_from_the_repository_and_people_those_of_the_site() -> None:
    def paths(form: Format) -> str:
        seen = RepositoryView("company goals/")
        return report(form, SOME, lambda _: None, BY_CODE, "1.2.3", seen)

    assert "file=company goals/content/objectives/keep%2C customers.md," in paths("github")
    assert '"path": "company goals/content/objectives/keep, customers.md"' in paths("gitlab")
    assert '"uri": "company%20goals/content/objectives/keep%2C%20customers.md"' in paths("sarif")
    assert '"path": "content/objectives/keep, customers.md"' in paths("json")
    assert "company goals/" not in paths("text")


def test_github_is_shown_what_changed_before_all_else() -> None:
    old = [finding(path=f"content/pages/{n}.md") for n in range(12)]
    new = finding(path="content/pages/new.md")
    seen = RepositoryView(changed=frozenset({"content/pages/new.md"}))
    lines = report("github", [*old, new], lambda _: None, BY_CODE, "1.2.3", seen).splitlines()
    assert lines[0].startswith("::error file=content/pages/new.md,")
    assert len(lines) == 11
    assert lines[-1] == "+3 more errors; `okrsite check` shows them all"


def test_github_is_told_the_name_of_the_rule() -> None:
    assert f"title=OKR204 {BY_CODE['OKR204'].name}::" in written("github", *SOME)
