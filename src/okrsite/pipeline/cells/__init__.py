"""Cells: results that remember what they looked at, made anew only when one of those is another.

A table has a cell for each name. A cell is made by a pure function of its name and of earlier
tables, which note what is asked of them while it is made. In the next build a cell stands as long
as nothing that it looked at has changed, and its value is not even decoded until somebody asks.
"""

from okrsite.pipeline.cells.cells import Cells
from okrsite.pipeline.cells.forest import FOREST_TABLES, watched
from okrsite.pipeline.cells.memory import Cell, Memory, Numbers, digest_of, encoded
from okrsite.pipeline.cells.recording import ALL, NAMES, WHOLE, CellTable, Key, Recorder
from okrsite.pipeline.cells.tables import CellTables, Forgetful
from okrsite.pipeline.cells.under import Under

__all__ = [
    "ALL",
    "FOREST_TABLES",
    "NAMES",
    "WHOLE",
    "Cell",
    "CellTable",
    "CellTables",
    "Cells",
    "Forgetful",
    "Key",
    "Memory",
    "Numbers",
    "Recorder",
    "Under",
    "digest_of",
    "encoded",
    "watched",
]
