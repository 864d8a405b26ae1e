/* Chinese input: the Enter that ends a composition chooses a word; it must not submit the form. */
(function () {
  "use strict";
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
})();
