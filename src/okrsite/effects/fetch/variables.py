"""Variables: whether the environment has what a source's settings name."""

from __future__ import annotations

import os

import msgspec

from okrsite.model.settings import SourceSettings
from okrsite.pipeline.sourcing.interpolation import UnfitVariable, filled
from okrsite.pipeline.sourcing.secrets import MissingVariables


def wrong_variables(source: SourceSettings) -> str:
    """What is wrong with the variables that the settings name; nothing where all can be used."""
    try:
        filled(msgspec.json.decode(source.settings), os.environ)
    except (MissingVariables, UnfitVariable) as problem:
        return str(problem)
    return ""
