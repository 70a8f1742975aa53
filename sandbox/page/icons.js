// The few line icons of the page, as inline SVG.

const PATHS = {
  back: "M15 5l-7 7 7 7",
  send: "M4 12l16-8-5 17-3.5-7zM11.5 14L20 4",
  clip: "M19 11.5l-7.5 7.5a4.5 4.5 0 01-6.400-6.400l8-8a3 3 0 014.300 4.300l-8 8a1.5 1.5 0 01-2.100-2.100l7-7",
  menu: "M4 7h16M4 12h16M4 17h16",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  close: "M6 6l12 12M18 6L6 18",
  keyboard: "M4 7h16v10H4zM7.5 10.5v.01M12 10.5v.01M16.5 10.5v.01M8.5 14h7",
  mic: "M12 4a2.5 2.5 0 012.5 2.5v5a2.5 2.5 0 01-5 0v-5A2.5 2.5 0 0112 4zM6.5 11.5a5.5 5.5 0 0011 0M12 17v3",
  down: "M6 10l6 6 6-6",
  place: "M12 21s6.5-6 6.5-11a6.5 6.5 0 00-13 0c0 5 6.5 11 6.5 11zM12 7.5a2.5 2.5 0 110 5 2.5 2.5 0 010-5z",
  file: "M7 3.5h7l4 4v13H7zM13.5 3.5V8H18",
  photo: "M4 6h16v12H4zM4 16l5-5 4 4 2-2 5 4M15.5 9.5v.01",
  smile: "M12 3.5a8.5 8.5 0 110 17 8.5 8.5 0 010-17zM9 10v.01M15 10v.01M8.5 14a4.300 4.300 0 007 0",
  check: "M5 12.5l4.5 4.5L19 7.5",
  read: "M2.5 12.5L7 17l8.5-9.5M11 16l1 1 9.5-9.5",
  forward: "M7 17L17 7M9 7h8v8",
  reply: "M10 6l-6 6 6 6M4 12h9a7 7 0 017 6",
  copy: "M8 8h11v11H8zM5 15V5h10",
  skip: "M5 5l8 7-8 7zM17 5v14",
  restart: "M19 12a7 7 0 11-2-5M18 3v4.5h-4.5",
  lock: "M7 11h10v8H7zM9 11V8.5a3 3 0 016 0V11",
  people: "M9 11.5a3.200 3.200 0 110-6.400 3.200 3.200 0 010 6.400zM3 19c0-3 2.5-5 6-5s6 2 6 5M16 11a2.700 2.700 0 100-5.400M17 14.200c2.400.4 4 2.200 4 4.800",
  megaphone: "M4 10v4h3l8 4V6L7 10zM18 9.5a3.5 3.5 0 010 5",
  app: "M4 5h16v14H4zM4 9h16",
};

/** A decorative icon; the words are on the button that holds it. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
