"""Serving a site: what is saved is shown, what is broken is laid over the last good page."""

import contextlib
import http.client
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

SITE = {
    "okrsite.toml": '[site]\ntitle = "Harbour"\n[build]\ntoday = 2026-11-20\n',
    "content/cycles/2026-q4.md": (
        '+++\ntitle = "Q4 2026"\nstart = 2026-10-01\nend = 2026-12-31\n+++\n'
    ),
    "content/teams/harbour.md": '+++\ntitle = "Harbour"\n+++\n',
    "content/objectives/calm.md": (
        '+++\ntitle = "Ships leave calmly"\ncycle = "2026-q4"\nteam = "harbour"\n'
        '[[key_results]]\nid = "late"\ntitle = "Fewer late ships"\nstart = 9\ntarget = 2\n'
        "current = 5\n+++\nWhy it matters.\n"
    ),
}
GOAL = "content/objectives/calm.md"
PAGE = "/objectives/calm.html"


class Served:
    """A running `okrsite serve` and what it shows."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.process = subprocess.Popen(
            [sys.executable, "-m", "okrsite", "serve", "--port", "0"],
            cwd=root,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stderr
        first = self.process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", first)
        assert found, first
        self.port = int(found[1])

    def get(self, path: str) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path)
        body = connection.getresponse().read().decode()
        connection.close()
        return body

    def eventually(self, path: str, text: str) -> str:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if text in (body := self.get(path)):
                return body
            time.sleep(0.02)
        pytest.fail(f"{text!r} never stood on {path}: {body}")

    def save(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(10)
        finally:
            self.process.kill()
            assert self.process.stderr
            self.process.stderr.close()


def lay_out(root: Path) -> None:
    for path, text in SITE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    lay_out(tmp_path)
    running = Served(tmp_path)
    running.eventually(PAGE, "Ships leave calmly")
    yield running
    running.stop()


def test_a_save_is_shown(served: Served) -> None:
    served.save(GOAL, SITE[GOAL].replace("Ships leave calmly", "Ships leave gently"))
    served.eventually(PAGE, "Ships leave gently")


def test_a_mistake_is_laid_over_the_last_good_page_and_goes_when_it_is_mended(
    served: Served,
) -> None:
    served.save(GOAL, SITE[GOAL].replace('team = "harbour"', 'team = "harbor"'))
    body = served.eventually(PAGE, f"{GOAL}:4:8")
    assert "Ships leave calmly" in body
    assert "okrsite-overlay" in body
    served.save(GOAL, SITE[GOAL].replace("Why it matters.", "It does matter."))
    assert "okrsite-overlay" not in served.eventually(PAGE, "It does matter.")


def test_broken_settings_and_themes_do_not_end_it(served: Served) -> None:
    served.save("okrsite.toml", "[site\n")
    assert "Ships leave calmly" in served.eventually(PAGE, "okrsite.toml:1")
    served.save("okrsite.toml", SITE["okrsite.toml"] + '[theme]\nname = "nowhere"\n')
    served.eventually(PAGE, "nowhere")
    served.save("okrsite.toml", SITE["okrsite.toml"].replace("Harbour", "Lighthouse"))
    served.eventually("/", "Lighthouse")


def test_a_site_that_is_broken_from_the_start_shows_what_can_be_shown(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "content/objectives/broken.md").write_text('+++\ntitle = "Half a\n+++\n')
    running = Served(tmp_path)
    body = running.eventually(PAGE, "content/objectives/broken.md:2")
    assert "Ships leave calmly" in body
    running.stop()


def test_ctrl_c_ends_it_quietly_even_while_a_browser_listens(served: Served) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
    connection.request("GET", "/_okrsite/events")
    answer = connection.getresponse()
    answer.readline()
    assert served.stop() == 130
    answer.close()
    connection.close()


@pytest.mark.parametrize("seed", range(2))
def test_whatever_was_edited_in_the_end_it_shows_what_a_clean_build_writes(
    served: Served, seed: int
) -> None:
    _edit_wildly(served.root, random.Random(seed), steps=30)
    served.save("content/objectives/last.md", SITE[GOAL].replace("calmly", "at last"))
    _wait_until_still(served)
    clean = served.root.parent / f"{served.root.name}-clean"
    shutil.copytree(served.root, clean, ignore=shutil.ignore_patterns(".okrsite", "site"))
    subprocess.run([sys.executable, "-m", "okrsite", "build", "-q"], cwd=clean, check=True)
    pages = sorted((clean / "site").rglob("*.html"))
    assert len(pages) > 3
    for page in pages:
        shown = served.get(f"/{page.relative_to(clean / 'site').as_posix()}")
        assert re.sub(r"<(link|script)[^>]*/_okrsite/[^>]*>(</script>)?", "", shown) == (
            page.read_text()
        )


def _edit_wildly(root: Path, chance: random.Random, steps: int) -> None:
    """Writes, saves by rename, renames and deletes, some while the preview is at work."""
    others = [f"content/objectives/g{index}.md" for index in range(5)]
    for step in range(steps):
        path = root / chance.choice(others)
        text = SITE[GOAL].replace("calmly", f"at step {step}")
        match chance.randrange(4):
            case 0:
                path.write_text(text)
            case 1:
                temporary = path.with_suffix(".tmp")
                temporary.write_text(text)
                temporary.replace(path)
            case 2:
                path.unlink(missing_ok=True)
            case _ if path.exists():
                path.rename(root / chance.choice(others))
        if chance.random() < 0.3:
            time.sleep(chance.random() * 0.1)
    (root / GOAL).write_text(SITE[GOAL])


def _wait_until_still(served: Served) -> None:
    served.eventually("/objectives/last.html", "Ships leave at last")
    before = ""
    while (now := served.get("/objectives.html")) != before:
        before = now
        time.sleep(0.3)


SLOW_PLUGIN = """\
import time
from okrsite.api import MarkdownPlugin, hookimpl

def wait_for(state):
    if "stuck" in state.src:
        time.sleep(600)

@hookimpl
def okrsite_markdown():
    use = lambda parser: parser.core.ruler.push("slow", wait_for)
    return [MarkdownPlugin(name="slow", version="1", use=use)]
"""
STUCK = SITE[GOAL].replace("Why it matters.", "It is stuck.")


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Served]:
    """A site with a plugin that never comes back from a text with a certain word."""
    lay_out(tmp_path)
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins/slow.py").write_text(SLOW_PLUGIN)
    (tmp_path / "okrsite.toml").write_text(SITE["okrsite.toml"] + "[plugins.slow]\n")
    running = Served(tmp_path)
    running.eventually(PAGE, "Why it matters.")
    yield running
    running.stop()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_file_that_is_never_read_to_its_end_stops_neither_the_answers_nor_the_end(
    slow: Served, number: signal.Signals
) -> None:
    slow.save(GOAL, STUCK)
    makers = _until(lambda: _children(slow.process.pid), at_least=4)
    for _ in range(20):
        assert "Why it matters." in slow.get(PAGE)
    slow.process.send_signal(number)
    slow.process.wait(10)
    _until(lambda: makers - _running(), at_least=len(makers))


@pytest.mark.slow
def test_a_save_that_mends_a_file_that_is_stuck_is_shown(slow: Served) -> None:
    slow.save(GOAL, STUCK)
    slow.eventually(PAGE, "The newest save takes longer than 10 seconds")
    slow.save(GOAL, STUCK.replace("stuck", "free"))
    body = slow.eventually(PAGE, "It is free.")
    assert "okrsite-overlay" not in body


def _until(look, *, at_least: int):
    deadline = time.monotonic() + 20
    while len(found := look()) < at_least:
        assert time.monotonic() < deadline, found
        time.sleep(0.02)
    return found


def _running() -> set[int]:
    return {int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()}


def _children(process: int) -> set[int]:
    """All that a process has started, and what those have."""
    found: set[int] = set()
    for number in _running():
        with contextlib.suppress(OSError):
            parent = int(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[1])
            if parent == process:
                found |= {number, *_children(number)}
    return found
