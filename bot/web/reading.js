/* A whole article beside the chat, at the words that are cited; and copying a quote. */
const page = (window.newscite ??= {});
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const main = () => document.getElementById("nc-main");
let opener = null;  // where the reader came from

page.openArticle = async (button) => {
  const { open: id, turn, start, end } = button.dataset;
  const given = { id, conversation: page.conversation(), turn: Number(turn || 0) };
  if (start !== undefined) Object.assign(given, { start: Number(start), end: Number(end) });
  const got = await page.call("article", given);
  if (got.error) return;
  opener = { id: button.id, open: id, start };
  props.value = got.html;
  main().classList.add("nc-reading");
  page.view("evidence");
  setTimeout(() => {
    element.querySelector("h2")?.focus({ preventScroll: true });
    const mark = element.querySelector(".nc-sought") ?? element.querySelector("mark") ?? element.querySelector("h2");
    mark?.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "center" });
  }, 50);
};

page.closeArticle = (back = true) => {
  if (!main().classList.contains("nc-reading")) return false;
  main().classList.remove("nc-reading");
  props.value = "";
  if (!back || !opener) return true;
  const place = opener.start === undefined ? "" : `[data-start="${opener.start}"]`;
  const all = [...document.querySelectorAll(`[data-open="${opener.open}"]${place}`)];
  const seen = all.find((one) => one.offsetParent);
  if (!seen && opener.start === undefined) page.view("side");
  (seen ?? all[0])?.focus();
  return true;
};

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { /* Not over plain HTTP from elsewhere: the old way still is there. */ }
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "nc-unseen";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
};

page.copy = async (button, text) => {
  const said = (await copy(text)) ? page.texts.copied : page.texts.notCopied;
  button.focus();
  page.say(said);
  const before = (button.dataset.label ??= button.textContent);
  button.textContent = said;
  setTimeout(() => { button.textContent = before; }, 1500);
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.open) page.openArticle(button);
  else if ("close" in button.dataset) page.closeArticle();
  else if (button.dataset.copy) page.copy(button, button.dataset.copy);
});
