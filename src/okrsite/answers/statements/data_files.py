"""Data files: the files of `content/data/` that a statement names, by paths that stay below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlglot import exp

from okrsite.answers.statements.lexemes import Lexeme, StatementError

READERS = frozenset(
    ("read_csv", "read_csv_auto", "read_json", "read_json_auto", "read_parquet", "parquet_scan")
)
_ENDINGS = re.compile(
    r"\.(?:csv|tsv|txt|json|jsonl|ndjson|parquet)(?:\.(?:gz|zst))?$", re.IGNORECASE
)
_FORMATS = {
    *("avro", "binaryfile", "csv", "delta", "iceberg", "image", "jdbc", "json", "libsvm", "orc"),
    *("parquet", "text", "xml", "hudi", "kafka"),
}
_HELP = "A file stands below content/data/ and is named from there: 'sales/2026.csv'."
# What ends the first argument of a reader: a path alone, and a list of paths.
_ENDS = ({",", ")"}, {"]"})


def check_files(tree: exp.Expr, lexemes: Sequence[Lexeme]) -> None:
    """Raises StatementError for a path that leads out, is hidden, or is reckoned by the query."""
    for table in tree.find_all(exp.Table):
        names = [part for part in table.parts if isinstance(part, exp.Identifier)]
        if any(name.args.get("quoted") for name in names):
            # DuckDB joins "a/b".csv to one path.
            path = ".".join(name.this for name in names)
            _check_path(path, names[0].meta.get("start", 0))
    for at, lexeme in enumerate(lexemes):
        if lexeme.word in READERS and _is_sign(lexemes, at + 1, "("):
            _check_reader(lexemes, at + 2)


def refuse_stages(tree: exp.Expr) -> None:
    """Raises StatementError where a table is a stage, whose files Snowflake reads: `'@stage/x'`."""
    for table in tree.find_all(exp.Table):
        for part in table.parts:
            name = part.name.strip("'")
            if name.startswith("@"):
                message = f"'{name}' is a stage, and no table of the database"
                raise StatementError(message, part.meta.get("start", 0))


def refuse_files(tree: exp.Expr) -> None:
    """Raises StatementError where a table is a file, which DuckDB and Spark read by its path."""
    for table in tree.find_all(exp.Table):
        for part in (table.this, table.args.get("db"), table.args.get("catalog")):
            if isinstance(part, exp.Identifier) and _is_file(part, table):
                message = f"'{part.this}' is a file or its format, and no table of the database"
                raise StatementError(message, part.meta.get("start", 0))


def _is_file(part: exp.Identifier, table: exp.Table) -> bool:
    if re.search(r"[/\\:*]", part.this):
        return True
    if part is table.this:
        return bool(re.search(r"\.\w+$", part.this))
    # Spark reads csv.`x`; a format may be named by its class, too.
    is_alone = not table.args.get("catalog")
    return "." in part.this or (is_alone and part.this.lower() in _FORMATS)


def _check_reader(lexemes: Sequence[Lexeme], at: int) -> None:
    """The first argument of a reader: a path in quotes, or a list of them in brackets."""
    is_list = _is_sign(lexemes, at, "[")
    begin = at + is_list
    end = next((i for i in range(begin, len(lexemes)) if lexemes[i].text in _ENDS[is_list]), begin)
    paths = lexemes[begin:end:2]
    commas = lexemes[begin + 1 : end : 2]
    is_plain = all(path.kind == "text" for path in paths)
    is_listed = len(paths) > len(commas) and all(comma.text == "," for comma in commas)
    # A list may go on behind its bracket: ['a.csv'] || ['b.csv'].
    is_whole = not is_list or any(_is_sign(lexemes, end + 1, sign) for sign in _ENDS[False])
    if not (is_plain and is_listed and is_whole):
        message = "a file is named by its path in quotes, and by nothing else"
        raise StatementError(message, lexemes[min(begin, len(lexemes) - 1)].start, _HELP)
    for path in paths:
        _check_path(path.text[1:-1].replace("''", "'"), path.start)


def _check_path(path: str, start: int) -> None:
    parts = path.removeprefix("./").split("/")
    if re.search(r"[\\:~$]", path) or "" in parts or ".." in parts:
        raise StatementError(f"'{path}' is no path below content/data/", start, _HELP)
    # A wildcard stands for a point, too.
    if any(part.startswith((".", "?", "[")) for part in parts):
        raise StatementError(f"'{path}' is a hidden file", start, _HELP)
    if not _ENDINGS.search(path):
        help_ = "CSV, JSON and Parquet are read, by their endings: .csv, .json, .parquet."
        raise StatementError(f"'{path}' is no file that is read here", start, help_)


def _is_sign(lexemes: Sequence[Lexeme], at: int, sign: str) -> bool:
    return at < len(lexemes) and lexemes[at].text == sign and lexemes[at].kind == "sign"
