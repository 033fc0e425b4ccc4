//! Names that document items cannot have, since emitted code uses them for something else.

/// Types: the prelude and what the files below `types` import.
pub(crate) const TYPES: &[&str] = &[
    "Option",
    "Some",
    "None",
    "Vec",
    "String",
    "Box",
    "Result",
    "Ok",
    "Err",
    "Default",
    "From",
    "Into",
    "BTreeMap",
    "Value",
    "Nullable",
    "DateTime",
    "Base64",
    "Bytes",
    "Part",
    "Uuid",
    "UnknownValue",
    "UnknownEvent",
    "RawJson",
    "Self",
    "Self_",
    "Json",
    "ToJson",
    "Reader",
    "Writer",
    "JsonError",
];

/// Fields of structs that have a constructor: names of associated functions beside the setters.
pub(crate) const FIELDS: &[&str] = &["new"];

/// Variants of open enums and unions.
pub(crate) const VARIANTS: &[&str] = &["Unknown", "Self", "Self_"];

/// Items of `api` modules: what they import, and the client's own types.
pub(crate) const API_ITEMS: &[&str] = &[
    "Client",
    "ClientBuilder",
    "Error",
    "OperationError",
    "Call",
    "Header",
    "EventStream",
    "ByteStream",
    "UnknownEvent",
    "Request",
    "Operation",
    "Option",
    "Some",
    "None",
    "Vec",
    "String",
    "Box",
    "Result",
    "Ok",
    "Err",
    "Default",
    "From",
    "Into",
    "Self",
    "BTreeMap",
    "Value",
    "DateTime",
    "Base64",
    "Bytes",
    "BodyBytes",
    "Uuid",
    "Part",
    "FieldEncoding",
    "Style",
    "Nullable",
    "Response",
    "RawResponse",
];

/// Methods of the client that accessors of tags and untagged operations cannot replace.
pub(crate) const CLIENT_METHODS: &[&str] = &[
    "builder",
    "to_builder",
    "new",
    "clone",
    "fmt",
    "from",
    "into",
    "execute",
    "base",
    "base_url",
    "with_base_url",
    "with_options",
    "request",
];

/// Methods of every request builder; parameters of these names get another.
pub(crate) const BUILDER_METHODS: &[&str] = &[
    "send",
    "send_full",
    "send_raw",
    "send_deltas",
    "send_text",
    "resume",
    "timeout",
    "header",
    "retries",
    "idempotency_key",
    "request",
    "body",
];

/// Methods of request builders of operations that answer in pages.
pub(crate) const PAGING_METHODS: &[&str] = &["pages", "items"];

/// Methods of the client builder.
pub(crate) const CLIENT_BUILDER_METHODS: &[&str] = &[
    "new",
    "build",
    "base_url",
    "credential",
    "token_source",
    "grant",
    "transport",
    "reqwest",
    "connect_timeout",
    "response_timeout",
    "attempt_timeout",
    "total_timeout",
    "idle_timeout",
    "retries",
    "retry_budget",
    "idempotency_keys",
    "max_body_bytes",
    "max_error_bytes",
    "max_event_bytes",
    "default_header",
    "user_agent",
    "clock",
    "hook",
    "on_request",
    "on_response",
    "mock",
    "server",
];

/// Methods of a server, and those of traits that would be hidden or seem to be meant.
pub(crate) const SERVER_METHODS: &[&str] = &[
    "new", "with", "url", "check", "value", "clone", "fmt", "eq", "ne", "from", "into", "default", "add", "sub", "mul",
    "div", "rem", "shl", "shr", "bitand", "bitor", "bitxor",
];

/// Cargo features that a tag cannot take, and modules that would hold one of their own name.
pub(crate) const MODULES: &[&str] = &[
    "r#mod",
    "api",
    "types",
    "wire",
    "operations",
    "default",
    "client",
    "rustls",
    "native_tls",
    "tracing",
    "mock",
    "fs",
    "chrono",
    "jiff",
    "time",
    "root",
    "incoming",
    "components",
    "shared",
];

/// Names that clippy's `should_implement_trait` wants for the standard traits.
pub(crate) const TRAIT_METHODS: &[&str] = &[
    "add",
    "as_mut",
    "as_ref",
    "bitand",
    "bitor",
    "bitxor",
    "borrow",
    "borrow_mut",
    "clone",
    "cmp",
    "default",
    "deref",
    "deref_mut",
    "div",
    "drop",
    "eq",
    "from_iter",
    "from_str",
    "hash",
    "index",
    "index_mut",
    "into_iter",
    "mul",
    "neg",
    "next",
    "not",
    "rem",
    "shl",
    "shr",
    "sub",
];

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// The sources below a folder, one after the other.
    fn sources(folder: &Path, text: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                sources(&entry.path(), text);
            } else {
                text.push_str(&std::fs::read_to_string(entry.path()).unwrap());
            }
        }
    }

    /// The functions of a type of the runtime, wherever they stand.
    fn functions<'t>(text: &'t str, ty: &str) -> Vec<&'t str> {
        let impls = text.split(ty).skip(1).filter_map(|rest| rest.split("\n}\n").next());
        let declared =
            impls.flat_map(|body| body.split("\n    pub").skip(1)).filter_map(|item| item.split_once(" fn "));
        let names = declared.filter(|(before, _)| !before.contains('\n'));
        names.filter_map(|(_, name)| name.split(['(', '<']).next()).collect()
    }

    #[test]
    fn what_the_runtime_takes_is_reserved() {
        let mut text = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/runtime/src"), &mut text);
        for (ty, reserved) in [("\nimpl Client {", CLIENT_METHODS), ("\nimpl ClientBuilder {", CLIENT_BUILDER_METHODS)]
        {
            let taken = functions(&text, ty);
            assert!(taken.len() > 1, "{ty}");
            let free: Vec<_> = taken.iter().filter(|name| !reserved.contains(name)).collect();
            assert!(free.is_empty(), "{ty} {free:?}");
        }
    }
}
