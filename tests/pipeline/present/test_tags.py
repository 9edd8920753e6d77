"""Tags: one page for each, whatever somebody wrote, and no two in one file."""

from hypothesis import given
from hypothesis import strategies as st

from okrsite.model.goals import Objective
from okrsite.model.position import Span
from okrsite.pipeline.file_names import folded, path_fault
from okrsite.pipeline.present.tags import all_tags, key_of, tags_in

HERE = Span("content/objectives/o.md")
WRITTEN = st.lists(st.text(min_size=1, max_size=300).filter(key_of), max_size=12)


@given(WRITTEN)
def test_every_tag_has_a_file_of_its_own_that_every_disk_can_hold(tags) -> None:
    paths = paths_of(tags)
    assert paths.keys() == {key_of(tag) for tag in tags}
    assert len({folded(path) for path in paths.values()}) == len(paths)
    assert [path_fault(path) for path in paths.values()] == [None] * len(paths)


def paths_of(tags):
    """The file of each tag, by its key, where one objective carries them all."""
    objective = Objective(span=HERE, id="o", title="O", cycle="q4", tags=tuple(tags))
    return {key: tag.path for key, tag in tags_in([objective], []).items()}


def test_capitals_do_not_make_another_tag(sited, asked) -> None:
    goal = "title = 'G'\ncycle = 'q4'\ntags = ['{}']"
    files = {
        "objectives/a.md": goal.format("Customer Success"),
        "objectives/b.md": goal.format("customer success"),
        "kpis/k.md": "title = 'K'\ntags = ['customer success']",
    }
    (tag,) = asked(sited(files), all_tags).values()
    assert (tag.name, tag.path) == ("Customer Success", "tags/customer-success.html")
    assert (tag.objectives, tag.kpis) == (("a", "b"), ("k",))


def test_tags_that_would_share_a_file_are_told_apart() -> None:
    paths = paths_of(["a b", "a-b", "nul", "???"])
    assert len(set(paths.values())) == 4
    assert paths["nul"] != "tags/nul.html"
    assert paths["???"].removeprefix("tags/").removesuffix(".html").isalnum()
