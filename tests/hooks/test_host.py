"""The host collects what plugins give, and names the one that fails."""

from types import ModuleType
from typing import Any

from msgspec import Struct

from okrsite.api import Scorer, hookimpl
from okrsite.hooks.host import collect, hooks_of
from okrsite.hooks.plugin import Plugin
from okrsite.model.source import Span


class Nothing(Struct, frozen=True):
    """No settings."""


def scorer(name: str) -> Scorer:
    return Scorer(name=name, title=name, settings=Nothing, score=lambda request, settings: None)


def plugin(name: str, **functions: Any) -> Plugin:
    module = ModuleType(name)
    for hook, function in functions.items():
        setattr(module, hook, hookimpl(function))
    return Plugin(name, module, "1", Span("okrsite.toml", 3, 1))


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
    assert [(f.code, f.message) for f in findings] == [
        ("OKR606", "plugin broken failed in okrsite_scorers: RuntimeError: the cable is out")
    ]


def test_a_misspelt_hook_is_found_at_the_place_of_the_plugin_in_the_settings() -> None:
    def okrsite_scorerz() -> list[Scorer]:
        return []

    _, findings = collect([plugin("typo", okrsite_scorerz=okrsite_scorerz)])
    assert [finding.code for finding in findings] == ["OKR605"]
    assert str(findings[0].span) == "okrsite.toml:3:1"
    assert "okrsite_scorers" in findings[0].help


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
