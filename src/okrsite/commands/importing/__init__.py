"""`okrsite import`: goals and KPIs from the files of other tools and from hand-written Markdown."""

from okrsite.commands.importing.command import command

__all__ = ["command"]
