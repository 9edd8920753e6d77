"""The generated parts of the documents, by what they are about."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
