/* The list of objectives, filtered, grouped and sorted by its reader; what is chosen stands in the
   address. As long as nothing is chosen, the page stays as it came. */
(function () {
  "use strict";
  var place = document.querySelector("[data-explore]");
  var GROUPS = ["cycle", "alignment", "team", "owner", "status"];
  var FILTERS = ["cycle", "team", "owner", "status", "tag"];
  var COLUMNS = ["objective", "progress", "status"];
  var CYCLE = 0, OWNER = 1, STATUS = 2, TEAMS = 3, TAGS = 4, PROGRESS = 5, RANK = 7, TOP = 8, ORDER = 9, DEPTH = 10;
  var NONE = "-";
  var STEP = 100;
  var data = null;
  var rows = [];
  var parts = {};
  var shown = STEP;
  var fields = {};
  var status, results, form, clear;
  var original = [];
  var plain = null;
  var focused = "";

  function element(name, attributes, children) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    (children || []).forEach(function (child) { made.append(child); });
    return made;
  }

  /* What is chosen: from the address, and into it. The address of a file may refuse a query. */
  function chosen() {
    var said = new URLSearchParams(location.search.slice(1) || location.hash.slice(1));
    var state = { group: "cycle", sort: "" };
    FILTERS.forEach(function (name) { state[name] = said.get(name) || ""; });
    if (GROUPS.indexOf(said.get("group")) >= 0) { state.group = said.get("group"); }
    if (COLUMNS.indexOf((said.get("sort") || "").replace("-", "")) >= 0) { state.sort = said.get("sort"); }
    return state;
  }

  function choose(state) {
    var said = new URLSearchParams();
    if (state.group !== "cycle") { said.set("group", state.group); }
    FILTERS.concat("sort").forEach(function (name) { if (state[name]) { said.set(name, state[name]); } });
    var query = said.toString();
    try {
      history.pushState(null, "", location.pathname + (query ? "?" + query : ""));
    } catch (refused) {
      location.hash = query;
    }
    shown = STEP;
    show();
  }

  function changed(name, value) {
    var state = chosen();
    state[name] = value;
    choose(state);
  }

  /* Which rows are meant. */
  function numberOf(kind, key) {
    return data[kind].findIndex(function (each) { return each[0] === key; });
  }

  function picked(state) {
    var tests = [];
    FILTERS.forEach(function (name) {
      if (!state[name]) { return; }
      var number = state[name] === NONE ? -1 : numberOf(name, state[name]);
      tests.push({
        cycle: function (row) { return row[CYCLE] === number; },
        owner: function (row) { return row[OWNER] === number; },
        status: function (row) { return row[STATUS] === number; },
        team: function (row) { return number < 0 ? row[TEAMS].length === 0 : row[TEAMS].indexOf(number) >= 0; },
        tag: function (row) { return row[TAGS].indexOf(number) >= 0; }
      }[name]);
    });
    return rows.filter(function (row) { return tests.every(function (test) { return test(row.values); }); });
  }

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

  /* The rows of later pages come when they are wanted. */
  window.okrsiteRows = function (number, first, made) {
    if (data.firsts[Number(number) - 1] !== first) { throw new Error(data.words.stale); }
    made.forEach(function (html, position) {
      var holder = document.createElement("tbody");
      holder.innerHTML = html;
      rows[(number - 1) * data.size + position].node = holder.firstElementChild;
    });
  };

  function page(number) {
    parts[number] = parts[number] || new Promise(function (resolve, reject) {
      var made = element("script", { src: "data/objectives-" + number + ".js" });
      made.onload = function () { return rows[(number - 1) * data.size].node ? resolve() : reject(); };
      made.onerror = reject;
      document.head.append(made);
    });
    return parts[number];
  }

  function brought(wanted) {
    var numbers = wanted.filter(function (row) { return !row.node; }).map(function (row) { return Math.floor(row.number / data.size) + 1; });
    return Promise.all(Array.from(new Set(numbers)).map(page));
  }

  /* Placing them. */
  function header(table, state) {
    window.okrsiteSort.heads(table, state.sort, table.dataset.sort, function (sort, column) {
      changed("sort", sort);
      focused = column;
    });
  }

  function row(each, kind, isSorted) {
    var made = each.node.cloneNode(true);
    var under = made.querySelector("th .under");
    if (kind !== "cycle" && under) {
      var cycle = data.cycle[each.values[CYCLE]];
      if (under.textContent.trim()) { under.append(" · "); }
      under.append(element("a", { href: cycle[2] }, [cycle[1]]));
    }
    if (kind === "alignment" && !isSorted) { made.dataset.depth = Math.min(each.values[DEPTH], 6); }
    return made;
  }

  function section(group, state, count) {
    var choice = group.choice;
    var heading = element("h2", {}, [choice[2] ? element("a", { href: choice[2] }, [choice[1]]) : choice[1], " ",
      element("span", { class: "quiet" }, [group.rows.length.toLocaleString(document.documentElement.lang)])]);
    var table = plain.cloneNode(true);
    table.querySelector("caption").textContent = choice[1];
    table.querySelector("tbody").replaceChildren.apply(table.querySelector("tbody"), group.rows.slice(0, count).map(function (each) { return row(each, state.group, state.sort); }));
    header(table, state);
    return element("section", {}, [heading, table]);
  }

  /* The button that was pressed is made anew with its table; it keeps the focus. */
  function refocus() {
    var again = focused && Array.from(place.querySelectorAll('[data-key="' + focused + '"]')).find(function (each) { return each.offsetParent; });
    if (again) { again.focus(); }
    focused = "";
  }

  function told(found) {
    var text = found.length === 1 ? data.words["shown.one"] : data.words["shown.other"];
    var lang = document.documentElement.lang;
    var words = found.length ? text.replace("{count}", found.length.toLocaleString(lang)).replace("{total}", rows.length.toLocaleString(lang)) : data.words.none;
    var sort = chosen().sort;
    return sort && found.length ? words + " · " + window.okrsiteSort.told(plain, sort) : words;
  }

  function show() {
    var state = chosen();
    var isPlain = state.group === "cycle" && !state.sort && FILTERS.every(function (name) { return !state[name]; });
    ["group"].concat(FILTERS).forEach(function (name) { if (fields[name]) { fields[name].value = state[name]; } });
    clear.hidden = isPlain;
    Array.from(place.children).forEach(function (child) {
      if (child !== form) { child.hidden = (child === results) === isPlain; }
    });
    if (isPlain) {
      status.textContent = "";
      results.replaceChildren();
      refocus();
      return;
    }
    var found = picked(state);
    status.textContent = told(found);
    var groups = grouped(sorted(found, state), state.group);
    var left = shown;
    var visible = [];
    groups.forEach(function (group) {
      group.count = Math.max(0, Math.min(left, group.rows.length));
      left -= group.count;
      visible = visible.concat(group.rows.slice(0, group.count));
    });
    brought(visible).then(function () {
      var made = groups.filter(function (group) { return group.count; }).map(function (group) { return section(group, state, group.count); });
      if (found.length > shown) {
        var more = element("button", { type: "button", class: "button" }, [data.words.more]);
        more.addEventListener("click", function () {
          var before = visible.length;
          shown += STEP;
          show();
          setTimeout(function () {
            var next = results.querySelectorAll("tbody a.title")[before];
            if (next) { next.focus(); }
          }, 0);
        });
        made.push(more);
      }
      results.replaceChildren.apply(results, made);
      refocus();
    }).catch(function () { status.textContent = data.words.stale; });
  }

  function field(name, choices, any) {
    var id = "explore-" + name;
    var select = element("select", { id: id, name: name });
    if (any) { select.append(element("option", { value: "" }, [any])); }
    choices.forEach(function (choice) { select.append(element("option", { value: choice[0] }, [choice[1]])); });
    select.addEventListener("change", function () { changed(name, select.value); });
    fields[name] = select;
    return element("div", {}, [element("label", { for: id }, [data.words[name]]), select]);
  }

  function controls() {
    var words = data.words;
    form = element("form", { class: "filters", role: "search", "aria-label": words.filters });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.append(field("group", GROUPS.map(function (name) { return [name, words["group_" + name]]; })));
    FILTERS.forEach(function (name) {
      var used = data[name].slice();
      if (name === "status") {
        used = used.filter(function (each, number) { return rows.some(function (row) { return row.values[STATUS] === number; }); });
      }
      if (name === "owner" && rows.some(function (row) { return row.values[OWNER] < 0; })) { used.push([NONE, words.nobody]); }
      if (name === "team" && rows.some(function (row) { return !row.values[TEAMS].length; })) { used.push([NONE, words.no_team]); }
      if (used.length) { form.append(field(name, used, words.any)); }
    });
    clear = element("button", { type: "button", class: "button" }, [words.clear]);
    clear.addEventListener("click", function () {
      choose({ group: "cycle", sort: "", cycle: "", team: "", owner: "", status: "", tag: "" });
      fields.group.focus();
    });
  }

  window.okrsiteObjectives = function (given) {
    original = Array.from(place.querySelectorAll("table"));
    if (!original.length) { return; }
    plain = original[0].cloneNode(true);
    data = given;
    rows = data.rows.map(function (values, number) { return { values: values, number: number, node: null }; });
    place.querySelectorAll("tbody tr").forEach(function (node, number) { rows[number].node = node; });
    status = element("p", { role: "status", class: "told" });
    results = element("div", { class: "results", hidden: "" });
    controls();
    var line = element("div", { class: "outcome" }, [status, clear]);
    form.append(line);
    place.querySelector("[data-filters-place]").replaceWith(form);
    place.append(results);
    original.forEach(function (table) { header(table, { sort: "" }); });
    window.addEventListener("popstate", function () { shown = STEP; show(); });
    window.addEventListener("hashchange", show);
    show();
  };

  if (place.dataset.later) {
    window.addEventListener("load", function () {
      document.head.append(element("script", { src: place.dataset.later }));
    });
  }
})();
