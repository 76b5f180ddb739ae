/* The left column: conversations, and the library with what is to be asked of it. */
const page = (window.newscite ??= {});
const find = (name) => element.querySelector(`#nc-${name}`);
page.texts = JSON.parse(element.querySelector(".nc-side").dataset.texts);

/* Call a function of the server; what goes wrong is shown, and comes back as `error`. */
page.call = async (name, given = {}) => {
  try {
    const got = await server[`desk_${name}`](given);
    if (got.error) page.toast(got.error);
    return got;
  } catch {
    page.toast(page.texts.offline);
    return { error: page.texts.offline };
  }
};

const later = (work, wait = 200) => {
  let timer;
  return () => { clearTimeout(timer); timer = setTimeout(work, wait); };
};

/* A button that has to be pressed twice: the first time it asks. */
const sure = (button, text) => {
  if (button.dataset.sure) return true;
  const before = button.textContent;
  button.dataset.sure = "1";
  button.textContent = text;
  button.addEventListener("blur", () => {
    delete button.dataset.sure;
    button.textContent = before;
  }, { once: true });
  button.focus();  // where a click does not focus, nothing would blur
  page.say(text);
  return false;
};

/* Conversations. */
page.chats = async () => {
  const current = page.conversation();
  const got = await page.call("chats", { search: find("find").value, current });
  if (got.html !== undefined) find("chats").innerHTML = got.html;
};

/* What is said of a stopped question must not come after the conversation that is opened. */
const stopped = async () => {
  for (let tries = 0; tries < 100 && document.querySelector(".nc-stage"); tries += 1) {
    await new Promise((done) => setTimeout(done, 100));
  }
};

page.open = async (id, going = true) => {
  if (page.stop()) await stopped();
  const got = await page.call("open", { id });
  if (got.error) return;
  page.closeArticle(false);
  page.log(got.log, got.id);
  page.evidence(got.evidence);
  if (!going) return;
  page.view("chat");
  document.querySelector("#nc-box textarea").focus();
};

const remove = async (button) => {
  if (!sure(button, page.texts.sure)) return;
  const got = await page.call("delete", { id: button.dataset.delete });
  if (got.error) return;
  if (button.dataset.delete === page.conversation()) await page.open("");
  await page.chats();
  find("find").focus();
};

find("find").addEventListener("input", later(page.chats));

/* The library, as it is looked at, and the articles that are to be asked. */
const chosen = new Set();
let most = 50;
let state;

const view = () => ({
  words: find("words").value, publisher: find("publisher").value, order: find("order").value,
  first: find("first").value || null, last: find("last").value || null, most,
});

page.scope = () => {
  const scope = { articles: [...chosen] };
  if (!find("only").checked) return scope;
  const { publisher, first, last } = view();
  return { ...scope, publishers: publisher ? [publisher] : [], first, last };
};

const publishers = (names) => {
  const select = find("publisher");
  const options = [["", page.texts.anyPublisher], ...names.map((name) => [name, name])];
  const before = select.value;
  select.replaceChildren(...options.map(([value, label]) => new Option(label, value)));
  select.value = names.includes(before) ? before : "";
};

page.books = async () => {
  const got = await page.call("books", { view: view(), scope: page.scope() });
  if (got.error) return;
  state = got.state;
  if (!find("books").contains(document.activeElement)) find("books").innerHTML = got.html;
  else keepingFocus(find("books"), got.html);
  publishers(got.publishers);
  const count = document.querySelector(".nc-count");
  if (count) count.textContent = got.count;
  document.getElementById("nc-scope-said").textContent = got.asked;
  document.getElementById("nc-scope").hidden = !got.asked;
  // How to begin is no longer to be shown once there is something, and the other way round.
  const begun = Boolean(document.querySelector("[data-begin]"));
  if (document.querySelector(".nc-welcome") && begun !== got.empty) page.open("", false);
};

const keepingFocus = (part, html) => {
  const { choose, open } = document.activeElement.dataset;
  part.innerHTML = html;
  const name = choose ? `[data-choose="${choose}"]` : `[data-open="${open}"]`;
  part.querySelector(name)?.focus({ preventScroll: true });
};

page.everything = () => {
  chosen.clear();
  find("only").checked = false;
  page.books();
};

for (const name of ["words", "publisher", "first", "last", "order", "only"]) {
  find(name).addEventListener("input", later(() => { most = 50; page.books(); }));
}

element.addEventListener("change", (event) => {
  const { choose } = event.target.dataset;
  if (!choose) return;
  if (event.target.checked) chosen.add(choose); else chosen.delete(choose);
  page.books();
});

const discard = async (button) => {
  const got = await page.call("remove", { source: button.dataset.remove });
  if (got.error) return;
  chosen.delete(button.closest("li").querySelector("[data-choose]").dataset.choose);
  find("report").innerHTML = got.html;
  await page.books();
  find("report").querySelector("button").focus();
};

const undo = async () => {
  const got = await page.call("undo");
  if (got.error) return;
  find("report").innerHTML = got.html;
  await page.books();
  find("words").focus();
};

/* Adding: one after the other, and each thing once however often the button is pressed. */
let before = Promise.resolve();
let busy = 0;
const add = (files, text) => {
  if (text) find("paste").value = "";
  busy += 1;
  before = before.then(() => adding(files, text)).catch(() => {}).finally(() => { busy -= 1; });
};
const adding = async (files, text) => {
  find("report").textContent = page.texts.uploading;
  const paths = [];
  for (const file of files) {
    try {
      paths.push((await upload(file)).path);
    } catch (error) {
      const most = /allowed size of ([^:]+):/.exec(error?.message)?.[1];  // as Gradio words it
      const why = most ? page.texts.tooLarge.replace("{most}", most.replace(/(\.0)? M[bB]$/, " MB")) : page.texts.notUploaded;
      page.toast(why.replace("{name}", () => file.name));
    }
  }
  const got = files.length && !paths.length && !text.trim() ? { error: "" } : await page.call("add", { files: paths, text });
  if (got.error !== undefined) {
    find("report").textContent = "";
    find("paste").value ||= text;
    return;
  }
  await follow(got.job);
  await page.books();
};

const follow = async (job) => {
  for (;;) {
    const got = await page.call("progress", { job });
    if (got.error) return;
    find("report").innerHTML = got.html;
    if (got.done) return;
    await new Promise((done) => setTimeout(done, 300));
  }
};

find("files").addEventListener("change", (event) => {
  const files = [...event.target.files];
  event.target.value = "";
  if (files.length) add(files, "");
});

const carries = (event) => event.dataTransfer?.types.includes("Files");
let depth = 0;
const dropping = (on) => {
  const main = document.getElementById("nc-main");
  main.dataset.drop = page.texts.dropHere;
  main.classList.toggle("nc-dropping", on);
  if (!on) depth = 0;
};
document.addEventListener("dragenter", (event) => { if (carries(event)) { depth += 1; dropping(true); } });
document.addEventListener("dragleave", (event) => { if (carries(event) && --depth <= 0) dropping(false); });
document.addEventListener("dragover", (event) => { if (carries(event)) event.preventDefault(); });
document.addEventListener("drop", (event) => {
  if (!carries(event)) return;
  event.preventDefault();
  dropping(false);
  page.view("side");
  add([...event.dataTransfer.files], "");
});

page.adding = (on) => {
  find("add").hidden = !on;
  const button = element.querySelector("[data-adding]");
  button.setAttribute("aria-expanded", String(on));
  if (on) find("paste").focus();
};

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-begin]")) return;
  page.view("side");
  page.adding(true);
});

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { chat, more } = button.dataset;
  if (chat) page.open(chat);
  else if ("new" in button.dataset) page.open("");
  else if (button.dataset.delete) remove(button);
  else if (button.dataset.remove) discard(button);
  else if ("undo" in button.dataset) undo();
  else if ("adding" in button.dataset) page.adding(find("add").hidden);
  else if ("add" in button.dataset) { if (find("paste").value.trim() || !busy) add([], find("paste").value); }
  else if (more) { most = Number(more); page.books(); }
});

/* What the terminal, or another tab, has changed meanwhile. */
const look = async () => {
  if (document.hidden) return;
  const waiting = document.querySelector(".nc-stage");
  try {
    const got = await server.desk_state({});
    if (got.state !== undefined && got.state !== state) await page.books();
  } catch {
    if (waiting) page.failed();  // else it is said when something is asked
  }
};
setInterval(look, 4000);
window.addEventListener("focus", () => { look(); page.chats(); });

page.start = () => Promise.all([page.chats(), page.books()]);
setTimeout(function begin() { (page.toast && page.conversation ? page.start : () => setTimeout(begin, 50))(); });
