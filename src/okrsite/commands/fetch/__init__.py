"""`okrsite fetch`: values from where they live, into the CSV file beside each KPI."""

from okrsite.commands.fetch.command import command
from okrsite.commands.fetch.doctor import examine
from okrsite.commands.fetch.options import Wish
from okrsite.commands.fetch.run import fetch

__all__ = ["Wish", "command", "examine", "fetch"]
