// What every public page runs: small things at once, then the WebAssembly that takes over the form.
// A page is whole without this file; whatever fails here leaves the plain page working.

const script = document.querySelector("script[data-wasm]");

focusErrors();
offerPrinting();
guardDoubleSubmit();
leaveWithoutTrace();
keepEmergencyPages();
if (document.querySelector("[data-practice]")) import("./practice.js");
const mounted = document.querySelector('[data-mount="form"]');
if (script && mounted && value()) {
  takeOver().catch((error) => console.info("The plain form stays.", error));
}

// The summary of errors takes the focus, so that it is read first.
function focusErrors() {
  document.querySelector("[data-focus]")?.focus();
}

function offerPrinting() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

// A second press within ten seconds does nothing; after that the visitor may believe it got lost.
function guardDoubleSubmit() {
  let sent = new WeakMap();
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const last = sent.get(event.target);
    if (last && event.timeStamp - last < 10_000) {
      event.preventDefault();
    } else {
      sent.set(event.target, event.timeStamp);
    }
  });
  // Who comes back by the Back button may send the form again.
  window.addEventListener("pageshow", () => {
    sent = new WeakMap();
  });
}

// "Leave this page now": the page goes blank at once and takes no place in the history. Shift three times does the same.
function leaveWithoutTrace() {
  const link = document.querySelector("a[data-leave]");
  if (!link) return;
  const leave = () => {
    document.documentElement.classList.add("is-leaving");
    document.title = "…";
    location.replace(link.href);
  };
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    leave();
  });
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    presses = [...presses, event.timeStamp].filter((time) => event.timeStamp - time < 2_000);
    if (presses.length >= 3) leave();
  });
}

// How to call 9-1-1 stays on the device, so that it opens without a connection. A visit looks for a newer edition.
function keepEmergencyPages() {
  if (!navigator.serviceWorker) return;
  window.addEventListener("load", async () => {
    try {
      const registration = await navigator.serviceWorker.register("/service-worker.js");
      if (registration.active) await registration.update();
    } catch {
      // Without it the pages still come from the server.
    }
  });
}

function value() {
  const text = document.getElementById("page-value")?.textContent.trim();
  return text && text !== "null";
}

async function takeOver() {
  const { default: init } = await import(new URL(script.dataset.js, location.href));
  await init({ module_or_path: new URL(script.dataset.wasm, location.href) });
}
