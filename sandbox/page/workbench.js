// The panel of the bot: its clock, its restart, faults to send it, and what it asked of Telegram lately.

import * as api from "./api.js";
import { field, options, panelForm } from "./controls.js";
import { attempt, toast } from "./dialogs.js";
import { element, reconcile } from "./dom.js";
import { known, now, setClock } from "./store.js";
import { clockTime, lengthOf } from "./words.js";

const FAULTS = [
  ["429", "429 Too Many Requests"], ["500", "500 Internal Server Error"], ["502", "502 Bad Gateway"],
  ["timeout_before", "Timeout, message not accepted"], ["timeout_after", "Timeout, message accepted"],
  ["drop_before", "Connection lost, not accepted"], ["drop_after", "Connection lost, accepted"],
  ["403", "403 Blocked by the user"], ["400_chat_not_found", "400 Chat not found"], ["migrated", "Group became a supergroup"],
];
const METHODS = ["sendMessage", "sendPhoto", "sendAnimation", "editMessageText", "answerCallbackQuery", "getUpdates"];
const LONGEST_LOG = 60;
const LOOK_EVERY = 1500;

const clockFace = document.getElementById("clock");
const jumped = document.getElementById("jumped");
const jumpButton = document.getElementById("jump");
const restartButton = document.getElementById("restart");
const setTime = document.getElementById("set-time");
const faultList = document.getElementById("faults");
const log = document.getElementById("log");
let asked = [];
let seenUpTo = 0;

/** Puts the buttons and forms to work. */
export function setUpWorkbench() {
  jumpButton.addEventListener("click", () => busy(jumpButton, () => moved(api.jump())));
  restartButton.addEventListener("click", () => busy(restartButton, async () => {
    await api.restart();
    toast("The bot starts again.");
  }));
  setTime.append(panelForm("Set the bot's clock", [
    field("Set the clock", element("input", { name: "now", type: "datetime-local", required: true })),
    element("button", { type: "submit" }, "Set"),
  ], ({ now: time }) => moved(api.setClock(new Date(time).toISOString()))));
  setUpFaults();
  document.getElementById("clear-log").addEventListener("click", () => attempt(async () => {
    await api.clearRequests();
    asked = [];
    drawLog();
  }));
  setInterval(drawClock, 1000);
  readLog();
  setInterval(readLog, LOOK_EVERY);
}

async function busy(control, action) {
  control.setAttribute("aria-busy", "true");
  await attempt(action);
  control.removeAttribute("aria-busy");
}

async function moved(answering) {
  const before = now();
  const { now: after, moved_seconds: seconds, next_due_at: next } = await answering;
  setClock(after);
  const by = seconds ?? (Date.parse(after) - before) / 1000;
  jumped.textContent = `Moved ${by < 0 ? "back " : ""}${lengthOf(by)}.${next ? ` The next one is due ${clockTime(next)}.` : ""}`;
  toast(jumped.textContent);
  drawClock();
}

function drawClock() {
  const shown = clockTime(new Date(now()).toISOString());
  if (clockFace.textContent !== shown) clockFace.textContent = shown;
}

function setUpFaults() {
  document.getElementById("new-fault").append(panelForm("Send a fault", [
    field("What goes wrong", element("select", { name: "kind" }, options(FAULTS))),
    field("For", element("select", { name: "where" }, options([["", "every chat"], ["chat", "the open chat"]]))),
    field("Method", element("select", { name: "method" }, options([["", "any"], ...METHODS.map((name) => [name, name])]))),
    field("Times", element("input", { name: "times", type: "number", min: 1, value: 1 })),
    field("Seconds", element("input", {
      name: "seconds", type: "number", min: 0, step: "any", value: 5,
      title: "How long to wait after a 429, or how long a timeout hangs",
    })),
    element("button", { type: "submit" }, "Send the fault"),
  ], async ({ kind, where, method, times, seconds }) => {
    await api.addFault({
      kind, method: method || null, chat_id: where ? known.chatId : null, times: Number(times),
      ...(kind === "429" ? { retry_after: Math.ceil(Number(seconds)) } : {}),
      ...(kind.startsWith("timeout") ? { seconds: Number(seconds) } : {}),
    });
    await drawFaults();
  }));
  document.getElementById("clear-faults").addEventListener("click", () => attempt(async () => {
    await api.clearFaults();
    await drawFaults();
  }));
}

async function drawFaults() {
  const answer = await api.faults();
  const waiting = answer.faults ?? answer;
  const names = Object.fromEntries(FAULTS);
  reconcile(faultList, waiting.map((fault, at) => ({
    key: String(at), signature: JSON.stringify(fault),
    build: () => element("li", {}, `${names[fault.kind] ?? fault.kind} · ${fault.method ?? "any method"} · ${fault.times ?? "no"} left`),
  })));
  document.getElementById("clear-faults").hidden = !waiting.length;
}

async function readLog() {
  if (document.hidden || !known.isConnected) return;
  try {
    const { requests } = await api.requests(seenUpTo);
    if (requests.length) {
      seenUpTo = requests.at(-1).n;
      asked = [...asked, ...requests].slice(-LONGEST_LOG);
      drawLog();
    }
    await drawFaults();
  } catch {
    // The banner already says that the sandbox is gone.
  }
}

/** A new sandbox counts its requests from one again. */
export function forgetLog() {
  seenUpTo = 0;
  asked = [];
  drawLog();
}

function drawLog() {
  reconcile(log, [...asked].reverse().map((request) => ({
    key: String(request.n), signature: "",
    build: () => {
      const status = request.status === 200 ? "status" : "status bad";
      const trouble = [request.error, request.fault && `Fault: ${request.fault}`].filter(Boolean);
      return element("li", {}, element(
        "details", {},
        element(
          "summary", {},
          element("span", { class: "method" }, request.method), element("span", { class: status }, String(request.status ?? "cut")),
        ),
        element("pre", {}, [JSON.stringify(request.parameters, null, 2), ...trouble].join("\n")),
      ));
    },
  })));
}

/** Draws what the sandbox can do for this bot. */
export function drawWorkbench() {
  jumpButton.disabled = !known.canJump;
  jumpButton.title = known.canJump ? "" : "This bot has no clock that can be moved.";
  setTime.hidden = !known.canJump;
  restartButton.hidden = !known.canRestart;
  drawClock();
}
