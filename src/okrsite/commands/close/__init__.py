"""`okrsite close`: a cycle graded, looked back on, and what was not met carried over."""

from okrsite.commands.close.command import command

__all__ = ["command"]
