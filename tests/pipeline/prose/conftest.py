"""The words in which these tests speak of prose."""

from types import SimpleNamespace

import pytest

from okrsite.pipeline.prose import Markdown

MARKDOWN = Markdown()


def read(text, line=1, **how):
    return MARKDOWN.prose(text, "content/pages/a.md", line, **how)


def html(text):
    """The HTML of a text, with each inner link's target in braces."""
    prose, _ = read(text)
    targets = [f"{{{link.target}}}" for link in prose.links] + [""]
    return "".join(part + target for part, target in zip(prose.parts, targets, strict=True))


def findings(text, line=1):
    return [str(finding) for finding in read(text, line)[1]]


@pytest.fixture(scope="session")
def prose():
    return SimpleNamespace(read=read, html=html, findings=findings)
