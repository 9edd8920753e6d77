"""A small company whose site can be built again and again, whole and for real."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from msgspec import Struct, inspect

from okrsite.builtin.example import BASE
from okrsite.commands.build.outcome import BuildOutcome
from okrsite.commands.build.run import BuildOptions, build
from okrsite.commands.workspace import open_workspace
from okrsite.pipeline.parse.rows import (
    CheckInFileRow,
    CycleRow,
    KeyResultRow,
    KpiRow,
    MilestoneRow,
    ObjectiveRow,
    PageRow,
    PersonRow,
    TeamRow,
)

Tree = dict[str, bytes]


def tree_of(folder: Path) -> Tree:
    """Every file below a folder by its path, links and modes told apart."""
    found: Tree = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"-> " + os.fsencode(path.readlink())
        elif path.is_dir():
            found[f"{name}/"] = oct(path.stat().st_mode).encode()
        else:
            found[name] = oct(path.stat().st_mode).encode() + b" " + path.read_bytes()
    return found


class Company:
    """A site's folder in which files come, change and go."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.root.mkdir(parents=True, exist_ok=True)
        self.write(BASE)

    @property
    def site(self) -> Path:
        """The output folder."""
        return self.root / "site"

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Write files by their paths; None removes one."""
        for path, content in files.items():
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                target.unlink(missing_ok=True)
            elif isinstance(content, bytes):
                target.write_bytes(content)
            else:
                target.write_text(content, encoding="utf-8", newline="")

    def build(self, **options: object) -> BuildOutcome:
        """Build in this process."""
        given: dict[str, object] = {"jobs": 1, "output": self.site, **options}
        return build(open_workspace(self.root), BuildOptions(**given))  # type: ignore[arg-type]

    def shown(self) -> Tree:
        """The site as it is on show."""
        return tree_of(self.site)

    def run(
        self, *arguments: str, cwd: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the command line as a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "okrsite", *arguments],
            cwd=cwd or self.root,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """A company in a fresh folder."""
    return Company(tmp_path / "company")


@pytest.fixture
def another(tmp_path: Path) -> Company:
    """The same company in another folder."""
    return Company(tmp_path / "elsewhere" / "with ümlaut" / "another")


# What no text can stand in for: names of other documents, and fields with a language of their own.
GIVEN: Mapping[str, Any] = {
    # Nobody may write these where no plugin asks for them.
    "plugins": None,
    "parent": "upper",
    "cycle": "q4",
    "team": "team",
    "owner": "person",
    "lead": "person",
    "author": "person",
    "to": "person",
    "objective": "objective",
    "supports": ["upper"],
    "with_teams": ["upper"],
    "watch": ["watched"],
    "from": "upper#metric",
    "rule": "OKR204",
    "kpi": None,
    "id": None,
    "aliases": None,
    "visibility": None,
    "formula": None,
    "source": None,
    "score_by": None,
    "score": None,
    "score_reason": None,
    "current": None,
    "colour": "#336699",
    "start": date(2026, 10, 1),
    "end": date(2026, 12, 31),
    "closed": None,
    "since": date(2026, 10, 1),
    "by": date(2026, 12, 31),
    "due": date(2026, 12, 31),
    "min": 1,
    "max": 5,
    "confidence": 7,
    "state": "paused",
    "values": {"metric": 2},
    "contributors": ["person"],
    "link": "https://tickets.example.com/42",
    "checkpoints": None,  # only beside a target, and they hold no text
    "rolling": None,  # not with `aggregate = "last"`, and a number holds no text
}
SHAPES: Mapping[str, dict[str, Any]] = {
    "metric": {"start": 1.0, "target": 5.0},
    "relative": {"start": 4.0, "change": "+25%"},
    "guardrail": {"kpi": "kpi", "unit": None, "owner": None, "keep": {"min": 1, "max": 9}},
    "milestones": {},
    "zones": {},
}


# Values of the kinds that hold no text.
WORDLESS: Mapping[type[inspect.Type], Any] = {
    inspect.FloatType: 1.5,
    inspect.BoolType: True,
    inspect.DateType: date(2026, 10, 12),
}


def filled(row: type[Struct], say: Callable[[str], str], at: str = "", **given: Any) -> Any:
    """A table with every field that a row knows, all texts being what `say` gives for their path.

    A field of a kind that is not known here fails, so that nobody forgets to cover it.
    """
    table: dict[str, Any] = {}
    for field in inspect.type_info(row).fields:  # type: ignore[attr-defined]
        name = field.encode_name
        known = {**GIVEN, **given}
        value = known[name] if name in known else _value(field.type, say, f"{at}.{name}")
        if value is not None:
            table[name] = value
    return table


def _value(kind: inspect.Type, say: Callable[[str], str], at: str) -> Any:
    match kind:
        case inspect.Metadata():
            return _value(kind.type, say, at)
        case inspect.UnionType():
            return _value(kind.types[0], say, at)
        case inspect.VarTupleType():
            return _items(kind.item_type, say, at)
        case inspect.StructType():
            return filled(kind.cls, say, at)
        case inspect.LiteralType():
            return kind.values[0]
        case inspect.StrType():
            return say(at)
        case inspect.DictType():
            return {"written": say(at)}
        case _ if type(kind) in WORDLESS:
            return WORDLESS[type(kind)]
        case _:
            return pytest.fail(f"{at} is of a kind that no text was ever tried in: {kind}")


def _items(kind: inspect.Type, say: Callable[[str], str], at: str) -> list[Any]:
    row = kind.cls if isinstance(kind, inspect.StructType) else None
    if row is MilestoneRow:
        return [filled(MilestoneRow, say, f"{at}.{n}", id=f"step-{n}", done=None) for n in range(2)]
    if row is KeyResultRow:
        none = dict.fromkeys(("start", "target", "change", "keep", "milestones", "zones"))
        return [
            filled(KeyResultRow, say, f"{at}.{id_}", **{**_without(none, id_), **own}, id=id_)
            for id_, own in SHAPES.items()
        ]
    return [_value(kind, say, at)]


def _without(table: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {each: value for each, value in table.items() if each != key}


def _graded(say: Callable[[str], str], **given: Any) -> dict[str, Any]:
    """An objective of a closed cycle, each of its key results graded by hand."""
    objective = filled(ObjectiveRow, say, "objectives/graded", cycle="q3", checkins=None, **given)
    for result in objective["key_results"]:
        result |= {"score": 0.5, "score_reason": say(f"{result['id']}.score_reason")}
        del result["due"]
    return objective


def full_company(say: Callable[[str], str], visibility: str | None = None) -> dict[str, str]:
    """Documents of every kind with every field filled; `say` gives each text for its path."""
    alone = dict.fromkeys(("supports", "watch", "with_teams", "state", "reason"))
    tables = {
        "teams/upper": filled(TeamRow, say, "teams/upper", parent=None),
        "teams/team": filled(TeamRow, say, "teams/team"),
        "people/person": filled(PersonRow, say, "people/person"),
        "cycles/year": filled(CycleRow, say, "cycles/year", parent=None, start=date(2026, 1, 1)),
        "cycles/q3": filled(
            CycleRow,
            say,
            "cycles/q3",
            parent="year",
            start=date(2026, 7, 1),
            end=date(2026, 9, 30),
            closed=date(2026, 10, 5),
        ),
        "cycles/q4": filled(CycleRow, say, "cycles/q4", parent="year"),
        "objectives/upper": filled(ObjectiveRow, say, "objectives/upper", **alone),
        "objectives/objective": filled(ObjectiveRow, say, "objectives/objective"),
        "objectives/graded": _graded(say, **alone),
        "checkins/told": filled(CheckInFileRow, say, "checkins/told", date=date(2026, 11, 2)),
        "kpis/kpi": filled(KpiRow, say, "kpis/kpi"),
        "kpis/watched": filled(KpiRow, say, "kpis/watched"),
        "pages/page": filled(PageRow, say, "pages/page"),
        "index": filled(PageRow, say, "index"),
    }
    own = {} if visibility is None else {"visibility": visibility}
    files = {
        f"content/{path}.md": f"+++\n{tomli_w.dumps({**own, **table})}+++\n{say(path + '.body')}\n"
        for path, table in tables.items()
    }
    for kpi in ("kpi", "watched"):
        note = say(f"kpis/{kpi}.csv").replace('"', '""')
        files[f"content/kpis/{kpi}.csv"] = (
            f'date,value,note\n2026-09-30,4,"{note}"\n2026-10-31,7,"{note}"\n'
        )
    return files


@pytest.fixture(scope="session")
def every_field() -> Callable[..., dict[str, str]]:
    """Makes documents in which every field that exists is filled: `every_field(say)`."""
    return full_company
