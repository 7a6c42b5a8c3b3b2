"""Which door answers where. ``/jsonrpc`` and ``/jsonrpc.php`` are answered before, by ``ProgramsDoor``."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpResponse
from django.urls import path

from boards.web.health import healthcheck, healthz
from boards.web.home import home
from boards.web.sign_in import sign_in, sign_in_to_admin, sign_out

urlpatterns = [
    path("", home),
    path("dashboard", home, name="home"),
    path("login", sign_in, name="login"),
    path("login/check", sign_in),
    path("logout", sign_out, name="logout"),
    path("healthz", healthz),
    path("healthcheck.php", healthcheck),
    path("robots.txt", lambda request: HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")),
    path("admin/login/", sign_in_to_admin),
    path("admin/", admin.site.urls),
]
