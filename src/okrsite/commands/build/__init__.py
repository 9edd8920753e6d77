"""`okrsite build`: the site, whole and at once, or what keeps it from being published.

Only `command` is imported here, so that a build with nothing to do costs little.
"""

from okrsite.commands.build.command import command

__all__ = ["command"]
