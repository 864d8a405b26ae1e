/* The review page: open a passage, decide, go on to the next one, by mouse or keyboard.
   Without this script every link and form of the page still works by itself. */
(function () {
  "use strict";
  var root = document.getElementById("ct-review");
  if (!root) { return; }
  var text = document.getElementById("ct-text");
  var panel = document.getElementById("ct-panel");
  var message = document.getElementById("ct-message");
  var order = JSON.parse(document.getElementById("ct-order").textContent);
  var busy = false;
  var picked = null;  // the offsets of a passage that the reader set aside and somebody points at
  var waiting = [];  // keys pressed while an answer is on its way

  function address(id) {
    var query = root.dataset.query;
    return root.dataset.address + "?candidate=" + id + (query ? "&" + query : "");
  }

  function marksOf(id) { return text.querySelectorAll('[data-c~="' + id + '"]'); }

  function current() {
    var shown = panel && panel.querySelector(".ct-candidate");
    return shown ? { id: Number(shown.dataset.id), state: shown.dataset.state } : null;
  }

  function select(id, scroll) {
    text.querySelectorAll(".ct-selected").forEach(function (mark) { mark.classList.remove("ct-selected"); });
    if (!id) { return; }
    var marks = marksOf(id);
    marks.forEach(function (mark) { mark.classList.add("ct-selected"); });
    if (scroll && marks.length) {
      var box = text.getBoundingClientRect(), place = marks[0].getBoundingClientRect();
      if (place.top < box.top + 20 || place.bottom > box.bottom - 40) {
        text.scrollTop += place.top - box.top - box.height / 3;
      }
    }
  }

  function say(words, isError) {
    picked = null;
    message.textContent = words || "";
    message.hidden = !words;
    message.classList.toggle("ct-message-error", Boolean(isError));
  }

  function enhance() {
    var jQuery = window.django && window.django.jQuery;
    if (jQuery && jQuery.fn.djangoAdminSelect2) {
      jQuery(panel).find(".admin-autocomplete").djangoAdminSelect2();
    }
  }

  function fill(content) {
    panel.innerHTML = content.panel;
    panel.scrollTop = 0;
    enhance();
  }

  function ask(url, options) {
    options.headers = { "X-Requested-With": "fetch" };
    options.credentials = "same-origin";
    return fetch(url, options).then(function (response) {
      if (!/json/.test(response.headers.get("Content-Type") || "")) { throw new Error(response.status); }
      return response.json();
    });
  }

  function done() {
    busy = false;
    panel.classList.remove("ct-busy");
    while (waiting.length && !busy) { waiting.shift()(); }
  }

  function failed() { waiting = []; busy = false; panel.classList.remove("ct-busy"); say(root.dataset.failed, true); }

  function open(id, keepHistory) {
    if (busy || !id) { return; }
    busy = true;
    select(id, true);
    ask(address(id), {}).then(function (content) {
      fill(content);
      say("");
      if (!keepHistory) { history.pushState({ id: id }, "", address(id)); }
      done();
    }).catch(failed);
  }

  function decide(form) {
    if (busy) { return; }
    busy = true;
    panel.classList.add("ct-busy");
    var data = new FormData(form);
    data.set("decision", form.dataset.decision);
    ask(form.action, { method: "POST", body: data }).then(function (content) {
      fill(content);
      marksOf(content.decided).forEach(function (mark) {
        mark.className = mark.className.replace(/ct-state-\w+/, (content.css.match(/ct-state-\w+/) || [""])[0]);
      });
      Object.keys(content.counts).forEach(function (state) {
        var counter = root.querySelector('[data-count="' + state + '"]');
        if (counter) { counter.textContent = content.counts[state]; }
      });
      if (content.reasons) {
        var list = document.getElementById("ct-reasons");
        list.textContent = "";
        content.reasons.forEach(function (reason) {
          var option = document.createElement("option");
          option.value = reason;
          list.appendChild(option);
        });
      }
      select(content.selected, true);
      say(content.message);
      if (content.ok) {
        history.pushState({ id: content.selected }, "", content.selected ? address(content.selected) : root.dataset.address);
        if (document.activeElement) { document.activeElement.blur(); }
      } else {
        var wrong = panel.querySelector(".ct-invalid input, .ct-invalid select, .ct-invalid textarea");
        if (wrong) { wrong.focus(); }
        waiting = [];
      }
      done();
    }).catch(failed);
  }

  function step(by) {
    var now = current(), place = now ? order.indexOf(now.id) : -1;
    var next = place < 0 ? (by > 0 ? 0 : order.length - 1) : place + by;
    if (next >= 0 && next < order.length) { open(order[next]); }
  }

  /* What the reader set aside: say why, and offer to make a candidate of it. */
  function point(mark) {
    text.querySelectorAll(".ct-pointed").forEach(function (other) { other.classList.remove("ct-pointed"); });
    mark.classList.add("ct-pointed");
    say(root.dataset.aside + mark.title + " ");
    picked = { start: Number(mark.dataset.from), end: Number(mark.dataset.to) };
    if (root.dataset.choose) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "ct-button";
      button.textContent = root.dataset.chooseLabel + " N";
      button.addEventListener("click", function () { choose(picked); });
      message.appendChild(button);
    }
  }

  function stepAside(by) {
    var all = Array.from(text.querySelectorAll(".ct-aside-not-understood"));
    if (!all.length) { say(root.dataset.noAside); return; }
    var now = text.querySelector(".ct-pointed"), place = all.indexOf(now);
    var next = all[place < 0 ? (by > 0 ? 0 : all.length - 1) : (place + by + all.length) % all.length];
    next.scrollIntoView({ block: "center" });
    point(next);
  }

  /* The offset in the source of a place in the page: its line's offset and what stands before it. */
  function offsetOf(node, within) {
    var line = (node.nodeType === 1 ? node : node.parentElement).closest("[data-at]");
    if (!line || !text.contains(line)) { return null; }
    var before = document.createRange();
    before.setStart(line, 0);
    before.setEnd(node, within);
    // The server counts characters, JavaScript the halves of rare ones.
    return Number(line.dataset.at) + Array.from(before.toString()).length;
  }

  function selected() {
    var selection = window.getSelection();
    if (!selection || selection.isCollapsed) { return null; }
    var range = selection.getRangeAt(0);
    var start = offsetOf(range.startContainer, range.startOffset), end = offsetOf(range.endContainer, range.endOffset);
    return start === null || end === null || start >= end ? null : { start: start, end: end };
  }

  function choose(span) {
    span = span || selected() || picked;
    if (!root.dataset.choose || busy) { return; }
    if (!span) { say(root.dataset.chooseFirst, true); return; }
    busy = true;
    var data = new FormData();
    data.set("start", span.start);
    data.set("end", span.end);
    data.set("csrfmiddlewaretoken", root.dataset.token);
    ask(root.dataset.choose, { method: "POST", body: data }).then(function (content) {
      done();
      if (content.ok) { location.assign(content.address); } else { say(content.message, true); }
    }).catch(failed);
  }

  function form(decision) { return panel.querySelector('form[data-decision="' + decision + '"]'); }

  function focusIn(decision, selector) {
    var found = form(decision);
    if (!found) { return; }
    var jQuery = window.django && window.django.jQuery, field = found.querySelector(selector);
    found.scrollIntoView({ block: "nearest" });
    if (field.tagName !== "SELECT" || !jQuery || !jQuery.fn.djangoAdminSelect2) { field.focus(); return; }
    // A key may come before the page has dressed its fields.
    if (!jQuery(field).data("select2")) { jQuery(field).djangoAdminSelect2(); }
    jQuery(field).select2("open");
  }

  function toggleKeys() {
    var keys = document.getElementById("ct-keys"), button = document.getElementById("ct-keys-button");
    keys.hidden = !keys.hidden;
    button.setAttribute("aria-expanded", String(!keys.hidden));
  }

  var shortcuts = {
    j: function () { step(1); },
    k: function () { step(-1); },
    a: function () { if (form("accept")) { decide(form("accept")); } },
    r: function () { focusIn("reject", "[name=reason]"); },
    m: function () { focusIn("merge", "[name=into]"); },
    e: function () { focusIn("accept", "[name=title]"); },
    u: function () { if (form("reopen")) { decide(form("reopen")); } },
    n: function () { choose(selected()); },
    g: function () { stepAside(1); },
    h: function () { stepAside(-1); },
    "?": toggleKeys
  };

  function isTyping(target) {
    return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable ||
      target.closest(".select2-container, .select2-dropdown");
  }

  document.addEventListener("keydown", function (event) {
    if (!panel || event.isComposing || event.keyCode === 229) { return; }
    if (event.key === "Enter" && event.ctrlKey && event.target.closest('form[data-decision="accept"]')) {
      event.preventDefault();
      decide(form("accept"));
      return;
    }
    if (isTyping(event.target)) {
      if (event.key === "Escape") { event.target.blur(); }
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) { return; }
    var act = shortcuts[event.key.toLowerCase()];
    if (!act) { return; }
    event.preventDefault();
    if (busy) { waiting.push(act); } else { act(); }
  });

  text.addEventListener("click", function (event) {
    var aside = event.target.closest("[data-from]");
    if (aside && window.getSelection().isCollapsed) { point(aside); return; }
    var mark = event.target.closest("[data-c]");
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey || !panel) { return; }
    event.preventDefault();
    // Passages may lie in one another: clicking again opens the next one around.
    var ids = mark.dataset.c.split(" ").map(Number), now = current();
    var place = now ? ids.indexOf(now.id) : -1;
    open(ids[(place + 1) % ids.length]);
  });

  if (panel) {
    panel.addEventListener("submit", function (event) {
      event.preventDefault();
      decide(event.target);
    });
    panel.addEventListener("click", function (event) {
      var target = event.target.closest("[data-go], [data-open], [data-reason], [data-pick], [data-focus]");
      if (!target) { return; }
      event.preventDefault();
      if (target.dataset.go) { step(Number(target.dataset.go)); }
      if (target.dataset.focus === "merge") { shortcuts.m(); }
      if (target.dataset.focus === "reject") { shortcuts.r(); }
      if (target.dataset.open) { open(Number(target.dataset.open)); }
      if (target.dataset.reason) {
        form("reject").querySelector("[name=reason]").value = target.dataset.reason;
        decide(form("reject"));
      }
      if (target.dataset.pick) {
        var into = form("merge").querySelector("[name=into]");
        into.appendChild(new Option(target.dataset.label, target.dataset.pick, true, true));
        into.value = target.dataset.pick;
        into.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
    document.getElementById("ct-filters").addEventListener("change", function (event) { event.currentTarget.submit(); });
    document.getElementById("ct-keys-button").addEventListener("click", toggleKeys);
    window.addEventListener("popstate", function () {
      var id = new URLSearchParams(location.search).get("candidate");
      if (id) { open(Number(id), true); }
    });
    var first = current();
    select(first && first.id, true);
  }
  var cited = text.querySelector(".ct-cited");
  if (cited) { text.scrollTop += cited.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3; }
  // Where somebody may be typing already the page stays as it is.
  if (root.dataset.waiting && !document.querySelector("form[data-decision]")) { setTimeout(function () { location.reload(); }, 3000); }
})();
