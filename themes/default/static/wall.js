/* The wall goes from view to view by itself, and takes in a new site when there is one. */
(function () {
  "use strict";
  var body = document.body;
  var views = Array.from(document.querySelectorAll(".view"));
  var dots = document.querySelector("[data-dots]");
  var tools = document.querySelector("[data-tools]");
  var pause = document.querySelector("[data-pause]");
  var seconds = Number(body.dataset.seconds) || 14;
  var HALF_HOUR = 30 * 60 * 1000;
  var began = Date.now();
  var isFile = location.protocol === "file:";
  var at = 0;
  var timer = null;
  var idle = null;
  var known = null;

  function text() {
    return fetch(location.pathname, { cache: "no-store" }).then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      return answer.text();
    });
  }

  /* A page from the disk cannot look whether it has changed, so it just reads itself again. One from
     a server does so only while that server answers, so that the wall never shows an error. */
  function renew() {
    if (isFile) {
      location.reload();
      return;
    }
    text().then(function (now) {
      if (known === null) { known = now; }
      if (now !== known || Date.now() - began > HALF_HOUR) { location.reload(); }
    }).catch(function () { return null; });
  }

  function show(number) {
    at = (number + views.length) % views.length;
    views.forEach(function (view, place) { view.classList.toggle("on", place === at); });
    Array.from(dots.children).forEach(function (dot, place) { dot.classList.toggle("on", place === at); });
  }

  function next() {
    if (at + 1 === views.length) { renew(); }
    show(at + 1);
  }

  function play() {
    timer = setInterval(next, seconds * 1000);
  }

  function toggle() {
    var words = pause.textContent;
    pause.textContent = pause.dataset.play;
    pause.dataset.play = words;
    if (timer) {
      clearInterval(timer);
      timer = null;
    } else {
      play();
    }
  }

  function awake() {
    body.classList.remove("idle");
    clearTimeout(idle);
    idle = setTimeout(function () { body.classList.add("idle"); }, 4000);
  }

  views.forEach(function () { dots.append(document.createElement("span")); });
  body.classList.add("cycling");
  tools.hidden = false;
  pause.addEventListener("click", toggle);
  document.querySelector("[data-next]").addEventListener("click", next);
  document.querySelector("[data-full]").addEventListener("click", function () {
    if (document.fullscreenElement) { document.exitFullscreen(); } else { document.documentElement.requestFullscreen(); }
  });
  document.addEventListener("keydown", function (event) {
    awake();
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") { show(at + (event.key === "ArrowRight" ? 1 : -1)); }
    if (event.key === " " && event.target === body) {
      event.preventDefault();
      toggle();
    }
  });
  document.addEventListener("pointermove", awake);
  if (!isFile) {
    text().then(function (now) { known = now; }).catch(function () { return null; });
  }
  show(0);
  play();
  awake();
})();
