/* Numbers and cards: pointing at one marks the other, a click brings it into view. */
() => {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const smooth = () => (calm.matches ? "auto" : "smooth");

  const partner = (element) => {
    const number = element.closest("[data-card]");
    if (number) return document.getElementById(`nc-card-${number.dataset.card}`);
    const card = element.closest(".nc-card[id]");
    return card && document.getElementById(card.id.replace("nc-card-", "nc-ref-"));
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
    const set = card.closest(".nc-set");
    document.querySelectorAll(".nc-set").forEach((one) => { one.hidden = one !== set; });
    card.scrollIntoView({ behavior: smooth(), block: "nearest" });
    card.focus({ preventScroll: true });
  };

  document.addEventListener("mouseover", mark);
  document.addEventListener("focusin", mark);
  document.addEventListener("click", (event) => {
    const number = event.target.closest("[data-card]");
    if (number) return reveal(document.getElementById(`nc-card-${number.dataset.card}`));
    const back = event.target.closest("[data-ref]");
    if (!back) return;
    const reference = document.getElementById(`nc-ref-${back.dataset.ref}`);
    reference.scrollIntoView({ behavior: smooth(), block: "nearest" });
    reference.focus({ preventScroll: true });
  });

  /* The box opens once the page has loaded; whoever is not elsewhere by then may type at once. */
  const opening = new MutationObserver(() => {
    const box = document.querySelector("#nc-box textarea:enabled");
    if (!box) return;
    opening.disconnect();
    if (document.activeElement === document.body) box.focus();
  });
  opening.observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"],
  });

  let turns = 0;
  const follow = () => {
    const all = document.querySelectorAll(".nc-turn");
    if (all.length > turns) all[all.length - 1].scrollIntoView({ behavior: smooth(), block: "nearest" });
    turns = all.length;
  };
  new MutationObserver(follow).observe(document.body, { childList: true, subtree: true });
}
