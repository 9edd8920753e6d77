"""`okrsite build`: the site, whole and at once, or what keeps it from being published."""

from okrsite.commands.build.command import command
from okrsite.commands.build.run import BuildOptions, build

__all__ = ["BuildOptions", "build", "command"]
