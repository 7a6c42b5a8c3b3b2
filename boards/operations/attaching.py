"""Files of cards and of projects (web.md 7.6)."""

from __future__ import annotations

from boards.access import Facts
from boards.errors import NotFound
from boards.operations.deed import Doer, Done, deed
from boards.operations.record import undoable
from boards.queries.files import get_project_file, get_task_file
from boards.services.files import remove_project_files, remove_task_files
from boards.wording import deeds


@deed
def discard_task_file(doer: Doer, task_id: int, file_id: int) -> Done:
    """Remove a file of a task. Raises Denied, NotFound (also one of another task)."""
    parts = [("taskfile", file_id)]
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=[task_id], parts=parts) as record:
        record.require(doer, "file.edit", [task_id])
        file = get_task_file(file_id)
        if file.task_id != task_id:
            raise NotFound(f"file {file_id}")
        record.label = deeds.describe_file_removal(file.name)
        remove_task_files(actor=doer.actor, files=[file])
    return Done(label=record.label, operation_id=record.operation_id, changed=[task_id])


@deed
def discard_project_file(doer: Doer, file_id: int) -> Done:
    """Remove a file of the project. Raises Denied, NotFound (also one of another project)."""
    doer.require("file.edit", Facts())
    parts = [("projectfile", file_id)]
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=[], parts=parts) as record:
        file = get_project_file(project_id=doer.project_id, file_id=file_id)
        record.label = deeds.describe_file_removal(file.name)
        remove_project_files(actor=doer.actor, files=[file])
    return Done(label=record.label, operation_id=record.operation_id)
