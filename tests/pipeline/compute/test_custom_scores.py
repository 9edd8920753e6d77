"""What a scorer says beside progress: values in words, how they are shown, and when it is done."""

from types import ModuleType
from typing import Literal

import pytest
from msgspec import Struct

from okrsite.api import CustomScore, Scorer, hookimpl
from okrsite.testing import EXAMPLE, load_plugin, site_of

GOAL = """\
+++
title = "Mood"
cycle = "2026-q4"
team = "company"
owner = "ada"

[[key_results]]
id = "mood"
title = "The mood is good"
score_by = {{ use = "mood"{} }}

[[checkins]]
date = 2026-11-16
values = {{ mood = {} }}
+++
"""


class Scale(Struct, frozen=True):
    """What stands beside `use`."""

    weeks: int = 4
    most: Literal["good", "splendid"] = "good"

    def __post_init__(self):
        if self.weeks > 52:
            raise ValueError("a year has 52 weeks")


def sited(score, value='"good"', words=("good", "bad"), settings="", beside=""):
    module = ModuleType("moods")
    scorer = Scorer(
        name="mood",
        title="Mood",
        settings=Scale,
        score=score,
        words=(lambda _: words) if words else None,
    )
    module.okrsite_scorers = hookimpl(lambda: scorer)
    goal = GOAL.format(beside, value)
    files = {**EXAMPLE, "content/objectives/mood.md": goal, "okrsite.toml": settings}
    return site_of(files, load_plugin(module))


def scored(site):
    return site.scored.objectives["mood"].key_results["mood"]


def always(**said):
    return lambda request, settings: CustomScore(**said)


def test_a_scorer_gets_the_words_of_check_ins_with_their_days_and_the_language() -> None:
    asked = []

    def score(request, settings):
        asked.append(request)
        return 0.5

    site = sited(score, settings="[site]\nlanguage = 'de'\n")
    assert {tuple((str(day), word) for day, word in request.words) for request in asked} == {
        (("2026-11-16", "good"),)
    }
    assert {request.language for request in asked} == {"de"}
    assert scored(site).progress == 0.5


@pytest.mark.parametrize(
    ("words", "value", "told"),
    [
        (("good", "bad"), '"goud"', "takes one of good, bad, and the check-in of 2026-11-16 says"),
        (None, '"good"', "takes numbers, and the check-in of 2026-11-16 says 'good'"),
    ],
)
def test_a_word_that_the_scorer_does_not_take_is_told(words, value, told) -> None:
    site = sited(always(progress=1.0), value, words)
    (finding,) = [finding for finding in site.findings if finding.code == "OKR637"]
    assert told in finding.message
    assert str(finding.span) == "content/objectives/mood.md:14:19"
    assert scored(site).status == "not_measured"


@pytest.mark.parametrize(
    ("beside", "place", "told"),
    [
        (", weaks = 3", "10:36", "unknown key 'weaks'; did you mean 'weeks'?"),
        (', most = "fine"', "10:35", "'most' must be one of good, splendid, not 'fine'"),
        (', weeks = "4"', "10:36", "'weeks' must be a whole number, not '4'"),
        (", weeks = 60", "10:12", "a year has 52 weeks"),
    ],
)
def test_a_mistake_beside_use_is_told_at_its_key(beside, place, told) -> None:
    site = sited(always(progress=1.0), beside=beside)
    (finding,) = [finding for finding in site.findings if finding.severity == "error"]
    assert (finding.code, str(finding.span)) == ("OKR613", f"content/objectives/mood.md:{place}")
    assert told in finding.message


@pytest.mark.parametrize(
    ("said", "value", "target"),
    [
        ({"value": 1234.5, "target": 2000, "unit": "%"}, "1.234,5", "2.000"),
        ({"value": "gut", "target": "prima"}, "gut", "prima"),
        ({"value": 0, "target": 3, "unit": "Wochen"}, "0 Wochen", "3 Wochen"),
    ],
)
def test_value_and_target_are_shown_as_the_scorer_says_in_the_site_s_language(
    said, value, target
) -> None:
    site = sited(always(progress=0.2, **said), settings="[site]\nlanguage = 'de'\n")
    (result,) = site.view("objectives/mood.html").results
    assert value in result.current.replace("\N{NO-BREAK SPACE}", " ")
    assert target in result.aim.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("progress", "is_done", "status", "is_met"),
    [
        (0.4, True, "done", True),
        (1.0, False, "on_track", False),
        (1.0, None, "done", True),
        (None, True, "not_measured", False),
    ],
)
def test_a_scorer_says_when_it_is_done(progress, is_done, status, is_met) -> None:
    found = scored(sited(always(progress=progress, is_done=is_done)))
    assert (found.status, found.is_met) == (status, is_met)


@pytest.mark.parametrize("field", ["value", "target"])
@pytest.mark.parametrize("wrong", [float("nan"), True, ["x"]])
def test_what_cannot_be_shown_is_told(field, wrong) -> None:
    site = sited(always(progress=0.5, **{field: wrong}))
    (finding,) = [finding for finding in site.findings if finding.code == "OKR611"]
    assert f"the {field} that is shown is a finite number or words" in finding.message
