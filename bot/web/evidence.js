/* Lets the other scripts show a kept conversation's evidence. */
(window.newscite ??= {}).evidence = (html) => { props.value = html; };
