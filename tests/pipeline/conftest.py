"""Small sites as an editor would type them, read into documents."""

from textwrap import dedent

import pytest

from okrsite.model.position import Span
from okrsite.model.settings import Settings
from okrsite.pipeline.parse import parse
from okrsite.pipeline.prose import Markdown
from okrsite.pipeline.resolve import resolve

MARKDOWN = Markdown()
SETTINGS = Settings(span=Span("okrsite.toml"))
QUARTER = "title = 'Q4'\nstart = 2026-10-01\nend = 2026-12-31"


class TypedSite:
    """Files by their path below the content; what has no `+++` is the front matter alone."""

    settings = SETTINGS

    def documents(self, files):
        """The documents of the files, with the quarter `q4` beside them."""
        every = {"cycles/q4.md": QUARTER, **files}
        return tuple(
            parse(f"content/{path}", self._text(path, text).encode(), MARKDOWN)
            for path, text in every.items()
        )

    def resolved(self, files, settings=SETTINGS):
        """The forest and the findings that resolving these files gives."""
        return resolve(self.documents(files), settings, "confidential")

    def forest(self, files):
        return self.resolved(files)[0]

    def findings(self, files, settings=SETTINGS):
        return [str(finding) for finding in self.resolved(files, settings)[1]]

    @staticmethod
    def _text(path, text):
        text = dedent(text).strip()
        return text if path.endswith(".csv") or text.startswith("+++") else f"+++\n{text}\n+++\n"


@pytest.fixture(scope="session")
def typed():
    """Reads sites from texts."""
    return TypedSite()
