"""`okrsite serve`: the site on this machine, new at every save."""

from okrsite.commands.serve.command import command

__all__ = ["command"]
