"""Which door answers where. ``/jsonrpc`` and ``/jsonrpc.php`` are answered before, by ``ProgramsDoor``."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpResponse
from django.urls import path

from boards.web.addresses import urls
from boards.web.health import healthcheck, healthz
from boards.web.sign_in import sign_in_to_admin

handler403 = "boards.web.middleware.permission_denied"
handler404 = "boards.web.middleware.page_not_found"
handler500 = "boards.web.middleware.server_error"

urlpatterns = [
    *urls,
    path("healthz", healthz),
    path("healthcheck.php", healthcheck),
    path("robots.txt", lambda request: HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")),
    path("admin/login/", sign_in_to_admin),
    path("admin/", admin.site.urls),
]
