"""What commands say, word for word, so that a change of it is seen and meant."""

from pathlib import Path

import pytest

TEN_MISTAKES = {
    "content/teams/a.md": '+++\ntitle = "A"\nparent = "suport"\n+++\n',
    "content/teams/b.md": "+++\ntitle = \n+++\n",
    "content/objectives/c.md": '+++\ntitle = "C"\ncycle = "2026-q4"\nsuports = ["x"]\n+++\n',
    "content/objectives/d.md": '+++\ntitle = "D"\ncycle = "2026-q5"\nowner = 7\n+++\n',
    "content/objectives/e.md": '+++\ntitle = "Größe 🎯"\ncycle = "2026-q4"\ntags = "🎯" +\n+++\n',
    "content/objectives/f.md": '+++\ntitle = "F"\ncycle = "2026-q4"\n\n[[key_results]]\nid = "x"\n'
    'title = "X"\nstart = 4\ntarget = 4\n+++\n',
    "content/kpis/g.csv": "date,value\n2026-10-31,1\n2026-10-31,zwei\n",
    "content/kpis/h.md": '+++\ntitle = "H"\nformula = "{i} +"\n+++\n',
    "content/pages/i.md": '+++\ntitle = "I"\n+++\n[gone](goal:gone)\n',
    "content/cycles/j.md": '+++\ntitle = "J"\nstart = 2026-10-01\nend = 2026-09-01\n+++\n',
}


@pytest.fixture
def mistaken(write):
    for path, text in TEN_MISTAKES.items():
        write(path, text)


def test_ten_mistakes_are_ten_findings_in_ten_files(okrsite, mistaken) -> None:
    said = okrsite("check", "--format", "github")
    assert said.exit == 1
    lines = okrsite("check").out.partition("Warnings\n")[0].splitlines()
    found = {line.partition(":")[0] for line in lines if line.startswith("content/")}
    assert found == set(TEN_MISTAKES)


def test_check_with_ten_mistakes(okrsite, mistaken, snapshot) -> None:
    errors = okrsite("check").out.partition("Warnings\n")[0]
    assert errors == snapshot


@pytest.mark.parametrize("arguments", ["status", "--help", "new --help", "check nowhere"])
def test_what_is_said(okrsite, site, snapshot, arguments) -> None:
    said = okrsite(*arguments.split())
    assert f"exit {said.exit}\n{said.out}\n{said.err}" == snapshot


def test_what_a_new_site_is_greeted_with(okrsite, tmp_path, monkeypatch, snapshot) -> None:
    monkeypatch.chdir(tmp_path)
    said = okrsite("init", "goals")
    assert said.err == snapshot
    assert said.out.count("\n") == len(
        [path for path in Path("goals").rglob("*") if path.is_file()]
    )
