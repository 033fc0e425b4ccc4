//! Adds the blank lines that prettyplease leaves out: between methods. Fields and variants stand together.
//!
//! Works on printed lines, which hold no line breaks inside literals (they are escaped).

/// Copies printed `text` into `out` with blank lines.
pub(super) fn push_spaced(text: &str, out: &mut String) {
    let mut before = Line::Open;
    for line in text.lines() {
        let trimmed = line.trim_start();
        let this = Line::of(trimmed);
        if needs_blank(before, this) {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        let member = this == Line::Other && line.ends_with(',') && line.len() == trimmed.len() + 4;
        before = if member { Line::Member } else { this };
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// The start of a block.
    Open,
    /// Documentation or an attribute.
    Attribute,
    /// A function.
    Function,
    /// The end of a block.
    Close,
    /// A field or variant.
    Member,
    Other,
}

impl Line {
    fn of(trimmed: &str) -> Self {
        if trimmed.starts_with("///") || trimmed.starts_with("#[") {
            Self::Attribute
        } else if trimmed.starts_with("pub fn ") || trimmed.starts_with("fn ") {
            Self::Function
        } else if trimmed == "}" {
            Self::Close
        } else if trimmed.ends_with(['{', '(', '[']) {
            Self::Open
        } else {
            Self::Other
        }
    }
}

fn needs_blank(before: Line, this: Line) -> bool {
    match this {
        Line::Attribute => !matches!(before, Line::Open | Line::Attribute | Line::Function | Line::Member),
        Line::Function => before == Line::Close,
        Line::Open | Line::Close | Line::Member | Line::Other => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_stand_apart_and_fields_together() {
        let text = "pub struct A {\n    /// One.\n    pub a: u8,\n    /// Two.\n    pub b: u8,\n    pub c: u8,\n}";
        let methods = "impl A {\n    /// One.\n    pub fn a() {\n    }\n    /// Two.\n    pub fn b() {\n    }\n}";
        let mut out = String::new();
        push_spaced(text, &mut out);
        assert_eq!(out, format!("{text}\n"));
        out.clear();
        push_spaced(methods, &mut out);
        assert_eq!(out, format!("{}\n", methods.replace("    /// Two.", "\n    /// Two.")));
    }
}
