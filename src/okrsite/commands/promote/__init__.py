"""`okrsite promote`: from a KPI to a key result that is measured by it."""

from okrsite.commands.promote.command import command

__all__ = ["command"]
