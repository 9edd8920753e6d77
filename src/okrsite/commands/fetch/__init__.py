"""`okrsite fetch`: values from where they live, into the CSV file beside each KPI."""

from okrsite.commands.fetch.doctor import examine
from okrsite.commands.fetch.fetching import fetch
from okrsite.commands.fetch.verb import command
from okrsite.commands.fetch.wish import Wish

__all__ = ["Wish", "command", "examine", "fetch"]
