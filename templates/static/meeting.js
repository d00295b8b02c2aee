/* The arrow keys go a step back or on, but for whoever is typing or moves a table to the side. */
document.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest?.("input, textarea, select, .scroll")) return;
  document.querySelector(`#meeting a[rel="${step}"]`)?.click();
});
