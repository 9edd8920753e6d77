"""Company: teams, people, cycles and free pages, each from its file."""

import re
from datetime import date

from okrsite.model.pages import FreePage
from okrsite.model.people import Cycle, Person, Team
from okrsite.pipeline.naming import BACKLOG_HELP, BACKLOG_NAMES
from okrsite.pipeline.parse.context import ParseContext
from okrsite.pipeline.parse.fields import ignores_of
from okrsite.pipeline.parse.rows import CycleRow, PageRow, PersonRow, TeamRow
from okrsite.pipeline.suggest import suggestion
from okrsite.pipeline.toml.table import Table

# CSS Color Module Level 4, sections 5.2 and 6.1.
_HEX = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})", re.ASCII)
_COLOUR_NAMES = """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet
    brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan
    darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta
    darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue
    darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey
    dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray
    green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush
    lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen
    lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey
    lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue
    mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise
    mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive
    olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred
    papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue
    saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray
    slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white
    whitesmoke yellow yellowgreen
    """
COLOURS = frozenset(_COLOUR_NAMES.split())


def team_of(context: ParseContext) -> Team | None:
    """The team, or None where it has no title."""
    row, table, _ = context.row(TeamRow)
    body = context.body()
    if row.colour and not is_colour(row.colour):
        help_ = 'Write it like colour = "#3b82f6", or as a name of CSS.'
        context.report(
            "OKR011",
            table.at("colour"),
            f"'{row.colour}' is not a colour{suggestion(row.colour, COLOURS)}",
            help_,
        )
    team = Team(
        title=context.title(table, row.title),
        parent=row.parent,
        lead=row.lead,
        colour=row.colour,
        rhythm=row.rhythm,
        reviews=row.reviews,
        ignore=ignores_of(row.ignore, table),
        body=body,
        **context.head(row, table),
    )
    return None if table.is_broken else team


def person_of(context: ParseContext) -> Person | None:
    """The person, or None where they have no name."""
    row, table, _ = context.row(PersonRow)
    body = context.body()
    person = Person(
        title=context.title(table, row.title),
        team=row.team,
        role=row.role,
        left=row.left,
        body=body,
        **context.head(row, table),
    )
    return None if table.is_broken else person


def cycle_of(context: ParseContext) -> Cycle | None:
    """The cycle, or None where title, start or end are missing."""
    if _is_backlog(context):
        message = f"'{context.id}' has no days, and a backlog is no cycle"
        context.report("OKR036", context.table.span, message, f"Remove this file. {BACKLOG_HELP}")
        return None
    row, table, _ = context.row(CycleRow)
    body = context.body()
    _check_order(context, row, table)
    cycle = Cycle(
        title=context.title(table, row.title),
        start=row.start,
        end=row.end,
        parent=row.parent,
        closed=row.closed,
        ignore=ignores_of(row.ignore, table),
        body=body,
        **context.head(row, table),
    )
    return None if table.is_broken else cycle


def _is_backlog(context: ParseContext) -> bool:
    written = context.table.value
    return context.id.casefold() in BACKLOG_NAMES and not {"start", "end"} & written.keys()


def page_of(context: ParseContext) -> FreePage | None:
    """The page, or None where it has no title."""
    row, table, _ = context.row(PageRow)
    body = context.body()
    page = FreePage(
        title=context.title(table, row.title),
        body=body,
        **context.head(row, table),
    )
    return None if table.is_broken else page


def _check_order(context: ParseContext, row: CycleRow, table: Table) -> None:
    if date.min in {row.start, row.end}:
        return
    if row.closed and row.closed < row.start:
        message = f"the cycle is closed on {row.closed}, before it starts on {row.start}"
        context.report("OKR018", table.at("closed"), message, "Correct one of the dates.")
    if row.end < row.start:
        message = f"the cycle ends on {row.end}, before it starts on {row.start}"
        context.report("OKR018", table.at("end"), message, "Exchange or correct the two dates.")


def is_colour(text: str) -> bool:
    """Whether a text is a colour; the case of a name does not count."""
    return text.lower() in COLOURS or _HEX.fullmatch(text) is not None
