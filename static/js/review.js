// The expert's sheet: a digit scores, Enter goes on, Ctrl+Enter leads to the end; how much of a reason is still to be written;
// what is marked in the programme becomes evidence.  Saving is draft.js's; the server counts again.
(() => {
  "use strict";
  function count(input) {
    let text = document.getElementById(input.id + "-least");
    if (!text) {
      text = Object.assign(document.createElement("p"), { id: input.id + "-least", className: "least" });
      input.after(text);
    }
    const lacking = Number(input.dataset.least) - [...input.value.trim()].length;
    text.hidden = lacking > 0 && !input.value.trim();
    text.textContent = lacking > 0 ? input.dataset.short.replace("{n}", lacking) : input.dataset.enough;
    text.classList.toggle("enough", lacking <= 0);
  }
  const scales = () => [...document.querySelectorAll("[data-scale]")];
  const chosen = (scale) => scale.querySelector("input:checked");
  // On a score, a digit chooses and Enter goes on to the next one instead of sending the sheet; with nothing in focus the
  // digit is for the first criterion without a score.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const finish = document.querySelector("[data-finish]");
      if (finish) { event.preventDefault(); finish.click(); }
      return;
    }
    const scale = event.target.matches("[data-scale] input") ? event.target.closest("[data-scale]")
      : event.target === document.body && scales().find((one) => !chosen(one).value);
    if (!scale || event.ctrlKey || event.altKey || event.metaKey) return;
    const goal = event.key === "Enter"
      ? chosen(scales()[scales().indexOf(scale) + 1] || scale)
      : /^[0-5]$/.test(event.key) && scale.querySelector(`input[value="${event.key}"]`);
    if (!goal) return;
    event.preventDefault();
    goal.focus();
    if (event.key !== "Enter" && !goal.checked) goal.click();
  });
  // "Save and next": what was written saves itself, so nothing has to be sent to go on.
  document.addEventListener("click", (event) => {
    const next = event.target.closest("[data-next]");
    if (!next) return;
    event.preventDefault();
    const box = document.getElementById(next.dataset.next + "-part");
    box.scrollIntoView();
    box.querySelector("input:checked, textarea").focus({ preventScroll: true });
  });
  // --- evidence: the place is that of the criterion where one was last
  const pick = () => document.querySelector("[data-pick]");
  let place = "K1";
  document.addEventListener("focusin", ({ target }) => {
    const box = target.closest(".sheet-form [data-field^=K]");
    if (!box) return;
    place = box.dataset.field;
    if (target.matches("textarea")) target.scrollIntoView({ block: "nearest" });
  });
  function marked() {
    const selection = getSelection();
    const start = selection.anchorNode && selection.anchorNode.parentElement;
    const row = start && start.closest("#programme [data-code]");
    const text = selection.toString().trim().replace(/\s+/g, " ");
    return row && text ? `${row.dataset.code}: „${text.slice(0, 200)}${text.length > 200 ? "…" : ""}”` : "";
  }
  document.addEventListener("selectionchange", () => {
    const button = pick();
    if (!button) return;
    button.hidden = !marked();
    button.textContent = button.dataset.pick.replace("{k}", place);
  });
  document.addEventListener("mousedown", (event) => { if (event.target === pick()) event.preventDefault(); });
  document.addEventListener("click", ({ target }) => {
    if (!target.matches || !target.matches("[data-pick]")) return;
    const input = document.getElementById(place + "_evidence");
    input.value = [input.value.trim(), marked()].filter(Boolean).join("; ");
    input.dispatchEvent(new Event("input", { bubbles: true }));
    document.getElementById("announcer").textContent = target.dataset.picked.replace("{k}", place);
    getSelection().removeAllRanges();
  });
  document.addEventListener("input", ({ target }) => { if (target.matches("[data-least]")) count(target); });
  document.querySelectorAll("[data-least]").forEach(count);
})();
