"""The site on the home screen of a phone, or as a program of its own on a computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from boards.addresses import link
from boards.product import NAME

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest

#: The grounds of pages and of the header (static/css/shared/tokens.css).
CANVAS, SURFACE = "#faf8f5", "#ffffff"
#: Name of the file, size, and whether the system cuts a shape of its own out of it.
ICONS = (("icon-192", 192, False), ("icon-512", 512, False), ("icon-maskable-512", 512, True))


def show_manifest(request: BoardRequest) -> HttpResponse:
    """What the system wants to know of a program, in the language of the reader."""
    places = ((_("My work"), "Dashboard.show"), (_("Projects"), "ProjectList.show"), (_("Search"), "Search.index"))
    manifest = {
        "id": link("Dashboard.show"),
        "name": NAME,
        "short_name": NAME,
        "lang": get_language(),
        "start_url": link("Dashboard.show"),
        "scope": request.path.removesuffix("manifest.webmanifest"),
        "display": "standalone",
        "background_color": CANVAS,
        "theme_color": SURFACE,
        "icons": [
            {
                "src": static(f"img/{name}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "maskable" if is_cut else "any",
            }
            for name, size, is_cut in ICONS
        ],
        "shortcuts": [{"name": words, "url": link(name)} for words, name in places],
    }
    return JsonResponse(manifest, content_type="application/manifest+json")


def show_favicon(request: BoardRequest) -> HttpResponse:
    """Where browsers look for the picture of a site that names none, as with files and refusals."""
    return HttpResponseRedirect(static("img/favicon.ico"))
