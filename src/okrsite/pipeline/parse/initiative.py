"""Initiatives: the work that is done for a goal."""

from okrsite.model.goals import Initiative
from okrsite.pipeline.parse.context import ParseContext
from okrsite.pipeline.parse.rows import InitiativeRow
from okrsite.pipeline.toml.table import Table


def initiatives(
    context: ParseContext, rows: tuple[InitiativeRow, ...], table: Table
) -> tuple[Initiative, ...]:
    """The initiatives of an objective or a key result that could be understood."""
    return tuple(
        Initiative(
            title=context.title(item, row.title),
            done=row.done,
            link=_link(context, row.link, item),
            span=item.span,
            places=item.places(),
        )
        for row, item in zip(rows, table.items("initiatives"), strict=True)
        if not item.is_broken
    )


def _link(context: ParseContext, written: str | None, table: Table) -> str:
    """The address as a page may hold it; nothing after a mistake in it."""
    from okrsite.pipeline.prose.address import Outer, link_address  # noqa: PLC0415 - seldom needed

    if written is None:
        return ""
    address = link_address(written)
    if isinstance(address, Outer):
        return address.url
    message = f"'{written}' is not a whole address"
    help_ = 'Write it in full, like link = "https://tickets.example.com/42".'
    context.report("OKR032", table.at("link"), message, help_)
    return ""
