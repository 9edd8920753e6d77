"""`okrsite diff`: what a change does to the goals, by meaning and not by lines."""

from okrsite.commands.diff.command import command

__all__ = ["command"]
