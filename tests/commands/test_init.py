"""`okrsite init`: from nothing to a site that is whole."""

import os
import pty
import subprocess
import sys
from datetime import date, timedelta

import pytest

from okrsite.builtin.rules.placeholders import MISSION, SENTENCES
from okrsite.commands.init.starter import NewCompany, starter_files


def test_a_new_site_builds_and_has_nothing_to_complain_about(okrsite, site) -> None:
    assert okrsite("check", "--strict").out == "No findings\n"
    assert okrsite("build").exit == 0
    assert (site / "site/index.html").is_file()


def allow_examples(folder) -> None:
    settings = folder / "okrsite.toml"
    settings.write_text(f'{settings.read_text()}\n[rules]\nignore = ["OKR167"]\n')


def test_what_is_still_the_example_is_told_and_fails_a_strict_build(
    okrsite, tmp_path, monkeypatch
) -> None:
    okrsite("init", tmp_path / "goals")
    monkeypatch.chdir(tmp_path / "goals")
    told = okrsite("build").out
    # One thing to do: the first of them stands at its place, the others are named beside it.
    assert told.count("OKR167") == 1
    assert "'Customers get help while they still need it' still says" in told
    assert "So do 'Customers choose us and stay', 'Customer churn'," in told
    assert told.count(" and 1 more.") == 1
    assert okrsite("build", "--strict").exit == 1
    assert (tmp_path / "goals/site/index.html").is_file()


def test_every_sentence_that_is_told_stands_in_a_template() -> None:
    files = starter_files(NewCompany("Acme", "Sales"), date(2027, 1, 1)).values()
    texts = [" ".join(text.split()) for text in files]
    assert all(any(told in text for text in texts) for told in (*SENTENCES, MISSION))


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("day", [1, 28, None])
def test_on_any_day_of_the_year_a_new_site_is_good(
    okrsite, tmp_path, monkeypatch, month, day
) -> None:
    last = date(2027 + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    today = last if day is None else date(2027, month, day)
    monkeypatch.setattr("okrsite.commands.init.today_in", lambda _: today)
    assert okrsite("init", tmp_path / "goals").exit == 0
    monkeypatch.chdir(tmp_path / "goals")
    allow_examples(tmp_path / "goals")
    said = okrsite("check", "--strict", "--today", today)
    assert (said.exit, said.out) == (0, "No findings\n")


@pytest.mark.parametrize(
    "name",
    ['"Quotes" & <b>', "Größe\\n", "ACME ${x} $$", "日本の会社", "a" * 300, "*_[x](y)_*", "+++"],
)
def test_any_name_of_a_company_works_or_is_refused_in_a_sentence(
    okrsite, tmp_path, monkeypatch, name
) -> None:
    said = okrsite("init", tmp_path / "goals", "--title", name, "--team", name)
    if said.exit == 2:
        assert "no id can be made" in said.err
        return
    monkeypatch.chdir(tmp_path / "goals")
    allow_examples(tmp_path / "goals")
    assert okrsite("check", "--strict").out == "No findings\n"


def test_it_prints_what_it_wrote_and_the_next_three_steps(okrsite, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = okrsite("init", "our goals")
    assert "our goals/okrsite.toml\n" in said.out
    assert "1. cd 'our goals' && okrsite serve" in said.err
    assert "3. git init" in said.err


def test_a_folder_with_work_in_it_is_refused_and_stays_as_it_is(okrsite, tmp_path) -> None:
    (tmp_path / "thesis.txt").write_text("years")
    said = okrsite("init", tmp_path)
    assert said.exit == 2
    assert "thesis.txt" in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_merge_adds_what_is_missing_and_overwrites_nothing(okrsite, tmp_path) -> None:
    (tmp_path / "okrsite.toml").write_text('[site]\ntitle = "Mine"\n')
    assert okrsite("init", tmp_path, "--merge").exit == 0
    assert (tmp_path / "okrsite.toml").read_text() == '[site]\ntitle = "Mine"\n'
    assert (tmp_path / "content/index.md").is_file()
    before = sorted(tmp_path.rglob("*"))
    assert okrsite("init", tmp_path, "--merge").out == ""
    assert sorted(tmp_path.rglob("*")) == before


def test_merge_puts_no_examples_beside_goals_of_ones_own(okrsite, site) -> None:
    goals = sorted((site / "content/objectives").rglob("*.md"))
    goals[0].rename(goals[0].with_name("renamed.md"))
    before = sorted((site / "content").rglob("*"))
    assert okrsite("init", site, "--merge").exit == 0
    assert sorted((site / "content").rglob("*")) == before


def test_in_a_repository_nobody_is_told_to_begin_one(okrsite, tmp_path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text("Goals")
    said = okrsite("init", tmp_path)
    assert "3. git add . && git commit" in said.err
    assert (tmp_path / "README.md").read_text() == "Goals"


def test_a_fresh_repository_counts_as_empty(okrsite, tmp_path) -> None:
    (tmp_path / ".git").mkdir()
    assert okrsite("init", tmp_path).exit == 0


def test_a_link_that_leads_out_is_not_written_through(okrsite, tmp_path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = tmp_path / "goals"
    (folder / "content").mkdir(parents=True)
    (folder / "content/objectives").symlink_to(outside)
    said = okrsite("init", folder, "--merge")
    assert said.exit == 2
    assert list(outside.iterdir()) == []


def test_a_content_that_is_a_link_is_not_written_through(okrsite, tmp_path) -> None:
    shared, folder = tmp_path / "shared", tmp_path / "goals"
    shared.mkdir()
    folder.mkdir()
    (folder / "content").symlink_to("../shared")
    said = okrsite("init", folder, "--merge")
    assert said.exit == 2
    assert "is a link to ../shared" in " ".join(said.err.split())
    assert [*shared.iterdir()] == []
    assert [path.name for path in folder.iterdir()] == ["content"]


def test_two_questions_are_asked_where_somebody_answers(tmp_path) -> None:
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "okrsite", "init", tmp_path / "goals"],
        stdin=follower,
        stdout=subprocess.PIPE,
        stderr=follower,
    ) as asking:
        os.close(follower)
        os.write(leader, b"Lanternleaf\nReaders\n")
        assert asking.stdout.read().count(b"\n") == 12
        assert asking.wait() == 0
    asked = "".join(iter(lambda: heard(leader), ""))
    os.close(leader)
    assert "What is your company called? [Our company]" in asked
    assert "Which team begins? [Customer success]" in asked
    assert (tmp_path / "goals/content/teams/readers.md").is_file()
    assert 'title = "Lanternleaf"' in (tmp_path / "goals/okrsite.toml").read_text()


def heard(leader: int) -> str:
    """What a terminal still shows; nothing more after its program is gone."""
    try:
        return os.read(leader, 65536).decode()
    except OSError:
        return ""


def test_the_cycle_is_the_quarter_of_the_day() -> None:
    texts = starter_files(NewCompany("Lanternleaf", "Support"), date(2026, 2, 3))
    assert "content/cycles/2026-q1.md" in texts


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--language", "sv", "there are no words in the language 'sv'\nWrite one of de, en, es,"),
        ("--language", "klingon", "the language 'klingon' is not known\nWrite one of de, en, es,"),
        ("--timezone", "Europe/Berln", "is not known; did you mean 'Europe/Berlin'?"),
    ],
)
def test_a_site_that_cannot_be_built_is_not_begun(okrsite, tmp_path, option, value, said) -> None:
    begun = okrsite("init", tmp_path / "goals", option, value)
    assert begun.exit == 2
    assert said in begun.err
    assert not (tmp_path / "goals").exists()


def test_the_language_is_written_as_pages_write_it(okrsite, tmp_path) -> None:
    assert okrsite("init", tmp_path / "goals", "--language", "pt_br").exit == 0
    assert 'language = "pt-BR"' in (tmp_path / "goals/okrsite.toml").read_text()


def test_pipelines_are_added_to_a_site_that_is_there(okrsite, site) -> None:
    before = (site / "okrsite.toml").read_text()
    said = okrsite("init", "--ci", "github", "--readers", "everyone")
    assert said.exit == 0
    assert said.out.count("\n") == 4
    assert "a site without any is not published" in said.err
    assert (site / "okrsite.toml").read_text() == before


def test_a_pipeline_that_is_there_is_left_alone(okrsite, site) -> None:
    (site / ".gitlab-ci.yml").write_text("ours: {}\n")
    said = okrsite("init", "--ci", "gitlab")
    assert said.out == ".gitlab/goals_comment.py\n"
    assert ".gitlab-ci.yml stands there already and was left alone." in said.err
    assert (site / ".gitlab-ci.yml").read_text() == "ours: {}\n"


def test_without_an_answer_the_company_reads(okrsite, site) -> None:
    assert okrsite("init", "--ci", "github").exit == 0
    assert "--audience internal" in (site / ".github/workflows/goals.yml").read_text()


def test_readers_without_pipelines_are_a_slip(okrsite, tmp_path) -> None:
    said = okrsite("init", tmp_path / "goals", "--readers", "everyone")
    assert said.exit == 2
    assert "write it beside --ci" in said.err
    assert not (tmp_path / "goals").exists()


def test_who_reads_is_asked_where_somebody_answers(tmp_path, site) -> None:
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "okrsite", "init", "--ci", "github"],
        stdin=follower,
        stdout=subprocess.PIPE,
        stderr=follower,
    ) as asking:
        os.close(follower)
        os.write(leader, b"everyone\n")
        asking.stdout.read()
    os.close(leader)
    assert "--audience public" in (site / ".github/workflows/goals.yml").read_text()


def test_a_new_site_for_everyone_is_not_empty(okrsite, tmp_path, monkeypatch) -> None:
    assert okrsite("init", tmp_path / "goals", "--ci", "github", "--readers", "everyone").exit == 0
    monkeypatch.chdir(tmp_path / "goals")
    assert okrsite("build", "--audience", "public").exit == 0
    assert len(list((tmp_path / "goals/site/objectives").glob("*.html"))) == 2
