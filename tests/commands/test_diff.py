"""`okrsite diff`: two commits, or a commit and the working tree."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from okrsite.builtin.example import BASE, KPI, OBJECTIVE, POINTS, SERIES, SETTINGS

SCHEMA = Path(__file__).parent.parent.parent / "docs/schemas/diff.schema.json"


@pytest.fixture
def clone(tmp_path, monkeypatch, repository):
    made = repository(tmp_path / "repository")
    made.commit(BASE)
    monkeypatch.chdir(made.site)
    return made


@pytest.fixture
def rows(okrsite):
    """The JSON that `diff` gives, which its schema holds for."""

    def of(*arguments):
        said = okrsite("diff", *arguments, "--format", "json")
        assert said.exit == 0, said.err
        found = json.loads(said.out)
        jsonschema.validate(found, json.loads(SCHEMA.read_text()))
        return found

    return of


EASED = BASE[OBJECTIVE].replace('target = 4\nunit = "%"', 'target = 5\nunit = "%"')


def test_two_commits_are_compared_and_the_working_tree_is_not_looked_at(clone, rows) -> None:
    clone.commit({OBJECTIVE: EASED})
    clone.write({OBJECTIVE: "nonsense", SERIES: "nonsense"})
    found = rows("HEAD~1", "HEAD")
    assert [change["change"] for change in found["changes"]] == ["target"]
    assert found["changes"][0] == {
        "kind": "key_result",
        "id": "keep-customers",
        "key_result": "churn",
        "change": "target",
        "before": 4,
        "after": 5,
        "direction": "eased",
        "path": OBJECTIVE,
        "line": 12,
    }
    assert (found["base"], found["head"], found["shallow"]) == ("HEAD~1", "HEAD", False)


def test_without_a_second_commit_the_working_tree_is_compared(clone, rows) -> None:
    assert rows("HEAD")["changes"] == []
    clone.write({OBJECTIVE: EASED})
    found = rows("HEAD")
    assert [change["direction"] for change in found["changes"]] == ["eased"]
    assert found["effects"][0]["progress"] == [0.8, 1]


def test_line_ends_of_windows_are_no_change(clone, rows) -> None:
    for path in (OBJECTIVE, KPI, SERIES):
        target = clone.site / path
        target.write_bytes(target.read_bytes().replace(b"\n", b"\r\n"))
    assert rows("HEAD")["changes"] == []


def test_a_site_below_the_top_of_its_repository_is_compared_from_there(
    tmp_path, monkeypatch, okrsite, rows, repository
) -> None:
    made = repository(tmp_path / "all", "company/goals")
    made.commit(BASE)
    monkeypatch.chdir(made.site / "content")
    made.commit({SERIES: POINTS.replace("8.1", "7.1")})
    found = rows("HEAD~1", "HEAD")
    assert [change["path"] for change in found["changes"]] == [SERIES]
    comment = okrsite("diff", "HEAD~1", "HEAD", "--format", "markdown").out
    assert f"<code>company/goals/{SERIES}:3</code>" in comment


def test_what_is_gone_has_the_place_where_it_was(clone, rows) -> None:
    clone.commit({OBJECTIVE: None})
    (change,) = rows("HEAD~1", "HEAD")["changes"]
    assert (change["change"], change["path"], change["line"]) == ("removed", OBJECTIVE, 1)


def test_nothing_of_the_site_is_run(clone, rows) -> None:
    plugin = "from pathlib import Path\nPath('ran').write_text('')\n"
    settings = f"{BASE[SETTINGS]}\n[plugins.own]\n"
    clone.commit({"plugins/own.py": plugin, SETTINGS: settings, OBJECTIVE: EASED})
    clone.git("config", "diff.external", "touch ran")
    clone.git("config", "core.fsmonitor", "touch ran")
    clone.write({".gitattributes": "*.md diff=own\n"})
    clone.git("config", "diff.own.textconv", "touch ran")
    found = rows("HEAD~1", "HEAD")
    assert {change["kind"] for change in found["changes"]} == {"settings", "key_result"}
    assert rows("HEAD~1")["changes"] == found["changes"]
    assert not (clone.site / "ran").exists()


def test_an_audience_is_told_of_no_setting_of_a_source(clone, okrsite) -> None:
    secret = f'{BASE[SETTINGS]}\n[sources.own]\nplugin = "sql"\nurl = "db.internal"\n'
    clone.commit({SETTINGS: secret})
    assert "db.internal" in okrsite("diff", "HEAD~1", "HEAD").out
    assert "db.internal" not in okrsite("diff", "HEAD~1", "HEAD", "--audience", "public").out


def test_a_shallow_clone_is_told(clone, tmp_path, monkeypatch, okrsite, rows) -> None:
    clone.commit({OBJECTIVE: EASED})
    shallow = tmp_path / "shallow"
    clone.git("clone", "--quiet", "--depth", "1", f"file://{clone.folder}", str(shallow))
    monkeypatch.chdir(shallow)
    assert rows("HEAD")["shallow"] is True
    said = okrsite("diff", "HEAD~1")
    assert said.exit == 2
    assert "no commit 'HEAD~1'" in said.err
    assert "fetch-depth: 0" in " ".join(said.err.split())


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("nowhere",), "no commit 'nowhere'"),
        (("main..HEAD",), "Write the two apart"),
        (("--upload-pack=touch ran",), "No such option"),
    ],
)
def test_what_cannot_be_compared_is_a_mistake_of_usage(clone, okrsite, arguments, expected) -> None:
    said = okrsite("diff", *arguments)
    assert said.exit == 2
    assert expected in " ".join(said.err.split())
    assert not (clone.site / "ran").exists()


def test_a_commit_without_the_site_is_said(tmp_path, monkeypatch, okrsite, repository) -> None:
    made = repository(tmp_path / "all", "goals")
    made.git("commit", "--quiet", "--allow-empty", "-m", "Begin")
    made.commit(BASE)
    monkeypatch.chdir(made.site)
    said = okrsite("diff", "HEAD~1")
    assert (said.exit, said.out) == (2, "")
    assert "'HEAD~1' has no folder 'goals/'" in said.err


def test_without_a_repository_there_is_nothing_to_compare(site, okrsite) -> None:
    said = okrsite("diff", "main")
    assert (said.exit, said.out) == (2, "")
    assert "no git repository" in said.err


def test_a_file_with_mistakes_is_said_and_the_rest_goes_on(clone, okrsite) -> None:
    clone.commit({OBJECTIVE: "+++\ntitle =\n+++\n", SERIES: POINTS.replace("8.1", "7.1")})
    said = okrsite("diff", "HEAD~1", "HEAD")
    assert said.exit == 0
    assert f"{OBJECTIVE} has mistakes in HEAD" in said.out
    assert "value of 2026-08-31: 8.1 → 7.1" in said.out


def test_the_text_names_the_worst_first(clone, okrsite, snapshot) -> None:
    clone.commit({OBJECTIVE: EASED, SERIES: POINTS.replace("8.1", "7.1"), KPI: None})
    assert okrsite("diff", "HEAD~1", "HEAD").out == snapshot


def test_markdown_is_one_comment_with_links_to_a_preview(clone, okrsite, snapshot) -> None:
    clone.commit({OBJECTIVE: EASED, SERIES: POINTS.replace("8.1", "7.1")})
    said = okrsite(
        "diff", "HEAD~1", "HEAD", "--format", "markdown", "--preview", "https://p.example/7/"
    )
    assert said.out == snapshot


def test_what_is_remembered_gives_the_same_answer(clone, rows) -> None:
    clone.commit({OBJECTIVE: EASED})
    first = rows("HEAD~1", "HEAD")
    assert (clone.site / ".okrsite/references").is_file()
    assert rows("HEAD~1", "HEAD") == first
    assert re.search("eased", json.dumps(first))


def test_an_untrusted_site_is_compared_by_the_settings_and_plugins_of_a_base(clone, rows) -> None:
    plugin = "from pathlib import Path\nPath('ran').write_text('')\n"
    open_ = f"{BASE[SETTINGS]}\n[site.default_visibility]\nobjective = 'public'\n[plugins.own]\n"
    clone.commit({"plugins/own.py": plugin, SETTINGS: open_, OBJECTIVE: EASED})
    for head in (("HEAD",), ()):
        found = rows("HEAD~1", *head, "--untrusted", "HEAD~1", "--audience", "confidential")
        assert [change["kind"] for change in found["changes"]] == ["key_result"]
        assert "OKR068" in {finding["code"] for finding in found["findings"]["new"]}
    assert rows("HEAD~1", "--untrusted", "HEAD~1", "--audience", "public")["changes"] == []
    assert not (clone.site / "ran").exists()
    assert not (clone.site / ".okrsite").exists()
