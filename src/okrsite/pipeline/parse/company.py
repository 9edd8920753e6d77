"""The company: teams, people, cycles and free pages, each from its file."""

from okrsite.model.pages import FreePage
from okrsite.model.people import Cycle, Person, Team
from okrsite.pipeline.parse.reading import Reading
from okrsite.pipeline.parse.references import ignored
from okrsite.pipeline.parse.rows.company import CycleRow, PageRow, PersonRow, TeamRow
from okrsite.pipeline.table import Table


def team_of(reading: Reading) -> Team | None:
    """The team, or None where it has no title."""
    row, table, _ = reading.row(TeamRow)
    body = reading.body()
    if row is None:
        return None
    return Team(
        title=reading.title(table, row.title),
        parent=row.parent,
        lead=row.lead,
        colour=row.colour,
        rhythm=row.rhythm,
        reviews=row.reviews,
        ignore=ignored(row.ignore, table),
        visibility=row.visibility,
        body=body,
        **reading.head(table, row.aliases),
    )


def person_of(reading: Reading) -> Person | None:
    """The person, or None where they have no name."""
    row, table, _ = reading.row(PersonRow)
    body = reading.body()
    if row is None:
        return None
    return Person(
        title=reading.title(table, row.title),
        team=row.team,
        role=row.role,
        visibility=row.visibility,
        body=body,
        **reading.head(table, row.aliases),
    )


def cycle_of(reading: Reading) -> Cycle | None:
    """The cycle, or None where title, start or end are missing or the end is before the start."""
    row, table, _ = reading.row(CycleRow)
    body = reading.body()
    if row is None or not _is_in_order(reading, row, table):
        return None
    return Cycle(
        title=reading.title(table, row.title),
        start=row.start,
        end=row.end,
        parent=row.parent,
        closed=row.closed,
        ignore=ignored(row.ignore, table),
        visibility=row.visibility,
        body=body,
        **reading.head(table, row.aliases),
    )


def page_of(reading: Reading) -> FreePage | None:
    """The page, or None where it has no title."""
    row, table, _ = reading.row(PageRow)
    body = reading.body()
    if row is None:
        return None
    return FreePage(
        title=reading.title(table, row.title),
        visibility=row.visibility,
        body=body,
        **reading.head(table, row.aliases),
    )


def _is_in_order(reading: Reading, row: CycleRow, table: Table) -> bool:
    if row.closed and row.closed < row.start:
        message = f"the cycle is closed on {row.closed}, before it starts on {row.start}"
        reading.wrong("OKR018", table.at("closed"), message, "Correct one of the dates.")
    if row.end >= row.start:
        return True
    message = f"the cycle ends on {row.end}, before it starts on {row.start}"
    reading.wrong("OKR018", table.at("end"), message, "Exchange or correct the two dates.")
    return False
