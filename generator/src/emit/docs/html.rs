//! HTML in a text -> markdown: the tags that descriptions use become their markdown, all others vanish or are left as
//! text. Code is left as it is.

/// The text without the tags that HTML knows. What only looks like a tag (`<id>`) stays.
pub(super) fn to_markdown(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let mut converter = Converter { out: String::with_capacity(text.len()), links: Vec::new(), code: None };
    let mut rest = text;
    while let Some(at) = rest.find(['<', '`']) {
        let (before, tail) = rest.split_at(at);
        converter.out.push_str(before);
        rest = if tail.starts_with('`') { converter.backticks(tail) } else { converter.tag(tail) };
    }
    converter.out.push_str(rest);
    converter.out
}

struct Converter {
    out: String,
    /// Targets of the links that are open; `None` for an anchor without one.
    links: Vec<Option<String>>,
    /// Where the text of an open `<code>` begins.
    code: Option<usize>,
}

impl Converter {
    /// Copies a code span or fence whole, or a lone run of backticks.
    fn backticks<'a>(&mut self, text: &'a str) -> &'a str {
        let run = text.len() - text.trim_start_matches('`').len();
        let fence = run >= 3 && self.out.rsplit('\n').next().is_none_or(|line| line.trim().is_empty());
        let body = &text[run..];
        let end = if fence { find_fence_end(body, run) } else { find_run(body, run) };
        let length = run + end.unwrap_or(if fence { body.len() } else { 0 });
        let (copied, rest) = text.split_at(length);
        self.out.push_str(copied);
        rest
    }

    fn tag<'a>(&mut self, text: &'a str) -> &'a str {
        if let Some(comment) = text.strip_prefix("<!--") {
            return comment.split_once("-->").map_or("", |(_, rest)| rest);
        }
        let Some((tag, rest)) = text.get(1..).and_then(|text| text.split_once('>')) else {
            self.out.push('<');
            return &text[1..];
        };
        let closing = tag.starts_with('/');
        let name = tag.trim_start_matches('/');
        let name = name.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
        let attributes = tag.trim_start_matches('/').get(name.len()..).unwrap_or_default();
        let plausible = attributes.is_empty() || attributes.starts_with([' ', '\n', '/']);
        if tag.len() > 500 || !plausible || !self.convert(&name.to_ascii_lowercase(), closing, attributes) {
            self.out.push('<');
            return &text[1..];
        }
        rest
    }

    /// Writes the markdown of a tag; `false` where HTML knows no such tag.
    fn convert(&mut self, name: &str, closing: bool, attributes: &str) -> bool {
        match name {
            "b" | "strong" => self.emphasis("**", closing),
            "i" | "em" => self.emphasis("*", closing),
            "code" | "tt" | "kbd" | "samp" => self.inline_code(closing),
            "br" => self.out.push('\n'),
            "p" | "div" | "ul" | "ol" | "dl" | "table" | "tbody" | "thead" | "blockquote" | "hr" | "section"
            | "details" | "summary" | "pre" | "dt" | "article" | "center" => self.out.push_str("\n\n"),
            "li" | "tr" | "dd" if !closing => self.out.push_str("\n- "),
            "td" | "th" if !closing => self.out.push(' '),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if closing => self.out.push_str("\n\n"),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.out.push_str("\n\n## "),
            "a" => self.link(closing, attributes),
            "li" | "tr" | "dd" | "td" | "th" | "span" | "font" | "u" | "s" | "sup" | "sub" | "small" | "big"
            | "img" | "mark" | "nobr" | "wbr" | "col" | "colgroup" | "iframe" | "button" | "label" | "abbr" | "del"
            | "ins" | "script" | "style" => {}
            _ => return false,
        }
        true
    }

    /// Emphasis is dropped where a space would keep it from working.
    fn emphasis(&mut self, mark: &str, closing: bool) {
        if closing {
            let kept = self.out.trim_end_matches([' ', '\n']).len();
            let spaces = self.out.split_off(kept);
            if self.out.ends_with(mark) {
                self.out.truncate(self.out.len() - mark.len());
            } else {
                self.out.push_str(mark);
            }
            self.out.push_str(&spaces);
        } else {
            self.out.push_str(mark);
        }
    }

    fn inline_code(&mut self, closing: bool) {
        match (self.code.take(), closing) {
            (Some(start), true) => {
                let code = self.out.split_off(start);
                let code = code.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&quot;", "\"");
                let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
                if code.contains('`') || code.is_empty() {
                    self.out.push_str(&code);
                } else {
                    self.out.push('`');
                    self.out.push_str(&code);
                    self.out.push('`');
                }
            }
            (_, false) => self.code = Some(self.out.len()),
            (None, true) => {}
        }
    }

    fn link(&mut self, closing: bool, attributes: &str) {
        if !closing {
            let target = href(attributes).filter(|target| target.starts_with("http"));
            if target.is_some() {
                self.out.push('[');
            }
            self.links.push(target.map(str::to_owned));
        } else if let Some(Some(target)) = self.links.pop() {
            self.out.push_str("](");
            self.out.push_str(&target);
            self.out.push(')');
        }
    }
}

/// The value of `href="…"`.
fn href(attributes: &str) -> Option<&str> {
    let value = attributes.split_once("href")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|letter| matches!(letter, '"' | '\''))?;
    value.get(1..)?.split(quote).next()
}

/// Where the text after an opening run of backticks ends with a run of the same length, that run included.
pub(super) fn find_run(text: &str, length: usize) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find('`') {
        let start = from + at;
        let tail = text.get(start..)?;
        let run = tail.len() - tail.trim_start_matches('`').len();
        if run == length {
            // A blank line ends the paragraph, and with it the chance of a span.
            return Some(start + run).filter(|_| !text.get(..start).is_some_and(|span| span.contains("\n\n")));
        }
        from = start + run;
    }
    None
}

/// Where the text after the opening mark of a fence ends, closing mark included.
fn find_fence_end(text: &str, length: usize) -> Option<usize> {
    let mut at = text.find('\n')? + 1;
    for line in text.get(at..)?.split_inclusive('\n') {
        at += line.len();
        let line = line.trim();
        if line.len() >= length && line.chars().all(|letter| letter == '`') {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::to_markdown;

    #[test]
    fn known_tags_become_markdown() {
        for (html, markdown) in [
            ("<p>One</p><p>two</p>", "\n\nOne\n\n\n\ntwo\n\n"),
            ("a <b>bold </b>x", "a **bold** x"),
            ("<code>a &lt; b</code>", "`a < b`"),
            ("see <a href=\"https://x.org/a\">here</a>.", "see [here](https://x.org/a)."),
            ("<a href='#top'>here</a>", "here"),
            ("<ul><li>one</li><li>two</li></ul>", "\n\n\n- one\n- two\n\n"),
            ("<!-- no -->yes", "yes"),
        ] {
            assert_eq!(to_markdown(html), markdown);
        }
    }

    #[test]
    fn what_is_no_tag_and_what_is_code_stays() {
        for text in ["<id>", "a < b", "`<p>`", "```\n<p>\n```\n", "<https://x.org>", "<", "Map<String, b>"] {
            assert_eq!(to_markdown(text), text);
        }
    }
}
