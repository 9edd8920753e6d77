"""Every hook has a complete example, and each of them does what its page says."""

import ast
import json
import re
from datetime import date
from pathlib import Path

import pytest

from okrsite import api, testing
from okrsite.api import Failure, Observation, fields_of, pages
from okrsite.hooks import specs
from okrsite.hooks.host import collect
from okrsite.hooks.registration import HOOKS, hooks_of
from okrsite.testing import EXAMPLE, TODAY, ask, load_plugin, prove_rule, recorded, site_of

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLES = DOCS / "examples"
OBJECTIVE = "content/objectives/keep-customers.md"


def example(name: str, **settings):
    return load_plugin(EXAMPLES / f"{name}.py", **settings)


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_is_documented_with_a_complete_example_that_has_it(hook) -> None:
    assert len(getattr(specs, hook).__doc__.strip()) > 40
    page = (DOCS / "plugins.md").read_text("utf-8")
    assert f"### {hook}" in page
    plugin = example(hook.removeprefix("okrsite_"))
    assert hook in hooks_of(plugin)
    assert Path(plugin.module.__file__).read_text("utf-8").strip() in page


@pytest.mark.parametrize("module", [api, pages, testing])
def test_every_name_that_a_plugin_or_its_test_may_import_is_documented(module) -> None:
    page = (DOCS / "plugins.md").read_text("utf-8")
    given = ast.parse(Path(module.__file__).read_text("utf-8"))
    imports = [node for node in given.body if isinstance(node, ast.ImportFrom)]
    exported = [alias.asname for node in imports for alias in node.names]
    assert len(exported) > 10
    assert [name for name in exported if f"| `{name}` |" not in page] == []
    for name, said in re.findall(r"^\| `(\w+)` \| (.*) \|$", page, re.MULTILINE):
        assert len(said) > 5, name


def test_settings() -> None:
    plugin = example("settings", words="Goals we chase", shout=True)
    assert site_of(EXAMPLE, plugin).export("headline") == {"headline.txt": b"GOALS WE CHASE: 1\n"}
    assert [finding.code for finding in collect([example("settings")])[1]] == ["OKR609"]


def test_fields(tmp_path) -> None:
    copy = tmp_path / "risk.py"
    copy.write_text((EXAMPLES / "fields.py").read_text("utf-8"), "utf-8")
    plugin = load_plugin(copy)
    module, (rule,) = plugin.module, plugin.module.okrsite_rules()
    written = '[plugins.risk]\nlevel = "high"\nwaits_for = "keep-customers#churn"\n[[checkins]]'
    files = {**EXAMPLE, OBJECTIVE: EXAMPLE[OBJECTIVE].replace("[[checkins]]", written, 1)}
    site = site_of(files, plugin)
    risk = fields_of(site.scored.forest.objectives["keep-customers"], module.Risk)
    assert (risk.level, str(risk.waits_for)) == ("high", "keep-customers#churn")
    assert [finding.code for finding in site.findings] == [rule.code]
    prove_rule(rule, plugin)


def test_sources(tmp_path) -> None:
    (tmp_path / "contracts").mkdir()
    (tmp_path / "contracts/one.pdf").touch()
    (source,) = example("sources").module.okrsite_sources()
    queries = {"ours": {"folder": "contracts"}, "theirs": {"folder": ".."}}
    ours, theirs = ask(source, queries, data=tmp_path)
    assert ours == Observation("ours", TODAY, 1)
    assert isinstance(theirs, Failure)


def test_scorers() -> None:
    shape = 'score_by = { use = "streak", length = 4 }\n'
    result = f'[[key_results]]\nid = "calm"\ntitle = "Four calm weeks"\n{shape}'
    days = {5: "good", 12: "bad", 19: "good", 26: "good"}
    told = "".join(
        f'[[checkins]]\ndate = 2026-10-{day:02}\nvalues = {{ calm = "{word}" }}\n'
        for day, word in days.items()
    )
    head = 'title = "Calm"\ncycle = "2026-q4"\nteam = "company"\nowner = "ada"\n'
    goal = f"+++\n{head}{result}{told}+++\n"
    site = site_of({**EXAMPLE, "content/objectives/calm.md": goal}, example("scorers"))
    assert site.scored.objectives["calm"].key_results["calm"].progress == 0.5
    (result,) = site.view("objectives/calm.html").results
    assert (result.current.split(), result.aim.split()[-2:]) == (["2", "weeks"], ["4", "weeks"])


def test_rules() -> None:
    (rule,) = example("rules").module.okrsite_rules()
    prove_rule(rule)


def test_pages() -> None:
    thanks = 'confidence = 7\nkudos = [ { to = "linus", for = "the night shift" } ]'
    files = {**EXAMPLE, OBJECTIVE: EXAMPLE[OBJECTIVE].replace("confidence = 7", thanks)}
    page = site_of(files, example("pages")).text("thanks.html")
    assert "<li>linus, for the night shift</li>" in page


def test_panels() -> None:
    files = {**EXAMPLE, OBJECTIVE: EXAMPLE[OBJECTIVE].replace("date = 2026-1", "date = 2025-1")}
    home = site_of(files, example("panels")).text("index.html")
    assert '<h2 id="overdue">Overdue check-ins</h2>' in home
    assert 'id="overdue"' not in site_of(EXAMPLE, example("panels")).text("index.html")


def test_markdown() -> None:
    files = {**EXAMPLE, "content/pages/how.md": '+++\ntitle = "How"\n+++\nA ==good== <b>day</b>.\n'}
    page = site_of(files, example("markdown")).text("pages/how.html")
    assert "A <mark>good</mark> &lt;b&gt;day&lt;/b&gt;." in page


def test_shortcodes() -> None:
    text = '+++\ntitle = "How"\n+++\nWe are at [[team-progress: company]].\n'
    site = site_of({**EXAMPLE, "content/pages/how.md": text}, example("shortcodes"))
    assert re.search(r"We are at \d+%\.", site.text("pages/how.html"))


def test_words() -> None:
    german = {**EXAMPLE, "okrsite.toml": '[site]\nlanguage = "de"\n'}
    plugin = example("words")
    assert "<p>One goal for all of us</p>" in site_of(EXAMPLE, plugin).text("index.html")
    assert "<p>Ein Ziel für uns alle</p>" in site_of(german, plugin).text("index.html")


def test_exporters() -> None:
    site = site_of(EXAMPLE, example("exporters"))
    assert site.export("late") == {"late.md": b"Nothing is off track.\n"}


def test_after_build(tmp_path, monkeypatch) -> None:
    plugin = example("after_build")
    late = EXAMPLE[OBJECTIVE].replace("response = 12", "response = 24").replace("= 4", "= 1")
    before, after = site_of(EXAMPLE, plugin), site_of({**EXAMPLE, OBJECTIVE: late}, plugin)
    with recorded({"/goals": ""}) as server:
        after.after_build(tmp_path, before)
        monkeypatch.setenv("GOALS_WEBHOOK", f"{server.url}/goals")
        for first, second in ((before, after), (after, after), (None, after), (after, before)):
            second.after_build(tmp_path, first)
    (asked,) = server.asked
    told = "Newly off track: Customers stay because they like it here"
    assert json.loads(asked.body) == {"text": told}


def test_a_source_of_records_is_asked_in_short_and_in_sql(tmp_path) -> None:
    (tmp_path / "logs").mkdir()
    line = '{"finished": "2026-09-0%d", "state": "%s"}\n'
    lines = line % (1, "failed") + line % (2, "good") + line % (3, "failed")
    (tmp_path / "logs" / "a.jsonl").write_text(lines)
    (source,) = example("records").module.okrsite_sources()
    short = {"count": True, "by": "finished", "where": "state = 'failed'"}
    sql = {"query": "select count(*) filter (state = 'good') from records"}
    settings = {"folder": "logs"}
    found = ask(source, {"failed": short, "good": sql}, settings=settings, data=tmp_path)
    values = {(answer.kpi, answer.day): answer.value for answer in found}
    assert values[("failed", date(2026, 9, 30))] == 2
    assert values[("good", TODAY)] == 1
    (tmp_path / "logs" / "b.jsonl").write_text("no JSON")
    (failure,) = ask(source, {"failed": short}, settings=settings, data=tmp_path)
    assert failure.reason.startswith("b.jsonl: ")
