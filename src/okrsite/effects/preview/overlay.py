"""The overlay: the errors of the newest attempt, laid over the last good page."""

from collections.abc import Sequence
from html import escape

from okrsite.effects.preview.live_state import Snapshot
from okrsite.model.diagnostic import Diagnostic
from okrsite.pipeline.first_few import first_few

# Themes and plugins are not asked to load these: a preview changes nothing about the site itself.
HEAD = (
    b'<link rel="stylesheet" href="/_okrsite/live.css">'
    b'<script defer src="/_okrsite/live.js"></script>'
)
SHOWN = 30

LIVE_JS = b"""\
(() => {
  "use strict";
  let seen = null;
  const source = new EventSource("/_okrsite/events");
  source.addEventListener("version", (event) => {
    if (seen !== null && seen !== event.data) location.reload();
    seen = event.data;
  });
})();
"""

LIVE_CSS = b"""\
.okrsite-overlay {
  position: fixed; inset: auto 0 0 0; z-index: 9999; max-height: 60vh; overflow: auto;
  padding: 1rem 1.5rem; background: #7f1d1d; color: #fff; border-top: 4px solid #fca5a5;
  font: 15px/1.5 ui-monospace, monospace;
}
.okrsite-overlay h2 { margin: 0 0 .5rem; font-size: 1.1rem; color: inherit; }
.okrsite-overlay ol { margin: 0; padding: 0; list-style: none; }
.okrsite-overlay li { margin: 0 0 .5rem; }
.okrsite-overlay code { color: #fecaca; background: none; }
@media print { .okrsite-overlay { display: none; } }
"""


def with_overlay(page: bytes, snapshot: Snapshot) -> bytes:
    """A page of HTML that reloads itself at every save and shows the errors of the last one."""
    page = page.replace(b"</head>", HEAD + b"</head>", 1)
    if not snapshot.errors and not snapshot.withheld_errors and not snapshot.failure:
        return page
    before, body_end, after = page.rpartition(b"</body>")
    panel = _panel(snapshot).encode()
    return before + panel + body_end + after if body_end else page + panel


def with_failures(page: bytes, failures: Sequence[Diagnostic]) -> bytes:
    """A page of HTML that says at its end what of it a plugin could not make."""
    if not failures:
        return page
    before, body_end, after = page.rpartition(b"</body>")
    told, more = first_few(failures, SHOWN)
    rows = "".join(map(_row, told)) + f"<li>{more}</li>" * bool(more)
    heading = "A part of this page could not be made"
    return before + _aside(heading, rows).encode() + body_end + after


def placeholder(snapshot: Snapshot) -> bytes:
    """The page shown until the site could be made for the first time."""
    page = b"<!doctype html><html lang=en><head><title>okrsite</title></head><body></body></html>"
    return with_overlay(page, snapshot)


def _panel(snapshot: Snapshot) -> str:
    errors, more = first_few(snapshot.errors, SHOWN)
    rows = [_row(finding) for finding in errors]
    if snapshot.failure:
        rows.insert(0, f"<li>{escape(snapshot.failure)}</li>")
    if more:
        rows.append(f"<li>{more}; <code>okrsite check</code> has all</li>")
    if count := len(snapshot.withheld_errors):
        what = "1 mistake is" if count == 1 else f"{count} mistakes are"
        rows.append(f"<li>{what} about what this audience does not see; the terminal tells</li>")
    heading = "This is the last good version; the newest does not build yet"
    if not snapshot.files:
        heading = "There is nothing to show yet"
    return _aside(heading, "".join(rows))


def _row(finding: Diagnostic) -> str:
    return (
        f"<li><code>{escape(str(finding.span))}</code> {finding.code} {escape(finding.message)}"
        f"<br>{escape(finding.help)}</li>"
    )


def _aside(heading: str, rows: str) -> str:
    return (
        '<aside class="okrsite-overlay" role="alert" aria-label="Errors">'
        f"<h2>{heading}</h2><ol>{rows}</ol></aside>"
    )
