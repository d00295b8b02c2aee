/* The workbench by hand: people are dragged from seat to seat, from the bench and back to it. What is
   let go fills in the form that is there already, so the server does the same as for the buttons. */
(() => {
  let dragged = null;
  const place = (target) => target.closest?.("#workbench [data-seat], #workbench [data-bench]");
  const clear = () => {
    document.querySelectorAll(".drop-here").forEach((one) => one.classList.remove("drop-here"));
  };

  document.addEventListener("dragstart", (event) => {
    const from = event.target.closest?.("#workbench [data-person]");
    if (!from) return;
    dragged = { person: from.dataset.person, seat: from.dataset.seat ?? "" };
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", from.querySelector("strong")?.textContent ?? "");
  });
  document.addEventListener("dragover", (event) => {
    const here = dragged && place(event.target);
    clear();
    if (!here || (here.dataset.seat ?? "") === dragged.seat) return;
    event.preventDefault();
    here.classList.add("drop-here");
  });
  document.addEventListener("drop", (event) => {
    const here = dragged && place(event.target);
    clear();
    if (!here) return;
    event.preventDefault();
    const form = document.getElementById("drag-form");
    // On the bench: their seat is for nobody. On a seat: it is theirs.
    form.elements.seat.value = here.dataset.seat ?? dragged.seat;
    form.elements.person.value = here.dataset.seat ? dragged.person : "";
    form.requestSubmit();
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    clear();
  });
  /* Whoever worked by keyboard goes on from the seat, where the button that was used is gone. */
  document.addEventListener("htmx:afterSettle", () => {
    if (document.activeElement && document.activeElement !== document.body) return;
    document.querySelector("#workbench .seat-link[aria-current]")?.focus({ preventScroll: true });
  });
})();
