//! Sorts media types by what their bodies are made of.

/// What a body of a media type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MediaKind {
    /// JSON, also under a name of its own (`…+json`).
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/…`.
    Multipart,
    /// Text, also XML.
    Text,
    /// Whatever the schema says: `*/*`.
    Any,
    /// Bytes.
    Bytes,
    /// `text/event-stream`.
    EventStream,
    /// One JSON text a line.
    JsonLines,
    /// RFC 7464.
    JsonSeq,
}

impl MediaKind {
    /// The kind of a media type; parameters and case do not matter.
    pub(super) fn of(media_type: &str) -> Self {
        let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let subtype = essence.split_once('/').map(|(_, subtype)| subtype).unwrap_or_default();
        match essence.as_str() {
            "*/*" | "*" => Self::Any,
            "text/event-stream" => Self::EventStream,
            "application/x-www-form-urlencoded" => Self::Form,
            "application/jsonl"
            | "application/x-ndjson"
            | "application/ndjson"
            | "application/x-jsonlines"
            | "application/jsonlines"
            | "application/json-lines"
            | "application/stream+json"
            | "text/x-ndjson"
            | "application/x-jsonl" => Self::JsonLines,
            "application/json-seq" => Self::JsonSeq,
            _ if subtype.ends_with("+json-seq") => Self::JsonSeq,
            _ if subtype == "json" || subtype == "x-json" || subtype.ends_with("+json") => Self::Json,
            _ if essence.starts_with("multipart/") => Self::Multipart,
            _ if essence.starts_with("text/") || is_text(subtype) => Self::Text,
            _ => Self::Bytes,
        }
    }

    /// A media type whose bodies are sequences of items.
    pub(super) fn is_stream(self) -> bool {
        matches!(self, Self::EventStream | Self::JsonLines | Self::JsonSeq)
    }
}

fn is_text(subtype: &str) -> bool {
    const TEXTS: &[&str] =
        &["xml", "yaml", "x-yaml", "javascript", "graphql", "toml", "csv", "sql", "x-sh", "pgp-keys"];
    TEXTS.contains(&subtype) || subtype.ends_with("+xml") || subtype.ends_with("+yaml")
}

/// A media type that can be sent: one with a wildcard cannot.
pub(super) fn sendable(media_type: &str) -> String {
    if media_type.contains('*') { "application/octet-stream".to_owned() } else { media_type.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_follow_the_subtype() {
        let kind = |text| MediaKind::of(text);
        assert_eq!(kind("application/problem+json; charset=utf-8"), MediaKind::Json);
        assert_eq!(kind("Text/Event-Stream"), MediaKind::EventStream);
        assert_eq!(kind("application/geo+json-seq"), MediaKind::JsonSeq);
        assert_eq!(kind("application/x-ndjson"), MediaKind::JsonLines);
        assert_eq!(kind("application/atom+xml"), MediaKind::Text);
        assert_eq!(kind("image/png"), MediaKind::Bytes);
        assert_eq!(kind("*/*"), MediaKind::Any);
    }

    #[test]
    fn a_wildcard_is_not_sent() {
        assert_eq!(sendable("image/*"), "application/octet-stream");
        assert_eq!(sendable("image/png"), "image/png");
    }
}
