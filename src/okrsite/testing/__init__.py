"""Testing: what the test of a plugin needs, beside pytest.

A site is a dictionary of path to text, as an editor would write it. It is read, scored, judged and
shown by the program's own stages, in memory, on a day that stands still. A source is asked as
`okrsite fetch` asks it, against a server that answers what was recorded.

    from okrsite.testing import EXAMPLE, load_plugin, site_of

    PLUGIN = load_plugin("plugins/short_titles.py")

    def test_a_long_title_is_found():
        site = site_of({**EXAMPLE, "content/objectives/long.md": "..."}, PLUGIN)
        assert [finding.code for finding in site.findings] == ["OWN001"]
"""

from okrsite.testing.plugins import find as find
from okrsite.testing.plugins import load_plugin as load_plugin
from okrsite.testing.plugins import prove_rule as prove_rule
from okrsite.testing.server import Answer as Answer
from okrsite.testing.server import Asked as Asked
from okrsite.testing.server import Recorded as Recorded
from okrsite.testing.server import recorded as recorded
from okrsite.testing.sites import EXAMPLE as EXAMPLE
from okrsite.testing.sites import TODAY as TODAY
from okrsite.testing.sites import TestedSite as TestedSite
from okrsite.testing.sites import site_of as site_of
from okrsite.testing.sources import ask as ask
