"""The one module that a plugin imports: the hooks' marker and every type they speak of."""

from okrsite.hooks.specs import hookimpl
from okrsite.model.diagnostic import Diagnostic, Finding, Subject
from okrsite.model.extensions import (
    BuildResult,
    Exporter,
    Extensions,
    File,
    MarkdownPlugin,
    Observation,
    Page,
    PageKind,
    Request,
    Rule,
    Scorer,
    ScoreRequest,
    SourceType,
)
from okrsite.model.forest import Forest
from okrsite.model.goals import CheckIn, GoalRef, Ignore, KeyResult, Kudos, Objective
from okrsite.model.kpis import Baseline, Kpi, KpiTarget, Review
from okrsite.model.measure import (
    Custom,
    Guardrail,
    Measure,
    Metric,
    Milestone,
    Milestones,
    Range,
    Relative,
    Zones,
)
from okrsite.model.names import Kind, Visibility
from okrsite.model.pages import FreePage
from okrsite.model.people import Cycle, Person, Team
from okrsite.model.period import Period, index_of, period_of
from okrsite.model.prose import Heading, Link, Prose
from okrsite.model.score import (
    Attack,
    CycleScore,
    Forecast,
    Grade,
    KeyResultScore,
    KpiScore,
    ObjectiveScore,
    Scored,
    TeamScore,
    Window,
)
from okrsite.model.series import Point, Series
from okrsite.model.source import Span, Written
from okrsite.pipeline import machine

API_VERSION = 1

__all__ = [
    "API_VERSION",
    "Attack",
    "Baseline",
    "BuildResult",
    "CheckIn",
    "Custom",
    "Cycle",
    "CycleScore",
    "Diagnostic",
    "Exporter",
    "Extensions",
    "File",
    "Finding",
    "Forecast",
    "Forest",
    "FreePage",
    "GoalRef",
    "Grade",
    "Guardrail",
    "Heading",
    "Ignore",
    "KeyResult",
    "KeyResultScore",
    "Kind",
    "Kpi",
    "KpiScore",
    "KpiTarget",
    "Kudos",
    "Link",
    "MarkdownPlugin",
    "Measure",
    "Metric",
    "Milestone",
    "Milestones",
    "Objective",
    "ObjectiveScore",
    "Observation",
    "Page",
    "PageKind",
    "Period",
    "Person",
    "Point",
    "Prose",
    "Range",
    "Relative",
    "Request",
    "Review",
    "Rule",
    "ScoreRequest",
    "Scored",
    "Scorer",
    "Series",
    "SourceType",
    "Span",
    "Subject",
    "Team",
    "TeamScore",
    "Visibility",
    "Window",
    "Written",
    "Zones",
    "hookimpl",
    "index_of",
    "machine",
    "period_of",
]
