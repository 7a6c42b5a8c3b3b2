"""The door of the browser: which address is asked for, who asks, and whether that is allowed (web.md 1.2).

A view is a plain function ``view(request, ...)``. What it declares it gets, from path and query alike, as they are one
namespace (web.md 1.1):

- ``project: Project`` the project that ``project_id``, or the task of ``task_id``, names,
- ``task: Task`` the task of ``task_id``,
- ``user: User`` the account of ``user_id``; somebody else's for administrators only,
- ``any_name: int`` a number of digits; anything else counts as missing: the default of the parameter, or 0,
- ``any_name: str`` a text; the default of the parameter, or "".
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import get_script_prefix
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from boards.access import RULES, is_allowed
from boards.access.check import has_application_role, is_rank_enough
from boards.access.rights import Rights, read_rights
from boards.actors import Actor
from boards.addresses import PATHS, link
from boards.errors import Denied, NotFound
from boards.inputs import decode_number
from boards.queries.ownership import find_project_of_task
from boards.queries.projects import get_project
from boards.queries.tasks import get_task
from boards.queries.users import get_user
from boards.transactions import again

if TYPE_CHECKING:
    from boards.models import User

#: What ``allows`` says of an address that needs no rule: everybody, or everybody who has signed in.
PUBLIC = "public"
SIGNED_IN = "application.view"
#: What a parameter of a view may be annotated with, beside the objects, as text or as type.
NUMBER = ("int", int)
TEXT = ("str", str, "str | None", str | None)
OBJECTS = ("task", "project", "user")
View = Callable[..., HttpResponseBase]
READS = ("GET", "HEAD")
#: What says whether a page is asked for or a part of it.
ASKS = ("X-Requested-With", "HX-Request", "HX-History-Restore-Request")
WRITES = ("POST",)


class BoardRequest(HttpRequest):
    """A request of the browser, as the middleware of this package leaves it."""

    actor: Actor
    user: User
    #: What the address is about, 0 for no project.
    project_id: int
    #: Project id to what ``rights_on`` has read.
    rights: dict[int, Rights]


def digits(text: Any) -> int:
    """The number that a parameter holds; 0 when it is missing or anything but ASCII digits."""
    return decode_number(text) or 0


def _is_history(request: HttpRequest) -> bool:
    """Whether a library reads a page anew as the person went back to it: whatever else it says, it shows a page."""
    return request.headers.get("HX-History-Restore-Request") == "true"


def is_ajax(request: HttpRequest) -> bool:
    """Whether a script asks, and wants the inside of a page only (web.md 1.3)."""
    return request.headers.get("X-Requested-With") == "XMLHttpRequest" and not _is_history(request)


def is_part(request: HttpRequest) -> bool:
    """Whether a script asks, for what it replaces in the page that stands already."""
    return request.headers.get("HX-Request") == "true" and not _is_history(request)


def keep_apart(response: HttpResponseBase) -> None:
    """One address has a page and parts of it: nobody who keeps answers, like a browser, may show the one for the other.

    What says nothing of being kept is not kept at all.
    """
    if not response.has_header("Cache-Control"):
        add_never_cache_headers(response)
    patch_vary_headers(response, ASKS)


@dataclass(frozen=True, eq=False)
class Address:
    """What answers at an address, and who may ask. ``name`` and ``paths`` are those of ``boards.addresses``.

    ``allows``: a key of the table of permissions, or ``PUBLIC``.
    """

    name: str
    view: View
    allows: str
    paths: tuple[str, ...] = ()
    methods: tuple[str, ...] = READS
    #: Whether a POST needs no token of a form, as it carries a secret of its own; Django asks this of a view.
    csrf_exempt: bool = False
    parameters: dict[str, inspect.Parameter] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if self.allows != PUBLIC:
            RULES[self.allows]
        signature = inspect.signature(self.view)
        object.__setattr__(self, "parameters", dict(list(signature.parameters.items())[1:]))
        for name, parameter in self.parameters.items():
            if name not in OBJECTS and parameter.annotation not in (*NUMBER, *TEXT):
                raise TypeError(f"{self.name}: nothing in an address is a {name} of {parameter.annotation!r}")

    def __call__(self, request: Any, **path: str) -> HttpResponseBase:
        """Answer a request, or refuse it. Raises Denied, NotFound."""
        if request.method not in self.methods:
            return HttpResponseNotAllowed(self.methods)
        given = {**request.GET.dict(), **{name: value.replace("+", " ") for name, value in path.items()}}
        if self.allows != PUBLIC and not request.actor.user_id:
            return ask_to_sign_in(request)

        def answer() -> HttpResponseBase:
            return self._answer(request, given)

        # What a view changes is one transaction, by itself or by ``undoable``; what it has read belongs to that.
        response = again(answer) if request.method in WRITES else answer()
        keep_apart(response)
        return response

    def _answer(self, request: BoardRequest, given: dict[str, str]) -> HttpResponseBase:
        request.rights = {}
        values = self._bind(request, given)
        for _name, files in request.FILES.lists():
            for file in files:
                file.seek(0)
        return self.view(request, **values)

    def _bind(self, request: BoardRequest, given: dict[str, str]) -> dict[str, Any]:
        """What the view gets. The application role comes first, then the project's, then the objects."""
        if self.allows != PUBLIC and not has_application_role(request.actor, self.allows):
            raise Denied(self.allows)
        project_id = self._check_project(request, given)
        request.project_id = project_id or 0
        values: dict[str, Any] = {}
        for name, parameter in self.parameters.items():
            has_default = parameter.default is not inspect.Parameter.empty
            if name == "task":
                values[name] = get_task(digits(given.get("task_id")))
            elif name == "project":
                values[name] = get_project(project_id)
            elif name == "user":
                values[name] = self._get_account(request, given)
            elif parameter.annotation in NUMBER:
                values[name] = digits(given.get(name)) or (parameter.default if has_default else 0)
            else:
                values[name] = given.get(name, parameter.default if has_default else "")
        return values

    def _check_project(self, request: BoardRequest, given: dict[str, str]) -> int | None:
        """The project that the address is about. ≤ 2 statements, 3 for a custom role. Raises NotFound, Denied."""
        project_id = digits(given.get("project_id")) or None
        if "task_id" in given and ("task" in self.parameters or self.allows != PUBLIC):
            owner = find_project_of_task(digits(given["task_id"]))
            if owner is None:
                raise NotFound(f"task {given['task_id']}")
            if project_id is not None and project_id != owner and "project_id" in given:
                raise Denied("the task belongs to another project")
            project_id = owner
        if self.allows == PUBLIC:
            return project_id
        if RULES[self.allows].project:
            if project_id is None:
                raise NotFound("no project")
            if not is_rank_enough(rights_on(request, project_id).rank, self.allows):
                get_project(project_id)
                raise Denied(self.allows)
        return project_id

    def _get_account(self, request: BoardRequest, given: dict[str, str]) -> User:
        """The account that ``user_id`` names, or one's own. Another's is unknown to all but administrators."""
        actor = request.actor
        wanted = digits(given.get("user_id")) if "user_id" in given else actor.user_id
        if wanted != actor.user_id and not actor.is_administrator:
            raise NotFound(f"user {wanted}")
        # To show it, one's own has been read already; to change it, it is read in the transaction.
        return request.user if wanted == actor.user_id and request.method in READS else get_user(wanted)


def is_own_page(request: HttpRequest, url: str) -> bool:
    """Whether an address that came with a request leads to a page of ours, and not to another site."""
    return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())


def refuse_stranger() -> HttpResponse:
    """What a script is told that nobody has signed in for."""
    return HttpResponse("Not Authorized", status=401, content_type="text/plain")


def _page_of_form(request: HttpRequest) -> str:
    """Where the form stood that was sent, when that is a page of ours."""
    before = request.headers.get("Referer", "")
    if not is_own_page(request, before):
        return get_script_prefix()
    parts = urlsplit(before)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """401 for scripts; people go to the form, and from there back to where they wanted to go.

    What a form has sent is not done: the page to sign in says so, and leads back to that form and its drafts.
    """
    if is_ajax(request) or is_part(request):
        return refuse_stranger()
    wanted = request.get_full_path()
    if request.method == "POST":
        query = {"next": _page_of_form(request), "ended": "yes"}
    else:
        query = {} if wanted == get_script_prefix() else {"next": wanted}
    return redirect(link("Auth.login") + (f"?{urlencode(query, safe='/')}" if query else ""))


def page(name: str, view: View, *, allows: str = SIGNED_IN) -> Address:
    """An address that only shows something."""
    return Address(name, view, allows, PATHS[name])


def act(name: str, view: View, *, allows: str = SIGNED_IN) -> Address:
    """An address that changes something, hence POST only."""
    return Address(name, view, allows, PATHS[name], WRITES)


def form(name: str, view: View, *, allows: str = SIGNED_IN) -> Address:
    """An address that asks (GET) and then does it (POST): what was a link that changes things asks first here."""
    return Address(name, view, allows, PATHS[name], (*READS, *WRITES))


def rights_on(request: BoardRequest, project_id: int) -> Rights:
    """What the person may do in a project; read once a request. ≤ 2 statements."""
    if project_id not in request.rights:
        request.rights[project_id] = read_rights(request.actor, project_id=project_id)
    return request.rights[project_id]


def may(request: BoardRequest, operation: str, *, project_id: int | None = None) -> bool:
    """Whether the person may do this; for what a page shows. ≤ 1 statement."""
    return is_allowed(request.actor, operation, project_id=project_id)
