"""Expression checks: what is no JMESPath, told by `check` and not by the fetch at night."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from okrsite.answers.observations import AnswerError


def broken_expressions(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Which of several fields hold no JMESPath, each with what is wrong; empty ones hold nothing.

    Without the library nothing is told: `fetch` says what to install.
    """
    written = {field: text for field, text in fields.items() if text}
    if not written:
        return
    try:
        # Most sites ask no server, and need not import it.
        from okrsite.builtin.sources.http.jmespath import compiled  # noqa: PLC0415
    except ModuleNotFoundError:
        return
    for field, text in written.items():
        try:
            compiled(field, text)
        except AnswerError as reason:
            yield field, str(reason)
