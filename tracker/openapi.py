"""The OpenAPI description: its texts and the names of its components."""

GUIDE = """
What governments promised, in their own words, and what came of it.

**Who asks.** `POST /api/v1/token/` with a user name and a password gives a token; send it as
`Authorization: Token …`. A unit's staff sees what the unit is responsible for, and nothing else.

    curl -s http://127.0.0.1:8000/api/v1/commitments/?progress=behind \\
         -H "Authorization: Token $TOKEN"

**Lists** come in pages: follow `next` until it is null. `page_size` goes up to 500; `ordering`
takes the names listed, with `-` in front for descending. Filters narrow a list; several values of
one (`?progress=behind&progress=missed`) mean any of them. A parameter that is not known is refused.

**Quantities** are JSON numbers in their bare unit: 1.2万亿元 is 1200000000000 with the unit 元.
They are exact to 15 significant digits. `achievement` is a ratio: 1 is as planned. Days are
`2026-03-31`, times carry their offset. An empty choice is an empty text.

**Edits** rest on what was seen: send the `ETag` of an answer as `If-Match`. Where others changed
it meanwhile the answer is 412 and says what they changed. Changing an update needs it.

**Unchanged.** Send the `ETag` of an answer as `If-None-Match`: as long as nothing that it shows has
changed, the answer is 304 and empty. Long answers are compressed for who accepts gzip.

**Language.** Labels and messages are Chinese, or English with `Accept-Language: en`.

**Once.** What may have been lost on the way is sent again with the same `Idempotency-Key`: it is
done once, and the answer comes again with `Idempotent-Replayed: true`. Keys last seven days.

**Moves.** A commitment says in `moves` what the person who asks could do with it now; each is an
address below it: `POST /api/v1/commitments/7/request_completion/`. `progress` is what counts;
`computed` differs from it while a manual evaluation stands.

**Refusals** are problem documents (RFC 9457): `code` is for programs, `detail` for people, and
`errors` names each field to mend.
"""

NAMED_CHOICES = (
    "Across",
    "Aggregation",
    "BatchRowState",
    "BatchSource",
    "BatchState",
    "CandidateState",
    "Change",
    "ClaimKind",
    "Comparator",
    "Direction",
    "Doubt",
    "DocumentKind",
    "DocumentState",
    "DraftState",
    "DutyState",
    "EvidenceKind",
    "EvidenceState",
    "ExtensionState",
    "Frequency",
    "MeasuredEvery",
    "Transition",
    "NoticeKind",
    "OrganizationKind",
    "Path",
    "Priority",
    "Progress",
    "Rank",
    "RemindedOf",
    "ReportEvery",
    "Role",
    "UpdateState",
    "Workflow",
)

SPECTACULAR = {
    "TITLE": "Policy commitment tracker",
    "DESCRIPTION": GUIDE,
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {f"{name}Enum": f"commitments.choices.{name}" for name in NAMED_CHOICES},
}
