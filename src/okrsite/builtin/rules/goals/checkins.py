"""Check-ins that say nothing, contradict each other, or are not what their file is called."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations, groupby
from posixpath import basename

from okrsite.api import CheckIn, Finding, Forest, Objective, Rule, Scored, Zones, open_objectives
from okrsite.builtin.example import CHECKIN, OBJECTIVE, objective_text
from okrsite.builtin.rules.quantities import number
from okrsite.builtin.rules.subjects import subject_of

SAYING = ("confidence", "values.", "kudos", "note")


def check_empty_checkin(scored: Scored, _: None) -> Iterator[Finding]:
    """Check-ins with neither values nor confidence, note or thanks."""
    for objective, checkin in _open_checkins(scored):
        if checkin.note or any(field.startswith(SAYING) for field in checkin.places):
            continue
        yield Finding(
            checkin.at("date"),
            f"the check-in of {checkin.date} on '{objective.title}' says nothing",
            "Say how it goes: values, a confidence or a note. Empty, it only stops the reminders.",
            subject_of(objective),
            {"title": objective.title, "day": checkin.date.isoformat()},
        )


EMPTY = "[[checkins]]\ndate = 2026-11-16\n"

EMPTY_CHECKIN = Rule(
    code="OKR121",
    name="empty-checkin",
    severity="warning",
    asked_of="objective",
    title="A check-in says nothing",
    why="""
It counts as a check-in all the same: the goal is not overdue, its owner is not reminded, and the
team's rhythm looks kept. A sentence, a value or a confidence makes it one.
""",
    bad={OBJECTIVE: objective_text(checkins=EMPTY + 'author = "ada"\n')},
    good={OBJECTIVE: objective_text(checkins=EMPTY + "confidence = 7\n")},
    check=check_empty_checkin,
)


def check_checkin_without_author(scored: Scored, _: None) -> Iterator[Finding]:
    """Check-ins without an author beside others of the same day on the same objective."""
    for objective, checkins in _checkins_of_one_day(scored):
        unsigned = [checkin for checkin in checkins if not checkin.author]
        if not unsigned:
            continue
        last = unsigned[-1]
        yield Finding(
            last.at("date"),
            f"{len(checkins)} check-ins on '{objective.title}' are of {last.date}, "
            "and this one does not say whose it is",
            'Name who wrote it, author = "...", or put them into one.',
            subject_of(objective),
            {"title": objective.title, "day": last.date.isoformat()},
        )


SECOND = CHECKIN.replace("12", "14")

CHECKIN_WITHOUT_AUTHOR = Rule(
    code="OKR122",
    name="checkin-without-author",
    severity="warning",
    asked_of="objective",
    title="Of several check-ins of one day, one has no author",
    why="""
Two people may check in on one day. Where one of them is not named, it is as likely one check-in
that was written or merged twice, and the value that stands last counts without anybody choosing it.
""",
    bad={OBJECTIVE: objective_text(checkins=CHECKIN + SECOND.replace('author = "ada"\n', ""))},
    good={
        OBJECTIVE: objective_text(
            checkins=CHECKIN + SECOND.replace("ada", "linus").replace("response = 14", "")
        )
    },
    check=check_checkin_without_author,
)


def check_checkins_disagree(scored: Scored, _: None) -> Iterator[Finding]:
    """Key results that two people's check-ins of one day give different values."""
    for objective, checkins in _checkins_of_one_day(scored):
        if not all(checkin.author for checkin in checkins):
            continue
        for first, second in combinations(checkins, 2):
            yield from _disagreements(objective, first, second)


def _disagreements(objective: Objective, first: CheckIn, second: CheckIn) -> Iterator[Finding]:
    for id_ in first.values.keys() & second.values.keys():
        one, other = first.values[id_], second.values[id_]
        if one == other or not _is_exclusive(objective, id_, other):
            continue
        yield Finding(
            second.at(f"values.{id_}"),
            f"'{id_}' is {_shown(other)} here and {_shown(one)} in the check-in of "
            f"{first.author} of the same day, {first.date}",
            "Settle which is right and take the other one out; until then, the last one counts.",
            subject_of(objective, objective.key_result(id_)),
            {"title": objective.title, "day": first.date.isoformat()},
        )


def _is_exclusive(objective: Objective, id_: str, value: object) -> bool:
    """Whether a key result has one value at a time, unlike milestones, which add up."""
    result = objective.key_result(id_)
    return isinstance(value, float) or (result is not None and isinstance(result.measure, Zones))


def _shown(value: object) -> str:
    return number(value) if isinstance(value, float) else str(value)


CHECKINS_DISAGREE = Rule(
    code="OKR123",
    name="checkins-disagree",
    severity="warning",
    asked_of="objective",
    title="Two check-ins of one day give a key result two values",
    why="""
Only one of them can be shown. Whoever wrote the other one sees a figure on the site that is not
theirs, and nobody decided so: it is the one that happens to stand last.
""",
    bad={OBJECTIVE: objective_text(checkins=CHECKIN + SECOND.replace("ada", "linus"))},
    good={OBJECTIVE: objective_text(checkins=CHECKIN + CHECKIN.replace("ada", "linus"))},
    check=check_checkins_disagree,
)


def check_confidence_as_share(scored: Scored, _: None) -> Iterator[Finding]:
    """Confidences between 0 and 1."""
    for objective, checkin in _open_checkins(scored):
        confidence = checkin.confidence
        if confidence is None or not 0 < confidence < 1:
            continue
        yield Finding(
            checkin.at("confidence"),
            f"the confidence is {number(confidence)}, on a scale from 0 to 10",
            f"Write confidence = {number(10 * confidence)} if it is a share of 1.",
            subject_of(objective),
            {"title": objective.title, "confidence": confidence},
        )


CONFIDENCE_AS_SHARE = Rule(
    code="OKR124",
    name="confidence-as-share",
    severity="warning",
    asked_of="objective",
    title="A confidence looks like a share of 1",
    why="""
Confidence is told from 0 to 10. Who thinks in shares writes 0.7 for "rather sure", and the site
shows a goal that hardly anybody believes in.
""",
    bad={OBJECTIVE: objective_text(checkins=CHECKIN.replace("= 7", "= 0.7"))},
    good={OBJECTIVE: objective_text(checkins=CHECKIN)},
    check=check_confidence_as_share,
)

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(.+))?\.md")


def check_checkin_file_name(scored: Scored, _: None) -> Iterator[Finding]:
    """Check-in files whose name has another day, or is another objective's."""
    for objective, checkin in _open_checkins(scored):
        name = _NAME.fullmatch(basename(checkin.span.path))
        if not name or not checkin.span.path.startswith("content/checkins/"):
            continue
        if name[1] != checkin.date.isoformat():
            field, written, called = "date", str(checkin.date), name[1]
            mend = f"date = {called}"
        elif other := _other_objective(name[2] or "", checkin, scored.forest):
            field, written, called = "objective", checkin.objective, other
            mend = f'objective = "{other}"'
        else:
            continue
        yield Finding(
            checkin.at(field),
            f"the check-in's {field} is {written}, and its file is called {called}",
            f"Write {mend}, or rename the file if its name is what was left of a copy.",
            subject_of(objective),
            {"title": objective.title, "day": checkin.date.isoformat()},
        )


def _other_objective(called: str, checkin: CheckIn, forest: Forest) -> str:
    """The objective that a file is called after, where it is not the check-in's."""
    aliases = forest.aliases.get("objective", {})
    meant = aliases.get(called, called)
    if meant == checkin.objective or called.startswith(f"{checkin.objective}-"):
        return ""
    return meant if meant in forest.objectives else ""


def _file_text(day: str) -> str:
    return (
        f'+++\nobjective = "keep-customers"\ndate = {day}\nauthor = "ada"\n+++\n'
        "The night shift is complete.\n"
    )


CHECKIN_FILE_NAME = Rule(
    code="OKR125",
    name="checkin-file-name",
    severity="warning",
    asked_of="objective",
    title="A check-in is not the one that its file is called after",
    why="""
Last week's file is copied, and one of two places is forgotten: the check-in then counts for another
day or another goal, and the one that was meant is missing.
""",
    bad={"content/checkins/2026-11-18-keep-customers.md": _file_text("2026-11-11")},
    good={"content/checkins/2026-11-18-keep-customers.md": _file_text("2026-11-18")},
    check=check_checkin_file_name,
)


def _open_checkins(scored: Scored) -> Iterator[tuple[Objective, CheckIn]]:
    for objective in open_objectives(scored):
        for checkin in scored.forest.checkins.get(objective.id, ()):
            yield objective, checkin


def _checkins_of_one_day(scored: Scored) -> Iterator[tuple[Objective, list[CheckIn]]]:
    """The check-ins of an open objective of each day that has more than one."""
    for objective in open_objectives(scored):
        checkins: Iterable[CheckIn] = scored.forest.checkins.get(objective.id, ())
        for _, of_day in groupby(checkins, key=lambda checkin: checkin.date):
            if len(together := list(of_day)) > 1:
                yield objective, together
