//! The configuration: what a user states in `specloom.toml`, as plain data.
//!
//! Reads the text; decides nothing and touches no file.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::select::Select;

/// The content of `specloom.toml`. Every section may be left out.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The emitted package.
    pub package: Package,
    /// What is read; paths are relative to the configuration file.
    pub input: InputConfig,
    /// Where the crate goes.
    pub output: OutputConfig,
    /// Names the user decides: a pointer into the document (with or without `#`) of a schema, property or operation,
    /// to the name in words.
    pub rename: BTreeMap<String, String>,
    /// Streams that the document does not declare: an operationId or `METHOD /path`, to the members of `x-stream`.
    pub streams: BTreeMap<String, serde_json::Value>,
    /// Operations that answer in pages, where the document does not show it.
    pub paging: PagingConfig,
    /// The operations that are wanted, where not all are.
    pub select: Select,
    /// Files of the user that become part of the crate.
    pub extend: Extend,
}

/// Files beside the configuration that become part of the crate. A path names a file, or a folder whose `.rs` files are
/// meant.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Extend {
    /// Modules below `ext`.
    pub modules: Vec<Spanned<String>>,
    /// Examples.
    pub examples: Vec<Spanned<String>>,
    /// The features that the modules need; all by default.
    pub features: Option<Vec<String>>,
    /// Dependencies of the examples, as in a manifest.
    pub dev_dependencies: toml::Table,
    /// What the paths name, once it is read.
    #[serde(skip)]
    pub files: Vec<Extension>,
}

/// A file that becomes part of the crate.
#[derive(Clone, Debug, PartialEq)]
pub struct Extension {
    /// What it becomes.
    pub kind: ExtensionKind,
    /// The name of the module or example.
    pub name: String,
    /// Its path from the folder of the configuration, for the header of the copy: it is the same on every machine.
    pub from: String,
    /// Its text.
    pub text: String,
}

/// What a file of the user becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExtensionKind {
    /// A module below `ext`.
    Module,
    /// An example.
    Example,
}

/// What is said of pages.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum PagingConfig {
    /// With `false` nothing is taken for paged that the document does not state by `x-pagination`.
    Guessed(bool),
    /// An operationId or `METHOD /path`, to the members of `x-pagination`, or `false`.
    Stated(BTreeMap<String, serde_json::Value>),
}

impl Default for PagingConfig {
    fn default() -> Self {
        Self::Guessed(true)
    }
}

impl PagingConfig {
    /// What is stated, by operation.
    pub(crate) fn stated(&self) -> impl Iterator<Item = (&String, &serde_json::Value)> {
        match self {
            Self::Stated(stated) => Some(stated),
            Self::Guessed(_) => None,
        }
        .into_iter()
        .flatten()
    }
}

/// The emitted package. What is absent comes from the document.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Package {
    /// Its name; by default the output folder's, or the title of the API.
    pub name: Option<String>,
    /// Its version; `0.1.0` by default.
    pub version: Option<String>,
    /// One line.
    pub description: Option<String>,
    /// An SPDX expression.
    pub license: Option<String>,
    /// Where its sources are.
    pub repository: Option<String>,
}

/// What is read.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct InputConfig {
    /// The document: a path or an https URL.
    pub document: Option<String>,
    /// Overlays, applied in this order.
    pub overlays: Vec<String>,
    /// The URL that the document is served at: for `--live`, and for servers with relative URLs. By default the document
    /// itself, where that is a URL.
    pub live: Option<String>,
}

/// Where the crate goes.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OutputConfig {
    /// The folder of the crate.
    pub dir: Option<String>,
    /// The lock file of names; `names.lock.toml` beside the configuration by default.
    pub lock: Option<String>,
}

impl Config {
    /// Reads the text of a configuration file.
    ///
    /// # Errors
    /// The message with its place (1-based line and column), where the text is not TOML or has an unknown key.
    pub fn read(text: &str) -> Result<Self, ConfigError> {
        let mut config: Self = toml::from_str(text).map_err(|error| ConfigError::new(text, &error))?;
        let stripped = |key: String| key.strip_prefix('#').map_or(key.clone(), str::to_owned);
        config.rename = config.rename.into_iter().map(|(key, name)| (stripped(key), name)).collect();
        Ok(config)
    }
}

/// What is wrong with a configuration file.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigError {
    /// What is wrong, in one line.
    pub message: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl ConfigError {
    fn new(text: &str, error: &toml::de::Error) -> Self {
        let start = error.span().map_or(0, |span| span.start).min(text.len());
        let before = text.get(..start).unwrap_or_default();
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).saturating_add(1);
        Self { message: error.message().replace('\n', ", "), line: count(line), column: count(column) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Config, PagingConfig};

    #[test]
    fn pointers_lose_their_hash() {
        let config = Config::read("[rename]\n\"#/components/schemas/A\" = \"B\"").unwrap();
        assert_eq!(config.rename.get("/components/schemas/A").map(String::as_str), Some("B"));
    }

    #[test]
    fn streams_have_the_members_of_x_stream() {
        let config = Config::read("[streams.\"POST /runs/stream\"]\nterminal = [\"end\"]\ndataless = true").unwrap();
        let expected = serde_json::json!({"terminal": ["end"], "dataless": true});
        assert_eq!(config.streams.get("POST /runs/stream"), Some(&expected));
    }

    #[test]
    fn paging_is_off_or_stated() {
        assert_eq!(Config::read("").unwrap().paging, PagingConfig::Guessed(true));
        assert_eq!(Config::read("paging = false").unwrap().paging, PagingConfig::Guessed(false));
        let stated = Config::read("[paging]\nlistPets = false\n\"GET /x\" = { kind = \"link\" }").unwrap();
        assert_eq!(stated.paging.stated().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["GET /x", "listPets"]);
    }

    #[test]
    fn an_unknown_key_has_a_place() {
        let error = Config::read("[package]\nnmae = \"x\"\n").unwrap_err();
        assert_eq!((error.line, error.column), (2, 1));
        assert!(error.message.contains("nmae"), "{}", error.message);
    }
}
