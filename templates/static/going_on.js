/* A page that follows a calculation loads its answer by itself. It waits for whoever is busy on it:
   to load a page calls off what is being sent or fetched, and what is typed and not sent yet would
   be gone. */
(() => {
  // Whoever got a file, or no answer at all, still has the page after this long.
  const MILLISECONDS_FOR_FORM = 30_000;
  const MILLISECONDS_FOR_LINK = 5_000;
  let leavesUntil = -Infinity;
  let sent = null;
  const isLeaving = () => performance.now() < leavesUntil;
  // Forms with something typed in them: true until it is sent, false until it has arrived.
  const typed = new Map();

  window.addEventListener("input", ({ target }) => {
    if (target.form) typed.set(target.form, true);
  });
  window.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    leavesUntil = performance.now() + MILLISECONDS_FOR_FORM;
    sent = event.target;
  });
  window.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || link.getAttribute("href").startsWith("#")) return;
    leavesUntil = Math.max(leavesUntil, performance.now() + MILLISECONDS_FOR_LINK);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    // A form that is sent as a whole is not saved by itself besides.
    if (isLeaving() && event.target === sent) event.preventDefault();
    else if (typed.has(event.target)) typed.set(event.target, false);
  });
  document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
    if (typed.get(target) !== false) return;
    if (detail.successful) typed.delete(target);
    else typed.set(target, true);
  });
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const { xhr, elt } = event.detail;
    // Where a form is answered by another page, its sender asked for that.
    if (elt.form || elt.matches("form, fieldset")) return;
    if (!xhr.getResponseHeader("HX-Refresh") && !xhr.getResponseHeader("HX-Redirect")) return;
    const isTyping = [...typed.keys()].some((form) => form.isConnected);
    if (!isLeaving() && !isTyping) return;
    event.preventDefault();
    if (!isTyping) return;
    const [work, over] = ["work", "over"].map((part) => document.getElementById(`${elt.id}-${part}`));
    if (!work || !over) return;
    work.hidden = true;
    over.hidden = false;
  });
  // Whoever asks for the answer lets go of what they typed, but not of what is saved by itself.
  document.addEventListener("click", (event) => {
    if (!event.target.matches("[data-go-on]")) return;
    event.preventDefault();
    for (const form of typed.keys()) if (!form.matches("[hx-post]")) typed.delete(form);
  });
})();
