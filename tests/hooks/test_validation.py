"""Every field of what a plugin gives is looked at before it is used."""

from types import ModuleType
from typing import Any

import pytest
from msgspec import Struct

from okrsite.api import Exporter, MarkdownPlugin, Rule, Scorer, SourceType, hookimpl
from okrsite.api.pages import PageKind
from okrsite.hooks.host import collect
from okrsite.hooks.plugin import Plugin
from okrsite.pipeline.settings import read_settings


class Nothing(Struct, frozen=True):
    """No settings."""


class Lost(Struct, frozen=True):
    """Settings whose type is nowhere."""

    since: "Nowhere"  # type: ignore[name-defined] # noqa: F821 - as a plugin might have it


def does(*_: object) -> None:
    """Does nothing."""


async def waits(*_: object) -> None:
    """Waits for somebody."""


def plugin(name: str = "odd", /, **functions: Any) -> Plugin:
    settings, _ = read_settings(f"[plugins.{name}]\n".encode())
    module = ModuleType(name)
    for hook, function in functions.items():
        setattr(module, hook, hookimpl(function))
    return Plugin(name, module, "1", settings.plugins[name])


WORDS: dict[str, Any] = {"name": "own", "title": "Own"}
GIVEN: dict[type, tuple[str, dict[str, Any]]] = {
    Rule: (
        "rules",
        {
            **WORDS,
            "code": "OWN001",
            "severity": "warning",
            "why": "",
            "bad": {},
            "good": {},
            "check": does,
        },
    ),
    Exporter: ("exporters", {**WORDS, "export": does}),
    Scorer: ("scorers", {**WORDS, "settings": Nothing, "score": does}),
    PageKind: ("pages", {**WORDS, "names": does}),
    SourceType: ("sources", {**WORDS, "settings": Nothing, "query": Nothing, "fetch": does}),
    MarkdownPlugin: ("markdown", {"name": "own", "version": "1", "use": does}),
}


def given(kind: type, **wrong: Any) -> tuple[Any, list[str]]:
    """What stays of a good value and one with a fault, and what is told of the other."""
    hook, good = GIVEN[kind]
    values = [
        kind(**good),
        kind(**{**good, "name": "other", "code": "OWN002", **wrong})
        if kind is Rule
        else kind(**{**good, "name": "other", **wrong}),
    ]
    extensions, findings = collect([plugin(**{f"okrsite_{hook}": lambda: values})])
    assert {finding.code for finding in findings} <= {"OKR607"}
    return getattr(extensions, hook), [finding.message for finding in findings]


@pytest.mark.parametrize(
    ("kind", "wrong", "told"),
    [
        (Rule, {"code": 5}, "a Rule in okrsite_rules whose code is 5, not text"),
        (Rule, {"code": "7x"}, "whose code is '7x', not letters and then digits, such as OWN001"),
        (Rule, {"severity": "warn"}, "'warn', not one of error, warning, hint, signal; did you"),
        (Rule, {"severity": "Error"}, "did you mean 'error'?"),
        (Rule, {"severity": None}, "severity is None, not one of error, warning, hint, signal"),
        (Rule, {"severity": []}, "severity is [], not one of error, warning, hint, signal"),
        (Rule, {"check": "x"}, "whose check is 'x', not a function"),
        (Rule, {"check": waits}, "whose check is waits, which is `async`"),
        (Rule, {"bad": None}, "whose bad is None, not a dictionary of text to text"),
        (Rule, {"good": {"a": 1}}, "whose good is {'a': 1}, not a dictionary of text to text"),
        (Rule, {"parameters": Nothing()}, "whose parameters is Nothing(), no class of msgspec"),
        (Rule, {"instead_of": "OKR1"}, "whose instead_of is 'OKR1', not a tuple with text in it"),
        (Exporter, {"name": 3}, "an Exporter in okrsite_exporters whose name is 3, not text"),
        (Exporter, {"name": " "}, "whose name is ' ', which nobody can write down"),
        (Scorer, {"name": None}, "a Scorer in okrsite_scorers whose name is None, not text"),
        (Scorer, {"settings": Lost}, "whose settings is Lost, which cannot be read from a file"),
        (PageKind, {"templates": ["a"]}, "templates is ['a'], not a dictionary of text to text"),
        (PageKind, {"order": "x"}, "whose order is 'x', not a whole number"),
        (PageKind, {"group": "goal"}, "more; did you mean 'goals'?"),
        (PageKind, {"names": 7}, "whose names is 7, not a function"),
        (SourceType, {"settings": dict}, "whose settings is dict, no class of msgspec"),
        (SourceType, {"query": "q"}, "whose query is 'q', no class of msgspec"),
        (MarkdownPlugin, {"version": 2}, "whose version is 2, not text"),
    ],
)
def test_a_field_of_the_wrong_type_is_told_with_its_hook_and_costs_that_value_only(
    kind: type, wrong: dict[str, Any], told: str
) -> None:
    left, (message,) = given(kind, **wrong)
    assert len(left) == 1
    assert message.startswith("plugin odd gives a")
    assert told in message


def test_every_fault_of_a_value_is_told() -> None:
    left, told = given(Rule, code=5, severity="warn", title=None)
    assert (len(left), len(told)) == (1, 3)


@pytest.mark.parametrize("kind", list(GIVEN))
def test_what_is_as_it_should_be_is_taken(kind: type) -> None:
    left, told = given(kind, name="third")
    assert (len(left), told) == (2, [])


def exporter() -> Exporter:
    return Exporter(**GIVEN[Exporter][1])


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (None, "it gave nothing; did it forget to return?"),
        (5, "it gave 'int' where a list with each Exporter belongs"),
        ("json", "it gave 'str' where a list with each Exporter belongs"),
        (Exporter, "it gave 'Exporter' where a list with each Exporter belongs"),
    ],
)
def test_an_answer_that_is_no_list_is_told_in_words(answer: object, told: str) -> None:
    extensions, (finding,) = collect([plugin(okrsite_exporters=lambda: answer)])
    assert extensions.exporters == {}
    assert (finding.code, finding.message) == (
        "OKR606",
        f"plugin odd failed in okrsite_exporters: TypeError: {told}",
    )


def test_a_single_value_stands_for_a_list_of_it() -> None:
    extensions, findings = collect([plugin(okrsite_exporters=exporter)])
    assert (list(extensions.exporters), findings) == (["own"], ())


@pytest.mark.parametrize("hook", ["exporters", "settings", "after_build"])
def test_a_hook_that_is_async_is_told(hook: str) -> None:
    async def late() -> list[Exporter]:
        return [exporter()]

    extensions, (finding,) = collect([plugin(**{f"okrsite_{hook}": late})])
    assert not extensions.observers
    assert finding.code == "OKR605"
    assert "Write `def` without `async`" in finding.help


def test_an_answer_that_one_would_have_to_wait_for_is_told() -> None:
    async def late() -> list[Exporter]:
        return [exporter()]

    def okrsite_exporters() -> object:
        return late()

    _, (finding,) = collect([plugin(okrsite_exporters=okrsite_exporters)])
    assert finding.code == "OKR606"
    assert "write `def` without `async`" in finding.message


def test_settings_of_which_nothing_is_returned_are_told() -> None:
    _, (finding,) = collect([plugin(okrsite_settings=lambda: None)])
    assert finding.code == "OKR607"
    assert "did it forget to return?" in finding.message


def test_settings_whose_type_cannot_be_read_are_told_and_stop_nobody() -> None:
    extensions, (finding,) = collect(
        [plugin("lost", okrsite_settings=lambda: Lost), plugin(okrsite_exporters=exporter)]
    )
    assert list(extensions.exporters) == ["own"]
    assert "Nowhere" in finding.message


def test_an_argument_that_no_hook_has_is_met_with_the_one_that_was_meant() -> None:
    def okrsite_rules(setings: object) -> list[Rule]:
        return []

    _, (finding,) = collect([plugin(okrsite_rules=okrsite_rules)])
    assert finding.message.endswith("did you mean 'settings'?")


def test_a_function_of_other_arguments_is_told_with_its_line() -> None:
    def export(scored, findings):
        return {}

    _, (told,) = given(Exporter, export=export)
    place = f"(hooks/test_validation.py:{export.__code__.co_firstlineno})"
    why = f"which is called with 1 argument: missing a required argument: 'findings' {place}"
    assert told.endswith(why)
