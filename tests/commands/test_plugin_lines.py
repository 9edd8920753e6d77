"""Whatever a plugin gives, a fault in it is told with the plugin's own innermost line."""

import pytest

HEAD = """
import json
from msgspec import Struct
from okrsite.api import hookimpl
import okrsite.api as api
from okrsite.api.pages import File, Page, PageKind


class Nothing(Struct, frozen=True):
    pass


def read(text):
    return json.loads(text)  # LINE


def fail(*_):
    return [read("{")]

"""
LINE = 1 + HEAD.splitlines().index("    return json.loads(text)  # LINE")
HOOKS = {
    "sources": "[api.SourceType(name='own', title='Own', settings=Nothing, query=Nothing,"
    " fetch=fail)]",
    "rules": "[api.Rule(code='OWN001', name='own', severity='warning', title='Own', why='B',"
    " bad={}, good={}, check=fail)]",
    "pages": "[PageKind(name='own', title='Own', names=lambda ctx: [File('o', 'own.txt')],"
    " content=fail)]",
    "scorers": "[api.Scorer(name='own', title='Own', settings=Nothing, score=fail)]",
    "exporters": "[api.Exporter(name='own', title='Own', export=fail)]",
    "markdown": "[api.MarkdownPlugin(name='own', version='1',"
    " use=lambda parser: parser.core.ruler.push('own', fail))]",
}
COMMANDS = {
    "sources": ("fetch",),
    "pages": ("build",),
    "exporters": ("export", "--format", "own"),
    "after_build": ("build",),
}
RESULT = """+++
title = "Scored"
cycle = "2026-q4"
[[key_results]]
id = "own"
title = "Own"
score_by = { use = "own" }
+++
"""


@pytest.mark.parametrize("hook", [*HOOKS, "after_build", "settings", "fields"])
def test_a_fault_is_told_at_the_line_of_the_plugin(okrsite, site, write, hook) -> None:
    if hook in HOOKS:
        code = f"@hookimpl\ndef okrsite_{hook}():\n    return {HOOKS[hook]}\n"
    else:
        argument = "result" if hook == "after_build" else ""
        code = f"@hookimpl\ndef okrsite_{hook}({argument}):\n    fail()\n"
    write("plugins/own.py", HEAD + code)
    settings = site / "okrsite.toml"
    table = "\n[plugins.own]\n"
    if hook == "sources":
        table += "[sources.own]\nplugin = 'own'\n"
        write("content/kpis/asked.md", "+++\ntitle = 'Asked'\n[source]\nuse = 'own'\n+++\n")
    settings.write_text(settings.read_text() + table)
    if hook == "scorers":
        write("content/objectives/scored.md", RESULT)
    said = okrsite(*COMMANDS.get(hook, ("check",)))
    assert f"(plugins/own.py:{LINE})" in said.out + said.err
