"""OKR403: a relative link leads to a file that is there."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored
from okrsite.builtin.example import page_text
from okrsite.builtin.links import Atlas, inner_links


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Relative links and pictures whose file does not exist in the content."""
    atlas = Atlas(scored.forest)
    for text, link, address in inner_links(scored.forest):
        if address.scheme != "file" or atlas.find(address) or address.name in scored.forest.assets:
            continue
        noun = "shows the picture" if link.is_image else "links to"
        yield Finding(
            link.span,
            f"{noun} '{link.target}', and there is no {address.name}{atlas.near(address)}",
            "Write the path from this file to the other one, as it is called in the repository.",
            text.subject,
            {"target": link.target},
        )


RULE = Rule(
    code="OKR403",
    name="broken-file-link",
    severity="error",
    title="A relative link or a picture leads nowhere",
    why="""
The file was moved, renamed or never added to the commit. On the site there would be a dead link, or
a hole where the picture was meant to be.
""",
    bad={"content/pages/how-we-work.md": page_text("How we work", "Read the [words](glosary.md).")},
    good={
        "content/pages/how-we-work.md": page_text("How we work", "Read the [words](glossary.md)."),
        "content/pages/glossary.md": page_text("Glossary", "A KPI is permanent."),
    },
    check=check,
)
