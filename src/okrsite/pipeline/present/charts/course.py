"""Course: the values of a key result on their way to the target, as small as a row of a table.

It has no words of its own: the table has them, and its head the days. All courses of an objective
stand on the same days, so that a reader sees at once which of them is late.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from okrsite.model.goal_score import Window
from okrsite.model.measure import Range
from okrsite.model.series import Point
from okrsite.pipeline.present.charts.downsample import thinned
from okrsite.pipeline.present.charts.parts import Fan
from okrsite.pipeline.present.charts.scale import Axis, axis_of, band, bounds_in_sight, days
from okrsite.pipeline.present.html import escape

# The picture is stretched to its cell; a step of these is finer than a pixel of most.
WIDTH, HEIGHT = 400, 100
# Points of a line: it is drawn 200 pixels wide.
COLUMNS = 12


class Course(Struct, frozen=True, kw_only=True):
    """What is drawn of a key result.

    Attributes:
        title: The same in words.
        window: The days of the objective, from the left edge to the right one.
        today: The day that is marked; None before and after the window.
        points: The values.
        target: The value to reach.
        zones: The values of the zones around the target.
        held: The range to keep.
        pace: The line from the start over the checkpoints to the target.
        fan: The forecast with its interval.
        steps: The milestones: the day each was reached or is due, and whether it was reached.
        moves: The days on which target, start or days were moved.
    """

    title: str
    window: Window
    today: date | None = None
    points: tuple[Point, ...] = ()
    target: float | None = None
    zones: tuple[float, ...] = ()
    held: Range | None = None
    pace: tuple[Point, ...] = ()
    fan: Fan | None = None
    steps: tuple[tuple[date, bool], ...] = ()
    moves: tuple[date, ...] = ()

    def __html__(self) -> str:
        return "".join(_drawn(self))


def _drawn(course: Course) -> Iterator[str]:
    across = days(course.window.start, course.window.end)
    up = _upward(course)
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none"'
    yield f'<svg class="course" {box} role="img">'
    yield f"<title>{escape(course.title)}</title>"
    if course.held:
        top, height = band(course.held, up)
        yield f'<rect class="range" y="{top:.0f}" width="{WIDTH}" height="{height:.0f}"/>'
    for day in filter(None, (course.today, *course.moves)):
        yield _path("now" if day == course.today else "moved", f"M{_x(day, across)} 0v{HEIGHT}")
    if course.fan:
        yield from _ahead(course.fan, across, up)
    if course.target is not None:
        yield _path("aim", f"M0 {_y(course.target, up)}h{WIDTH}")
    for value in course.zones:
        yield _path("zone", f"M0 {_y(value, up)}h{WIDTH}")
    yield _line("pace-line", course.pace, across, up)
    yield _line("line", thinned(course.points, COLUMNS), across, up)
    if course.points:
        yield _path("dot", f"M{_place(course.points[-1], across, up)}h0")
    yield from _steps(course.steps, across)
    yield "</svg>"


def _upward(course: Course) -> Axis:
    values = [point.value for point in (*course.points, *course.pace)] + [*course.zones]
    if course.target is not None:
        values.append(course.target)
    if course.fan:
        values.append(course.fan.value)
    return axis_of([*values, *bounds_in_sight(values, [course.held])] or [0.0])


def _ahead(fan: Fan, across: Axis, up: Axis) -> Iterator[str]:
    start, end = _place(fan.start, across, up), _x(fan.due, across)
    low, high = _y(fan.low, up), _y(fan.high, up)
    yield _path("fan", f"M{start}L{end} {high}V{low}z")
    yield _path("going", f"M{start}L{end} {_y(fan.value, up)}")


def _steps(steps: Iterable[tuple[date, bool]], across: Axis) -> Iterator[str]:
    """Milestones on a line in the middle, those that were reached as dots."""
    known = list(steps)
    middle = HEIGHT // 2
    if known:
        yield _path("aim", f"M0 {middle}h{WIDTH}")
    for name, is_reached in (("open", False), ("dot", True)):
        places = "".join(
            f"M{_x(day, across)} {middle}h0" for day, done in known if done is is_reached
        )
        yield _path(name, places) if places else ""


def _line(name: str, points: Iterable[Point], across: Axis, up: Axis) -> str:
    places = [_place(point, across, up) for point in points]
    return _path(name, "M" + "L".join(places)) if len(places) > 1 else ""


def _path(name: str, way: str) -> str:
    return f'<path class="{name}" d="{way}"/>'


def _place(point: Point, across: Axis, up: Axis) -> str:
    return f"{_x(point.day, across)} {_y(point.value, up)}"


def _x(day: date, across: Axis) -> int:
    return round(min(max(across.share(day.toordinal()), 0), 100) * WIDTH / 100)


def _y(value: float, up: Axis) -> int:
    return round((100 - min(max(up.share(value), 0), 100)) * HEIGHT / 100)
