"""The example company in a browser, opened from the disk."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    """Debian's chromium."""
    tools = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's chromium")
    with tools.sync_playwright() as playing:
        found = playing.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def example(tmp_path_factory):
    """The folder of the built example company."""
    from okrsite.commands.serve.rehearsal import rehearse

    folder = tmp_path_factory.mktemp("example")
    for path, content in rehearse(ROOT, None, None, whole=True).files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content())
    return folder


class Reader:
    """Somebody who reads a site, and what their browser complained of and asked for."""

    def __init__(self, browser, folder, **how):
        how = {"reduced_motion": "reduce", **how}
        self.context = browser.new_context(**how)
        self.folder = folder
        self.page = self.context.new_page()
        self.complaints, self.asked = [], []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, path):
        self.page.goto(
            (self.folder / path.partition("?")[0]).as_uri() + "".join(path.partition("?")[1:])
        )
        return self.page


@pytest.fixture
def reading(chromium, example):
    """Opens the example as a reader would: `reading(width=..., scheme=...)`."""
    readers = []

    def read(width=1280, height=900, scheme="light", folder=example, **how):
        viewport = {"width": width, "height": height}
        reader = Reader(chromium, folder, viewport=viewport, color_scheme=scheme, **how)
        readers.append(reader)
        return reader

    yield read
    for reader in readers:
        reader.context.close()
        assert reader.complaints == []
        assert [each for each in reader.asked if not each.startswith(("file:", "data:"))] == []


@pytest.fixture(scope="session")
def browser_files(tmp_path_factory):
    """The folder with what npm brings for the browser: axe, and what the theme is bundled from."""
    here = Path(__file__).parent
    if (here / "node_modules/axe-core/axe.min.js").exists():
        return here
    if shutil.which("npm") is None:
        pytest.skip("needs npm, which brings axe")
    folder = tmp_path_factory.mktemp("npm")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(here / name, folder / name)
    done = subprocess.run(
        ["npm", "ci", "--ignore-scripts"], cwd=folder, capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("npm could not bring axe")
    return folder


@pytest.fixture(scope="session")
def axe(browser_files):
    """The text of axe."""
    return (browser_files / "node_modules/axe-core/axe.min.js").read_text("utf-8")
