/* The conversation: offered questions, asking again, editing, stopping; and what is asked how. */
const page = (window.newscite ??= {});
const log = () => element.querySelector(".nc-log");
const box = () => document.querySelector("#nc-box textarea");
const random = () => [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16)).join("");

let instead = false;   // whether the next question takes the place of the last
let replaced = false;  // whether the question that is being answered does
let ticket = "";       // names that question

let current = "";      // the id of the conversation that is shown
page.conversation = () => current;

const wish = (replacing) => {
  ticket = random();
  return { conversation: page.conversation(), instead: replacing, ticket, scope: page.scope?.() ?? {} };
};

/* At once, before the server has said anything: the question, and that it is on its way. */
const pending = (question, replacing) => {
  const all = log().querySelectorAll(".nc-turn");
  const turns = replacing ? [...all].slice(0, -1) : [...all];
  const turn = document.createElement("div");
  turn.className = "nc-turn";
  turn.innerHTML = '<h2 class="nc-question" dir="auto"></h2><div class="nc-stage"><ol class="nc-stages">'
    + '<li class="nc-now"></li></ol><button type="button" class="nc-act" data-stop=""></button></div>';
  turn.firstChild.textContent = question;
  turn.querySelector("li").textContent = page.texts.waiting;
  const stop = turn.querySelector("button");
  stop.textContent = page.texts.stop;
  stop.dataset.question = question;
  log().replaceChildren(...turns, turn);
  page.closeArticle(false);
  page.view("chat");
};

page.asked = (text) => {
  const asked = wish(instead);
  replaced = instead;
  if (text.trim() && text.length <= 2000) {
    pending(text, instead);
    edit(false);
    // Once Gradio has taken it; what was typed behind it meanwhile stays.
    setTimeout(() => { if (box().value.startsWith(text)) put(box().value.slice(text.length)); });
  }
  return [text, JSON.stringify(asked)];
};

const put = (text) => {
  box().value = text;
  box().dispatchEvent(new Event("input", { bubbles: true }));
};

const fill = (text) => { put(text); box().focus(); };

/* The server did not take the question: it goes back into the box. */
page.failed = () => {
  const stage = element.querySelector(".nc-stage");
  if (!stage) return;
  const { question } = stage.querySelector("[data-stop]").dataset;
  const notice = document.createElement("p");
  notice.className = "nc-notice";
  notice.textContent = page.texts.failed;
  stage.replaceWith(notice);
  page.say(page.texts.failed);
  if (box().value) return;
  fill(question);
  edit(replaced);
};

const edit = (on) => {
  instead = on;
  document.getElementById("nc-editing").hidden = !on;
};

page.edit = () => {
  const last = element.querySelector("[data-edit]");
  if (!last) return;
  fill(last.dataset.edit);
  edit(Boolean(last.dataset.instead));
};

page.unedit = () => { edit(false); fill(""); };

page.stop = () => {
  const button = element.querySelector("[data-stop]");
  if (!button) return false;
  const question = button.dataset.question;
  trigger("stop", { question, wish: { conversation: page.conversation(), instead: replaced, ticket } });
  replaced = false;
  return true;
};

const ask = (question, replacing) => {
  replaced = replacing;
  const asked = wish(replacing);
  trigger("click", { question, wish: asked });
  pending(question, replacing);
};

element.addEventListener("click", (event) => {
  const offered = event.target.closest("[data-ask]");
  if (offered) return ask(offered.dataset.ask, false);
  const again = event.target.closest("[data-again]");
  if (again) return ask(again.dataset.again, Boolean(again.dataset.instead));
  if (event.target.closest("[data-edit]")) return page.edit();
  if (event.target.closest("[data-stop]")) page.stop();
});

/* What to ask instead: found after the answer is there, so that nobody waits for it. */
const suggest = async (place) => {
  const conversation = page.conversation();
  const got = await page.call("suggest", { conversation, scope: page.scope?.() });
  if (place.isConnected && got.html) place.innerHTML = got.html;
};

/* The same for questions to begin with. */
const begin = async (place) => {
  const got = await page.call("begin");
  if (place.isConnected && got.html) place.innerHTML = got.html;
};

/* What a conversation that has just been shown still needs. */
const complete = () => {
  page.showRatings?.();
  const room = log().querySelector("[data-examples]:empty");
  if (room) begin(room);
  const last = [...log().querySelectorAll(".nc-turn")].at(-1);
  const place = last?.querySelector("[data-suggest]:empty");
  if (place && current) suggest(place);
};

const keep = () => {
  sessionStorage.setItem("newscite-conversation", current);
  page.chats?.();
};

/* What is typed, or being answered, outlasts the page: Gradio loads it anew after a lost connection. */
window.addEventListener("pagehide", () => {
  const asked = element.querySelector("[data-stop]")?.dataset.question ?? "";
  sessionStorage.setItem("newscite-typed", box().value || asked);
});

/* Something has come of a question, or the page has just been opened. */
watch("value", () => {
  const now = log();
  if (!now) return;
  current = now.dataset.conversation;
  page.say?.(now.dataset.say);
  const last = [...now.querySelectorAll(".nc-turn")].at(-1);
  if (last?.querySelector(".nc-answer")) edit(false);
  else if (last?.querySelector(".nc-notice")) edit(replaced);  // it is in the box again
  if (last?.querySelector(".nc-stage")) return;
  const typed = sessionStorage.getItem("newscite-typed");
  sessionStorage.removeItem("newscite-typed");
  if (typed && !box().value && last?.querySelector("[data-again]")?.dataset.again !== typed) put(typed);
  keep();
  complete();
});

/* Another conversation is shown: its id counts at once, its text once it is drawn. */
page.log = (html, id) => {
  current = id;
  props.value = html;
  edit(false);
  keep();
  setTimeout(complete, 500);
};
