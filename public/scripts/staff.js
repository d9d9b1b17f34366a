// Starts the staff console. A module, so that no inline script is needed.
import init from "./staff-app.js";

// The colours this person chose, before anything is painted; web/src/pages/staff/prefs.rs keeps them.
try {
  const theme = localStorage.getItem("staff.theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
} catch {
  // Without storage the system's colours are shown.
}

init({ module_or_path: new URL("./staff-app.wasm", import.meta.url) }).catch((error) => {
  // The page's own words say what to do; they stand in the element for this case.
  document.getElementById("start-failed")?.removeAttribute("hidden");
  document.getElementById("app")?.setAttribute("hidden", "");
  throw error;
});
