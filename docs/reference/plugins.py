"""The reference for plugins: hooks, the names that may be imported, the goals, macros."""

import re
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from inspect import (
    getdoc,
    isfunction,
)
from types import ModuleType, UnionType
from typing import Any, Literal, get_args, get_origin

from okrsite import api
from okrsite.api import pages
from okrsite.hooks import specs
from okrsite.hooks.registration import HOOKS
from okrsite.pipeline.present.numbers import Numbers
from reference import ROOT
from reference.markdown import cell, paragraphs
from reference.shapes import shape, signature_of, summary

# The plugin that each hook's example is, and the types that a hook speaks of.
EXAMPLES = {
    "settings": "headline",
    "fields": "risk",
    "sources": "folder",
    "scorers": "streak",
    "rules": "critical_weekly",
    "pages": "thanks",
    "panels": "overdue",
    "markdown": "mark",
    "shortcodes": "team_progress",
    "words": "words",
    "exporters": "late",
    "after_build": "off_track",
}
# What rules, pages and exports read, in the order in which one comes across it.
READ: tuple[type, ...] = (
    api.Scored,
    api.Forest,
    api.Objective,
    api.KeyResult,
    api.Metric,
    api.Relative,
    api.Guardrail,
    api.Milestones,
    api.Zones,
    api.Custom,
    api.CheckIn,
    api.Kpi,
    api.Range,
    api.Team,
    api.Person,
    api.Cycle,
    api.ObjectiveScore,
    api.KeyResultScore,
    api.Grade,
    api.Window,
    api.KpiScore,
    api.Series,
    api.Points,
    api.Periods,
    api.PeriodValue,
    api.TeamScore,
    api.CycleScore,
    api.Point,
    api.GoalRef,
    api.GoalKey,
    api.Span,
    api.Subject,
    api.Diagnostic,
)
TYPES: dict[str, tuple[type, ...]] = {
    "okrsite_sources": (
        api.SourceType,
        api.Request,
        api.SourceContext,
        api.Observation,
        api.Failure,
        api.SourceError,
        api.RecordQuery,
        api.RecordsWanted,
        api.SourceRecord,
        api.DeclaredTable,
        api.TableFailure,
        api.Keeping,
        api.KeptState,
    ),
    "okrsite_scorers": (api.Scorer, api.ScoreRequest, api.CustomScore),
    "okrsite_rules": (api.Rule, api.Finding),
    "okrsite_pages": (
        pages.PageKind,
        pages.Page,
        pages.File,
        pages.PageContext,
        pages.Anchor,
        pages.ObjectiveLine,
        pages.KpiCard,
    ),
    "okrsite_panels": (pages.Panel,),
    "okrsite_markdown": (api.MarkdownPlugin,),
    "okrsite_shortcodes": (pages.Shortcode,),
    "okrsite_words": (api.Translation,),
    "okrsite_exporters": (api.Exporter, api.ExportRequest),
    "okrsite_after_build": (api.BuildResult, api.PublishedChange),
}
PARTIALS = ROOT / "themes" / "default" / "partials"
MACRO = re.compile(r"\{% macro (\w+\([^)]*\)) -?%\}")
# How a hook's plugin is begun, where there is a command for it.
BEGIN = {
    "fields": "plugin NAME --kind fields",
    "sources": "plugin NAME --kind source",
    "scorers": "plugin NAME --kind scorer",
    "rules": "rule NAME",
    "pages": "plugin NAME --kind page",
    "panels": "plugin NAME --kind panel",
    "shortcodes": "plugin NAME --kind shortcode",
    "markdown": "plugin NAME --kind markdown",
    "exporters": "plugin NAME --kind exporter",
    "after_build": "plugin NAME --kind after-build",
}


def hooks() -> str:
    """Every hook: what it is for, what it is called with, a complete example, and its types."""
    return "\n".join(part for hook in HOOKS for part in _hook(hook))


def goals() -> str:
    """The goals with their scores as plugins read them, field by field."""
    return "\n".join(f"{summary(kind)}\n\n```python\n{shape(kind)}\n```\n" for kind in READ)


def writers() -> str:
    """What says words and writes figures in the language of the site."""
    kinds = (api.Words, Numbers)
    return "\n".join(f"{summary(kind)}\n\n```python\n{shape(kind)}\n```\n" for kind in kinds)


def names(module: str) -> str:
    """Every name that a module gives, with what it is."""
    rows = (
        f"| `{name}` | {cell(_meaning(value))} |"
        for name, value in sorted(vars(import_module(module)).items())
        if not name.startswith("_") and not _is_part_of(value, module)
    )
    return "\n".join(["| name | meaning |\n|---|---|", *rows]) + "\n"


def _is_part_of(value: object, module: str) -> bool:
    """Whether a value is a module inside another one, which Python adds to its names."""
    return isinstance(value, ModuleType) and value.__name__.startswith(f"{module}.")


def macros() -> str:
    """What the theme's partials have for a template, file by file."""
    rows = (
        f"| `partials/{path.name}` | {', '.join(f'`{macro}`' for macro in found)} |"
        for path in sorted(PARTIALS.glob("*.html"))
        if (found := MACRO.findall(path.read_text("utf-8")))
    )
    return "\n".join(["| partial | macros |\n|---|---|", *rows]) + "\n"


def _hook(name: str) -> Iterator[str]:
    function = getattr(specs, name)
    said = paragraphs(function.__doc__ or "")
    yield f"### {name}\n\n```python\ndef {name}{signature_of(function)}\n```\n\n{said}\n"
    short = name.removeprefix(f"{specs.PROJECT}_")
    if short in BEGIN:
        yield f"`okrsite new {BEGIN[short]}` writes one that works, with its test.\n"
    yield f"`plugins/{EXAMPLES[short]}.py`\n\n```python\n{_example(short)}\n```\n"
    for kind in TYPES.get(name, ()):
        yield f"{summary(kind)}\n\n```python\n{shape(kind)}\n```\n"


def example(name: str) -> str:
    """A plugin that is complete, and tried in the tests."""
    return f"```python\n{_example(name)}\n```\n"


def _example(name: str) -> str:
    return (ROOT / "docs" / "examples" / f"{name}.py").read_text("utf-8").strip()


def _meaning(value: Any) -> str:
    """What a name stands for, in a sentence."""
    match value:
        case str():
            kind = "page" if value.endswith(".html") else "file"
            return f"The path of a {kind}, `{value}`."
        case int() | date():
            return f"It is `{value}`."
        case dict():
            return f"By {', '.join(f'`{key}`' for key in value)}."
        case UnionType():
            return f"One of {', '.join(f'`{type_.__name__}`' for type_ in get_args(value))}."
        case _ if value is str:
            return "An id, as text."
        case _ if get_origin(value) is Literal:
            return f"One of {', '.join(f'`{word}`' for word in get_args(value))}."
        case _ if isfunction(value):
            said = paragraphs(getdoc(value) or "").partition("\n\n")[0]
            return f"`{signature_of(value)}` {said}"
        case _:
            return paragraphs(getdoc(value) or "").partition("\n\n")[0]
