"""`okrsite diff` on the command line: the two states, and in which form to tell of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal

import click
from msgspec import Struct
from msgspec.structs import replace

from okrsite.commands.diff.states import ComparisonRequest, ReadSettings, compared
from okrsite.commands.errors import CommandError
from okrsite.commands.options import DAY, UNTRUSTED, choice
from okrsite.commands.result import CommandResult
from okrsite.commands.root import find_root
from okrsite.commands.terminal import Terminal
from okrsite.commands.untrusted import opened
from okrsite.commands.workspace import shipped_plugin
from okrsite.effects.git import GitError, Repository, repository_of
from okrsite.effects.git_objects import is_shallow, object_of
from okrsite.effects.snapshots import SiteSnapshot, snapshot_of_commit, snapshot_of_folder
from okrsite.hooks.host import collect
from okrsite.model.names import Visibility
from okrsite.pipeline.compare.difference import SiteDifference
from okrsite.pipeline.compare.reports.json import difference_json
from okrsite.pipeline.compare.reports.markdown import difference_markdown
from okrsite.pipeline.compare.reports.text import difference_text
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.report import painted, plain

Form = Literal["text", "markdown", "json"]
WORKING_TREE = "the working tree"
# What reads, scores and judges goals; pages and exports take long to load, and nobody asks for any.
READING = ("rules", "scorers", "sources")


class DiffOptions(Struct, frozen=True):
    """What the command line says of a comparison."""

    base: str
    head: str | None
    form: Form
    today: date | None
    audience: Visibility
    preview: str
    untrusted: str | None


@click.command("diff", short_help="Show what a change does to the goals.")
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format",
    "form",
    type=choice(Form),
    default="text",
    show_default=True,
    help="For people, for a comment of a pull request, or for other programs.",
)
@click.option("--today", type=DAY, help="The day to score both on.")
@click.option(
    "--audience",
    type=choice(Visibility),
    default="confidential",
    show_default=True,
    help="Tell only what this audience may see.",
)
@UNTRUSTED
@click.option("--preview", default="", metavar="URL", help="Link pages of this site in Markdown.")
@click.pass_obj
def command(terminal: Terminal, /, **given: Any) -> CommandResult:
    """Show what changed between two commits, by meaning: what HEAD does to the goals of BASE.

    Without HEAD, BASE is compared with the working tree, so that one sees what an edit does. Both
    are compared as they are; what happened on BASE meanwhile shows as undone, unless BASE is the
    commit where the two parted: `okrsite diff "$(git merge-base main HEAD)" HEAD`.

    Rewritten history comes first, then what became easier to reach. Both are scored on the same
    day. Nothing is checked out, and no plugin of the site is run: a key result that a plugin scores
    is not measured here. With --untrusted both are read and judged by the settings and plugins of
    that base. The exit code is 0 whatever changed.
    """
    options = DiffOptions(**given)
    terminal.progress("Comparing the goals…")
    try:
        found = _trusting(options) if options.untrusted else _plainly(options)
    except GitError as problem:
        raise CommandError(f"git cannot read it: {problem}") from problem
    return CommandResult(_written(found, options, terminal))


def _plainly(options: DiffOptions) -> SiteDifference:
    """The difference by each state's own settings, without the site's plugins."""
    root = find_root(Path.cwd())
    extensions, _ = collect(tuple(map(shipped_plugin, READING)))
    return _difference(root, options, extensions, cache=root)


def _trusting(options: DiffOptions) -> SiteDifference:
    """The difference by the settings and plugins of a base that is trusted, and nothing else."""
    with opened(Path.cwd(), options.today, options.untrusted) as workspace:
        trusted = (workspace.settings, workspace.findings)
        return _difference(workspace.root, options, workspace.extensions, trusted=trusted)


def _difference(
    root: Path,
    options: DiffOptions,
    extensions: Extensions,
    *,
    cache: Path | None = None,
    trusted: ReadSettings | None = None,
) -> SiteDifference:
    repository = repository_of(root)
    if repository is None:
        raise CommandError("there is no git repository here", "`git init` makes one.")
    shallow = is_shallow(repository)
    base = _snapshot(repository, options.base, shallow=shallow)
    if options.head is None:
        known = base.object_ids.values()
        head = snapshot_of_folder(root, WORKING_TREE, known, is_trusted=trusted is None)
    else:
        head = _snapshot(repository, options.head, shallow=shallow)
    asked = ComparisonRequest(
        repository, base, head, extensions, options.audience, options.today, cache, trusted
    )
    return replace(compared(asked, is_shallow=shallow), place=repository.place)


def _snapshot(repository: Repository, revision: str, *, shallow: bool) -> SiteSnapshot:
    object_id = object_of(repository, revision)
    if object_id is None:
        raise CommandError(
            f"there is no commit {revision!r} here", _help(revision, shallow=shallow)
        )
    try:
        return snapshot_of_commit(repository, object_id, revision)
    except GitError as problem:
        message = f"{revision!r} has no folder {repository.place!r}, where the site is"
        raise CommandError(message, "Name a commit that has it.") from problem


def _help(revision: str, *, shallow: bool) -> str:
    """What to do about a commit that is not here."""
    if ".." in revision:
        return "Write the two apart: okrsite diff BASE HEAD."
    if shallow:
        return (
            "This clone is shallow: `git fetch --unshallow` gets the rest; in GitHub Actions "
            "`fetch-depth: 0` for actions/checkout, in GitLab CI `GIT_DEPTH: 0`."
        )
    return "`git fetch` gets the branches of a remote; those are called origin/NAME."


def _written(found: SiteDifference, options: DiffOptions, terminal: Terminal) -> str:
    match options.form:
        case "json":
            return difference_json(found)
        case "markdown":
            return difference_markdown(found, options.preview)
        case "text":
            parts = difference_text(found)
            return painted(parts) if terminal.colour else plain(parts)
