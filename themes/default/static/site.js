/* What a browser can add: the reader's own choice of light or dark. Nothing here is needed. */
(function () {
  "use strict";
  var root = document.documentElement;
  var button = document.querySelector("[data-scheme-toggle]");
  var key = "okrsite-scheme";

  function remembered() {
    try {
      return localStorage.getItem(key);
    } catch (refused) {
      return null;
    }
  }

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

  if (remembered()) {
    show(remembered());
  }
  button.hidden = false;
  button.addEventListener("click", function () {
    var next = shown() === "dark" ? "light" : "dark";
    show(next);
    remember(next);
  });
})();
