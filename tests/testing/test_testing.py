"""What a plugin's test is given works as it says, and refuses what the program would refuse."""

from collections.abc import Iterable
from types import ModuleType
from urllib.error import HTTPError
from urllib.request import build_opener

import msgspec
import pytest
from msgspec import Struct
from msgspec.structs import replace

from okrsite.api import (
    Exporter,
    Finding,
    Observation,
    Request,
    Rule,
    SourceType,
    Translation,
    hookimpl,
)
from okrsite.testing import (
    EXAMPLE,
    TODAY,
    Answer,
    ask,
    find,
    load_plugin,
    prove_rule,
    recorded,
    site_of,
)

opened = build_opener().open
LONG = "content/objectives/long.md"
GOAL = '+++\ntitle = "{}"\ncycle = "2026-q4"\nteam = "company"\nowner = "ada"\n+++\n'


class Most(Struct, frozen=True):
    """How long a title may be."""

    letters: int = 20


def check(scored, parameters: Most) -> Iterable[Finding]:
    for objective in scored.forest.objectives.values():
        if len(objective.title) > parameters.letters and objective.id == "long":
            yield Finding(objective.at("title"), "too long")


def rule(good: str) -> Rule:
    return Rule(
        code="OWN001",
        name="short",
        severity="warning",
        title="Short",
        why="Because.",
        bad={LONG: GOAL.format("A title that goes on and on")},
        good={LONG: GOAL.format(good)},
        check=check,
        parameters=Most,
    )


class Nothing(Struct, frozen=True):
    """No settings."""


class Path(Struct, frozen=True):
    """Where the number stands."""

    path: str


def fetch(requests: tuple[Request, ...], settings, context) -> Iterable[Observation]:
    for request in requests:
        with opened(f"{request.query.path}") as answer:
            yield Observation(request.kpi.id, request.until, float(answer.read()))


SOURCE = SourceType(name="plain", title="Plain", settings=Nothing, query=Path, fetch=fetch)


def test_the_example_has_no_finding_and_every_page_can_be_read() -> None:
    site = site_of(EXAMPLE)
    assert site.findings == ()
    assert site.scored.today == TODAY
    assert "index.html" in site.paths
    assert all(site.text(path) for path in site.paths)
    assert site.view("kpis/customer-churn.html").title == "Customer churn"
    assert b'"customer-churn"' in site.export("json")["okrsite.json"]


def test_a_mistake_of_the_text_stands_in_the_findings() -> None:
    site = site_of({**EXAMPLE, LONG: GOAL.format("Long").replace("q4", "q5")})
    assert [
        (finding.code, finding.span.path) for finding in site.findings if finding.code == "OKR101"
    ] == [("OKR101", LONG)]


def test_what_is_hidden_from_an_audience_is_not_on_its_site() -> None:
    files = {
        **EXAMPLE,
        LONG: GOAL.format("Long").replace("owner", 'visibility = "internal"\nowner'),
    }
    assert "objectives/long.html" in site_of(files).paths
    assert "objectives/long.html" not in site_of(files, audience="public").paths


def test_a_language_that_a_plugin_does_not_speak_stands_in_the_findings() -> None:
    module = ModuleType("greeting")
    words = Translation(language="en", texts={"hello": "Hello"})
    module.okrsite_words = hookimpl(lambda: words)
    french = {**EXAMPLE, "okrsite.toml": '[site]\nlanguage = "fr"\n'}
    (finding,) = site_of(french, load_plugin(module)).findings
    assert finding.code == "OKR632"
    assert "no words in 'fr' for 'hello'" in finding.message
    assert site_of(EXAMPLE, load_plugin(module)).findings == ()


def test_a_rule_is_asked_alone_with_its_parameters() -> None:
    files = {**EXAMPLE, LONG: GOAL.format("Twelve chars")}
    assert find(rule("Short"), files) == ()
    assert [finding.code for finding in find(rule("Short"), files, letters=5)] == ["OWN001"]


def test_a_rule_that_cannot_take_its_parameters_is_noticed() -> None:
    with pytest.raises(AssertionError, match="OWN001 has no parameter 'lettres'"):
        find(rule("Short"), EXAMPLE, lettres=5)


def test_a_rule_is_proved_by_its_own_examples() -> None:
    prove_rule(rule("Short"))
    with pytest.raises(AssertionError, match="in its good example"):
        prove_rule(rule("A good title that goes on and on"))
    with pytest.raises(AssertionError, match="nothing in its bad example"):
        prove_rule(msgspec.structs.replace(rule("Short"), bad={}))


def test_a_plugin_comes_from_a_module_or_a_file_with_its_settings(tmp_path) -> None:
    code = (
        "from msgspec import Struct\nfrom okrsite.api import Exporter, hookimpl\n\n\n"
        "class Settings(Struct, frozen=True):\n    word: str\n\n\n"
        "@hookimpl\ndef okrsite_settings():\n    return Settings\n\n\n"
        "@hookimpl\ndef okrsite_exporters(settings):\n"
        "    say = lambda *_: {'a': settings.word.encode()}\n"
        "    return [Exporter(name='say', title='Say', export=say)]\n"
    )
    (tmp_path / "sayer.py").write_text(code)
    site = site_of(EXAMPLE, load_plugin(tmp_path / "sayer.py", word="hey"))
    assert site.export("say") == {"a": b"hey"}
    (mistake,) = site_of(EXAMPLE, load_plugin(tmp_path / "sayer.py", wort="hey")).findings[:1]
    assert "unknown key 'wort'" in mistake.message


def test_a_module_is_a_plugin_too() -> None:
    module = ModuleType("ours.formats")
    exporter = Exporter(name="ours", title="Ours", export=lambda *_: {"a": b"b"})
    module.okrsite_exporters = hookimpl(lambda: [exporter])
    plugin = load_plugin(module)
    assert plugin.name == "formats"
    assert site_of(EXAMPLE, plugin).export("ours") == {"a": b"b"}


def test_a_source_is_asked_against_recorded_answers() -> None:
    with recorded({"/a": "5", "/b?x=1": Answer("6")}) as server:
        queries = {"a": {"path": f"{server.url}/a?y=2"}, "b": {"path": f"{server.url}/b?x=1"}}
        assert ask(SOURCE, queries) == (Observation("a", TODAY, 5), Observation("b", TODAY, 6))
        assert [(request.method, request.path) for request in server.asked] == [
            ("GET", "/a?y=2"),
            ("GET", "/b?x=1"),
        ]
        assert server.asked[0].headers["host"] in server.url


def test_what_was_not_recorded_is_not_found_and_a_sequence_is_told_in_turn() -> None:
    answers = (Answer("busy", 503, {"Retry-After": "1"}), Answer("7"))
    with recorded({"/turns": answers}) as server:
        with pytest.raises(HTTPError, match="404") as missing:
            opened(f"{server.url}/nothing")
        missing.value.close()
        with pytest.raises(HTTPError, match="503") as busy:
            opened(f"{server.url}/turns")
        assert busy.value.headers["Retry-After"] == "1"
        busy.value.close()
        for _ in range(2):
            with opened(f"{server.url}/turns") as answer:
                assert answer.read() == b"7"


def test_an_answer_that_nobody_asked_for_is_noticed() -> None:
    chatty = msgspec.structs.replace(SOURCE, fetch=lambda *_: [Observation("other", TODAY, 1)])
    with pytest.raises(AssertionError, match="nobody asked for other"):
        ask(chatty, {"a": {"path": "x"}})


def test_a_query_that_the_source_does_not_know_is_refused() -> None:
    with pytest.raises(AssertionError, match="unknown key 'pth'; did you mean 'path'"):
        ask(SOURCE, {"a": {"pth": "x"}})


def test_a_rule_that_a_site_would_leave_out_fails_its_test() -> None:
    with pytest.raises(AssertionError, match="did you mean 'warning'"):
        find(replace(rule("Short"), severity="warn"), EXAMPLE)


def test_a_plugin_that_a_site_would_leave_out_fails_its_test() -> None:
    module = ModuleType("forgetful")
    module.okrsite_rules = hookimpl(lambda: None)
    with pytest.raises(AssertionError, match="did it forget to return"):
        site_of(EXAMPLE, load_plugin(module))


@pytest.mark.parametrize("answer", [{"total": 12}, 5, None, [], [{"total": 12}], Answer({"a": 1})])
def test_an_answer_that_cannot_be_sent_is_told_before_anybody_asks(answer) -> None:
    told = r"/api has .*; json.dumps\(\) makes text of data"
    with pytest.raises(TypeError, match=told), recorded({"/api": answer}):
        pass


def test_a_path_that_was_not_recorded_is_told_by_its_name() -> None:
    told = "404: /loan is not recorded, only /loans, /users"
    with (
        recorded({"/loans": "", "/users": ""}) as server,
        pytest.raises(HTTPError, match=told),
    ):
        opened(f"{server.url}/loan")


def test_what_goes_wrong_in_the_server_is_raised_and_not_what_the_client_makes_of_it() -> None:
    wrong = Answer("", headers=["Content-Type"])
    with pytest.raises(AttributeError, match="items"), recorded({"/api": wrong}) as server:
        opened(f"{server.url}/api")


def test_a_good_example_that_leaves_a_fault_of_the_example_below_it_says_so() -> None:
    def check(scored, _):
        for kpi in scored.forest.kpis.values():
            if not kpi.tags:
                yield Finding(kpi.at("tags"), "no tag")

    new = "content/kpis/new.md"
    rule = Rule(
        code="OWN002",
        name="tagged",
        severity="hint",
        title="Tagged",
        why="So that it is found.",
        bad={new: "+++\ntitle = 'New'\n+++\n"},
        good={new: "+++\ntitle = 'New'\ntags = ['a']\n+++\n"},
        check=check,
    )
    with pytest.raises(AssertionError, match=r"customer-churn.md is of EXAMPLE, over which"):
        prove_rule(rule)
