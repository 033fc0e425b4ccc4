//! The runtime's sources, embedded in the generator and copied as they are.

use super::cx::Cx;
use super::file::{Content, EmittedFile};
use super::parts;

/// Path below `templates/runtime/src`, and the text.
macro_rules! sources {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../../templates/runtime/src/", $path)))),*]
    };
}

/// Every source file of the runtime, sorted; a test compares the list with the folder.
const SOURCES: &[(&str, &str)] = sources![
    "api.rs",
    "auth/apply.rs",
    "auth/mod.rs",
    "auth/secret.rs",
    "auth/source.rs",
    "base64.rs",
    "body.rs",
    "budget.rs",
    "call.rs",
    "client.rs",
    "clock.rs",
    "date_time.rs",
    "date_time/with_chrono.rs",
    "date_time/with_jiff.rs",
    "date_time/with_time.rs",
    "encode/expand.rs",
    "encode/form.rs",
    "encode/mod.rs",
    "encode/node.rs",
    "encode/percent.rs",
    "encode/template.rs",
    "error/failure.rs",
    "error/mod.rs",
    "error/operation_error.rs",
    "error/show.rs",
    "event.rs",
    "execute.rs",
    "file.rs",
    "future.rs",
    "header.rs",
    "hooks.rs",
    "json/enums.rs",
    "json/error.rs",
    "json/fields.rs",
    "json/impls.rs",
    "json/members.rs",
    "json/mod.rs",
    "json/number.rs",
    "json/raw.rs",
    "json/reader.rs",
    "json/serde.rs",
    "json/show.rs",
    "json/text.rs",
    "json/tuples.rs",
    "json/union.rs",
    "json/value.rs",
    "json/writer.rs",
    "json_macros.rs",
    "lib.rs",
    "lines.rs",
    "macros.rs",
    "mock/answer.rs",
    "mock/clock.rs",
    "mock/mod.rs",
    "mock/record.rs",
    "mock/route.rs",
    "multipart/file.rs",
    "multipart/form.rs",
    "multipart/mod.rs",
    "multipart/part.rs",
    "multipart/request.rs",
    "multipart/styled.rs",
    "multipart_macros.rs",
    "oauth/device.rs",
    "oauth/error.rs",
    "oauth/exchange.rs",
    "oauth/flows.rs",
    "oauth/grant.rs",
    "oauth/granting.rs",
    "oauth/mod.rs",
    "operation.rs",
    "operation_macros.rs",
    "paging/failure.rs",
    "paging/link.rs",
    "paging/mod.rs",
    "paging/page.rs",
    "paging/shape.rs",
    "paging/walk.rs",
    "paging_macros.rs",
    "parameter.rs",
    "receive.rs",
    "redirect.rs",
    "request.rs",
    "response.rs",
    "retry.rs",
    "scalars/mod.rs",
    "scalars/nullable.rs",
    "scalars/unknown.rs",
    "server.rs",
    "sse/block.rs",
    "sse/buffer.rs",
    "sse/field.rs",
    "sse/id.rs",
    "sse/mod.rs",
    "sse/parser.rs",
    "sse/seam.rs",
    "sse/whole.rs",
    "stream/deltas/gather.rs",
    "stream/deltas/mod.rs",
    "stream/deltas/path.rs",
    "stream/failure.rs",
    "stream/frames.rs",
    "stream/limit.rs",
    "stream/mod.rs",
    "stream/open.rs",
    "stream/resume/again.rs",
    "stream/resume/mod.rs",
    "stream/resume/place.rs",
    "stream/resume/seen.rs",
    "stream/shape.rs",
    "stream_macros.rs",
    "timers.rs",
    "tokens/cached.rs",
    "tokens/flight.rs",
    "tokens/jwt.rs",
    "tokens/mod.rs",
    "trace.rs",
    "transport.rs",
    "transport_error.rs",
    "union_macros.rs",
    "url.rs",
];

/// `src/runtime/**`: the crate root becomes a module, and parts that nothing needs are left out.
pub(super) fn emit(cx: &Cx<'_>) -> impl Iterator<Item = EmittedFile> {
    let omitted = parts::omitted(&cx.plan.needs.parts);
    SOURCES.iter().filter_map(move |(path, text)| {
        let text = parts::without(&omitted, path, text)?;
        let path = format!("src/runtime/{}", if *path == "lib.rs" { "mod.rs" } else { path });
        Some(EmittedFile { path, content: Content::Verbatim(text) })
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    fn list(folder: &Path, prefix: &str, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type().unwrap().is_dir() {
                list(&entry.path(), &format!("{name}/"), found);
            } else {
                found.push(name);
            }
        }
    }

    #[test]
    fn every_source_of_the_runtime_is_embedded() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/runtime/src");
        let mut found = Vec::new();
        list(&folder, "", &mut found);
        found.sort();
        let listed: Vec<&str> = SOURCES.iter().map(|(path, _)| *path).collect();
        assert_eq!(listed, found);
    }

    #[test]
    fn what_is_copied_names_no_module_that_is_left_out() {
        let omitted = parts::omitted(&BTreeSet::new());
        for (path, text) in SOURCES {
            let Some(text) = parts::without(&omitted, path, text) else { continue };
            for omitted in &omitted {
                let name = omitted.trim_end_matches(".rs").trim_end_matches('/').rsplit('/').next().unwrap();
                let named = [format!("mod {name};"), format!("self::{name}::"), format!("super::{name}::")];
                assert!(!named.iter().any(|named| text.contains(named)), "{path} names `{name}`");
            }
        }
    }

    #[test]
    fn each_part_is_there() {
        for omitted in parts::omitted(&BTreeSet::new()) {
            assert!(SOURCES.iter().any(|(path, _)| path.starts_with(omitted)), "{omitted}");
        }
    }
}
