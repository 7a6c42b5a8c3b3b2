"""axe-core finds nothing on any page, in both themes, on both widths (ux.md 6)."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.site import LAPTOP, PHONE, Site

SIZES = {"laptop": LAPTOP, "phone": PHONE}


@pytest.fixture(scope="session")
def world(running_site: Site) -> dict[str, Any]:
    """A project with something of everything, and the ids that the pages below name."""
    site = running_site
    project = site.project(members=["ana", "bo"])
    site.rpc("addSwimlane", project_id=project.id, name="Second")
    site.rpc("updateColumn", column_id=project.columns["Ready"], title="Ready", task_limit=1)
    category = site.rpc("createCategory", project_id=project.id, name="Hull")
    task = project.task(
        "Paint the boat", description="# Plan\n\n- one\n- `two`\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        category_id=category, tags=["wet"], priority=2, date_due="2026-01-01", owner_id=site.user("ana"), score=3,
        reference="HULL-1",
    )  # fmt: skip
    other = project.task("Buy paint", column="Ready", color_id="red")
    project.task("Clean", column="Ready", color_id="lime", owner_id=site.user("bo"))
    subtask = site.rpc("createSubtask", task_id=task, title="Sand", user_id=site.user("ana"))
    site.rpc("createComment", task_id=task, user_id=site.user("ana"), content="Hello **you**")
    site.rpc("createTaskLink", task_id=task, opposite_task_id=other, link_id=1)
    site.rpc("createExternalTaskLink", task_id=task, url="https://example.org/", dependency="related", title="Page")
    site.rpc("createTaskFile", project_id=project.id, task_id=task, filename="plan.txt", blob="aGVsbG8=")
    (file,) = site.rpc("getAllTaskFiles", task_id=task)
    site.rpc("enableProjectPublicAccess", project_id=project.id)
    group = site.rpc("createGroup", name="Gardeners of axe")
    site.rpc("addGroupMember", group_id=group, user_id=site.user("ana"))
    return {
        "group": group,
        "project": project.id,
        "task": task,
        "subtask": subtask,
        "file": file["id"],
        "user": site.user("ana"),
        "column": project.columns["Backlog"],
        "swimlane": project.lane,
        "token": site.rpc("getProjectById", project_id=project.id)["token"],
    }


PAGES = [
    "/dashboard",
    "/dashboard/1/projects",
    "/dashboard/{user}/tasks",
    "/dashboard/{user}/subtasks",
    "/my-activity",
    "/search",
    "/search?search=paint+due:<tomorow",
    "/search/activity?search=paint",
    "/user/1/notifications/web",
    "/help/keys",
    "/help/search",
    "/accessibility",
    "/documentation/api",
    "/api/docs/rpc/",
    "/projects",
    "/project/create",
    "/project/create/personal",
    "/board/{project}",
    "/board/{project}?search=title:nothing",
    "/list/{project}",
    "/list/{project}?show_subtasks=1",
    "/list/{project}/change?task_ids={task}",
    "/list/{project}/move?task_ids={task}",
    "/list/{project}/close?task_ids={task}",
    "/project/{project}/overview",
    "/project/{project}/activity",
    "/project/{project}",
    "/project/{project}/edit",
    "/project/{project}/predefined-contents",
    "/project/{project}/predefined-contents/create",
    "/project/{project}/share",
    "/project/{project}/notifications",
    "/project/{project}/integrations",
    "/project/{project}/webhooks",
    "/project/{project}/webhooks/new",
    "/project/{project}/columns",
    "/project/{project}/swimlanes",
    "/project/{project}/categories",
    "/project/{project}/tags",
    "/project/{project}/permissions",
    "/project/{project}/custom-roles",
    "/project/{project}/actions",
    "/project/{project}/action/create",
    "/project/{project}/customer-filters",
    "/project/{project}/customer-filters/create",
    "/project/{project}/duplicate",
    "/project/{project}/import/tasks",
    "/project/{project}/disable",
    "/project/{project}/remove",
    "/?controller=ColumnController&action=edit&project_id={project}&column_id={column}",
    "/board/{project}/column/{column}",
    "/board/{project}/column/{column}/sort",
    "/board/{project}/place?ids={task}",
    "/board/{project}/change/owner_id?ids={task}",
    "/board/{project}/change/color_id?ids={task}",
    "/board/{project}/change/date_due?ids={task}",
    "/project/{project}/task/create",
    "/board/{project}/task/bulk/create/swimlane/{swimlane}/column/{column}",
    "/task/{task}",
    "/task/{task}/edit",
    "/task/{task}/activity",
    "/task/{task}/transitions",
    "/task/{task}/analytics",
    "/task/{task}/time-tracking",
    "/task/{task}/close",
    "/task/{task}/duplicate",
    "/task/{task}/copy-to-project",
    "/task/{task}/move-to-project",
    "/task/{task}/position/show",
    "/task/{task}/recurrence/edit",
    "/task/{task}/email/create",
    "/task/{task}/comment/create",
    "/task/{task}/subtask/create",
    "/task/{task}/internal-link/create",
    "/task/{task}/external-link/find",
    "/task/{task}/file/create",
    "/task/{task}/screenshot",
    "/task/{task}/remove",
    "/task/{task}/file/{file}/show",
    "/?controller=CommentListController&action=show&task_id={task}",
    "/?controller=SubtaskController&action=edit&task_id={task}&subtask_id={subtask}",
    "/user/show/1",
    "/user/profile/{user}",
    "/user/show/1/timesheet",
    "/user/show/1/last-logins",
    "/user/show/1/sessions",
    "/user/show/1/password-reset-history",
    "/user/1/edit",
    "/user/1/avatar",
    "/user/1/password",
    "/user/1/notifications",
    "/user/1/api",
    "/user/1/2fa",
    "/?controller=TwoFactorController&action=show",
    "/user/{user}/authentication",
    "/user/show/{user}",
    "/users",
    "/users?status=active&order=seen",
    "/users?search=nobody-at-all",
    "/?controller=UserCreationController&action=show",
    "/?controller=UserInviteController&action=show",
    "/?controller=UserImportController&action=show",
    "/projects/managers",
    "/projects/members/0",
    "/projects/tasks/{user}/opens",
    "/projects/tasks/0/closed",
    "/?controller=ProjectUserOverviewController&action=users&project_id={project}",
    "/?controller=UserStatusController&action=confirmRemove&user_id={user}",
    "/groups",
    "/group/{group}/members",
    "/?controller=GroupListController&action=confirm&group_id={group}",
    "/?controller=GroupListController&action=associate&group_id={group}",
    "/settings",
    "/settings/application",
    "/settings/email",
    "/settings/project",
    "/settings/board",
    "/settings/integrations",
    "/settings/webhook",
    "/settings/webhooks",
    "/settings/webhooks/new",
    "/settings/api",
    "/?controller=ConfigController&action=token&type=api",
    "/settings/audit",
    "/settings/audit?since=soonish",
    "/settings/links/labels",
    "/settings/links/labels/edit/2",
    "/settings/tags",
    "/settings/currencies",
    "/settings/currencies/create",
    "/extensions",
    "/no/such/page",
]
STRANGERS = [
    "/login",
    "/forgot-password",
    "/public/board/{token}",
    "/public/task/{task}/{token}",
    "/public/board/wrong",
    "/invite/signup/wrong",
]


#: The public board is read anew by the browser, as it has no scripts and web.md 6.10 wants it so.
ALLOWED = {"/public/board/{token}": "meta-refresh"}


def findings(page: Any, path: str) -> list[str]:
    """What axe says against a page: the rule and the first place."""
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]} {one['nodes'][0]['failureSummary'][:200]}"
        for one in Axe().run(page).response["violations"]
        if one["id"] != ALLOWED.get(path)
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_page_has_a_finding(site, world, size, scheme):
    # What is still coming in has another contrast.
    options = {"viewport": SIZES[size], "color_scheme": scheme, "reduced_motion": "reduce"}
    page = site.open("/user/1/edit", "admin", **options)
    if page.locator("[name=theme]").input_value() != "auto":
        page.locator("[name=theme]").select_option("auto")
        page.get_by_role("button", name="Save").click()
        page.wait_for_url("**/user/show/**")
    stranger = site.browser.new_context(base_url=site.url, **options)
    site.contexts.append(stranger)
    outside = stranger.new_page()
    said: dict[str, list[str]] = {}
    wide: list[str] = []
    for view, paths in ((page, PAGES), (outside, STRANGERS)):
        for path in paths:
            view.goto(path.format(**world))
            if found := findings(view, path):
                said[path] = found
            if view.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append(path)
    assert not said, "\n".join(f"{path} {line}" for path, lines in said.items() for line in lines)
    assert wide == []
