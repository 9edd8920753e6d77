"""The house stands as it was drawn: layers, purity, and one way for everything."""

import ast
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "src" / "okrsite" / "builtin" / "pages"
SOURCE = ROOT / "src" / "okrsite"


def test_imports_run_down_the_layers_and_the_pipeline_touches_nothing() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout


def test_every_test_function_is_annotated_with_what_it_returns() -> None:
    functions = [
        (path.relative_to(ROOT).as_posix(), node)
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    assert len(functions) > 1000
    assert [f"{path}:{node.lineno}" for path, node in functions if node.returns is None] == []


def source_trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text("utf-8"))


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = grimp.build_graph("okrsite")
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as problem:
        raise AssertionError(" imports ".join(reversed(problem.args[1]))) from None


def test_only_call_plugin_catches_a_plugin_that_exits() -> None:
    found = [
        path
        for path, tree in source_trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and node.type is not None
        and "SystemExit" in ast.unparse(node.type)
    ]
    assert found == ["pipeline/plugin_errors.py"]


def test_a_class_name_stands_once_in_the_source() -> None:
    modules = defaultdict(list)
    for path, tree in source_trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                modules[node.name].append(path)
    assert len(modules) > 200
    assert {name: paths for name, paths in modules.items() if len(paths) > 1} == {}


def test_a_loop_variable_is_named_for_what_it_holds() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path, tree in source_trees()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "each")
        or (isinstance(node, ast.arg) and node.arg == "each")
    ]
    assert found == []


def test_no_argument_has_the_name_of_a_builtin() -> None:
    lines = {
        f"{path.relative_to(SOURCE)}:{number}": line
        for path in sorted(SOURCE.rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    }
    assert [place for place, line in lines.items() if "noqa" in line and "A002" in line] == []


def test_tests_import_public_names_only() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} {alias.name}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("okrsite")
        for alias in node.names
        if alias.name.startswith("_") and alias.name != "__version__"
    ]
    assert found == []


def test_no_page_knows_the_site_as_a_whole() -> None:
    for path in PAGES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.ImportFrom(module=str(module), names=names):
                    given = {alias.name for alias in names}
                    assert "okrsite.pipeline.present.site" not in module, path
                    assert not given & {"Site", "Ledger"}, path
                case ast.arg(arg=argument):
                    assert argument not in {"site", "root"}, path
