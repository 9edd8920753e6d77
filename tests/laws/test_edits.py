"""A build after any edits shows what a clean one does, byte for byte; nothing is done twice."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from conftest import Clean, Company, Edit

    Companies = Callable[[], Company]
    Draw = Callable[[st.DataObject], Edit]
    Ages = Callable[[], contextlib.AbstractContextManager[None]]

OPTIONS = st.sampled_from(
    [(), (), ("--today", "2026-11-23"), ("--today", "2027-01-04"), ("--audience", "public")]
)
# Each step builds twice, so that to look for a shorter walk that fails would take minutes.
law = settings(
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def check(company: Company, clean: Clean, edit: Edit, options: tuple[str, ...] = ()) -> None:
    """Edit, build, and hold the site against that of a clean build."""
    before = company.shown()
    company.write(edit)
    said, (expected, site) = company.build(*options), clean(company, *options)
    assert said == expected
    assert company.shown() == (site or before)


def walk(company: Company, clean: Clean, draw: Draw, data: st.DataObject, steps: int) -> None:
    """Some steps of one to three edits each; after each the site is right."""
    for _ in range(steps):
        check(company, clean, draw(data), data.draw(OPTIONS, label="options"))


@settings(law, max_examples=3)
@given(data=st.data())
def test_after_any_edits_the_site_is_that_of_a_clean_build(
    company_of: Companies, clean: Clean, edit: Draw, long_ago: Ages, data: st.DataObject
) -> None:
    company = company_of()
    with long_ago() if data.draw(st.booleans(), label="long ago") else contextlib.nullcontext():
        assert company.build().exit == 0
        walk(company, clean, edit, data, 3)
    with long_ago():
        company.build()
        company.build()
        before = company.marks()
        company.build()
        assert company.marks() == before


@pytest.mark.slow
@settings(law, max_examples=60)
@given(data=st.data())
def test_after_many_edits_the_site_is_that_of_a_clean_build(
    company_of: Companies, clean: Clean, edit: Draw, long_ago: Ages, data: st.DataObject
) -> None:
    company = company_of()
    with long_ago() if data.draw(st.booleans(), label="long ago") else contextlib.nullcontext():
        assert company.build().exit == 0
        walk(company, clean, edit, data, 8)


@settings(law, max_examples=2)
@given(data=st.data())
def test_every_build_may_be_a_process_of_its_own(
    company_of: Companies, clean: Clean, edit: Draw, data: st.DataObject
) -> None:
    company = company_of()
    assert company.build_apart().exit == 0
    for _ in range(2):
        before = company.shown()
        company.write(edit(data))
        said, (expected, site) = company.build_apart(), clean(company)
        assert said == expected
        assert company.shown() == (site or before)
