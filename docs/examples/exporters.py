"""A format: what is off track, for a chat."""

from collections.abc import Iterable

from okrsite.api import Exporter, ExportRequest, hookimpl


def export(request: ExportRequest) -> dict[str, bytes]:
    scored, numbers = request.scored, request.numbers
    late = [
        f"{scored.forest.objectives[name].title}: {numbers.percent(score.progress)}"
        for name, score in scored.objectives.items()
        if score.counts and score.status == "off_track"
    ]
    text = "\n".join(f"- {line}" for line in late) or "Nothing is off track."
    return {"late.md": f"{text}\n".encode()}


@hookimpl
def okrsite_exporters() -> Iterable[Exporter]:
    yield Exporter(name="late", title="What is off track", export=export)
