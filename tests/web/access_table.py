# ruff: noqa: E501 - one line an address
"""Who may open what: every address of web.md 2, by hand from web.md 9 and not from our code.

Our own addresses, with names in small letters, have no query form.

A line: whom it is for, how it is asked, the name, the extra parameters of its query form, and its paths. Words in braces
are ids of what the crawl has prepared. ``-``: there is no path.

whom  P everybody · U who is signed in · V viewer and above · M member and above · MGR manager · OWN oneself · AD
      administrators · AM application managers and administrators · AUTHOR who wrote it (the member) · FILTER the
      owner (the member), managers · CREATOR who made the task (the manager) · SELF oneself, not even administrators
how   GET shows · POST does · BOTH asks on GET and does it on POST · AJAX shows to scripts
"""

TABLE = """
P       BOTH Auth.login - /login
P       BOTH Auth.check - /login/check
P       BOTH PasswordReset.create - /forgot-password
P       POST PasswordReset.save - -
P       GET  BoardView.readonly token={token} /public/board/{token}
P       GET  TaskView.readonly task_id={task}&token={token} /public/task/{task}/{token}
P       GET  Feed.project token={token} /feed/project/{token}
P       GET  ICalendar.project token={token} /ical/project/{token}
P       GET  Feed.user token={feed} /feed/user/{feed}
P       GET  ICalendar.user token={feed} /ical/user/{feed}
P       GET  public.picture - /public/task/{task}/{token}/file/{file}
U       POST TwoFactor.check - -

OWN     GET  Dashboard.show user_id={user} /dashboard/{user}
U       GET  Dashboard.show - /dashboard /
AD      POST first.settle - /dashboard/first-steps
OWN     GET  Dashboard.projects user_id={user} /dashboard/{user}/projects
OWN     GET  Dashboard.tasks user_id={user} /dashboard/{user}/tasks
OWN     GET  Dashboard.subtasks user_id={user} /dashboard/{user}/subtasks
OWN     GET  Dashboard.activity user_id={user} /dashboard/{user}/activity
OWN     GET  Dashboard.notifications user_id={user} /dashboard/{user}/notifications
U       GET  Activity.user - /my-activity
V       GET  Activity.project project_id={project} /project/{project}/activity
V       GET  Activity.task task_id={task} /task/{task}/activity
U       GET  Search.index search=boat /search
U       GET  search.language - /search/language
U       BOTH search.change - /search/change/priority
U       BOTH search.do - /search/do/take
U       GET  search.move - /search/move
U       GET  search.facet - /search/filter/assignee
U       GET  Search.activity search=boat /search/activity
OWN     GET  WebNotification.show user_id={user} /user/{user}/notifications/web
OWN     BOTH WebNotification.flush user_id={user} /user/{user}/notifications/web/flush/x
OWN     BOTH WebNotification.remove user_id={user}&notification_id={letter} /user/{user}/notifications/web/remove/{letter}/x
OWN     BOTH WebNotification.redirect user_id={user}&notification_id={letter} -
U       GET  UserAjax.status - -
U       GET  UserAjax.autocomplete term=mem -
M       GET  UserAjax.mention project_id={project}&search=m -
U       GET  TaskAjax.autocomplete term=boat -
M       GET  offers.people - /project/{project}/offers/people?term=m
U       GET  offers.tasks - /offers/tasks?term=1
U       GET  TaskAjax.suggest search=1 -
U       POST TaskAjax.preview - -
U       GET  Documentation.show - /documentation
U       GET  help.actions - /help/actions
U       GET  help.roles - /help/roles
U       GET  help.api - /help/api
U       GET  Documentation.shortcuts - /help/keys

U       GET  ProjectList.show - /projects
AM      BOTH ProjectCreation.create - /project/create
U       BOTH ProjectCreation.createPrivate - /project/create/personal
U       POST ProjectCreation.save - -
V       GET  ProjectView.show project_id={project} /project/{project} /p/{project}
V       POST project.star - /project/{project}/star
V       GET  ProjectOverview.show project_id={project} /project/{project}/overview /project/{project}/overview/boat
MGR     BOTH ProjectEdit.show project_id={project} /project/{project}/edit
MGR     POST ProjectEdit.update project_id={project} -
MGR     BOTH ProjectPredefinedContent.show project_id={project} /project/{project}/predefined-contents
MGR     POST ProjectPredefinedContent.update project_id={project} -
MGR     BOTH PredefinedTaskDescription.create project_id={project} /project/{project}/predefined-contents/create
MGR     POST PredefinedTaskDescription.save project_id={project} /project/{project}/predefined-contents/save
MGR     BOTH PredefinedTaskDescription.edit project_id={project}&id={template} /project/{project}/predefined-contents/edit/{template}
MGR     POST PredefinedTaskDescription.update project_id={project}&id={template} -
MGR     BOTH PredefinedTaskDescription.confirm project_id={project}&id={template} /project/{project}/predefined-contents/remove/{template}
MGR     BOTH PredefinedTaskDescription.remove project_id={project}&id={template} -
MGR     BOTH ProjectView.share project_id={project} /project/{project}/share
MGR     BOTH ProjectView.updateSharing project_id={project} -
MGR     GET  ProjectView.notifications project_id={project} /project/{project}/notifications
MGR     GET  ProjectView.integrations project_id={project} /project/{project}/integrations
MGR     GET  webhook.list - /project/{project}/webhooks
MGR     BOTH webhook.add - /project/{project}/webhooks/new
MGR     GET  webhook.show - /project/{project}/webhooks/{webhook}
MGR     BOTH webhook.change - /project/{project}/webhooks/{webhook}/edit
MGR     BOTH webhook.renew - /project/{project}/webhooks/{webhook}/secret
MGR     POST webhook.test - /project/{project}/webhooks/{webhook}/test
MGR     BOTH webhook.turn_off - /project/{project}/webhooks/{webhook}/off
MGR     POST webhook.turn_on - /project/{project}/webhooks/{webhook}/on
MGR     GET  webhook.delivery - /project/{project}/webhooks/{webhook}/deliveries/{delivery}
MGR     POST webhook.redeliver - /project/{project}/webhooks/{webhook}/deliveries/{delivery}/again
MGR     BOTH webhook.remove - /project/{project}/webhooks/{webhook}/remove
MGR     GET  Column.index project_id={project} /project/{project}/columns
MGR     BOTH Column.create project_id={project} -
MGR     POST Column.save project_id={project} -
MGR     BOTH Column.edit project_id={project}&column_id={column} -
MGR     POST Column.update project_id={project}&column_id={column} -
MGR     POST Column.move project_id={project} -
MGR     BOTH Column.confirm project_id={project}&column_id={column} -
MGR     BOTH Column.remove project_id={project}&column_id={column} -
MGR     GET  Swimlane.index project_id={project} /project/{project}/swimlanes
MGR     BOTH Swimlane.create project_id={project} -
MGR     POST Swimlane.save project_id={project} -
MGR     BOTH Swimlane.edit project_id={project}&swimlane_id={swimlane} -
MGR     POST Swimlane.update project_id={project}&swimlane_id={swimlane} -
MGR     BOTH Swimlane.enable project_id={project}&swimlane_id={swimlane} -
MGR     BOTH Swimlane.disable project_id={project}&swimlane_id={swimlane} -
MGR     POST Swimlane.move project_id={project} -
MGR     BOTH Swimlane.confirm project_id={project}&swimlane_id={swimlane} -
MGR     BOTH Swimlane.remove project_id={project}&swimlane_id={swimlane} -
MGR     GET  Category.index project_id={project} /project/{project}/categories
MGR     BOTH Category.create project_id={project} -
MGR     POST Category.save project_id={project} -
MGR     BOTH Category.edit project_id={project}&category_id={category} -
MGR     POST Category.update project_id={project}&category_id={category} -
MGR     BOTH Category.confirm project_id={project}&category_id={category} -
MGR     BOTH Category.remove project_id={project}&category_id={category} -
MGR     GET  ProjectTag.index project_id={project} /project/{project}/tags
MGR     BOTH ProjectTag.create project_id={project} -
MGR     POST ProjectTag.save project_id={project} -
MGR     BOTH ProjectTag.edit project_id={project}&tag_id={tag} -
MGR     POST ProjectTag.update project_id={project}&tag_id={tag} -
MGR     BOTH ProjectTag.confirm project_id={project}&tag_id={tag} -
MGR     BOTH ProjectTag.remove project_id={project}&tag_id={tag} -
AD      BOTH ProjectTag.confirmMakeGlobalTag project_id={project}&tag_id={tag} -
AD      BOTH ProjectTag.makeGlobalTag project_id={project}&tag_id={tag} -
MGR     POST ProjectTag.updateSettings project_id={project} -
MGR     GET  ProjectPermission.index project_id={project} /project/{project}/permissions
MGR     POST ProjectPermission.addUser project_id={project} -
MGR     BOTH ProjectPermission.removeUser project_id={project}&user_id={user} -
MGR     POST ProjectPermission.changeUserRole project_id={project} -
MGR     POST ProjectPermission.addGroup project_id={project} -
MGR     BOTH ProjectPermission.removeGroup project_id={project}&group_id={group} -
MGR     POST ProjectPermission.changeGroupRole project_id={project} -
MGR     GET  ProjectRole.show project_id={project} /project/{project}/custom-roles
MGR     BOTH ProjectRole.create project_id={project} -
MGR     POST ProjectRole.save project_id={project} -
MGR     BOTH ProjectRole.edit project_id={project}&role_id={role} -
MGR     POST ProjectRole.update project_id={project}&role_id={role} -
MGR     BOTH ProjectRole.confirm project_id={project}&role_id={role} -
MGR     BOTH ProjectRole.remove project_id={project}&role_id={role} -
MGR     BOTH ProjectRoleRestriction.create project_id={project}&role_id={role} -
MGR     POST ProjectRoleRestriction.save project_id={project}&role_id={role} -
MGR     BOTH ProjectRoleRestriction.confirm project_id={project}&restriction_id={project_rule} -
MGR     BOTH ProjectRoleRestriction.remove project_id={project}&restriction_id={project_rule} -
MGR     BOTH ColumnRestriction.create project_id={project}&role_id={role} -
MGR     POST ColumnRestriction.save project_id={project}&role_id={role} -
MGR     BOTH ColumnRestriction.confirm project_id={project}&restriction_id={column_rule} -
MGR     BOTH ColumnRestriction.remove project_id={project}&restriction_id={column_rule} -
MGR     BOTH ColumnMoveRestriction.create project_id={project}&role_id={role} -
MGR     POST ColumnMoveRestriction.save project_id={project}&role_id={role} -
MGR     BOTH ColumnMoveRestriction.confirm project_id={project}&restriction_id={move_rule} -
MGR     BOTH ColumnMoveRestriction.remove project_id={project}&restriction_id={move_rule} -
MGR     GET  Action.index project_id={project} /project/{project}/actions
MGR     BOTH action.change - /project/{project}/action/{action}/edit
MGR     BOTH Action.confirm project_id={project}&action_id={action} /project/{project}/action/{action}/confirm
MGR     BOTH Action.remove project_id={project}&action_id={action} /project/{project}/action/{action}/remove
MGR     BOTH ActionCreation.create project_id={project} /project/{project}/action/create
MGR     POST ActionCreation.event project_id={project} /project/{project}/action/event
MGR     POST ActionCreation.params project_id={project} /project/{project}/action/params
MGR     POST ActionCreation.save project_id={project} /project/{project}/action/save
MGR     BOTH ProjectActionDuplication.show project_id={project} -
MGR     POST ProjectActionDuplication.save project_id={project} -
M       GET  CustomFilter.index project_id={project} /project/{project}/customer-filters /project/{project}/custom-filters
M       BOTH CustomFilter.create project_id={project} /project/{project}/customer-filters/create
M       POST CustomFilter.save project_id={project} -
FILTER  BOTH CustomFilter.edit project_id={project}&filter_id={filter} -
FILTER  POST CustomFilter.update project_id={project}&filter_id={filter} -
FILTER  BOTH CustomFilter.confirm project_id={project}&filter_id={filter} -
FILTER  BOTH CustomFilter.remove project_id={project}&filter_id={filter} -
MGR     BOTH ProjectView.duplicate project_id={project} /project/{project}/duplicate
MGR     POST ProjectView.doDuplication project_id={project} -
MGR     BOTH ProjectView.importTasks project_id={project} /project/{project}/import/tasks
MGR     POST ProjectView.doTasksImport project_id={project} -
MGR     BOTH ProjectStatus.confirmEnable project_id={project} /project/{project}/enable
MGR     BOTH ProjectStatus.enable project_id={project} -
MGR     BOTH ProjectStatus.confirmDisable project_id={project} /project/{project}/disable
MGR     BOTH ProjectStatus.disable project_id={project} -
MGR     BOTH ProjectStatus.confirmRemove project_id={project} /project/{project}/remove
MGR     BOTH ProjectStatus.remove project_id={project} -
M       BOTH ProjectFile.create project_id={project} -
M       POST ProjectFile.save project_id={project} -
M       BOTH ProjectFile.confirm project_id={project}&file_id={project_file} /project/{project}/file/{project_file}/remove
M       BOTH ProjectFile.remove project_id={project}&file_id={project_file} -
V       GET  FileViewer.show project_id={project}&file_id={project_file} /project/{project}/file/{project_file}/show/x
V       GET  FileViewer.download project_id={project}&file_id={project_file} /project/{project}/file/{project_file}/download/x
V       GET  FileViewer.browser project_id={project}&file_id={project_file} /project/{project}/file/{project_file}/view

V       GET  BoardView.show project_id={project} /board/{project} /b/{project} /board/{project}/search/boat
M       POST BoardAjax.save project_id={project} -
V       AJAX BoardAjax.check project_id={project}&timestamp=1 -
V       POST BoardAjax.reload project_id={project} -
V       BOTH BoardAjax.collapse project_id={project} -
V       BOTH BoardAjax.expand project_id={project} -
V       GET  BoardTooltip.tasklinks task_id={task} /board/tooltip/{task}/tasklinks
V       GET  BoardTooltip.externallinks task_id={task} /board/tooltip/{task}/externallinks
V       GET  BoardTooltip.subtasks task_id={task} /board/tooltip/{task}/subtasks
V       GET  BoardTooltip.attachments task_id={task} /board/tooltip/{task}/attachments
V       GET  BoardTooltip.description task_id={task} /board/tooltip/{task}/description
V       GET  BoardTooltip.recurrence task_id={task} /board/tooltip/{task}/recurrence
V       GET  BoardTooltip.swimlane project_id={project}&swimlane_id={swimlane} /board/tooltip/{project}/swimlane/{swimlane}
M       BOTH BoardPopover.confirmCloseColumnTasks project_id={project}&swimlane_id={swimlane}&column_id={column} /board/{project}/close-tasks/swimlane/{swimlane}/column/{column}
M       POST BoardPopover.closeColumnTasks project_id={project}&swimlane_id={swimlane}&column_id={column} -
M       BOTH TaskBulk.show project_id={project}&swimlane_id={swimlane}&column_id={column} /board/{project}/task/bulk/create/swimlane/{swimlane}/column/{column}
M       POST TaskBulk.save project_id={project} -
M       BOTH TaskReorder.reorderColumn project_id={project}&swimlane_id={swimlane}&column_id={column}&sort=id&direction=desc -
V       GET  TaskList.show project_id={project} /list/{project} /l/{project} /list/{project}/search/boat
M       GET  TaskBulkMoveColumn.show project_id={project}&task_ids={task} -
M       POST TaskBulkMoveColumn.save project_id={project} -
M       GET  TaskBulkChangeProperty.show project_id={project}&task_ids={task} -
M       POST TaskBulkChangeProperty.save project_id={project} -

U       BOTH task.new - /tasks/new
M       BOTH TaskCreation.show project_id={project} /project/{project}/task/create /board/{project}/task/create/swimlane/{swimlane}/column/{column}
M       POST TaskCreation.save project_id={project} -
M       BOTH TaskCreation.duplicateProjects project_id={project}&task_id={task} -
V       GET  TaskView.show task_id={task} /task/{task} /t/{task}
M       BOTH TaskModification.edit task_id={task} /task/{task}/edit
M       BOTH TaskModification.update task_id={task} /task/{task}/update
M       BOTH TaskModification.assignToMe task_id={task} /task/{task}/assign-to-me/x /task/{task}/assign-to-me/redirect/board/x
M       BOTH TaskModification.start task_id={task} /task/{task}/start/x /task/{task}/start/redirect/list/x
M       BOTH TaskStatus.close task_id={task} /task/{task}/close
M       BOTH TaskStatus.open task_id={task} /task/{task}/open
CREATOR BOTH TaskSuppression.confirm task_id={task} /task/{task}/remove /task/{task}/remove/redirect/board
CREATOR BOTH TaskSuppression.remove task_id={task} -
M       BOTH TaskDuplication.duplicate task_id={task} /task/{task}/duplicate
M       BOTH TaskDuplication.copy task_id={task} /task/{task}/copy-to-project /task/{task}/copy-to-project/{project}
M       BOTH TaskDuplication.move task_id={task} /task/{task}/move-to-project /task/{task}/move-to-project/{project}
M       BOTH TaskMovePosition.show task_id={task} /task/{task}/position/show
M       POST TaskMovePosition.save task_id={task} /task/{task}/position/save
M       BOTH TaskRecurrence.edit task_id={task} /task/{task}/recurrence/edit
M       POST TaskRecurrence.update task_id={task} -
M       BOTH TaskMail.create task_id={task} /task/{task}/email/create
M       POST TaskMail.send task_id={task} /task/{task}/email/send
V       GET  TaskView.transitions task_id={task} /task/{task}/transitions
V       GET  TaskView.analytics task_id={task} /task/{task}/analytics
V       GET  TaskView.timetracking task_id={task} /task/{task}/time-tracking
M       BOTH Comment.create task_id={task} /task/{task}/comment/create
M       POST Comment.save task_id={task} /task/{task}/comment/save
AUTHOR  BOTH Comment.edit task_id={task}&comment_id={comment} /task/{task}/comment/{comment}/edit
AUTHOR  POST Comment.update task_id={task}&comment_id={comment} /task/{task}/comment/{comment}/update
AUTHOR  POST comment.check - /task/{task}/comment/{comment}/check
AUTHOR  BOTH Comment.confirm task_id={task}&comment_id={comment} /task/{task}/comment/{comment}/confirm
AUTHOR  BOTH Comment.remove task_id={task}&comment_id={comment} /task/{task}/comment/{comment}/remove/x
V       BOTH Comment.toggleSorting task_id={task} -
V       GET  CommentList.show task_id={task} -
M       POST CommentList.save task_id={task} -
V       BOTH CommentList.toggleSorting task_id={task} -
M       BOTH CommentMail.create task_id={task} -
M       POST CommentMail.save task_id={task} -
M       BOTH Subtask.create task_id={task} /task/{task}/subtask/create
M       POST Subtask.save task_id={task} /task/{task}/subtask/save
M       BOTH Subtask.edit task_id={task}&subtask_id={subtask} -
M       POST Subtask.update task_id={task}&subtask_id={subtask} -
M       BOTH Subtask.confirm task_id={task}&subtask_id={subtask} -
M       BOTH Subtask.remove task_id={task}&subtask_id={subtask} -
M       POST Subtask.movePosition task_id={task} -
M       BOTH SubtaskStatus.change task_id={task}&subtask_id={subtask} -
M       BOTH SubtaskStatus.timer task_id={task}&subtask_id={subtask}&timer=start -
M       BOTH SubtaskConverter.show task_id={task}&subtask_id={subtask} -
M       BOTH SubtaskConverter.save task_id={task}&subtask_id={subtask} -
M       BOTH SubtaskRestriction.show task_id={task}&subtask_id={subtask} -
M       POST SubtaskRestriction.save task_id={task}&subtask_id={subtask} -
M       BOTH TaskInternalLink.create task_id={task} /task/{task}/internal-link/create
M       POST TaskInternalLink.save task_id={task} /task/{task}/internal-link/save
M       BOTH TaskInternalLink.edit task_id={task}&link_id={link} -
M       POST TaskInternalLink.update task_id={task}&link_id={link} -
M       BOTH TaskInternalLink.confirm task_id={task}&link_id={link} -
M       BOTH TaskInternalLink.remove task_id={task}&link_id={link} -
M       BOTH TaskExternalLink.find task_id={task} /task/{task}/external-link/find
M       POST TaskExternalLink.create task_id={task} /task/{task}/external-link/create
M       POST TaskExternalLink.save task_id={task} /task/{task}/external-link/save
M       BOTH TaskExternalLink.edit task_id={task}&link_id={external} -
M       POST TaskExternalLink.update task_id={task}&link_id={external} -
M       BOTH TaskExternalLink.confirm task_id={task}&link_id={external} -
M       BOTH TaskExternalLink.remove task_id={task}&link_id={external} -
M       BOTH TaskFile.create task_id={task} /task/{task}/file/create
M       POST TaskFile.save task_id={task} /task/{task}/file/save
M       BOTH TaskFile.screenshot task_id={task} /task/{task}/screenshot
M       BOTH TaskPopover.screenshot task_id={task} -
M       BOTH TaskFile.confirm task_id={task}&file_id={file} /task/{task}/file/{file}/confirm
M       BOTH TaskFile.remove task_id={task}&file_id={file} /task/{task}/file/{file}/remove
V       GET  FileViewer.show task_id={task}&file_id={file} /task/{task}/file/{file}/show/x
V       GET  FileViewer.image task_id={task}&file_id={file} /task/{task}/file/{file}/image/x
V       GET  FileViewer.thumbnail task_id={task}&file_id={file} /task/{task}/file/{file}/thumbnail/x
V       GET  FileViewer.download task_id={task}&file_id={file} /task/{task}/file/{file}/download/x
V       GET  FileViewer.browser task_id={task}&file_id={file} /task/{task}/file/{file}/view

U       GET  UserView.profile user_id={user} /user/profile/{user}
OWN     GET  UserView.show user_id={user} /user/show/{user}
OWN     GET  UserView.timesheet user_id={user} /user/show/{user}/timesheet
OWN     GET  UserView.lastLogin user_id={user} /user/show/{user}/last-logins
OWN     GET  UserView.sessions user_id={user} /user/show/{user}/sessions
OWN     GET  UserView.passwordReset user_id={user} /user/show/{user}/password-reset-history
OWN     BOTH UserView.removeSession user_id={user}&id={session}&kind=living -
AD      GET  UserList.show - /users
AD      GET  UserList.search search=mem -
OWN     GET  UserView.external user_id={user} /user/{user}/accounts
OWN     GET  UserView.integrations user_id={user} /user/{user}/integrations
OWN     BOTH UserView.share user_id={user} /user/{user}/share
AD      BOTH UserCreation.show - -
AD      POST UserCreation.save - -
AM      GET  ProjectUserOverview.managers user_id={user} /projects/managers /projects/managers/{user}
AM      GET  ProjectUserOverview.members user_id={user} /projects/members/{user}
AM      GET  ProjectUserOverview.opens user_id={user} /projects/tasks/{user}/opens
AM      GET  ProjectUserOverview.closed user_id={user} /projects/tasks/{user}/closed
AD      GET  ProjectUserOverview.users project_id={project} -
AD      GET  UserImport.show - -
AD      POST UserImport.save - -
AD      GET  UserImport.template - -
AD      BOTH UserInvite.show - -
AD      POST UserInvite.save - -
AD      POST invitation.send - /users/invitation/{invitation}/send
AD      BOTH invitation.withdraw - /users/invitation/{invitation}/withdraw
AD      BOTH UserStatus.confirmEnable user_id={user} -
AD      BOTH UserStatus.enable user_id={user} -
AD      BOTH UserStatus.confirmDisable user_id={user} -
AD      BOTH UserStatus.disable user_id={user} -
AD      BOTH UserStatus.confirmRemove user_id={user} -
AD      BOTH UserStatus.remove user_id={user} -
OWN     BOTH UserModification.show user_id={user} /user/{user}/edit
OWN     POST UserModification.save user_id={user} -
OWN     BOTH AvatarFile.show user_id={user} /user/{user}/avatar
OWN     POST AvatarFile.upload user_id={user} -
OWN     BOTH AvatarFile.remove user_id={user} -
OWN     BOTH UserCredential.changePassword user_id={user} /user/{user}/password
OWN     POST UserCredential.savePassword user_id={user} -
AD      BOTH UserCredential.changeAuthentication user_id={user} /user/{user}/authentication
AD      POST UserCredential.saveAuthentication user_id={user} -
AD      BOTH UserCredential.unlock user_id={user} -
SELF    GET  TwoFactor.index user_id={user} /user/{user}/2fa
SELF    BOTH second_factor.codes user_id={user} /user/{user}/2fa/codes
U       BOTH TwoFactor.show - -
U       POST TwoFactor.test - -
U       POST TwoFactor.deactivate - -
AD      BOTH TwoFactor.disable user_id={user} -
OWN     BOTH UserView.notifications user_id={user} /user/{user}/notifications
OWN     GET  UserApiAccess.show user_id={user} /user/{user}/api
OWN     BOTH UserApiAccess.generate user_id={user} -
OWN     BOTH UserApiAccess.remove user_id={user} -
AD      GET  GroupList.index - /groups /groups?search=gard&order=-members
AD      GET  GroupList.users group_id={group} /group/{group}/members
AD      GET  GroupList.associate group_id={group} -
AD      POST GroupList.addUser group_id={group} -
AD      BOTH GroupList.dissociate group_id={group}&user_id={user} -
AD      BOTH GroupList.removeUser group_id={group}&user_id={user} -
AD      BOTH GroupList.confirm group_id={group} -
AD      BOTH GroupList.remove group_id={group} -
AD      BOTH GroupCreation.show - -
AD      POST GroupCreation.save - -
AD      BOTH GroupModification.show group_id={group} -
AD      POST GroupModification.save group_id={group} -
AD      GET  Config.index - /settings
AD      GET  Config.application - /settings/application
AD      GET  Config.email - /settings/email
AD      GET  Config.project - /settings/project
AD      GET  Config.board - /settings/board
AD      GET  Config.integrations - /settings/integrations
AD      GET  Config.webhook - /settings/webhook
AD      GET  Config.api - /settings/api
AD      POST Config.save redirect=application -
AD      BOTH Config.token type=api -
AD      GET  global_webhook.list - /settings/webhooks
AD      BOTH global_webhook.add - /settings/webhooks/new
AD      GET  global_webhook.show - /settings/webhooks/{global_webhook}
AD      BOTH global_webhook.change - /settings/webhooks/{global_webhook}/edit
AD      BOTH global_webhook.renew - /settings/webhooks/{global_webhook}/secret
AD      POST global_webhook.test - /settings/webhooks/{global_webhook}/test
AD      BOTH global_webhook.turn_off - /settings/webhooks/{global_webhook}/off
AD      POST global_webhook.turn_on - /settings/webhooks/{global_webhook}/on
AD      GET  global_webhook.delivery - /settings/webhooks/{global_webhook}/deliveries/{global_delivery}
AD      POST global_webhook.redeliver - /settings/webhooks/{global_webhook}/deliveries/{global_delivery}/again
AD      BOTH global_webhook.remove - /settings/webhooks/{global_webhook}/remove
AD      GET  settings.audit - /settings/audit /settings/audit?person=admin&since=yesterday
AD      POST settings.mail - /settings/email/test
AD      GET  Link.show - /settings/links/labels /settings/links
AD      BOTH Link.create - /settings/links/labels/create
AD      POST Link.save - -
AD      BOTH Link.edit link_id={kind} /settings/links/labels/edit/{kind}
AD      BOTH Link.update link_id={kind} /settings/links/labels/update/{kind}
AD      BOTH Link.confirm link_id={kind} /settings/links/labels/confirm/{kind}
AD      BOTH Link.remove link_id={kind} /settings/links/labels/remove/{kind}/x
AD      GET  Currency.show - /settings/currencies
AD      BOTH Currency.create - /settings/currencies/create
AD      POST Currency.save - -
AD      BOTH Currency.change - /settings/currencies/change
AD      POST Currency.update - -
AD      BOTH currency.confirm - /settings/currencies/EUR/remove
AD      GET  Tag.index - /settings/tags
AD      BOTH Tag.create - -
AD      POST Tag.save - -
AD      BOTH Tag.edit tag_id={global_tag} -
AD      POST Tag.update tag_id={global_tag} -
AD      BOTH Tag.confirm tag_id={global_tag} -
AD      BOTH Tag.remove tag_id={global_tag} -
AD      GET  Plugin.show - /extensions
AD      GET  Plugin.directory - /extensions/directory
P       GET  stylesheet - /application.css

M       POST task.tick - /task/{task}/tick
M       POST subtask.tick - /task/{task}/subtask/{subtask}/tick
M       POST task.check - /task/{task}/check
V       GET  task.peek - /task/{task}/peek
V       GET  task.news - /task/{task}/news
U       GET  help.search - /help/search
U       GET  accessibility - /accessibility
U       GET  palette - /palette /palette?term=boat
U       GET  day - /day?text=fri
P       GET  favicon - /favicon.ico
P       GET  manifest - /manifest.webmanifest
U       GET  messages - /messages
U       GET  session - /session
V       POST list.columns - /list/{project}/columns
M       GET  list.change - /list/{project}/change?task_ids={task}
M       GET  list.pick - /list/{project}/change/priority?task_ids={task}
M       GET  list.move - /list/{project}/move?task_ids={task}
M       BOTH list.close - /list/{project}/close?task_ids={task}
V       GET  board.changes - /board/{project}/changes?since=0
V       GET  board.cell - /board/{project}/cell?column_id={column}&swimlane_id={swimlane}
V       GET  board.language - /board/{project}/language
V       GET  board.facet - /board/{project}/filter/assignee
V       POST board.pin - /board/{project}/pin
V       POST board.view - /board/{project}/view
M       POST board.move - /board/{project}/move
M       GET  board.marks - /board/{project}/marks?text=x
M       POST board.add - /board/{project}/add
M       BOTH board.change - /board/{project}/change/priority?ids={task}
M       BOTH board.close - /board/{project}/close?ids={task}
M       POST board.reopen - /board/{project}/reopen?ids={task}
M       BOTH board.place - /board/{project}/place?ids={task}
V       GET  board.lanes - /board/{project}/column/{column}
M       BOTH board.sort - /board/{project}/column/{column}/sort
U       POST undo - /undo
U       POST redo - /redo
"""

#: Addresses of Kanboard without a page yet (web.md 2): analytics, exports and imports, feeds, invitations, the overview of
#: people, and what is for plug-ins only. Nobody is led to them.
MISSING = """
/analytics/tasks/{project} /analytics/users/{project} /analytics/cfd/{project} /analytics/burndown/{project}
/analytics/average-time-column/{project} /analytics/lead-cycle-time/{project} /export/tasks/{project}
/export/subtasks/{project} /export/transitions/{project} /export/summary/{project} /project/{project}/import
"""
