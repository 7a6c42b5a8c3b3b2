// What every page has: dialogs, menus, toasts, keys. Pages work without it; it saves the way there and back.
import { bindConnection } from "./shared/connection.js";
import { bindDialogs } from "./shared/dialog.js";
import { bindDrafts } from "./shared/drafts.js";
import { bindEditors } from "./shared/editor.js";
import { bindFields } from "./shared/fields.js";
import { bindFocus } from "./shared/focus.js";
import { bindHistory } from "./shared/history.js";
import { bindLookups } from "./shared/mention.js";
import { bindMenus } from "./shared/menu.js";
import { bindOnce } from "./shared/once.js";
import { bindPalette } from "./shared/palette.js";
import { bindPickers } from "./shared/picker.js";
import { bindShortcuts } from "./shared/shortcuts.js";
import { bindToasts } from "./shared/toasts.js";
import { bindUndo } from "./shared/undo.js";
import { bindTaskKeys } from "./tasks/keys.js";
import { bindTask } from "./tasks/main.js";

document.documentElement.classList.add("scripted");
bindOnce();
bindConnection();
bindDialogs();
bindMenus();
bindToasts();
bindFields();
// Before the keys of the page: where a task has the focus they are its own.
bindTaskKeys();
bindShortcuts();
bindPalette();
bindPickers();
bindEditors();
bindLookups();
bindTask();
bindDrafts();
bindUndo();
bindHistory();
bindFocus();
