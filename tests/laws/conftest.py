"""A company that is edited again and again, and what a clean build of it shows."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import pytest
from hypothesis import strategies as st

from okrsite import cli
from okrsite.builtin.example import (
    BASE,
    CHURN,
    CYCLE,
    KPI,
    OBJECTIVE,
    RESPONSE,
    SERIES,
    SETTINGS,
    SUMMER,
    cycle_text,
    kpi_text,
    objective_text,
    page_text,
    summer_text,
    team_text,
)

Edit = Mapping[str, str | bytes | None]
Tree = dict[str, bytes]

PLUGIN = """
from msgspec import Struct
from okrsite.api import Kpi, Objective, hookimpl
from okrsite.api.pages import File, Page, PageKind

class Board(Struct, frozen=True):
    words: str

def names(ctx):
    yield Page("page", "board.html", "board.html", f"Board of {{len(ctx.ids(Objective))}}")
    yield from (File(id_, f"board/{{id_}}.txt") for id_ in ctx.ids(Objective))

def count(ctx):
    number = len(ctx.ids(Objective)) + sum(kpi.title.count("a") for kpi in ctx.all(Kpi))
    return f"{word} {{number}}"

def title(ctx, id_) -> str:
    return f"{word} {{ctx.objective(id_).title}}"

def by_letter(ctx) -> dict[str, str]:
    return {{line[-1]: line for line in ctx.rows(Objective, title)}}

def view(ctx, name):
    return Board(f"{{ctx.once(count)}} {{ctx.entry(by_letter, 's')}}")

def content(ctx, id_):
    note = ctx.file("content/pages/note.txt") if ctx.has_asset("content/pages/note.txt") else b""
    return f"{word} {{ctx.objective(id_).title}} ".encode() + note

@hookimpl
def okrsite_pages():
    templates = {{"board.html": "<p>{{{{ page.words }}}} {word}</p>"}}
    kind = PageKind(
        name="board", title="Board", names=names, view=view, content=content, templates=templates
    )
    return [kind]
"""
GOALS = "content/objectives"
SALES, ADA = "content/teams/sales.md", "content/people/ada.md"
ABOUT, NOTE = "content/pages/about.md", "content/pages/note.txt"
CHECKIN = "content/checkins/2026-q4/2026-11-17-keep-customers.md"


def settings_text(
    *,
    title: str = "Example",
    base_url: str = "https://goals.example/",
    language: str = "en",
    audience: str = "internal",
    day: int = 20,
    plugins: str = "\n[plugins.board]\n",
    closed: str = "",
) -> str:
    """The settings of the company on a day of November."""
    visibility = f'{closed} = "confidential"\n' if closed else ""
    return (
        f'[site]\ntitle = "{title}"\nbase_url = "{base_url}"\nlanguage = "{language}"\n'
        f'\n[site.default_visibility]\ncycle = "public"\nkpi = "public"\n{visibility}'
        f'\n[build]\ntoday = 2026-11-{day}\naudience = "{audience}"\n{plugins}'
    )


def goal_text(word: str, fields: str = 'owner = "ada"', **given: str) -> str:
    """An objective that supports the company's."""
    return objective_text(
        f"The {word} returns",
        f'supports = ["keep-customers"]\n{fields}',
        **{"checkins": "", **given},
    )


def top_text(title: str = "Customers stay", **given: str) -> str:
    """The company's objective, which everybody may see: no build has nothing to show."""
    return objective_text(title, 'owner = "ada"\nvisibility = "public"', **given)


def goal_with_value(number: int) -> str:
    """Such an objective with a value that no check-in tells."""
    return goal_text("dog", key_results=f"{CHURN}\n{RESPONSE}current = {number}\n")


def checkin_text(day: int) -> str:
    """A check-in within its objective."""
    return (
        f'[[checkins]]\ndate = 2026-11-{day:02}\nauthor = "ada"\nconfidence = {day // 3}\n'
        f'values = {{ response = {day} }}\nnote = "Day {day}."\n'
    )


START: Edit = {
    **BASE,
    SETTINGS: settings_text(),
    OBJECTIVE: top_text(),
    SUMMER: summer_text(),
    f"{GOALS}/g1.md": goal_text("dog"),
    f"{GOALS}/g2.md": goal_text("eel", team="sales", checkins=checkin_text(9)),
    SALES: team_text("Sales"),
    ADA: '+++\ntitle = "Ada"\nteam = "sales"\n+++\n',
    ABOUT: page_text(
        "About", "[A goal](goal:keep-customers), [notes](note.txt), ![a drawing](x.png)."
    ),
    "content/pages/x.png": b"\x89PNG\r\n\x1a\n1",
    NOTE: "A note.",
    "plugins/board.py": PLUGIN.format(word="first"),
}

WORDS = st.sampled_from(["ant", "bee", "cat"])
NUMBERS = st.integers(1, 3)
FIELDS = st.sampled_from(
    [
        'owner = "ada"\ntags = ["calm"]',
        'owner = "eve"\nwatch = ["customer-churn"]',
        'visibility = "confidential"',
        'visibility = "public"\ntags = ["calm", "bold"]',
    ]
)
SETTINGS_TEXTS = st.builds(
    settings_text,
    title=st.sampled_from(["Example", "Another"]),
    base_url=st.sampled_from(["https://goals.example/", "https://else.example/sub/"]),
    language=st.sampled_from(["en", "en", "de", "ja"]),
    audience=st.sampled_from(["internal", "public", "confidential"]),
    day=st.integers(18, 22),
    plugins=st.sampled_from(["\n[plugins.board]\n", ""]),
    closed=st.sampled_from(["", "", "person", "objective", "team"]),
)
EDITS: Mapping[str, st.SearchStrategy[Edit]] = {
    "a title": st.builds(lambda word: {OBJECTIVE: top_text(f"Customers, {word}")}, WORDS),
    "a text": st.builds(
        lambda word: {OBJECTIVE: top_text(body=f"Of a {word}: [us](../pages/about.md).")},
        WORDS,
    ),
    "a value of a key result": st.builds(lambda n: {f"{GOALS}/g1.md": goal_with_value(n)}, NUMBERS),
    "fields of a goal": st.builds(
        lambda n, word, fields: {f"{GOALS}/g{n}.md": goal_text(word, fields)},
        NUMBERS,
        WORDS,
        FIELDS,
    ),
    "another team and cycle": st.builds(
        lambda n: {f"{GOALS}/g{n}.md": goal_text("fox", team="sales", cycle="2026-q3")}, NUMBERS
    ),
    "a goal goes": st.builds(lambda n: {f"{GOALS}/g{n}.md": None}, NUMBERS),
    "a goal moves": st.builds(
        lambda n, word: {
            f"{GOALS}/g{n}.md": None,
            f"{GOALS}/{word}/g{n}.md": goal_text(word),
        },
        NUMBERS,
        WORDS,
    ),
    "a goal is renamed": st.builds(
        lambda word: {
            f"{GOALS}/g1.md": None,
            f"{GOALS}/new-{word}.md": goal_text(word, 'aliases = ["g1"]\nowner = "ada"'),
        },
        WORDS,
    ),
    "a check-in": st.builds(
        lambda day: {OBJECTIVE: top_text(checkins=checkin_text(day))}, st.integers(10, 19)
    ),
    "a check-in in a file": st.builds(
        lambda n: {
            CHECKIN: f'+++\nobjective = "keep-customers"\ndate = 2026-11-17\nauthor = "ada"\n'
            f"confidence = {n}\n+++\nNumber {n}.\n"
        },
        NUMBERS,
    ),
    "a check-in goes": st.just({CHECKIN: None}),
    "a KPI": st.builds(lambda word: {KPI: kpi_text(f"Churn of the {word}")}, WORDS),
    "an observation": st.builds(
        lambda n: {SERIES: f"{BASE[SERIES]}2026-11-0{n},{n}\n"}, st.integers(1, 9)
    ),
    "a team": st.builds(lambda word: {SALES: team_text(f"The {word}", 'lead = "ada"')}, WORDS),
    "a team goes": st.just({SALES: None, f"{GOALS}/g2.md": goal_text("eel")}),
    "a person": st.builds(lambda word: {ADA: f'+++\ntitle = "{word}"\n+++\n'}, WORDS),
    "a person goes": st.just({ADA: None}),
    "a cycle": st.builds(
        lambda word: {CYCLE: cycle_text(f"Q4 {word}", "2026-10-01", "2026-12-31")}, WORDS
    ),
    "a cycle is open again": st.just({SUMMER: summer_text(closed="")}),
    "a cycle is closed": st.just({SUMMER: summer_text()}),
    "a page": st.builds(
        lambda word: {f"content/pages/{word}.md": page_text(word, f"![x](x.png) {word}")}, WORDS
    ),
    "a page goes": st.builds(lambda word: {f"content/pages/{word}.md": None}, WORDS),
    "a picture": st.builds(
        lambda n: {"content/pages/x.png": b"\x89PNG\r\n\x1a\n" + bytes([n])}, NUMBERS
    ),
    "a file that a plugin reads": st.builds(lambda word: {NOTE: word}, WORDS),
    "such a file goes": st.just({NOTE: None}),
    "the settings": st.builds(lambda text: {SETTINGS: text}, SETTINGS_TEXTS),
    "a plugin": st.builds(lambda word: {"plugins/board.py": PLUGIN.format(word=word)}, WORDS),
    "a style": st.builds(
        lambda word: {"themes/default/static/style.css": f"body {{ --{word}: 1 }}"}, WORDS
    ),
    "a style goes": st.just({"themes/default/static/style.css": None}),
    "a template": st.builds(
        lambda word: {"themes/default/templates/404.html": f"<p>{word}</p>"}, WORDS
    ),
    "a template goes": st.just({"themes/default/templates/404.html": None}),
    "a mistake": st.just({f"{GOALS}/broken.md": "+++\ntitle = \n+++\n"}),
    "a mistake is mended": st.just({f"{GOALS}/broken.md": None}),
}


class Said(NamedTuple):
    """How a command ended, and what it wrote to standard output."""

    exit: int
    out: str


class Company:
    """A folder with a site in which files come, change and go."""

    def __init__(self, root: Path, files: Edit = START) -> None:
        self.root, self.site = root, root / "site"
        self.write(files)

    def write(self, edit: Edit) -> None:
        """Write files by their paths; None removes one."""
        for name, content in edit.items():
            path = self.root / name
            if content is None:
                path.unlink(missing_ok=True)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def sources(self) -> Tree:
        """Everything that a build reads, by path."""
        paths = [self.root / SETTINGS]
        for part in ("content", "plugins", "themes"):
            paths += (self.root / part).rglob("*")
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(paths)
            if path.is_file()
        }

    def build(self, *options: str) -> Said:
        """Build in this process, as the command line does."""
        out = io.StringIO()
        with contextlib.chdir(self.root), contextlib.redirect_stdout(out):
            code = cli.run(["-q", "build", "--jobs", "1", *options])
        return Said(code, out.getvalue())

    def build_apart(self, *options: str, **environment: str) -> Said:
        """Build in a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "okrsite", "-q", "build", *options],
            cwd=self.root,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        return Said(done.returncode, done.stdout)

    def shown(self) -> Tree:
        """The site, without what stays only for readers who have an older page open."""
        if not self.site.is_dir():
            return {}
        marker = (self.site / ".okrsite-site").read_text().splitlines()
        kept = {line[2:] for line in marker if line.startswith("- ")}
        shown = {
            path.relative_to(self.site).as_posix(): path.read_bytes()
            for path in sorted(self.site.rglob("*"))
            if path.is_file()
        }
        shown[".okrsite-site"] = "\n".join(line for line in marker if line[0] != "-").encode()
        return {path: content for path, content in shown.items() if path not in kept}

    def marks(self) -> dict[str, tuple[int, ...]]:
        """What the file system tells of every file and folder of the site and of the state."""
        places = [*self.site.rglob("*"), *(self.root / ".okrsite").rglob("*"), self.site]
        states = {str(path): path.lstat() for path in places}
        return {path: (s.st_ino, s.st_mtime_ns, s.st_ctime_ns) for path, s in states.items()}


class Clean:
    """Builds copies of a company in fresh folders, each state of it once."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        self._folder = folder
        self._made: dict[object, tuple[Said, Tree]] = {}

    def __call__(self, company: Company, *options: str) -> tuple[Said, Tree]:
        """What a clean build says and shows."""
        sources = company.sources()
        state = (tuple(sources.items()), options)
        if state not in self._made:
            copy = Company(self._folder(), sources)
            self._made[state] = (copy.build(*options), copy.shown())
            shutil.rmtree(copy.root)
        return self._made[state]


@pytest.fixture(scope="session")
def company_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Company]:
    """Makes a company in a folder of its own: `company_of()`."""
    return lambda: Company(tmp_path_factory.mktemp("company"))


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Clean:
    """Gives what a clean build says and shows: `clean(company, *options)`."""
    return Clean(lambda: tmp_path_factory.mktemp("clean"))


@pytest.fixture(scope="session")
def edit() -> Callable[[st.DataObject], Edit]:
    """Draws one to three edits of any kind, made at once."""
    return _edit


def _edit(data: st.DataObject) -> Edit:
    names = data.draw(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3))
    drawn = [data.draw(EDITS[name], label=name) for name in names]
    return {path: content for part in drawn for path, content in part.items()}


@pytest.fixture(scope="session")
def long_ago() -> Callable[[], contextlib.AbstractContextManager[None]]:
    """Lets every file that was written before a build count as long untouched."""
    return _long_ago


@contextlib.contextmanager
def _long_ago() -> Iterator[None]:
    # What follows an edit takes longer than the clock of the file system needs for a step.
    with contextlib.ExitStack() as patches:
        for name, module in list(sys.modules.items()):
            if name.startswith("okrsite.effects") and hasattr(module, "TIME_STEP"):
                patches.enter_context(patch.object(module, "TIME_STEP", 0))
        yield
