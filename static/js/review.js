// The expert's sheet: a digit scores, Enter goes on, and how much of a reason is still to be written.  The server counts again.
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
  // On a score, a digit chooses and Enter goes on to the next one instead of sending the sheet.
  document.addEventListener("keydown", (event) => {
    const scale = event.target.matches("[data-scale] input") && event.target.closest("[data-scale]");
    if (!scale || event.ctrlKey || event.altKey || event.metaKey) return;
    const all = [...document.querySelectorAll("[data-scale]")];
    const goal = event.key === "Enter"
      ? (all[all.indexOf(scale) + 1] || scale).querySelector("input:checked")
      : /^[0-5]$/.test(event.key) && scale.querySelector(`input[value="${event.key}"]`);
    if (!goal) return;
    event.preventDefault();
    goal.focus();
    if (event.key !== "Enter" && !goal.checked) goal.click();
  });
  document.addEventListener("input", ({ target }) => { if (target.matches("[data-least]")) count(target); });
  document.querySelectorAll("[data-least]").forEach(count);
})();
