//! Finds the strings at a place within JSON.

use super::super::super::json::{JsonError, Kind, Reader};

/// Calls `each` with every string at `path`: member names and indexes joined by dots, `*` for any. The value itself where
/// there is no path.
pub(super) fn strings(value: &mut Reader<'_>, path: Option<&str>, each: &mut dyn FnMut(&str)) -> Result<(), JsonError> {
    let kind = value.kind()?;
    let Some(path) = path else {
        if kind != Kind::String {
            return value.skip();
        }
        each(&value.string()?);
        return Ok(());
    };
    let (step, rest) = first(path);
    match kind {
        Kind::Object => value.object(&mut |name, value| {
            if step == "*" || step == name { strings(value, rest, each) } else { value.skip() }
        }),
        Kind::Array => {
            let mut index = 0_usize;
            let wanted = step.parse().ok();
            value.array(&mut |value| {
                let is_wanted = step == "*" || wanted == Some(index);
                index += 1;
                if is_wanted { strings(value, rest, each) } else { value.skip() }
            })
        }
        _ => value.skip(),
    }
}

/// The first step of a path, and the others.
pub(super) fn first(path: &str) -> (&str, Option<&str>) {
    path.split_once('.').map_or((path, None), |(step, rest)| (step, Some(rest)))
}
