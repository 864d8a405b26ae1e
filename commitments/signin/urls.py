"""The addresses of the door. They stand before the admin's own, whose sign-in page they replace."""

from django.contrib import admin
from django.urls import path

from commitments.signin import oidc, pages

urlpatterns = [
    path("admin/login/", pages.SignInView.as_view()),
    path("admin/login/second-step/", pages.second_step, name="second_factor"),
    path(
        "admin/second-factor/",
        admin.site.admin_view(pages.own_second_factor),
        name="own_second_factor",
    ),
    path("oidc/login/", oidc.leave, name="oidc_login"),
    # django-allauth finds this one by its own name and argument.
    path(
        "oidc/callback/", oidc.come_back, {"provider_id": oidc.PROVIDER}, "openid_connect_callback"
    ),
]
