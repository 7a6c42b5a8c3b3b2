"""What can be done, at which doors, by whom: by hand from web.md 9, protocol.md 8 and the tables of the doors.

A line says how the same is asked at each door, and who may. ``$task`` and the like are names of the harbour, ``$me`` is
who calls. In the browser administrators enter all projects, and nowhere else (decisions.md 9).
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.contract.doors import CONTENT, PEOPLE, PROGRAMS, Button, Call, Page, Rest, Rpc, Tool

DOORS = ("rpc", "rest", "html", "mcp")
MANAGERS = frozenset({"manager", "application"})
MEMBERS = MANAGERS | {"member", "apprentice"}
#: A member may, but not with the custom role.
UNRESTRICTED = MEMBERS - {"apprentice"}
AUTHOR = frozenset({"member", "application"})
MAKERS_OF_PROJECTS = frozenset({"administrator", "application"})


@dataclass(frozen=True)
class Lacking:
    """A door that does not have it, and why."""

    why: str


@dataclass(frozen=True)
class Deed:
    """``may``: who may by the programs' doors. ``in_browser``: who may there, where a rule says otherwise.

    ``beside``: tables in which doors differ, by the ``rule``.
    """

    name: str
    may: frozenset[str]
    rpc: Call | Lacking
    rest: Call | Lacking
    html: Call | Lacking
    mcp: Call | Lacking
    in_browser: frozenset[str] | None = None
    beside: frozenset[str] = frozenset()
    rule: str = ""

    def expect(self, door: str, person: str) -> str:
        """ "done", "refused", or "-" where there is nothing to be asked."""
        if isinstance(getattr(self, door), Lacking) or (door == "html" and person in PROGRAMS):
            return "-"
        may = self.may
        if door == "html":
            may = (self.may if self.in_browser is None else self.in_browser) | {"administrator"}
        return "done" if person in may else "refused"

    def grid(self) -> dict[tuple[str, str], str]:
        return {(door, person): self.expect(door, person) for door in DOORS for person in PEOPLE}


NO_TOOL = Lacking("assistants have tools for tasks; projects and their settings are not changed by them (docs/mcp.md)")
NO_TOOL_FOR_IT = Lacking("none of the 14 tools does it (docs/mcp.md)")
NOT_IN_RPC = Lacking("Kanboard's API has no copy in the same column, only into a project (procedures.json)")

TASKS = (
    Deed(
        "add a task",
        MEMBERS,
        Rpc("createTask", {"title": "Caulk", "project_id": "$project"}),
        Rest("POST /projects/$project/tasks", {"title": "Caulk"}),
        Page("TaskCreation.show?project_id=$project", {"title": "Caulk"}),
        Tool("create_tasks", {"project": "$project", "tasks": [{"title": "Caulk"}]}),
    ),
    Deed(
        "change a title",
        MEMBERS,
        Rpc("updateTask", {"id": "$task", "title": "Varnish"}),
        Rest("PATCH /tasks/$task", {"title": "Varnish"}),
        Page("TaskModification.edit?task_id=$task", {"title": "Varnish"}),
        Tool("update_tasks", {"task_ids": ["$task"], "title": "Varnish"}),
    ),
    Deed(
        "change an assignee",
        UNRESTRICTED,
        Rpc("updateTask", {"id": "$task", "owner_id": "$manager"}),
        Rest("PATCH /tasks/$task", {"owner_id": "$manager"}),
        Page("TaskModification.edit?task_id=$task", {"owner_id": "$manager"}),
        Tool("update_tasks", {"task_ids": ["$task"], "assignee": "manager"}),
    ),
    Deed(
        "move a task",
        UNRESTRICTED,
        Rpc(
            "moveTaskPosition",
            {
                "project_id": "$project",
                "task_id": "$task",
                "column_id": "$next_column",
                "position": 1,
                "swimlane_id": "$swimlane",
            },
        ),
        Rest("POST /tasks/$task/move", {"column_id": "$next_column"}),
        Page("TaskMovePosition.show?task_id=$task", {"column_id": "$next_column", "at": "bottom"}),
        Tool("move_tasks", {"task_ids": ["$task"], "column": "$next_column"}),
    ),
    Deed(
        "close a task",
        UNRESTRICTED,
        Rpc("closeTask", {"task_id": "$task"}),
        Rest("POST /tasks/$task/close"),
        Page("TaskStatus.close?task_id=$task"),
        Tool("close_tasks", {"task_ids": ["$task"]}),
    ),
    Deed(
        "reopen a task",
        UNRESTRICTED,
        Rpc("openTask", {"task_id": "$closed"}),
        Rest("POST /tasks/$closed/reopen"),
        Page("TaskStatus.open?task_id=$closed"),
        Tool("close_tasks", {"task_ids": ["$closed"], "reopen": True}),
    ),
    Deed(
        "duplicate a task",
        MEMBERS,
        NOT_IN_RPC,
        Rest("POST /tasks/$task/duplicate"),
        Page("TaskDuplication.duplicate?task_id=$task"),
        NO_TOOL_FOR_IT,
    ),
    Deed(
        "copy a task into another project",
        MEMBERS,
        Rpc("duplicateTaskToProject", {"task_id": "$task", "project_id": "$shed"}),
        Rest("POST /tasks/$task/copy", {"project_id": "$shed"}),
        Page("TaskDuplication.copy?task_id=$task&dst_project_id=$shed"),
        NO_TOOL_FOR_IT,
    ),
    Deed(
        "bring a task into another project",
        UNRESTRICTED,
        Rpc("moveTaskToProject", {"task_id": "$task", "project_id": "$shed"}),
        Rest("POST /tasks/$task/transfer", {"project_id": "$shed"}),
        Page("TaskDuplication.move?task_id=$task&dst_project_id=$shed"),
        NO_TOOL_FOR_IT,
    ),
    Deed(
        "bring a task into a project of others",
        frozenset({"application"}),
        Rpc("moveTaskToProject", {"task_id": "$task", "project_id": "$cave"}),
        Rest("POST /tasks/$task/transfer", {"project_id": "$cave"}),
        Page("TaskDuplication.move?task_id=$task&dst_project_id=$cave"),
        NO_TOOL_FOR_IT,
    ),
    Deed(
        "remove a task",
        UNRESTRICTED,
        Rpc("removeTask", {"task_id": "$task"}),
        Rest("DELETE /tasks/$task"),
        Page("TaskSuppression.confirm?task_id=$task"),
        Tool("remove_tasks", {"task_ids": ["$task"], "confirm": True}),
        in_browser=frozenset({"manager"}),
        rule="web.md 9.3: in the browser members remove what they have made themselves",
    ),
)

PARTS = (
    Deed(
        "comment on a task",
        MEMBERS,
        Rpc("createComment", {"task_id": "$task", "user_id": "$me", "content": "Aye."}),
        Rest("POST /tasks/$task/comments", {"comment": "Aye."}),
        Page("Comment.create?task_id=$task", {"comment": "Aye."}),
        Tool("comment_task", {"task_id": "$task", "text": "Aye."}),
    ),
    Deed(
        "change a comment",
        AUTHOR,
        Rpc("updateComment", {"id": "$comment", "content": "Ready!"}),
        Rest("PATCH /comments/$comment", {"comment": "Ready!"}),
        Page("Comment.edit?task_id=$task&comment_id=$comment", {"comment": "Ready!"}),
        NO_TOOL_FOR_IT,
    ),
    Deed(
        "remove a comment",
        AUTHOR,
        Rpc("removeComment", {"comment_id": "$comment"}),
        Rest("DELETE /comments/$comment"),
        Page("Comment.confirm?task_id=$task&comment_id=$comment"),
        NO_TOOL_FOR_IT,
    ),
    Deed(
        "add a sub-task",
        MEMBERS,
        Rpc("createSubtask", {"task_id": "$other", "title": "Mend"}),
        Rest("POST /tasks/$other/subtasks", {"title": "Mend"}),
        Page("Subtask.create?task_id=$other", {"title": "Mend"}),
        Tool("update_subtasks", {"task_id": "$other", "add": ["Mend"]}),
    ),
    Deed(
        "start a sub-task",
        MEMBERS,
        Rpc("updateSubtask", {"id": "$subtask", "task_id": "$task", "status": 1}),
        Rest("PATCH /subtasks/$subtask", {"status": "in_progress"}),
        Page("SubtaskStatus.change?task_id=$task&subtask_id=$subtask"),
        Tool("update_subtasks", {"task_id": "$task", "start": ["$subtask"]}),
        beside=frozenset({"boards_subtasktimer"}),
        rule="domain.md 14: who starts one in the browser or by an assistant starts its timer, too; for programs a"
        " status is no more than that, and timers have calls of their own",
    ),
    Deed(
        "remove a sub-task",
        MEMBERS,
        Rpc("removeSubtask", {"subtask_id": "$subtask"}),
        Rest("DELETE /subtasks/$subtask"),
        Page("Subtask.confirm?task_id=$task&subtask_id=$subtask"),
        NO_TOOL_FOR_IT,
    ),
    Deed(
        "link two tasks",
        MEMBERS,
        Rpc("createTaskLink", {"task_id": "$task", "opposite_task_id": "$other", "link_id": "$blocks"}),
        Rest("POST /tasks/$task/links", {"opposite_task_id": "$other", "link_id": "$blocks"}),
        Page("TaskInternalLink.create?task_id=$task", {"opposite_task_id": "$other", "link_id": "$blocks"}),
        Tool("link_tasks", {"task_id": "$task", "to_task_id": "$other", "kind": "blocks"}),
    ),
    Deed(
        "link to a task of others",
        frozenset({"application"}),
        Rpc("createTaskLink", {"task_id": "$task", "opposite_task_id": "$hidden", "link_id": "$blocks"}),
        Rest("POST /tasks/$task/links", {"opposite_task_id": "$hidden", "link_id": "$blocks"}),
        Page("TaskInternalLink.create?task_id=$task", {"opposite_task_id": "$hidden", "link_id": "$blocks"}),
        Tool("link_tasks", {"task_id": "$task", "to_task_id": "$hidden", "kind": "blocks"}),
    ),
    Deed(
        "remove a link",
        MEMBERS,
        Rpc("removeTaskLink", {"task_link_id": "$link"}),
        Rest("DELETE /task-links/$link"),
        Page("TaskInternalLink.confirm?task_id=$task&link_id=$link"),
        Tool("link_tasks", {"task_id": "$task", "to_task_id": "$other", "kind": "relates to", "remove": True}),
    ),
    Deed(
        "link to a site",
        MEMBERS,
        Rpc(
            "createExternalTaskLink",
            {"task_id": "$task", "url": "https://example.com/b", "dependency": "related", "title": "Another"},
        ),
        Rest("POST /tasks/$task/external-links", {"url": "https://example.com/b", "title": "Another"}),
        Button("TaskExternalLink.save?task_id=$task", {"url": "https://example.com/b", "title": "Another"}),
        NO_TOOL_FOR_IT,
    ),
    Deed(
        "remove a link to a site",
        MEMBERS,
        Rpc("removeExternalTaskLink", {"task_id": "$task", "link_id": "$outside"}),
        Rest("DELETE /tasks/$task/external-links/$outside"),
        Page("TaskExternalLink.confirm?task_id=$task&link_id=$outside"),
        NO_TOOL_FOR_IT,
    ),
    Deed(
        "attach a file",
        MEMBERS,
        Rpc(
            "createTaskFile",
            {
                "project_id": "$project",
                "task_id": "$task",
                "filename": "new.txt",
                "blob": "VHdvIGNvYXRzLCB0aGVuIHNhbmQu",
            },
        ),
        Rest("POST /tasks/$task/files?name=new.txt", {"file": CONTENT}),
        Page("TaskFile.create?task_id=$task", {"files[]": CONTENT}),
        NO_TOOL_FOR_IT,
    ),
    Deed(
        "remove a file",
        MEMBERS,
        Rpc("removeTaskFile", {"file_id": "$file"}),
        Rest("DELETE /task-files/$file"),
        Page("TaskFile.confirm?task_id=$task&file_id=$file"),
        NO_TOOL_FOR_IT,
    ),
)

SETTINGS = (
    Deed(
        "add a column",
        MANAGERS,
        Rpc("addColumn", {"project_id": "$project", "title": "Dock"}),
        Rest("POST /projects/$project/columns", {"title": "Dock"}),
        Page("Column.create?project_id=$project", {"title": "Dock"}),
        NO_TOOL,
    ),
    Deed(
        "rename a column",
        MANAGERS,
        Rpc("updateColumn", {"column_id": "$spare_column", "title": "Dock"}),
        Rest("PATCH /columns/$spare_column", {"title": "Dock"}),
        Page("Column.edit?project_id=$project&column_id=$spare_column", {"title": "Dock"}),
        NO_TOOL,
    ),
    Deed(
        "remove a column",
        MANAGERS,
        Rpc("removeColumn", {"column_id": "$spare_column"}),
        Rest("DELETE /columns/$spare_column"),
        Page("Column.confirm?project_id=$project&column_id=$spare_column"),
        NO_TOOL,
    ),
    Deed(
        "add a swimlane",
        MANAGERS,
        Rpc("addSwimlane", {"project_id": "$project", "name": "Crew"}),
        Rest("POST /projects/$project/swimlanes", {"name": "Crew"}),
        Page("Swimlane.create?project_id=$project", {"name": "Crew"}),
        NO_TOOL,
    ),
    Deed(
        "rename a swimlane",
        MANAGERS,
        Rpc("updateSwimlane", {"project_id": "$project", "swimlane_id": "$spare_swimlane", "name": "Crew"}),
        Rest("PATCH /swimlanes/$spare_swimlane", {"name": "Crew"}),
        Page("Swimlane.edit?project_id=$project&swimlane_id=$spare_swimlane", {"name": "Crew"}),
        NO_TOOL,
    ),
    Deed(
        "remove a swimlane",
        MANAGERS,
        Rpc("removeSwimlane", {"project_id": "$project", "swimlane_id": "$spare_swimlane"}),
        Rest("DELETE /swimlanes/$spare_swimlane"),
        Page("Swimlane.confirm?project_id=$project&swimlane_id=$spare_swimlane"),
        NO_TOOL,
    ),
    Deed(
        "add a category",
        MANAGERS,
        Rpc("createCategory", {"project_id": "$project", "name": "Rigging"}),
        Rest("POST /projects/$project/categories", {"name": "Rigging"}),
        Page("Category.create?project_id=$project", {"name": "Rigging"}),
        NO_TOOL,
    ),
    Deed(
        "rename a category",
        MANAGERS,
        Rpc("updateCategory", {"id": "$category", "name": "Rigging"}),
        Rest("PATCH /categories/$category", {"name": "Rigging"}),
        Page("Category.edit?project_id=$project&category_id=$category", {"name": "Rigging"}),
        NO_TOOL,
    ),
    Deed(
        "remove a category",
        MANAGERS,
        Rpc("removeCategory", {"category_id": "$category"}),
        Rest("DELETE /categories/$category"),
        Page("Category.confirm?project_id=$project&category_id=$category"),
        NO_TOOL,
    ),
    Deed(
        "add a tag",
        MEMBERS,
        Rpc("createTag", {"project_id": "$project", "tag": "rope"}),
        Rest("POST /projects/$project/tags", {"name": "rope"}),
        Page("ProjectTag.create?project_id=$project", {"name": "rope"}),
        NO_TOOL,
        in_browser=frozenset({"manager"}),
        rule="web.md 9.1: in the browser the settings of a project are for its managers; members make tags with tasks",
    ),
    Deed(
        "rename a tag",
        MEMBERS,
        Rpc("updateTag", {"tag_id": "$tag", "tag": "rope"}),
        Rest("PATCH /tags/$tag", {"name": "rope"}),
        Page("ProjectTag.edit?project_id=$project&tag_id=$tag", {"name": "rope"}),
        NO_TOOL,
        in_browser=frozenset({"manager"}),
        rule="web.md 9.1",
    ),
    Deed(
        "remove a tag",
        MEMBERS,
        Rpc("removeTag", {"tag_id": "$tag"}),
        Rest("DELETE /tags/$tag"),
        Page("ProjectTag.confirm?project_id=$project&tag_id=$tag"),
        NO_TOOL,
        in_browser=frozenset({"manager"}),
        rule="web.md 9.1",
    ),
    Deed(
        "change a role",
        MANAGERS,
        Rpc("changeProjectUserRole", {"project_id": "$project", "user_id": "$viewer", "role": "project-member"}),
        Rest("PUT /projects/$project/users/$viewer", {"role": "project-member"}),
        Button(
            "ProjectPermission.changeUserRole?project_id=$project", {"user_id": "$viewer", "role": "project-member"}
        ),
        NO_TOOL,
    ),
    Deed(
        "take a role away",
        MANAGERS,
        Rpc("removeProjectUser", {"project_id": "$project", "user_id": "$viewer"}),
        Rest("DELETE /projects/$project/users/$viewer"),
        Page("ProjectPermission.removeUser?project_id=$project&user_id=$viewer"),
        NO_TOOL,
    ),
    Deed(
        "make a project",
        MAKERS_OF_PROJECTS,
        Rpc("createProject", {"name": "Lighthouse"}),
        Rest("POST /projects", {"name": "Lighthouse"}),
        Page("ProjectCreation.create", {"name": "Lighthouse"}),
        NO_TOOL,
    ),
    Deed(
        "rename a project",
        MANAGERS,
        Rpc("updateProject", {"project_id": "$project", "name": "Haven"}),
        Rest("PATCH /projects/$project", {"name": "Haven"}),
        Page("ProjectEdit.show?project_id=$project", {"name": "Haven"}),
        NO_TOOL,
    ),
    Deed(
        "close a project",
        MANAGERS,
        Rpc("disableProject", {"project_id": "$project"}),
        Rest("POST /projects/$project/disable"),
        Page("ProjectStatus.confirmDisable?project_id=$project"),
        NO_TOOL,
    ),
    Deed(
        "remove a project",
        MANAGERS,
        Rpc("removeProject", {"project_id": "$project"}),
        Rest("DELETE /projects/$project"),
        Page("ProjectStatus.confirmRemove?project_id=$project"),
        NO_TOOL,
    ),
)

DEEDS = (*TASKS, *PARTS, *SETTINGS)
