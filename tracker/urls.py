"""The addresses of the service."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index")),
    # What browsers ask for beside pages that name no icon.
    path("favicon.ico", RedirectView.as_view(url="/static/tracking/favicon.svg")),
    path("", include("commitments.signin.urls")),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/", include("commitments.api.urls")),
]

handler400 = "tracker.errors.bad_request"
handler500 = "tracker.errors.server_error"
