/* Goals filtered by their reader: the controls, which goals are meant, and the address, in which
   what is chosen stands and from which it goes along to pages that show the same goals in another
   way. The pages themselves say what they do with the goals that are found. */
(function () {
  "use strict";
  var FILTERS = ["cycle", "team", "owner", "status", "tag"];
  var CYCLE = 0, OWNER = 1, STATUS = 2, TEAMS = 3, TAGS = 4;
  var NONE = "-";
  var TITLE = 11;
  var HAS = {
    cycle: function (row, number) { return row[CYCLE] === number; },
    owner: function (row, number) { return row[OWNER] === number; },
    status: function (row, number) { return row[STATUS] === number; },
    team: function (row, number) { return number < 0 ? row[TEAMS].length === 0 : row[TEAMS].indexOf(number) >= 0; },
    tag: function (row, number) { return row[TAGS].indexOf(number) >= 0; }
  };

  function element(name, attributes, children) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    (children || []).forEach(function (child) { made.append(child); });
    return made;
  }

  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  /* The address of a file may refuse a query; then what is chosen stands behind the hash. */
  function said() {
    return new URLSearchParams(location.search.slice(1) || location.hash.slice(1));
  }

  /* Links to pages that filter too take along what is chosen here. */
  function keep() {
    var now = said();
    document.querySelectorAll(".tabs a, [data-keeps-filters]").forEach(function (link) {
      var address = new URL(link.href);
      FILTERS.forEach(function (name) {
        if (now.get(name)) { address.searchParams.set(name, now.get(name)); } else { address.searchParams.delete(name); }
      });
      link.href = address.href;
    });
  }

  /* Controls for the goals of a page. `page` has its `place`, with the place for the controls; what
     else may be chosen there: the `names` of all that stands in the address, in order, those that
     are `known` for some, and what is `plain`; `begin`, which is given the index of all objectives
     and gives those that the page shows, or nothing if it is of another day; and `show`, which is
     given what is chosen, the goals that are meant, and whether nothing is chosen. */
  window.okrsiteFilters = function (page) {
    var names = page.names || ["text"].concat(FILTERS);
    var known = page.known || {};
    var plain = page.plain || {};
    var fields = {};
    var data, rows, form, more, status, clear, last;

    function chosen() {
      var now = said();
      var state = {};
      names.forEach(function (name) {
        var value = now.get(name) || "";
        state[name] = !known[name] || known[name].indexOf(value) >= 0 ? value : "";
        state[name] = state[name] || plain[name] || "";
      });
      return state;
    }

    function choose(state, isTyped) {
      var next = new URLSearchParams();
      names.forEach(function (name) { if (state[name] !== (plain[name] || "")) { next.set(name, state[name]); } });
      var query = next.toString();
      try {
        history[isTyped ? "replaceState" : "pushState"](null, "", location.pathname + (query ? "?" + query : ""));
      } catch (refused) {
        location.hash = query;
      }
      show();
    }

    function changed(name, value) {
      var state = chosen();
      state[name] = value;
      choose(state);
    }

    function picked(state) {
      var tests = FILTERS.filter(function (name) { return state[name]; }).map(function (name) {
        var number = state[name] === NONE ? -1 : data[name].findIndex(function (each) { return each[0] === state[name]; });
        var isUnknown = number < 0 && state[name] !== NONE;
        return function (row) { return !isUnknown && HAS[name](row.values, number); };
      });
      if (state.text) {
        var asked = folded(state.text);
        tests.push(function (row) { return folded(row.values[TITLE]).indexOf(asked) >= 0; });
      }
      return rows.filter(function (row) { return tests.every(function (test) { return test(row); }); });
    }

    function show() {
      var state = chosen();
      last = JSON.stringify(state);
      var isPlain = names.every(function (name) { return state[name] === (plain[name] || ""); });
      Object.keys(fields).forEach(function (name) {
        if (name !== "text" || fields.text.value.trim() !== state.text) { fields[name].value = state[name]; }
      });
      if (names.some(function (name) { return name !== "text" && state[name] !== (plain[name] || ""); })) { more.parentNode.open = true; }
      clear.hidden = isPlain;
      keep();
      page.show(state, picked(state), isPlain);
    }

    function came() {
      if (JSON.stringify(chosen()) !== last) {
        if (page.came) { page.came(); }
        show();
      }
    }

    /* How many goals are found, and what more there is to say. */
    function tell(found, more) {
      var lang = document.documentElement.lang;
      var text = data.shown[new Intl.PluralRules(lang).select(found.length)] || data.shown.other;
      var words = found.length ? text.replace("{count}", found.length.toLocaleString(lang)).replace("{total}", rows.length.toLocaleString(lang)) : data.words.none;
      status.textContent = more && found.length ? words + " · " + more : words;
    }

    /* A title is sought while it is typed; only what was chosen before stands in the history. */
    function textBox() {
      var input = element("input", { id: "explore-text", type: "search", name: "text", autocomplete: "off" });
      input.addEventListener("input", function () {
        var state = chosen();
        state.text = input.value.trim();
        choose(state, true);
      });
      fields.text = input;
      form.append(element("div", {}, [element("label", { for: "explore-text" }, [data.words.text]), input]));
    }

    function field(name, choices, any) {
      var id = "explore-" + name;
      var select = element("select", { id: id, name: name });
      if (any) { select.append(element("option", { value: "" }, [any])); }
      choices.forEach(function (choice) { select.append(element("option", { value: choice[0] }, [choice[1]])); });
      select.addEventListener("change", function () { changed(name, select.value); });
      fields[name] = select;
      more.append(element("div", {}, [element("label", { for: id }, [data.words[name]]), select]));
    }

    function filter(name) {
      var used = data[name].filter(function (each, number) { return rows.some(function (row) { return HAS[name](row.values, number); }); });
      var has = function (row) { return HAS[name](row.values, -1); };
      if (name === "owner" && rows.some(has)) { used.push([NONE, data.words.nobody]); }
      if (name === "team" && rows.some(has)) { used.push([NONE, data.words.no_team]); }
      if (used.length) { field(name, used, data.words.any); }
    }

    function controls() {
      var words = data.words;
      form = element("form", { class: "filters", role: "search", "aria-label": page.names ? words.filters : words.only_filters });
      form.addEventListener("submit", function (event) { event.preventDefault(); });
      more = element("div", { class: "choices" });
      textBox();
      form.append(element("details", {}, [element("summary", { class: "button" }, [words.filters]), more]));
      names.filter(function (name) { return name !== "text"; }).forEach(function (name) {
        if (FILTERS.indexOf(name) >= 0) {
          filter(name);
        } else if (words[name]) {
          field(name, known[name].map(function (each) { return [each, words[name + "_" + each]]; }));
        }
      });
      clear = element("button", { type: "button", class: "button" }, [words.clear]);
      clear.addEventListener("click", function () {
        choose(Object.fromEntries(names.map(function (name) { return [name, plain[name] || ""]; })));
        fields.text.focus();
      });
      status = element("p", { role: "status", class: "told" });
      form.append(element("div", { class: "outcome" }, [status, clear]));
      page.place.querySelector("[data-filters-place]").replaceWith(form);
    }

    window.okrsiteObjectives = function (given) {
      data = given;
      rows = page.begin(data);
      if (!rows) { return; }
      controls();
      if (page.ready) { page.ready(); }
      window.addEventListener("popstate", came);
      window.addEventListener("hashchange", came);
      show();
    };

    if (page.place.dataset.later) {
      window.addEventListener("load", function () {
        page.place.dataset.later.split(" ").forEach(function (address) {
          var script = element("script", { src: address });
          script.async = false;
          document.head.append(script);
        });
      });
    }
    return {
      element: element,
      changed: changed,
      tell: tell,
      form: function () { return form; },
      quiet: function () { status.textContent = ""; },
      stale: function () { status.textContent = data.words.stale; },
      again: show
    };
  };

  /* The rows of later pages of a list, which come when they are wanted. `known` tells the size and
     the first goals of the pages, `holder` is what a row stands in. */
  window.okrsiteLater = function (rows, known, address, holder, stale) {
    var parts = {};

    window.okrsiteRows = function (number, first, made) {
      if (known.firsts[Number(number) - 1] !== first) { throw new Error(stale); }
      made.forEach(function (html, position) {
        var around = document.createElement(holder);
        around.innerHTML = html;
        var row = rows[(number - 1) * known.size + position];
        row.node = around.firstElementChild;
        row.below = Array.from(around.children).slice(1);
      });
    };

    function part(number) {
      parts[number] = parts[number] || new Promise(function (resolve, reject) {
        var made = element("script", { src: address.replace("{number}", number) });
        made.onload = function () { return rows[(number - 1) * known.size].node ? resolve() : reject(); };
        made.onerror = reject;
        document.head.append(made);
      });
      return parts[number];
    }

    return function (wanted) {
      var numbers = wanted.filter(function (row) { return !row.node; }).map(function (row) { return Math.floor(row.place / known.size) + 1; });
      return Promise.all(Array.from(new Set(numbers)).map(part));
    };
  };

  keep();
})();
