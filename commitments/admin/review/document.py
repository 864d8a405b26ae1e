"""Documents: add a file or pasted text, follow its review, open it."""

import hashlib
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from commitments import tasks
from commitments.admin.common import changes, downloads
from commitments.admin.common.base import DomainAdmin, actor, refuse
from commitments.admin.common.fields import DayField, FileInput
from commitments.admin.review import review
from commitments.admin.review.beside import beside
from commitments.admin.review.forms import DayForm
from commitments.choices import DocumentKind
from commitments.domain.documents import dating, ingest
from commitments.domain.platform.errors import AlreadyKnown, DomainError
from commitments.models import Document

PASTED_NAME = "pasted.txt"
ABOUT = ("title", "issuer", "kind", "published_on", "source_url")


class DocumentForm(forms.Form):
    """A new document: a file, or text from the clipboard."""

    file = forms.FileField(
        label=_("File"),
        widget=FileInput(),
        required=False,
        help_text=_("Word, PDF, web page or plain text; what comes in a letter (.eml) is parted."),
    )
    text = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("Empty: taken from the document."),
    )
    issuer = forms.CharField(label=_("Issuer"), max_length=120, required=False)
    published_on = DayField(
        label=_("Publication date"),
        help_text=_("“This year” and “by the end of the year” are counted from it."),
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=DocumentKind.choices, initial=DocumentKind.OTHER
    )
    source_url = forms.URLField(
        label=_("Web address"), max_length=500, required=False, assume_scheme="https"
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        has_file, has_text = bool(data.get("file")), bool((data.get("text") or "").strip())
        if has_file and has_text:
            self.add_error("text", _("Give a file or a text, not both."))
        if not has_file and not has_text and "file" not in self.errors:
            self.add_error("file", _("Choose a file, or paste the text below."))
        return data

    def add(self, request: HttpRequest) -> ingest.Ingested:
        about = {name: self.cleaned_data[name] for name in ABOUT}
        uploaded, by = self.cleaned_data["file"], actor(request)
        if uploaded:
            return ingest.add_document(uploaded.read(), by=by, filename=uploaded.name, **about)
        about["title"] = about["title"] or _first_line(self.pasted)
        return ingest.add_text(self.pasted, by=by, filename=PASTED_NAME, **about)

    @property
    def pasted(self) -> str:
        """The pasted text; browsers send line breaks as CRLF, they are stored as LF."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def same_bytes(self) -> Document | None:
        """The document that has these bytes already."""
        uploaded = self.cleaned_data["file"]
        if uploaded:
            uploaded.seek(0)
        content = uploaded.read() if uploaded else self.pasted.encode()
        sha256 = hashlib.sha256(content).hexdigest()
        return Document.objects.without_text().filter(sha256=sha256).first()


@admin.register(Document)
class DocumentAdmin(DomainAdmin[Document]):
    """Documents; their text never changes, because citations hold offsets into it."""

    empty_text = _(
        "Documents stand at the beginning: the commitments in them are found by themselves "
        "and wait for your decision."
    )
    list_display = ["titled", "issuer", "kind", "published_on", "pending", "decided", "open_review"]
    list_display_links = None
    list_filter = ["kind"]
    search_fields = ["title", "issuer", "filename"]
    date_hierarchy = "published_on"

    def has_add_permission(self, request: HttpRequest, obj: Document | None = None) -> bool:
        return request.user.has_perm("commitments.add_document")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        came_in = Prefetch("letters", Document.objects.without_text())
        # Said again: a query that counts in groups drops the order of the model.
        counted = Document.objects.without_text().with_counts()
        return counted.order_by("-published_on", "-id").prefetch_related(came_in)

    @admin.display(description=_("title"), ordering="title")
    def titled(self, document: Document) -> SafeString:
        link = '<a class="ct-clip ct-strong" href="{}">{}</a>'
        titled = format_html(link, review.address(document), document)
        return format_html("{}{}", titled, _came_in(document))

    @admin.display(description=_("pending"), ordering="pending_count")
    def pending(self, document: Any) -> int:
        return int(document.pending_count)

    @admin.display(description=_("decided"))
    def decided(self, document: Any) -> str:
        if document.has_failed:
            return str(document.get_state_display())
        if not document.is_read:
            return gettext("being read…")
        return f"{document.candidate_count - document.pending_count}/{document.candidate_count}"

    @admin.display(description=_("review"))
    def open_review(self, document: Document) -> SafeString:
        link = '<a class="ct-button" href="{}">{}</a>'
        return format_html(link, review.address(document), gettext("Review"))

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/review/", wrap(self.review_view), name="commitments_document_review"),
            path(
                "<int:pk>/review/<int:candidate_id>/",
                wrap(self.decide_view),
                name="commitments_document_decide",
            ),
            path("<int:pk>/day/", wrap(self.day_view), name="commitments_document_day"),
            path("<int:pk>/retry/", wrap(self.retry_view), name="commitments_document_retry"),
            path(
                "<int:pk>/choose/",
                wrap(require_POST(self.choose_view)),
                name="commitments_document_choose",
            ),
            path("<int:pk>/file/", wrap(self.file_view), name="commitments_document_file"),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = DocumentForm(request.POST or None, request.FILES or None)
        known: Document | None = None
        if request.method == "POST" and form.is_valid():
            try:
                added = form.add(request)
            except DomainError as error:
                known = form.same_bytes() if isinstance(error, AlreadyKnown) else None
                _refuse(form, error)
            else:
                tasks.dispatch(added.job)
                messages.success(request, gettext("Added; its commitments are being looked for."))
                return HttpResponseRedirect(review.address(added.document))
        return self.page(
            request,
            "admin/tracking/document_add.html",
            title=gettext("Add a document"),
            form=form,
            known=known,
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        document = self.get_object(request, object_id)
        if document is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, document):
            raise PermissionDenied
        return self.page(
            request,
            "admin/tracking/document.html",
            title=str(document),
            object=document,
            may_retry=document.has_failed and self.has_add_permission(request),
            entries=changes.of_object(document, actor(request)),
            **beside(document),
            may_see_candidates=request.user.has_perm("commitments.view_candidate"),
        )

    def review_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return review.show(self, request, self._document(request, pk))

    def decide_view(self, request: HttpRequest, pk: int, candidate_id: int) -> HttpResponse:
        return review.decide(self, request, self._document(request, pk), candidate_id)

    def retry_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Have a document read again that could not be read."""
        document = self._document(request, pk)
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            try:
                tasks.dispatch(ingest.retry(pk, by=actor(request)).job)
            except DomainError as error:
                messages.error(request, str(error))
        return HttpResponseRedirect(review.address(document))

    def day_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Enter the day of a document that came without one."""
        document = self._document(request, pk)
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = DayForm(request.POST or None)
        if request.method != "POST":
            return HttpResponseRedirect(review.address(document))
        if form.is_valid():
            day = form.cleaned_data["published_on"]
            try:
                moved = dating.set_day(pk, published_on=day, by=actor(request))
            except DomainError as error:
                refuse(form, error)
            else:
                messages.success(request, _dated(len(moved)))
        for sentence in (str(error) for errors in form.errors.values() for error in errors):
            messages.error(request, sentence)
        return HttpResponseRedirect(review.address(document))

    def choose_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return review.choose(self, request, self._document(request, pk))

    def file_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        document = self._document(request, pk)
        return downloads.stored(
            request,
            document.file,
            sha256=document.sha256,
            name=document.filename or f"{document.title}.txt",
            back=reverse("admin:commitments_document_change", args=[pk]),
        )

    def _document(self, request: HttpRequest, pk: int) -> Document:
        if not self.has_view_permission(request):
            raise PermissionDenied
        document = Document.objects.filter(pk=pk).first()
        if document is None:
            raise Http404(reverse("admin:commitments_document_changelist"))
        return document


def _dated(moved: int) -> str:
    words = ngettext(
        "The day is entered; %(count)s commitment starts with it.",
        "The day is entered; %(count)s commitments start with it.",
        moved,
    )
    return words % {"count": moved}


def _came_in(document: Document) -> SafeString:
    """Below the title, the letters in which a document came."""
    came = gettext("from the letter “%(letter)s”")
    letters = ((came % {"letter": letter},) for letter in document.letters.all())
    return format_html_join("", "<br><small>{}</small>", letters)


def _refuse(form: DocumentForm, error: DomainError) -> None:
    """Show errors of pasted text at the text field, not at the empty file field."""
    if error.field == "file" and not form.cleaned_data.get("file"):
        error.field = "text"
    refuse(form, error)


def _first_line(text: str) -> str:
    return next(line.strip() for line in text.splitlines() if line.strip())[:80]
