"""Where a webhook belongs: the pages of a project and of the installation differ in frame and addresses only."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseBase

from boards.addresses import link
from boards.queries.webhooks import get_webhook
from boards.web.frame.door import rights_on
from boards.web.frame.pages import go, show

if TYPE_CHECKING:
    from boards.models import Project, Webhook
    from boards.web.frame.door import BoardRequest, View


@dataclass(frozen=True, slots=True)
class WebhookHome:
    """``project``: None for the whole installation."""

    project: Project | None

    @property
    def project_id(self) -> int | None:
        return self.project.pk if self.project else None

    def link(self, page: str, **ids: int) -> str:
        """Where a page of here is."""
        if self.project is None:
            return link(f"global_webhook.{page}", **ids)
        return link(f"webhook.{page}", project_id=self.project.pk, **ids)

    def go(self, request: BoardRequest, page: str, **ids: int) -> HttpResponse:
        return go(request, self.link(page, **ids))

    def find(self, webhook_id: int) -> Webhook:
        """1 statement. Raises NotFound, also for one of elsewhere."""
        return get_webhook(webhook_id, project_id=self.project_id)

    def show(self, request: BoardRequest, template: str, heading: str, **context: Any) -> HttpResponse:
        """A page in the frame of the settings that it belongs to."""
        shared: dict[str, Any] = {"home": self, "page_name": "webhooks", "heading": heading}
        if self.project is None:
            shared |= {"area": "settings", "frame_template": "settings/_layout.html"}
        else:
            shared |= {
                "area": "board",
                "view": "settings",
                "project": self.project,
                "rights": rights_on(request, self.project.pk),
                "frame_template": "project_settings/_layout.html",
            }
        return show(request, f"webhooks/{template}", {**shared, **context})


def for_project(view: View) -> View:
    """The view for webhooks of a project: in its place of ``home`` the door gives the ``project``."""

    def show_for_project(request: BoardRequest, project: Project, **values: Any) -> HttpResponseBase:
        return view(request, WebhookHome(project), **values)

    return _declare(show_for_project, view, with_project=True)


def for_installation(view: View) -> View:
    """The view for webhooks of the whole installation."""

    def show_for_installation(request: BoardRequest, **values: Any) -> HttpResponseBase:
        return view(request, WebhookHome(None), **values)

    return _declare(show_for_installation, view, with_project=False)


def _declare(bound: View, view: View, *, with_project: bool) -> View:
    """Tell the door what the view wants: it reads the parameters behind the request."""
    first, _home, *others = inspect.signature(view).parameters.values()
    project = [inspect.Parameter("project", inspect.Parameter.POSITIONAL_OR_KEYWORD)] if with_project else []
    bound.__signature__ = inspect.Signature([first, *project, *others])  # type: ignore[attr-defined]
    return bound
