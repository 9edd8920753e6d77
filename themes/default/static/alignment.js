/* The alignment, filtered by its reader: the goals that are meant, each on its way from the top. As
   long as nothing is chosen, the page stays as it came. */
(function () {
  "use strict";
  var place = document.querySelector("[data-alignment]");
  var STEP = 100;
  var DEEPEST = 8;
  var outline = null;
  var words = {};
  var places = [];
  var shown = STEP;
  var whole = [];
  var results = null;
  var drawn = 0;
  var filters, brought;

  window.okrsiteAlignment = function (given) { outline = given; };

  function decoded(numbers) {
    var found = [];
    for (var at = 0; at < numbers.length; at += 2) {
      found.push({ number: numbers[at], depth: numbers[at + 1], place: at / 2, node: null });
    }
    return found;
  }

  /* The places of some goals, and of all goals above them. */
  function withWays(numbers) {
    var above = [];
    var kept = new Set();
    places.forEach(function (each) {
      above[each.depth] = each;
      if (numbers.has(each.number)) { above.slice(0, each.depth + 1).forEach(function (goal) { kept.add(goal); }); }
    });
    return places.filter(function (each) { return kept.has(each); });
  }

  function node(each, isMeant) {
    var made = each.node.cloneNode(true);
    if (!isMeant) {
      made.classList.add("on-way");
      made.querySelector(".goal a").after(filters.element("span", { class: "quiet" }, [" ", words.on_way]));
    }
    return made;
  }

  function tree(visible, numbers) {
    var lists = [filters.element("ul", { class: "tree" })];
    var before = -1;
    visible.forEach(function (each) {
      var depth = Math.min(each.depth, before + 1, DEEPEST);
      if (depth > before && depth > 0) {
        lists[depth] = filters.element("ul");
        lists[depth - 1].lastElementChild.append(lists[depth]);
      }
      lists[depth].append(filters.element("li", {}, [node(each, numbers.has(each.number))]));
      before = depth;
    });
    return lists[0];
  }

  /* A goal that is listed above stays in sight when its first place is asked for. */
  function nearer() {
    results.querySelectorAll(".again .under a[href*='#goal-']").forEach(function (link) {
      var anchor = link.getAttribute("href").split("#")[1];
      if (results.querySelector("#" + CSS.escape(anchor))) { link.setAttribute("href", "#" + anchor); }
    });
  }

  function more(before) {
    var button = filters.element("button", { type: "button", class: "button" }, [words.more]);
    button.addEventListener("click", function () {
      shown += STEP;
      filters.again();
      setTimeout(function () {
        var next = results.querySelectorAll(".goal a:first-child")[before];
        if (next) { next.focus(); }
      }, 0);
    });
    return button;
  }

  function show(state, found, isPlain) {
    var now = ++drawn;
    if (isPlain) {
      filters.quiet();
      results.replaceChildren();
      results.before.apply(results, whole);
      return;
    }
    var numbers = new Set(found.map(function (row) { return row.number; }));
    var meant = withWays(numbers);
    var visible = meant.slice(0, shown);
    filters.tell(found);
    brought(visible).then(function () {
      if (now !== drawn) { return; }
      var made = visible.length ? [tree(visible, numbers)] : [];
      if (meant.length > shown) { made.push(more(visible.length)); }
      whole.forEach(function (each) { each.remove(); });
      results.replaceChildren.apply(results, made);
      nearer();
    }).catch(filters.stale);
  }

  filters = window.okrsiteFilters({
    place: place,
    begin: function (data) {
      var nodes = place.querySelectorAll(".tree .node");
      places = outline ? decoded(outline.places) : [];
      var isOurs = places.every(function (each) { return data.rows[each.number]; });
      if (!nodes.length || !isOurs || nodes.length !== Math.min(outline.size, places.length)) { return null; }
      nodes.forEach(function (each, number) { places[number].node = each; });
      words = data.words;
      brought = window.okrsiteLater(places, outline, "data/alignment-{number}.js", "div", words.stale);
      var numbers = Array.from(new Set(places.map(function (each) { return each.number; })));
      return numbers.map(function (number) { return { values: data.rows[number], number: number }; });
    },
    ready: function () {
      whole = Array.from(place.querySelectorAll(":scope > .tree, :scope > .paging"));
      results = filters.element("div", { class: "results" });
      place.append(results);
    },
    came: function () { shown = STEP; },
    show: show
  });
})();
