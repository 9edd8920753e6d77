"""Environment: the variables that a source's process has, and which of them are secret."""

from __future__ import annotations

import os

import msgspec

from okrsite.model.settings import SourceSettings
from okrsite.pipeline.sourcing.secrets import variables_in

# What programs and libraries need to find their files and to speak a language. All that may be a
# secret is left out; whoever wants more of it names it in the settings.
ORDINARY = (
    *("PATH", "HOME", "TMPDIR", "TZ", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE"),
    *("PYTHONPATH", "LD_LIBRARY_PATH", "SSL_CERT_FILE", "SSL_CERT_DIR"),
    "OKRSITE_DEBUG",
)


def environment_of(source: SourceSettings) -> dict[str, str]:
    """The variables that a source's process is started with: those it names, and ordinary ones."""
    names = {*ORDINARY, *_named(source)}
    return {name: os.environ[name] for name in sorted(names) if name in os.environ}


def secrets_of(source: SourceSettings) -> list[str]:
    """The values of the variables that a source names."""
    return [os.environ[name] for name in _named(source) if name in os.environ]


def _named(source: SourceSettings) -> tuple[str, ...]:
    return variables_in(msgspec.json.decode(source.settings))
