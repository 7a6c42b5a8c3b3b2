"""What projects begin with: each template has what it says, and its actions do what they say."""

from __future__ import annotations

import pytest
from django.utils import translation
from django.utils.functional import lazy

from boards.action_params import kind_of_param
from boards.actors import APPLICATION, Actor, ActorKind
from boards.automations.catalogue import create_action
from boards.automations.registry import AUTOMATIONS
from boards.colors import COLORS
from boards.models import Action, Category, Column, Project, ProjectUser, Swimlane, Tag, Task, User
from boards.project_templates import KANBAN, TEMPLATES, ActionPlan, ColumnPlan, ProjectTemplate
from boards.services.project_copies import start_project
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.move import move_task


@pytest.fixture
def mate(db):
    return User.objects.create(username="mate")


def start(template, mate=None, **fields):
    actor = Actor(ActorKind.USER, user_id=mate.pk) if mate else APPLICATION
    return start_project(
        actor=actor, name="New", identifier="", is_private=False, changes={}, template=template, **fields
    )


def names(model, project, field="name"):
    return list(model.objects.filter(project=project).order_by("pk").values_list(field, flat=True))


@pytest.mark.parametrize("template", [pytest.param(one, id=one.id) for one in TEMPLATES.values() if one != KANBAN])
class TestEachTemplate:
    def test_makes_what_it_declares(self, template, db):
        project = start(template)
        columns = Column.objects.filter(project=project).order_by("position").values_list("title", "task_limit")
        assert list(columns) == [(plan.title, plan.task_limit) for plan in template.columns]
        assert names(Swimlane, project) == list(template.swimlanes or ["Default swimlane"])
        assert names(Category, project) == [plan.name for plan in template.categories]
        assert names(Tag, project) == [plan.name for plan in template.tags]
        assert names(Action, project, "action_name") == [plan.action_name for plan in template.actions]

    def test_has_a_method_of_its_own(self, template, db):
        assert len(template.columns) >= 4
        assert any(plan.task_limit for plan in template.columns)
        assert template.categories
        assert template.actions

    def test_its_colours_are_known(self, template, db):
        assert {plan.color_id for plan in (*template.categories, *template.tags)} <= set(COLORS)

    def test_its_actions_are_such_as_the_form_of_actions_makes(self, template, mate):
        """The catalogue checks event, parameters and that what they name is of the project."""
        project = start(template, mate)
        for action in list(Action.objects.filter(project=project)):
            automation = AUTOMATIONS[action.action_name]
            assert {param.name for param in automation.params} == set(action.params)
            create_action(
                actor=APPLICATION,
                project=project,
                event_name=action.event_name,
                action_name=action.action_name,
                params=action.params,
            )
            assert (action.author_id, action.by_program) == (mate.pk, False)


def test_kanban_is_what_there_was_before(db):
    project = start(KANBAN)
    columns = list(Column.objects.filter(project=project).order_by("position").values_list("title", flat=True))
    assert columns == ["Backlog", "Ready", "Work in progress", "Done"]
    assert names(Swimlane, project) == ["Default swimlane"]
    assert not any(model.objects.filter(project=project).exists() for model in (Category, Tag, Action))


def test_names_are_resolved_in_the_language_of_the_creator(db):
    done = lazy(lambda: "Færdig" if translation.get_language() == "da" else "Done", str)()
    plan = ActionPlan("TaskCloseColumn", "task.move.column", {"column_id": done})
    template = ProjectTemplate(id="x", label="X", columns=(ColumnPlan(done),), actions=(plan,))
    with translation.override("da"):
        project = start(template)
    column = Column.objects.get(project=project)
    assert column.title == "Færdig"
    assert Action.objects.get(project=project).params == {"column_id": str(column.pk)}


def test_all_or_nothing(db):
    plan = ActionPlan("TaskCloseColumn", "task.move.column", {"column_id": "No such column"})
    with pytest.raises(KeyError):
        start(ProjectTemplate(id="x", label="X", columns=(ColumnPlan("Here"),), actions=(plan,)))
    assert not Project.objects.exists()


def test_parameters_that_name_something_name_what_the_template_has():
    for template in TEMPLATES.values():
        has = {
            "column": [str(plan.title) for plan in template.columns],
            "swimlane": [str(name) for name in template.swimlanes],
            "category": [str(plan.name) for plan in template.categories],
        }
        for plan in template.actions:
            for name, value in plan.params.items():
                kind = kind_of_param(name)
                assert kind not in has or str(value) in has[kind]


class TestTheyWork:
    def move(self, mate, task_id, project, title):
        move_task(
            actor=Actor(ActorKind.USER, user_id=mate.pk),
            task_id=task_id,
            column_id=Column.objects.get(project=project, title=title).pk,
            swimlane_id=None,
            position=1,
        )

    def test_who_takes_a_story_has_it(self, mate):
        project = start(TEMPLATES["scrum"], mate)
        task_id = create_task(actor=APPLICATION, task=NewTask(title="t", project_id=project.pk))
        self.move(mate, task_id, project, "In progress")
        task = Task.objects.get(pk=task_id)
        assert task.owner_id == mate.pk
        assert task.date_started

    def test_who_is_declined_is_closed_at_once(self, mate):
        project = start(TEMPLATES["hiring"], mate)
        task_id = create_task(actor=APPLICATION, task=NewTask(title="t", project_id=project.pk))
        assert Task.objects.get(pk=task_id).date_due
        self.move(mate, task_id, project, "Declined")
        assert not Task.objects.get(pk=task_id).is_active

    def test_urgent_bugs_come_first(self, mate):
        project = start(TEMPLATES["bugs"], mate)
        urgent = Swimlane.objects.get(project=project, name="Urgent").pk
        hot = create_task(actor=APPLICATION, task=NewTask(title="t", project_id=project.pk, swimlane_id=urgent))
        usual = create_task(actor=APPLICATION, task=NewTask(title="t", project_id=project.pk))
        assert [Task.objects.get(pk=pk).priority for pk in (hot, usual)] == [3, 0]
        assert ProjectUser.objects.get(project=project).user_id == mate.pk
