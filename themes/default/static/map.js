/* The map of goals: larger and smaller, dragged with the mouse, pinched with two fingers, one goal's
   way up and down when it is chosen, and those goals that the filters mean before the others.
   Without this it is a drawing to scroll, with links. */
(function () {
  "use strict";
  var frame = document.querySelector("[data-map-frame]");
  var map = document.querySelector("[data-map]");
  var tools = document.querySelector("[data-map-tools]");
  if (!frame || !map) {
    return;
  }
  var wide = map.viewBox.baseVal.width;
  var high = map.viewBox.baseVal.height;
  var full = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  var scale = 1;
  var boxes = [];
  var above = [];
  var below = [];
  var chosen = -1;

  map.querySelectorAll("[data-n]").forEach(function (box) {
    var number = Number(box.dataset.n);
    boxes[number] = box;
    above[number] = [];
    below[number] = [];
  });
  var lines = Array.from(map.querySelectorAll("[data-c]"));
  /* A line from a block of goals stands for each of them. */
  function carriers(line) {
    return line.dataset.c.split(" ").map(Number);
  }
  lines.forEach(function (line) {
    carriers(line).forEach(function (child) {
      above[child].push(Number(line.dataset.p));
      below[line.dataset.p].push(child);
    });
  });

  function zoom(to, x, y) {
    var next = Math.min(3, Math.max(0.05, to));
    var atX = (frame.scrollLeft + x) / scale;
    var atY = (frame.scrollTop + y) / scale;
    scale = next;
    map.setAttribute("width", wide * scale);
    map.setAttribute("height", high * scale);
    frame.scrollLeft = atX * scale - x;
    frame.scrollTop = atY * scale - y;
  }

  function middle(to) {
    zoom(to, frame.clientWidth / 2, frame.clientHeight / 2);
  }

  function fit() {
    middle(Math.min(frame.clientWidth / wide, frame.clientHeight / high, full));
  }

  /* At first it is as large as the style sheet makes it without this script. */
  function begin() {
    map.removeAttribute("data-scaled");
    map.classList.toggle("whole", high <= wide);
    var size = map.getBoundingClientRect().width / wide;
    map.dataset.scaled = "";
    zoom(Math.min(size, full), 0, 0);
  }

  function reached(from, next) {
    var found = new Set([from]);
    found.forEach(function (each) {
      next[each].forEach(function (other) { found.add(other); });
    });
    return found;
  }

  /* Of a large map only the goals on the way are drawn, near to each other; `whole` knows where
     everything was before. */
  var LARGE = 120;
  var whole = null;
  function translated(box, x, y) {
    box.setAttribute("transform", "translate(" + x + " " + y + ")");
  }
  function resize(across, down) {
    wide = across;
    high = down;
    map.setAttribute("viewBox", "0 0 " + across + " " + down);
    zoom(scale, 0, 0);
  }
  function scatter() {
    if (!whole) {
      return;
    }
    map.querySelectorAll(".near").forEach(function (line) { line.remove(); });
    map.classList.remove("gathered");
    boxes.forEach(function (box, each) { box.setAttribute("transform", whole.places[each]); });
    scale = whole.scale;
    resize(whole.wide, whole.high);
    frame.scrollLeft = whole.left;
    frame.scrollTop = whole.top;
    whole = null;
  }
  function gather(on) {
    var layers = [];
    var layerOf = new Map();
    var placed = new Map();
    function layer(each) {
      if (!layerOf.has(each)) {
        var over = above[each].filter(function (other) { return on.has(other); });
        layerOf.set(each, over.length ? 1 + Math.max.apply(null, over.map(layer)) : 0);
      }
      return layerOf.get(each);
    }
    whole = { places: boxes.map(function (box) { return box.getAttribute("transform"); }), scale: scale, wide: wide, high: high, left: frame.scrollLeft, top: frame.scrollTop };
    Array.from(on).sort(function (a, b) { return a - b; }).forEach(function (each) {
      var size = boxes[each].querySelector("rect");
      var column = layers[layer(each)] = layers[layer(each)] || { all: [], down: 0 };
      column.all.push({ each: each, y: column.down, across: Number(size.getAttribute("width")), down: Number(size.getAttribute("height")) });
      column.down += Number(size.getAttribute("height")) + 16;
    });
    var down = Math.max.apply(null, layers.map(function (column) { return column.down; }));
    layers.forEach(function (column, number) {
      column.all.forEach(function (spot) {
        spot.x = 12 + number * 348;
        spot.y += 12 + (down - column.down) / 2;
        placed.set(spot.each, spot);
        translated(boxes[spot.each], spot.x, spot.y);
      });
    });
    placed.forEach(function (spot) {
      above[spot.each].filter(function (other) { return on.has(other); }).forEach(function (other) {
        var end = placed.get(other);
        var x = end.x + end.across, y = end.y + 20, level = spot.y + spot.down / 2, middle = (spot.x + x) / 2;
        var line = document.createElementNS(map.namespaceURI, "path");
        line.setAttribute("class", "line on near");
        line.setAttribute("d", "M" + spot.x + " " + level + "C" + middle + " " + level + " " + middle + " " + y + " " + x + " " + y);
        map.querySelector("[data-n]").before(line);
      });
    });
    map.classList.add("gathered");
    resize(12 + layers.length * 348, down + 24);
  }

  function choose(number, isAlone) {
    chosen = number;
    scatter();
    map.classList.toggle("focused", number >= 0);
    if (number < 0) {
      return;
    }
    var up = reached(number, above);
    var down = reached(number, below);
    boxes.forEach(function (box, each) {
      box.classList.toggle("on", up.has(each) || down.has(each));
      box.classList.toggle("chosen", each === number);
    });
    lines.forEach(function (line) {
      var parent = Number(line.dataset.p);
      line.classList.toggle("on", carriers(line).some(function (child) {
        return (up.has(child) && up.has(parent)) || (down.has(child) && down.has(parent));
      }));
    });
    down.forEach(function (each) { up.add(each); });
    if (isAlone && boxes.length > LARGE && up.size <= LARGE) {
      gather(up);
      begin();
    }
  }

  function toggle(number) {
    choose(number === chosen ? -1 : number, true);
    if (chosen >= 0 && whole) { show(boxes[chosen]); }
  }

  function show(box) {
    var here = box.getBoundingClientRect();
    var room = frame.getBoundingClientRect();
    frame.scrollLeft += here.left - room.left - (room.width - here.width) / 2;
    frame.scrollTop += here.top - room.top - (room.height - here.height) / 2;
  }

  map.addEventListener("focusin", function (event) {
    var box = event.target.closest("[data-n]");
    if (box && !whole && event.target.matches(":focus-visible")) {
      choose(Number(box.dataset.n));
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      choose(-1);
    }
  });
  frame.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    var box = event.target.closest("[data-n]");
    if (event.key === " " && box) {
      event.preventDefault();
      if (whole || boxes.length <= LARGE) { toggle(Number(box.dataset.n)); } else { choose(-1); toggle(Number(box.dataset.n)); }
    }
    if (event.key === "+" || event.key === "=") { middle(scale * 1.25); }
    if (event.key === "-") { middle(scale / 1.25); }
    if (event.key === "0") { middle(full); }
  });
  frame.addEventListener("wheel", function (event) {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      var room = frame.getBoundingClientRect();
      zoom(scale * (event.deltaY < 0 ? 1.15 : 1 / 1.15), event.clientX - room.left, event.clientY - room.top);
    }
  }, { passive: false });

  var pinch = null;
  function spread(touches) {
    return Math.hypot(touches[0].clientX - touches[1].clientX, touches[0].clientY - touches[1].clientY);
  }
  frame.addEventListener("touchstart", function (event) {
    pinch = event.touches.length === 2 ? { spread: spread(event.touches), scale: scale } : null;
  }, { passive: true });
  frame.addEventListener("touchmove", function (event) {
    if (!pinch || event.touches.length !== 2) {
      return;
    }
    event.preventDefault();
    var room = frame.getBoundingClientRect();
    var x = (event.touches[0].clientX + event.touches[1].clientX) / 2 - room.left;
    var y = (event.touches[0].clientY + event.touches[1].clientY) / 2 - room.top;
    zoom(pinch.scale * spread(event.touches) / pinch.spread, x, y);
  }, { passive: false });

  var drag = null;
  frame.addEventListener("pointerdown", function (event) {
    if (event.button === 0 && event.pointerType === "mouse") {
      drag = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop, moved: false };
    }
  });
  window.addEventListener("pointermove", function (event) {
    if (!drag) {
      return;
    }
    if (Math.abs(event.clientX - drag.x) + Math.abs(event.clientY - drag.y) > 4) {
      drag.moved = true;
      frame.classList.add("dragged");
    }
    if (drag.moved) {
      frame.scrollLeft = drag.left - (event.clientX - drag.x);
      frame.scrollTop = drag.top - (event.clientY - drag.y);
    }
  });
  window.addEventListener("pointerup", function () {
    frame.classList.remove("dragged");
    setTimeout(function () { drag = null; }, 0);
  });
  map.addEventListener("dragstart", function (event) { event.preventDefault(); });
  map.addEventListener("click", function (event) {
    if (drag && drag.moved) {
      event.preventDefault();
      return;
    }
    var box = event.target.closest("[data-n]");
    if (!event.target.closest("a")) {
      toggle(box ? Number(box.dataset.n) : chosen);
    }
  });

  tools.hidden = false;
  tools.addEventListener("click", function (event) {
    var way = event.target.dataset.zoom;
    if (way === "fit") { fit(); } else if (way === "full") { middle(full); } else if (way) { middle(scale * Number(way)); }
  });

  function anchor() {
    var written = location.hash.slice(1);
    try {
      return decodeURIComponent(written);
    } catch (torn) {
      return written;
    }
  }

  function arrive() {
    var box = document.getElementById(anchor());
    if (box && box.dataset.n) {
      choose(Number(box.dataset.n), true);
      show(box);
    } else if (boxes[0]) {
      show(boxes[0]);
    }
  }
  window.addEventListener("hashchange", arrive);
  begin();
  arrive();

  /* Those that the filters mean; a line only where both its goals are meant. */
  function mean(found, isPlain) {
    var meant = new Set(found.map(function (row) { return row.box; }));
    map.classList.toggle("filtered", !isPlain);
    boxes.forEach(function (box, each) { box.classList.toggle("meant", !isPlain && meant.has(each)); });
    lines.forEach(function (line) {
      line.classList.toggle("meant", !isPlain && meant.has(Number(line.dataset.p)) && carriers(line).some(function (child) { return meant.has(child); }));
    });
    if (!isPlain && found.length && chosen < 0) { show(boxes[found[0].box]); }
  }

  var filters = window.okrsiteFilters({
    place: document.querySelector("[data-map-room]"),
    begin: function (data) {
      var rows = boxes.map(function (box, each) { return { values: data.rows[box.dataset.listed], box: each }; });
      return rows.every(function (row) { return row.values; }) ? rows : null;
    },
    show: function (state, found, isPlain) {
      if (isPlain) { filters.quiet(); } else { filters.tell(found); }
      mean(found, isPlain);
    }
  });
})();
