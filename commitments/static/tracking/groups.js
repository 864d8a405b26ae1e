/* The running total of the parts beside the whole. The server checks it all again. */
(function () {
  "use strict";
  var SCALES = { "": 1, "万": 1e4, "亿": 1e8, "万亿": 1e12 };

  function amount(input) {
    var text = input.value.normalize("NFKC").replace(/[\s,%]/g, "");
    var match = /^([-+]?\d*\.?\d+)(万亿|万|亿|)$/.exec(text);
    return match ? Number(match[1]) * SCALES[match[2]] : null;
  }

  function shown(number) { return String(Math.round(number * 1e6) / 1e6); }

  document.querySelectorAll("[data-groups]").forEach(function (box) {
    var whole = document.querySelector("[name=value]");
    var summary = box.querySelector("[data-total]");
    var hint = summary.textContent;
    var inputs = Array.prototype.slice.call(box.querySelectorAll("[data-part]"))
      .map(function (cell) { return cell.querySelector("input"); });

    function add() {
      var given = inputs.map(amount).filter(function (value) { return value !== null; });
      var total = given.reduce(function (sum, value) { return sum + value; }, 0);
      var words = summary.dataset.words.replace("{count}", given.length)
        .replace("{all}", inputs.length).replace("{total}", shown(total));
      var wanted = whole ? amount(whole) : null;
      if (wanted !== null) {
        words += summary.dataset.difference.replace("{difference}", shown(wanted - total));
      }
      summary.textContent = given.length ? words : hint;
    }

    document.addEventListener("input", add);
    add();
  });
})();
