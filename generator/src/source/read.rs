//! An input to its text: a file, the standard input or a URL, within limits on size.
//!
//! The text is checked to be UTF-8 and given a format; it is not parsed here.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::de::IgnoredAny;

use super::fetch;
use super::parse::place;
use crate::diagnostics::{Code, Diagnostic, Place, codes};

/// Where a document or an overlay comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// The standard input, written `-`.
    Stdin,
    /// An https URL; http only on a loopback address, or where it was allowed.
    Url(String),
}

impl Input {
    /// Reads the way an input is written on the command line. Every text is some input.
    pub fn parse(text: &str) -> Self {
        let starts_with =
            |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        match text {
            "-" => Self::Stdin,
            _ if starts_with("https://") || starts_with("http://") => Self::Url(text.to_owned()),
            _ => Self::File(PathBuf::from(text)),
        }
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.write_str(&shown_path(path)),
            Self::Stdin => f.write_str("<stdin>"),
            Self::Url(url) => f.write_str(&fetch::without_credentials(url)),
        }
    }
}

/// A path with `/` on every system.
pub(super) fn shown_path(path: &Path) -> String {
    let text = path.display().to_string();
    if std::path::MAIN_SEPARATOR == '/' { text } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// The two ways a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON (RFC 8259).
    Json,
    /// YAML 1.2 with merge keys.
    Yaml,
}

impl Format {
    /// The first character decides; the name is asked only where YAML's flow style could be meant.
    fn of(name: &str, text: &str) -> Self {
        let extension = name.rsplit('.').next().unwrap_or_default();
        let named_yaml = extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml");
        if !text.trim_start().starts_with(['{', '[']) {
            return if text.trim().is_empty() && !named_yaml { Self::Json } else { Self::Yaml };
        }
        if named_yaml && serde_json::from_str::<IgnoredAny>(text).is_err() { Self::Yaml } else { Self::Json }
    }
}

/// A text and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name shown in findings.
    pub name: String,
    /// The text, without byte order mark.
    pub text: String,
    /// How it is written.
    pub format: Format,
}

impl Source {
    /// A text that is at hand already. The format is told from its first character and the name's extension.
    pub fn new(name: impl Into<String>, text: String) -> Self {
        let name = name.into();
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        };
        Self { format: Format::of(&name, &text), name, text }
    }
}

/// A source that could not be had; what could be is kept for the excerpt.
pub(super) struct Unread {
    pub(super) source: Source,
    pub(super) diagnostic: Diagnostic,
}

impl Unread {
    /// The message without the name, for those who know the name under another spelling.
    pub(super) fn reason(&self) -> &str {
        self.diagnostic.message.split_once("`: ").map_or(&self.diagnostic.message, |(_, reason)| reason)
    }
}

/// What may be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    /// Whether plain http is allowed from other machines.
    pub allow_http: bool,
    /// The longest document, in bytes.
    pub max_bytes: u64,
    /// The deepest nesting of objects and arrays, at most 120. Real documents stay below 40.
    pub max_depth: usize,
    /// Whether an overlay action that matches nothing is a warning instead of an error.
    pub allow_unmatched: bool,
    /// The URLs below which references to other hosts are followed, such as `https://example.com/schemas/`.
    pub allow_remote: Vec<String>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            allow_http: false,
            max_bytes: 256 << 20,
            max_depth: 120,
            allow_unmatched: false,
            allow_remote: Vec::new(),
        }
    }
}

/// Reads an input. `index` is the position the source will have in the list.
pub(super) fn read(input: &Input, index: usize, options: &ReadOptions) -> Result<Source, Box<Unread>> {
    let name = input.to_string();
    let read = match input {
        Input::File(path) => file(path, options.max_bytes),
        Input::Stdin => capped(io::stdin().lock(), options.max_bytes).map_err(|error| unreadable(&name, &error)),
        Input::Url(url) => fetch::fetch(url, options),
    };
    match read {
        Ok(bytes) if bytes.len() as u64 > options.max_bytes => {
            let message = format!("`{name}` is longer than {} bytes", options.max_bytes);
            Err(Unread::without_text(name, Diagnostic::new(codes::SOURCE_TOO_LARGE, Place::Document, message)))
        }
        Ok(bytes) => decode(name, bytes, index),
        Err(diagnostic) => Err(Unread::without_text(name, diagnostic)),
    }
}

impl Unread {
    fn without_text(name: String, diagnostic: Diagnostic) -> Box<Self> {
        Box::new(Self { source: Source { name, text: String::new(), format: Format::Yaml }, diagnostic })
    }
}

fn file(path: &Path, max_bytes: u64) -> Result<Vec<u8>, Diagnostic> {
    let opened = File::open(path).and_then(|file| capped(file, max_bytes));
    opened.map_err(|error| unreadable(&shown_path(path), &error))
}

/// Reads one byte more than the limit, so that the caller can tell a longer document.
pub(super) fn capped(reader: impl Read, max_bytes: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(name: &str, error: &io::Error) -> Diagnostic {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    };
    Diagnostic::new(codes::SOURCE_UNREADABLE, Place::Document, format!("cannot read `{name}`: {reason}"))
}

fn decode(name: String, bytes: Vec<u8>, index: usize) -> Result<Source, Box<Unread>> {
    let foreign = match bytes.as_slice() {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, b'{', ..] | [b'{', 0, ..] => Some("UTF-16"),
        _ if bytes.contains(&0) => Some("binary"),
        _ => None,
    };
    if let Some(kind) = foreign {
        let mut diagnostic = not_utf8(format!("the document is {kind}, not text in UTF-8"), place(index, 1, 1));
        if kind == "UTF-16" {
            diagnostic.help("convert it: JSON and YAML documents are exchanged in UTF-8");
        }
        return Err(Unread::without_text(name, diagnostic));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(name, text)),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let before = text.get(..valid).unwrap_or_default();
            let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
            let at = place(index, before.matches('\n').count() + 1, column);
            let diagnostic = not_utf8("the document is not text in UTF-8".to_owned(), at);
            Err(Box::new(Unread { source: Source { name, text, format: Format::Yaml }, diagnostic }))
        }
    }
}

fn not_utf8(message: String, at: Place) -> Diagnostic {
    let code: Code = codes::SOURCE_NOT_UTF8;
    Diagnostic::new(code, at, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_are_told_apart() {
        assert_eq!(Input::parse("-"), Input::Stdin);
        assert_eq!(Input::parse("HTTPS://a.b/c"), Input::Url("HTTPS://a.b/c".into()));
        assert_eq!(Input::parse("a.json"), Input::File("a.json".into()));
        assert_eq!(Input::parse("é"), Input::File("é".into()));
    }

    #[test]
    fn the_first_character_decides_the_format() {
        let format = |name: &str, text: &str| Source::new(name, text.to_owned()).format;
        assert_eq!(format("a.yaml", " {\"a\": 1}"), Format::Json);
        assert_eq!(format("a.yaml", "{a: 1}"), Format::Yaml);
        assert_eq!(format("a.json", "{a: 1}"), Format::Json);
        assert_eq!(format("a.json", "a: 1"), Format::Yaml);
        assert_eq!(format("<stdin>", "\u{feff}[]"), Format::Json);
    }

    #[test]
    fn other_encodings_are_refused() {
        let refused = |bytes: &[u8]| decode("t".into(), bytes.to_vec(), 0).err().map(|unread| unread.diagnostic);
        assert_eq!(refused(b"\xff\xfe{\0").unwrap().code, codes::SOURCE_NOT_UTF8);
        assert_eq!(refused(b"PK\x03\x04\0\0").unwrap().code, codes::SOURCE_NOT_UTF8);
        let at = refused(b"a: 1\n\xc3\xa9: \xff").unwrap().at;
        assert_eq!(at, Place::Source { source: 0, line: 2, column: 4 });
        assert_eq!(refused(b"a: 1"), None);
    }

    #[test]
    fn a_missing_file_and_a_long_one_are_refused() {
        let read_code =
            |input: &Input, options: &ReadOptions| read(input, 0, options).err().map(|unread| unread.diagnostic.code);
        let options = ReadOptions::default();
        assert_eq!(read_code(&Input::parse("no/such/file.json"), &options), Some(codes::SOURCE_UNREADABLE));
        let manifest = Input::File(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"));
        let short = ReadOptions { max_bytes: 10, ..options };
        assert_eq!(read_code(&manifest, &short), Some(codes::SOURCE_TOO_LARGE));
    }
}
