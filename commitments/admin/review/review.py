"""The review page: the source text with its candidates, and a decision on each."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
)
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from commitments.admin.common.base import DomainAdmin, actor, refuse
from commitments.admin.common.keys import as_key
from commitments.admin.review import passages, warnings
from commitments.admin.review.beside import beside
from commitments.admin.review.forms import (
    AcceptForm,
    DayForm,
    MergeForm,
    RejectForm,
    likely_same,
    reasons_offered,
)
from commitments.admin.review.passages import Mark
from commitments.admin.review.queue import CITED, Queue, css_of
from commitments.choices import CandidateState, ClaimKind
from commitments.domain.documents import choosing, review
from commitments.domain.platform.errors import Conflict, DomainError, Invalid
from commitments.domain.tracking import registration
from commitments.models import Candidate, Document, Organization

ACCEPT, MERGE, REJECT, REOPEN = "accept", "merge", "reject", "reopen"
OK, UNPROCESSABLE, CONFLICT = 200, 422, 409


@dataclass
class Forms:
    """The forms beside the text; a refused one is bound."""

    accept: forms.Form
    merge: forms.Form = field(default_factory=MergeForm)
    reject: forms.Form = field(default_factory=RejectForm)


def show(admin: DomainAdmin[Document], request: HttpRequest, document: Document) -> HttpResponse:
    """Render the page, or only the panel of one candidate for the page's script."""
    queue = Queue.asked_for(request, document)
    may_see = request.user.has_perm("commitments.view_candidate")
    selected = _selected(request, queue) if may_see else None
    if _by_script(request):
        return JsonResponse({"ok": True, "panel": _panel(request, queue, selected)})
    return _page(admin, request, queue, selected, may_see=may_see)


def _page(
    admin: DomainAdmin[Document],
    request: HttpRequest,
    queue: Queue,
    selected: Candidate | None,
    *,
    may_see: bool = True,
    given: Forms | None = None,
    problem: str = "",
    status: int = OK,
) -> HttpResponse:
    document = queue.document
    marks = queue.marks(selected.pk if selected else None) + queue.asides() if may_see else []
    cited = _cited(request, document)
    hints = {c.pk: f"{c.get_kind_display()} · {c.get_state_display()}" for c in queue.shown}
    lines = passages.lines(document.text, marks + cited, document.page_starts)
    headings = queue.headings if may_see else set()
    response = admin.page(
        request,
        "admin/tracking/review.html",
        title=str(document),
        object=document,
        may_retry=document.has_failed and request.user.has_perm("commitments.add_document"),
        queue=queue,
        undated_form=None if document.published_on else DayForm(),
        may_date=request.user.has_perm("commitments.add_document"),
        text=passages.render(lines, headings=headings, hints=hints if may_see else {}),
        may_see=may_see,
        may_decide=request.user.has_perm("commitments.decide_candidate"),
        selected=selected,
        is_cited=bool(cited),
        panel=_panel(request, queue, selected, given=given, problem=problem) if may_see else "",
        keys=[candidate.pk for candidate in queue.shown] if may_see else [],
        kinds=ClaimKind.choices,
        states=CandidateState.choices,
        reasons=reasons_offered() if may_see else [],
        widgets=AcceptForm().media,
        **beside(document),
        is_nav_sidebar_enabled=False,
    )
    response.status_code = status
    return response


def decide(
    admin: DomainAdmin[Document], request: HttpRequest, document: Document, candidate_id: int
) -> HttpResponse:
    """Carry out one decision; a refused form is shown again with its input."""
    if not request.user.has_perm("commitments.decide_candidate"):
        raise PermissionDenied
    candidate = _candidate(document, candidate_id)
    if request.method != "POST":
        return HttpResponseRedirect(address(document, candidate=candidate.pk))
    decision = request.POST.get("decision", "")
    given = _bound(request, candidate, decision)
    form = {ACCEPT: given.accept, MERGE: given.merge, REJECT: given.reject}.get(decision)
    if form is not None and not form.is_valid():
        return _refused(admin, request, candidate, given, status=UNPROCESSABLE)
    try:
        done = _carry_out(request, candidate, decision, given)
    except Conflict as error:
        return _refused(admin, request, candidate, given, problem=str(error), status=CONFLICT)
    except DomainError as error:
        if form is None:
            return _refused(admin, request, candidate, given, problem=str(error))
        refuse(form, error)
        return _refused(admin, request, candidate, given, status=UNPROCESSABLE)
    return _decided(request, candidate, done, stay=decision == REOPEN)


def choose(admin: DomainAdmin[Document], request: HttpRequest, document: Document) -> HttpResponse:
    """Make a candidate of the words that the page's script names by their offsets."""
    if not request.user.has_perm("commitments.decide_candidate"):
        raise PermissionDenied
    span = _range(request.POST)
    try:
        if span is None:
            raise Invalid(_("Choose the words of the commitment first."))
        candidate = choosing.choose(document.pk, start=span[0], end=span[1], by=actor(request))
    except DomainError as error:
        if _by_script(request):
            return JsonResponse({"ok": False, "message": str(error)})
        messages.error(request, str(error))
        return HttpResponseRedirect(address(document))
    there = address(document, candidate=candidate.pk)
    if _by_script(request):
        return JsonResponse({"ok": True, "address": there})
    return HttpResponseRedirect(there)


def _carry_out(request: HttpRequest, candidate: Candidate, decision: str, given: Forms) -> str:
    by = actor(request)
    if decision == ACCEPT:
        assert isinstance(given.accept, AcceptForm)
        commitment = review.accept(candidate.pk, by=by, proposal=given.accept.to_proposal())
        return _("Accepted as %(commitment)s.") % {"commitment": commitment}
    if decision == MERGE:
        into = given.merge.cleaned_data["into"]
        review.merge(candidate.pk, into=into.pk, by=by)
        return _("Merged into %(commitment)s.") % {"commitment": into}
    if decision == REJECT:
        review.reject(candidate.pk, by=by, reason=given.reject.cleaned_data["reason"])
        return _("Rejected.")
    if decision == REOPEN:
        review.reopen(candidate.pk, by=by)
        return _("Reopened; it awaits a decision again.")
    raise Http404


def _decided(
    request: HttpRequest, candidate: Candidate, message: str, *, stay: bool
) -> HttpResponse:
    """Go to the next candidate: JSON for the script, else a redirect."""
    document = candidate.document
    queue = Queue.asked_for(request, document)
    following = candidate.pk if stay else _following(queue, candidate)
    if not _by_script(request):
        messages.success(request, message)
        return HttpResponseRedirect(address(document, candidate=following, query=queue.query))
    candidate.refresh_from_db()
    selected = _candidate(document, following) if following else None
    return JsonResponse(
        {
            "ok": True,
            "message": message,
            "panel": _panel(request, queue, selected),
            "selected": following,
            "decided": candidate.pk,
            "css": css_of(candidate),
            "counts": queue.counts,
            "reasons": reasons_offered(),
        }
    )


def _following(queue: Queue, candidate: Candidate) -> int | None:
    """Find the next candidate from the former place: a state filter hides the one just decided."""
    if queue.state and candidate.pk not in {c.pk for c in queue.shown}:
        later = [c for c in queue.shown if (c.start, c.pk) > (candidate.start, candidate.pk)]
        pending = [c.pk for c in later if c.state == CandidateState.PENDING]
        if pending and queue.order == "text":
            return pending[0]
    return queue.next_pending(candidate.pk)


def _refused(
    admin: DomainAdmin[Document],
    request: HttpRequest,
    candidate: Candidate,
    given: Forms,
    *,
    problem: str = "",
    status: int = CONFLICT,
) -> HttpResponse:
    candidate.refresh_from_db()
    queue = Queue.asked_for(request, candidate.document)
    if not _by_script(request):
        return _page(admin, request, queue, candidate, given=given, problem=problem, status=status)
    content = {
        "ok": False,
        "panel": _panel(request, queue, candidate, given=given, problem=problem),
        "selected": candidate.pk,
        "decided": candidate.pk,
        "css": css_of(candidate),
        "counts": queue.counts,
    }
    return JsonResponse(content)


def _panel(
    request: HttpRequest,
    queue: Queue,
    candidate: Candidate | None,
    *,
    given: Forms | None = None,
    problem: str = "",
) -> str:
    """The panel beside the text."""
    context: dict[str, Any] = {"queue": queue, "candidate": candidate, "problem": problem}
    if candidate is not None:
        # Show the input again, even if somebody else has decided in the meantime.
        is_open = candidate.state == CandidateState.PENDING or given is not None
        given = given or Forms(AcceptForm.proposing(registration.propose(candidate)))
        keys = [shown.pk for shown in queue.shown]
        context |= {
            "forms": given,
            "warnings": warnings.explained(candidate),
            "unknown_units": [
                name for name in candidate.owners if Organization.objects.called(name) is None
            ],
            "same": likely_same(candidate),
            "reasons": reasons_offered(),
            "position": keys.index(candidate.pk) + 1 if candidate.pk in keys else None,
            "page": candidate.document.page_of(candidate.start),
            "may_decide": request.user.has_perm("commitments.decide_candidate"),
            "may_add_units": request.user.has_perm("commitments.add_organization"),
            "is_open": is_open,
            "decide_at": _decide_address(candidate, queue.query),
        }
    return render_to_string("admin/tracking/review_panel.html", context, request=request)


def _bound(request: HttpRequest, candidate: Candidate, decision: str) -> Forms:
    if decision == ACCEPT:
        return Forms(AcceptForm(request.POST))
    given = Forms(AcceptForm.proposing(registration.propose(candidate)))
    if decision == MERGE:
        given.merge = MergeForm(request.POST)
    elif decision == REJECT:
        given.reject = RejectForm(request.POST)
    return given


def _selected(request: HttpRequest, queue: Queue) -> Candidate | None:
    asked = _number(request.GET, "candidate")
    if asked is not None:
        return _candidate(queue.document, asked)
    if _range(request.GET):
        return None
    first = queue.next_pending()
    return _candidate(queue.document, first) if first else None


def _candidate(document: Document, candidate_id: int) -> Candidate:
    found = document.candidates.select_related(
        "document", "commitment", "decided_by", "duplicate_of"
    )
    candidate = found.filter(pk=candidate_id).first()
    if candidate is None:
        raise Http404
    return candidate


def _cited(request: HttpRequest, document: Document) -> list[Mark]:
    """The span that the address points to."""
    span = _range(request.GET)
    if span is None or not 0 <= span[0] < span[1] <= len(document.text):
        return []
    return [Mark(CITED, *span, "ct-cited")]


def _range(given: QueryDict) -> tuple[int, int] | None:
    start, end = _number(given, "start"), _number(given, "end")
    return None if start is None or end is None else (start, end)


def _number(asked: QueryDict, name: str) -> int | None:
    return as_key(asked.get(name, ""))


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def address(
    document: Document,
    *,
    candidate: int | None = None,
    span: tuple[int, int] | None = None,
    query: str = "",
) -> str:
    """The address of a document's text, at a candidate or a citation."""
    base = reverse("admin:commitments_document_review", args=[document.pk])
    if span:
        return f"{base}?start={span[0]}&end={span[1]}"
    parts = [f"candidate={candidate}" if candidate else "", query]
    joined = "&".join(part for part in parts if part)
    return f"{base}?{joined}" if joined else base


def _decide_address(candidate: Candidate, query: str) -> str:
    base = reverse("admin:commitments_document_decide", args=[candidate.document_id, candidate.pk])
    return f"{base}?{query}" if query else base
