"""What the tests of reading share: one file read, and its findings in short."""

from collections.abc import Callable

import pytest

from okrsite.model.document import Document
from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown

Read = Callable[[str, str | bytes], Document]

FOLDERS = {
    "objective": "content/objectives/grow.md",
    "kpi": "content/kpis/churn.md",
    "team": "content/teams/sales.md",
    "person": "content/people/ada.md",
    "cycle": "content/cycles/2026-q4.md",
    "page": "content/pages/about.md",
    "checkin": "content/checkins/2026-q4/grow.md",
    "series": "content/kpis/churn.csv",
}


@pytest.fixture(scope="session")
def markdown() -> Markdown:
    return Markdown(())


@pytest.fixture
def read(markdown: Markdown) -> Read:
    """Reads a file of a kind; `read("kpi", toml)` puts the TOML between its fences."""

    def one(kind: str, text: str | bytes) -> Document:
        if isinstance(text, str) and kind in FOLDERS and kind != "series":
            text = f"+++\n{text}\n+++\n"
        data = text.encode() if isinstance(text, str) else text
        return parse(FOLDERS.get(kind, kind), data, markdown)

    return one


@pytest.fixture
def found(read: Read) -> Callable[[str, str | bytes], list[str]]:
    """The findings of a file as `line:column code message`."""

    def findings(kind: str, text: str | bytes) -> list[str]:
        return [
            f"{finding.span.line}:{finding.span.column} {finding.code} {finding.message}"
            for finding in read(kind, text).findings
        ]

    return findings
