"""Tasks and what hangs on them (web.md 2.5)."""

from __future__ import annotations

from boards.web import files, lookups, task_parts, tasks
from boards.web.door import Address, act, form, page

TASK = "task/:task_id"


def both(action: str) -> list[str]:
    """The paths of a file of a task and of a project; the tag at the end is not looked at (web.md 7.6)."""
    homes = (TASK, "project/:project_id")
    return [f"{home}/file/:file_id/{action}{tag}" for home in homes for tag in ("", "/:etag")]


ADDRESSES: tuple[Address, ...] = (
    form(
        "TaskCreation.show",
        tasks.create,
        "project/:project_id/task/create",
        "board/:project_id/task/create/swimlane/:swimlane_id/column/:column_id",
        allows="task.create",
    ),
    act("TaskCreation.save", tasks.create, allows="task.create"),
    form(
        "TaskBulk.show",
        tasks.create_several,
        "board/:project_id/task/bulk/create/swimlane/:swimlane_id/column/:column_id",
        allows="task.create",
    ),
    act("TaskBulk.save", tasks.create_several, allows="task.create"),
    page("TaskView.show", tasks.show_task, TASK, "t/:task_id", allows="task.view"),
    page("TaskView.transitions", tasks.show_transitions, f"{TASK}/transitions", allows="task.view"),
    page("TaskView.analytics", tasks.show_analytics, f"{TASK}/analytics", allows="task.view"),
    page("TaskView.timetracking", tasks.show_time_tracking, f"{TASK}/time-tracking", allows="task.view"),
    page("Activity.task", tasks.show_activity, f"{TASK}/activity", allows="activity.view"),
    form("TaskModification.edit", tasks.edit, f"{TASK}/edit", allows="task.edit"),
    form("TaskModification.update", tasks.edit, f"{TASK}/update", allows="task.edit"),
    form(
        "TaskModification.assignToMe",
        tasks.assign_to_me,
        f"{TASK}/assign-to-me",
        f"{TASK}/assign-to-me/:csrf_token",
        f"{TASK}/assign-to-me/redirect/:redirect/:csrf_token",
        allows="task.edit",
    ),
    form(
        "TaskModification.start",
        tasks.start,
        f"{TASK}/start",
        f"{TASK}/start/:csrf_token",
        f"{TASK}/start/redirect/:redirect/:csrf_token",
        allows="task.edit",
    ),
    form("TaskStatus.close", tasks.close, f"{TASK}/close", allows="task.close"),
    form("TaskStatus.open", tasks.reopen, f"{TASK}/open", allows="task.close"),
    form(
        "TaskSuppression.confirm",
        tasks.remove,
        f"{TASK}/remove",
        f"{TASK}/remove/redirect/:redirect",
        allows="task.remove",
    ),
    form("TaskSuppression.remove", tasks.remove, allows="task.remove"),
    form("TaskDuplication.duplicate", tasks.duplicate, f"{TASK}/duplicate", allows="task.create"),
    form(
        "TaskDuplication.copy",
        tasks.copy_to_project,
        f"{TASK}/copy-to-project",
        f"{TASK}/copy-to-project/:project_id",
        allows="task.view",
    ),
    form(
        "TaskDuplication.move",
        tasks.move_to_project,
        f"{TASK}/move-to-project",
        f"{TASK}/move-to-project/:project_id",
        allows="task.edit",
    ),
    form("TaskMovePosition.show", tasks.move, f"{TASK}/position/show", allows="task.move"),
    act("TaskMovePosition.save", tasks.move, f"{TASK}/position/save", allows="task.move"),
    form("TaskRecurrence.edit", tasks.repeat, f"{TASK}/recurrence/edit", allows="task.edit"),
    act("TaskRecurrence.update", tasks.repeat, allows="task.edit"),
    form("Comment.create", task_parts.add_comment, f"{TASK}/comment/create", allows="comment.edit"),
    act("Comment.save", task_parts.add_comment, f"{TASK}/comment/save", allows="comment.edit"),
    form("Comment.edit", task_parts.edit_comment, f"{TASK}/comment/:comment_id/edit", allows="comment.edit"),
    act("Comment.update", task_parts.edit_comment, f"{TASK}/comment/:comment_id/update", allows="comment.edit"),
    form("Comment.confirm", task_parts.drop_comment, f"{TASK}/comment/:comment_id/confirm", allows="comment.edit"),
    form(
        "Comment.remove",
        task_parts.drop_comment,
        f"{TASK}/comment/:comment_id/remove",
        f"{TASK}/comment/:comment_id/remove/:csrf_token",
        allows="comment.edit",
    ),
    form("Comment.toggleSorting", task_parts.turn_comments, f"{TASK}/comments/order", allows="comment.view"),
    form("Subtask.create", task_parts.add_subtasks, f"{TASK}/subtask/create", allows="subtask.edit"),
    act("Subtask.save", task_parts.add_subtasks, f"{TASK}/subtask/save", allows="subtask.edit"),
    form("Subtask.edit", task_parts.edit_subtask, allows="subtask.edit"),
    act("Subtask.update", task_parts.edit_subtask, allows="subtask.edit"),
    form("Subtask.confirm", task_parts.drop_subtask, allows="subtask.edit"),
    form("Subtask.remove", task_parts.drop_subtask, allows="subtask.edit"),
    act("Subtask.movePosition", task_parts.place_subtask, allows="subtask.edit"),
    form("SubtaskStatus.change", task_parts.change_subtask_status, allows="subtask.edit"),
    form("SubtaskStatus.timer", task_parts.change_timer, allows="timer.edit"),
    form("SubtaskConverter.show", task_parts.turn_into_task, allows="task.create"),
    form("SubtaskConverter.save", task_parts.turn_into_task, allows="task.create"),
    form("TaskInternalLink.create", task_parts.add_link, f"{TASK}/internal-link/create", allows="task_link.edit"),
    act("TaskInternalLink.save", task_parts.add_link, f"{TASK}/internal-link/save", allows="task_link.edit"),
    form("TaskInternalLink.edit", task_parts.edit_link, allows="task_link.edit"),
    act("TaskInternalLink.update", task_parts.edit_link, allows="task_link.edit"),
    form("TaskInternalLink.confirm", task_parts.drop_link, allows="task_link.edit"),
    form("TaskInternalLink.remove", task_parts.drop_link, allows="task_link.edit"),
    form(
        "TaskExternalLink.find", task_parts.add_external_link, f"{TASK}/external-link/find", allows="external_link.edit"
    ),
    act(
        "TaskExternalLink.create",
        task_parts.add_external_link,
        f"{TASK}/external-link/create",
        allows="external_link.edit",
    ),
    act(
        "TaskExternalLink.save", task_parts.add_external_link, f"{TASK}/external-link/save", allows="external_link.edit"
    ),
    form("TaskExternalLink.edit", task_parts.edit_external_link, allows="external_link.edit"),
    act("TaskExternalLink.update", task_parts.edit_external_link, allows="external_link.edit"),
    form("TaskExternalLink.confirm", task_parts.drop_external_link, allows="external_link.edit"),
    form("TaskExternalLink.remove", task_parts.drop_external_link, allows="external_link.edit"),
    form("TaskFile.create", files.attach_to_task, f"{TASK}/file/create", allows="file.edit"),
    act("TaskFile.save", files.attach_to_task, f"{TASK}/file/save", allows="file.edit"),
    form("TaskFile.screenshot", files.attach_to_task, f"{TASK}/screenshot", allows="file.edit"),
    form("TaskFile.confirm", files.remove, f"{TASK}/file/:file_id/confirm", allows="file.edit"),
    form("TaskFile.remove", files.remove, f"{TASK}/file/:file_id/remove", allows="file.edit"),
    form("ProjectFile.create", files.attach_to_project, "project/:project_id/file/create", allows="file.edit"),
    act("ProjectFile.save", files.attach_to_project, allows="file.edit"),
    form("ProjectFile.confirm", files.remove, "project/:project_id/file/:file_id/remove", allows="file.edit"),
    form("ProjectFile.remove", files.remove, allows="file.edit"),
    page("FileViewer.show", files.show_file, *both("show"), allows="file.view"),
    page("FileViewer.image", files.image, *both("image"), allows="file.view"),
    page("FileViewer.thumbnail", files.thumbnail, *both("thumbnail"), allows="file.view"),
    page("FileViewer.download", files.download, *both("download"), allows="file.view"),
    page(
        "FileViewer.browser",
        files.browse,
        f"{TASK}/file/:file_id/view",
        "project/:project_id/file/:file_id/view",
        allows="file.view",
    ),
    page("TaskAjax.autocomplete", lookups.complete_task),
    page("TaskAjax.suggest", lookups.suggest_task),
    act("TaskAjax.preview", lookups.preview),
    page("UserAjax.mention", lookups.complete_mention, allows="task.edit"),
    page("UserAjax.autocomplete", lookups.complete_person),
    page("UserAjax.status", lookups.say_ok),
)
