"""The command line as a whole: how it ends, what it says where, and what it never shows."""

import os
import signal
import subprocess
import sys
import time
from importlib import import_module

import click
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrsite import __version__
from okrsite.cli.errors import REPORT_AT
from okrsite.commands.registry import COMMANDS
from okrsite.effects.worker_pool import JobError

OKRSITE = [sys.executable, "-m", "okrsite"]


def test_the_version_is_told(okrsite) -> None:
    assert okrsite("--version") == (0, f"okrsite {__version__}\n", "")


def test_a_trivial_command_imports_nothing_heavy() -> None:
    program = (
        "import sys; from okrsite.cli import run; run(['--version']);"
        "print([m for m in ('babel', 'jinja2', 'markdown_it', 'rich', 'starlette', 'toml_rs',"
        " 'okrsite.pipeline', 'okrsite.effects') if m in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines()[-1] == "[]"


def test_every_command_of_the_table_is_there_and_says_what_the_table_says() -> None:
    for name, verb in COMMANDS.items():
        command = import_module(verb.module).command
        assert isinstance(command, click.Command)
        assert command.name == name
        assert verb.help.endswith(".")
        assert (command.help or "").strip(), name


def test_help_lists_every_command_and_the_exit_codes(okrsite) -> None:
    said = okrsite("--help")
    assert said.exit == 0
    assert all(f"  {name} " in said.out for name in COMMANDS)
    assert "0 good, 1 findings, 2 usage or settings, 3 a source failed" in said.out


def test_no_command_at_all_is_a_usage_error_that_shows_the_help(okrsite) -> None:
    said = okrsite()
    assert (said.exit, said.out) == (2, "")
    assert "Every day:" in said.err


def test_an_unknown_command_is_met_with_a_suggestion(okrsite) -> None:
    said = okrsite("statsu")
    assert said.exit == 2
    assert said.err == (
        "okrsite: No such command 'statsu'. Did you mean 'status'?\nTry 'okrsite --help'.\n"
    )


def test_an_unknown_option_names_the_command_whose_help_would_tell(okrsite, site) -> None:
    said = okrsite("check", "--strickt")
    assert said.exit == 2
    assert "--strict" in said.err
    assert "Try 'okrsite check --help'." in said.err


def test_outside_of_any_site_a_command_says_how_to_make_one(okrsite, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = okrsite("check")
    assert said.exit == 2
    assert "okrsite init" in said.err
    assert "Traceback" not in said.err


def test_a_mistake_of_ours_is_a_sentence_and_the_trace_is_for_those_who_ask(
    okrsite, site, monkeypatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr("okrsite.commands.check.read_goals", fail)
    said = okrsite("check")
    assert said.exit == 70
    assert said.err == (
        "okrsite: this is a mistake in okrsite itself (KeyError: 'lost').\n"
        f"Please report it at {REPORT_AT}; with OKRSITE_DEBUG=1 it shows where.\n"
    )
    monkeypatch.setenv("OKRSITE_DEBUG", "1")
    assert "Traceback" in okrsite("check").err


def test_quiet_leaves_out_notes_and_never_what_was_asked_for(okrsite, site) -> None:
    loud = okrsite("new", "team", "Field")
    assert okrsite("export", "--output", "a.json").err == "Wrote a.json.\n"
    assert okrsite("-q", "export", "--output", "a.json").err == ""
    assert okrsite("export", "--output", "a.json", "-q").err == ""
    assert loud.out == "content/teams/field.md\n"
    assert okrsite("-q", "new", "team", "Sea").out == "content/teams/sea.md\n"
    assert okrsite("new", "kpi", "Waves").err != ""
    assert okrsite("new", "kpi", "Tides", "-q").err == ""


def test_a_full_disk_is_a_sentence(okrsite, site) -> None:
    said = okrsite("export", "--output", "/dev/full")
    assert said.exit == 2
    assert "No space left on device" in said.err
    assert "Traceback" not in said.err


def test_a_folder_that_was_removed_under_ones_feet_is_named(tmp_path) -> None:
    command = f"mkdir gone && cd gone && rmdir ../gone && exec {sys.executable} -m okrsite check"
    told = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, check=False, capture_output=True, text=True
    )
    assert told.returncode == 2
    assert told.stderr == "okrsite: the current folder: No such file or directory\n"


def test_a_process_that_was_killed_is_no_mistake_of_ours(okrsite, site, monkeypatch) -> None:
    def die(*_: object) -> None:
        raise JobError("content/kpis/churn.md: its process was ended by SIGKILL")

    monkeypatch.setattr("okrsite.commands.check.read_goals", die)
    said = okrsite("check")
    assert said.exit == 2
    assert said.err.startswith("okrsite: content/kpis/churn.md: its process was ended by SIGKILL")
    assert "--jobs 1" in said.err


@pytest.mark.parametrize("jobs", ["1", "4"])
def test_a_disk_that_fills_while_pages_are_written_is_told_by_the_name_of_the_site(
    site, jobs
) -> None:
    """The file that did not fit is one that nobody knows, in a folder that is gone already."""
    for number in range(200):
        (site / f"content/pages/p{number}.md").write_text(f'+++\ntitle = "{number}"\n+++\n')
    limited = (
        "import resource, signal; from okrsite.cli import run; "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000)); "
        f"raise SystemExit(run(['build', '--jobs', '{jobs}']))"
    )
    told = subprocess.run(
        [sys.executable, "-c", limited], check=False, capture_output=True, text=True
    )
    assert told.returncode == 2
    assert told.stderr == (
        "okrsite: the site cannot be written to 'site': File too large\n"
        "Another folder can be named with --output.\n"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_may_not_be_read_is_a_finding(okrsite, site) -> None:
    (site / "content/kpis").chmod(0)
    said = okrsite("check")
    (site / "content/kpis").chmod(0o755)
    assert said.exit == 1
    assert "permission denied" in said.out.lower()


@pytest.mark.parametrize(
    "text", ["[site\n", "\xff\xfe", "[site]\ntitle = 3\n", "[sitte]\n", "a" * 100_000, "[" * 60_000]
)
def test_broken_settings_end_with_2_and_a_place(okrsite, site, text) -> None:
    (site / "okrsite.toml").write_text(text, "latin-1")
    said = okrsite("check")
    assert said.exit == 2
    assert "okrsite.toml:1:" in said.out or "okrsite.toml:2:" in said.out
    assert "Traceback" not in said.err


def test_a_reader_that_stops_reading_ends_it_quietly(site) -> None:
    told = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m okrsite export | true; echo ${{PIPESTATUS[0]}}"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert (told.stdout, told.stderr) == ("141\n", "")


@pytest.mark.parametrize("arguments", [["check"], ["new", "team"], ["init"], ["new", "page"]])
def test_an_argument_that_is_not_utf_8_is_refused_and_nothing_is_written(site, arguments) -> None:
    before = sorted(site.rglob("*"))
    told = subprocess.run([*OKRSITE, *arguments, b"a\xffb"], capture_output=True, check=False)
    assert told.returncode == 2
    assert b"is not UTF-8" in told.stderr
    assert sorted(site.rglob("*")) == before


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams_are_no_mistake_of_ours(site, closed) -> None:
    told = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m okrsite rules {closed}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stderr == ""


def test_a_plugin_that_leaves_is_named_and_takes_nobody_with_it(okrsite, site, write) -> None:
    write("plugins/leaver.py", "import sys\n\nsys.exit(0)\n")
    settings = site / "okrsite.toml"
    settings.write_text(f"{settings.read_text()}\n[plugins.leaver]\n")
    said = okrsite("check")
    assert said.exit == 2
    assert "plugin leaver cannot be loaded: SystemExit: 0" in said.out


def test_ctrl_c_ends_it_quietly(site) -> None:
    program = (
        "import sys, time, okrsite.commands.check as check\n"
        "def wait(*_):\n    print('waiting', file=sys.stderr, flush=True)\n    time.sleep(30)\n"
        "check.read_goals = wait\n"
        "from okrsite.cli import run; raise SystemExit(run(['check']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stderr.readline() == "waiting\n"
        started = time.monotonic()
        child.send_signal(signal.SIGINT)
        assert child.wait(10) == 130
        assert time.monotonic() - started < 5
        assert child.stderr.read().strip() == ""


def test_nothing_is_coloured_in_a_pipe(site) -> None:
    told = subprocess.run([*OKRSITE, "status"], capture_output=True, check=True)
    assert b"\x1b" not in told.stdout + told.stderr


@pytest.mark.parametrize(("no_color", "is_coloured"), [("", True), ("1", False)])
def test_a_terminal_is_coloured_unless_no_color_says_something(site, no_color, is_coloured) -> None:
    shown = in_a_terminal([*OKRSITE, "rules"], no_color)
    assert b"OKR201" in shown
    shown = in_a_terminal([*OKRSITE, "check"], no_color)
    assert (b"\x1b[1;32mNo findings" in shown) == is_coloured


def in_a_terminal(arguments: list[str], no_color: str) -> bytes:
    import pty

    leader, follower = pty.openpty()
    environment = {**os.environ, "NO_COLOR": no_color, "TERM": "xterm"}
    with subprocess.Popen(
        arguments, stdin=follower, stdout=follower, stderr=follower, env=environment
    ):
        os.close(follower)
        shown = b""
        try:
            while part := os.read(leader, 65536):
                shown += part
        except OSError:  # the end of a terminal whose program is gone
            pass
    os.close(leader)
    return shown


def test_text_that_the_terminal_cannot_show_is_no_error(site, write) -> None:
    title = "Größe \N{FIRE} 漢"
    write("content/teams/new.md", f'+++\ntitle = "{title}"\nparent = "none"\n+++\n')
    told = subprocess.run(
        [*OKRSITE, "check"],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert told.returncode == 1
    assert b"Traceback" not in told.stderr


WORDS = st.sampled_from(
    [*COMMANDS, "objective", "kpi", "team", "cycle", "--from", "--today", "--format", "--id", "-q"]
) | st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), max_size=8)


@given(st.lists(WORDS.filter(lambda word: word not in {"serve", "build", "--write"}), max_size=5))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_arguments_ever_show_a_traceback(okrsite, site, words) -> None:
    said = okrsite(*words)
    assert said.exit in {0, 1, 2}
    assert "Traceback" not in said.err
    assert "mistake in okrsite itself" not in said.err
