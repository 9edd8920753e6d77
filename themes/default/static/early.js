/* What is settled before a page is painted for the first time, so that nothing flashes or moves: the
   reader's own choice of light or dark, and the font, which a browser would else take up too late. */
(function () {
  "use strict";
  try {
    var scheme = localStorage.getItem("okrsite-scheme");
    if (scheme === "dark" || scheme === "light") {
      document.documentElement.dataset.scheme = scheme;
    }
  } catch (refused) {
    /* Where nothing may be stored, the system's choice stands. */
  }
  if (document.fonts) {
    document.fonts.load("1em Inter");
  }
})();
