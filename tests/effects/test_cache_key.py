"""The key of the caches is a secret of this user on this machine, or one that is given."""

import os
import stat
from pathlib import Path

import pytest

from okrsite.effects.cache_key import VARIABLE, site_key


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache folder, in which nothing is yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches" / "okrsite"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The folder of a site."""
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


def test_it_is_made_once_for_this_user_alone(home: Path, site: Path) -> None:
    key = site_key(site)
    assert key
    assert site_key(site) == key
    assert stat.S_IMODE((home / "key").stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert [path.name for path in home.iterdir()] == ["key"]


def test_each_site_has_its_own_and_so_has_each_user(
    home: Path, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link").symlink_to(site)
    assert site_key(tmp_path / "link") == site_key(site)
    assert site_key(tmp_path / "other") != site_key(site)
    before = site_key(site)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "of-another-user"))
    assert site_key(site) != before
    assert home.exists()


def test_one_that_is_given_counts_wherever_the_site_lies(
    home: Path, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "a secret of the workflow")
    given = site_key(site)
    assert given == site_key(tmp_path / "elsewhere")
    monkeypatch.setenv(VARIABLE, "another of the workflow")
    assert site_key(site) != given
    assert not home.exists()


def test_one_that_is_given_and_can_be_guessed_is_none(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "hunter2")
    assert site_key(site) is None


@pytest.mark.parametrize("harm", ["readable", "writable", "link", "short", "long", "pipe"])
def test_one_that_others_may_know_or_have_made_is_replaced(
    home: Path, site: Path, tmp_path: Path, harm: str
) -> None:
    before = site_key(site)
    key = home / "key"
    match harm:
        case "readable":
            key.chmod(0o644)
        case "writable":
            key.chmod(0o620)
        case "link":
            key.rename(tmp_path / "theirs")
            key.symlink_to(tmp_path / "theirs")
        case "pipe":
            key.unlink()
            os.mkfifo(key, 0o600)
        case _:
            key.write_bytes(b"k" * (31 if harm == "short" else 33))
    after = site_key(site)
    assert after
    assert after not in {before, None}
    assert stat.S_IMODE(key.lstat().st_mode) == 0o600
    assert not key.is_symlink()
    assert site_key(site) == after


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_one_of_another_owner_is_not_believed(home: Path, site: Path) -> None:
    before = site_key(site)
    os.chown(home / "key", 12345, -1)
    assert site_key(site) not in {before, None}
    os.chown(home, 12345, -1)
    assert site_key(site) is None


def test_a_folder_that_others_may_write_to_or_that_is_a_link_holds_none(
    home: Path, site: Path, tmp_path: Path
) -> None:
    site_key(site)
    home.chmod(0o777)
    assert site_key(site) is None
    home.chmod(0o700)
    home.rename(tmp_path / "theirs")
    home.symlink_to(tmp_path / "theirs")
    assert site_key(site) is None


def test_one_within_the_site_may_have_come_with_it(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (site, site / ".cache"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
        assert site_key(site) is None
        assert not (folder / "okrsite").exists()


def test_where_none_can_be_kept_there_is_none(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert site_key(site) is None


def test_a_relative_cache_folder_is_not_one(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", "caches")
    monkeypatch.chdir(tmp_path)
    assert site_key(site)
    assert (tmp_path / ".cache/okrsite/key").exists()
    assert not (tmp_path / "caches").exists()
