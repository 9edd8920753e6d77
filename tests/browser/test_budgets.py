"""The first visit of every kind of page is light: all that the browser asks for by itself."""

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

pytestmark = pytest.mark.slow
FIRST_LOAD = 100_000  # bytes, compressed as hosts compress texts


def test_a_first_visit_is_light(reading, example, page_path) -> None:
    reader = reading()
    reader.open(page_path).wait_for_load_state("networkidle")
    host = reader.hosted(example)
    asked = {request.replace(host, f"{example.as_uri()}/") for request in reader.asked}
    files = [
        Path(unquote(urlsplit(request).path)) for request in asked if request.startswith("file:")
    ]
    assert len(files) > 2
    assert sum(len(gzip.compress(file.read_bytes(), 6)) for file in files) < FIRST_LOAD
