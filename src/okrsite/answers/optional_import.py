"""Optional imports: libraries that only some sources need, and how to get them."""

from collections.abc import Iterator
from contextlib import contextmanager

from okrsite.model.extensions import SourceError


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Around imports of an extra's libraries; SourceError says the command that installs it."""
    try:
        yield
    except ModuleNotFoundError as missing:
        raise SourceError(
            f"{missing.name} is not installed: pip install 'okrsite[{name}]'"
        ) from None
