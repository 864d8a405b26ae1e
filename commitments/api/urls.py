"""The addresses of the interface for programs, under /api/."""

from typing import Any

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import DefaultRouter
from rest_framework.views import APIView

from commitments.api.assignments import AssignmentViewSet
from commitments.api.base import JsonAlways
from commitments.api.batches import BatchRowViewSet, BatchViewSet
from commitments.api.candidates import CandidateViewSet
from commitments.api.commitments import CommitmentViewSet
from commitments.api.description import DescriptionView
from commitments.api.dimensions import DimensionViewSet
from commitments.api.documents import DocumentViewSet
from commitments.api.duties import DutyViewSet
from commitments.api.evaluations import EvaluationViewSet
from commitments.api.evidence import EvidenceViewSet
from commitments.api.extensions import DeadlineExtensionViewSet
from commitments.api.indicators import IndicatorViewSet
from commitments.api.measurements import MeasurementViewSet
from commitments.api.milestones import MilestoneViewSet
from commitments.api.notices import NoticeViewSet
from commitments.api.overrides import OverrideViewSet
from commitments.api.plans import PlanViewSet
from commitments.api.report_drafts import ReportDraftViewSet
from commitments.api.report_issues import ReportIssueViewSet
from commitments.api.report_kinds import ReportKindViewSet
from commitments.api.slips import ReminderSlipViewSet
from commitments.api.summary import SummaryViewSet
from commitments.api.targets import TargetViewSet
from commitments.api.themes import ThemeViewSet
from commitments.api.tokens import TokenView
from commitments.api.units import UnitViewSet
from commitments.api.updates import UpdateViewSet

app_name = "api"


class NowhereView(APIView):
    """Answer unknown addresses with a problem document."""

    schema = None
    authentication_classes = []
    permission_classes = []
    content_negotiation_class = JsonAlways

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise NotFound

    def get(self, request: Request) -> Response:
        raise NotFound


router = DefaultRouter(use_regex_path=False)
router.include_format_suffixes = False
router.register("documents", DocumentViewSet, "document")
router.register("candidates", CandidateViewSet, "candidate")
router.register("commitments", CommitmentViewSet, "commitment")
router.register("batches", BatchViewSet, "batch")
router.register("batch-rows", BatchRowViewSet, "batch-row")
router.register("indicators", IndicatorViewSet, "indicator")
router.register("dimensions", DimensionViewSet, "dimension")
router.register("targets", TargetViewSet, "target")
router.register("plans", PlanViewSet, "plan")
router.register("themes", ThemeViewSet, "theme")
router.register("milestones", MilestoneViewSet, "milestone")
router.register("extensions", DeadlineExtensionViewSet, "extension")
router.register("overrides", OverrideViewSet, "override")
router.register("evaluations", EvaluationViewSet, "evaluation")
router.register("assignments", AssignmentViewSet, "assignment")
router.register("updates", UpdateViewSet, "update")
router.register("measurements", MeasurementViewSet, "measurement")
router.register("evidence", EvidenceViewSet, "evidence")
router.register("duties", DutyViewSet, "duty")
router.register("slips", ReminderSlipViewSet, "slip")
router.register("notices", NoticeViewSet, "notice")
router.register("units", UnitViewSet, "unit")
router.register("report-kinds", ReportKindViewSet, "report-kind")
router.register("report-drafts", ReportDraftViewSet, "report-draft")
router.register("report-issues", ReportIssueViewSet, "report-issue")

urlpatterns = [
    path("v1/token/", TokenView.as_view(), name="token"),
    path("v1/summary/", SummaryViewSet.as_view({"get": "summary"}), name="summary"),
    path("v1/", include(router.urls)),
    path("schema/", DescriptionView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api:schema"), name="docs"),
    # Without it a POST to an address that lacks its last slash would be redirected into a GET.
    re_path(r"^v1/.*$", NowhereView.as_view()),
]
