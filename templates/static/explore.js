/* The workbench by hand: people are dragged from seat to seat, from the bench and back to it. What is
   let go fills in the form that is there already, so the server does the same as for the buttons. */
(() => {
  let dragged = null;
  const place = (target) => target?.closest?.("#workbench [data-seat], #workbench [data-bench]");
  const clear = () => {
    document.querySelectorAll(".drop-here").forEach((one) => one.classList.remove("drop-here"));
  };
  const take = (target) => {
    const from = target.closest?.("#workbench [data-person]");
    dragged = from ? { person: from.dataset.person, seat: from.dataset.seat ?? "" } : null;
    return from;
  };
  /* Where what is dragged may be let go; nothing where it is already. */
  const over = (target) => {
    const here = dragged && place(target);
    clear();
    if (!here || (here.dataset.seat ?? "") === dragged.seat) return null;
    here.classList.add("drop-here");
    return here;
  };
  const drop = (here) => {
    const form = document.getElementById("drag-form");
    // On the bench: their seat is for nobody. On a seat: it is theirs.
    form.elements.seat.value = here.dataset.seat ?? dragged.seat;
    form.elements.person.value = here.dataset.seat ? dragged.person : "";
    form.requestSubmit();
  };
  const end = () => {
    dragged = null;
    clear();
  };

  document.addEventListener("dragstart", (event) => {
    const from = take(event.target);
    if (!from) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", from.querySelector("strong")?.textContent ?? "");
  });
  document.addEventListener("dragover", (event) => {
    if (over(event.target)) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const here = over(event.target);
    if (!here) return;
    event.preventDefault();
    drop(here);
    clear();
  });
  document.addEventListener("dragend", end);

  /* A finger gets no drag events. It drags by the initials, and scrolls by all the rest. */
  const below = (event) => document.elementFromPoint(event.clientX, event.clientY);
  document.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch" && event.target.closest?.(".initials")) take(event.target);
  });
  document.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" && dragged) over(below(event));
  });
  document.addEventListener("pointerup", (event) => {
    if (event.pointerType !== "touch" || !dragged) return;
    const here = over(below(event));
    if (here) drop(here);
    end();
  });
  document.addEventListener("pointercancel", (event) => {
    if (event.pointerType === "touch") clear();
  });

  /* The answer to a step is the heading: where that is out of sight, the page goes to it. A form that
     says where to go on, and a seat that is chosen, stay where they are on the screen. */
  let top = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    top = event.detail.requestConfig?.elt?.getBoundingClientRect().top ?? null;
  });
  const scroll = (used) => {
    const question = document.getElementById("explore-question");
    if (used?.matches("form") && !used.dataset.focus) {
      const box = question?.getBoundingClientRect();
      if (box && (box.top < 0 || box.bottom > window.innerHeight)) question.scrollIntoView();
    } else if (used?.id && top !== null) {
      const now = document.getElementById(used.id)?.getBoundingClientRect().top;
      if (now !== undefined) window.scrollBy({ top: now - top, behavior: "instant" });
    }
    top = null;
  };

  /* Where the button that was used is gone, whoever worked by keyboard goes on where its form says,
     else from the seat. */
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id !== "workbench" && event.detail.elt?.id !== "workbench") return;
    const used = event.detail.requestConfig?.elt;
    if (!document.activeElement || document.activeElement === document.body) {
      const next = used?.dataset?.focus ? `#${used.dataset.focus}` : "#workbench .seat-link[aria-current]";
      document.querySelector(next)?.focus({ preventScroll: true });
    }
    scroll(used);
  });
})();
