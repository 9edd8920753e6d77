"""Files that nobody reads, and files in a folder of something else."""

from collections.abc import Iterator
from itertools import groupby
from posixpath import basename, dirname, splitext

from okrsite.api import Cycle, Finding, Forest, Kind, Rule, Scored, Span, Subject
from okrsite.builtin.example import SUMMER, objective_text, page_text, summer_text
from okrsite.builtin.rules.links.link_index import inner_links
from okrsite.builtin.rules.subjects import subject_of
from okrsite.pipeline.naming import CONTENT, FOLDERS

# What people write goals and figures in. Pictures and PDFs are at home beside a text.
TEXTS = frozenset(
    [".txt", ".text", ".rst", ".adoc", ".org", ".rtf", ".doc", ".docx", ".odt", ".pages", ".html"]
)
TABLES = frozenset([".csv", ".tsv", ".xls", ".xlsx", ".xlsm", ".ods", ".numbers", ".parquet"])
SLIDES = frozenset([".ppt", ".pptx", ".odp", ".key"])
SETTINGS = frozenset([".yml", ".yaml", ".json", ".toml", ".ini"])
LEFT_BEHIND = frozenset([".orig", ".rej", ".bak", ".tmp", ".old"])
FOREIGN = frozenset({"", *TEXTS, *TABLES, *SLIDES, *SETTINGS, *LEFT_BEHIND})
MOST = 3


def check_foreign_files(scored: Scored, _: None) -> Iterator[Finding]:
    """Files of texts, tables and settings that are not read and that no text links to."""
    forest = scored.forest
    foreign = sorted(path for path in forest.assets if _suffix(path) in FOREIGN)
    if not foreign:
        return
    linked = {address.name for _, _, address in inner_links(forest) if address.scheme == "file"}
    unlinked = [path for path in foreign if path not in linked]
    observed = {path: id_ for path in unlinked if (id_ := _kpi_of(path, forest))}
    for path, id_ in observed.items():
        yield _of_kpi(path, id_)
    rest = sorted((path for path in unlinked if path not in observed), key=dirname)
    for _folder, paths in groupby(rest, key=dirname):
        yield _of_folder(list(paths))


def _suffix(path: str) -> str:
    return splitext(path)[1].lower()


def _kpi_of(path: str, forest: Forest) -> str:
    """The KPI without observations whose values a table seems to hold."""
    stem = basename(path).partition(".")[0]
    is_wanted = stem in forest.kpis and stem not in forest.series
    return stem if is_wanted and _suffix(path) in TABLES | TEXTS | {""} else ""


def _of_kpi(path: str, id_: str) -> Finding:
    return Finding(
        Span(path),
        f"'{basename(path)}' is not read; the values of the KPI '{id_}' are missing",
        f"Values stand in content/kpis/{id_}.csv, with the header date,value; save it as that.",
        Subject("kpi", id_),
        {"path": path},
    )


def _of_folder(paths: list[str]) -> Finding:
    names = ", ".join(f"'{basename(path)}'" for path in paths[:MOST])
    more = f" and {len(paths) - MOST} more" if len(paths) > MOST else ""
    is_one = len(paths) == 1
    return Finding(
        Span(paths[0]),
        f"{names}{more} {'is' if is_one else 'are'} not read, and no text links to "
        f"{'it' if is_one else 'them'}",
        _help(paths[0]),
        _subject(paths[0]),
        {"path": paths[0]},
    )


def _subject(path: str) -> Subject:
    """What the file would be, were it a document: the first folder tells."""
    folder, stem = path.removeprefix(CONTENT).partition("/")[0], splitext(basename(path))[0]
    kinds: dict[str, Kind] = {folder: kind for kind, folder in FOLDERS.items()}
    return Subject(kinds.get(folder, "page"), stem)


def _help(path: str) -> str:
    suffix, stem = _suffix(path), splitext(basename(path))[0]
    if suffix in TABLES:
        return "Put tables that sources read into content/data/, and a KPI's values beside the KPI."
    if suffix in SETTINGS:
        return "Settings stand in the okrsite.toml beside content/, goals in files that end in .md."
    if suffix in LEFT_BEHIND:
        return f"Take over into {stem} what is missing there, then remove it."
    return f"Write it as {stem}.md, link it from a text, or keep it outside of content/."


FOREIGN_FILE = Rule(
    code="OKR048",
    name="foreign-file",
    severity="warning",
    title="A file is not read, and nothing links to it",
    why="""
Goals and pages are files that end in `.md`, values are `.csv` files beside their KPIs. A Word file,
a workbook or a text in the same folder looks as if it were part of the site, and nobody will see
it. Files that a text links are published as they are.
""",
    bad={"content/objectives/plan.txt": "Our plan for the winter.\n"},
    good={"content/pages/plan.md": page_text("Plan", "Our plan for the winter.")},
    check=check_foreign_files,
    instead_of=("OKR308",),
)


def check_folder_of_other_cycle(scored: Scored, _: None) -> Iterator[Finding]:
    """Objectives in a folder that is called like another cycle than theirs."""
    cycles = scored.forest.cycles
    for objective in scored.forest.objectives.values():
        folder = basename(dirname(objective.span.path))
        if objective.cycle in {None, folder} or folder not in cycles:
            continue
        if _is_part(scored.forest.cycle_of(objective), cycles[folder]):
            continue
        yield Finding(
            objective.at("cycle"),
            f"the objective '{objective.title}' lies in the folder '{folder}' "
            f"and is of the cycle '{objective.cycle}'",
            f'Write cycle = "{folder}", or move it to a folder {objective.cycle}/.',
            subject_of(objective),
            {"title": objective.title, "cycle": objective.cycle or ""},
        )


def _is_part(cycle: Cycle, other: Cycle) -> bool:
    """Whether a cycle lies within the days of another one, such as a quarter in its year."""
    return other.start <= cycle.start and cycle.end <= other.end


MOVED = objective_text("Visitors become customers because they try it", checkins="")

FOLDER_OF_OTHER_CYCLE = Rule(
    code="OKR129",
    name="folder-of-other-cycle",
    severity="hint",
    asked_of="objective",
    title="An objective lies in the folder of another cycle",
    why="""
Folders below `objectives/` are yours to choose. Where they are called like the cycles, a goal that
was copied into the next one and kept its old `cycle` is missing from the new cycle's page.
""",
    bad={SUMMER: summer_text(), "content/objectives/2026-q3/win-customers.md": MOVED},
    good={SUMMER: summer_text(), "content/objectives/2026-q4/win-customers.md": MOVED},
    check=check_folder_of_other_cycle,
)
