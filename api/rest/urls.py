"""The addresses of REST; ``kanboard_site.middleware`` leads here."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path, re_path, register_converter

from api.rest.resource import Resource
from api.rest.resources.tasks import Tasks
from api.rest.views import unknown
from boards.inputs import LARGEST_ID


class IdConverter:
    """A number that a row can have."""

    regex = "[1-9][0-9]{0,18}"

    def to_python(self, value: str) -> int:
        number = int(value)
        if number > LARGEST_ID:
            raise ValueError("no such number")
        return number

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(IdConverter, "id")


def at(address: str, resource: type[Resource], **methods: str) -> URLPattern:
    """``get="list"``: which method of the resource answers which one of HTTP."""
    view: Callable[..., HttpResponse] = resource.as_view(methods)
    return path(f"api/v1/{address}", view)


urlpatterns = [
    at("tasks", Tasks, get="find"),
    at("projects/<id:project_id>/tasks", Tasks, get="list", post="create"),
    at("tasks/<id:task_id>", Tasks, get="retrieve", patch="partial_update", delete="destroy"),
    re_path(r"^api/v1/", unknown),
]
