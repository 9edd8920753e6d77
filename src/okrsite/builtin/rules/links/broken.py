"""Links that lead nowhere."""

from collections.abc import Iterator

from okrsite.api import Finding, Rule, Scored, suggestion
from okrsite.builtin.example import OBJECTIVE, objective_text, page_text
from okrsite.builtin.rules.links.link_index import LinkIndex, anchors_of, inner_links


def check_broken_goal_link(scored: Scored, _: None) -> Iterator[Finding]:
    """Links to objectives and key results that do not exist."""
    index = LinkIndex(scored.forest)
    for text, link, address in inner_links(scored.forest, "goal:"):
        if address.scheme != "goal":
            continue
        target = index.find(address)
        if target is None:
            message = f"links to the unknown objective '{address.name}'{index.near(address)}"
        elif address.anchor and target.lacks(address.anchor):
            message = f"the objective '{address.name}' has no key result '{address.anchor}'"
        else:
            continue
        yield Finding(
            link.span,
            message,
            "A link reads goal:objective or goal:objective#key-result.",
            text.subject,
            {"target": link.target},
        )


BROKEN_GOAL_LINK = Rule(
    code="OKR401",
    name="broken-goal-link",
    severity="error",
    title="A link to an objective leads nowhere",
    why="""
Goals are renamed and dropped, and texts go on speaking of them. A reader who follows such a link
finds nothing, and stops following links. Renaming? An alias keeps the old name alive.
""",
    bad={OBJECTIVE: objective_text(body="See [our other goal](goal:keep-costumers).")},
    good={OBJECTIVE: objective_text(body="Measured by [churn](goal:keep-customers#churn).")},
    check=check_broken_goal_link,
)


def check_broken_kpi_link(scored: Scored, _: None) -> Iterator[Finding]:
    """Links to KPIs that do not exist."""
    index = LinkIndex(scored.forest)
    for text, link, address in inner_links(scored.forest, "kpi:"):
        if address.scheme == "kpi" and index.find(address) is None:
            yield Finding(
                link.span,
                f"links to the unknown KPI '{address.name}'{index.near(address)}",
                "A link reads kpi:id, with the name of the KPI's file as its id.",
                text.subject,
                {"target": link.target},
            )


BROKEN_KPI_LINK = Rule(
    code="OKR402",
    name="broken-kpi-link",
    severity="error",
    title="A link to a KPI leads nowhere",
    why="""
A text that speaks of a number promises that the number can be looked up. When the KPI was renamed
or is gone, the promise is broken and nobody notices but the reader.
""",
    bad={OBJECTIVE: objective_text(body="We look at [churn](kpi:costumer-churn) every month.")},
    good={OBJECTIVE: objective_text(body="We look at [churn](kpi:customer-churn) every month.")},
    check=check_broken_kpi_link,
)


def check_broken_file_link(scored: Scored, _: None) -> Iterator[Finding]:
    """Relative links and pictures whose file does not exist in the content."""
    index = LinkIndex(scored.forest)
    for text, link, address in inner_links(scored.forest):
        if address.scheme != "file" or index.find(address) or address.name in scored.forest.assets:
            continue
        noun = "shows the picture" if link.is_image else "links to"
        yield Finding(
            link.span,
            f"{noun} '{link.target}', and there is no {address.name}{index.near(address)}",
            "Write the path from this file to the other one, as it is called in the repository.",
            text.subject,
            {"target": link.target},
        )


BROKEN_FILE_LINK = Rule(
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
    check=check_broken_file_link,
)


def check_broken_anchor(scored: Scored, _: None) -> Iterator[Finding]:
    """Links to a document that exists and a heading in it that does not."""
    index = LinkIndex(scored.forest)
    for text, link, address in inner_links(scored.forest, "#"):
        target = index.find(address)
        if address.scheme == "goal" or not address.anchor or target is None:
            continue
        if target.entity is None or not target.lacks(address.anchor):
            continue
        meant = suggestion(address.anchor, anchors_of(target.entity))
        yield Finding(
            link.span,
            f"links to '#{address.anchor}', and {address.name} has no such heading{meant}",
            "An anchor is the heading in lower case, with hyphens for spaces.",
            text.subject,
            {"target": link.target},
        )


BROKEN_ANCHOR = Rule(
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
    check=check_broken_anchor,
)
