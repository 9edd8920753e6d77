"""Links that Markdown does not read as links."""

from collections.abc import Iterator
from functools import cached_property

from okrsite.api import Finding, Forest, Link, Rule, Scored
from okrsite.builtin.example import OBJECTIVE, objective_text
from okrsite.pipeline.suggest import Guesses
from okrsite.pipeline.texts import WrittenText, texts_with


def check_wiki_links(scored: Scored, _: None) -> Iterator[Finding]:
    """Links in double brackets, as wikis write them."""
    names = _Names(scored.forest)
    for text, link in _unread(scored.forest, is_wiki=True):
        name, _bar, words = link.target.strip("![]").partition("|")
        address, title = names.address(name.partition("#")[0].strip())
        shown = words.strip() or title or name.strip()
        help_ = "Write [words](goal:id), [words](kpi:id) or a path to the file."
        yield Finding(
            link.span,
            f"{link.target} is shown as it is written: links in double brackets are not read",
            f"Write [{shown}]({address})." if address else help_,
            text.subject,
            {"target": link.target},
        )


WIKI_LINK = Rule(
    code="OKR164",
    name="wiki-link",
    severity="warning",
    title="A link is written as in a wiki",
    why="""
Obsidian and wikis read `[[name]]` as a link; Markdown shows the brackets. A link to a goal reads
`[words](goal:id)`, one to a KPI `[words](kpi:id)`, one to a page is a path.
""",
    bad={OBJECTIVE: objective_text(body="Measured by [[customer-churn]].")},
    good={OBJECTIVE: objective_text(body="Measured by [churn](kpi:customer-churn).")},
    check=check_wiki_links,
)


def check_spaces_in_links(scored: Scored, _: None) -> Iterator[Finding]:
    """Links whose address has a space, mostly the title of a goal."""
    names = _Names(scored.forest)
    for text, link in _unread(scored.forest, is_wiki=False):
        name = link.target.partition(":")[2] or link.target
        address, _title = names.address(name.strip())
        encoded = link.target.replace(" ", "%20")
        yield Finding(
            link.span,
            f"the link to '{link.target}' is shown as it is written: its address has a space",
            f"Write ({address})." if address else f"Write ({encoded}) if that is a file's name.",
            text.subject,
            {"target": link.target},
        )


SPACE_IN_LINK = Rule(
    code="OKR166",
    name="space-in-link",
    severity="warning",
    title="A link has a space in its address",
    why="""
Markdown then reads no link at all, and shows brackets and parentheses. Mostly somebody wrote the
title of a goal where its id belongs; a space in the name of a file is written `%20`.
""",
    bad={OBJECTIVE: objective_text(body="Measured by [churn](Customer churn).")},
    good={OBJECTIVE: objective_text(body="Measured by [churn](kpi:customer-churn).")},
    check=check_spaces_in_links,
)


def _unread(forest: Forest, *, is_wiki: bool) -> Iterator[tuple[WrittenText, Link]]:
    for text in texts_with(forest, "unread"):
        # What stands in a document with errors may have been meant as something else.
        for link in text.prose.unread if text.path not in forest.unread else ():
            if link.target.startswith(("[[", "![[")) is is_wiki:
                yield text, link


class _Names:
    """What goals and KPIs are called, by id and by title, and how a link names them."""

    def __init__(self, forest: Forest) -> None:
        self._guesses = Guesses()
        self._forest = forest

    @cached_property
    def _known(self) -> dict[str, tuple[str, str]]:
        """By id and by title; made only where a link has to be named."""
        known: dict[str, tuple[str, str]] = {}
        for scheme, table in (("kpi", self._forest.kpis), ("goal", self._forest.objectives)):
            for id_, thing in table.items():
                named = f"{scheme}:{id_}", thing.title
                known[id_.casefold()] = known[thing.title.casefold()] = named
        return known

    def address(self, name: str) -> tuple[str, str]:
        """How a link to what is called so, or nearly so, is written, and its title; or nothing."""
        near = self._guesses.nearest(name.casefold(), lambda: self._known)
        return self._known[near] if near else ("", "")
