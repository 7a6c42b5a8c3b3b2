"""What a signed-in visitor sees first."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and where the API and the admin are."""
    return render(request, "home/home.html", {"endpoint": request.build_absolute_uri("/jsonrpc.php")})
