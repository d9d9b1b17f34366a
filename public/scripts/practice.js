// Practice with the dispatcher: one question at a time, then the card with the answers. The answers stay in the fields
// of this page: this file sends nothing and stores nothing, and forgets them when the page is left.

const root = document.querySelector("[data-practice]");
const questions = [...root.querySelectorAll(".practice__question")];
const done = root.querySelector(".practice__done");
const card = root.querySelector(".wall");
let current = 0;

root.querySelector(".practice__paper").hidden = true;
for (const steps of root.querySelectorAll(".practice__steps")) steps.hidden = false;
root.addEventListener("click", (event) => answer(event.target.closest("[data-does]")?.dataset.does));
root.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input")) answer("next");
});
window.addEventListener("pagehide", forget);
show();

function answer(does) {
  if (does === "print") {
    window.print();
    return;
  }
  if (does === "next") current += 1;
  else if (does === "back") current -= 1;
  else if (does === "again") forget();
  else return;
  show();
  const now = questions[current];
  (now ? now.querySelector("input") : done).focus();
}

// The question at `current`; past the last one, the card.
function show() {
  const finished = current === questions.length;
  for (const [index, question] of questions.entries()) question.hidden = index !== current;
  done.hidden = !finished;
  card.hidden = !finished;
  if (finished) fill();
}

function fill() {
  for (const line of card.querySelectorAll("[data-answer]")) {
    line.textContent = root.querySelector(`[data-fills="${line.dataset.answer}"]`).value.trim();
  }
}

function forget() {
  for (const field of root.querySelectorAll("input")) field.value = "";
  fill();
  current = 0;
  show();
}
