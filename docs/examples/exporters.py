"""A format: what is off track, for a chat."""

from collections.abc import Iterable

from okrsite.api import Diagnostic, Exporter, Scored, hookimpl


def export(scored: Scored, findings: tuple[Diagnostic, ...]) -> dict[str, bytes]:
    late = [
        scored.forest.objectives[name].title
        for name, score in scored.objectives.items()
        if score.counts and score.status == "off_track"
    ]
    text = "\n".join(f"- {title}" for title in late) or "Nothing is off track."
    return {"late.md": f"{text}\n".encode()}


@hookimpl
def okrsite_exporters() -> Iterable[Exporter]:
    yield Exporter(name="late", title="What is off track", export=export)
