"""Meanings: what every field that an author may write says, in a sentence, for schema and docs.

By the row that decodes it, then by the field; `DocumentRow` holds what every kind of document has.
"""

DOCUMENT = {
    "id": "Its id where it should not be the name of the file.",
    "aliases": "Ids it had before; references by them go on working, and the site redirects.",
    "visibility": "Who may see it; `[site.default_visibility]` decides where it is left out.",
    "title": "What readers see as its name.",
    "ignore": "Rules that it asks to be let off, each with a reason.",
    "extra": "A table of anything: for plugins and other programs; no page and no export shows it.",
    "plugins": "`[plugins.NAME]`: what a plugin of the site asks for in this kind of document.",
}

CHECK_IN = {
    "date": "The day it speaks of.",
    "author": "Who says so.",
    "confidence": "Will we make it? 0 to 10; it never changes the arithmetic.",
    "values": "By key result: a number, milestones reached, or a zone (`none` for none); or a "
    "table with `value`, `confidence` and `note`.",
    "kudos": "Thanks to colleagues.",
    "visibility": "Who may see it; it is at least as closed as its objective.",
}

MEANINGS: dict[str, dict[str, str]] = {
    "ObjectiveRow": DOCUMENT
    | {
        "cycle": "The cycle it is chased in; only a draft may have none, and is in the backlog.",
        "team": "The team that owns it; a root team's objective is the company's.",
        "owner": "Who answers for it: a person's id, or any name while there is no people/ folder.",
        "contributors": "Who works on it, too: people as `owner` names them.",
        "type": "How firmly it is meant: a committed one is met at 1.0, the others from 0.7 on.",
        "supports": "Objectives or key results it helps: any number, each may have a weight.",
        "tags": "Words to find it by.",
        "perspective": "Its perspective of the Balanced Scorecard.",
        "with_teams": "Teams that work along: it is shown with them too, and counted once.",
        "state": "Drafts, paused and dropped ones are shown and counted nowhere.",
        "reason": "Why it was dropped.",
        "rollup": "What its progress is made of: its key results, the weakest of them, the "
        "objectives that support it, or both.",
        "watch": "KPIs to keep an eye on while we chase this.",
        "initiatives": "The work that is done for it: shown, never counted.",
        "key_results": "How we shall know.",
        "checkins": "How it stood, newest last.",
    },
    "KeyResultRow": {
        "id": "Its id within the objective.",
        "aliases": "Ids it had before; references and check-ins by them go on working.",
        "title": "The outcome, in words.",
        "kpi": "The KPI that measures it; then its value comes from there.",
        "start": "Where we begin; left out, it is the KPI's value at the cycle's start, or the "
        "first check-in's.",
        "target": "Shape *metric*: where we want to be.",
        "change": 'Shape *relative*: a change of the start, such as "+25%".',
        "keep": "Shape *guardrail*: the range it stays in all the while; {} means the KPI's.",
        "milestones": "Shape *milestones*: steps, each done or not.",
        "zones": "Shape *zones*: ambition in three steps, in words for what cannot be counted, or "
        "in numbers.",
        "checkpoints": "What is expected on the way; the expected pace is the line through them.",
        "score_by": "Shape of a plugin: `use` names it, the rest is its settings.",
        "current": "Its value now, where neither a KPI nor check-ins tell it.",
        "unit": "The unit of its values: %, h, days; three capital letters are a currency.",
        "owner": "Who answers for it, where it is not the objective's owner.",
        "contributors": "Who works on it, too: people as `owner` names them.",
        "due": "Its deadline, where it is not the end of the cycle.",
        "weight": "How much it counts in the objective's mean.",
        "indicator": "Does it lead or lag?",
        "purpose": "Why its KPI is attacked: `repair` what is out of range, or `leap` on purpose.",
        "population": "Whom it is about, such as users of the new features.",
        "score": "A grade given by hand at the close, 0 to 1.",
        "score_reason": "Why the grade is not the progress; needed with `score`.",
        "initiatives": "The work that is done for it: shown, never counted.",
        "text": "What else there is to say, such as how it is measured; Markdown.",
    },
    "SupportRow": {
        "goal": "The objective, or objective#key_result, that is helped.",
        "weight": "How much it counts there, beside the others that help.",
    },
    "MilestoneRow": {
        "id": "Its id within the key result.",
        "aliases": "Ids it had before; check-ins by them go on working.",
        "title": "The step, in words.",
        "weight": "How much it counts beside the other steps.",
        "done": "The day it was reached.",
        "due": "The day from which it is expected; left out, it is the key result's.",
    },
    "InitiativeRow": {
        "title": "The work, in words.",
        "done": "The day it was done, or true.",
        "link": "Where it is planned: a whole address, such as that of a ticket.",
    },
    "CheckpointRow": {
        "by": "The day by which it is expected.",
        "value": "The value that is expected.",
    },
    "ZonesRow": {
        "commit": "What we promise: 0.3.",
        "target": "What we aim for: 0.7.",
        "stretch": "What would be outstanding: 1.0.",
    },
    "CheckInValueRow": {
        "value": "A number, milestones reached, or a zone.",
        "confidence": "Will we make it? 0 to 10, of this key result alone.",
        "note": "What happened there; Markdown.",
    },
    "CheckInRow": CHECK_IN | {"note": "What happened, what blocks us, what comes next; Markdown."},
    "CheckInFileRow": CHECK_IN
    | {
        "objective": "The objective it is about.",
        "extra": DOCUMENT["extra"],
        "plugins": DOCUMENT["plugins"],
    },
    "KudosRow": {"to": "Who is thanked.", "for": "What for."},
    "IgnoreRow": {"rule": "The rule's code.", "reason": "Why it does not apply here."},
    "RangeRow": {
        "min": "The lowest acceptable value, included.",
        "max": "The highest acceptable value, included.",
    },
    "KpiRow": DOCUMENT
    | {
        "abbreviation": "The short name that people say, such as NPS; the search finds it, too.",
        "team": "The team that watches it.",
        "owner": "Who answers for it: a person's id, or any name while there is no people/ folder.",
        "unit": "%, h, days; three capital letters are a currency. Values in % are 0 to 100.",
        "range": "What is acceptable; beyond it somebody needs to act.",
        "warning": "A narrower range: between the two is a warning.",
        "cadence": "How often there is a new value.",
        "aggregate": "How points make a period's value.",
        "rolling": "Over how many periods a sum or an average is taken, the latest included.",
        "indicator": "Does it lead or lag?",
        "perspective": "Its perspective of the Balanced Scorecard.",
        "critical": "One that we cannot afford to ignore.",
        "target": "The value it should reach.",
        "reviews": "Who looked at it, when, and what they found.",
        "baselines": "Levels that counted as normal, each since a day.",
        "source": "Where its values come from: `use` names a `[sources.<name>]`, the rest is asked "
        "of it.",
        "formula": 'Computed from other KPIs, ids in braces: "{lost} / {customers} * 100".',
        "tags": "Words to find it by.",
    },
    "TargetRow": {
        "value": "The value.",
        "by": "By when; left out, it is every period's target.",
    },
    "ReviewRow": {
        "date": "The day.",
        "author": "Who looked.",
        "note": "What they found; Markdown.",
    },
    "BaselineRow": {
        "since": "The first day it counts.",
        "value": "The level.",
        "from": "The key result whose success it was.",
    },
    "TeamRow": DOCUMENT
    | {
        "parent": "The team it is part of; without one it is a root, the company itself.",
        "lead": "Who leads it.",
        "colour": "Its colour on the site.",
        "rhythm": "How often it checks in.",
        "reviews": "How often it reviews its KPIs.",
    },
    "PersonRow": DOCUMENT
    | {
        "title": "The name.",
        "team": "The team this person is in; membership stands here alone.",
        "role": "What this person does.",
        "left": "The day on which this person left; goals and check-ins from before stay.",
    },
    "CycleRow": DOCUMENT
    | {
        "start": "Its first day.",
        "end": "Its last day.",
        "parent": "The longer cycle it is part of, such as the year of a quarter.",
        "closed": "The day it was closed; from then on it is graded.",
    },
    "PageRow": DOCUMENT,
    "SettingsRow": {
        "format": "The format of the content; it stands before the first table.",
        "site": "Who speaks, and to whom.",
        "calendar": "The company's own year.",
        "build": "What a build writes, and how strict it is.",
        "theme": "How the site looks.",
        "scoring": "The thresholds of the arithmetic.",
        "rules": "Which rules speak, how loud, and with which parameters.",
        "plugins": "`[plugins.NAME]`: its presence loads the plugin, its keys are its settings.",
        "sources": "`[sources.NAME]`: a place that KPI values come from; `plugin` says which kind.",
    },
    "SiteSettings": {
        "title": "The name of the company or of the site.",
        "mission": "What the company is there for, in a sentence.",
        "base_url": "Where the site will stand, for feeds, the site map and previews of pages.",
        "language": 'The language of words, numbers and dates: "en", "de", "pt-BR".',
        "timezone": 'Where the company\'s day begins: "Europe/Berlin".',
        "repo_url": "Where the repository is read.",
        "edit_url": "Where a file is edited; {path} stands for the file.",
        "default_visibility": "Who may see a document that does not say so, by its kind.",
    },
    "CalendarSettings": {
        "year_starts": "The month in which the company's year begins, 1 to 12: quarterly and "
        "yearly KPIs and the names of cycles such as fy27-q1 follow it.",
    },
    "DefaultVisibility": {
        "objective": "Objectives and their check-ins.",
        "kpi": "KPIs and their observations.",
        "team": "Teams.",
        "person": "People.",
        "cycle": "Cycles.",
        "page": "Free pages.",
    },
    "BuildSettings": {
        "output": "The folder that the site is written to.",
        "strict": "Whether warnings keep a site from being published, as errors do.",
        "audience": "Whom the site is for: it holds this level and the more open ones.",
        "asset_megabytes": "How large a file may be that texts link.",
        "asset_types": "More endings of files that texts may link, such as .zip.",
        "today": "Pins the day; --today wins over it, and it over the clock.",
    },
    "ThemeSettings": {
        "name": "A folder of themes/, or a theme that is installed.",
        "options": "What the theme lets one choose.",
    },
    "ScoringSettings": {
        "at_risk": "Up to this gap behind the expected pace a goal is on track.",
        "off_track": "Up to this gap it is at risk, beyond it off track.",
        "met": "The grade from which a goal that is not committed counts as met.",
        "low": "Below this a grade is in the low band.",
        "high": "From this on a grade is in the high band.",
    },
    "RuleSettings": {
        "select": "Codes of the rules that speak, or their beginnings.",
        "ignore": "Codes of rules that do not, or their beginnings.",
        "severity": "By code: error, warning, hint, signal or off.",
        "parameters": "By code, a table of what the rule lets one choose.",
    },
}
