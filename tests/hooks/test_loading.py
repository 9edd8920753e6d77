"""Plugins are found where the settings name them, and nowhere else."""

import sys
from pathlib import Path

from okrsite.hooks.loading import load_plugins
from okrsite.model.position import Span
from okrsite.model.settings import PluginSettings

NAMED = {"ours": PluginSettings(span=Span("okrsite.toml", 7, 1))}
SOURCE = "import json\nVALUE = json.dumps(1)\n"


def test_a_file_of_the_site_is_loaded_without_touching_the_path(tmp_path: Path) -> None:
    (tmp_path / "ours.py").write_text(SOURCE)
    before = list(sys.path)
    plugins, findings = load_plugins(NAMED, tmp_path)
    assert findings == ()
    assert [(plugin.name, plugin.module.VALUE) for plugin in plugins] == [("ours", "1")]
    assert sys.path == before


def test_a_file_that_the_settings_do_not_name_is_never_run(tmp_path: Path) -> None:
    (tmp_path / "stranger.py").write_text("raise SystemExit('ran')")
    for name in ("_part.py", "test_stranger.py", "notes.txt"):
        (tmp_path / name).write_text("raise SystemExit('ran')")
    plugins, (finding,) = load_plugins({}, tmp_path)
    assert plugins == ()
    assert (finding.code, finding.severity) == ("OKR625", "warning")
    assert finding.help == "Write [plugins.stranger] in okrsite.toml, or remove the file."


def test_a_plugin_that_is_not_there_is_the_file_that_is_nearly_called_so(tmp_path: Path) -> None:
    (tmp_path / "surveys.py").write_text("raise SystemExit('ran')")
    named = {"survey": PluginSettings(span=Span("okrsite.toml", 7))}
    _, (finding,) = load_plugins(named, tmp_path)
    assert finding.message.endswith("did you mean 'surveys'?")
    assert finding.help.startswith("Write [plugins.surveys], or rename ")


def test_the_version_of_a_plugin_changes_with_its_code(tmp_path: Path) -> None:
    (tmp_path / "ours.py").write_text(SOURCE)
    before = load_plugins(NAMED, tmp_path)[0][0].version
    (tmp_path / "ours.py").write_text(SOURCE + "# changed\n")
    assert load_plugins(NAMED, tmp_path)[0][0].version != before


def test_the_version_of_a_plugin_changes_with_the_files_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "ours.py").write_text(SOURCE)
    (tmp_path / "ours").mkdir()
    versions = set()
    for style in ("a {}", "b {}"):
        (tmp_path / "ours/panel.css").write_text(style)
        (plugin,), _ = load_plugins(NAMED, tmp_path)
        versions.add(plugin.version)
    assert len(versions) == 2


def test_a_plugin_that_is_not_there_is_told_where_to_go(tmp_path: Path) -> None:
    plugins, findings = load_plugins(NAMED, tmp_path)
    assert plugins == ()
    assert [(finding.code, str(finding.span)) for finding in findings] == [
        ("OKR603", "okrsite.toml:7:1")
    ]


def test_a_plugin_that_cannot_be_imported_says_why(tmp_path: Path) -> None:
    (tmp_path / "ours.py").write_text("import a_package_that_nobody_has\n")
    _, findings = load_plugins(NAMED, tmp_path)
    assert [finding.code for finding in findings] == ["OKR604"]
    assert "a_package_that_nobody_has" in findings[0].message


def test_a_plugin_with_broken_syntax_says_so(tmp_path: Path) -> None:
    (tmp_path / "ours.py").write_text("def broken(:\n")
    _, findings = load_plugins(NAMED, tmp_path)
    assert [finding.code for finding in findings] == ["OKR604"]
    assert "SyntaxError" in findings[0].message


def test_an_installed_package_gives_a_plugin_by_an_entry_point(tmp_path, monkeypatch) -> None:
    information = tmp_path / "acme_goals-1.2.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-goals\nVersion: 1.2\n")
    (information / "entry_points.txt").write_text("[okrsite.plugins]\nours = acme_goals\n")
    (tmp_path / "acme_goals.py").write_text(SOURCE)
    monkeypatch.syspath_prepend(str(tmp_path))
    plugins, findings = load_plugins(NAMED, tmp_path / "plugins")
    sys.modules.pop("acme_goals")
    assert findings == ()
    assert [(plugin.name, plugin.version, plugin.module.VALUE) for plugin in plugins] == [
        ("ours", "1.2", "1")
    ]


def test_a_file_of_the_site_wins_over_an_installed_package(tmp_path, monkeypatch) -> None:
    test_an_installed_package_gives_a_plugin_by_an_entry_point(tmp_path, monkeypatch)
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "ours.py").write_text("VALUE = 2\n")
    (plugin,), _ = load_plugins(NAMED, tmp_path / "plugins")
    assert plugin.module.VALUE == 2


def test_two_packages_that_give_one_name_are_both_named(tmp_path, monkeypatch) -> None:
    for package in ("acme-goals", "other-goals"):
        information = tmp_path / f"{package.replace('-', '_')}-1.2.dist-info"
        information.mkdir()
        (information / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {package}\nVersion: 1\n"
        )
        (information / "entry_points.txt").write_text("[okrsite.plugins]\nours = json\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    plugins, (finding,) = load_plugins(NAMED, tmp_path / "plugins")
    assert plugins == ()
    assert (finding.code, str(finding.span)) == ("OKR624", "okrsite.toml:7:1")
    assert "acme-goals, other-goals" in finding.message
