"""The layout of `okrsite status`: plain columns for a pipe, or tables for a terminal."""

from collections.abc import Iterable
from io import StringIO

from msgspec import Struct

from okrsite.commands.terminal import Terminal, harmless


class Section(Struct, frozen=True):
    """A part of what a command says; where it has no rows, `empty` is said instead."""

    title: str
    rows: tuple[tuple[str, ...], ...] = ()
    empty: str = ""


def lay_out(sections: Iterable[Section], terminal: Terminal) -> str:
    """The sections as text that fits the place it is shown in."""
    shown = [_harmless(section) for section in sections]
    return _as_tables(shown, terminal) if terminal.is_terminal else _as_columns(shown)


def _harmless(section: Section) -> Section:
    rows = tuple(tuple(_in_line(cell) for cell in row) for row in section.rows)
    return Section(_in_line(section.title), rows, _in_line(section.empty))


def _in_line(text: str) -> str:
    return harmless(text).replace("\n", " ").replace("\t", " ")


def _as_columns(sections: list[Section]) -> str:
    return "\n".join(_section_columns(section) for section in sections)


def _section_columns(section: Section) -> str:
    columns = max((len(row) for row in section.rows), default=0)
    widths = [
        max((len(row[n]) for row in section.rows if n < len(row)), default=0)
        for n in range(columns)
    ]
    lines = [_aligned(row, widths) for row in section.rows]
    return "\n".join([section.title, *(lines or [f"  {section.empty}"]), ""])


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
    return f"  {'  '.join(cells)}".rstrip()


def _as_tables(sections: list[Section], terminal: Terminal) -> str:
    from rich.box import SIMPLE  # noqa: PLC0415 - only a terminal pays for rich
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    out = StringIO()
    console = Console(
        file=out,
        width=terminal.width,
        force_terminal=terminal.colour,
        color_system="standard" if terminal.colour else None,
        highlight=False,
    )
    for section in sections:
        console.print(Text(section.title, style="bold"))
        if not section.rows:
            console.print(Text(f"  {section.empty}\n", style="dim"))
            continue
        table = Table(box=SIMPLE, show_header=False, show_edge=False, pad_edge=True)
        for row in section.rows:
            table.add_row(*(Text(cell) for cell in row))
        console.print(table)
        console.print()
    return out.getvalue()
