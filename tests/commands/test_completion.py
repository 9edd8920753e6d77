"""Tab: what the shell offers, from the names of a site's files."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from okrsite.commands.completion import CYCLE, GOAL_OR_KPI, KPI, OBJECTIVE, REASON


def offered(kind, typed: str = "") -> list[str]:
    context = click.Context(click.Command("x"))
    return [item.value for item in kind.shell_complete(context, click.Option(["--x"]), typed)]


def test_ids_are_offered_from_any_folder_of_the_site(site, monkeypatch) -> None:
    monkeypatch.chdir(site / "content/kpis")
    assert offered(OBJECTIVE, "customers-") == ["customers-get-help", "customers-stay"]
    assert offered(CYCLE) == ["2026-q4"]
    assert offered(KPI, "x") == []
    assert offered(GOAL_OR_KPI, "customer") == [
        "customer-churn",
        "customers-get-help",
        "customers-stay",
    ]
    assert offered(REASON, "kpi:") == ["kpi:customer-churn"]
    assert offered(REASON, "team:s") == ["team:support"]


def test_outside_of_a_site_nothing_is_offered(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered(OBJECTIVE) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell_asks_okrsite(site, shell) -> None:
    environment = {**os.environ, "_OKRSITE_COMPLETE": f"{shell}_source"}
    command = [shutil.which("okrsite", path=Path(sys.executable).parent) or "okrsite"]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == 0
    assert f"_OKRSITE_COMPLETE={shell}_complete" in said.stdout


def test_the_program_offers_ids_where_a_command_takes_one(site) -> None:
    environment = {
        **os.environ,
        "_OKRSITE_COMPLETE": "bash_complete",
        "COMP_WORDS": "okrsite promote customer-churn --into customers-g",
        "COMP_CWORD": "4",
    }
    command = [shutil.which("okrsite", path=Path(sys.executable).parent) or "okrsite"]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert said.stdout == "plain,customers-get-help\n"
