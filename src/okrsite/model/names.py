"""The words of the field: the closed vocabularies that authors write and pages show."""

from typing import Literal, TypeAlias

ObjectiveId: TypeAlias = str
KeyResultId: TypeAlias = str
KpiId: TypeAlias = str
TeamId: TypeAlias = str
CycleId: TypeAlias = str
PersonId: TypeAlias = str
PageId: TypeAlias = str

Kind = Literal["objective", "kpi", "team", "person", "cycle", "checkin", "page"]
Visibility = Literal["public", "internal", "confidential"]
ObjectiveType = Literal["aspirational", "committed", "learning"]
State = Literal["active", "draft", "paused", "dropped"]
Rollup = Literal["key_results", "weakest", "children", "both"]
Perspective = Literal["financial", "customer", "process", "learning"]
Indicator = Literal["leading", "lagging"]
Purpose = Literal["repair", "leap"]
Cadence = Literal["daily", "weekly", "monthly", "quarterly", "yearly"]
Aggregate = Literal["last", "sum", "average"]
Rhythm = Literal["weekly", "biweekly", "monthly"]
ReviewRhythm = Literal["weekly", "biweekly", "monthly", "quarterly"]

Status = Literal["not_started", "not_measured", "done", "on_track", "at_risk", "off_track"]
Health = Literal["no_data", "stale", "no_range", "out_of_range", "warning", "in_range"]
LoopState = Literal[
    "unknown", "steady", "watch", "signalled", "acting", "confirmed", "unconfirmed", "holding"
]
Severity = Literal["error", "warning", "hint", "signal"]
