"""Kinds of reports: whom they speak of, what their numbers look like, who may set them up."""

import pytest

from commitments.domain.platform.errors import Invalid, NotAllowed, Stale
from commitments.domain.platform.versions import expect
from commitments.domain.reporting import drafts, kinds, scopes
from commitments.domain.tracking import plans, themes
from commitments.models import ReportKind
from tests import factories
from tests.domain.reporting.months import promised

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return factories.supervisor()


def kind_of(office, **scope):
    made = ReportKind(name="专报", title="工作专报", issuer="督查室", **scope)
    return kinds.save_kind(made, recipients=[], by=office)


def listed(office, kind):
    draft = drafts.begin("2026-03", by=office, kind_id=kind.pk)
    return {item["title"] for item in draft.snapshot["items"]}


def test_an_installation_begins_with_the_kind_of_its_settings(settings):
    ReportKind.objects.all().delete()
    settings.REPORT_TITLE, settings.REPORT_ISSUER = "督查专报", "县督查室"

    for _time in range(2):
        kinds.ensure_kind("default")

    kind = ReportKind.objects.get()
    assert (kind.title, kind.issuer, kind.rhythm) == ("督查专报", "县督查室", "month")


def test_a_kind_speaks_of_what_a_unit_leads_or_one_below_it(office):
    above = factories.unit("区教委")
    promised(factories.unit("一小", parent=above), office, "扩建校舍")
    promised(factories.unit("区民政局"), office, "养老助餐")

    kind = kind_of(office, unit=above)

    assert listed(office, kind) == {"扩建校舍"}
    assert scopes.in_words(kind) == "区教委"


def test_a_kind_speaks_of_a_plan_a_theme_or_a_sort_of_promise(office):
    unit = factories.unit()
    planned, about, other = (promised(unit, office, name) for name in ("甲", "乙", "丙"))
    plan = plans.create("工作要点", by=office)
    plans.place([planned.pk], plan_id=plan.pk, by=office)
    top = themes.create("民生", by=office)
    below = themes.create("养老", by=office, parent_id=top.pk)
    themes.assign(about.pk, [below.pk], by=office)

    assert listed(office, kind_of(office, plan=plan)) == {"甲"}
    ReportKind.objects.filter(name="专报").update(name="专报一")
    assert listed(office, kind_of(office, theme=top)) == {"乙"}
    ReportKind.objects.filter(name="专报").update(name="专报二")
    assert listed(office, kind_of(office, commitment_kind="target")) == set()
    assert other.kind == "deliverable"


def test_a_kind_speaks_of_what_stands_in_a_document(office):
    document = factories.document(by=office)
    cited = promised(factories.unit(), office, "甲")
    cited.citations.create(document=document, start=0, end=5, quote=document.text[:5])
    promised(factories.unit(), office, "乙")

    kind = kind_of(office, document=document)

    assert listed(office, kind) == {"甲"}
    assert scopes.in_words(kind) == f"《{document.title}》"


@pytest.mark.parametrize(
    "pattern",
    ["海督通〔2026〕号", "{number}{number}", "{year}年", "{day}{number}", "{number}}", "{"],
)
def test_a_pattern_without_one_number_is_refused_at_its_field(office, pattern):
    with pytest.raises(Invalid) as refusal:
        kind_of(office, number_pattern=pattern)

    assert refusal.value.field == "number_pattern"


def test_a_kind_that_is_switched_off_is_not_used_for_new_reports(office):
    kind = kind_of(office, is_active=False)

    for gone in (kind.pk, 10**6):
        with pytest.raises(Invalid) as refusal:
            drafts.begin("2026-03", by=office, kind_id=gone)
        assert refusal.value.field == "kind"


def test_only_the_office_sets_up_kinds(office):
    kind = kind_of(office)

    with pytest.raises(NotAllowed):
        kinds.save_kind(kind, recipients=[], by=factories.user(role="reader"))


def test_a_change_of_recipients_is_on_record_and_outdates_the_form(office):
    kind = kind_of(office)

    kinds.save_kind(ReportKind.objects.get(pk=kind.pk), recipients=[office], by=office)

    now = ReportKind.objects.get(pk=kind.pk)
    with pytest.raises(Stale) as refusal:
        expect(now, 1)
    assert {change.field for edit in refusal.value.edits for change in edit.fields} == {
        "recipients"
    }
