"""OKR404: the part of a page that a link names is on that page."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored, suggestion
from okrsite.builtin.example import page_text
from okrsite.builtin.links import Atlas, anchors_of, inner_links


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Links to a document that exists and a heading in it that does not."""
    atlas = Atlas(scored.forest)
    for text, link, address in inner_links(scored.forest, "#"):
        place = atlas.find(address)
        if address.scheme == "goal" or not address.anchor or place is None:
            continue
        if place.entity is None or not place.lacks(address.anchor):
            continue
        meant = suggestion(address.anchor, anchors_of(place.entity))
        yield Finding(
            link.span,
            f"links to '#{address.anchor}', and {address.name} has no such heading{meant}",
            "An anchor is the heading in lower case, with hyphens for spaces.",
            text.subject,
            {"target": link.target},
        )


RULE = Rule(
    code="OKR404",
    name="broken-anchor",
    severity="warning",
    title="A link names a heading that is not there",
    why="""
The page opens, at its top, and the reader looks for what was promised. Headings change more often
than anybody thinks of the links that lead to them.
""",
    bad={
        "content/pages/words.md": page_text("Words", "See [below](#kpis).\n\n## KPI\n\nPermanent.")
    },
    good={
        "content/pages/words.md": page_text("Words", "See [below](#kpi).\n\n## KPI\n\nPermanent.")
    },
    check=check,
)
