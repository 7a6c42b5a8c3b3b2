"""Searching, and what fields ask while one types (web.md 2.2): views, and who may."""

from __future__ import annotations

from boards.web.frame.door import Address, act, form, page
from boards.web.search import bulk, palette, suggest
from boards.web.search import page as views

ADDRESSES: tuple[Address, ...] = (
    page("Search.index", views.show_results),
    page("search.language", views.show_language),
    page("search.facet", views.show_facet),
    form("search.change", bulk.change_found),
    form("search.do", bulk.do_to_found),
    page("search.move", bulk.move_found),
    page("palette", palette.find),
    page("TaskAjax.autocomplete", suggest.complete_task),
    page("TaskAjax.suggest", suggest.suggest_task),
    act("TaskAjax.preview", suggest.preview),
    page("offers.people", suggest.offer_people, allows="task.edit"),
    page("offers.tasks", suggest.offer_tasks),
    page("UserAjax.mention", suggest.complete_mention, allows="task.edit"),
    page("UserAjax.autocomplete", suggest.complete_person),
    page("UserAjax.status", suggest.say_ok),
)
