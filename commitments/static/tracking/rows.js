/* One more row for a form that has several. Without this script the rows offered at first must do. */
(function () {
  "use strict";

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-add-row]");
    if (!button) { return; }
    var form = button.closest("[data-rows]");
    var total = form.querySelector("[name=" + form.dataset.rows + "-TOTAL_FORMS]");
    var most = form.querySelector("[name=" + form.dataset.rows + "-MAX_NUM_FORMS]");
    if (Number(total.value) >= Number(most.value)) { button.disabled = true; return; }
    var template = form.querySelector("template");
    template.insertAdjacentHTML(
      "beforebegin", template.innerHTML.replace(/__prefix__/g, total.value));
    total.value = Number(total.value) + 1;
    var row = template.previousElementSibling;
    // The admin's own fields for units and persons wait for this.
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }));
    row.querySelector("input").focus();
  });
})();
