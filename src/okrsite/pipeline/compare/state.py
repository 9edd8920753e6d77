"""State: a site at one moment, as an audience sees it, with its numbers and its findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic, sorted_findings
from okrsite.model.document import Document
from okrsite.model.names import Visibility
from okrsite.model.scored import Scored
from okrsite.model.settings import Settings
from okrsite.pipeline.build import Conditions, understand
from okrsite.pipeline.extensions import Extensions
from okrsite.pipeline.redact import redact


class SiteFiles(Struct, frozen=True):
    """What was read of a site.

    Attributes:
        settings: Its settings.
        documents: Its documents, or those of them that are compared.
        strays: Documents that lie where they are not read.
        assets: The paths of its other files.
        findings: What is wrong with its settings and its files.
    """

    settings: Settings
    documents: tuple[Document, ...]
    strays: tuple[Document, ...] = ()
    assets: Collection[str] = ()
    findings: tuple[Diagnostic, ...] = ()


class SiteState(Struct, frozen=True):
    """One state of a site.

    Attributes:
        name: What people call it.
        documents: The documents, without what is hidden.
        scored: The goals with their numbers.
        findings: Everything that may be said of it to this audience.
    """

    name: str
    documents: tuple[Document, ...]
    scored: Scored
    findings: tuple[Diagnostic, ...]


def state_of(
    name: str, content: SiteFiles, extensions: Extensions, audience: Visibility, today: date
) -> SiteState:
    """The state of a site for an audience on a day.

    Mistakes are found in files that an audience may not see, so only the audience that sees
    everything is told of them.
    """
    understood = understand(
        (*content.documents, *content.strays),
        frozenset(content.assets),
        Conditions(content.settings, extensions, audience, today),
    )
    findings: Iterable[Diagnostic] = understood.findings
    if audience == "confidential":
        findings = (*content.findings, *understood.mistakes, *understood.findings)
    seen = redact(content.documents, audience, content.settings)
    return SiteState(name, seen, understood.scored, tuple(sorted_findings(list(findings))))
