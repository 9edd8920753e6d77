"""Fingerprint: what tells one finding from another after the lines around it have moved."""

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from okrsite.model.diagnostic import Diagnostic

POSITION = re.compile(r"(\b(?:line|row|column) \d+)|(:\d+(?::\d+)?)")


def fingerprints(findings: Sequence[Diagnostic]) -> list[str]:
    """One for each finding, all different; no line or column goes into it.

    Findings that are alike but for their place are told apart by their order in the file.
    """
    seen: Counter[str] = Counter()
    found = []
    for each in findings:
        subject = each.subject
        about = f"{subject.kind}:{subject.id}#{subject.key_result}" if subject else ""
        told = "\0".join((each.code, each.span.path, about, POSITION.sub("", each.message)))
        seen[told] += 1
        found.append(sha256(f"{told}\0{seen[told]}".encode("utf-8", "replace")).hexdigest())
    return found
