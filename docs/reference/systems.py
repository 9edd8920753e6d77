"""The recipes of systems: how many lines each takes."""

import re

from reference import ROOT

_SECTION = re.compile(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"```toml\n(.*?)```", re.DOTALL)
_WAYS = {
    "oauth": "OAuth",
    "token = ": "token",
    "user = ": "user and password",
    "headers = ": "a header",
}


def system_lines() -> str:
    """A row for each recipe: how it is let in, what is sent, how pages are turned, its lines."""
    page = (ROOT / "docs" / "systems.md").read_text("utf-8")
    rows = (_row(name, *_BLOCK.findall(text)) for name, text in _SECTION.findall(page))
    head = "| system | let in by | asked by | pages by | settings | KPI |"
    return "\n".join([head, "|---|---|---|---|---|---|", *rows]) + "\n"


def _row(name: str, settings: str, query: str) -> str:
    way = next(said for mark, said in _WAYS.items() if mark in settings)
    if 'grant = "jwt_bearer"' in settings:
        way = "OAuth, signed JWT"
    method = "POST" if re.search(r"\bbody(?: =|\.|\])", settings) else "GET"
    if "graphql" in settings:
        method = "POST, GraphQL"
    pages = re.search(r"\b(links|next|cursor|offset|page) = ", settings)
    turned = pages[1] if pages else ""
    return (
        f"| [{name}](#{name.lower().replace(' ', '-')}) | {way} | {method} | {turned} "
        f"| {_lines(settings)} | {_lines(query)} |"
    )


def _lines(block: str) -> int:
    """Lines that somebody writes: no comments, no empty ones."""
    return sum(bool(line.strip()) and not line.startswith("#") for line in block.splitlines())
