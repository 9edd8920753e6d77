"""Fetch: values of KPIs from their sources, into the CSV file beside each KPI.

`run` leads through it: `plan` reads the KPIs and makes a job for each source; `runner` does all
jobs at once, each in a `process` of its own (the `worker`), with retries; `store` puts the accepted
answers into files. What is asked and what is accepted is decided by `pipeline.sourcing`.
"""

from okrsite.effects.fetch.locked_folder import FolderLocked, LockedFolder, locked_folder
from okrsite.effects.fetch.options import FetchOptions, FetchSite
from okrsite.effects.fetch.plan import UnknownNameError
from okrsite.effects.fetch.run import Fetched, KpiOutcome, SourceResult, fetch

__all__ = [
    "FetchOptions",
    "FetchSite",
    "Fetched",
    "FolderLocked",
    "KpiOutcome",
    "LockedFolder",
    "SourceResult",
    "UnknownNameError",
    "fetch",
    "locked_folder",
]
