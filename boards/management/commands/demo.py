"""``make demo``: three believable projects, made through the same services as everything else."""

from __future__ import annotations

import random
import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from boards.actors import COMMAND, Actor, ActorKind
from boards.automations.catalogue import create_action
from boards.console import tell_operator
from boards.dates import now
from boards.models import Category, Column, Group, Project, Swimlane, User
from boards.queries.links import get_link_object_by_label
from boards.services.categories import create_category
from boards.services.columns import update_column
from boards.services.comments import create_comment
from boards.services.groups import add_group_member, create_group
from boards.services.memberships import add_project_group, add_project_user
from boards.services.projects import create_project
from boards.services.subtasks import create_subtask
from boards.services.swimlanes import create_swimlane
from boards.services.task_links import create_task_link
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.status import close_task
from boards.services.users import create_user
from boards.transactions import atomic

DAY = 86400
TASKS = 40

PEOPLE = (
    ("mira", "Mira Novak", "app-manager"),
    ("jonas", "Jonas Weber", "app-user"),
    ("aiko", "Aiko Tanaka", "app-user"),
    ("sam", "Sam Okafor", "app-user"),
)
PROJECTS: dict[str, dict[str, Any]] = {
    "Website relaunch": {
        "identifier": "WEB",
        "description": "The new public site, in time for the **autumn fair**.",
        "lanes": ("Content",),
        "categories": (("Bug", "red"), ("Design", "purple"), ("Text", "blue")),
        "tags": ("mobile", "accessibility", "customer"),
        "verbs": ("Draft", "Design", "Review", "Translate", "Measure", "Fix", "Publish", "Test"),
        "things": ("the start page", "the price list", "the contact form", "the photo gallery", "the search box"),
    },
    "Mobile app": {
        "identifier": "APP",
        "description": "Version 2: offline first.",
        "lanes": ("Expedite",),
        "categories": (("Crash", "red"), ("Feature", "green"), ("Chore", "grey")),
        "tags": ("ios", "android", "api"),
        "verbs": ("Add", "Speed up", "Repair", "Remove", "Document", "Profile", "Ship", "Prototype"),
        "things": ("the sync engine", "push messages", "the sign-in screen", "dark mode", "the settings page"),
    },
    "Office move": {
        "identifier": "MOVE",
        "description": "From the third floor to the harbour, without losing a plant.",
        "lanes": ("Suppliers",),
        "categories": (("Furniture", "brown"), ("Network", "teal"), ("People", "orange")),
        "tags": ("landlord", "budget", "urgent"),
        "verbs": ("Order", "Pack", "Call about", "Measure", "Insure", "Return", "Label", "Clean"),
        "things": ("the desks", "the server rack", "the coffee machine", "the meeting room", "the archive"),
    },
}
REMARKS = (
    "I had a look, it is *nearly* done.",
    "Waiting for an answer from outside.",
    "Can we do the smaller half first?",
    "Done on my side, please check.",
)


class Command(BaseCommand):
    help = tell_operator("Fill in three projects with 120 tasks, people, comments, links and automatic actions.")

    group: Group

    @atomic
    def handle(self, **options: Any) -> None:
        if Project.objects.filter(identifier__in=[plan["identifier"] for plan in PROJECTS.values()]).exists():
            raise CommandError(tell_operator("The demo projects are there already."))
        chance = random.Random(7)  # noqa: S311
        people = self.make_people()
        for name, plan in PROJECTS.items():
            self.make_project(name, plan, people, chance)
        told = tell_operator(
            "%(projects)s projects with %(tasks)s tasks.", projects=len(PROJECTS), tasks=len(PROJECTS) * TASKS
        )
        self.stdout.write(self.style.SUCCESS(told))

    def make_people(self) -> list[User]:
        """The team; whoever of it exists stays unchanged. Nobody knows their passwords: administrators set them."""
        people = []
        for username, name, role in PEOPLE:
            user = User.objects.filter(username=username).first()
            people.append(
                user
                or create_user(
                    actor=COMMAND,
                    username=username,
                    password=secrets.token_urlsafe(16),
                    name=name,
                    email=f"{username}@example.org",
                    role=role,
                )
            )
        group = create_group(actor=COMMAND, name="Demo team")
        for user in people:
            add_group_member(actor=COMMAND, group=group, user_id=user.pk)
        self.group = group
        return people

    def make_project(self, name: str, plan: dict[str, Any], people: list[User], chance: random.Random) -> None:
        project = create_project(
            actor=COMMAND,
            name=name,
            identifier=plan["identifier"],
            description=plan["description"],
            owner_id=people[0].pk,
        )
        add_project_user(actor=COMMAND, project=project, user_id=people[0].pk, role="project-manager")
        add_project_group(actor=COMMAND, project=project, group_id=self.group.pk, role="project-member")
        for admin in User.objects.filter(username="admin"):
            add_project_user(actor=COMMAND, project=project, user_id=admin.pk, role="project-manager")
        for lane in plan["lanes"]:
            create_swimlane(actor=COMMAND, project=project, name=lane)
        for category, color_id in plan["categories"]:
            create_category(actor=COMMAND, project=project, name=category, color_id=color_id)
        columns = list(Column.objects.filter(project=project).order_by("position"))
        update_column(
            actor=COMMAND, column=columns[2], title=columns[2].title, task_limit=8, description="At most eight at once."
        )
        tasks = [self.make_task(number, project, plan, people, columns, chance) for number in range(TASKS)]
        blocks = get_link_object_by_label("blocks").id
        for one, other in zip(tasks[::9], tasks[1::9], strict=False):
            create_task_link(actor=COMMAND, task_id=one, opposite_task_id=other, link_id=blocks)
        for task_id in tasks[-6:]:
            close_task(actor=self.acting(people[1]), task_id=task_id)
        create_action(
            actor=COMMAND,
            project=project,
            event_name="task.move.column",
            action_name="\\Kanboard\\Action\\TaskCloseColumn",
            params={"column_id": str(columns[-1].pk)},
        )

    def make_task(
        self,
        number: int,
        project: Project,
        plan: dict[str, Any],
        people: list[User],
        columns: list[Column],
        chance: random.Random,
    ) -> int:
        lanes = list(Swimlane.objects.filter(project=project).values_list("pk", flat=True))
        categories = list(Category.objects.filter(project=project).values_list("pk", flat=True))
        verb = plan["verbs"][number % len(plan["verbs"])]
        thing = plan["things"][(number // len(plan["verbs"])) % len(plan["things"])]
        actor = self.acting(chance.choice(people))
        task = NewTask(
            title=f"{verb} {thing}",
            project_id=project.pk,
            description=f"What has to be done:\n\n- look at {thing}\n- {verb.lower()} it\n- tell the others",
            column_id=columns[min(number * len(columns) // TASKS, len(columns) - 1)].pk,
            swimlane_id=lanes[number % 7 == 0],
            owner_id=chance.choice([0, *(user.pk for user in people)]),
            category_id=chance.choice([0, *categories]),
            color_id=chance.choice(["yellow", "yellow", "blue", "green", "orange"]),
            priority=chance.randrange(4),
            score=chance.choice([0, 1, 2, 3, 5, 8]),
            date_due=now() + chance.randrange(-5, 30) * DAY if number % 3 == 0 else 0,
            time_estimated=chance.choice([None, 2, 4, 8]),
            tags=chance.sample(plan["tags"], chance.randrange(3)),
        )
        task_id = create_task(actor=actor, task=task)
        for step in range(chance.choice([0, 0, 2, 3])):
            create_subtask(
                actor=actor, task_id=task_id, title=f"Step {step + 1}", user_id=actor.user_id, status=step % 3
            )
        if chance.random() < 0.4:
            create_comment(actor=actor, task_id=task_id, user_id=actor.user_id, content=chance.choice(REMARKS))
        return task_id

    def acting(self, user: User) -> Actor:
        return Actor(ActorKind.USER, user.pk, user.username, user.name or "", user.role)
