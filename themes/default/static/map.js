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
  var LEGIBLE = 0.8;
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
  lines.forEach(function (line) {
    above[line.dataset.c].push(Number(line.dataset.p));
    below[line.dataset.p].push(Number(line.dataset.c));
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

  /* At first as wide as its room, if it can still be read so. */
  function begin() {
    var wanted = frame.clientWidth / wide;
    zoom(wanted < LEGIBLE ? full : Math.min(wanted, full), 0, 0);
  }

  function reached(from, next) {
    var found = new Set([from]);
    found.forEach(function (each) {
      next[each].forEach(function (other) { found.add(other); });
    });
    return found;
  }

  function choose(number) {
    chosen = number;
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
      var child = Number(line.dataset.c);
      var parent = Number(line.dataset.p);
      line.classList.toggle("on", (up.has(child) && up.has(parent)) || (down.has(child) && down.has(parent)));
    });
  }

  function show(box) {
    var here = box.getBoundingClientRect();
    var room = frame.getBoundingClientRect();
    frame.scrollLeft += here.left - room.left - (room.width - here.width) / 2;
    frame.scrollTop += here.top - room.top - (room.height - here.height) / 2;
  }

  map.addEventListener("focusin", function (event) {
    var box = event.target.closest("[data-n]");
    if (box && event.target.matches(":focus-visible")) {
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
      choose(box && Number(box.dataset.n) !== chosen ? Number(box.dataset.n) : -1);
    }
  });

  tools.hidden = false;
  tools.addEventListener("click", function (event) {
    var way = event.target.dataset.zoom;
    if (way === "fit") { fit(); } else if (way === "full") { middle(full); } else if (way) { middle(scale * Number(way)); }
  });

  function arrive() {
    var box = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (box && box.dataset.n) {
      choose(Number(box.dataset.n));
      show(box);
    } else {
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
      line.classList.toggle("meant", !isPlain && meant.has(Number(line.dataset.c)) && meant.has(Number(line.dataset.p)));
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
