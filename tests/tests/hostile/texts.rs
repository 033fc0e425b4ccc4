//! Texts that break generators which paste them: by kind of thing they try to break.

/// Ends what it stands in and starts an item: literals, attributes, comments, macros.
const RUST: &[&str] = &[
    "\"]; fn x() {}",
    "*/ fn x() {} /*",
    "\"# fn x() {}",
    "\"## ; mod x {}",
    "r#\"",
    "r#type",
    "'a'",
    "\\",
    "\\\\\"",
    "\\u{41} \\x41 \\n \\0",
    "// x",
    "/// x",
    "//! x",
    "#![allow(warnings)]",
    "#[cfg(any())]",
    "{}",
    "{0} {x:?} {{",
    "$crate::x!()",
    "$x:expr",
    ")); } } fn x() {} mod y { fn z() { (((",
    "; => ,",
    "macro_rules! x { () => {} }",
];

/// Words that Rust or the emitted code have taken.
const WORDS: &[&str] = &[
    "type", "self", "Self", "crate", "super", "async", "gen", "_", "__", "Option", "String", "Vec", "Result",
    "Unknown", "new", "send", "clone", "build", "default", "extra", "Client", "Error", "runtime", "mod", "std", "main",
    "u8",
];

/// Characters that cannot be seen, or make text look other than it is.
const CHARACTERS: &[&str] = &[
    "a\0b",
    "\u{1}\u{1b}[31m\u{7f}\u{9b}",
    "a\rb",
    "a\r\nb\n\nc",
    "\tx",
    "a\u{2028}b\u{2029}c\u{85}d\u{b}e\u{c}f",
    "\u{202e}txet\u{202c} \u{2066}x\u{2069}",
    "\u{200f}\u{200e}\u{61c}",
    "a\u{200b}b\u{200d}c\u{feff}d\u{2060}e",
    "\u{ad}\u{34f}\u{180e}\u{3164}",
    "\u{e0041}\u{fe0f}\u{fffe}\u{fffd}",
    "e\u{301}\u{327}\u{20dd}",
    "😀👩‍👩‍👧 🇪🇺",
    "ж日本ﬁǅİß",
    "\u{a0}x\u{3000}",
];

/// Markdown that rustdoc and clippy object to.
const MARKDOWN: &[&str] = &[
    "```\nlet x: u8 = \"\";",
    "```rust\ncompile_error!();\n```",
    "~~~rust,should_panic\nx\n",
    "    let indented = code;",
    "text\n\n\tlet tabbed = code;\n",
    "<div><b>open <!-- comment",
    "</p> <T> <script>x</script> Vec<String>",
    "[x] [y][z] [`Option`] [crate::x] [std::vec::Vec](x)",
    "[x]: https://example.org/a\n\n[x]",
    "[^1] and\n\n[^1]: a footnote",
    "| a | b |\n|---|---|\n| `|` | [x] |\n| 1",
    "- a\n   - b\n\n\n      - c\n1) d\n+ e",
    "> quote\nlazy\n> > deeper",
    "# heading\n####### seven\nunder\n===\nline\n---",
    "`open `` spans ```",
    "http://example.org/a_(b)?c=[d]&e=<f> https://",
    "![image](javascript:x) [link](<a b> \"t\")",
    "*a _b **c __d ~~e",
    "$a$ \\(x\\) &nbsp; &#0; &lt;b&gt;",
    "[[[[[[[[[[[[x](y)](z)",
    ".. include:: x\n{@link x}",
    "- [ ] task\n- [x] done",
];

/// Paths, addresses, statements, tables: what other languages and formats would read.
const FORMATS: &[&str] = &[
    "",
    " ",
    "\n",
    "../../etc/passwd",
    "..",
    ".",
    "/",
    "a/b~c~1d",
    "C:\\x\\aux",
    "CON",
    "%2e%2e%2f",
    "%",
    "{a}{b}",
    "{",
    "?a=b&c=d#e",
    "'; DROP TABLE x; --",
    "\"\"\"",
    "'''",
    "\"\n]\n[dependencies]\nx = \"1\"\n",
    "]\n[dependencies]",
    "<![CDATA[x]]>",
    "${x} $(x) `x`",
    "0",
    "1e999",
    "-1",
    "null",
    "true",
    "2024-01-01",
    "a,b;c|d",
    "a: b\r\nSet-Cookie: c",
    "*/*",
    "text/html",
];

/// All texts, a long one without any place to break it, and a long one with.
pub(crate) fn texts() -> Vec<String> {
    let all = [RUST, WORDS, CHARACTERS, MARKDOWN, FORMATS].concat();
    let mut texts: Vec<String> = all.into_iter().map(str::to_owned).collect();
    texts.push("x".repeat(100_000));
    texts.push("Long words \"#]/* \u{202e}".repeat(5_000));
    texts
}

/// A text as messages of a test name it.
pub(crate) fn shown(text: &str) -> String {
    format!("{text:?}").chars().take(60).collect()
}
