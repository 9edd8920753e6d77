"""`okrsite build`: the site, whole and at once, or what keeps it from being published."""

from okrsite.commands.build.command import command
from okrsite.commands.build.options import BuildOptions
from okrsite.commands.build.run import build
from okrsite.commands.build.site import read_site, theme_of

__all__ = ["BuildOptions", "build", "command", "read_site", "theme_of"]
