/* Search: a dialog behind Ctrl/Cmd-K, and the same on the page of the search. What is searched comes
   as scripts, since a page opened from the disk may not fetch. Without all this, the link to the
   page of the search is a link, and that page says what to do. */
(function () {
  "use strict";
  var way = document.querySelector("[data-engine]");
  if (!way) {
    return;
  }
  var root = way.getAttribute("href").replace(/search\.html$/, "");
  var title = way.firstChild.textContent;
  var SHOWN = 30;
  var WEIGHT = { objective: 1.5, kpi: 1.5, key_result: 0.8, checkin: 0.5 };
  var AT_ONCE = 4;
  /* Longer is nothing that anybody looks for, and comparing it takes memory by its square. */
  var LONGEST_QUERY = 200;
  var words = null;
  var things = [];
  var engine = null;
  var waiting = null;
  var finders = [];

  /* Marks of Latin, Greek, Cyrillic, Hebrew and Arabic; other scripts tell words apart by theirs. */
  var MARKS = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g;
  /* Letters that Unicode does not take apart. */
  var ALIKE = { "ß": "ss", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ς": "σ" };

  function folded(text) {
    return text.toLowerCase().normalize("NFKD").replace(MARKS, "").replace(/[ßıøłđðæœς]/g, function (letter) {
      return ALIKE[letter];
    });
  }

  /* A text as it is compared, and for each of its characters the place in the text that it is of. */
  function compared(text) {
    var made = { plain: "", places: [] };
    for (var place = 0; place < text.length;) {
      var character = String.fromCodePoint(text.codePointAt(place));
      var plain = folded(character);
      made.plain += plain;
      for (var i = 0; i < plain.length; i += 1) {
        made.places.push(place);
      }
      place += character.length;
    }
    made.places.push(text.length);
    return made;
  }

  /* Words of scripts that put no spaces between them are found by their pairs of characters. */
  var APART = /[\s\p{Z}\p{P}]+/u;
  var SPACELESS = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}\p{scx=Mymr}]+/u;
  var RUNS = new RegExp("(" + SPACELESS.source + ")", "u");

  function pieces(text, isAsked) {
    return text.split(APART).filter(Boolean).flatMap(function (word) {
      return SPACELESS.test(word) ? word.split(RUNS).filter(Boolean).flatMap(function (run) {
        return SPACELESS.test(run) ? pairs(run, isAsked) : run;
      }) : word;
    });
  }

  /* The last character by itself, too, in what is searched: a single one may be asked for. */
  function pairs(run, isAsked) {
    var characters = Array.from(run);
    var made = characters.slice(1).map(function (character, place) { return characters[place] + character; });
    return isAsked && made.length ? made : made.concat(characters.slice(-1));
  }

  function searched(text) {
    return pieces(text, false);
  }

  function asked(text) {
    return pieces(text, true);
  }

  /* What people call a KPI by: "nps" for a net promoter score, from each of its words on. */
  var ABBREVIATED = { kpi: true, key_result: true };
  var LONGEST = 5;

  function initials(thing) {
    if (!ABBREVIATED[thing.kind]) {
      return "";
    }
    var first = thing.title.split(APART).filter(Boolean).map(function (word) { return Array.from(word)[0]; });
    return first.slice(0, -1).map(function (letter, place) {
      return first.slice(place, place + LONGEST).join("");
    }).join(" ");
  }

  function element(name, attributes, children) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      made.setAttribute(key, attributes[key]);
    });
    (children || []).forEach(function (child) {
      made.append(child);
    });
    return made;
  }

  function script(address) {
    return new Promise(function (resolve, reject) {
      var made = element("script", { src: address });
      made.onload = resolve;
      made.onerror = reject;
      document.head.append(made);
    });
  }

  var total = 1;
  window.okrsiteSearch = function (parts, said, rows) {
    total = parts;
    words = said || words;
    rows.forEach(function (row) {
      things.push({ id: things.length, kind: row[0], title: row[1], path: row[2], under: row[3], text: row[4], isCurrent: row[5], now: row[6] });
    });
  };

  function part(number) {
    return script(root + "data/search-" + number + ".js");
  }

  /* What check-ins told comes after the rest, the newest first, a few parts at a time. */
  var known = 0;
  var adding = Promise.resolve();

  function add(number) {
    adding = adding.then(function () { return part("checkins-" + number); }).then(function () {
      var before = engine.documentCount;
      return engine.addAllAsync(things.slice(before), { chunkSize: 500 });
    }).then(function () {
      known = number;
      finders.forEach(function (each) { each.show(true); });
    });
    return adding;
  }

  function further() {
    var wanted = Math.min(known + AT_ONCE, words.further);
    for (var number = known + 1; number <= wanted; number += 1) {
      add(number).catch(function () { known = words.further; });
    }
  }

  function ready() {
    waiting = waiting || script(way.dataset.engine)
      .then(function () { return part(1); })
      .then(function () {
        var rest = [];
        for (var number = 2; number <= total; number += 1) {
          rest.push(part(number));
        }
        return Promise.all(rest);
      })
      .then(function () {
        var made = new window.okrsiteEngine.default({
          fields: ["title", "under", "text", "initials"],
          extractField: function (thing, field) { return field === "initials" ? initials(thing) : thing[field]; },
          tokenize: searched,
          processTerm: folded,
          searchOptions: {
            tokenize: asked,
            boost: { title: 4, under: 1.5 },
            boostDocument: function (id) { return (WEIGHT[things[id].kind] || 1) * (things[id].isCurrent ? 2 : 1); },
            prefix: true,
            fuzzy: function (term) { return term.length > 4 ? 0.2 : false; },
            combineWith: "AND"
          }
        });
        return made.addAllAsync(things, { chunkSize: 1000 }).then(function () {
          engine = made;
          further();
        });
      });
    return waiting;
  }

  function found(query) {
    var strict = engine.search(query);
    return strict.length ? strict : engine.search(query, { combineWith: "OR" });
  }

  /* The words of a text with those marked that were looked for. */
  function marked(text, query, terms) {
    var wanted = folded(query).split(APART).filter(Boolean);
    return text.split(/([\s\p{Z}\p{P}]+)/u).map(function (word) {
      var part = word && stretch(word, wanted, terms);
      if (!part) {
        return word;
      }
      var mark = element("mark", {}, [word.slice(part[0], part[1])]);
      return part[1] - part[0] === word.length ? mark
        : element("span", {}, [word.slice(0, part[0]), mark, word.slice(part[1])]);
    });
  }

  /* Where a word holds what was looked for: at its beginning, or anywhere without spaces. */
  function stretch(word, wanted, terms) {
    var known = compared(word);
    var isSpaceless = SPACELESS.test(word);
    var start = -1;
    var found = wanted.find(function (term) {
      start = known.plain.indexOf(term);
      return isSpaceless ? start >= 0 : start === 0;
    });
    if (found) {
      return [known.places[start], known.places[start + found.length]];
    }
    return terms.indexOf(known.plain) < 0 ? null : [0, word.length];
  }

  /* A stretch of the text around the first word that was found in it. */
  function excerpt(text, terms) {
    var known = compared(text);
    var places = terms.map(function (term) { return known.plain.indexOf(term); }).filter(function (place) { return place >= 0; });
    if (!places.length) {
      return "";
    }
    var start = known.places[Math.min.apply(null, places)];
    var first = Math.max(0, start - 40);
    if (first) {
      var space = text.slice(first, start).indexOf(" ");
      first = space < 0 ? start : first + space + 1;
    }
    var piece = text.slice(first, first + 140);
    if (first + 140 >= text.length) {
      return (first ? "… " : "") + piece;
    }
    return (first ? "… " : "") + piece.slice(0, Math.max(piece.lastIndexOf(" "), 60)) + " …";
  }

  function panel(isDialog) {
    var name = "found-" + (finders.length + 1);
    var chosen = -1;
    var hits = [];
    var input = element("input", {
      type: "search", role: "combobox", id: name + "-words", "aria-expanded": "false",
      "aria-controls": name, "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
      enterkeyhint: "go"
    });
    var label = element("label", { for: name + "-words" }, [title]);
    var status = element("p", { role: "status", class: "under" });
    var list = element("ul", { id: name, role: "listbox", "aria-label": title });
    var hint = element("p", { class: "under keys" });
    var older = element("button", { type: "button", class: "button", hidden: "" });
    older.addEventListener("click", function () {
      older.hidden = true;
      input.focus();
      further();
    });
    var whole = element("div", { class: "finder" }, [label, input, status, list, older, hint]);

    function choose(place) {
      var items = list.children;
      if (items[chosen]) {
        items[chosen].setAttribute("aria-selected", "false");
      }
      chosen = items.length ? (place + items.length) % items.length : -1;
      if (chosen >= 0) {
        items[chosen].setAttribute("aria-selected", "true");
        items[chosen].scrollIntoView({ block: "nearest" });
        input.setAttribute("aria-activedescendant", items[chosen].id);
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    }

    function open(place, apart) {
      var address = root + hits[place].path;
      if (apart) {
        window.open(address);
        return;
      }
      if (isDialog) {
        whole.closest("dialog").close();
      }
      location.href = address;
    }

    /* The value, the status, and how the value went. */
    function standing(now) {
      var made = element("span", { class: "under now" }, [element("b", {}, [now[0]])]);
      var badge = element("span", { class: "badge " + now[2] }, [element("span", { class: "icon " + now[3] }, []), now[1]]);
      made.append(badge);
      if (now[4].length) {
        made.append(trend(now[4]));
      }
      return made;
    }

    function trend(heights) {
      var space = "http://www.w3.org/2000/svg";
      var drawing = document.createElementNS(space, "svg");
      var line = document.createElementNS(space, "polyline");
      var step = 80 / (heights.length - 1);
      drawing.setAttribute("class", "spark");
      drawing.setAttribute("viewBox", "-2 -2 84 24");
      drawing.setAttribute("width", "84");
      drawing.setAttribute("aria-hidden", "true");
      line.setAttribute("class", "line");
      line.setAttribute("points", heights.map(function (height, place) { return place * step + "," + (20 - height); }).join(" "));
      drawing.append(line);
      return drawing;
    }

    function item(hit, place, query) {
      var thing = things[hit.id];
      var under = excerpt(thing.text, hit.terms);
      var made = element("li", { role: "option", id: name + "-" + place, "aria-selected": "false" }, [
        element("span", { class: "kind" }, [words.kinds[thing.kind]]),
        element("span", { class: "goal" }, marked(thing.title, query, hit.terms)),
        element("span", { class: "under" }, marked(thing.under, query, hit.terms))
      ]);
      if (thing.now) {
        made.append(standing(thing.now));
      }
      if (under) {
        made.append(element("span", { class: "under excerpt" }, marked(under, query, hit.terms)));
      }
      made.addEventListener("click", function (event) { open(place, event.ctrlKey || event.metaKey); });
      made.addEventListener("pointermove", function () { if (chosen !== place) { choose(place); } });
      return made;
    }

    /* More came to be searched: what the reader has chosen meanwhile stays chosen. */
    function show(isMore) {
      var query = input.value.trim().slice(0, LONGEST_QUERY);
      var before = isMore === true && chosen > 0 && hits[chosen];
      hint.textContent = words ? words.hint : "";
      label.textContent = words ? words.label : title;
      older.textContent = words ? words.older : "";
      older.hidden = !engine || !query || known < AT_ONCE || known >= words.further;
      list.replaceChildren();
      list.hidden = true;
      chosen = -1;
      input.removeAttribute("aria-activedescendant");
      if (!engine || !query) {
        status.textContent = engine || !words ? "" : words.loading;
        input.setAttribute("aria-expanded", "false");
        return;
      }
      var all = found(query);
      hits = all.slice(0, SHOWN).map(function (hit) { return things[hit.id]; });
      all.slice(0, SHOWN).forEach(function (hit, place) { list.append(item(hit, place, query)); });
      var lang = document.documentElement.lang;
      var text = words.results[new Intl.PluralRules(lang).select(all.length)] || words.results.other;
      status.textContent = all.length === 0 ? words.nothing : text.replace("{count}", all.length.toLocaleString(lang));
      list.hidden = all.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      choose(all.length ? Math.max(0, hits.indexOf(before)) : -1);
    }

    input.addEventListener("input", show);
    input.addEventListener("keydown", function (event) {
      var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && hits.length) {
        event.preventDefault();
        choose(chosen + step);
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (chosen >= 0) {
          open(chosen, event.ctrlKey || event.metaKey);
        }
      }
    });
    show();
    var made = { whole: whole, input: input, show: show };
    finders.push(made);
    return made;
  }

  var dialog = null;
  var inside = null;

  function summon() {
    if (!dialog) {
      inside = panel(true);
      var close = element("button", { type: "button", class: "plain-button" }, ["×"]);
      close.addEventListener("click", function () { dialog.close(); });
      dialog = element("dialog", { class: "search-dialog", "aria-label": title }, [inside.whole, close]);
      dialog.addEventListener("click", function (event) {
        if (event.target === dialog) {
          dialog.close();
        }
      });
      document.body.append(dialog);
      ready().then(function () {
        close.setAttribute("aria-label", words.close);
        inside.show();
      }, function () {
        location.href = way.href;
      });
    }
    if (!dialog.open) {
      dialog.showModal();
      inside.input.select();
    }
  }

  var page = document.querySelector("[data-search-page]");
  if (page) {
    var shown = panel(false);
    page.prepend(shown.whole);
    page.querySelector("[data-without]").hidden = true;
    shown.input.value = new URLSearchParams(location.search).get("q") || "";
    ready().then(shown.show, function () {
      page.querySelector("[data-failed]").hidden = false;
      shown.whole.remove();
    });
    shown.input.focus();
  } else {
    way.addEventListener("click", function (event) {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey && window.HTMLDialogElement) {
        event.preventDefault();
        summon();
      }
    });
  }
  way.setAttribute("aria-keyshortcuts", "Control+K Meta+K");
  document.addEventListener("keydown", function (event) {
    /* A browser that fills in a form sends such an event without a key. */
    if (event.key && event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      if (page) {
        page.querySelector("input").focus();
      } else {
        summon();
      }
    }
  });
  var keys = way.querySelector("kbd");
  keys.textContent = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘ K" : "Ctrl K";
  keys.hidden = false;
})();
