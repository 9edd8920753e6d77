/* Tables sorted by their reader: each head becomes a button, and what is chosen stands in the
   address. Without this script a table stands in the order in which it came. */
(function () {
  "use strict";
  var FEW = 4;
  var lang = document.documentElement.lang;
  var collator = new Intl.Collator(lang, { numeric: true });

  /* Figures show the largest first, names and states begin with the first. */
  function next(now, column, isFigure) {
    var first = isFigure ? "-" + column : column;
    var second = isFigure ? column : "-" + column;
    return now === first ? second : now === second ? "" : first;
  }

  /* Buttons in the heads of a table; `sort` is a column, with - before it from the last to the
     first, and `choose` is called with the next one. */
  function heads(table, sort, words, choose) {
    table.querySelectorAll("thead [data-column]").forEach(function (cell) {
      var column = cell.dataset.column;
      var name = cell.firstChild.textContent.trim();
      var button = cell.querySelector("button");
      if (!button) {
        button = document.createElement("button");
        button.type = "button";
        button.className = "sort";
        button.title = words.replace("{column}", name);
        button.dataset.key = column;
        cell.firstChild.replaceWith(button);
        button.textContent = name;
        button.addEventListener("click", function () {
          choose(next(table.dataset.sorted || "", column, cell.dataset.by === "figure"), column);
        });
      }
      cell.setAttribute("aria-sort", sort === column ? "ascending" : sort === "-" + column ? "descending" : "none");
    });
    if (sort) { table.dataset.sorted = sort; } else { delete table.dataset.sorted; }
  }

  /* What is sorted, in words for those who hear the page. */
  function told(table, sort) {
    var cell = table.querySelector('thead [data-column="' + sort.replace("-", "") + '"]');
    return cell ? cell.firstChild.textContent.trim() + ", " + (sort[0] === "-" ? table.dataset.down : table.dataset.up) : "";
  }

  window.okrsiteSort = { heads: heads, told: told };

  /* What a row is sorted by: a figure, or nothing where there is none, or its words. */
  function key(row, place, by) {
    var cell = row.cells[place];
    if (by === "name") { return (cell.querySelector(".title") || cell).textContent.trim(); }
    return cell.dataset.value ? Number(cell.dataset.value) : null;
  }

  function compared(left, right, sign) {
    if (left === null || right === null || left === "" || right === "") {
      return (left === null || left === "") - (right === null || right === "");
    }
    return sign * (typeof left === "number" ? left - right : collator.compare(left, right));
  }

  function arranged(rows, heading, sort) {
    var sign = sort[0] === "-" ? -1 : 1;
    var keyed = rows.map(function (row) { return [key(row, heading.cellIndex, heading.dataset.by), row]; });
    keyed.sort(function (a, b) { return compared(a[0], b[0], sign); });
    return keyed.map(function (each) { return each[1]; });
  }

  var tables = Array.from(document.querySelectorAll("table[data-sort]")).filter(function (table) {
    return !table.closest("[data-explore]") && table.tBodies[0].rows.length > FEW;
  });
  if (!tables.length) { return; }
  var came = tables.map(function (table) { return Array.from(table.tBodies[0].rows); });
  var status = document.createElement("p");
  status.setAttribute("role", "status");
  status.className = "unseen";
  document.getElementById("main").append(status);

  /* The address of a file may refuse a query; then it stands behind the #. */
  function chosen() {
    return new URLSearchParams(location.search).get("sort") || new URLSearchParams(location.hash.slice(1)).get("sort") || "";
  }

  function choose(sort) {
    var said = new URLSearchParams(location.search);
    said.delete("sort");
    if (sort) { said.set("sort", sort); }
    var query = said.toString();
    try {
      history.replaceState(null, "", location.pathname + (query ? "?" + query : ""));
    } catch (refused) {
      location.replace("#" + (sort ? "sort=" + sort : ""));
    }
    show();
  }

  function show() {
    var sort = chosen();
    var words = "";
    tables.forEach(function (table, number) {
      var heading = table.querySelector('thead [data-column="' + CSS.escape(sort.replace("-", "")) + '"]');
      var rows = heading ? arranged(came[number], heading, sort) : came[number];
      table.tBodies[0].append.apply(table.tBodies[0], rows);
      heads(table, heading ? sort : "", table.dataset.sort, choose);
      words = words || told(table, sort);
    });
    status.textContent = words;
  }

  window.addEventListener("hashchange", show);
  show();
})();
