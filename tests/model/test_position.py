"""Places: a mapping of fields to lines and columns that is kept as one text."""

import pytest

from okrsite.model.position import Places, Span, Written, pack_places

PLACES = {"title": (2, 9), "supports": (3, 12), "supports.0": (3, 13), "values.a b": (7, 1)}


def test_packed_places_read_as_the_mapping_they_were_packed_from() -> None:
    packed = pack_places(PLACES)
    assert dict(packed.items()) == PLACES
    assert list(packed) == list(PLACES)
    assert len(packed) == 4
    assert {field: packed[field] for field in packed} == PLACES


@pytest.mark.parametrize("field", ["", "titl", "itle", "supports.", "a b", "title\t2"])
def test_a_part_of_a_field_is_no_field(field) -> None:
    packed = pack_places(PLACES)
    assert field not in packed
    assert packed.get(field) is None
    with pytest.raises(KeyError):
        packed[field]


@pytest.mark.parametrize("field", ["a\tb", "a\nb"])
def test_a_field_with_a_tab_or_a_line_break_stands_where_the_whole_does(field) -> None:
    written = Written(span=Span("a.md", 4, 2), places=pack_places({field: (9, 9), "b": (5, 1)}))
    assert written.at(field) == Span("a.md", 4, 2)
    assert written.at("b") == Span("a.md", 5, 1)


def test_no_places_are_an_empty_mapping() -> None:
    assert not list(Places())
    assert not Places()
