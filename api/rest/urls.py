"""The addresses of REST; ``kanboard_site.middleware`` leads here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.http import HttpResponse
from django.urls import URLPattern, path, re_path, register_converter

from api.rest.resource import Resource
from api.rest.resources.actions import Actions
from api.rest.resources.activities import Activities
from api.rest.resources.application import Application, Currencies
from api.rest.resources.categories import Categories
from api.rest.resources.columns import Columns
from api.rest.resources.comments import Comments
from api.rest.resources.custom_filters import CustomFilters
from api.rest.resources.custom_roles import CustomRoles
from api.rest.resources.files import ProjectFiles, TaskFiles
from api.rest.resources.groups import GroupMembers, Groups
from api.rest.resources.link_types import LinkTypes
from api.rest.resources.links import ExternalLinks, TaskLinks
from api.rest.resources.me import Me
from api.rest.resources.memberships import MemberGroups, Members
from api.rest.resources.metadata import MetadataOfProject, MetadataOfTask, MetadataOfUser
from api.rest.resources.predefined_descriptions import PredefinedDescriptions
from api.rest.resources.projects import Projects
from api.rest.resources.statistics import Statistics
from api.rest.resources.subtasks import Subtasks, Timers
from api.rest.resources.swimlanes import Swimlanes
from api.rest.resources.tags import GlobalTags, Tags
from api.rest.resources.tasks import ManyTasks, Tasks
from api.rest.resources.users import Users
from api.rest.resources.webhooks import GlobalWebhooks, Webhooks
from api.rest.views import unknown
from boards.inputs import LARGEST_ID, UNSTORABLE


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


class NameConverter:
    """The name of metadata, with slashes too."""

    regex = ".{1,255}"

    def to_python(self, value: str) -> str:
        if UNSTORABLE.search(value):
            raise ValueError("no such name")
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(IdConverter, "id")
register_converter(NameConverter, "name")


def at(address: str, resource: type[Resource], **methods: str) -> URLPattern:
    """``get="list"``: which method of the resource answers which one of HTTP."""
    view: Callable[..., HttpResponse] = resource.as_view(methods)
    return path(f"api/v1/{address}", view)


ALL = {"get": "list", "post": "create"}
ONE = {"get": "retrieve", "patch": "partial_update", "delete": "destroy"}
#: What has no name but the one in its path, and is sent whole.
WHOLE = {"get": "retrieve", "put": "update", "delete": "destroy"}


def webhooks_at(address: str, resource: type[Resource]) -> Iterator[URLPattern]:
    """The addresses below that of one webhook."""
    yield at(address, resource, **ONE)
    for verb, method in {"enable": "enable", "disable": "disable", "secret": "rotate", "test": "test"}.items():
        yield at(f"{address}/{verb}", resource, post=method)
    yield at(f"{address}/deliveries", resource, get="list_deliveries")
    yield at(f"{address}/deliveries/<id:delivery_id>", resource, get="retrieve_delivery")
    yield at(f"{address}/deliveries/<id:delivery_id>/redeliver", resource, post="redeliver")


urlpatterns = [
    at("tasks", Tasks, get="find"),
    at("projects/<id:project_id>/tasks", Tasks, get="list", post="create"),
    at("projects/<id:project_id>/tasks/batch", ManyTasks, post="create"),
    at("projects/<id:project_id>/tasks/update", ManyTasks, post="change"),
    at("projects/<id:project_id>/tasks/close", ManyTasks, post="close"),
    at("projects/<id:project_id>/tasks/reopen", ManyTasks, post="reopen"),
    at("projects/<id:project_id>/tasks/move", ManyTasks, post="move"),
    at("tasks/<id:task_id>", Tasks, **ONE),
    at("tasks/<id:task_id>/close", Tasks, post="close"),
    at("tasks/<id:task_id>/reopen", Tasks, post="reopen"),
    at("tasks/<id:task_id>/move", Tasks, post="move"),
    at("tasks/<id:task_id>/duplicate", Tasks, post="duplicate"),
    at("tasks/<id:task_id>/copy", Tasks, post="copy"),
    at("tasks/<id:task_id>/transfer", Tasks, post="transfer"),
    at("tasks/<id:task_id>/subtasks", Subtasks, **ALL),
    at("subtasks/<id:subtask_id>", Subtasks, **ONE),
    at("subtasks/<id:subtask_id>/timer", Timers, get="retrieve"),
    at("subtasks/<id:subtask_id>/timer/start", Timers, post="start"),
    at("subtasks/<id:subtask_id>/timer/stop", Timers, post="stop"),
    at("tasks/<id:task_id>/comments", Comments, **ALL),
    at("comments/<id:comment_id>", Comments, **ONE),
    at("tasks/<id:task_id>/links", TaskLinks, **ALL),
    at("task-links/<id:task_link_id>", TaskLinks, get="retrieve", put="update", delete="destroy"),
    at("tasks/<id:task_id>/external-links", ExternalLinks, **ALL),
    at("tasks/<id:task_id>/external-links/<id:link_id>", ExternalLinks, **ONE),
    at("tasks/<id:task_id>/files", TaskFiles, **ALL),
    at("task-files/<id:task_file_id>", TaskFiles, get="retrieve", delete="destroy"),
    at("task-files/<id:task_file_id>/content", TaskFiles, get="content"),
    at("projects/<id:project_id>/files", ProjectFiles, **ALL),
    at("projects/<id:project_id>/files/<id:file_id>", ProjectFiles, get="retrieve", delete="destroy"),
    at("projects/<id:project_id>/files/<id:file_id>/content", ProjectFiles, get="content"),
    at("projects", Projects, **ALL),
    at("projects/<id:project_id>", Projects, **ONE),
    at("projects/<id:project_id>/duplicate", Projects, post="duplicate"),
    at("projects/<id:project_id>/enable", Projects, post="enable"),
    at("projects/<id:project_id>/disable", Projects, post="disable"),
    at("projects/<id:project_id>/public-access", Projects, post="publish", delete="withdraw"),
    at("projects/<id:project_id>/columns", Columns, **ALL),
    at("columns/<id:column_id>", Columns, **ONE),
    at("columns/<id:column_id>/position", Columns, put="move"),
    at("projects/<id:project_id>/swimlanes", Swimlanes, **ALL),
    at("swimlanes/<id:swimlane_id>", Swimlanes, **ONE),
    at("swimlanes/<id:swimlane_id>/position", Swimlanes, put="move"),
    at("swimlanes/<id:swimlane_id>/enable", Swimlanes, post="enable"),
    at("swimlanes/<id:swimlane_id>/disable", Swimlanes, post="disable"),
    at("projects/<id:project_id>/categories", Categories, **ALL),
    at("categories/<id:category_id>", Categories, **ONE),
    at("tags", Tags, get="find"),
    at("projects/<id:project_id>/tags", Tags, **ALL),
    at("tags/<id:tag_id>", Tags, **ONE),
    at("tags/<id:tag_id>/promote", Tags, post="promote"),
    at("global-tags", GlobalTags, **ALL),
    at("global-tags/<id:global_tag_id>", GlobalTags, **ONE),
    at("link-types", LinkTypes, **ALL),
    at("link-types/<id:link_type_id>", LinkTypes, **ONE),
    at("projects/<id:project_id>/users", Members, get="list"),
    at("projects/<id:project_id>/users/<id:user_id>", Members, **WHOLE),
    at("projects/<id:project_id>/assignable-users", Members, get="list_assignable"),
    at("projects/<id:project_id>/groups", MemberGroups, get="list"),
    at("projects/<id:project_id>/groups/<id:group_id>", MemberGroups, **WHOLE),
    at("projects/<id:project_id>/custom-roles", CustomRoles, **ALL),
    at("custom-roles/<id:custom_role_id>", CustomRoles, **ONE),
    at("custom-roles/<id:custom_role_id>/project-restrictions", CustomRoles, post="restrict_project"),
    at("custom-roles/<id:custom_role_id>/project-restrictions/<id:restriction_id>", CustomRoles, delete="lift_project"),
    at("custom-roles/<id:custom_role_id>/column-restrictions", CustomRoles, post="restrict_column"),
    at("custom-roles/<id:custom_role_id>/column-restrictions/<id:restriction_id>", CustomRoles, delete="lift_column"),
    at("custom-roles/<id:custom_role_id>/move-restrictions", CustomRoles, post="restrict_moves"),
    at("custom-roles/<id:custom_role_id>/move-restrictions/<id:restriction_id>", CustomRoles, delete="lift_moves"),
    at("projects/<id:project_id>/custom-filters", CustomFilters, **ALL),
    at("custom-filters/<id:custom_filter_id>", CustomFilters, **ONE),
    at("projects/<id:project_id>/predefined-descriptions", PredefinedDescriptions, **ALL),
    at("predefined-descriptions/<id:predefined_description_id>", PredefinedDescriptions, **ONE),
    at("action-types", Actions, get="list_types"),
    at("projects/<id:project_id>/actions", Actions, **ALL),
    at("actions/<id:action_id>", Actions, **ONE),
    at("projects/<id:project_id>/metadata", MetadataOfProject, get="list"),
    at("projects/<id:project_id>/metadata/<name:name>", MetadataOfProject, **WHOLE),
    at("tasks/<id:task_id>/metadata", MetadataOfTask, get="list"),
    at("tasks/<id:task_id>/metadata/<name:name>", MetadataOfTask, **WHOLE),
    at("users/<id:user_id>/metadata", MetadataOfUser, get="list"),
    at("users/<id:user_id>/metadata/<name:name>", MetadataOfUser, **WHOLE),
    at("projects/<id:project_id>/webhooks", Webhooks, **ALL),
    *webhooks_at("webhooks/<id:webhook_id>", Webhooks),
    at("global-webhooks", GlobalWebhooks, **ALL),
    *webhooks_at("global-webhooks/<id:global_webhook_id>", GlobalWebhooks),
    at("users", Users, **ALL),
    at("users/<id:user_id>", Users, **ONE),
    at("users/<id:user_id>/disable", Users, post="disable"),
    at("users/<id:user_id>/enable", Users, post="enable"),
    at("users/<id:user_id>/groups", Users, get="list_groups"),
    at("groups", Groups, **ALL),
    at("groups/<id:group_id>", Groups, **ONE),
    at("groups/<id:group_id>/users", GroupMembers, get="list"),
    at("groups/<id:group_id>/users/<id:user_id>", GroupMembers, put="update", delete="destroy"),
    at("me", Me, get="retrieve", patch="partial_update"),
    at("me/projects", Projects, get="list_own", post="create_personal"),
    at("me/tasks", Me, get="list_tasks"),
    at("me/activity", Activities, get="list_own"),
    at("me/notifications", Me, get="list_notifications"),
    at("me/notifications/read", Me, post="read_all"),
    at("me/notifications/<id:notification_id>/read", Me, post="read_one"),
    at("projects/<id:project_id>/activity", Activities, get="list"),
    at("tasks/<id:task_id>/activity", Activities, get="list_of_task"),
    at("tasks/<id:task_id>/transitions", Activities, get="list_transitions"),
    at("projects/<id:project_id>/statistics", Statistics, get="count"),
    at("projects/<id:project_id>/statistics/days", Statistics, get="list_days"),
    at("application", Application, get="retrieve"),
    at("colors", Application, get="list_colors"),
    at("currencies", Currencies, get="list"),
    at("currencies/<slug:currency>", Currencies, **WHOLE),
    re_path(r"^api/v1/", unknown),
]
