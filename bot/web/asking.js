/* An offered question that is clicked is asked. */
element.addEventListener("click", (event) => {
  const offered = event.target.closest("[data-ask]");
  if (offered) trigger("click", { question: offered.dataset.ask });
});
