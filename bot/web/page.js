/* Numbers and cards, the parts of the page, keys, and what is said to a screen reader. */
() => {
  const page = (window.newscite ??= {});
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const smooth = () => (calm.matches ? "auto" : "smooth");
  const by = (name) => document.getElementById(name);

  /* Said, and shown for a while. */
  page.say = (text) => { by("nc-said").textContent = text ?? ""; };
  let hiding;
  page.toast = (text) => {
    by("nc-toast").textContent = text;
    clearTimeout(hiding);
    hiding = setTimeout(() => { by("nc-toast").textContent = ""; }, 8000);
  };

  /* Where there is room for one column, which one it is. */
  page.view = (name) => {
    document.querySelectorAll("[data-view]").forEach((one) => {
      one.setAttribute("aria-pressed", String(one.dataset.view === name));
      by("nc-main").classList.toggle(`nc-at-${one.dataset.view}`, one.dataset.view === name);
    });
  };

  /* Pointing at a number marks its card, and the other way; a click brings it into view. */
  const partner = (element) => {
    const number = element.closest("[data-card]");
    if (number) return by(`nc-card-${number.dataset.card}`);
    const card = element.closest(".nc-card[id]");
    return card && by(card.id.replace("nc-card-", "nc-ref-"));
  };

  const mark = (event) => {
    if (!(event.target instanceof Element)) return;
    document.querySelectorAll(".nc-on").forEach((one) => one.classList.remove("nc-on"));
    const other = partner(event.target);
    if (!other) return;
    other.classList.add("nc-on");
    event.target.closest("[data-card], .nc-card").classList.add("nc-on");
  };

  const reveal = (card) => {
    if (!card) return;
    page.closeArticle?.(false);
    page.view("evidence");
    const set = card.closest(".nc-set");
    document.querySelectorAll(".nc-set").forEach((one) => { one.hidden = one !== set; });
    card.scrollIntoView({ behavior: smooth(), block: "nearest" });
    card.focus({ preventScroll: true });
  };

  const back = (name) => {
    const reference = by(`nc-ref-${name}`);
    if (!reference) return;
    page.view("chat");
    reference.scrollIntoView({ behavior: smooth(), block: "nearest" });
    reference.focus({ preventScroll: true });
  };

  /* The next number, or the one before: from the one that has the focus, or whose card has it. */
  const step = (by_) => {
    const all = [...document.querySelectorAll("#nc-conversation .nc-ref")];
    if (!all.length) return;
    const at = document.activeElement;
    const card = at?.closest?.(".nc-card[id]");
    const here = all.indexOf(card ? by(card.id.replace("nc-card-", "nc-ref-")) : at);
    const turn = all.at(-1).closest(".nc-turn");
    const last = all.findIndex((one) => one.closest(".nc-turn") === turn);
    const next = here < 0 ? last : (here + by_ + all.length) % all.length;
    page.view("chat");
    all[next].focus();
  };

  document.addEventListener("mouseover", mark);
  document.addEventListener("focusin", mark);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { card, ref, view, go: part } = button.dataset;
    if (card) reveal(by(`nc-card-${card}`));
    else if (ref) back(ref);
    else if (view ?? part) page.view(view ?? part);
    else if ("help" in button.dataset) by("nc-keys").showModal();
    else if ("unhelp" in button.dataset) by("nc-keys").close();
    else if ("everything" in button.dataset) page.everything();
    else if ("unedit" in button.dataset) page.unedit();
  });

  /* Keys; they are listed in texts.py. By their places, since Alt makes other letters of some. */
  const go = (view, name) => () => { page.view(view); document.querySelector(name)?.focus(); };
  const keys = {
    KeyQ: go("chat", "#nc-box textarea"),
    KeyN: () => page.open(""),
    KeyK: go("side", "#nc-find"),
    KeyL: go("side", "#nc-words"),
    KeyE: go("evidence", "#nc-right .nc-whole h2, .nc-set:not([hidden]) button, .nc-panel"),
    Period: () => step(1),
    Comma: () => step(-1),
    Slash: () => by("nc-keys").showModal(),
  };
  document.addEventListener("keydown", (event) => {
    const box = event.target.closest?.("#nc-box textarea");
    if (event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && keys[event.code]) {
      event.preventDefault();
      keys[event.code]();
    } else if (event.key === "Enter" && !event.shiftKey && box?.value.trim() && document.querySelector(".nc-stage")) {
      page.toast(page.texts.still);
    } else if (event.key === "Escape" && !by("nc-keys").open) {
      if (!page.stop()) page.closeArticle();
    } else if (event.key === "ArrowUp" && box && !box.value) {
      event.preventDefault();
      page.edit();
    }
  });

  /* The box opens once the page has loaded; whoever is not elsewhere by then may type at once. */
  const opening = new MutationObserver(() => {
    const box = document.querySelector("#nc-box textarea:enabled");
    if (!box) return;
    opening.disconnect();
    box.dir = "auto";
    if (document.activeElement === document.body) box.focus();
  });
  opening.observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"],
  });

  /* The last question is followed by the eye: when it is asked, answered, and something is offered. */
  let turns = 0;
  let before = "";
  const follow = () => {
    const all = document.querySelectorAll(".nc-turn");
    const last = all[all.length - 1];
    const now = last ? `${all.length} ${Boolean(last.querySelector(".nc-stage"))} ${last.querySelectorAll(".nc-ask").length}` : "";
    if (now === before) return;
    const added = all.length > turns;
    [turns, before] = [all.length, now];
    if (!last) return;
    const room = by("nc-conversation").getBoundingClientRect();
    const place = last.getBoundingClientRect();
    if (!added && (place.top > room.bottom || place.bottom < room.top)) return;  // the reader is elsewhere
    const block = place.height > room.height - 40 ? "start" : "nearest";
    last.scrollIntoView({ behavior: smooth(), block });
  };
  new MutationObserver(follow).observe(document.body, { childList: true, subtree: true });
}
