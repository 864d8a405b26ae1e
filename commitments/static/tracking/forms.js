/* What all forms share: Chinese input, dates, files. Each field works without this script, too. */
(function () {
  "use strict";

  /* The Enter that ends a composition chooses a word; it must not submit the form. */
  var endedAt = 0;
  document.addEventListener("compositionend", function () { endedAt = Date.now(); }, true);
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" && event.keyCode !== 229) { return; }
    // Some browsers end the composition just before they report its Enter.
    var justEnded = event.key === "Enter" && Date.now() - endedAt < 30;
    if (event.isComposing || event.keyCode === 229 || justEnded) {
      event.stopImmediatePropagation();
      if (justEnded) { event.preventDefault(); }
    }
  }, true);

  /* A date is typed in any usual form, or picked from the browser's calendar beside the field. */
  document.addEventListener("change", function (event) {
    var picker = event.target;
    if (picker.classList.contains("ct-day-picker") && picker.value) {
      var field = picker.parentNode.querySelector("input[type=text]");
      field.value = picker.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    }
    if (picker.classList.contains("ct-file")) {
      var names = Array.prototype.map.call(picker.files, function (file) { return file.name; });
      var shown = picker.parentNode.querySelector(".ct-file-names");
      shown.textContent = names.join("、") || shown.dataset.none;
      // The theme's own listener looks for a text field that ours does not have.
      event.stopPropagation();
    }
  }, true);
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) { window.print(); }
  });
  /* This page follows a form that the server has saved: what was kept of it here can go. */
  var saved = location.hash.match(/^#saved-(.+)$/);
  if (saved) {
    try { localStorage.removeItem("ct-update-" + saved[1]); } catch (error) { /* none is kept */ }
    history.replaceState(null, "", location.pathname + location.search);
  }
  document.documentElement.classList.add("ct-js");
})();
