"""The filter of a board or list by click: what one attribute can be (ux.md 3.12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boards.addresses import link
from boards.errors import NotFound
from boards.web.frame.fields import priorities
from boards.web.frame.pages import show
from boards.web.page_models.facets import FACETS, list_facet_choices, name_facet
from boards.web.page_models.filters import read_filter

if TYPE_CHECKING:
    from django.http import HttpResponse

    from boards.models import Project
    from boards.web.frame.door import BoardRequest

PAGES = {"board": "BoardView.show", "list": "TaskList.show"}


def show_facet(
    request: BoardRequest, project: Project, attribute: str, search: str = "", on: str = "board"
) -> HttpResponse:
    """The choices as links, a page or the inside of a dialog. ``on``: the page that shows the filter.

    Raises NotFound (an attribute that is not offered so), Invalid (the filter is too long).
    """
    if attribute not in FACETS:
        raise NotFound(attribute)
    text = read_filter(search)
    here = link(PAGES.get(on, PAGES["board"]), project_id=project.pk)
    context = {
        "heading": name_facet(attribute),
        "project": project,
        "here": here,
        "choices": list_facet_choices(
            attribute, text, [project.pk], priorities(project) if attribute == "priority" else ()
        ),
    }
    return show(request, "board/facet.html", context)
