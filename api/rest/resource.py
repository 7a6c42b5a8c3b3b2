"""How a resource is declared, and what happens around each request.

A resource is a view set of Django REST framework whose methods decode nothing, ask for no right and catch no error;
they say so in their declaration::

    class Columns(Resource):
        @endpoint("column.view", returns=Page[ColumnRepresentation])
        def list(self, call: Call[Shown], project_id: int) -> Page[ColumnRepresentation]: ...

In this order: who calls, how often, whether it may be done here at all (what may not be seen is not found), what was
sent, whether it was sent before (``Idempotency-Key``), whether it is still as the caller knows it (``If-Match``).
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import Any, ClassVar, cast

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.viewsets import ViewSet

from api.credentials import Caller, set_session_cookie
from api.kept import ANSWERS
from api.rest.answers import (
    Page,
    Representation,
    check_state,
    encode,
    make_answer,
    read_names,
    tag_answer,
)
from api.rest.authentication import CallerAuthentication
from api.rest.bodies import read_bytes, read_query, read_sent
from api.rest.endpoint import Call, Created, Endpoint
from api.rest.explaining import answer_exception
from api.rest.paging import Shown, link_next
from api.rest.problems import (
    FORBIDDEN,
    INVALID_FIELDS,
    MALFORMED,
    WRONG_METHOD,
    Problem,
    not_found,
    problem_of,
)
from api.rest.schema import Describer
from api.rest.throttling import check_rate
from boards import options
from boards.access import RULES, read_rights
from boards.access.check import has_application_role
from boards.actors import Actor
from boards.errors import Invalid, NotFound
from boards.languages import speaking
from boards.operations.requests import answer_once, do_if
from boards.queries import ownership
from boards.queries.projects import has_project
from boards.queries.settings import get_setting

#: What the name of an id in a path says of the project in which it is asked for a role.
OWNERS: dict[str, Callable[[int], int | None]] = {
    "task_id": ownership.find_project_of_task,
    "subtask_id": ownership.find_project_of_subtask,
    "comment_id": ownership.find_project_of_comment,
    "task_file_id": ownership.find_project_of_task_file,
    "task_link_id": ownership.find_project_of_task_link,
    "column_id": ownership.find_project_of_column,
    "swimlane_id": ownership.find_project_of_swimlane,
    "category_id": ownership.find_project_of_category,
    "action_id": ownership.find_project_of_action,
    "tag_id": ownership.find_project_of_tag,
    "custom_filter_id": ownership.find_project_of_custom_filter,
    "predefined_description_id": ownership.find_project_of_predefined_description,
    "webhook_id": ownership.find_project_of_webhook,
    "custom_role_id": ownership.find_project_of_custom_role,
}
LONGEST_KEY = 255
SAFE = ("GET", "HEAD")


class OnlyJson(BaseContentNegotiation):
    """JSON is answered to everybody, whatever else they would rather have."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type


class Resource(ViewSet):
    """Base of all view sets. ``tag``: the heading under which the documentation tells of it."""

    authentication_classes = [CallerAuthentication]
    permission_classes: ClassVar[list[Any]] = []
    throttle_classes: ClassVar[list[Any]] = []
    renderer_classes = [JSONRenderer]
    content_negotiation_class = OnlyJson
    schema = Describer()
    tag: ClassVar[str]

    def represent(self, call: Call[Any], **ids: int) -> Representation:
        """The object at the address, for ``If-Match`` and as the answer to a change. Raises NotFound."""
        raise NotImplementedError

    def handle_exception(self, exc: Exception) -> HttpResponseBase:
        return answer_exception(exc, self.request._request)

    def http_method_not_allowed(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        raise Problem(WRONG_METHOD, headers={"Allow": ", ".join(self.allowed_methods)})

    def options(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = HttpResponse(status=204)
        response["Allow"] = ", ".join(self.allowed_methods)
        return response

    def perform(
        self, declared: Endpoint, request: HttpRequest, caller: Caller, ids: dict[str, int]
    ) -> HttpResponseBase:
        """Raises Problem, DomainError."""
        actor = caller.actor
        with speaking(actor.language or get_setting(options.LANGUAGE)):
            try:
                check_rate(caller)
                call = self._admit(declared, request, actor, ids)
                response = self._answer(declared, call, ids)
            except Exception as error:
                response = answer_exception(error, request)
        set_session_cookie(request, response, caller)
        return response

    def _admit(self, declared: Endpoint, request: HttpRequest, actor: Actor, ids: dict[str, int]) -> Call[Any]:
        """What the method is called with. Raises Problem."""
        call = Call(request, actor, cast(Any, None))
        if not has_application_role(actor, declared.allows):
            raise Problem(FORBIDDEN, _("Your role, or this token, does not allow this."))
        if declared.needs_project:
            self._enter(declared, call, ids)
        call.query = read_query(request.GET, declared.query)
        if declared.shows is not None and isinstance(call.query, Shown):
            call.fields = read_names(call.query.fields, declared.shows.__struct_fields__, "fields")
            call.expand = read_names(call.query.expand, declared.expandable, "expand")
            if call.fields:
                call.fields = tuple(dict.fromkeys((*call.fields, *call.expand)))
        if declared.body is not None and declared.body is not bytes:
            call.body = read_sent(request, declared.body)
        return call

    def _enter(self, declared: Endpoint, call: Call[Any], ids: dict[str, int]) -> None:
        """Raises Problem: what is not there is the same as what one may not see."""
        name, number = next(iter(ids.items()))
        project_id = number if name == "project_id" else OWNERS[name](number)
        if project_id is None:
            raise not_found()
        rights = read_rights(call.actor, project_id=project_id)
        if rights.rank < RULES["project.view"].project or (name == "project_id" and not _exists(call.actor, number)):
            raise not_found()
        if rights.rank < RULES[declared.allows].project:
            raise Problem(FORBIDDEN, _("Your role in this project does not allow this."))
        call.project_id, call.known_rights = project_id, rights

    def _answer(self, declared: Endpoint, call: Call[Any], ids: dict[str, int]) -> HttpResponseBase:
        def do() -> Any:
            try:
                return declared.method(self, call, **ids)
            except Invalid as error:
                if declared.body is not None:
                    raise
                raise problem_of(error, in_query=True) from error
            except NotFound as error:
                # What the path names is there: it was asked for a role in it, or for its state.
                if declared.body is None:
                    raise
                raise Problem(INVALID_FIELDS, _("Something that the request names is not there.")) from error

        if call.request.method in SAFE:
            if declared.keeps is not None and declared.keeps(call):
                return self._show_kept(declared, call, do)
            return self._show(declared, call, do())
        if not declared.guarded:
            return self._once(declared, call, do)

        def work() -> HttpResponseBase:
            return self._show(declared, call, do())

        def check() -> None:
            check_state(call.request, self.represent(call, **ids))

        return do_if(project_id=call.project_id, check=check, work=work)

    def _once(self, declared: Endpoint, call: Call[Any], work: Callable[[], Any]) -> HttpResponseBase:
        key = call.request.headers.get("Idempotency-Key")
        if key is None:
            return self._show(declared, call, work())
        if not 0 < len(key) <= LONGEST_KEY:
            sentence = _("An Idempotency-Key has 1 to {most} characters.").format(most=LONGEST_KEY)
            raise Problem(MALFORMED, sentence)

        def answer() -> list[Any]:
            response = self._show(declared, call, work())
            assert isinstance(response, HttpResponse), "what is sent piece by piece is answered to GET only"
            return [response.status_code, dict(response.items()), response.content.decode()]

        sent = read_bytes(call.request, most=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        asked = f"{call.request.method} {call.request.get_full_path()}\n".encode() + sent
        fingerprint = blake2b(asked, digest_size=16).hexdigest()
        status, headers, content = answer_once(actor=call.actor, key=key, fingerprint=fingerprint, work=answer)
        return HttpResponse(content, status=status, headers=headers)

    def _show(self, declared: Endpoint, call: Call[Any], result: Any) -> HttpResponseBase:
        """The answer that says what a method has answered."""
        if isinstance(result, HttpResponseBase):
            return result
        if result is None:
            return make_answer(b"", status=204)
        location, status = "", declared.status
        if isinstance(result, Created):
            result, location, status = result.value, result.location, 201
        content, etag = self._encode(declared, call, result)
        response = make_answer(content, status=status, etag=etag, location=location, is_part=call.is_part)
        if isinstance(result, Page) and result.next is not None:
            response["Link"] = link_next(call.request, result.next)
        if call.request.method in SAFE:
            return cast(HttpResponse, get_conditional_response(call.request, etag=etag, response=response))
        return response

    def _encode(self, declared: Endpoint, call: Call[Any], result: Any) -> tuple[bytes, str]:
        """What is shown of a result, and its tag."""
        content = encode(result, call.fields)
        return content, tag_answer(result, content, is_whole=not call.fields and not call.expand)

    def _show_kept(self, declared: Endpoint, call: Call[Any], do: Callable[[], Page[Any]]) -> HttpResponseBase:
        """A page as it was answered when all was as it is now: its tag and its cursor stand before it."""

        def make() -> msgspec.Raw:
            page = do()
            content, etag = self._encode(declared, call, page)
            return msgspec.Raw(b"\n".join((etag.encode(), (page.next or "").encode(), content)))

        key = (declared.name, call.actor, call.request.get_full_path())
        kept = bytes(ANSWERS.find(key, call.project_id, make))
        tag, cursor, content = kept.split(b"\n", 2)
        etag = tag.decode()
        response = make_answer(content, etag=etag, is_part=call.is_part)
        if cursor:
            response["Link"] = link_next(call.request, cursor.decode())
        return cast(HttpResponse, get_conditional_response(call.request, etag=etag, response=response))


def _exists(actor: Actor, project_id: int) -> bool:
    """Who is no member of a project sees nothing of it; programs see all that there are. ≤ 1 statement."""
    return (actor.is_user and not actor.enters_all) or has_project(project_id)
