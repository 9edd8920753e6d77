"""`okrsite new`: a correct file of any kind, with every reference checked before it is written."""

import click

from okrsite.commands.new.checkin import checkin
from okrsite.commands.new.company import cycle, page, person, team
from okrsite.commands.new.kpi import kpi
from okrsite.commands.new.objective import objective
from okrsite.commands.new.scaffold import plugin, rule, theme

KINDS: tuple[click.Command, ...] = (
    objective,
    kpi,
    checkin,
    team,
    person,
    cycle,
    page,
    rule,
    plugin,
    theme,
)

command = click.Group(
    "new",
    commands={kind.name: kind for kind in KINDS if kind.name},
    help="Write a new file of the content, and print its path. Nothing is ever overwritten.",
    short_help="Write a goal, a KPI, a check-in or another file.",
)
