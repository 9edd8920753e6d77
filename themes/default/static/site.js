/* What a browser can add: the reader's own choice of light or dark, and in a chart the value of the
   point nearest to the pointer. Nothing here is needed. */
(function () {
  "use strict";
  var root = document.documentElement;
  var button = document.querySelector("button.scheme");
  var key = "okrsite-scheme";

  function remember(scheme) {
    try {
      localStorage.setItem(key, scheme);
    } catch (refused) {
      return;
    }
  }

  function shown() {
    var dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    return root.dataset.scheme || (dark ? "dark" : "light");
  }

  function show(scheme) {
    root.dataset.scheme = scheme;
    button.setAttribute("aria-pressed", String(scheme === "dark"));
  }

  if (root.dataset.scheme) {
    show(root.dataset.scheme);
  }
  button.hidden = false;
  button.addEventListener("click", function () {
    var next = shown() === "dark" ? "light" : "dark";
    show(next);
    remember(next);
  });
})();

(function () {
  "use strict";
  var tip = null;
  var near = null;

  function middle(point) {
    var box = point.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top };
  }

  function nearest(chart, x) {
    var points = Array.from(chart.querySelectorAll("circle.point"));
    return points.reduce(function (best, each) {
      return best && Math.abs(middle(best).x - x) <= Math.abs(middle(each).x - x) ? best : each;
    }, null);
  }

  function leave() {
    if (near) {
      near.classList.remove("near");
      tip.hidden = true;
      near = null;
    }
  }

  function tell(point) {
    if (!tip) {
      tip = document.createElement("p");
      tip.className = "tip";
      tip.setAttribute("role", "status");
      document.body.append(tip);
    }
    near = point;
    near.classList.add("near");
    tip.hidden = false;
    tip.textContent = point.querySelector("title").textContent;
    var at = middle(point);
    var room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    tip.style.left = Math.max(8, Math.min(at.x - tip.offsetWidth / 2, room)) + "px";
    tip.style.top = Math.max(8, at.y - tip.offsetHeight - 10) + "px";
  }

  document.addEventListener("pointermove", function (event) {
    var chart = event.target instanceof Element ? event.target.closest("svg.chart") : null;
    var point = chart ? nearest(chart, event.clientX) : null;
    if (point !== near) {
      leave();
      if (point) { tell(point); }
    }
  }, { passive: true });
  /* The arrow keys go from point to point where a chart has the focus. */
  document.addEventListener("keydown", function (event) {
    var step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    var plot = event.target instanceof Element ? event.target.closest(".plot") : null;
    if (!step || !plot) { return; }
    var points = Array.from(plot.querySelectorAll("circle.point"));
    var place = points.indexOf(near) < 0 ? points.length - 1 : points.indexOf(near) + step;
    leave();
    if (points[place]) { tell(points[place]); }
    event.preventDefault();
  });
  document.addEventListener("focusout", leave);
  window.addEventListener("scroll", leave, { passive: true });
})();

/* A menu closes with Escape, which gives the focus back to its name, and with a click elsewhere. */
(function () {
  "use strict";
  function opened() {
    return Array.from(document.querySelectorAll(".menus details[open]"));
  }
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") {
      return;
    }
    opened().forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
  document.addEventListener("click", function (event) {
    opened().forEach(function (menu) {
      menu.open = menu.contains(event.target);
    });
  });
})();
