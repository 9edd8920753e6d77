"""Make: the bytes of one page or file, and what it asked for on the way."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from okrsite.pipeline.present import Output
from okrsite.pipeline.present.frame import Frame
from okrsite.pipeline.present.ledger import FRAME, Key, Ledger
from okrsite.pipeline.present.page_kind import File, Page
from okrsite.pipeline.render import Render

Framed = Callable[[Page], Frame]


def view_of(ledger: Ledger, output: Output) -> Struct:
    """The view-model of a page. Raises whatever its kind raises, and TypeError for a file."""
    return _view(ledger, output)[0]


def made(
    ledger: Ledger, output: Output, framed: Framed, render: Render
) -> tuple[bytes, tuple[Key, ...]]:
    """The bytes of a page or file, and the keys of all answers that it rests on."""
    kind, entry = output.kind, output.entry
    if kind is None:
        content = ledger.file(output.copied.path) if output.copied else output.content
        return content, ()
    if isinstance(entry, Page):
        view, reads = _view(ledger, output)
        return render(entry.template, framed(entry), view), (*reads, FRAME)
    if kind.content is None:
        raise TypeError(f"the page kind '{kind.name}' gives a File and has no `content`")
    answer = ledger.ask(entry.path, kind.content, entry.name)
    if not isinstance(answer.value, bytes):
        raise TypeError(f"it gave {type(answer.value).__name__!r} where bytes belong")
    return answer.value, tuple(sorted(answer.reads))


def _view(ledger: Ledger, output: Output) -> tuple[Struct, tuple[Key, ...]]:
    kind, entry = output.kind, output.entry
    if kind is None or isinstance(entry, File):
        raise TypeError(f"'{output.path}' is a file and has no view")
    if kind.view is None:
        raise TypeError(f"the page kind '{kind.name}' gives a Page and has no `view`")
    answer = ledger.ask(entry.path, kind.view, entry.name)
    return answer.value, tuple(sorted(answer.reads))
