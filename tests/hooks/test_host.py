"""The host collects what plugins give, and names the one that fails."""

from types import ModuleType
from typing import Any
from unittest.mock import MagicMock

import pytest
from msgspec import Struct

from okrsite.api import Rule, Scorer, hookimpl
from okrsite.hooks.host import collect
from okrsite.hooks.plugin import Plugin
from okrsite.hooks.registration import HOOKS, hooks_of
from okrsite.pipeline.settings import read_settings


def rules_of_nobody() -> list[Rule]:
    return []


class Nothing(Struct, frozen=True):
    """No settings."""


def scorer(name: str) -> Scorer:
    return Scorer(name=name, title=name, settings=Nothing, score=lambda request, settings: None)


def plugin(name: str, table: str = "", /, **functions: Any) -> Plugin:
    settings, _ = read_settings(f"# ours\n\n[plugins.{name}]\n{table}".encode())
    module = ModuleType(name)
    for hook, function in functions.items():
        setattr(module, hook, hookimpl(function))
    return Plugin(name, module, "1", settings.plugins[name])


def test_what_plugins_give_is_in_order_of_its_names_whatever_the_order_of_plugins() -> None:
    zebra = plugin("zebra", okrsite_scorers=lambda: [scorer("z")])
    ant = plugin("ant", okrsite_scorers=lambda: [scorer("a")])
    forwards, _ = collect([zebra, ant])
    backwards, _ = collect([ant, zebra])
    assert list(forwards.scorers) == list(backwards.scorers) == ["a", "z"]


def test_two_plugins_that_give_one_name_are_both_named_and_the_first_stands() -> None:
    first, second = scorer("twice"), scorer("twice")
    extensions, findings = collect(
        [
            plugin("one", okrsite_scorers=lambda: [first]),
            plugin("two", okrsite_scorers=lambda: [second]),
        ]
    )
    assert extensions.scorers["twice"] is first
    assert [finding.code for finding in findings] == ["OKR608"]
    assert "plugins one and two" in findings[0].message


def test_a_plugin_that_fails_is_named_and_stops_nobody_else() -> None:
    def broken() -> list[Scorer]:
        message = "the cable is out"
        raise RuntimeError(message)

    extensions, findings = collect(
        [
            plugin("broken", okrsite_scorers=broken),
            plugin("whole", okrsite_scorers=lambda: [scorer("s")]),
        ]
    )
    assert list(extensions.scorers) == ["s"]
    (finding,) = findings
    assert finding.code == "OKR606"
    assert finding.message.startswith(
        "plugin broken failed in okrsite_scorers: RuntimeError: the cable is out (hooks/"
    )


def test_a_misspelt_hook_is_found_at_the_place_of_the_plugin_in_the_settings() -> None:
    def okrsite_scorerz() -> list[Scorer]:
        return []

    _, findings = collect([plugin("typo", okrsite_scorerz=okrsite_scorerz)])
    assert [finding.code for finding in findings] == ["OKR605"]
    assert str(findings[0].span) == "okrsite.toml:3:1"
    assert "okrsite_scorers" in findings[0].help


def test_a_misspelt_hook_is_met_with_the_one_that_was_meant() -> None:
    _, findings = collect([plugin("typo", okrsite_setings=lambda: Nothing)])
    assert findings[0].message.endswith("did you mean 'okrsite_settings'?")
    assert all(hook in findings[0].help for hook in HOOKS)


def test_an_argument_that_no_hook_has_is_named() -> None:
    def okrsite_rules(setings: object) -> list[Rule]:
        return []

    _, findings = collect([plugin("typo", okrsite_rules=okrsite_rules)])
    assert [finding.code for finding in findings] == ["OKR605"]
    assert "'setings'" in findings[0].message


def test_two_plugins_of_one_module_are_told_and_the_first_stands() -> None:
    first = plugin("one", okrsite_scorers=lambda: [scorer("s")])
    again = Plugin("two", first.module, "1", first.written)
    extensions, findings = collect([first, again])
    assert extensions.owners == {"scorers:s": "one"}
    assert [(finding.code, finding.message) for finding in findings] == [
        ("OKR608", "plugin two is the same module as a plugin before it")
    ]


def test_a_misspelt_hook_is_not_told_of_the_plugin_after_it() -> None:
    def okrsite_scorerz() -> list[Scorer]:
        return []

    whole = plugin("whole", okrsite_scorers=lambda: [scorer("s")])
    extensions, findings = collect([plugin("typo", okrsite_scorerz=okrsite_scorerz), whole])
    assert list(extensions.scorers) == ["s"]
    assert ["typo" in finding.message for finding in findings] == [True]


def test_a_hook_without_its_mark_is_not_passed_over_in_silence() -> None:
    forgetful = plugin("forgetful")
    forgetful.module.okrsite_rules = rules_of_nobody  # type: ignore[attr-defined]
    _, findings = collect([forgetful])
    assert [finding.code for finding in findings] == ["OKR605"]
    assert "@hookimpl" in findings[0].help


class Shelf(Struct, frozen=True):
    """Settings with a key that must be there."""

    label: str
    boards: int = 3


def labelled(settings: Shelf) -> list[Scorer]:
    return [scorer(f"{settings.label}-{settings.boards}")]


def test_a_hook_that_names_the_settings_gets_them_decoded() -> None:
    shelf = plugin("shelf", 'label = "A"', okrsite_settings=lambda: Shelf, okrsite_scorers=labelled)
    extensions, findings = collect([shelf])
    assert (list(extensions.scorers), findings) == (["A-3"], ())


def test_an_observer_gets_its_settings_beside_the_result() -> None:
    told: list[object] = []

    def tell(settings: Shelf, result: object) -> None:
        told.append((settings.label, result))

    shelf = plugin("shelf", 'label = "A"', okrsite_settings=lambda: Shelf, okrsite_after_build=tell)
    observe: Any = collect([shelf])[0].observers["shelf"]
    observe("built")
    assert told == [("A", "built")]


def test_mistaken_settings_are_told_at_their_places_and_the_plugin_is_not_asked() -> None:
    shelf = plugin(
        "shelf",
        'lable = "A"\nboards = "x"',
        okrsite_settings=lambda: Shelf,
        okrsite_scorers=labelled,
    )
    extensions, findings = collect([shelf, plugin("whole", okrsite_scorers=lambda: [scorer("s")])])
    assert list(extensions.scorers) == ["s"]
    assert {finding.code for finding in findings} == {"OKR609"}
    of = "settings of the plugin shelf"
    assert [f"{finding.span} {finding.message}" for finding in findings] == [
        f"okrsite.toml:4:9 {of}: unknown key 'lable'; did you mean 'label'?",
        f"okrsite.toml:5:10 {of}: 'boards' must be a whole number, not 'x'",
    ]


def test_a_key_for_a_plugin_that_takes_no_settings_is_a_mistake() -> None:
    _, findings = collect([plugin("plain", "colour = 1", okrsite_scorers=rules_of_nobody)])
    assert [f"{finding.span} {finding.code} {finding.message}" for finding in findings] == [
        "okrsite.toml:4:10 OKR610 plugin plain takes no settings, and 'colour' is one"
    ]


def test_settings_that_are_no_type_are_refused() -> None:
    _, findings = collect([plugin("odd", okrsite_settings=lambda: dict)])
    assert [finding.code for finding in findings] == ["OKR607"]


def test_what_a_plugin_gives_depends_on_its_settings_too() -> None:
    plain = plugin("shelf", okrsite_settings=lambda: Shelf)
    named = plugin("shelf", 'label = "A"', okrsite_settings=lambda: Shelf)
    other = plugin("shelf", 'label = "B"', okrsite_settings=lambda: Shelf)
    assert plain.identity == plain.version
    assert len({plain.identity, named.identity, other.identity}) == 3


def test_a_value_of_the_wrong_type_is_refused() -> None:
    extensions, findings = collect([plugin("odd", okrsite_scorers=lambda: ["not a scorer"])])
    assert extensions.scorers == {}
    assert [finding.code for finding in findings] == ["OKR607"]


def test_observers_are_collected_but_not_called() -> None:
    called: list[object] = []

    def tell(result: object) -> None:
        called.append(result)

    teller = plugin("teller", okrsite_after_build=tell)
    extensions, findings = collect([teller])
    assert list(extensions.observers) == ["teller"]
    assert hooks_of(teller) == ("okrsite_after_build",)
    assert called == []
    assert findings == ()


def test_a_name_that_is_no_text_and_settings_that_are_no_struct_are_told_and_stop_nobody() -> None:
    given = [
        Scorer(name=7, title="x", settings=Nothing, score=scored),  # type: ignore[arg-type]
        Scorer(name=[], title="x", settings=Nothing, score=scored),  # type: ignore[arg-type]
        Scorer(name="loose", title="x", settings=dict, score=scored),  # type: ignore[arg-type]
        scorer("good"),
    ]
    extensions, findings = collect([plugin("odd", okrsite_scorers=lambda: given)])
    assert list(extensions.scorers) == ["good"]
    assert [(finding.code, finding.message) for finding in findings] == [
        ("OKR607", "plugin odd gives a Scorer in okrsite_scorers whose name is 7, not text"),
        ("OKR607", "plugin odd gives a Scorer in okrsite_scorers whose name is [], not text"),
        (
            "OKR607",
            (
                "plugin odd gives a Scorer in okrsite_scorers whose settings is dict, "
                "no class of msgspec: class Name(msgspec.Struct, frozen=True)"
            ),
        ),
    ]


def scored(*_: object) -> None:
    """Measures nothing."""


def test_what_a_module_merely_holds_is_no_hook_of_its() -> None:
    class Lazy:
        def __getattr__(self, name: str) -> object:
            raise RuntimeError(name)

        def __call__(self) -> None:
            """Is called by nobody."""

    holding = plugin("holding", okrsite_scorers=lambda: [scorer("s")])
    for name, held in (("lazy", Lazy()), ("mock", MagicMock())):
        setattr(holding.module, name, held)
    extensions, findings = collect([holding])
    assert (list(extensions.scorers), findings) == (["s"], ())


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (Nothing, "Nothing, not a dictionary of classes by the kind of document"),
        (None, "None, not a dictionary of classes by the kind of document"),
        ({"objectiv": Nothing}, "a class for 'objectiv', not one of objective, kpi,"),
        ({"kpi": int}, "int for 'kpi', no class of msgspec: class Name(msgspec.Struct"),
    ],
)
def test_fields_of_a_wrong_type_are_told_with_what_was_given(given, reason) -> None:
    extensions, (finding,) = collect([plugin("own", okrsite_fields=lambda: given)])
    assert finding.code == "OKR607"
    assert finding.message.startswith(f"plugin own gives in okrsite_fields {reason}")
    assert extensions.fields == {"own": {}}
