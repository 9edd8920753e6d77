"""An output folder is refused where writing or deleting could harm something."""

from pathlib import Path

import pytest

from okrsite.effects.publish.output_guard import PublishError, safe_output


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    site = tmp_path / "home/company/goals"
    (site / "content").mkdir(parents=True)
    (site / ".git").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(site / "content")
    return site


@pytest.mark.parametrize(
    "output",
    [
        *("/", ".", "..", "../..", "../../..", "content", "content/site", "themes/x", "plugins"),
        *(".git", ".git/hooks", "sub/.git/x", ".okrsite", ".okrsite/site", "site/../content"),
    ],
)
def test_what_is_precious_is_refused(root: Path, output: str) -> None:
    with pytest.raises(PublishError, match="the output must not"):
        safe_output(Path(output), root)


def test_an_empty_home_is_precious_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "empty").mkdir()
    monkeypatch.setenv("HOME", str(root / "empty"))
    with pytest.raises(PublishError, match="your home folder"):
        safe_output(Path("empty"), root)


def test_a_new_folder_an_empty_one_and_a_site_made_before_are_fine(root: Path) -> None:
    assert safe_output(Path("site"), root) == root / "site"
    (root / "site").mkdir()
    assert safe_output(Path("site"), root) == root / "site"
    (root / "site/.okrsite-site").write_text("okrsite site 1\n")
    (root / "site/index.html").write_text("")
    assert safe_output(Path("site"), root) == root / "site"
    assert safe_output(Path("../public"), root) == root.parent / "public"


def test_a_folder_with_files_of_somebody_else_is_refused(root: Path) -> None:
    (root / "site").mkdir()
    (root / "site/thesis.doc").write_text("years of work")
    with pytest.raises(PublishError, match="okrsite did not make"):
        safe_output(Path("site"), root)


def test_a_file_in_its_place_is_refused(root: Path) -> None:
    (root / "site").write_text("")
    with pytest.raises(PublishError, match="is a file"):
        safe_output(Path("site"), root)


def test_links_out_are_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "site").symlink_to(tmp_path / "elsewhere")
    (root / "build").symlink_to(tmp_path / "elsewhere")
    for output in ("site", "build/site"):
        with pytest.raises(PublishError, match="link"):
            safe_output(Path(output), root)


def test_whoever_has_no_home_can_publish(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that runs under a number nobody gave a name to."""

    def missing() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", missing)
    assert safe_output(Path("site"), root) == root / "site"


def test_a_repository_of_its_own_is_refused(root: Path) -> None:
    (root / "site/.git").mkdir(parents=True)
    with pytest.raises(PublishError, match="git repository"):
        safe_output(Path("site"), root)
