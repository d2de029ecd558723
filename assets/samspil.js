// Makes pages quicker and kinder; everything also works without it.
import CharacterLimit from "dkfds-components/character-limit.js";
import ErrorSummary from "dkfds-components/error-summary.js";

const started = new WeakSet();

function once(scope, selector, start) {
  const found = [...scope.querySelectorAll(selector)];
  if (scope instanceof Element && scope.matches(selector)) found.unshift(scope);
  for (const element of found) {
    if (started.has(element)) continue;
    started.add(element);
    start(element);
  }
}

const limitWords = {
  da: { left: "Du har {value} tegn tilbage", over: "Du har {value} tegn for meget" },
  en: { left: "You have {value} characters left", over: "You have {value} characters too many" },
};

function limit(element) {
  const { left, over } = limitWords[document.documentElement.lang] ?? limitWords.en;
  new CharacterLimit(element, {
    character_remaining: left,
    characters_remaining: left,
    character_too_many: over,
    characters_too_many: over,
  }).init();
}

function drawer(element) {
  const summary = element.querySelector("summary");
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element.open) return;
    element.open = false;
    summary.focus();
  });
  document.addEventListener("click", (event) => {
    if (element.open && !element.contains(event.target)) element.open = false;
  });
  element.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !element.contains(event.relatedTarget)) element.open = false;
  });
}

// A second press while the first is under way sends nothing twice.
function pressOnce(form) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    for (const button of form.querySelectorAll("[type=submit]")) button.setAttribute("aria-busy", "true");
  });
}

// Cards are dragged to another column on top of the form that each of them has.
function board(element) {
  let dragged = null;
  const columnOf = (event) => event.target.closest?.("[data-drop]");
  const clear = () => {
    for (const column of element.querySelectorAll(".is-over")) column.classList.remove("is-over");
  };
  for (const card of element.querySelectorAll("[data-card]")) card.draggable = Boolean(card.querySelector("[data-move]"));
  element.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-card]") ?? null;
    if (!dragged) return;
    dragged.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.card);
  });
  element.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    dragged = null;
    clear();
  });
  element.addEventListener("dragover", (event) => {
    const column = columnOf(event);
    if (!dragged || !column) return;
    event.preventDefault();
    clear();
    if (!column.contains(dragged)) column.classList.add("is-over");
  });
  element.addEventListener("drop", (event) => {
    const column = columnOf(event);
    if (!dragged || !column) return;
    event.preventDefault();
    const form = dragged.querySelector("[data-move]");
    const select = form.elements.to;
    if (column.contains(dragged) || ![...select.options].some((each) => each.value === column.dataset.drop)) return;
    select.value = column.dataset.drop;
    form.requestSubmit();
  });
}

function start(scope) {
  once(scope, "[data-board]", board);
  once(scope, ".error-summary", (element) => new ErrorSummary(element).init());
  once(scope, ".form-limit", limit);
  once(scope, ".drawer", drawer);
  once(scope, "form[method=post]:not([data-again], [hx-post])", pressOnce);
}

// What works with scripts only is there only with scripts.
for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;

start(document);
document.addEventListener("htmx:load", (event) => start(event.detail.elt));
// Coming back with the browser's own button finds a form that can be sent again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  }
});
