"""`okrsite new`: a correct file of any kind, with every reference checked before it is written."""

import click

from okrsite.commands.new.checkin import checkin
from okrsite.commands.new.cycle import cycle
from okrsite.commands.new.kpi import kpi
from okrsite.commands.new.objective import objective
from okrsite.commands.new.page import page
from okrsite.commands.new.person import person
from okrsite.commands.new.plugin import plugin
from okrsite.commands.new.rule import rule
from okrsite.commands.new.team import team
from okrsite.commands.new.theme import theme

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
    commands={each.name: each for each in KINDS if each.name},
    help="Write a new file of the content, and print its path. Nothing is ever overwritten.",
    short_help="Write a goal, a KPI, a check-in or another file.",
)
