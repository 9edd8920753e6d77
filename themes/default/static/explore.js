/* The list of objectives, filtered, grouped and sorted by its reader. As long as nothing is chosen,
   the page stays as it came. */
(function () {
  "use strict";
  var place = document.querySelector("[data-explore]");
  var GROUPS = ["alignment", "cycle", "team", "owner", "status"];
  var COLUMNS = ["objective", "progress", "status"];
  var CYCLE = 0, OWNER = 1, STATUS = 2, TEAMS = 3, PROGRESS = 5, RANK = 7, TOP = 8, ORDER = 9, DEPTH = 10;
  var NONE = "-";
  var STEP = 100;
  var data = null;
  var rows = [];
  var shown = STEP;
  var results = null;
  var plain = null;
  var focused = "";
  var filters, element, brought;

  function changed(name, value) {
    shown = STEP;
    filters.changed(name, value);
  }

  /* Which rows are meant. */
  function groupOf(row, kind) {
    var values = row.values;
    return { cycle: values[CYCLE], owner: values[OWNER], status: values[STATUS], alignment: values[TOP],
      team: values[TEAMS].length ? values[TEAMS][0] : -1 }[kind];
  }

  function sorted(found, state) {
    var column = state.sort.replace("-", "");
    var sign = state.sort[0] === "-" ? -1 : 1;
    var at = { objective: RANK, progress: PROGRESS, status: STATUS }[column];
    if (at === undefined) {
      return state.group === "alignment" ? found.sort(function (a, b) { return a.values[ORDER] - b.values[ORDER]; }) : found;
    }
    return found.sort(function (a, b) {
      var left = a.values[at], right = b.values[at];
      if (left === null || right === null) { return (left === null) - (right === null); }
      return sign * (left - right) || a.number - b.number;
    });
  }

  function grouped(found, kind) {
    var groups = new Map();
    found.forEach(function (row) {
      var key = groupOf(row, kind);
      if (!groups.has(key)) { groups.set(key, []); }
      groups.get(key).push(row);
    });
    var order = Array.from(groups.keys());
    if (kind === "alignment") {
      order.sort(function (a, b) { return (a < 0) - (b < 0) || (a < 0 ? 0 : rows[a].values[ORDER] - rows[b].values[ORDER]); });
    } else {
      order.sort(function (a, b) { return (a < 0) - (b < 0) || a - b; });
    }
    return order.map(function (key) {
      var choice = key < 0 ? [NONE, { team: data.words.no_team, alignment: data.words.alone }[kind] || data.words.nobody, ""] : data[kind][key];
      return { choice: choice, rows: groups.get(key) };
    });
  }

  /* Placing them. */
  function header(table, state) {
    window.okrsiteSort.heads(table, state.sort, table.dataset.sort, function (sort, column) {
      changed("sort", sort);
      focused = column;
    });
  }

  /* The key results of a goal stand in the rows below its own. */
  function below(node) {
    var found = [];
    for (var next = node.nextElementSibling; next && next.classList.contains("kr"); next = next.nextElementSibling) { found.push(next); }
    return found;
  }

  function made(each, kind, isSorted) {
    return [each.node].concat(each.below).map(function (node) {
      var copy = node.cloneNode(true);
      delete copy.dataset.depth;
      if (kind === "alignment" && !isSorted) { copy.dataset.depth = Math.min(each.values[DEPTH], 6); }
      return copy;
    });
  }

  function section(group, state, count) {
    var choice = group.choice;
    var heading = element("h2", {}, [choice[2] ? element("a", { href: choice[2] }, [choice[1]]) : choice[1], " ",
      element("span", { class: "quiet" }, [group.rows.length.toLocaleString(document.documentElement.lang)])]);
    var table = plain.cloneNode(true);
    table.querySelector("caption").textContent = choice[1];
    table.querySelector("tbody").replaceChildren.apply(table.querySelector("tbody"), group.rows.slice(0, count).flatMap(function (each) { return made(each, state.group, state.sort); }));
    header(table, state);
    return element("section", {}, [heading, table]);
  }

  /* The button that was pressed is made anew with its table; it keeps the focus. */
  function refocus() {
    var again = focused && Array.from(place.querySelectorAll('[data-key="' + focused + '"]')).find(function (each) { return each.offsetParent; });
    if (again) { again.focus(); }
    focused = "";
  }

  function show(state, found, isPlain) {
    Array.from(place.children).forEach(function (child) {
      if (child !== filters.form()) { child.hidden = (child === results) === isPlain; }
    });
    if (isPlain) {
      filters.quiet();
      results.replaceChildren();
      refocus();
      return;
    }
    filters.tell(found, state.sort && window.okrsiteSort.told(plain, state.sort));
    var groups = grouped(sorted(found, state), state.group);
    var left = shown;
    var visible = [];
    groups.forEach(function (group) {
      group.count = Math.max(0, Math.min(left, group.rows.length));
      left -= group.count;
      visible = visible.concat(group.rows.slice(0, group.count));
    });
    brought(visible).then(function () {
      var sections = groups.filter(function (group) { return group.count; }).map(function (group) { return section(group, state, group.count); });
      if (found.length > shown) { sections.push(more(visible.length)); }
      results.replaceChildren.apply(results, sections);
      refocus();
    }).catch(filters.stale);
  }

  function more(before) {
    var button = element("button", { type: "button", class: "button" }, [data.words.more]);
    button.addEventListener("click", function () {
      shown += STEP;
      filters.again();
      setTimeout(function () {
        var next = results.querySelectorAll("tbody a.title")[before];
        if (next) { next.focus(); }
      }, 0);
    });
    return button;
  }

  filters = window.okrsiteFilters({
    place: place,
    names: ["text", "group", "cycle", "team", "owner", "status", "tag", "sort"],
    known: { group: GROUPS, sort: COLUMNS.concat(COLUMNS.map(function (name) { return "-" + name; })) },
    plain: { group: "alignment" },
    begin: function (given) {
      var table = place.querySelector("table");
      if (!table) { return null; }
      plain = table.cloneNode(true);
      data = given;
      rows = data.rows.map(function (values, number) { return { values: values, number: number, place: number, node: null }; });
      place.querySelectorAll("tbody tr:not(.kr)").forEach(function (node, number) { rows[number].node = node; rows[number].below = below(node); });
      brought = window.okrsiteLater(rows, data, "data/objectives-{number}.js", "tbody", data.words.stale);
      return rows;
    },
    ready: function () {
      place.querySelectorAll("table").forEach(function (table) { header(table, { sort: "" }); });
      results = element("div", { class: "results", hidden: "" });
      place.append(results);
    },
    came: function () { shown = STEP; },
    show: show
  });
  element = filters.element;
})();
