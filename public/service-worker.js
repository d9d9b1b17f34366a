// The pages for an emergency, kept on the device for the time without a connection, and nothing else: never a case, a
// form, the console or the API. http/pages/offline.rs serves this file at the root and puts EDITION before it: the
// version, the pages, the files they need. When one of them changes, so does this text, and the browser takes the new
// edition in the place of the old one.

/* global EDITION */

const PREFIX = "emergency-";
const CACHE = PREFIX + EDITION.version;

// A connection that says nothing for so long is as good as none when somebody needs help.
const PATIENCE_MS = 3_000;

addEventListener("install", (event) => event.waitUntil(keep().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(forgetOlder().then(() => clients.claim())));
addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (mode === "navigate" && EDITION.pages.includes(pathname)) {
    event.respondWith(page(event.request, pathname));
  } else if (EDITION.files.includes(pathname)) {
    event.respondWith(file(event.request));
  }
});

// All or nothing: an edition that could not be fetched whole is not installed, and the old one stays.
async function keep() {
  const cache = await caches.open(CACHE);
  // No cookie goes along, so that nothing personal can come back; and the pages are those of the server, not of a cache.
  const pages = EDITION.pages.map((path) => new Request(path, { cache: "no-cache", credentials: "omit" }));
  await cache.addAll([...pages, ...EDITION.files]);
}

async function forgetOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
}

// The server's page when it comes in time, else the kept one.
async function page(request, pathname) {
  const kept = await find(pathname);
  if (!kept) return fetch(request);
  const asked = fetch(request).then((answer) => (answer.ok || answer.type === "opaqueredirect" ? answer : kept));
  const waited = new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS, kept); });
  return Promise.race([asked, waited]).catch(() => kept);
}

// A file's name changes with its content, so a kept one is as good as the server's.
async function file(request) {
  return (await find(request)) ?? fetch(request);
}

async function find(request) {
  const cache = await caches.open(CACHE);
  return cache.match(request, { ignoreVary: true });
}
