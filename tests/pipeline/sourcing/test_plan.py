"""Who asks which source what, and every mistake on the way at its place."""

from textwrap import dedent

from msgspec import Struct

from okrsite.model.extensions import SourceType
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.resolve import resolve
from okrsite.pipeline.settings import read_settings
from okrsite.pipeline.sourcing import plan


class Settings(Struct, frozen=True, kw_only=True):
    url: str
    token: str = ""


class Query(Struct, frozen=True, kw_only=True):
    column: str
    rows: tuple[int, ...] = ()


DESK = SourceType(
    name="desk", title="Desk", settings=Settings, query=Query, fetch=lambda *_: iter(())
)
KPI = "+++\ntitle = 'Churn'\n[source]\nuse = 'office'\n{query}\n+++\n"


def planned(settings, **queries):
    read, mistakes = read_settings(dedent(settings).encode())
    assert mistakes == ()
    documents = [
        parse(f"content/kpis/{name}.md", KPI.format(query=query).encode(), Markdown())
        for name, query in queries.items()
    ]
    forest, _ = resolve(documents, read, "confidential")
    return plan(forest, Extensions(sources={"desk": DESK}))


def told(found):
    return [f"{finding.span} {finding.code} {finding.message}" for finding in found.findings]


GOOD = "[sources.office]\nplugin = 'desk'\nurl = 'https://a.example'\n"


def test_kpis_ask_their_source_together_in_order() -> None:
    found = planned(GOOD, b="column = 'B'", a="column = 'A'\nrows = [1]")
    assert told(found) == []
    (batch,) = found.batches
    assert [kpi.id for kpi in batch.kpis] == ["a", "b"]


def test_what_every_source_has_is_known_too() -> None:
    found = planned(GOOD + "timout = 10\n", a="column = 'A'")
    (mistake,) = found.findings
    assert mistake.message == "unknown key 'timout'; did you mean 'timeout'?"
    assert mistake.help.endswith("Of every source: plugin, timeout, lookback and memory.")


def test_a_variable_stays_text_and_is_not_looked_up() -> None:
    found = planned(GOOD + "token = 'Bearer ${NO_SUCH_VARIABLE}'\n", a="column = 'A'")
    assert told(found) == []
    assert b"${NO_SUCH_VARIABLE}" in found.batches[0].settings.settings


def test_an_unknown_plugin_is_told_with_what_was_meant() -> None:
    found = planned("[sources.office]\nplugin = 'deks'\n", a="column = 'A'")
    message = "no plugin gives the source 'deks' of [sources.office]; did you mean 'desk'?"
    assert told(found) == [f"okrsite.toml:2:10 OKR620 {message}"]
    assert [skipped_kpi.kpi.id for skipped_kpi in found.skipped] == ["a"]


def test_every_mistake_of_settings_and_queries_is_told_at_its_place() -> None:
    settings = "[sources.office]\nplugin = 'desk'\nur = 'x'\n[sources.unused]\nplugin = 'desk'\n"
    found = planned(settings, a="colum = 'A'", b="column = 3\nrows = ['x']")
    assert told(found) == [
        "okrsite.toml:3:6 OKR010 unknown key 'ur'; did you mean 'url'?",
        "okrsite.toml:4:1 OKR012 'url' is missing",
    ]
    found = planned(GOOD, a="colum = 'A'", b="column = 3\nrows = ['x']", c="column = 'C'")
    assert told(found) == [
        "content/kpis/a.md:5:9 OKR010 unknown key 'colum'; did you mean 'column'?",
        "content/kpis/b.md:5:10 OKR011 'column' must be text in quotes, not the number 3",
        "content/kpis/b.md:6:9 OKR011 an item of 'rows' must be a whole number, not 'x'",
    ]
    assert [kpi.id for kpi in found.batches[0].kpis] == ["c"]
    assert [skipped_kpi.kpi.id for skipped_kpi in found.skipped] == ["a", "b"]


def test_a_timeout_is_nobodys_but_ours() -> None:
    found = planned(GOOD + "timeout = 5\n", a="column = 'A'")
    assert told(found) == []
    assert found.batches[0].settings.timeout == 5
    _, (wrong,) = read_settings((GOOD + "timeout = 'soon'\n").encode())
    assert f"{wrong}" == "okrsite.toml:4:11: OKR011 'timeout' must be a number of seconds"
    _, (wrong,) = read_settings((GOOD + "timeout = 0\n").encode())
    assert "must be from 0 s" in wrong.message


def test_secrets_in_the_open_and_variables_in_queries_are_warnings() -> None:
    found = planned(GOOD + "token = 'abc'\n", a="column = 'select ${KEY}'")
    assert told(found) == [
        "content/kpis/a.md:5:10 OKR622 '${KEY}' is not filled in here",
        "okrsite.toml:4:9 OKR623 'token' holds a secret that everybody can read",
    ]
    assert {finding.severity for finding in found.findings} == {"warning"}
    assert len(found.batches) == 1
    found = planned("[sources.office]\nplugin = 'desk'\nurl = 'https://ada:pw@a.example'\n")
    assert [finding.code for finding in found.findings] == ["OKR623"]


def test_what_is_no_variable_is_an_error() -> None:
    for wrong in ("${my-key}", "${}", "${KEY"):
        found = planned(GOOD + f"token = '{wrong}'\n", a="column = 'A'")
        assert [finding.code for finding in found.findings] == ["OKR621"], wrong
        assert found.batches == ()
