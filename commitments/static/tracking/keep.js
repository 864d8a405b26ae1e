/* Keeps what is typed into a progress update on this computer until it is saved on the server.
   The server says so in the address of the page that follows: #saved-<name of the form>. Until
   then a lost session or network loses nothing. */
(function () {
  "use strict";
  var form = document.getElementById("ct-update-form");
  if (!form || !window.localStorage) { return; }
  var key = "ct-update-" + form.dataset.keep;
  var fields = Array.prototype.filter.call(form.elements, function (field) {
    return field.name && !/^(hidden|file|submit|button|checkbox)$/.test(field.type);
  });
  function read() {
    try { return JSON.parse(localStorage.getItem(key)) || null; } catch (error) { return null; }
  }
  // A refused form comes back from the server with what was typed.
  var kept = form.dataset.bound ? null : read();
  var differs = kept && fields.some(function (field) {
    return kept[field.name] !== undefined && kept[field.name] !== field.value;
  });
  if (differs) {
    var before = {};
    fields.forEach(function (field) {
      before[field.name] = field.value;
      if (kept[field.name] !== undefined) { field.value = kept[field.name]; }
    });
    var note = document.createElement("div"), discard = document.createElement("button");
    note.className = "ct-alert ct-alert-info";
    note.textContent = form.dataset.kept + " ";
    discard.type = "button";
    discard.className = "ct-chip";
    discard.textContent = form.dataset.discard;
    discard.addEventListener("click", function () {
      fields.forEach(function (field) { field.value = before[field.name]; });
      localStorage.removeItem(key);
      note.remove();
    });
    note.appendChild(discard);
    form.insertBefore(note, form.firstChild);
  }
  form.addEventListener("input", function () {
    var now = {};
    fields.forEach(function (field) { now[field.name] = field.value; });
    try { localStorage.setItem(key, JSON.stringify(now)); } catch (error) { /* full: typing goes on */ }
  });
})();
