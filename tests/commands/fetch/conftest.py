"""A company whose values come from a desk that does whatever it is told."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from okrsite import cli
from okrsite.builtin.example import BASE
from okrsite.commands.fetch import fetch
from okrsite.commands.workspace import open_workspace
from okrsite.effects.fetch import FetchOptions

DESK = '''
"""A source that does what each KPI tells it to."""

import fcntl
import os
import subprocess
import sys
import time
from base64 import b64encode
from datetime import date
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from okrsite.api import Failure, Observation, SourceError, SourceType, hookimpl

OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 10)


class Settings(Struct, frozen=True, kw_only=True):
    key: str = ""
    notes: str = ""


class Query(Struct, frozen=True, kw_only=True):
    do: str = "answer"
    value: float = 4.5


def fetch(requests, settings, context):
    for request in requests:
        yield from ACTS[request.query.do](request, settings, context)


def answer(request, settings, context):
    yield Observation(request.kpi.id, NOVEMBER, request.query.value)


def old_and_new(request, settings, context):
    yield Observation(request.kpi.id, OCTOBER, request.query.value)
    yield Observation(request.kpi.id, NOVEMBER, request.query.value)


def restates_july(request, settings, context):
    """What it says of July has changed since."""
    for month, value in ((7, 7), (8, 8.1), (9, 8), (10, 4.8)):
        yield Observation(request.kpi.id, date(2026, month, 30 if month == 9 else 31), value)


def forgets(request, settings, context):
    """Its rows of August and September are gone."""
    yield Observation(request.kpi.id, date(2026, 7, 31), 7.8)
    yield Observation(request.kpi.id, OCTOBER, 4.8)


def nothing(request, settings, context):
    return ()


def prints(request, settings, context):
    print("x" * 100_000)
    print("on the way", file=sys.stderr)
    os.write(1, b"\\x00\\xff" * 1000)
    yield Observation(request.kpi.id, NOVEMBER, 4.5)


def held(settings):
    """A lock that lasts as long as any process that is given it."""
    lock = os.open(Path(settings.notes, "held"), os.O_CREAT | os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_SH)
    return (lock,)


def hangs(request, settings, context):
    import signal
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    subprocess.Popen(["sleep", "1000"], pass_fds=held(settings))
    yield Observation(request.kpi.id, NOVEMBER, 4.5)
    time.sleep(1000)


def escapes(request, settings, context):
    lock = held(settings)
    sleep = ["sleep", "1000"]
    if os.fork() == 0:
        os.setsid()
        if os.fork():
            os._exit(0)
        time.sleep(1000)
    subprocess.Popen(sleep, start_new_session=True, pass_fds=lock)
    subprocess.Popen(["setsid", "nohup", "env", "-i", *sleep], env={}, pass_fds=lock)
    time.sleep(0.1)
    yield Observation(request.kpi.id, NOVEMBER, 4.5)
    time.sleep(1000 * request.query.value)


def ancestors(process):
    """The parent of a process, its parent and so on, as far as they can be seen."""
    stat = Path("/proc", str(process), "stat").read_text()
    parent = stat.rpartition(")")[2].split()[1]
    return [] if parent == "0" else [parent, *ancestors(parent)]


def spies(request, settings, context):
    """Looks for what other processes know, in every way that a process of the same user has."""
    found = [subprocess.run(["ps", "axeww"], capture_output=True, check=False).stdout]
    for process in [Path("/proc", str(os.getppid())), *Path("/proc").glob("[0-9]*")]:
        for name in ("environ", "cmdline", "root/proc/1/environ"):
            try:
                found.append((process / name).read_bytes())
            except OSError as refused:
                found.append(str(refused).encode())
    for process in ancestors(os.getppid()):
        try:
            Path("/proc", process, "mem").open("rb").close()
            found.append(b"memory of an ancestor")
        except OSError:
            pass
    found.append(b"\\n".join(f"{name}={value}".encode() for name, value in os.environ.items()))
    Path(settings.notes, "found").write_bytes(b"\\n".join(found))
    yield Observation(request.kpi.id, NOVEMBER, 4.5)


def streams(request, settings, context):
    while True:
        yield Observation(request.kpi.id, NOVEMBER, 4.5)


def chatters(request, settings, context):
    while True:
        print("y" * 1000)


def dies(request, settings, context):
    os.abort()
    yield


def ends(request, settings, context):
    os._exit(0)
    yield


def exits(request, settings, context):
    sys.exit("goodbye")
    yield


def garbles(request, settings, context):
    for handle in range(3, 400):
        try:
            os.write(handle, b"\\xff" * 64)
        except OSError:
            pass
    yield Observation(request.kpi.id, NOVEMBER, 4.5)


def raises(request, settings, context):
    raise ZeroDivisionError("by itself")
    yield


def takes_its_turn(request, settings, context):
    """Answers whole, or hangs amid its answer as long as it is told to."""
    context.begin(request.kpi.id)
    yield Observation(request.kpi.id, NOVEMBER, 4.5)
    time.sleep(request.query.value)


def answers_b_first(request, settings, context):
    """Asks about two at a time, of which the second answers and the first one hangs."""
    context.begin("a")
    context.begin("b")
    yield Observation("b", NOVEMBER, 4.5)
    context.finish("b")
    time.sleep(1000)


def recovers(request, settings, context):
    attempts = Path(settings.notes, f"attempts-{request.kpi.id}")
    with attempts.open("a") as file:
        file.write("x")
    if len(attempts.read_text()) < 3:
        raise SourceError("busy", is_transient=True)
    yield Observation(request.kpi.id, NOVEMBER, 4.5)


def flickers(request, settings, context):
    attempts = Path(settings.notes, f"attempts-{request.kpi.id}")
    with attempts.open("a") as file:
        file.write("x")
    if len(attempts.read_text()) < request.query.value:
        yield Failure(request.kpi.id, "busy", is_transient=True)
    else:
        yield Observation(request.kpi.id, NOVEMBER, 4.5)


def collapses(request, settings, context):
    if Path(settings.notes, "opened").exists():
        raise SourceError("the door is shut")
    Path(settings.notes, "opened").touch()
    yield Failure(request.kpi.id, "busy", is_transient=True)


def refuses(request, settings, context):
    with Path(settings.notes, f"attempts-{request.kpi.id}").open("a") as file:
        file.write("x")
    raise SourceError("no such table")
    yield


def fails(request, settings, context):
    yield Failure(request.kpi.id, "no such column")


def lies(value, day=NOVEMBER, kpi=None):
    def act(request, settings, context):
        yield Observation(kpi or request.kpi.id, day, value)
    return act


def raw(value):
    def act(request, settings, context):
        yield value
    return act


def leaks(request, settings, context):
    key = settings.key
    Path(settings.notes, "heard").write_text(str(len(key)))
    Path(settings.notes, "argv").write_bytes(Path("/proc/self/cmdline").read_bytes())
    for text in (key, quote(key, safe=""), b64encode(b"ada:" + key.encode()).decode(), repr(key)):
        print("printed", text)
        print("printed", text, file=sys.stderr)
        yield Failure(request.kpi.id, f"told {text} {text}")
        yield Failure(f"stranger-{text}", text)


def leaks_as_error(request, settings, context):
    raise SourceError(f"cannot reach https://ada:{settings.key}@db.example/?k={quote(settings.key)}")
    yield


def leaks_as_bug(request, settings, context):
    print(settings.key, flush=True)
    raise RuntimeError("a\\n" * 50 + settings.key)
    yield


def leaks_as_crash(request, settings, context):
    print("x" * 4090 + settings.key + "\\nand " + settings.key, flush=True)
    os.abort()
    yield


ACTS = {
    name: act for name, act in list(globals().items())
    if callable(act) and getattr(act, "__module__", "") == __name__ and name[0].islower()
} | {
    "not a number": lies(float("nan")),
    "infinite": lies(float("inf")),
    "text": lies("4.5"),
    "true": lies(True),
    "future": lies(4.5, date(2027, 1, 1)),
    "no day": lies(4.5, "2026-11-10"),
    "a stranger": lies(4.5, kpi="somebody-else"),
    "no observation": raw(4.5),
}


@hookimpl
def okrsite_sources():
    return [
        SourceType(name="desk", title="Desk", settings=Settings, query=Query, fetch=fetch)
    ]
'''


class Office:
    """A site's folder whose KPIs ask the desk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.notes = root.with_name(f"{root.name}-notes")
        self.notes.mkdir(parents=True)
        self.sources: dict[str, str] = {}
        self.write({**BASE, "plugins/desk.py": DESK})

    def write(self, files) -> None:
        """Write files by their paths."""
        for path, text in files.items():
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="")

    def source(self, name: str, settings: str = "") -> None:
        """Add a source that is a desk."""
        self.place(name, f'plugin = "desk"\nnotes = "{self.notes}"\n{settings}')

    def place(self, name: str, settings: str) -> None:
        """Add a source of any plugin."""
        self.sources[name] = settings
        tables = "".join(f"[sources.{name}]\n{each}\n" for name, each in self.sources.items())
        self.write({"okrsite.toml": f"{BASE['okrsite.toml']}\n[plugins.desk]\n{tables}"})

    def kpi(self, name: str, use: str, fields: str = "", folder: str = "") -> None:
        """Add a KPI that asks a source."""
        text = f'+++\ntitle = "{name}"\n[source]\nuse = "{use}"\n{fields}\n+++\n'
        self.write({f"content/kpis/{folder}{name}.md": text})

    def series(self, name: str) -> str | None:
        """The observations of a KPI as they lie on the disk."""
        path = self.root / f"content/kpis/{name}.csv"
        return path.read_bytes().decode() if path.exists() else None

    def note(self, name: str) -> str | None:
        """What is noted of a KPI's source."""
        path = self.root / f"content/kpis/{name}.source.toml"
        return path.read_text() if path.exists() else None

    def fetch(self, **options):
        """Fetch in this process."""
        return fetch(open_workspace(self.root), FetchOptions(**options))

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the command line as a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "okrsite", *arguments],
            cwd=self.root,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )

    def is_held(self) -> bool:
        """Whether any process is left that was given the lock."""
        with (self.notes / "held").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def tree(self) -> dict[str, bytes]:
        """Every file of the content, hidden ones too."""
        content = self.root / "content"
        return {
            path.relative_to(content).as_posix(): path.read_bytes()
            for path in sorted(content.rglob("*"))
            if path.is_file()
        }


class OfficeHere(Office):
    """An office whose command lines run in this process, which is faster."""

    def __init__(self, root: Path, capfd, monkeypatch) -> None:
        super().__init__(root)
        monkeypatch.chdir(root)
        monkeypatch.setenv("COLUMNS", "80")
        self.capfd = capfd

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command line."""
        self.capfd.readouterr()
        code = cli.run(arguments)
        return subprocess.CompletedProcess(arguments, code, *self.capfd.readouterr())


@pytest.fixture
def office(tmp_path: Path, capfd, monkeypatch) -> OfficeHere:
    """An office in a fresh folder, and in this process."""
    return OfficeHere(tmp_path / "office", capfd, monkeypatch)


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory):
    """Makes an office that several tests look at."""
    return lambda: Office(tmp_path_factory.mktemp("offices") / "office")
