"""Write the parts of these docs that list things, from the code itself.

    python docs/generate.py            write them
    python docs/generate.py --check    say which are stale, and fail

A part stands between `<!-- generated: NAME -->` and `<!-- end -->`; NAME is a function of PARTS,
with its argument where it takes one.
"""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from importlib import import_module
from inspect import (
    cleandoc,
    formatannotation,
    get_annotations,
    getdoc,
    getsource,
    isfunction,
    signature,
)
from pathlib import Path
from textwrap import wrap
from types import ModuleType, UnionType
from typing import Any, ForwardRef, Literal, get_args, get_origin

import click
import msgspec
from babel import Locale
from msgspec import NODEFAULT, Struct, structs

from okrsite import api
from okrsite.api import pages
from okrsite.builtin.rules import shipped_rules
from okrsite.builtin.sources import SOURCES
from okrsite.commands.new.kpi_catalogue import kpi_catalogue
from okrsite.commands.registry import COMMANDS
from okrsite.hooks import specs
from okrsite.hooks.binding import HOOKS
from okrsite.pipeline import records
from okrsite.pipeline.report.catalogue import catalogue as catalogue_of_rules
from okrsite.pipeline.schema import schemas

DOCS = Path(__file__).parent
# The plugin that each hook's example is, and the types that a hook speaks of.
EXAMPLES = {
    "settings": "headline",
    "sources": "folder",
    "scorers": "streak",
    "rules": "critical_weekly",
    "pages": "thanks",
    "markdown": "mark",
    "exporters": "late",
    "after_build": "announce",
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
    ),
    "okrsite_scorers": (api.Scorer, api.ScoreRequest),
    "okrsite_rules": (api.Rule, api.Finding),
    "okrsite_pages": (
        pages.PageKind,
        pages.Page,
        pages.File,
        pages.Site,
        pages.Anchor,
        pages.ObjectiveRow,
        pages.KpiCard,
    ),
    "okrsite_markdown": (api.MarkdownPlugin,),
    "okrsite_exporters": (api.Exporter,),
    "okrsite_after_build": (api.BuildResult,),
}
ROOT = DOCS.parent
CODE = ROOT / "src" / "okrsite"
PARTIALS = ROOT / "themes" / "default" / "partials"
WIDTH = 100
# How a docstring lists the fields of its class, and one of them with the lines that go on with it.
ATTRIBUTES = "\n\nAttributes:\n"
FIELD = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)
MACRO = re.compile(r"\{% macro (\w+\([^)]*\)) -?%\}")
# How a hook's plugin is begun, where there is a command for it.
BEGIN = {
    "sources": "plugin NAME --kind source",
    "scorers": "plugin NAME --kind scorer",
    "rules": "rule NAME",
    "pages": "plugin NAME --kind page",
    "exporters": "plugin NAME --kind exporter",
}
# "Resolve: from separate documents …" says in its second part what is done.
TITLE = re.compile(r"^(?:\w+|`[^`]+`): (.)")
PART = re.compile(r"(<!-- generated: ([^\n]+) -->\n).*?(<!-- end -->)", re.DOTALL)
Schema = dict[str, Any]


def commands() -> str:
    """Every command with its options."""
    return "\n".join(
        part for name, verb in COMMANDS.items() for part in _command(name, _loaded(verb.module), 2)
    )


def fields(kind: str) -> str:
    """The fields of a kind of file, and of the tables inside it."""
    schema = schemas()[kind]
    return "\n".join([_table(schema), *_inner(schema)])


def table(kind: str, inner: str) -> str:
    """The fields of one of the tables inside a kind of file."""
    return _table(schemas()[kind]["$defs"][inner])


def kpis() -> str:
    """The catalogue of `okrsite new kpi`."""
    rows = (
        f"| `{name}` | {kpi.title} | {kpi.unit} | {kpi.better} | {kpi.cadence} "
        f"| {kpi.perspective} |"
        for name, kpi in kpi_catalogue().items()
    )
    head = "| name | KPI | unit | better | cadence | perspective |\n|---|---|---|---|---|---|"
    return "\n".join([head, *rows]) + "\n"


def record_tables() -> str:
    """The shape of the JSON export, record by record."""
    return "\n".join(
        f"**{record.__name__.removesuffix('Record')}**: {_names(record)}\n\n{_said(record)}\n"
        for record in (
            records.ModelRecord,
            records.ObjectiveRecord,
            records.KeyResultRecord,
            records.KpiRecord,
            records.TeamRecord,
            records.CycleRecord,
            records.PersonRecord,
            records.CheckInRecord,
        )
    )


def rules() -> str:
    """Every rule with its reason and its example."""
    return catalogue_of_rules(shipped_rules())


def hooks() -> str:
    """Every hook: what it is for, what it is called with, a complete example, and its types."""
    return "\n".join(part for hook in HOOKS for part in _hook(hook))


def goals() -> str:
    """The goals with their scores as plugins read them, field by field."""
    return "\n".join(f"{_summary(kind)}\n\n```python\n{_shape(kind)}\n```\n" for kind in READ)


def names(module: str) -> str:
    """Every name that a module gives, with what it is."""
    rows = (
        f"| `{name}` | {_cell(_meaning(value))} |"
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


def source(name: str) -> str:
    """A kind of source: what its settings and its queries hold."""
    kind = {source.name: source for source in SOURCES}[name]
    settings, query = _described(kind.settings), _described(kind.query)
    return f"**`[sources.NAME]`**: {settings}\n**`[source]` of a KPI**: {query}"


def languages() -> str:
    """The languages that okrsite has words in, each by its own name."""
    tags = sorted(path.stem for path in (CODE / "locales").glob("*.toml"))
    names = (f"`{tag}` ({Locale.parse(tag, sep='-').get_display_name()})" for tag in tags)
    return f"{', '.join(names)}\n"


def layers() -> str:
    """The layers of the code as import-linter checks them, the top one first."""
    return " → ".join(" and ".join(f"`{name}`" for name in layer) for layer in _layers()) + "\n"


def rooms() -> str:
    """Every package of the code, layer by layer, with what it says of itself."""
    names = (name for layer in _layers() for name in layer)
    rows = (
        f"| `{path.relative_to(CODE)}` | {_cell(_purpose(path))} |"
        for name in names
        for path in [CODE / name, *_packages_in(CODE / name)]
    )
    return "\n".join(["| package | what it holds |\n|---|---|", *rows]) + "\n"


def excerpt(where: str, name: str) -> str:
    """The code of a function or class, from a module or from a file of the tests."""
    if not where.endswith(".py"):
        return _python(getsource(getattr(import_module(where), name)))
    text = (ROOT / where).read_text("utf-8")
    (node,) = (
        node
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef) and node.name == name
    )
    return _python(ast.get_source_segment(text, node) or "")


PARTS: dict[str, Callable[..., str]] = {
    "commands": commands,
    "excerpt": excerpt,
    "fields": fields,
    "goals": goals,
    "hooks": hooks,
    "kpis": kpis,
    "languages": languages,
    "layers": layers,
    "macros": macros,
    "names": names,
    "records": record_tables,
    "rooms": rooms,
    "rules": rules,
    "source": source,
    "table": table,
}


def renewed(text: str) -> str:
    """A document with its generated parts written anew."""

    def part(found: re.Match[str]) -> str:
        name, *arguments = found[2].split()
        return f"{found[1]}{PARTS[name](*arguments)}{found[3]}"

    return PART.sub(part, text)


def _layers() -> list[list[str]]:
    """The names beside each other on each layer, as `pyproject.toml` has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (found,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [[name.strip() for name in layer.split("|")] for layer in found]


def _packages_in(folder: Path) -> list[Path]:
    return sorted(file.parent for file in folder.glob("*/**/__init__.py"))


def _purpose(path: Path) -> str:
    """What a package or module says of itself, without its own name before it."""
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    text = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    return TITLE.sub(lambda found: found[1].upper(), text.split("\n\n")[0])


def _python(code: str) -> str:
    return f"```python\n{code.strip()}\n```\n"


def _described(row: type[Struct]) -> str:
    schema = msgspec.json.schema(row)["$defs"][row.__name__]
    needed = set(schema.get("required", ()))
    rows = (
        f"| `{name}` | {_type(field).removesuffix(' or null')} "
        f"| {_default(field, is_needed=name in needed)} |"
        for name, field in schema["properties"].items()
    )
    table = "\n".join(["| field | holds | default |\n|---|---|---|", *rows])
    return f"{_paragraphs(row.__doc__ or '')}\n\n{table}\n"


def _loaded(module: str) -> click.Command:
    command: click.Command = import_module(module).command
    return command


def _command(name: str, command: click.Command, level: int) -> Iterator[str]:
    context = click.Context(command, info_name=f"okrsite {name}")
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"{'#' * level} okrsite {name}\n\n```\nokrsite {name} {usage}\n```\n"
    yield f"{_paragraphs(command.help or '')}\n"
    options = [option for option in command.params if isinstance(option, click.Option)]
    rows = [record for option in options if (record := option.get_help_record(context))]
    if rows:
        yield "| option | meaning |\n|---|---|"
        yield "\n".join(f"| `{_cell(flags)}` | {_cell(said)} |" for flags, said in rows) + "\n"
    if isinstance(command, click.Group):
        for below, subcommand in command.commands.items():
            yield from _command(f"{name} {below}", subcommand, level + 1)


def _hook(name: str) -> Iterator[str]:
    function = getattr(specs, name)
    said = _paragraphs(function.__doc__ or "")
    yield f"### {name}\n\n```python\ndef {name}{_signature(function)}\n```\n\n{said}\n"
    short = name.removeprefix(f"{specs.PROJECT}_")
    if short in BEGIN:
        yield f"`okrsite new {BEGIN[short]}` writes one that works, with its test.\n"
    yield f"`plugins/{EXAMPLES[short]}.py`\n\n```python\n{_example(short)}\n```\n"
    for kind in TYPES.get(name, ()):
        yield f"{_summary(kind)}\n\n```python\n{_shape(kind)}\n```\n"


def _signature(function: Callable[..., Any]) -> str:
    """What a function takes and gives, with the names of types as its file has them."""
    written = signature(function)
    plain = (
        parameter.replace(annotation=Plain(parameter.annotation))
        for parameter in written.parameters.values()
        if parameter.name != "self"
    )
    given = Plain(written.return_annotation)
    return str(written.replace(parameters=list(plain), return_annotation=given))


class Plain:
    """A type as it is written, which `inspect` shows by its `repr`."""

    def __init__(self, annotation: Any) -> None:
        """Take an annotation, evaluated or not."""
        if isinstance(annotation, ForwardRef):
            annotation = annotation.__forward_arg__
        text = annotation if isinstance(annotation, str) else formatannotation(annotation)
        short = re.sub(r"\b(?:\w+\.)+(?=[A-Za-z_]\w*)|(?<=\w)_co\b", "", text)
        self.text = re.sub(r"^Optional\[(.*)\]$", r"\1 | None", short)

    def __repr__(self) -> str:
        return self.text


def _example(name: str) -> str:
    return (DOCS / "examples" / f"{name}.py").read_text("utf-8").strip()


def _shape(kind: type) -> str:
    if issubclass(kind, Exception):
        return f"class {kind.__name__}(Exception):\n    def __init__{_signature(kind.__init__)}"
    fields = _fields(kind)
    lines = (
        _commented(f"    {name}: {Plain(type_)}{_given(kind, name)}", fields.get(name, ""))
        for name, type_ in get_annotations(kind).items()
    )
    return "\n".join([f"class {kind.__name__}{_types_of(kind)}:", *lines, *_more(kind)])


def _summary(kind: type) -> str:
    """What a class's docstring says before its fields."""
    return _paragraphs(cleandoc(kind.__doc__ or "").partition(ATTRIBUTES)[0])


def _fields(kind: type) -> dict[str, str]:
    """What a class's docstring says of each of its fields."""
    listed = cleandoc(kind.__doc__ or "").partition(ATTRIBUTES)[2]
    return {name: " ".join(said.split()) for name, said in FIELD.findall(listed)}


def _commented(line: str, comment: str) -> str:
    """A line of code with its comment: beside it where it fits, else above."""
    beside = f"{line}  # {comment}" if comment else line
    if len(beside) <= WIDTH:
        return beside
    return "\n".join(
        [*wrap(comment, WIDTH, initial_indent="    # ", subsequent_indent="    # "), line]
    )


def _types_of(kind: type) -> str:
    """`[Settings, Query]`, the types that a generic class leaves to the plugin."""
    left = ", ".join(str(Plain(type_.__name__)) for type_ in getattr(kind, "__parameters__", ()))
    return f"[{left}]" if left else ""


def _more(kind: type) -> Iterator[str]:
    """What a type tells beside its fields: properties, and functions of its own."""
    for name, held in vars(kind).items():
        if name.startswith("_"):
            continue
        if isinstance(held, property | cached_property):
            function = held.func if isinstance(held, cached_property) else held.fget
            given = Plain(signature(function).return_annotation)
            yield f"    {name}: {given}  # {_brief(function)}"
        elif isfunction(held):
            yield f"    def {name}{_signature(held)}  # {_brief(held)}"


def _brief(function: object) -> str:
    """The first sentence of what a function says of itself."""
    return _paragraphs(getdoc(function) or "").partition("\n\n")[0]


def _given(kind: type, name: str) -> str:
    if not issubclass(kind, Struct):
        return ""
    field = next(one for one in structs.fields(kind) if one.name == name)
    if field.required:
        return ""
    default = field.default_factory() if field.default is NODEFAULT else field.default
    if callable(default) or isinstance(default, memoryview):
        # What it is called by depends on where it lies in memory.
        return " = ..."
    return f" = {type(default).__name__}()" if isinstance(default, Struct) else f" = {default!r}"


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
            said = _paragraphs(getdoc(value) or "").partition("\n\n")[0]
            return f"`{_signature(value)}` {said}"
        case _:
            return _paragraphs(getdoc(value) or "").partition("\n\n")[0]


def _paragraphs(text: str) -> str:
    """A docstring as Markdown, each paragraph in one line."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in cleandoc(text).split("\n\n"))


def _inner(schema: Schema) -> Iterator[str]:
    for name, part in schema.get("$defs", {}).items():
        said = _paragraphs(part["description"])
        yield f'<a id="{_anchor(name)}"></a>**{_plain(name)}**: {said}\n'
        yield _table(part)


def _table(schema: Schema) -> str:
    needed = set(schema.get("required", ()))
    rows = (
        f"| `{name}` | {_type(field)} | {_default(field, is_needed=name in needed)} "
        f"| {_cell(field['description'])} |"
        for name, field in schema["properties"].items()
    )
    return "\n".join(["| field | holds | default | meaning |\n|---|---|---|---|", *rows]) + "\n"


def _default(field: Schema, *, is_needed: bool) -> str:
    if is_needed:
        return "**required**"
    default = field.get("default")
    if not default and default is not False:
        return ""
    return "" if isinstance(default, dict) else f"`{json.dumps(default)}`"


def _type(field: Schema) -> str:
    match field:
        case {"$ref": ref}:
            name = ref.rpartition("/")[2]
            return f"[{_plain(name)}](#{_anchor(name)})"
        case {"enum": words}:
            return " ".join(f"`{word}`" for word in words)
        case {"anyOf": several}:
            return " or ".join(dict.fromkeys(map(_type, several)))
        case {"type": "array", "items": items}:
            return f"list of {_type(items)}"
        case {"type": "string", "format": "date"}:
            return "day"
        case {"type": "object", "additionalProperties": dict(values)}:
            return f"table of {_type(values)}"
        case {"type": kind}:
            return {"object": "table", "boolean": "true or false", "string": "text"}.get(kind, kind)
        case _:
            return "anything"


def _plain(name: str) -> str:
    words = re.sub(r"(?<!^)([A-Z])", r" \1", re.sub(r"(Row|Settings)$", "", name))
    return words.lower()


def _anchor(name: str) -> str:
    return f"table-{_plain(name).replace(' ', '-')}"


def _names(record: type) -> str:
    return ", ".join(f"`{field.encode_name}`" for field in structs.fields(record))


def _said(record: type) -> str:
    return _paragraphs(record.__doc__ or "")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Write or check every document; 1 when some were stale under --check."""
    stale = 0
    for path in sorted(DOCS.glob("*.md")):
        before = path.read_text("utf-8")
        after = renewed(before)
        if after == before:
            continue
        if "--check" in arguments:
            stale += 1
            sys.stderr.write(f"{path.name} is stale: python docs/generate.py renews it\n")
        else:
            path.write_text(after, "utf-8")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
