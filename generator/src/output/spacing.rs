//! Adds the blank lines that prettyplease leaves out: between documented members and between methods.
//!
//! Works on printed lines, which hold no line breaks inside literals (they are escaped).

/// Copies printed `text` into `out` with blank lines.
pub(super) fn push_spaced(text: &str, out: &mut String) {
    let mut before = Line::Open;
    let mut documented = false;
    for line in text.lines() {
        let trimmed = line.trim_start();
        let this = Line::of(trimmed);
        if needs_blank(before, this) || (this == Line::Other && before == Line::Member && documented) {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        let member = this == Line::Other && line.ends_with(',') && line.len() == trimmed.len() + 4;
        documented = before == Line::Attribute;
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
        Line::Attribute => !matches!(before, Line::Open | Line::Attribute | Line::Function),
        Line::Function => before == Line::Close,
        Line::Open | Line::Close | Line::Member | Line::Other => false,
    }
}
