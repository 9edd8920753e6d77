import pytest

from okrsite.pipeline.toml.text_lines import text_lines


@pytest.mark.parametrize(
    ("raw", "places"),
    [
        ('"one"', [(3, 6)]),
        ('"""one"""', [(3, 8)]),
        ('"""\none\n  two"""', [(4, 1), (5, 1)]),
        ("'''one\ntwo'''", [(3, 8), (4, 1)]),
        ("'''\n\none'''", [(4, 1), (5, 1)]),
        ('"one\\ntwo"', [(3, 6), (3, 11)]),
        ('"\\\\none"', [(3, 6)]),
        ('"one\\u000atwo"', [(3, 6), (3, 15)]),
        ('"""one \\\n   two\nthree"""', [(3, 8), (5, 1)]),
        ("'one\\ntwo'", [(3, 6)]),
    ],
)
def test_each_line_of_a_text_has_its_place(raw: str, places: list[tuple[int, int]]) -> None:
    assert list(text_lines(raw, (3, 5))) == places
