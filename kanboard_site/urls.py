"""Which door answers where. ``/jsonrpc`` and ``/jsonrpc.php`` are answered before, by ``ProgramsDoor``."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpResponse
from django.urls import path

from api.rest.reference import show_rest_reference, show_schema
from api.rpc.reference import show_openrpc, show_reference
from boards.web.addresses import urls
from boards.web.frame.health import healthcheck, healthz
from boards.web.sign_in.page import change_own_password, sign_in_to_admin, sign_out

handler403 = "boards.web.frame.middleware.permission_denied"
handler404 = "boards.web.frame.middleware.page_not_found"
handler500 = "boards.web.frame.middleware.server_error"

urlpatterns = [
    *urls,
    path("healthz", healthz),
    path("healthcheck.php", healthcheck),
    path("api/openrpc.json", show_openrpc, name="openrpc"),
    path("api/docs/rpc/", show_reference, name="reference"),
    path("robots.txt", lambda request: HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")),
    # The admin has no sign-in, sign-out and change of one's password of its own: they would know fewer rules.
    path("admin/login/", sign_in_to_admin),
    path("admin/logout/", sign_out),
    path("admin/password_change/", change_own_password),
    path("admin/password_change/done/", change_own_password),
    path("admin/", admin.site.urls),
    path("api/schema/", show_schema, name="openapi"),
    path("api/docs/", show_rest_reference, name="rest_reference"),
]
