"""A plugin that fails is told by every command with its own file and line, and spoils nothing."""

import json

import pytest

OBSERVER = """
from okrsite.api import hookimpl

@hookimpl
def okrsite_after_build(result):
    raise RuntimeError("nobody heard")
"""
EXPORTER = """
from okrsite.api import Exporter, hookimpl

def export(request):
    {body}

@hookimpl
def okrsite_exporters():
    print("I am here")
    return [Exporter(name="own", title="Own", export=export)]
"""
RULE = """
from okrsite.api import Rule, hookimpl

def check(scored, parameters):
    {body}

@hookimpl
def okrsite_rules():
    return [Rule(code="OWN001", name="own", severity="warning", title="Own", why="Because.",
                 bad={{}}, good={{}}, check=check)]
"""
PANEL = """
from okrsite.api import hookimpl
from okrsite.api.pages import Panel

def view(ctx, about):
    raise LookupError(about)

@hookimpl
def okrsite_panels():
    return Panel(name="own", place="{place}", view=view, template="")
"""


@pytest.fixture
def add(site, write):
    """Writes a plugin of the site and names it in the settings."""

    def put(name: str, code: str) -> None:
        write(f"plugins/{name}.py", code)
        settings = site / "okrsite.toml"
        settings.write_text(f"{settings.read_text()}\n[plugins.{name}]\n")

    return put


def test_what_only_a_build_knows_is_told_by_the_build(okrsite, add) -> None:
    add("deaf", OBSERVER)
    said = okrsite("build")
    assert said.exit == 0
    assert "OKR616 plugin 'deaf' failed after the build" in said.out
    assert "RuntimeError: nobody heard (plugins/deaf.py:6)" in said.out


def test_a_panel_that_fails_is_told_by_every_build_and_its_page_is_there(
    okrsite, site, add
) -> None:
    add("own", PANEL.format(place="home.end"))
    first, second = okrsite("build"), okrsite("build", "--jobs", "1")
    assert (first.exit, second.exit) == (0, 0), first.err
    for said in (first, second):
        assert "OKR631 the panel 'own' of plugin 'own' is not shown on 'index.html'" in said.out
        assert "LookupError: home (plugins/own.py:6)" in said.out
    assert "</html>" in (site / "site/index.html").read_text()
    assert okrsite("build", "--strict").exit == 1


def test_a_volatile_panel_is_asked_by_every_build_and_another_is_not(okrsite, site, add) -> None:
    asked = site / "asked.txt"
    write = f"with open({str(asked)!r}, 'a') as log:\n        log.write(about + ' ')"
    code = PANEL.format(place="home.end").replace("raise LookupError(about)", write)
    add("own", code)
    for _ in range(2):
        assert okrsite("build", "--jobs", "1").exit == 0
    assert asked.read_text() == "home "
    (site / "plugins/own.py").write_text(code.replace('template=""', 'template="", volatile=True'))
    for _ in range(2):
        assert okrsite("build", "--jobs", "1").exit == 0
    assert asked.read_text() == "home home home "


@pytest.mark.parametrize("name", ["../../out.txt", "/out.txt", "a/../../b.txt", "..", ""])
def test_no_format_writes_outside_of_the_folder(okrsite, site, add, name) -> None:
    add("own", EXPORTER.format(body=f"return {{{name!r}: b'x', 'good.txt': b'y'}}"))
    said = okrsite("export", "--format", "own", "--output", "deep/out")
    assert said.exit == 2
    assert "OKR043" in said.err
    assert repr(name) in said.err
    assert not (site / "deep").exists()
    assert not list(site.parent.rglob("*.txt"))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("return None", "it gave nothing; did it forget to return?"),
        ("return {'a.txt': 'text'}", "it gave text for 'a.txt' where bytes belong"),
        ("return ['a.txt']", "it gave 'list' where a dictionary of bytes by file name belongs"),
        ("return {}", "the plugin own made no file"),
    ],
)
def test_a_format_that_gives_no_files_is_told_in_words(okrsite, add, body, told) -> None:
    add("own", EXPORTER.format(body=body))
    said = okrsite("export", "--format", "own", "--output", "out")
    assert said.exit == 2
    assert told in said.err


def test_what_a_plugin_prints_does_not_spoil_what_a_command_gives(okrsite, add) -> None:
    add("own", EXPORTER.format(body="return {'a.json': b'{}'}"))
    for command in (("export",), ("check", "--format", "json"), ("export", "--format", "own")):
        said = okrsite(*command)
        json.loads(said.out)
        assert "I am here" in said.err


def test_a_rule_that_fails_is_told_with_its_line_and_with_its_trace_for_who_asks(
    okrsite, add, monkeypatch
) -> None:
    add("own", RULE.format(body="return [each.colour for each in scored.forest.kpis.values()]"))
    said = okrsite("check")
    assert "(plugins/own.py:5)" in said.out
    assert "Traceback" not in said.err
    monkeypatch.setenv("OKRSITE_DEBUG", "1")
    said = okrsite("check")
    assert "Traceback" in said.err
    assert "each.colour" in said.err


def test_a_rule_that_forgets_to_return_is_told_in_words(okrsite, add) -> None:
    add("own", RULE.format(body="pass"))
    assert "it gave nothing; did it forget to return?" in okrsite("check").out


def test_a_hook_that_fails_is_told_with_its_line(okrsite, add) -> None:
    add("own", "from okrsite.api import hookimpl\n\n@hookimpl\ndef okrsite_rules():\n    1 / 0\n")
    assert "ZeroDivisionError: division by zero (plugins/own.py:5)" in okrsite("check").out


def test_a_navigation_that_leads_nowhere_is_told(okrsite, add) -> None:
    add(
        "own",
        "from okrsite.api import hookimpl\nfrom okrsite.api.pages import PageKind\n\n"
        "@hookimpl\ndef okrsite_pages():\n"
        "    return [PageKind(name='own', title='Own', names=lambda _: [], nav='own.html')]\n",
    )
    assert "leads to 'own.html', and no page is there" in okrsite("check").out


def test_a_plugin_that_cannot_be_imported_is_told_with_its_line(okrsite, add) -> None:
    add("own", "\n\n1 / 0\n")
    assert "ZeroDivisionError: division by zero (plugins/own.py:3)" in okrsite("check").out
