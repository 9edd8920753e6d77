"""Ten million records: the engine stays within its memory, and the disk takes the rest."""

import subprocess
import sys

import pytest

# Most that DuckDB may take, and what its threads, the interpreter and the batches need beside it.
MOST = 1_500_000_000
SCRIPT = """
import resource, sys
from datetime import date, timedelta
from msgspec import Struct
from okrsite.api import Kpi, RecordQuery, Request, SourceContext, SourceRecord, Span, record_source

DAYS = [(date(2024, 1, 1) + timedelta(n)).isoformat() + "T10:00:00Z" for n in range(1000)]

class Settings(Struct, frozen=True):
    pass

def records(*_):
    for n in range(int(sys.argv[1])):
        yield SourceRecord(
            {"id": n, "at": DAYS[n % 1000], "amount": n % 977 / 4, "who": f"customer-{n % 200000}"}
        )

source = record_source(
    name="many", title="Many", settings=Settings, query=RecordQuery, records=records
)
running = (
    "select last_day(at_day) as date, max(total) as value from (select cast(\\"at\\" as date) as "
    "at_day, sum(amount) over (partition by who order by id) as total from records) group by 1"
)
queries = {
    "count": RecordQuery(count=True, by="at"),
    "people": RecordQuery(distinct="who", by="at"),
    "running": RecordQuery(query=running),
}
kpis = {name: Kpi(span=Span("x"), id=name, title=name, cadence="monthly") for name in queries}
last = date(2027, 1, 1)
requests = tuple(Request(kpis[name], query, None, last) for name, query in queries.items())
found = list(source.fetch(requests, Settings(), SourceContext("/", 3000, scratch_dir=sys.argv[2])))
print(sum(answer.value for answer in found if answer.kpi == "count"))
print(sorted({answer.kpi for answer in found}), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
def test_ten_million_records_are_counted_within_the_memory_of_the_engine(tmp_path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, "10000000", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    counted, rest = done.stdout.splitlines()
    names, _, kilobytes = rest.rpartition(" ")
    assert float(counted) == 10_000_000
    assert names == "['count', 'people', 'running']"
    assert int(kilobytes) * 1024 < MOST
