"""JSON: a difference for other programs."""

from typing import Any

from okrsite.model.change import GoalChange, GoalEffect
from okrsite.model.diagnostic import Diagnostic
from okrsite.pipeline.compare.difference import SiteDifference
from okrsite.pipeline.report.json import encode, finding_row


def difference_json(found: SiteDifference) -> str:
    """A difference as JSON, as `diff.schema.json` describes it; what is nothing is null."""
    return encode(
        {
            "base": found.base,
            "head": found.head,
            "shallow": found.is_shallow,
            "changes": [change_row(change) for change in found.changes],
            "effects": [_effect(effect) for effect in found.effects],
            "findings": {"new": _findings(found.new), "gone": _findings(found.gone)},
        }
    )


def change_row(change: GoalChange) -> dict[str, Any]:
    """One change."""
    return {
        "kind": change.kind,
        "id": change.id,
        "key_result": change.key_result or None,
        "change": change.change,
        "before": change.before,
        "after": change.after,
        "direction": change.direction,
        "path": change.span.path,
        "line": change.span.line,
    }


def _effect(effect: GoalEffect) -> dict[str, Any]:
    return {
        "kind": effect.kind,
        "id": effect.id,
        "key_result": effect.key_result or None,
        "progress": effect.progress,
        "status": effect.status,
        "confidence": effect.confidence,
        "health": effect.health,
        "loop": effect.loop,
    }


def _findings(findings: tuple[Diagnostic, ...]) -> list[dict[str, Any]]:
    return [finding_row(finding) for finding in findings]
