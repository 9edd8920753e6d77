"""`okrsite checkin`: the week in one line, or in a short dialogue."""

import subprocess
import tomllib
from datetime import date
from pathlib import Path

import click
import pytest

from okrsite.commands.checkin import command
from okrsite.commands.terminal import Terminal

GOAL = "content/objectives/2026-q4/customers-get-help.md"


def front(path: str) -> dict[str, object]:
    return tomllib.loads(Path(path).read_text("utf-8").split("+++\n")[1])


def newest(path: str = GOAL) -> dict[str, object]:
    return front(path)["checkins"][-1]


@pytest.fixture
def dialogue(site):
    """Runs `okrsite checkin` where somebody answers; None is a Ctrl-C. Gives what was said."""

    def run(answers: list[str | None], *arguments: str) -> list[str]:
        said: list[str] = []
        left = iter(answers)

        def ask(question: str, default: str) -> str:
            said.append(question.strip())
            answer = next(left)
            if answer is None:
                raise click.Abort
            return answer or default

        terminal = Terminal(can_ask=True, ask=ask, tell=said.append)
        result = command.main([*arguments], standalone_mode=False, obj=terminal)
        return [*said, result.out, result.note]

    return run


def test_a_line_writes_the_checkin_into_its_objective(okrsite, site) -> None:
    before = Path(GOAL).read_text()
    said = okrsite(
        *("checkin", "customers-get-help", "--me", "ada", "--value", "response=12.5"),
        *("--value", "programme=interviews,pilot", "--confidence", "6"),
        *("--note", "The *pilot* runs.", "--kudos", "Ben: the long night", "--date", "2026-11-19"),
    )
    assert said.exit == 0
    assert newest() == {
        "date": date(2026, 11, 19),
        "author": "ada",
        "confidence": 6,
        "values": {"response": 12.5, "programme": ["interviews", "pilot"]},
        "kudos": [{"to": "Ben", "for": "the long night"}],
        "note": "The *pilot* runs.",
    }
    fence = before.index("+++", 3)
    assert Path(GOAL).read_text().startswith(before[:fence])
    assert Path(GOAL).read_text().endswith(before[fence:])
    assert "+confidence = 6\n" in said.out
    assert f"git commit -m 'Check in customers-get-help' -- {GOAL}" in said.err
    assert okrsite("check", "--strict").exit == 0


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_comments_line_ends_and_the_mark_of_an_editor_stay(okrsite, site, mark) -> None:
    path = site / GOAL
    text = path.read_text().replace("title =", "# Überschrift\r\ntitle =", 1)
    crlf = text.replace("\r\n", "\n").replace("\n", "\r\n")
    path.write_bytes(mark + crlf.encode())
    assert okrsite("checkin", "customers-get-help", "--confidence", 7).exit == 0
    data = path.read_bytes()
    assert data.startswith(mark + b"+++\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert data.replace(b"\r\n[[checkins]]\r\ndate = 2026-11-20\r\nconfidence = 7\r\n", b"", 1) == (
        mark + crlf.encode()
    )


def test_a_file_of_its_own_has_its_author_in_its_name(okrsite, site) -> None:
    command = ("checkin", "customers-get-help", "--file", "--note", "Good.")
    for author in ("ada", "Ben Olsen"):
        assert okrsite(*command, "--me", author).exit == 0
    names = sorted(path.name for path in (site / "content/checkins").rglob("2026-11-20*"))
    assert names == [
        "2026-11-20-customers-get-help-ada.md",
        "2026-11-20-customers-get-help-ben-olsen.md",
    ]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("customers-get-hlp", "--note", "x"), "Did you mean 'customers-get-help'?"),
        (("customers-get-help", "--value", "response=many"), "takes a number"),
        (("customers-get-help", "--value", "response=4,5"), "write 4.5"),
        (("customers-get-help", "--value", "programme=party"), "has no 'party'"),
        (("customers-get-help", "--value", "speed=4"), "It has response, programme."),
        (("customers-stay", "--value", "churn=many"), "customer-churn takes a number"),
        (("customers-stay", "--value", "churn=5,5"), "write 5.5"),
        (("customers-stay", "--value", "churn=5", "--date", "2026-10-31"), "has another value"),
        (("customers-get-help", "--note", "x", "--date", "2026-11-21"), "is still to come"),
        (("customers-get-help", "--note", "x", "--kudos", "ada"), "thanks nobody"),
        (("customers-get-help", "--confidence", "11"), "0<=x<=10"),
        (("customers-get-help", "--note", "  "), "says nothing"),
        (("customers-get-help",), "nobody to ask"),
        (("--note", "x"), "Name the objective"),
        ((), "Give --me"),
    ],
)
def test_nonsense_is_refused_with_the_reason(okrsite, site, options, why) -> None:
    before = Path(GOAL).read_bytes()
    said = okrsite("checkin", *options)
    assert said.exit == 2
    assert why in said.err
    assert Path(GOAL).read_bytes() == before


def test_the_same_author_checks_in_once_a_day(okrsite, site) -> None:
    command = ("checkin", "customers-get-help", "--confidence", "6", "--me")
    assert okrsite(*command, "ada").exit == 0
    said = okrsite(*command, "ada")
    assert said.exit == 2
    assert f"ada checked in on customers-get-help on 2026-11-20 already, at {GOAL}:" in said.err
    assert okrsite(*command, "ben").exit == 0


def test_a_list_of_checkins_takes_none_but_a_file_does(okrsite, site) -> None:
    text = Path(GOAL).read_text().split("[[checkins]]")[0].rstrip()
    one = text.replace(
        "[[key_results]]", "checkins = [{ date = 2026-11-02, note = 'x' }]\n\n[[key_results]]", 1
    )
    Path(GOAL).write_text(f"{one}\n+++\n")
    said = okrsite("checkin", "customers-get-help", "--confidence", "6")
    assert said.exit == 2
    assert "--file writes" in said.err
    assert Path(GOAL).read_text() == f"{one}\n+++\n"
    assert okrsite("checkin", "customers-get-help", "--confidence", "6", "--file").exit == 0


def test_a_jump_is_written_and_asked_about(okrsite, site) -> None:
    said = okrsite("checkin", "customers-get-help", "--value", "response=1400")
    assert said.exit == 0
    assert "Is response right? From 14 h to 1,400 h is a hundredfold." in said.err


def test_a_dry_run_shows_the_change_and_writes_nothing(okrsite, site) -> None:
    before = Path(GOAL).read_bytes()
    said = okrsite("checkin", "customers-get-help", "--confidence", "6", "--dry-run")
    assert "+confidence = 6" in said.out
    assert "dry run" in said.err
    assert Path(GOAL).read_bytes() == before


def _git(*arguments: str) -> str:
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    command = ["git", *identity, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_commit_has_the_checkin_alone(okrsite, site, monkeypatch) -> None:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "ada@example.org")
    _git("init", "-q")
    _git("add", "-A")
    _git("commit", "-qm", "Begin")
    Path("notes.txt").write_text("later")
    _git("add", "notes.txt")
    said = okrsite("checkin", "customers-get-help", "--confidence", "6", "--file", "--commit")
    assert said.exit == 0
    assert "Committed: Check in customers-get-help" in said.err
    assert _git("show", "--name-only", "--format=%s", "HEAD").splitlines() == [
        "Check in customers-get-help",
        "",
        "content/checkins/2026-q4/2026-11-20-customers-get-help.md",
    ]
    assert _git("diff", "--cached", "--name-only") == "notes.txt\n"


def test_git_that_refuses_is_quoted_and_the_checkin_stays(okrsite, site) -> None:
    said = okrsite("checkin", "customers-get-help", "--confidence", "6", "--commit")
    assert said.exit == 2
    assert "not a git repository" in said.err
    assert newest()["confidence"] == 6


def test_the_dialogue_tells_where_a_goal_stands_and_asks_for_little(dialogue) -> None:
    said = dialogue(["12", "pilot", "", "It runs.", ""], "customers-get-help", "--me", "ada")
    told = "\n".join(said)
    assert "target" in told
    assert "the pace asks" in told
    assert newest()["values"] == {"response": 12, "programme": "pilot"}
    assert newest()["note"] == "It runs."
    assert [line for line in said if line.startswith("Confidence")]


def test_an_answer_that_cannot_be_is_asked_again(dialogue) -> None:
    said = dialogue(
        ["4,5", "4.5", "party", "", "eleven", "11", "7", "", "nobody", ""], "customers-get-help"
    )
    assert newest()["values"] == {"response": 4.5}
    assert newest()["confidence"] == 7
    assert sum("write 4.5" in line for line in said) == 1


def test_the_dialogue_goes_through_what_is_due_and_mine(dialogue, site) -> None:
    due = sorted((site / "content/objectives").rglob("*.md"))
    for path in due:
        path.write_text(path.read_text().replace('owner = "', 'owner = "ada"\n# was "', 1))
    said = dialogue(["skip"] * (1 + len(due)), "--me", "Ada", "--today", "2026-12-18")
    assert "Nothing was written." in said[-1]
    assert all(any(path.stem in line for line in said) for path in due if "q4" in str(path))


def test_ctrl_c_leaves_all_or_nothing_of_a_goal(dialogue, site) -> None:
    for path in (site / "content/objectives").rglob("*.md"):
        path.write_text(path.read_text().replace('owner = "', 'owner = "ada"\n# was "', 1))
    before = {path: path.read_text() for path in (site / "content/objectives").rglob("*.md")}
    answers: list[str | None] = ["", "", "", "8", "Fine.", "", *([""] * 1), None]
    said = dialogue(answers, "--me", "ada", "--today", "2026-12-18")
    changed = [path for path, text in before.items() if path.read_text() != text]
    assert len(changed) == 1
    assert "Stopped at" in said[-1]


CHURN = "content/kpis/customer-churn.csv"


def test_the_value_of_a_kpi_that_people_keep_goes_into_its_file(okrsite, site) -> None:
    before = Path(CHURN).read_bytes()
    command = ("checkin", "customers-stay", "--value", "churn=5", "--today", "2026-12-18")
    said = okrsite(*command)
    assert said.exit == 0
    assert Path(CHURN).read_bytes() == before + b"2026-11-30,5\n"
    assert f"git commit -m 'Check in customer-churn' -- {CHURN}" in said.err
    both = okrsite(*command, "--date", "2026-12-17", "--confidence", "7")
    assert both.exit == 0
    assert Path(CHURN).read_bytes() == before + b"2026-11-30,5\n2026-12-17,5\n"
    assert newest("content/objectives/2026-q4/customers-stay.md")["confidence"] == 7


def test_a_part_that_is_wrong_leaves_the_other_unwritten(okrsite, site) -> None:
    before = Path(CHURN).read_bytes()
    values = ("--value", "churn=5", "--value", "recommend=many")
    assert okrsite("checkin", "customers-stay", *values).exit == 2
    assert Path(CHURN).read_bytes() == before


def test_the_dialogue_asks_for_the_month_that_has_no_value(dialogue, site) -> None:
    before = Path(CHURN).read_bytes()
    answers = ["900", "no", "4,9", "4.9", "skip"]
    said = dialogue(answers, "customers-stay", "--today", "2026-12-18")
    assert "Customer churn (customer-churn)\n  5.3%, and the range is at most 5% (2026-10-31)" in (
        "\n".join(said)
    )
    assert "customer-churn on 2026-11-30: new value" in said
    assert "from 5.3% to 900% is a hundredfold. Is that right? (yes or no)" in said
    assert any("write 4.9" in line.lower() for line in said)
    assert Path(CHURN).read_bytes() == before + b"2026-11-30,4.9\n"


@pytest.mark.parametrize("line", ['formula = "1 + 1"', '[source]\nuse = "ours"'])
def test_a_kpi_that_is_fetched_or_computed_is_not_asked_for(dialogue, site, line) -> None:
    kpi = Path("content/kpis/customer-churn.md")
    kpi.write_text(kpi.read_text().replace("\n+++\n", f"\n{line}\n+++\n", 1))
    said = dialogue(["skip"], "customers-stay", "--today", "2026-12-18")
    assert not any("customer-churn on" in line for line in said)


def test_a_row_keeps_the_style_of_its_file(okrsite, site) -> None:
    rows = b"\xef\xbb\xbfdate;value;note\r\n2026-09-30;5.1;Fr\xc3\xbchling\r\n"
    Path(CHURN).write_bytes(rows)
    before = okrsite("check", "--fix")
    mended = Path(CHURN).read_bytes()
    assert okrsite("checkin", "customers-stay", "--value", "churn=5").exit == 0, before
    assert Path(CHURN).read_bytes() == mended + b"2026-10-31,5,\r\n"


MOOD = """\
from msgspec import Struct
from okrsite.api import Scorer, hookimpl

class Settings(Struct, frozen=True):
    pass

@hookimpl
def okrsite_scorers():
    yield Scorer(name="mood", title="Mood", settings=Settings, score=lambda *_: 0.5,
                 words=lambda _: ("good", "bad"))
"""
MOODY = """\
+++
title = "Everybody likes to work here"
cycle = "2026-q4"
team = "support"
owner = "ada"

[[key_results]]
id = "mood"
title = "The mood is good"
score_by = { use = "mood" }
+++
"""


@pytest.fixture
def moody(site):
    """The site with a key result that is scored by a plugin, in words."""
    (site / "plugins").mkdir()
    (site / "plugins/mood.py").write_text(MOOD)
    (site / "content/objectives/moody.md").write_text(MOODY)
    settings = site / "okrsite.toml"
    settings.write_text(f"{settings.read_text()}\n[plugins.mood]\n")
    return site


def test_a_word_that_a_scorer_does_not_take_is_refused(okrsite, moody) -> None:
    said = okrsite("checkin", "moody", "--value", "mood=goud")
    assert said.exit == 2
    assert "mood has no 'goud'" in said.err
    assert "It has good, bad." in said.err
    assert (moody / "content/objectives/moody.md").read_text() == MOODY
    assert okrsite("checkin", "moody", "--value", "mood=good").exit == 0
    assert newest("content/objectives/moody.md")["values"] == {"mood": "good"}


def test_the_dialogue_names_the_words_of_a_scorer(dialogue, moody) -> None:
    said = dialogue(["bad", "", "", ""], "moody", "--me", "ada")
    assert "mood: one of good, bad" in said
    assert newest("content/objectives/moody.md")["values"] == {"mood": "bad"}
