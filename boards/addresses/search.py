"""Searching, and what fields ask while one types (web.md 2.2): names and paths."""

PATHS: dict[str, tuple[str, ...]] = {
    "Search.index": ("search",),
    "search.language": ("search/language",),
    "search.facet": ("search/filter/:attribute",),
    "search.change": ("search/change/:property",),
    "search.do": ("search/do/:deed",),
    "search.move": ("search/move",),
    "palette": ("palette",),
    "offers.people": ("project/:project_id/offers/people",),
    "offers.tasks": ("offers/tasks",),
    "TaskAjax.autocomplete": (),
    "TaskAjax.suggest": (),
    "TaskAjax.preview": (),
    "UserAjax.mention": (),
    "UserAjax.autocomplete": (),
    "UserAjax.status": (),
}
