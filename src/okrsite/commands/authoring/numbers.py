"""Numbers: as people type them on the command line, and what is none."""

import re

from okrsite.commands.errors import CommandError

NUMBER = r"[-+]?\d+(?:\.\d+)?"
# Digits with whatever separates them; not those inside of a name, such as a KPI's.
_NUMERAL = re.compile(r"(?<![\w.-])[-+]?\d(?:[\d.,_'\u2019]*\d)?(?![\w-]*[A-Za-z_-]+ *->)")


def refuse_foreign_numbers(text: str) -> None:
    """Raise `CommandError` for what is meant as a number and written as TOML writes none."""
    for found in _NUMERAL.findall(text):
        if re.fullmatch(NUMBER, found):
            continue
        digits = re.sub(r"[,._'\u2019]", "", found)
        if re.fullmatch(r"[-+]?\d+,(?:\d{1,2}|\d{4,})", found):
            hint = f"A decimal point is a point: write {found.replace(',', '.')}."
        elif re.fullmatch(r"[-+]?\d{1,3}(?:[._'\u2019]\d{3})+|[-+]?\d+(?:_\d+)+", found):
            hint = f"Write it without separators: {digits}."
        else:
            hint = "Write plain digits with a decimal point, such as 4.5 or 1500000."
        raise CommandError(f"{found!r} is not a number", hint)


def number(text: str) -> int | float:
    """A number as it was written: whole ones stay whole."""
    return float(text) if "." in text else int(text)
