"""Text: a file's bytes as the text they stand for, or the one reason why they are none."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from itertools import groupby
from typing import NamedTuple
from unicodedata import combining

from okrsite.model.diagnostic import Diagnostic, error
from okrsite.model.position import Span
from okrsite.pipeline.control_characters import cleaned_file

LARGEST = 1024 * 1024

# Seven equals signs alone underline a heading, and seven arrows to the right quote.
_CONFLICT = re.compile(r"^<{7}(?: .*)?$", re.MULTILINE)
_OTHER_SIDE = re.compile(r"^(?:={7}|>{7}(?: .*)?)$", re.MULTILINE)

# Unicode's own stream-safe form allows 30 of them on one letter. Accents are put in order by
# sorting each into those before it, so the time grows with the square of their number.
MOST_ACCENTS = 100
# Every combining mark is one of these; to ask for that class alone would need all 912 of them.
_MAYBE_ACCENTS = re.compile(rf"[^\w\x00-\x7f]{{{MOST_ACCENTS + 1},}}+")


class DecodedText(NamedTuple):
    """The text of a file, its lines parted by single line feeds, and what is wrong with it.

    The text is None where it could not be read.
    """

    text: str | None
    findings: tuple[Diagnostic, ...] = ()


def decode_text(path: str, data: bytes) -> DecodedText:
    """Decode a file; a byte order mark and the kind of its line ends make no difference."""
    if len(data) > LARGEST:
        return _unreadable(
            "OKR003",
            Span(path),
            f"the file has {len(data) / 2**20:.1f} MB; 1 MB is the most that is read",
            "Cut it in several files.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        # What was read has no byte order mark any more, and its positions count without it.
        read = problem.object
        place = _place(path, read[: problem.start].decode(errors="ignore"))
        return _unreadable("OKR001", place, *_of_other_encoding(path, read, problem.start))
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    if (found := text.find("\0")) >= 0:
        help_ = "Take it out; a file with such characters is usually no text at all."
        return _unreadable(
            "OKR002", _place(path, text[:found]), "a NUL character is not text", help_
        )
    if (pile := _pile_of_accents(text)) is not None:
        message = f"more than {MOST_ACCENTS} accents stand on one letter"
        return _unreadable("OKR037", _place(path, text[:pile]), message, "Take them out.")
    return _without_conflict(path, *cleaned_file(path, text))


def _pile_of_accents(text: str) -> int | None:
    """Where a letter begins to have more accents than a text may hold; None for none."""
    for maybe in _MAYBE_ACCENTS.finditer(text) if not text.isascii() else ():
        place = maybe.start()
        for is_accent, run in groupby(maybe[0], key=lambda letter: combining(letter) > 0):
            length = len(list(run))
            if is_accent and length > MOST_ACCENTS:
                return place
            place += length
    return None


def _without_conflict(path: str, text: str, findings: tuple[Diagnostic, ...]) -> DecodedText:
    found = _CONFLICT.search(text) if "<<<<<<<" in text else None
    # If nothing follows the first one that ends it, nothing ends any later one.
    if found is None or not _OTHER_SIDE.search(text, found.end()):
        return DecodedText(text, findings)
    return _unreadable(
        "OKR004",
        _place(path, text[: found.start()]),
        "a merge conflict is left in this file",
        "Decide between the two sides and take the lines with <<<<<<<, ======= and >>>>>>> out.",
    )


def _of_other_encoding(path: str, data: bytes, position: int) -> tuple[str, str]:
    """What a file without UTF-8 is, by its first bytes or by the one that is wrong."""
    help_ = "Save the file with the encoding UTF-8."
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        in_excel = " Excel calls it CSV UTF-8." if path.endswith(".csv") else ""
        return "the file is UTF-16, not UTF-8", f"{help_}{in_excel}"
    if data.startswith(b"PK\x03\x04"):
        return "the file is a workbook or an archive, no text", "Save the sheet as CSV UTF-8."
    byte = data[position : position + 1]
    letter = byte.decode("cp1252", "ignore")
    meant = f" On Windows this byte is '{letter}'." if letter.isalpha() else ""
    return f"byte 0x{byte.hex()} is not UTF-8", f"{help_}{meant}"


def _unreadable(code: str, span: Span, message: str, help_: str) -> DecodedText:
    return DecodedText(None, (error(code, span, message, help_),))


def _place(path: str, before: str) -> Span:
    """The place right after a text that may still have line ends of every kind."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Span(path, len(lines), len(lines[-1]) + 1)
