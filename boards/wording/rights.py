"""What each operation of the table of permissions is, in words (boards.access.rules)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promise

#: Heading to operation to what it is, in the order in which people read them.
DEEDS: tuple[tuple[Promise, dict[str, Promise]], ...] = (
    (
        _("Tasks"),
        {
            "task.view": _("See tasks"),
            "task.create": _("Add tasks"),
            "task.edit": _("Edit tasks and give them to somebody"),
            "task.move": _("Move tasks"),
            "task.sort": _("Sort a column"),
            "task.close": _("Close and reopen tasks"),
            "task.remove": _("Remove tasks: managers all, others their own"),
            "task.copy": _("Duplicate tasks"),
            "task.transfer": _("Move tasks to another project"),
            "subtask.view": _("See sub-tasks"),
            "subtask.edit": _("Change sub-tasks"),
            "timer.view": _("See time spent"),
            "timer.edit": _("Start and stop timers"),
            "comment.view": _("Read comments"),
            "comment.edit": _("Write comments, and change one's own"),
            "file.view": _("Open attachments"),
            "file.edit": _("Attach and remove files"),
            "task_link.view": _("See links between tasks"),
            "task_link.edit": _("Link tasks"),
            "external_link.view": _("See links to other sites"),
            "external_link.edit": _("Link to other sites"),
            "tag.view": _("See tags"),
            "tag.edit": _("Make and change tags of the project"),
            "metadata.view": _("Read metadata (over the API)"),
            "metadata.edit": _("Change metadata (over the API)"),
        },
    ),
    (
        _("The project"),
        {
            "project.view": _("See the project and its overview"),
            "board.view": _("See the board"),
            "activity.view": _("See what happened"),
            "membership.view": _("See who belongs to the project"),
            "column.view": _("See columns"),
            "swimlane.view": _("See swimlanes"),
            "category.view": _("See categories"),
            "custom_filter.view": _("See kept filters"),
            "custom_filter.edit": _("Keep filters"),
            "project.edit": _("Change the project, close and open it"),
            "column.edit": _("Change columns"),
            "swimlane.edit": _("Change swimlanes"),
            "category.edit": _("Change categories"),
            "membership.edit": _("Say who belongs to it, and with which role"),
            "custom_role.view": _("See custom roles and what they restrict"),
            "action.view": _("See automatic actions"),
            "action.edit": _("Change automatic actions"),
            "webhook.view": _("See webhooks and what they were told"),
            "webhook.edit": _("Change webhooks"),
            "project.remove": _("Remove the project"),
        },
    ),
    (
        _("The whole installation"),
        {
            "application.view": _("Know version, colours and roles (over the API)"),
            "me.view": _("See one's own projects, tasks and activity"),
            "me.edit": _("Change one's own account (over the API)"),
            "tag.list": _("See all global tags"),
            "action.catalogue": _("See which automatic actions there are"),
            "external_link.catalogue": _("See which kinds of links to other sites there are"),
            "project.create_personal": _("Make a personal project"),
            "me.create_project": _("Make a personal project over the API"),
            "project.create": _("Make a project for a team"),
            "project.list": _("See all projects"),
            "task.list_overdue": _("See all overdue tasks (over the API)"),
            "tag.promote": _("Make a tag of a project global; as its manager"),
            "membership.list": _("See who manages and works in which of one's projects"),
            "setting.view": _("See the settings"),
            "setting.edit": _("Change the settings"),
            "audit.view": _("Read the audit log"),
            "tag.edit_global": _("Change global tags"),
            "webhook.list": _("See the webhooks that hear of all projects"),
            "webhook.edit_global": _("Change the webhooks that hear of all projects"),
            "currency.edit": _("Set rates of currencies"),
            "link.view": _("See link labels"),
            "link.edit": _("Change link labels"),
            "user.view": _("See all people"),
            "user.edit": _("Make, change and remove people"),
            "group.view": _("See all groups"),
            "group.edit": _("Change groups"),
        },
    ),
)

#: Operation to what it is.
WORDS = {operation: words for _heading, operations in DEEDS for operation, words in operations.items()}
