// Where a person writes: the text, the command menu, what can be attached, and the answers offered as keys.

import { button, element, reconcile } from "./dom.js";
import { popupMenu, toast } from "./dialogs.js";
import { icon } from "./icons.js";
import { replyKeyboard } from "./keyboard.js";
import { authorOf, summaryOf } from "./words.js";

const parts = Object.fromEntries(
  ["composer", "text", "send", "attach", "menu", "keys", "commands", "answering", "reply-keys", "big-button", "closed"]
    .map((id) => [id, document.getElementById(id)]),
);
const drafts = new Map();
const answered = new Map();
const keysHidden = new Set();
let view = null;
let actions = null;
let chosen = -1;
let menuIsOpen = false;

const commandsOf = () => view?.chat.commands ?? [];
const needle = () => /^\/(\w*)$/.exec(parts.text.value)?.[1].toLowerCase();

/** Ties the composer to what it does: `{say, sendPlace, send, start, restartBot}`. */
export function setUpComposer(does) {
  actions = does;
  parts.send.append(icon("send"), icon("mic"));
  parts.attach.append(icon("clip"));
  parts.keys.append(icon("keyboard"));
  parts.menu.prepend(icon("menu"));
  parts.text.addEventListener("input", () => {
    drafts.set(view.key, parts.text.value);
    chosen = -1;
    draw();
  });
  parts.text.addEventListener("keydown", onKey);
  parts.send.addEventListener("click", () => (parts.text.value.trim() ? submit() : actions.send({ voice: true })));
  parts.menu.addEventListener("click", () => {
    menuIsOpen = !menuIsOpen;
    draw();
  });
  parts.keys.addEventListener("click", () => {
    if (!keysHidden.delete(keyboardMark())) keysHidden.add(keyboardMark());
    draw();
  });
  parts.attach.addEventListener("click", openAttachments);
  parts["big-button"].addEventListener("click", () => (view.chat.blocked ? actions.restartBot() : actions.start()));
  document.addEventListener("pointerdown", (event) => {
    if (!menuIsOpen || parts.commands.contains(event.target) || parts.menu.contains(event.target)) return;
    menuIsOpen = false;
    draw();
  });
}

/** Draws the composer for `{key, chat, isEmpty, mayWrite, closedBecause}`. */
export function drawComposer(next) {
  if (view?.key !== next.key) {
    menuIsOpen = false;
    chosen = -1;
    parts.text.value = drafts.get(next.key) ?? "";
  }
  view = next;
  draw();
}

/** The next message answers this one; null takes it back. */
export function answer(message) {
  if (message) answered.set(view.key, message);
  else answered.delete(view.key);
  draw();
  parts.text.focus();
}

function draw() {
  const needsStart = view.chat.type === "private" && (view.isEmpty || view.chat.blocked);
  const isClosed = Boolean(view.closedBecause);
  parts.composer.hidden = needsStart || isClosed;
  parts["big-button"].hidden = !needsStart;
  parts["big-button"].textContent = view.chat.blocked ? "Restart bot" : "Start";
  parts.closed.hidden = !isClosed;
  parts.closed.textContent = view.closedBecause ?? "";
  parts.send.classList.toggle("voice", !parts.text.value.trim());
  parts.send.setAttribute("aria-label", parts.text.value.trim() ? "Send" : "Send a voice message");
  drawMenu();
  drawAnswering();
  drawReplyKeys(needsStart || isClosed);
  fitText();
}

function fitText() {
  parts.text.style.height = "auto";
  parts.text.style.height = `${Math.min(parts.text.scrollHeight, 140)}px`;
}

function drawMenu() {
  const commands = commandsOf();
  parts.menu.hidden = view.chat.type !== "private" || !commands.length;
  parts.menu.setAttribute("aria-expanded", String(menuIsOpen));
  const typed = needle();
  const shown = menuIsOpen ? commands : typed === undefined ? [] : commands.filter(({ command }) => command.startsWith(typed));
  parts.commands.hidden = !shown.length || parts.composer.hidden;
  parts.text.setAttribute("aria-expanded", String(!parts.commands.hidden));
  chosen = Math.min(chosen, shown.length - 1);
  reconcile(parts.commands, shown.map(({ command, description }, at) => ({
    key: command,
    signature: `${description}|${at === chosen}`,
    build: () => element(
      "li", { role: "option", id: `command-${command}`, "aria-selected": String(at === chosen), on: { click: () => pick(command) } },
      element("b", {}, `/${command}`), element("span", {}, description),
    ),
  })));
  const current = shown[chosen];
  if (current) {
    parts.text.setAttribute("aria-activedescendant", `command-${current.command}`);
    parts.commands.children[chosen].scrollIntoView({ block: "nearest" });
  } else parts.text.removeAttribute("aria-activedescendant");
}

function pick(command) {
  menuIsOpen = false;
  parts.text.value = "";
  drafts.delete(view.key);
  say(`/${command}`);
}

function onKey(event) {
  const offered = parts.commands.hidden ? 0 : parts.commands.children.length;
  if (event.key === "Escape" && (menuIsOpen || answered.has(view.key))) {
    menuIsOpen = false;
    answered.delete(view.key);
    draw();
  } else if (offered && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    chosen = event.key === "ArrowDown" ? (chosen + 1) % offered : (chosen > 0 ? chosen : offered) - 1;
    drawMenu();
  } else if (offered && event.key === "Tab" && !event.shiftKey) {
    const command = parts.commands.children[Math.max(chosen, 0)].dataset.key;
    parts.text.value = `/${command} `;
    draw();
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    if (offered && chosen >= 0) pick(parts.commands.children[chosen].dataset.key);
    else submit();
  } else return;
  event.preventDefault();
}

function submit() {
  const text = parts.text.value.trim();
  if (!text) return;
  parts.text.value = "";
  drafts.delete(view.key);
  say(text);
}

function say(text) {
  const message = answered.get(view.key);
  answered.delete(view.key);
  draw();
  actions.say(text, message?.message_id);
}

function drawAnswering() {
  const message = answered.get(view.key);
  parts.answering.hidden = !message || parts.composer.hidden;
  reconcile(parts.answering, message ? [{
    key: String(message.message_id), signature: JSON.stringify(message),
    build: () => element(
      "div", { class: "answering-line" }, icon("reply"),
      element(
        "span", { class: "answering-words" },
        element("b", {}, `Reply to ${authorOf(message)}`), element("span", {}, summaryOf(message)),
      ),
      button({ class: "round", "aria-label": "Do not reply", on: { click: () => answer(null) } }, icon("close")),
    ),
  }] : []);
}

const keyboardMark = () => `${view.key} ${JSON.stringify(view.chat.reply_keyboard)}`;

function drawReplyKeys(isOff) {
  const markup = view.chat.reply_keyboard;
  const offered = Boolean(markup?.keyboard?.length) && !isOff;
  const shown = offered && !keysHidden.has(keyboardMark());
  parts.keys.hidden = !offered;
  parts.keys.setAttribute("aria-pressed", String(shown));
  parts["reply-keys"].hidden = !shown;
  parts.text.placeholder = markup?.input_field_placeholder ?? (view.chat.type === "channel" ? "Broadcast" : "Message");
  const press = {
    say: (text) => {
      if (markup.one_time_keyboard) keysHidden.add(keyboardMark());
      say(text);
    },
    sendPlace: () => actions.sendPlace(),
  };
  reconcile(parts["reply-keys"], shown ? [{ key: "keys", signature: keyboardMark(), build: () => replyKeyboard(markup, press) }] : []);
}

function openAttachments() {
  const { right, top } = parts.attach.getBoundingClientRect();
  popupMenu(right - 180, top - 215, [
    ["photo", "Photo", () => actions.send({ photo: true })],
    ["file", "File", chooseFile],
    ["place", "Location", () => actions.sendPlace()],
    ["smile", "Sticker", () => actions.send({ sticker: true })],
    ["mic", "Voice message", () => actions.send({ voice: true })],
  ]);
}

function chooseFile() {
  const input = element("input", { type: "file" });
  input.addEventListener("change", () => {
    const [file] = input.files;
    const reader = new FileReader();
    reader.onload = () => actions.send({ document: { file_name: file.name, base64: reader.result.split(",")[1] ?? "" } });
    reader.onerror = () => toast("That file could not be read.");
    reader.readAsDataURL(file);
  });
  input.click();
}
