"""A panel: the check-ins that are overdue, at the end of the home page."""

from collections.abc import Iterable

from msgspec import Struct

from okrsite.api import ObjectiveScore, hookimpl
from okrsite.api.pages import Anchor, PageContext, Panel

TEMPLATE = """\
{% import "partials/parts.html" as parts %}
<section aria-labelledby="overdue">
<h2 id="overdue">{{ panel.title }}</h2>
<ul>
{% for goal in panel.goals %}
<li>{{ parts.link(goal) }}</li>
{% endfor %}
</ul>
</section>
"""


class Overdue(Struct, frozen=True):
    title: str
    goals: tuple[Anchor, ...]


def overdue(ctx: PageContext, _: str) -> Overdue | None:
    late = [
        ctx.link(ctx.objective(score.id))
        for score in ctx.all(ObjectiveScore)
        if score.next_due and score.next_due < ctx.today
    ]
    return Overdue("Overdue check-ins", tuple(late)) if late else None


@hookimpl
def okrsite_panels() -> Iterable[Panel]:
    yield Panel(name="overdue", place="home.end", view=overdue, template=TEMPLATE)
