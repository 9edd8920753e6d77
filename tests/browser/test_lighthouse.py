"""Lighthouse's marks for every kind of page, on the slow phone and network that it thinks of.

The company is shown to everybody here: what is for its own people asks search engines to stay
away, as it should, and Lighthouse would hold that against it.
"""

import json
import os
import subprocess

import pytest

pytestmark = pytest.mark.slow
FULL = ("accessibility", "best-practices", "seo")
FAST = 98
TRIES = 3  # what else the machine is at slows a page, and never makes it faster


@pytest.fixture(scope="module")
def lighthouse(judges, flags, shown_to_all, hosted):
    """Asks Lighthouse about a page: its marks by category, and what kept each from being full."""
    program = judges / "node_modules/.bin/lighthouse"
    chosen = f"--chrome-flags=--headless=new {' '.join(flags)}"
    surroundings = {**os.environ, "CHROME_PATH": "/usr/bin/chromium"}

    def ask(path):
        command = [str(program), hosted(shown_to_all) + path, "--quiet", "--output=json", chosen]
        done = subprocess.run(
            command, env=surroundings, capture_output=True, check=False, timeout=180
        )
        assert done.returncode == 0, done.stderr.decode()[-2000:]
        told = json.loads(done.stdout)
        marks = {name: round(100 * each["score"]) for name, each in told["categories"].items()}
        return marks, lacking(told)

    return ask


def lacking(told):
    """What weighs in a mark and is not as it should be, by category."""
    return {
        name: [
            (audit["id"], told["audits"][audit["id"]].get("displayValue"))
            for audit in category["auditRefs"]
            if audit["weight"] and (told["audits"][audit["id"]]["score"] or 0) < 1
        ]
        for name, category in told["categories"].items()
    }


def test_a_kind_of_page_has_full_marks_and_is_fast(lighthouse, page_path) -> None:
    fastest = 0
    for _ in range(TRIES):
        marks, wrong = lighthouse(page_path)
        assert {name: wrong[name] for name in FULL if marks[name] < 100} == {}
        fastest = max(fastest, marks["performance"])
        if fastest >= FAST:
            return
    pytest.fail(f"{fastest}: {wrong['performance']}")
