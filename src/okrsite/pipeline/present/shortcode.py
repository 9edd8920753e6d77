"""The contract of a shortcode, and what the shortcodes of a text show on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

from okrsite.model.diagnostic import Diagnostic
from okrsite.model.goals import Objective
from okrsite.model.kpis import Kpi
from okrsite.model.people import Cycle, Person, Team
from okrsite.model.prose import Call
from okrsite.pipeline.plugin_errors import PluginError, call_plugin
from okrsite.pipeline.present.context import PageContext, ShownCall
from okrsite.pipeline.present.html import Html, escape
from okrsite.pipeline.present.paths import Anchor

Named: TypeAlias = Literal["goal", "kpi", "team", "person", "cycle"]
About: TypeAlias = Literal["goal", "kpi", "team", "person", "cycle", ""]
Value: TypeAlias = str | Html | Anchor | None


class Shortcode(Struct, frozen=True, kw_only=True):
    """What a text shows for `[[NAME: ARGUMENT]]`: a value of today, or whatever else is known.

    Attributes:
        name: What authors write: small letters, digits and hyphens, a letter first.
        title: What it shows, in a few words.
        show: Gets the context of the page and the argument. It gives text, which is escaped, an
            Anchor, which is led to its place, or Html, which is placed as it is and is the
            plugin's responsibility; None where there is nothing to show.
        about: What the argument is the id of; empty for any text. `goal` is an objective
            (`grow`) or one of its key results (`grow#churn`). Then `show` is only asked about
            what is there for the audience, by the id in use now, and an unknown id is told where
            it is written.
    """

    name: str
    title: str
    show: Callable[[PageContext, str], Value]
    about: About = ""


class Shortcodes(Struct, frozen=True):
    """The shortcodes of a site by their names, and for `shortcodes:name` who gives each."""

    known: Mapping[str, Shortcode] = {}
    owners: Mapping[str, str] = {}

    def show(self, ctx: PageContext, call: Call) -> ShownCall:
        """What a text shows for one; what nobody gives is shown as it was written.

        What is hidden from the audience, what does not exist, what has nothing to show and what
        fails read the same.
        """
        shortcode = self.known.get(call.name)
        if shortcode is None:
            return ShownCall(Html(escape(call.written)))
        owner = self.owners.get(f"shortcodes:{call.name}", "")
        unavailable = Html(escape(ctx.words["prose.unavailable"]))
        argument = _argument(ctx, shortcode.about, call.argument)
        if argument is None:
            return ShownCall(unavailable)
        try:
            value = call_plugin(owner, shortcode.show, ctx, argument)
            html = None if value is None else call_plugin(owner, _html, value, call)
        except PluginError as failure:
            return ShownCall(unavailable, _failed(call, failure))
        return ShownCall(html or unavailable)


_TYPES: Mapping[str, type[Kpi | Team | Person | Cycle]] = {
    "kpi": Kpi,
    "team": Team,
    "person": Person,
    "cycle": Cycle,
}


def _argument(ctx: PageContext, about: About, written: str) -> str | None:
    """The argument with the id that is in use now; None where it names nothing that is there."""
    if about == "":
        return written
    if about == "goal":
        return _goal(ctx, written)
    current = ctx.aliases(about).get(written, written)
    return None if ctx.find(_TYPES[about], current) is None else current


def _goal(ctx: PageContext, written: str) -> str | None:
    name, _, key = written.partition("#")
    objective = ctx.find(Objective, ctx.aliases("objective").get(name, name))
    if objective is None:
        return None
    if not key:
        return objective.id
    result = objective.key_result(key)
    return f"{objective.id}#{result.id}" if result else None


def _html(value: Value, call: Call) -> Html:
    match value:
        case Html():
            return value
        case Anchor(text, href) if href and not call.is_linked:
            return Html(f'<a href="{escape(href)}">{escape(text)}</a>')
        case Anchor(text):
            return Html(escape(text))
        case str():
            return Html(escape(value))
        case _:
            what = type(value).__name__
            raise TypeError(f"it gave {what!r} where text, an Anchor or Html belongs")


def _failed(call: Call, failure: PluginError) -> Diagnostic:
    return Diagnostic(
        "OKR636",
        "warning",
        call.span,
        f"the shortcode {call.written} of plugin '{failure.owner}' shows nothing: {failure.reason}",
        "Mend what it is asked for, or the plugin.",
        facts={"part": call.written},
    )
