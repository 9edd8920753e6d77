"""KPIs, with their references, formulas and observations."""

from __future__ import annotations

from collections.abc import Mapping

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.edit import Edit, Move
from okrsite.model.formula import Formula
from okrsite.model.goals import Objective
from okrsite.model.kpis import Baseline, Kpi, Review
from okrsite.model.position import Span, Written
from okrsite.model.provenance import Provenance
from okrsite.model.series import Series
from okrsite.model.settings import Settings
from okrsite.pipeline.formula import operands_of, rename_operands
from okrsite.pipeline.replacing import changed, map_changed
from okrsite.pipeline.resolve.references import People, References
from okrsite.pipeline.resolve.toposort import topological_order
from okrsite.pipeline.suggest import did_you_mean, is_same_name, nearest


def resolved_series(
    series: Mapping[str, Series], kpis: Mapping[str, Kpi], names: References
) -> dict[str, Series]:
    """The observations of the KPIs that are known, those under an old name of one among them."""
    known = {id_: observed for id_, observed in series.items() if id_ in kpis}
    for id_ in sorted(series.keys() - known.keys()):
        current = names.current("kpi", id_)
        if current is not None and current not in known:
            known[current] = changed(series[id_], kpi=current)
        elif current is not None:
            names.findings.append(_second_series(series[id_], current, known[current]))
        elif not names.is_lost("kpi", id_):
            names.findings.append(_orphan_series(series[id_], kpis, series))
    return dict(sorted(known.items()))


def probable_kpi(id_: str, kpis: Mapping[str, Kpi], series: Mapping[str, Series]) -> str | None:
    """The KPI without any values whose observations an unknown id probably names.

    It has a similar name, or no other KPI is without values.
    """
    waiting = [kpi.id for kpi in kpis.values() if kpi.id not in series and not _has_origin(kpi)]
    return nearest(id_, waiting) or (waiting[0] if len(waiting) == 1 else None)


def _has_origin(kpi: Kpi) -> bool:
    return "source" in kpi.places or "formula" in kpi.places


def _orphan_series(
    observed: Series, kpis: Mapping[str, Kpi], series: Mapping[str, Series]
) -> Diagnostic:
    id_ = observed.kpi
    meant = probable_kpi(id_, kpis, series)
    help_ = f"Write the KPI's own file, {id_}.md, or remove this one."
    if meant:
        help_ = (
            f'Rename it to {meant}.csv; after a rename, aliases = ["{id_}"] in '
            f"{kpis[meant].span.path} keeps all that refers to the old name."
        )
    edits: tuple[Edit, ...] = ()
    if meant and is_same_name(meant, id_):
        help_ = f"Rename it to {meant}.csv"
        target = f"{observed.span.path.removesuffix('.csv').removesuffix(id_)}{meant}.csv"
        edits = (Move(observed.span, target),)
    message = f"there is no KPI '{id_}' that these values are of{did_you_mean(meant)}"
    return error("OKR130", observed.span, message, help_, edits)


def _second_series(observed: Series, current: str, other: Series) -> Diagnostic:
    return error(
        "OKR130",
        observed.span,
        f"'{observed.kpi}' is an old name of the KPI '{current}', which has values of its own",
        f"Take over into {other.span.path} what is missing there, and remove this file.",
    )


def resolved_provenance(
    provenance: Mapping[str, Provenance], kpis: Mapping[str, Kpi]
) -> dict[str, Provenance]:
    """What is known of the origin of the KPIs' observations.

    It tells nothing where the KPI is gone, or is fetched from elsewhere now: then `fetch` writes
    another when it finds something.
    """
    return {
        id_: entry
        for id_, entry in provenance.items()
        if id_ in kpis and (source := kpis[id_].source) and source.use == entry.source
    }


def resolved_kpis(
    kpis: dict[str, Kpi],
    series: Mapping[str, Series],
    objectives: Mapping[str, Objective],
    names: References,
    people: People,
    settings: Settings,
) -> tuple[dict[str, Kpi], tuple[str, ...]]:
    """The KPIs, and their ids in an order in which the operands of a formula come first."""
    resolver = _KpiResolver(objectives, names, people, settings)
    known = {id_: resolver.kpi(kpi, has_series=id_ in series) for id_, kpi in kpis.items()}
    steps = {id_: kpi.formula.operands for id_, kpi in known.items() if kpi.formula}
    order, loops = topological_order(known, steps)
    for loop in loops:
        kpi = known[loop.closing[0]]
        names.findings.append(
            error(
                "OKR152",
                kpi.at("formula"),
                f"formulas go round in a loop: {loop.shown}",
                "A KPI cannot be computed from itself; change one of these formulas",
            )
        )
        known[kpi.id] = changed(kpi, formula=None)
    return known, tuple(order)


class _KpiResolver:
    """Resolves one KPI after another."""

    def __init__(
        self,
        objectives: Mapping[str, Objective],
        names: References,
        people: People,
        settings: Settings,
    ) -> None:
        self._objectives = objectives
        self._names = names
        self._people = people
        self._settings = settings

    def kpi(self, kpi: Kpi, *, has_series: bool) -> Kpi:
        self._refuse_two_origins(kpi, has_series=has_series)
        self._refuse_unknown_source(kpi)
        return changed(
            kpi,
            team=self._names.name("team", kpi.team, kpi, "team"),
            owner=self._people.named(kpi.owner, kpi, "owner"),
            reviews=map_changed(kpi.reviews, self._review),
            baselines=map_changed(kpi.baselines, self._baseline),
            formula=kpi.formula and self._formula(kpi, kpi.formula),
            visibility=kpi.visibility or self._settings.site.default_visibility.kpi,
        )

    def _review(self, review: Review) -> Review:
        return changed(review, author=self._people.named(review.author, review, "author"))

    def _baseline(self, baseline: Baseline) -> Baseline:
        source = baseline.from_
        if source is None:
            return baseline
        if not source.goal.key_result:
            self._names.findings.append(
                error(
                    "OKR105",
                    source.at("goal"),
                    f"`from` names the objective '{source}', "
                    "but a baseline comes from a key result",
                    f'Write the key result as well: "{source}#key-result"',
                )
            )
            return changed(baseline, from_=None)
        return changed(baseline, from_=self._names.goal(source, self._objectives, "from names"))

    def _formula(self, kpi: Kpi, formula: Formula) -> Formula | None:
        new: dict[str, str | None] = {}
        for operand in operands_of(formula.tree):
            if operand.kpi not in new:
                here = Written(span=_place_in_formula(kpi, operand.column))
                new[operand.kpi] = self._names.name("kpi", operand.kpi, here, "formula")
        ids = {old: id_ for old, id_ in new.items() if id_ is not None}
        if len(ids) < len(new):
            return None
        if all(old == id_ for old, id_ in ids.items()):
            return formula
        operands = tuple(dict.fromkeys(ids[old] for old in formula.operands))
        return Formula(formula.text, rename_operands(formula.tree, ids), operands)

    def _refuse_two_origins(self, kpi: Kpi, *, has_series: bool) -> None:
        if not kpi.formula or not has_series:
            return
        self._names.findings.append(
            error(
                "OKR151",
                kpi.at("formula"),
                f"the KPI '{kpi.id}' has a formula and observations in a CSV file",
                "Keep one of the two",
            )
        )

    def _refuse_unknown_source(self, kpi: Kpi) -> None:
        sources = self._settings.sources
        if kpi.source and kpi.source.use not in sources:
            span = kpi.source.at("use")
            self._names.unknown(kpi.source.use, lambda: sources, span, "use names unknown source")


def _place_in_formula(kpi: Kpi, column: int) -> Span:
    """The place of a character of the formula, behind the quote that opens it."""
    start = kpi.at("formula")
    return Span(start.path, start.line, start.column + column) if "formula" in kpi.places else start
