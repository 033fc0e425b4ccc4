//! The texts of one run, each opened once: the root document, the files its references name, the overlays.
//!
//! Decides what a reference may open: files below the folders of the inputs, and URLs that were allowed by name.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use serde_json::Value;
use url::Url;

use super::parse::parse;
use super::read::{Input, ReadOptions, Source, read, shown_path};
use crate::diagnostics::{Code, Diagnostics, codes};
use crate::pointer::percent_decode;

/// Why a reference leads to no document.
pub(super) struct Unresolved {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// The open texts with their trees.
pub(super) struct Library<'a> {
    pub(super) options: &'a ReadOptions,
    pub(super) sources: Vec<Source>,
    /// For each source where it lies and what it holds; a text that did not parse holds nothing.
    shelves: Vec<(Location, Option<Value>)>,
    opened: BTreeMap<String, usize>,
    /// The folders below which files may be read.
    folders: Vec<PathBuf>,
    overlays: BTreeSet<usize>,
}

#[derive(Clone)]
enum Location {
    File(PathBuf),
    Url(Url),
    Nowhere,
}

impl<'a> Library<'a> {
    pub(super) fn new(options: &'a ReadOptions) -> Self {
        Self {
            options,
            sources: Vec::new(),
            shelves: Vec::new(),
            opened: BTreeMap::new(),
            folders: Vec::new(),
            overlays: BTreeSet::new(),
        }
    }

    /// Puts a text and its tree on the shelf that references relative to `input` start from.
    pub(super) fn add(&mut self, input: Option<&Input>, source: Source, value: Option<Value>) -> usize {
        let location = match input {
            Some(Input::File(path)) => Location::File(normal(path)),
            Some(Input::Url(text)) => Url::parse(text).map_or(Location::Nowhere, Location::Url),
            Some(Input::Stdin) | None => Location::Nowhere,
        };
        if let Location::File(path) = &location {
            self.folders.push(folder(path));
        }
        self.shelve(location, source, value)
    }

    /// Puts an overlay on the shelf: its references within are meant for the document it is applied to.
    pub(super) fn add_overlay(&mut self, input: Option<&Input>, source: Source) {
        let index = self.add(input, source, None);
        self.overlays.insert(index);
    }

    /// Whether a source is an overlay.
    pub(super) fn is_overlay(&self, source: usize) -> bool {
        self.overlays.contains(&source)
    }

    fn shelve(&mut self, location: Location, source: Source, value: Option<Value>) -> usize {
        let index = self.sources.len();
        if let Some(key) = location.key() {
            self.opened.insert(key, index);
        }
        self.sources.push(source);
        self.shelves.push((location, value));
        index
    }

    /// The tree of a source.
    pub(super) fn value(&self, source: usize) -> Option<&Value> {
        self.shelves.get(source).and_then(|(_, value)| value.as_ref())
    }

    /// The names a document gives to what it holds as a whole: its own, then those of the folders around it.
    pub(super) fn names(&self, source: usize) -> Vec<String> {
        let path = match self.shelves.get(source) {
            Some((Location::File(path), _)) => path.clone(),
            Some((Location::Url(url), _)) => PathBuf::from(percent_decode(url.path())),
            _ => PathBuf::new(),
        };
        let steps = path.with_extension("").components().rev().filter_map(normal_step).collect::<Vec<_>>();
        let is_index =
            steps.len() > 1 && steps.first().is_some_and(|name| ["index", "_index"].contains(&name.as_str()));
        steps.into_iter().skip(usize::from(is_index)).collect()
    }

    /// Whether a reference from `base` leads to a file that is there, without opening it.
    pub(super) fn is_file(&self, base: usize, reference: &str) -> bool {
        matches!(self.locate(base, reference), Ok(Location::File(path)) if path.is_file())
    }

    /// Whether such a file is called a document; examples may be of any kind.
    pub(super) fn is_document(&self, base: usize, reference: &str) -> bool {
        let ending = Path::new(reference).extension().unwrap_or_default().to_ascii_lowercase();
        ["json", "yaml", "yml"].iter().any(|known| ending == *known) && self.is_file(base, reference)
    }

    /// The source that a reference (without fragment) from the source `base` leads to.
    pub(super) fn open(
        &mut self,
        base: usize,
        reference: &str,
        diagnostics: &mut Diagnostics,
    ) -> Result<usize, Unresolved> {
        let location = self.locate(base, reference)?;
        if let Some(known) = location.key().and_then(|key| self.opened.get(&key)) {
            return Ok(*known);
        }
        let input = match &location {
            Location::File(path) => self.inside(path, reference).map(|()| Input::File(path.clone()))?,
            Location::Url(url) => Input::Url(url.to_string()),
            Location::Nowhere => return Err(missing(reference, "its document has no folder")),
        };
        let index = self.sources.len();
        let source = read(&input, index, self.options).map_err(|unread| missing(reference, unread.reason()))?;
        let value = parse(index, &source, self.options.max_depth, diagnostics);
        Ok(self.shelve(location, source, value))
    }

    fn locate(&self, base: usize, reference: &str) -> Result<Location, Unresolved> {
        let base = self.shelves.get(base).map(|(location, _)| location);
        let absolute = Url::parse(reference).ok().filter(|_| reference.contains("://"));
        let url = match (base, absolute) {
            (_, Some(url)) => url,
            (Some(Location::Url(base)), None) => {
                base.join(reference).map_err(|error| missing(reference, &error.to_string()))?
            }
            (Some(Location::File(base)), None) => {
                return Ok(Location::File(normal(&folder(base).join(percent_decode(reference)))));
            }
            (Some(Location::Nowhere) | None, None) => return Ok(Location::Nowhere),
        };
        let allowed = self.options.allow_remote.iter().filter_map(|text| Url::parse(text).ok());
        if allowed.into_iter().any(|prefix| is_below(&url, &prefix)) {
            return Ok(Location::Url(url));
        }
        Err(Unresolved {
            code: codes::REFERENCE_REMOTE,
            message: format!("`{reference}` leads to another host, which was not allowed"),
            help: Some(format!("allow `{}`, or keep a copy beside the document", url.join(".").unwrap_or(url.clone()))),
        })
    }

    /// Refuses files outside the inputs' folders, also by way of a link.
    fn inside(&self, path: &Path, reference: &str) -> Result<(), Unresolved> {
        let outside = || Unresolved {
            code: codes::REFERENCE_OUTSIDE,
            message: format!("`{reference}` is outside the folder of the document"),
            help: Some("only files below that folder are read; move the file or copy it there".to_owned()),
        };
        if !self.folders.iter().any(|folder| lies_below(path, folder)) {
            return Err(outside());
        }
        // A file that is not there is reported as missing when it is read.
        let Ok(real) = path.canonicalize() else { return Ok(()) };
        let mut folders = self.folders.iter().filter_map(|folder| real_folder(folder));
        if folders.any(|folder| real.starts_with(folder)) { Ok(()) } else { Err(outside()) }
    }
}

impl Location {
    fn key(&self) -> Option<String> {
        match self {
            Self::File(path) => Some(shown_path(path)),
            Self::Url(url) => Some(url.to_string()),
            Self::Nowhere => None,
        }
    }
}

fn missing(reference: &str, reason: &str) -> Unresolved {
    Unresolved {
        code: codes::REFERENCE_FILE_MISSING,
        message: format!("`{reference}` cannot be followed: {reason}"),
        help: None,
    }
}

fn is_below(url: &Url, prefix: &Url) -> bool {
    let path = prefix.path();
    let folder = if path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
    url.origin() == prefix.origin() && (url.path() == path || url.path().starts_with(&folder))
}

fn folder(path: &Path) -> PathBuf {
    path.parent().map(Path::to_path_buf).unwrap_or_default()
}

/// An empty folder is the current one: everything relative lies below it, unless it climbs.
fn lies_below(path: &Path, folder: &Path) -> bool {
    if folder.as_os_str().is_empty() {
        return path.is_relative() && !path.starts_with("..");
    }
    path.starts_with(folder)
}

fn real_folder(folder: &Path) -> Option<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().ok()
}

/// Whether a reference written in the input `base` names the input `other`.
pub(super) fn is_same(reference: &str, base: &Input, other: &Input) -> bool {
    let absolute = Url::parse(reference).ok().filter(|_| reference.contains("://"));
    match (absolute, base, other) {
        (Some(url), _, Input::Url(other)) => Url::parse(other).is_ok_and(|other| other == url),
        (None, Input::Url(base), Input::Url(other)) => {
            Url::parse(base).and_then(|base| base.join(reference)).is_ok_and(|url| url.as_str() == other)
        }
        (None, Input::File(base), Input::File(other)) => {
            let named = folder(base).join(percent_decode(reference));
            let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| normal(path));
            real(&named) == real(other)
        }
        _ => false,
    }
}

/// The path without `.` and, as far as its text allows, without `..`.
fn normal(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        let climbs = matches!(clean.components().next_back(), Some(Component::Normal(_)));
        match component {
            Component::CurDir => {}
            Component::ParentDir if climbs => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}

fn normal_step(component: Component<'_>) -> Option<String> {
    match component {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_made_normal() {
        assert_eq!(normal(Path::new("./a/../b/./c")), Path::new("b/c"));
        assert_eq!(normal(Path::new("../a")), Path::new("../a"));
        assert_eq!(normal(Path::new("/a/b/../../c")), Path::new("/c"));
    }

    #[test]
    fn below_is_by_whole_steps() {
        assert!(lies_below(Path::new("a/b"), Path::new("")) && lies_below(Path::new("a/b"), Path::new("a")));
        assert!(!lies_below(Path::new("../b"), Path::new("")) && !lies_below(Path::new("ab/c"), Path::new("a")));
        let url = |text| Url::parse(text).unwrap();
        assert!(is_below(&url("https://a.b/c/d"), &url("https://a.b/c")));
        assert!(!is_below(&url("https://a.b.evil/c"), &url("https://a.b")));
        assert!(!is_below(&url("https://a.b/cd"), &url("https://a.b/c")));
    }
}
