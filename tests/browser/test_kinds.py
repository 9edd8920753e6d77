"""Every kind of page of the example has one that is judged, so that none is forgotten."""


def test_every_kind_of_page_is_judged(pages_of_kinds, judged_paths) -> None:
    assert {kind for kind, paths in pages_of_kinds.items() if not paths & judged_paths} == set()


def test_every_page_that_is_judged_is_one_of_the_example(pages_of_kinds, judged_paths) -> None:
    assert judged_paths <= set().union(*pages_of_kinds.values())
