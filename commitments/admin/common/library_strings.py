"""Texts that our catalog translates for libraries, and texts that reach gettext by a variable.

Listed here so that `makemessages` keeps them in the catalog; nothing imports this module.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

DJANGO_UNFOLD = (
    gettext_noop("Select record"),
    gettext_noop("Select action"),
    gettext_noop("Value"),
    gettext_noop("From"),
    gettext_noop("To"),
    gettext_noop("Date from"),
    gettext_noop("Date to"),
    gettext_noop("Not enough data."),
    gettext_noop("Add new item"),
    gettext_noop("Select action to run"),
    gettext_noop(
        "Raw passwords are not stored, so there is no way to see this user’s password, but you "
        'can change the password using <a href="{}" class="text-primary-600 '
        'dark:text-primary-500">this form</a>.'
    ),
    gettext_noop("Select value"),
    gettext_noop("Dataset not found. No action performed."),
    gettext_noop("You can not create nested object without parent"),
    gettext_noop("Run"),
    gettext_noop("After you've created a user, you’ll be able to edit more user options."),
    gettext_noop("Filters"),
    gettext_noop("Expand row"),
    gettext_noop("Welcome back to"),
    gettext_noop("Type to search"),
    gettext_noop("You have been successfully logged out from the administration"),
    gettext_noop("No data"),
    gettext_noop("More actions"),
    gettext_noop("All applications"),
    gettext_noop("True"),
    gettext_noop("False"),
    gettext_noop("Apply Filters"),
    gettext_noop("Select all rows"),
    gettext_noop("Recent searches"),
    gettext_noop("No recent searches"),
    gettext_noop("No results matching your query"),
    gettext_noop("Loading more results..."),
    gettext_noop("Cancel"),
    gettext_noop("Submit"),
    gettext_noop("Record picture"),
    gettext_noop("This item will be deleted."),
    gettext_noop("Click to cancel"),
    gettext_noop("No results found"),
    gettext_noop("This page yielded into no results. Create a new item or reset your filters."),
    gettext_noop("Reset filters"),
    gettext_noop("Image preview"),
    gettext_noop("Click to download"),
    gettext_noop("Go back"),
    gettext_noop("Previous"),
    gettext_noop("Next"),
    gettext_noop("Search apps and models..."),
    gettext_noop("General"),
    gettext_noop("Light"),
    gettext_noop("Dark"),
    gettext_noop("System"),
    gettext_noop("Return to site"),
    gettext_noop("Choose file to upload"),
    gettext_noop("Toggle password visibility"),
    gettext_noop("Date"),
    gettext_noop("Select currency"),
    ngettext_lazy("%(counter)s result", "%(counter)s results"),
    ngettext_lazy("entry", "entries"),
)

# Django has Chinese for these, but not the words that offices use.
DJANGO = (
    gettext_noop("group"),
    gettext_noop("groups"),
    gettext_noop("staff status"),
    gettext_noop("Designates whether the user can log into this admin site."),
    gettext_noop("Authentication and Authorization"),
    gettext_noop("History"),
    gettext_noop(" By %(filter_title)s "),
    gettext_noop("Log out"),
    gettext_noop(
        "Please enter the correct %(username)s and password for a staff account. Note that both "
        "fields may be case-sensitive."
    ),
    gettext_noop("Add another %(verbose_name)s"),
    gettext_noop("Add another %(model)s"),
    gettext_noop("superuser status"),
    gettext_noop(
        "Designates that this user has all permissions without explicitly assigning them."
    ),
    gettext_noop("0 of %(cnt)s selected"),
    ngettext_lazy("%(total_count)s selected", "All %(total_count)s selected"),
    gettext_noop("Select all %(total_count)s %(module_name)s"),
    gettext_noop("Clear selection"),
    gettext_noop("Show counts"),
    gettext_noop("Hide counts"),
    gettext_noop(
        "Items must be selected in order to perform actions on them. No items have been changed."
    ),
    gettext_noop("No action selected."),
    gettext_noop("Reset password"),
    gettext_noop("Set password"),
    gettext_noop("Save and add another"),
    gettext_noop(
        "Designates whether this user should be treated as active. Unselect this instead of "
        "deleting accounts."
    ),
)

SIMPLE_HISTORY = (gettext_noop("Changes"), gettext_noop("Deleted %(type_name)s"))

DJANGO_CELERY_BEAT = (
    gettext_noop("Task Name"),
    gettext_noop(
        'Cron Days Of The Week to Run. Use "*" for "all", Sunday is 0 or 7, Monday is 1. '
        '(Example: "0,5")'
    ),
    gettext_noop('Cron Months (1-12) Of The Year to Run. Use "*" for "all". (Example: "1,12")'),
    gettext_noop("Schedule"),
    gettext_noop("Arguments"),
    gettext_noop("Execution Options"),
    gettext_noop("Periodic Tasks Using This Schedule"),
    gettext_noop("{0} task was successfully disabled"),
    gettext_noop("{0} task was successfully enabled"),
    gettext_noop("{0} task was successfully toggled"),
)

# `commitments.reading` is pure and knows no gettext; refusals are translated where shown.
READING = (
    gettext_noop("The file holds no text."),
    gettext_noop("The file is larger than the %(limit)s MB that may be read."),
    gettext_noop("The file unpacks to far more than a document can hold."),
    gettext_noop("Files of the type %(found)s cannot be read: save the document as %(advice)s."),
    gettext_noop(
        "The name ends in %(extension)s, but the content is %(found)s: correct the ending or "
        "save the document again."
    ),
    gettext_noop("The file is protected by a password: save a copy without one."),
    gettext_noop("The file is damaged or incomplete and cannot be opened as %(found)s."),
    gettext_noop("The file is not text in UTF-8, UTF-16 or GB18030."),
    gettext_noop("The file is no Excel workbook: save it as XLSX."),
    gettext_noop(
        "The sheet has more than %(rows)s rows or %(columns)s columns: split it, or delete the "
        "empty ones."
    ),
    gettext_noop("The file holds pictures of pages without text: save the document as PDF."),
    gettext_noop(
        "Files of the type %(found)s are read through LibreOffice, which is not installed here: "
        "install it (Debian: apt-get install libreoffice-writer-nogui), or save the document as "
        "DOCX."
    ),
    gettext_noop("Reading the file took longer than %(seconds)s seconds."),
    gettext_noop("Reading the file needs more than %(limit)s MB of memory."),
    gettext_noop(
        "The program that reads files of this type broke down over it: save the document again, "
        "in another format if that does not help."
    ),
    gettext_noop(
        "The file is a scan without text: to read scans, install the OCR extra (make ocr)."
    ),
)
