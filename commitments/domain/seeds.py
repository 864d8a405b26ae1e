"""Load the source documents that come with the software, with what was decided about them."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from commitments.choices import ClaimKind
from commitments.domain import job_handlers
from commitments.domain.documents import extract, ingest, review
from commitments.domain.platform import audit
from commitments.domain.platform.errors import Invalid
from commitments.domain.tracking import registration
from commitments.models import Candidate, Document, Organization, OrganizationAlias

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading added; all zero when everything was there."""

    documents: int = 0
    candidates: int = 0
    commitments: int = 0


def load(folder: Path) -> Loaded:
    """Add what the manifest names and the database lacks. Running it again adds nothing."""
    manifest = _read_manifest(folder)
    by = audit.system_user()
    loaded = Loaded()
    add_units(folder)
    for entry in manifest["documents"]:
        added = _add_document(folder, entry, by)
        loaded = Loaded(
            loaded.documents + added.documents,
            loaded.candidates + added.candidates,
            loaded.commitments + added.commitments,
        )
    return loaded


def _read_manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Invalid(
            _("The manifest %(path)s cannot be read: %(error)s") % {"path": path, "error": error}
        ) from error
    if not isinstance(manifest, dict) or not {"documents", "units"} <= manifest.keys():
        raise Invalid(_("The manifest %(path)s lists no documents and units.") % {"path": path})
    return manifest


@transaction.atomic
def add_units(folder: Path) -> None:
    """Register the units that the manifest names and that are not yet known."""
    by = audit.system_user()
    for entry in _read_manifest(folder)["units"]:
        if Organization.objects.called(entry["name"]):
            continue
        parent = Organization.objects.called(entry.get("parent", ""))
        unit = Organization(
            name=entry["name"],
            short_name=entry.get("short_name", ""),
            kind=entry.get("kind", Organization.Kind.GOVERNMENT),
            parent=parent,
        )
        audit.save(unit, by=by)
        for alias in entry.get("aliases", []):
            OrganizationAlias.objects.get_or_create(name=alias, defaults={"organization": unit})


def _add_document(folder: Path, entry: dict[str, Any], by: User) -> Loaded:
    path = folder / entry["file"]
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != entry["sha256"]:
        raise Invalid(
            _("%(file)s is not the file the manifest names: its SHA-256 is %(found)s.")
            % {"file": path.name, "found": found}
        )
    if Document.objects.filter(sha256=found).exists():
        return Loaded()
    document = ingest.read_document(
        data,
        by=by,
        filename=path.name,
        title=entry["title"],
        issuer=entry["issuer"],
        kind=entry["kind"],
        published_on=date.fromisoformat(entry["published_on"]),
    )
    # Read here and now: a first look shows candidates, and no worker runs yet.
    read = extract.find(document)
    with transaction.atomic():
        ingested = ingest.store(document, by=by)
        candidates = extract.record(document.pk, read)
        registered = _register(document, entry["register"], by)
    job_handlers.perform(ingested.job.pk)  # finds everything recorded
    return Loaded(1, candidates, registered)


def _register(document: Document, rules: dict[str, Any], by: User) -> int:
    """Track what the manifest decided to track; the rest awaits a person."""
    count = 0
    for candidate in document.candidates.pending().filter(duplicate_of=None).in_text_order():
        if not _is_chosen(candidate, rules):
            continue
        review.accept(candidate.pk, by=by, proposal=_propose(candidate, rules))
        count += 1
    return count


def _is_chosen(candidate: Candidate, rules: dict[str, Any]) -> bool:
    if candidate.kind == ClaimKind.TARGET:
        return True
    named = any(quote in candidate.quote for quote in rules["levels"])
    return candidate.kind == ClaimKind.LEVEL and named


def _propose(candidate: Candidate, rules: dict[str, Any]) -> registration.Proposal:
    """As the text says, but for the date where the text contradicts itself."""
    proposal = registration.propose(candidate)
    if "period_conflict" not in candidate.warnings:
        return proposal
    decided = rules["period_conflict"]
    return replace(
        proposal,
        due_on=date.fromisoformat(decided["due_on"]),
        details={"description": decided["reason"]},
    )
