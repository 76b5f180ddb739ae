/* Taking an answer along, and rating it: kept on this computer. */
const page = (window.newscite ??= {});
const rated = {};  // by conversation and number: "up" or "down"
const key = (turn) => `${page.conversation()}:${turn}`;
const call = (name, given) => page.call(name, { conversation: page.conversation(), ...given });

page.showRatings = () => {
  document.querySelectorAll("[data-rate]").forEach((one) => {
    one.setAttribute("aria-pressed", String(rated[key(one.dataset.turn)] === one.dataset.rate));
  });
};

const keep = async (turn, given) => {
  const got = await call("rate", { turn: Number(turn), ...given });
  if (got.error) return;
  rated[key(turn)] = given.rating;
  page.showRatings();
  page.toast(given.rating ? page.texts.rated : page.texts.unrated);
};

const rate = (button) => {
  const { rate: rating, turn } = button.dataset;
  const under = button.closest(".nc-turn");
  under.querySelector(".nc-why")?.remove();
  if (rated[key(turn)] === rating) return keep(turn, { rating: "" });
  if (rating === "up") return keep(turn, { rating });
  const form = document.getElementById("nc-why").content.firstElementChild.cloneNode(true);
  form.querySelector("button").dataset.why = turn;
  button.closest(".nc-actions").after(form);
  form.scrollIntoView({ block: "nearest" });
  form.querySelector("select").focus();
};

const why = async (button) => {
  const form = button.closest(".nc-why");
  const values = [...form.querySelectorAll("[data-field]")].map((one) => [one.dataset.field, one.value]);
  await keep(button.dataset.why, { rating: "down", ...Object.fromEntries(values) });
  form.remove();
};

const save = async (button) => {
  const got = await call("save", { form: button.dataset.save });
  if (got.error) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([got.text], { type: "text/plain;charset=utf-8" }));
  link.download = got.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  page.say(page.texts.saved);
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { answer, rate: rating, why: turn, save: form } = button.dataset;
  if (rating) rate(button);
  else if (turn) why(button);
  else if (form) save(button);
  else if (answer) {
    const got = await call("copy", { turn: Number(answer) });
    if (!got.error) page.copy(button, got.text);
  }
});
