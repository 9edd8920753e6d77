"""Documents that their names hide, and links that git wrote as text, are told."""

from pathlib import Path

import pytest

from okrsite.effects.documents import SiteContent, read_content
from okrsite.hooks.host import collect

GOAL = '+++\ntitle = "Win"\n+++\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content/objectives").mkdir(parents=True)
    (tmp_path / "content/objectives/win.md").write_text(GOAL)
    return tmp_path


def read(root: Path) -> SiteContent:
    return read_content(root, collect(())[0], 1, is_fresh=True)


def told(root: Path) -> list[tuple[str, str]]:
    return [(finding.span.path, finding.code) for finding in read(root).findings]


def test_a_hidden_document_a_folder_of_them_and_hidden_values_are_told(root: Path) -> None:
    for name in ("objectives/.later.md", "objectives/.2027/a/b.md", "kpis/.nps.csv"):
        (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / name).write_text(GOAL)
    assert told(root) == [
        ("content/kpis/.nps.csv", "OKR057"),
        ("content/objectives/.2027", "OKR057"),
        ("content/objectives/.later.md", "OKR057"),
    ]


def test_what_programs_hide_for_themselves_is_left_to_them(root: Path) -> None:
    for name in (".git/HEAD.md", ".trash/a.md", "._win.md", ".#win.md", "#win.md#", "win.md~"):
        (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / name).write_text(GOAL)
    (root / "content/.obsidian").mkdir()
    (root / "content/.obsidian/app.json").write_text("{}")
    (root / "content/.note.md").write_text("no document")
    assert told(root) == []


def test_a_content_that_git_wrote_as_text_is_called_a_link(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("../shared")
    (finding,) = read(tmp_path).findings
    assert finding.code == "OKR045"
    assert finding.message == "'content' is a file that says '../shared': git wrote a link as text"
    assert "git config core.symlinks true" in finding.help


def test_a_content_that_is_any_other_file_should_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("Our goals: to win.\n")
    (finding,) = read(tmp_path).findings
    assert (finding.code, finding.help) == ("OKR044", "Put a folder there.")


def test_a_link_to_a_folder_that_git_wrote_as_text_is_told_once(root: Path) -> None:
    (root / "content/objectives/team").write_text("../../../team/objectives")
    content = read(root)
    assert [finding.code for finding in content.findings] == ["OKR045"]
    assert content.discovered.assets == ()


def test_a_text_without_an_ending_is_no_link(root: Path) -> None:
    (root / "content/objectives/notes").write_text("and/or\nmore\n")
    assert told(root) == []


def test_a_document_that_git_wrote_as_text_says_so(root: Path) -> None:
    (root / "content/objectives/a.md").write_text("../shared/a.md")
    (document,) = (d for d in read(root).documents if d.path.endswith("a.md"))
    (finding,) = document.findings
    assert finding.message.endswith(
        "says '../shared/a.md' and nothing else: git wrote a link as text"
    )
