"""`okrsite checkin`: how goals stand this week, from options or in a short dialogue."""

from okrsite.commands.checkin.command import command

__all__ = ["command"]
