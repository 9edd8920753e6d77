"""Quantities: figures, units and ranges as a finding says them, as exactly as the site does."""

from okrsite.api import (
    Figures,
    FigureWriter,
    Kpi,
    KpiScore,
    Range,
    figures_of,
    kpi_figures,
    share_in_percent,
)

# Findings are told in English, whatever language the site is in.
_ENGLISH = FigureWriter("en")


def number(value: float) -> str:
    """A figure in a sentence, with as many places as it needs."""
    return _among(value, figures_of("", around=(value,)))


def amount(value: float, unit: str) -> str:
    """A figure with its unit, with every place that somebody wrote."""
    return _among(value, figures_of(unit, (value,)))


def percent(share: float) -> str:
    """A share of 1 in whole per cent."""
    return amount(share_in_percent(share), "%")


def range_in_words(range_: Range, unit: str) -> str:
    """A range as a phrase: `at most 5%`, `at least 90`, `2 h to 4 h`; without bounds `any`."""
    return _range_among(range_, figures_of(unit, (range_.min, range_.max)))


def value_and_range(kpi: Kpi, score: KpiScore) -> str:
    """A KPI's value beside its range: `6.5%, and the range is at most 5%`."""
    figures = kpi_figures(kpi, score)
    value = "unknown" if score.value is None else _among(score.value, figures)
    return f"{value}, and the range is {_range_among(kpi.range or Range(), figures)}"


def _range_among(range_: Range, figures: Figures) -> str:
    if range_.min is not None and range_.max is not None:
        return f"{_among(range_.min, figures)} to {_among(range_.max, figures)}"
    if range_.max is not None:
        return f"at most {_among(range_.max, figures)}"
    if range_.min is not None:
        return f"at least {_among(range_.min, figures)}"
    return "any"


def _among(value: float, figures: Figures) -> str:
    # What a terminal shows is copied and searched, so its spaces are plain ones.
    return _ENGLISH.write(value, figures.unit, figures).replace("\N{NO-BREAK SPACE}", " ")
