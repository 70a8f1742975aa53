// Everything the page asks of the sandbox over HTTP, and the live events it sends back.

/** The sandbox answered, and said no: its message is for the person. */
export class Refused extends Error {}

async function ask(method, path, body) {
  const answer = await fetch(`/api/${path}`, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(content.error ?? `The sandbox answered ${answer.status}.`);
  return content;
}

const chatPath = (chatId, rest) => `chats/${chatId}/${rest}`;

export const state = (viewer) => ask("GET", `state${viewer ? `?viewer=${viewer}` : ""}`);
export const messages = (chatId, viewer) => ask("GET", chatPath(chatId, `messages?viewer=${viewer}`));
export const post = (chatId, message) => ask("POST", chatPath(chatId, "messages"), message);
export const press = (chatId, pressed) => ask("POST", chatPath(chatId, "press"), pressed);
export const vote = (chatId, given) => ask("POST", chatPath(chatId, "vote"), given);
export const block = (chatId, person) => ask("POST", chatPath(chatId, "block"), { from: person });
export const unblock = (chatId, person) => ask("POST", chatPath(chatId, "unblock"), { from: person });

export const addPerson = (person) => ask("POST", "people", person);
export const deletePerson = (id) => ask("POST", `people/${id}/delete`, {});
export const addChat = (chat) => ask("POST", "chats", chat);
export const changeMembers = (chatId, change) => ask("POST", chatPath(chatId, "members"), change);
export const promote = (chatId, promotion) => ask("POST", chatPath(chatId, "promote"), promotion);
export const migrate = (chatId) => ask("POST", chatPath(chatId, "migrate"), {});
export const addTopic = (chatId, name) => ask("POST", chatPath(chatId, "topics"), { name });
export const closeTopic = (chatId, topicId) => ask("POST", chatPath(chatId, `topics/${topicId}/close`), {});
export const reopenTopic = (chatId, topicId) => ask("POST", chatPath(chatId, `topics/${topicId}/reopen`), {});
export const deleteTopic = (chatId, topicId) => ask("POST", chatPath(chatId, `topics/${topicId}/delete`), {});

export const faults = () => ask("GET", "faults");
export const addFault = (fault) => ask("POST", "faults", fault);
export const clearFaults = () => ask("DELETE", "faults");
export const requests = (after) => ask("GET", `requests?after=${after}`);
export const clearRequests = () => ask("DELETE", "requests");
export const jump = () => ask("POST", "clock/jump", {});
export const setClock = (now) => ask("POST", "clock", { now });
export const restart = () => ask("POST", "restart", {});

const SOONEST_RETRY = 400;
const LATEST_RETRY = 4000;

/**
 * Follows the sandbox's events for as long as the page lives. `onUp` is called each time the line is there
 * (what happened meanwhile must be read anew then), `onDown` each time it is lost.
 */
export function follow({ onEvent, onUp, onDown }) {
  let wait = SOONEST_RETRY;
  const connect = () => {
    const source = new EventSource("/api/events");
    source.onopen = () => {
      wait = SOONEST_RETRY;
      onUp();
    };
    source.onmessage = (event) => onEvent(JSON.parse(event.data));
    source.onerror = () => {
      // The browser's own retry gives up for good on an HTTP error; a restarting sandbox may well send one.
      source.close();
      onDown();
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, LATEST_RETRY);
    };
  };
  connect();
}
