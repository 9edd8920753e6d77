"""Identity: of which kind a file is, and by which id the others call it."""

import re
import unicodedata
from posixpath import splitext

from okrsite.model.goals import GoalKey
from okrsite.model.names import Kind
from okrsite.pipeline.file_names import name_fault
from okrsite.pipeline.naming import CONTENT, FOLDERS, HOME

LONGEST = 100

# Leaves room for endings and for the checksum in a file's name, under the 255 of file systems.
LARGEST = 200

_KINDS: dict[str, Kind] = {folder: kind for kind, folder in FOLDERS.items()}
_PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*", re.ASCII)


def kind_of(path: str) -> Kind | None:
    """The kind that a file's first folder below the content stands for."""
    if path == HOME:
        return "page"
    folder, slash, _ = path.removeprefix(CONTENT).partition("/")
    return _KINDS.get(folder) if slash else None


def id_of(path: str, kind: Kind) -> str:
    """The id that a file has by its name; pages and check-ins keep their folders."""
    if path == HOME:
        return "index"
    stem = unicodedata.normalize("NFC", splitext(path.removeprefix(CONTENT))[0])
    below = stem.partition("/")[2]
    return below if kind in {"page", "checkin"} else below.rpartition("/")[2]


def fault_of_id(id_: str, kind: Kind) -> str | None:
    """Why an id cannot name a page and its file, or None."""
    parts = id_.split("/") if kind in {"page", "checkin"} else [id_]
    if len(id_) > LONGEST or len(id_.encode(errors="replace")) > LARGEST:
        return f"is longer than {LONGEST} characters"
    return next((why for part in parts if (why := fault_of_word(part))), None)


def fault_of_word(word: str) -> str | None:
    """Why a word cannot be an id or a part of one, or None."""
    if word == "":
        return "is empty"
    if not _PLAIN.fullmatch(word):
        if word[0] == ".":
            return "begins with a dot"
        if strange := next((letter for letter in word if not _may_stand(letter)), None):
            return f"holds {strange!r}; letters, digits, '.', '_' and '-' may stand there"
    return name_fault(word)


def goal_key_of(text: str) -> GoalKey | None:
    """Which goal a text names: an objective's id, or objective#key_result; None for neither."""
    objective, mark, key_result = text.strip().partition("#")
    if not objective or "#" in key_result or (mark and not key_result):
        return None
    return GoalKey(objective, key_result)


def _may_stand(character: str) -> bool:
    return character in "._-" or unicodedata.category(character)[0] in "LMN"
