"""Exporting: formats of `okrsite export`, and what each is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.names import TeamId
from okrsite.model.scored import Scored
from okrsite.pipeline.present.context import PageContext
from okrsite.pipeline.present.numbers import Numbers
from okrsite.pipeline.words import Words


class ExportRequest(Struct, frozen=True, kw_only=True):
    """What a format is made from.

    Attributes:
        scored: The goals that are exported, with every number beside them.
        findings: What was found that their audience may be told.
        words: Every word of the site in its language, those of plugins among them.
        numbers: Writes figures and days as the site's language has them.
    """

    scored: Scored
    findings: tuple[Diagnostic, ...]
    words: Words
    numbers: Numbers


class Exporter(Struct, frozen=True, kw_only=True):
    """A format of `okrsite export`; it gives `export`, or `tell` where people read it.

    Attributes:
        name: What `--format` calls it.
        title: What it is, in a few words.
        export: Gets a request and returns files by name. A single file may go to standard output.
        tell: Gets what a page asks, with the words of the site, and a team's id, empty for the
            company; returns files by name.
        main: Of several files, the name of the one for standard output; empty for none.
    """

    name: str
    title: str
    export: Callable[[ExportRequest], Mapping[str, bytes]] | None = None
    tell: Callable[[PageContext, TeamId], Mapping[str, bytes]] | None = None
    main: str = ""
