// Shows what a message carries besides text: pictures, moving pictures, files, places, polls, stickers.

import { element } from "./dom.js";
import { icon } from "./icons.js";
import { countOf } from "./words.js";

const WIDEST = 320;
const TALLEST = 400;
const NARROWEST = 140;
const SMALLEST_PICTURE = 8;

const LARGEST_FIRST = (a, b) => b.width * b.height - a.width * a.height;

/** The picture or moving picture of a message as `{url, width, height, moving}`, or null. */
function visualOf(message) {
  if (message.animation) {
    const { url, width, height, mime_type: kind } = message.animation;
    return { url, width, height, moving: !/^image\//.test(kind ?? "video/mp4"), badge: "GIF" };
  }
  if (message.photo?.length) {
    const { url, width, height } = [...message.photo].sort(LARGEST_FIRST)[0];
    return { url, width, height, moving: false };
  }
  if (message.video) {
    const { url, width, height } = message.video;
    return { url, width, height, moving: true };
  }
  return null;
}

/** Whether the message shows a picture edge to edge, with the time laid over it when no words follow. */
export const isVisual = (message) => visualOf(message) !== null || Boolean(message.location);

function picture(message, className) {
  const { url, width, height, moving, badge } = visualOf(message);
  const says = message.caption ?? (badge ? "Animation" : "Photo");
  const shown = moving
    ? element("video", { src: url, muted: true, loop: true, autoplay: true, playsinline: true, "aria-label": says })
    : element("img", { src: url, alt: says, draggable: "false", decoding: "async" });
  // The attribute alone does not mute an element made by script, and only a muted video starts by itself.
  if (moving) shown.muted = true;
  const frame = element("div", { class: `visual ${className}` }, shown, badge && element("span", { class: "badge" }, badge));
  // People here send a picture of one pixel: a sign says more than its colour.
  if (width < SMALLEST_PICTURE) shown.replaceWith(icon("photo"));
  if (message.has_media_spoiler) hide(frame);
  return { frame, width: width || WIDEST, height: height || WIDEST };
}

function hide(frame) {
  frame.classList.add("hidden-media");
  const reveal = element("button", { type: "button", class: "reveal", "aria-label": "Show hidden media" });
  reveal.addEventListener("click", () => {
    frame.classList.remove("hidden-media");
    reveal.remove();
  });
  frame.append(reveal);
}

function single(message) {
  const { frame, width, height } = picture(message, "single");
  const shownWidth = Math.max(NARROWEST, Math.min(width, WIDEST, (TALLEST * width) / height));
  frame.style.width = `${Math.round(shownWidth)}px`;
  frame.style.aspectRatio = `${width} / ${height}`;
  return frame;
}

function album(messages) {
  const grid = element("div", { class: `album of-${Math.min(messages.length, 5)}`, role: "group", "aria-label": "Album" });
  for (const message of messages) grid.append(picture(message, "tile").frame);
  return grid;
}

function place({ latitude, longitude }) {
  const spot = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
  const map = element("div", { class: "map", role: "img", "aria-label": `Location ${spot}` }, icon("place"));
  map.style.backgroundPosition = `${(longitude * 40) % 90}px ${(latitude * 40) % 90}px`;
  return element("div", { class: "place" }, map, element("div", { class: "spot" }, "Location", element("small", {}, spot)));
}

const KILOBYTE = 1024;
function sizeOf(bytes) {
  if (!bytes) return "";
  return bytes < KILOBYTE ** 2 ? `${(bytes / KILOBYTE).toFixed(1)} KB` : `${(bytes / KILOBYTE ** 2).toFixed(1)} MB`;
}

function file(document_) {
  const name = document_.file_name ?? "File";
  return element(
    "a", { class: "file", href: document_.url, download: name },
    element("span", { class: "disc" }, icon("file")),
    element("span", { class: "file-words" }, element("b", {}, name), element("small", {}, sizeOf(document_.file_size))),
  );
}

function voice({ duration }) {
  const bars = Array.from({ length: 28 }, (_, i) => {
    const bar = element("i");
    bar.style.height = `${4 + Math.abs(Math.sin(i * 1.7) * 9 + Math.sin(i * 0.6) * 7)}px`;
    return bar;
  });
  const length = `0:${String(duration ?? 0).padStart(2, "0")}`;
  return element(
    "div", { class: "file", role: "img", "aria-label": "Voice message" },
    element("span", { class: "disc" }, icon("mic")),
    element("span", { class: "file-words" }, element("span", { class: "wave" }, bars), element("small", {}, length)),
  );
}

function sticker({ url, emoji = "🏃" }) {
  const image = element("img", { src: url, alt: emoji });
  const frame = element("div", { class: "sticker" }, image);
  // The same goes for their sticker, and for its emoji.
  image.addEventListener("load", () => image.naturalWidth < SMALLEST_PICTURE && frame.replaceChildren(emoji));
  image.addEventListener("error", () => frame.replaceChildren(emoji));
  return frame;
}

function poll(poll_, vote) {
  const kind = poll_.type === "quiz" ? "Quiz" : "Poll";
  const total = poll_.total_voter_count ?? 0;
  return element(
    "div", { class: "poll" },
    element("b", {}, poll_.question),
    element("small", {}, `${poll_.is_anonymous === false ? "" : "Anonymous "}${kind}`),
    element("ul", {}, poll_.options.map((option, number) => {
      const share = total ? Math.round((100 * option.voter_count) / total) : 0;
      const line = element("span", { class: "share" });
      line.style.width = `calc((100% - 48px) * ${share / 100})`;
      const choice = element(
        "button", { type: "button", disabled: poll_.is_closed, on: { click: () => vote(poll_, [number]) } },
        element("span", { class: "percent" }, total ? `${share}%` : ""), option.text, total > 0 && line,
      );
      return element("li", {}, choice);
    })),
    element("small", { class: "votes" }, poll_.is_closed ? "Final results" : total ? countOf(total, "vote") : "No votes yet"),
  );
}

/** The media of one message, or of an album's messages, or null. */
export function media(messages, actions) {
  const [message] = messages;
  if (messages.length > 1 && visualOf(message)) return album(messages);
  if (visualOf(message)) return single(message);
  if (message.location) return place(message.location);
  if (message.document) return messages.map((each) => file(each.document));
  if (message.voice) return voice(message.voice);
  if (message.sticker) return sticker(message.sticker);
  if (message.poll) return poll(message.poll, actions.vote);
  return null;
}
