"""The contract: what sources, rules, scorers, exporters and observers import.

It has the marker of hooks, the types that hooks return, and the goals as they read them. What pages
need beside it is in `okrsite.api.pages`. A name that is imported `as` itself is exported.
"""

from okrsite.hooks.specs import hookimpl as hookimpl
from okrsite.model.company_score import CycleScore as CycleScore
from okrsite.model.company_score import TeamScore as TeamScore
from okrsite.model.diagnostic import Diagnostic as Diagnostic
from okrsite.model.diagnostic import Finding as Finding
from okrsite.model.diagnostic import Subject as Subject
from okrsite.model.extensions import BuildResult as BuildResult
from okrsite.model.extensions import Exporter as Exporter
from okrsite.model.extensions import Failure as Failure
from okrsite.model.extensions import MarkdownPlugin as MarkdownPlugin
from okrsite.model.extensions import Observation as Observation
from okrsite.model.extensions import Request as Request
from okrsite.model.extensions import Rule as Rule
from okrsite.model.extensions import Scorer as Scorer
from okrsite.model.extensions import ScoreRequest as ScoreRequest
from okrsite.model.extensions import SourceContext as SourceContext
from okrsite.model.extensions import SourceError as SourceError
from okrsite.model.extensions import SourceType as SourceType
from okrsite.model.forest import Forest as Forest
from okrsite.model.goal_score import Forecast as Forecast
from okrsite.model.goal_score import Grade as Grade
from okrsite.model.goal_score import KeyResultScore as KeyResultScore
from okrsite.model.goal_score import ObjectiveScore as ObjectiveScore
from okrsite.model.goal_score import Window as Window
from okrsite.model.goals import CheckIn as CheckIn
from okrsite.model.goals import GoalKey as GoalKey
from okrsite.model.goals import GoalRef as GoalRef
from okrsite.model.goals import Ignore as Ignore
from okrsite.model.goals import KeyResult as KeyResult
from okrsite.model.goals import Kudos as Kudos
from okrsite.model.goals import Objective as Objective
from okrsite.model.kpi_score import Attack as Attack
from okrsite.model.kpi_score import KpiScore as KpiScore
from okrsite.model.kpis import Baseline as Baseline
from okrsite.model.kpis import Kpi as Kpi
from okrsite.model.kpis import KpiTarget as KpiTarget
from okrsite.model.kpis import Review as Review
from okrsite.model.measure import Custom as Custom
from okrsite.model.measure import Guardrail as Guardrail
from okrsite.model.measure import Measure as Measure
from okrsite.model.measure import Metric as Metric
from okrsite.model.measure import Milestone as Milestone
from okrsite.model.measure import Milestones as Milestones
from okrsite.model.measure import NumberZones as NumberZones
from okrsite.model.measure import Range as Range
from okrsite.model.measure import Relative as Relative
from okrsite.model.measure import Zones as Zones
from okrsite.model.names import Health as Health
from okrsite.model.names import Kind as Kind
from okrsite.model.names import Status as Status
from okrsite.model.names import Visibility as Visibility
from okrsite.model.pages import FreePage as FreePage
from okrsite.model.people import Cycle as Cycle
from okrsite.model.people import Person as Person
from okrsite.model.people import Team as Team
from okrsite.model.period import Period as Period
from okrsite.model.period import period_of as period_of
from okrsite.model.periods import Periods as Periods
from okrsite.model.periods import PeriodValue as PeriodValue
from okrsite.model.position import Span as Span
from okrsite.model.position import Written as Written
from okrsite.model.prose import Heading as Heading
from okrsite.model.prose import Link as Link
from okrsite.model.prose import Prose as Prose
from okrsite.model.scored import Scored as Scored
from okrsite.model.series import Point as Point
from okrsite.model.series import Points as Points
from okrsite.model.series import Series as Series
from okrsite.model.standing import confirmable as confirmable
from okrsite.model.standing import has_kpi as has_kpi
from okrsite.model.standing import is_company_objective as is_company_objective
from okrsite.model.standing import open_objectives as open_objectives
from okrsite.model.standing import running_objectives as running_objectives
from okrsite.model.standing import supporters as supporters
from okrsite.model.standing import unclosed_objectives as unclosed_objectives
from okrsite.pipeline import records as records
from okrsite.pipeline.sourcing.secrets import scrubber as scrubber
from okrsite.pipeline.suggest import suggestion as suggestion

API_VERSION = 1
