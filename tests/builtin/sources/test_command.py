import os
import re
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from okrsite.builtin.sources.command import SOURCE
from okrsite.builtin.sources.command.settings import CommandQuery, CommandSettings

ASKING = """
import sys
from okrsite.builtin.sources.command.program import Program, output_of

site, name = sys.argv[1:]
output_of(Program(command=(f"{site}/{name}",), environment={}, folder=site, seconds=600, most=9))
"""


@pytest.fixture
def script(data):
    """Writes a program into the site's tools/, and gives its name for `command`."""

    def write(text, by=sys.executable):
        name = "tools/kpi"
        path = data.parent.parent / name
        path.parent.mkdir(exist_ok=True)
        start = "import os, sys, time\n" if by == sys.executable else ""
        path.write_text(f"#!{by}\n{start}{text}\n")
        path.chmod(0o755)
        return name

    return write


@pytest.fixture
def prints(asked, script):
    """What comes of a program with arguments of the settings and of a KPI."""

    def ask(text, *arguments, fixed=(), since=None, query=(), by=sys.executable, **settings):
        source = asked(SOURCE, command=[script(text, by), *fixed], **settings)
        return source({"arguments": arguments, **dict(query)}, since=since)

    return ask


def test_a_number_is_of_the_last_day(prints) -> None:
    assert prints("print(' 4.5')") == {"2026-10-31": 4.5}


def test_a_table_has_a_value_for_each_day(prints) -> None:
    text = (
        "print('month,churn'); print('2026-09,4'); print(); print('2026-10,'); print('2027-01,1')"
    )
    found = prints(text, query={"date": "Month", "value": "Churn"})
    assert found == {"2026-09-30": 4}


def test_arguments_are_passed_as_they_are_and_days_filled_in(prints) -> None:
    text = "assert sys.argv[1:] == ['--until=2026-10-31', '$(id); *', '2026-10-01']; print(7)"
    fixed = ("--until={until}",)
    found = prints(text, "$(id); *", "{since}", fixed=fixed, since=date(2026, 10, 1))
    assert found == {"2026-10-31": 7}


def test_programs_of_the_system_are_found_by_name(asked) -> None:
    assert asked(SOURCE, command=["echo"])({"arguments": ["3"]}) == {"2026-10-31": 3}


@pytest.mark.parametrize(
    "argument", ["-o/etc/passwd", "--output=x", "-", "--", "a\nb", "a\0b", "\x7f"]
)
def test_a_kpi_gives_values_and_never_options(prints, data, argument) -> None:
    said = prints("open('ran', 'w')", argument)
    assert "may be taken for an option" in said or "control character" in said
    assert not (data.parent.parent / "ran").exists()


def test_values_behind_two_dashes_of_the_settings_may_begin_with_one(prints) -> None:
    text = "assert sys.argv[1:] == ['--', '-7']; print(7)"
    assert prints(text, "-7", fixed=["--"]) == {"2026-10-31": 7}
    assert "control character" in prints(text, "-7\n", fixed=["--"])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("pass", "printed nothing"),
        ("print('nan')", "every value is missing"),
        ("print('soon')", "neither a number nor a table"),
        ("print('a,b'); print('1,2')", "there is no column 'date'"),
        ("print('date,value'); print('2026-10-01')", "a line has 1 columns, the header 2"),
        ("print(4); sys.exit(3)", "ended with status 3"),
        ("print(4); sys.exit('the key has expired')", "status 1: the key has expired"),
        ("print(4, flush=True); os.kill(os.getpid(), 9)", "ended by signal 9"),
        ("sys.stdout.buffer.write(b'\\xff\\xfe')", "not text in UTF-8"),
        ("print(os.environ['HOME'])", "KeyError"),
    ],
)
def test_what_is_no_answer_says_why(prints, text, reason) -> None:
    said = prints(text)
    assert isinstance(said, str), said
    assert reason in said


def test_only_its_own_variables_are_seen_and_never_shown(prints, monkeypatch) -> None:
    monkeypatch.setenv("CANARY", "c4nary-of-the-session")
    text = "assert 'CANARY' not in os.environ; sys.exit(os.environ['KEY'])"
    said = prints(text, env={"KEY": "c4nary-key"})
    assert said == "the program ended with status 1: ***"


def test_a_program_that_hangs_is_ended_with_all_it_started(prints, data) -> None:
    text = "sleep 600 & echo $! >child; wait"
    assert "took longer than" in prints(text, seconds=1.5, by="/bin/sh")
    _assert_gone(int((data.parent.parent / "child").read_text()))


def test_what_a_program_leaves_behind_is_ended_too(prints, data) -> None:
    text = """
import subprocess
child = subprocess.Popen(['sleep', '600'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
open('child', 'w').write(str(child.pid))
print(4)
"""
    assert prints(text) == {"2026-10-31": 4}
    _assert_gone(int((data.parent.parent / "child").read_text()))


def test_a_program_ends_with_the_process_that_runs_it_however_that_ends(script, data) -> None:
    name = script("open('child', 'w').write(str(os.getpid()) + ' '); time.sleep(600)")
    site = data.parent.parent
    asking = subprocess.Popen(
        [sys.executable, "-c", ASKING, str(site), name], stdout=subprocess.DEVNULL
    )
    child = site / "child"
    while not (child.exists() and child.read_text().endswith(" ")):
        assert asking.poll() is None
        time.sleep(0.02)
    asking.kill()
    asking.wait()
    _assert_gone(int(child.read_text()))


def test_a_program_that_closes_its_output_and_stays_is_ended(prints) -> None:
    assert "took longer than" in prints("os.close(1); os.close(2); time.sleep(600)", seconds=0.5)


def test_an_endless_stream_is_cut_off(prints) -> None:
    text = "while True: sys.stdout.write('4' * 10000)"
    assert prints(text, max_megabytes=1) == "the program printed more than 1 MB"


def test_endless_complaints_are_not_kept(prints) -> None:
    text = "for _ in range(300): sys.stderr.write('no ' * 1000)\nsys.exit(1)"
    said = prints(text)
    assert said.startswith("the program ended with status 1: no no")
    assert len(said) < 300


def test_all_programs_together_have_the_time_of_the_batch(asked, script) -> None:
    source = asked(SOURCE, command=[script("time.sleep(600)")])
    source.context["seconds"] = 0.6
    found = source.batch({"a": {}, "b": {}, "c": {}})
    assert "took longer than" in found["a"]
    assert found["b"] == found["c"]
    assert re.fullmatch(
        r"it was not asked: a took .* s of its source's time \(0\.6 s\)", found["b"]
    )


@pytest.mark.parametrize("mode", [0o644, 0o755])
def test_a_program_that_cannot_be_run_is_said(asked, data, mode) -> None:
    path = data.parent.parent / "kpi"
    path.write_bytes(b"\x7fELF no program at all")
    path.chmod(mode)
    said = asked(SOURCE, command=["./kpi"])({})
    assert "cannot be run" in said
    assert "there is no program" in asked(SOURCE, command=["nothing42"])({})


def _assert_gone(pid):
    """A killed orphan stays for a moment, until whoever inherits it has noticed."""
    for _ in range(200):
        try:
            os.kill(pid, signal.SIGCONT)
        except ProcessLookupError:
            return
        if "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text():
            return
        time.sleep(0.02)
    pytest.fail(f"{pid} lives on")


@pytest.mark.parametrize(
    "printed",
    [
        '[{"day": "2026-10-02", "n": 2}, {"day": "2026-09-30", "n": 3}]',
        '{"day": "2026-10-02", "n": 2}\\n{"day": "2026-09-30", "n": 3}',
        "day,n\\n2026-10-02,2\\n2026-09-30,3\\n,\\n",
    ],
)
def test_what_a_program_prints_is_asked_as_records(prints, printed) -> None:
    text = f"print('{printed}')"
    assert prints(text, query={"sum": "n", "where": "day < '2026-10-01'"}) == {"2026-10-31": 3}
    assert prints(text, query={"count": True}) == {"2026-10-31": 2}


def test_what_are_no_records_says_why(prints) -> None:
    assert "no list of objects" in prints("print('[1, 2]')", query={"count": True})
    assert "2 columns are called 'n'" in prints("print('n,n')", query={"count": True})
    assert "status 3" in prints("raise SystemExit(3)", query={"count": True})


def test_a_list_in_one_line_is_read_while_it_is_printed(prints) -> None:
    text = (
        "print('[', end='')\n"
        "for n in range(20_000): print(',' * (n > 0) + '{\"n\": %d, \"s\": \"ä\"}' % n, end='')\n"
        "print(']')"
    )
    assert prints(text, query={"count": True, "where": "s = 'ä'"}) == {"2026-10-31": 20_000}


@pytest.mark.parametrize("printed", ['[{"n": 1}', '[{"n": 1} {"n": 2}]', '{"n": 1', '[{"n": NaN}]'])
def test_a_list_that_is_cut_off_counts_for_nothing(prints, printed) -> None:
    said = prints(f"print('{printed}')", query={"count": True})
    assert said == "the program printed no list of objects in JSON"


KEEPING = """
since = sys.argv[1]
with open('asked', 'a') as log: log.write(since + ' ')
for line in open('deals.jsonl'):
    if line.split('"')[3] >= since: print(line, end='')
"""


def test_records_of_a_program_are_kept_and_newer_ones_asked_for(
    asked, script, data, tmp_path
) -> None:
    site = data.parent.parent
    deals = site / "deals.jsonl"
    deals.write_text('{"at": "2026-09-03", "id": 1}\n{"at": "2026-10-03", "id": 2}\n')
    settings = {"keep": True, "key": ["id"], "watermark": "at"}
    source = asked(SOURCE, command=[script(KEEPING), "{since}"], **settings)
    source.context |= {"cache_dir": str(tmp_path / "cache"), "cache_key": b"k"}
    query = {"count": True, "by": "at"}
    assert source(query) == {"2026-09-30": 1}
    deals.write_text('{"at": "2026-09-29", "id": 3}\n{"at": "2026-10-04", "id": 4}\n')
    assert source({**query, "every": "daily"})["2026-10-04"] == 1
    assert source({"count": True}) == {"2026-10-31": 2}
    assert (site / "asked").read_text() == "1970-01-01 2026-10-02 2026-10-03 "


def test_what_keeping_needs_is_told(asked) -> None:
    settings = CommandSettings(command=("deals",), keep=True)
    assert len([*SOURCE.check_settings(settings)]) == 2
    (mistake,) = SOURCE.check(CommandQuery(count=True), settings)
    assert "nothing says {since} to the program" in mistake.message
