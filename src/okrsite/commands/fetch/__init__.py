"""`okrsite fetch`: values from where they live, into the CSV file beside each KPI.

Here is the command as the command line knows it, and what it prints; `effects.fetch` does the work.
"""

from okrsite.commands.fetch.command import command, fetch
from okrsite.commands.fetch.doctor import examine

__all__ = ["command", "examine", "fetch"]
