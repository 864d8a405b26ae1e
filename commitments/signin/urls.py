"""The addresses of the door. They stand before the admin's own, whose sign-in page they replace."""

from allauth.socialaccount.providers.openid_connect import views as oidc
from django.contrib import admin
from django.urls import path

from commitments.signin import pages

PROVIDER = {"provider_id": "office"}

urlpatterns = [
    path("admin/login/", pages.SignInView.as_view()),
    path("admin/login/second-step/", pages.second_step, name="second_factor"),
    path(
        "admin/second-factor/",
        admin.site.admin_view(pages.own_second_factor),
        name="own_second_factor",
    ),
    path("oidc/login/", oidc.login, PROVIDER, name="openid_connect_login"),
    path("oidc/callback/", oidc.callback, PROVIDER, name="openid_connect_callback"),
]
