"""Write the parts of these docs that list things, from the code itself.

    python docs/generate.py            write them
    python docs/generate.py --check    say which are stale, and fail

A part stands between `<!-- generated: NAME -->` and `<!-- end -->`; NAME is a function of PARTS,
with its argument where it takes one.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from reference.catalogues import kpis, languages, rules
from reference.commands import commands
from reference.house import excerpt, layers, rooms
from reference.plugins import example, goals, hooks, macros, names, writers
from reference.schemas import fields, record_query, record_tables, source, table, variables
from reference.systems import system_lines

DOCS = Path(__file__).parent
PART = re.compile(r"(<!-- generated: ([^\n]+) -->\n).*?(<!-- end -->)", re.DOTALL)
PARTS: dict[str, Callable[..., str]] = {
    "commands": commands,
    "example": example,
    "excerpt": excerpt,
    "fields": fields,
    "goals": goals,
    "hooks": hooks,
    "kpis": kpis,
    "languages": languages,
    "layers": layers,
    "macros": macros,
    "names": names,
    "records": record_tables,
    "rooms": rooms,
    "rules": rules,
    "record_query": record_query,
    "source": source,
    "system_lines": system_lines,
    "table": table,
    "variables": variables,
    "writers": writers,
}


def renewed(text: str) -> str:
    """A document with its generated parts written anew."""

    def part(found: re.Match[str]) -> str:
        name, *arguments = found[2].split()
        return f"{found[1]}{PARTS[name](*arguments)}{found[3]}"

    return PART.sub(part, text)


def main(arguments: list[str]) -> int:
    """Write or check every document; 1 when some were stale under --check."""
    stale = 0
    for path in sorted(DOCS.glob("*.md")):
        before = path.read_text("utf-8")
        after = renewed(before)
        if after == before:
            continue
        if "--check" in arguments:
            stale += 1
            sys.stderr.write(f"{path.name} is stale: python docs/generate.py renews it\n")
        else:
            path.write_text(after, "utf-8")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
