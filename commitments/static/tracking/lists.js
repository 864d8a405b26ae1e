/* Lists: a choice among many narrows the list as soon as it is made. */
django.jQuery(function ($) {
  "use strict";
  $(document).on("change", ".ct-choose select", function () { this.form.submit(); });
});
