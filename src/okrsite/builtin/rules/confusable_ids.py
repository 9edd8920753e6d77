"""OKR407: two ids that look alike are one id to whoever types them."""

from collections.abc import Iterator
from unicodedata import normalize

from okrsite.api import Finding, Rule, Scored, Subject
from okrsite.builtin.example import KPI, SERIES, kpi_text
from okrsite.builtin.texts import Entity, entities

# Cyrillic and Greek letters that are drawn like Latin ones, after Unicode's UTS 39; then digits,
# letters and strokes that many typefaces draw alike.
LOOKS_LIKE = (
    str.maketrans("авекмнорстухіјѕԁһԛԝӏү", "abekmhopctyxijsdhqwly")
    | str.maketrans("αβγεηικνορτυχω", "abyenikvoptuxw")
    | str.maketrans("01|\u0131_\u2010\u2013", "olli---")
)


def check(scored: Scored, _: None) -> Iterator[Finding]:
    """Ids of one kind that look like another of that kind."""
    first: dict[tuple[str, str], Entity] = {}
    for kind, each in entities(scored.forest):
        other = first.setdefault((kind, skeleton(each.id)), each)
        if other is not each:
            yield Finding(
                each.span,
                f"the {kind} '{each.id}' looks like the {kind} '{other.id}' "
                f"({other.span.path}), and is another",
                "Rename one of the two so that nobody takes it for the other.",
                Subject(kind, each.id),
                {"id": each.id, "other": other.id},
            )


def skeleton(id_: str) -> str:
    """What an id looks like; ids with one skeleton are easily mistaken for each other."""
    return normalize("NFKC", id_).casefold().translate(LOOKS_LIKE)


RULE = Rule(
    code="OKR407",
    name="confusable-ids",
    severity="warning",
    title="Two ids look alike",
    why="""
A reference names an id. If two of them differ only by a letter of another alphabet, or by an O and
a zero, a reviewer cannot see which one is meant, and a typing error goes unnoticed.
""",
    bad={KPI.replace("churn", "chum-1"): kpi_text(), KPI.replace("churn", "chum-l"): kpi_text()},
    good={
        KPI.replace("churn", "chum-1"): kpi_text(),
        SERIES.replace("churn", "chum-1"): "date,value\n",
    },
    check=check,
)
