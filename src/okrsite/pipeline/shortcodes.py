"""Shortcodes: those of a site, and what its texts ask of them that cannot be answered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from msgspec.structs import replace

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.forest import Forest
from okrsite.model.names import Kind
from okrsite.model.prose import Call
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.present.shortcode import Named, Shortcode, Shortcodes
from okrsite.pipeline.suggest import suggestion
from okrsite.pipeline.texts import texts_with
from okrsite.pipeline.toml.type_descriptions import as_list

# What an id is of, by its kind in the model.
_NOUNS: Mapping[Kind, str] = {
    "objective": "objective",
    "kpi": "KPI",
    "team": "team",
    "person": "person",
    "cycle": "cycle",
}
_WANTED: Mapping[Named, str] = {
    "goal": "an objective, or objective#key-result",
    "kpi": "a KPI",
    "team": "a team",
    "person": "a person",
    "cycle": "a cycle",
}


def shortcodes_of(extensions: Extensions) -> Shortcodes:
    """The shortcodes that plugins give."""
    return Shortcodes(extensions.shortcodes, extensions.owners)


def misused_shortcodes(forest: Forest, known: Mapping[str, Shortcode]) -> tuple[Diagnostic, ...]:
    """The findings about shortcodes that nobody gives, and about ids that nothing has."""
    return tuple(
        replace(finding, subject=text.subject)
        for text in texts_with(forest, "calls")
        for call in text.prose.calls
        for finding in _mistakes(forest, known, call)
    )


def _mistakes(forest: Forest, known: Mapping[str, Shortcode], call: Call) -> Iterator[Diagnostic]:
    shortcode = known.get(call.name)
    if shortcode is None:
        yield error(
            "OKR412",
            call.span,
            f"{call.written} is shown as it is written: there is no shortcode '{call.name}'"
            f"{suggestion(call.name, known)}",
            f"There are {as_list(sorted(known), 'and')}; with a backslash before it, it is text.",
        )
    elif shortcode.about != "" and (wrong := _unknown(forest, shortcode.about, call.argument)):
        yield error(
            "OKR413",
            call.span,
            f"{call.written} {wrong}",
            f"It reads [[{call.name}: id]] with the id of {_WANTED[shortcode.about]}.",
        )


def _unknown(forest: Forest, about: Named, written: str) -> str:
    """What is wrong with an argument; empty where it names something that is there."""
    name, _, key = written.partition("#") if about == "goal" else (written, "", "")
    kind: Kind = "objective" if about == "goal" else about
    known = _table(forest, kind)
    current = forest.aliases.get(kind, {}).get(name, name)
    if current not in known:
        return f"names the unknown {_NOUNS[kind]} '{name}'{suggestion(name, known)}"
    if not key or forest.objectives[current].key_result(key):
        return ""
    keys = [result.id for result in forest.objectives[current].key_results]
    return f"names the unknown key result '{key}' of '{name}'{suggestion(key, keys)}"


def _table(forest: Forest, kind: Kind) -> Collection[str]:
    tables: Mapping[Kind, Collection[str]] = {
        "objective": forest.objectives,
        "kpi": forest.kpis,
        "team": forest.teams,
        "person": forest.people,
        "cycle": forest.cycles,
    }
    return tables[kind]
