"""People: owners, leads and authors, who are references only while there is somebody to name."""

from okrsite.model.names import PersonId
from okrsite.model.position import Written
from okrsite.pipeline.resolve.references import References

_HELP = (
    "Since content/people/ holds somebody, people go by the ids of their files there: "
    'correct the id, or make one: okrsite new person "Name"'
)


class People:
    """Looks up the people that documents name; without people's documents a name is free text."""

    def __init__(self, names: References, *, has_people: bool) -> None:
        self._names = names
        self._has_people = has_people

    def named(self, written: PersonId | None, by: Written, field: str) -> PersonId | None:
        """The person's id, or the text as it stands while nobody has a document."""
        if not self._has_people:
            return written
        return self._names.name("person", written, by, field, help_=_HELP)
