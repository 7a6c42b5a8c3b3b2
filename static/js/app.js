// What every page has: dialogs, menus, toasts, keys. Pages work without it; it saves the way there and back.
import { bindConnection } from "./connection.js";
import { bindDialogs } from "./dialog.js";
import { bindDrafts } from "./drafts.js";
import { bindFocus } from "./focus.js";
import { bindMenus } from "./menu.js";
import { bindToasts } from "./toasts.js";
import { bindShortcuts } from "./shortcuts.js";
import { bindFields } from "./fields.js";
import { bindOnce } from "./once.js";
import { bindPalette } from "./palette.js";
import { bindPickers } from "./picker.js";
import { bindEditors } from "./task/editor.js";
import { bindTask } from "./task/main.js";
import { bindTaskKeys } from "./task/keys.js";
import { bindLookups } from "./task/mention.js";
import { bindUndo } from "./undo.js";
import { bindHistory } from "./history.js";

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
