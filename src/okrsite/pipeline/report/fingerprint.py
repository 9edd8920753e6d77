"""Fingerprint: an identity of a finding that stays when the lines around it move."""

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
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for finding in findings:
        subject = finding.subject
        about = f"{subject.kind}:{subject.id}#{subject.key_result}" if subject else ""
        facts = (finding.code, finding.span.path, about, POSITION.sub("", finding.message))
        seen[facts] += 1
        text = "\0".join((*facts, str(seen[facts])))
        # A path may hold bytes that are no UTF-8.
        found.append(sha256(text.encode("utf-8", "replace")).hexdigest())
    return found
