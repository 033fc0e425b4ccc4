//! The parts of the runtime that an API can do without: which files they are, and the runtime without them.
//!
//! Files are copied as they are or not at all; of an index of modules only whole items are left out. What a part adds to a
//! type of the rest it adds in files of its own, so that no other file names it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::plan::RuntimePart;

/// The files of each part, by how their paths begin: a folder ends in `/`. What several parts are made of is copied if
/// one of them is needed.
const PARTS: &[(RuntimePart, &[&str])] = &[
    (RuntimePart::Base64, &["base64.rs"]),
    (RuntimePart::DateTime, &["date_time.rs", "date_time/"]),
    (RuntimePart::Headers, &["header.rs"]),
    (RuntimePart::Multipart, &["multipart/", "multipart_macros.rs"]),
    (RuntimePart::MultipartStyles, &["multipart/styled.rs"]),
    (RuntimePart::Oauth, &["oauth/", "tokens/"]),
    (RuntimePart::Paging, &["paging/", "paging_macros.rs"]),
    (RuntimePart::Servers, &["server.rs"]),
    (RuntimePart::Streams, &["event.rs", "lines.rs", "sse/", "stream/", "stream_macros.rs"]),
    (RuntimePart::StreamResume, &["stream/resume/"]),
    (RuntimePart::StreamText, &["stream/deltas/"]),
    (RuntimePart::Tokens, &["tokens/"]),
    (RuntimePart::Tuples, &["json/tuples.rs"]),
    (RuntimePart::Unions, &["json/union.rs", "union_macros.rs"]),
];

/// What is not copied, given the parts that are needed.
pub(super) fn omitted(needed: &BTreeSet<RuntimePart>) -> Vec<&'static str> {
    let files = |is_needed: bool| {
        let parts = PARTS.iter().filter(move |(part, _)| needed.contains(part) == is_needed);
        parts.flat_map(|(_, files)| *files).copied().collect::<BTreeSet<_>>()
    };
    files(false).difference(&files(true)).copied().collect()
}

/// A source as it is copied; none if it is left out.
pub(super) fn without(omitted: &[&str], path: &str, text: &'static str) -> Option<Cow<'static, str>> {
    if omitted.iter().any(|omitted| path.starts_with(omitted)) {
        return None;
    }
    let (folder, file) = path.split_at(path.rfind('/').map_or(0, |slash| slash + 1));
    let prefix = match file {
        "lib.rs" | "mod.rs" => "self::",
        "macros.rs" => "super::",
        _ => return Some(Cow::Borrowed(text)),
    };
    let is_omitted = |module: &str| {
        omitted.iter().any(|omitted| {
            let rest = omitted.strip_prefix(folder).and_then(|omitted| omitted.strip_prefix(module));
            matches!(rest, Some(".rs" | "/"))
        })
    };
    let (mut kept, mut item) = (String::with_capacity(text.len()), String::new());
    for line in text.split_inclusive('\n') {
        item.push_str(line);
        let declaration = declaration(&item);
        if line.starts_with("#[") || declaration.is_some() && !line.ends_with(";\n") {
            continue;
        }
        if !declaration.and_then(|declaration| module(declaration, prefix)).is_some_and(is_omitted) {
            kept.push_str(&item);
        }
        item.clear();
    }
    Some(Cow::Owned(kept + &item))
}

/// An item without its attributes and its visibility, if it is a `mod` or a `use`.
fn declaration(item: &str) -> Option<&str> {
    let mut rest = item;
    while rest.starts_with("#[") {
        rest = rest.split_once('\n')?.1;
    }
    if let Some(public) = rest.strip_prefix("pub") {
        rest = match public.strip_prefix('(') {
            Some(scope) => scope.split_once(") ")?.1,
            None => public.strip_prefix(' ')?,
        };
    }
    (rest.starts_with("mod ") || rest.starts_with("use ")).then_some(rest)
}

/// The module that an item declares, or takes names from.
fn module<'i>(declaration: &'i str, prefix: &str) -> Option<&'i str> {
    let name = declaration.strip_prefix("mod ").or_else(|| declaration.strip_prefix("use ")?.strip_prefix(prefix))?;
    name.split([':', ';']).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_index_whole_items_are_left_out() {
        let text = "//! Head.\n\nmod a;\n#[cfg(x)]\npub mod b;\n\npub(crate) use self::b::{\n    C, D,\n};\npub use self::a::E;\n";
        let kept = "//! Head.\n\nmod a;\n\npub use self::a::E;\n";
        assert_eq!(without(&["b/"], "lib.rs", text).as_deref(), Some(kept));
        assert_eq!(without(&["x/b.rs"], "x/mod.rs", text).as_deref(), Some(kept));
        assert_eq!(without(&["x/b.rs"], "lib.rs", text).as_deref(), Some(text));
        assert_eq!(without(&["b.rs"], "c.rs", text).as_deref(), Some(text));
        assert_eq!(without(&["b/"], "b/mod.rs", text), None);
    }
}
