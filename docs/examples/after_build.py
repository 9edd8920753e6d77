"""After a build: what is newly off track, to a chat that takes posts.

Only where GOALS_WEBHOOK is set, as in CI, is anybody told.
"""

import json
import os
from urllib.request import Request, urlopen

from okrsite.api import BuildResult, hookimpl


@hookimpl
def okrsite_after_build(result: BuildResult) -> None:
    late = [
        change.title
        for change in result.changed or ()
        if change.kind == "objective" and change.status[0] != "off_track" == change.status[1]
    ]
    address = os.environ.get("GOALS_WEBHOOK")
    if late and address:
        body = json.dumps({"text": f"Newly off track: {', '.join(late)}"}).encode()
        with urlopen(Request(address, body, {"Content-Type": "application/json"}), timeout=20):
            pass
