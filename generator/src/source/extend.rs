//! The files that a configuration adds to the crate: `[extend]` -> their texts, each with the name of its module or example.
//!
//! Whether they are Rust is for the compiler to say.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use toml::Spanned;

use super::read::Source;
use crate::config::{Extend, Extension, ExtensionKind};
use crate::diagnostics::{Code, Diagnostics, Place, codes};

/// Reads what `[extend]` of the configuration at `path` lists. The configuration becomes one of the `sources` that findings
/// show.
pub(crate) fn extensions(
    extend: &Extend,
    path: &Path,
    text: &str,
    sources: &mut Vec<Source>,
    diagnostics: &mut Diagnostics,
) -> Vec<Extension> {
    if extend.modules.is_empty() && extend.examples.is_empty() {
        return Vec::new();
    }
    let name = shown(path);
    let mut reading = Reading {
        folder: path.parent().unwrap_or(Path::new("")),
        text,
        source: sources.len(),
        diagnostics,
        found: Vec::new(),
        names: BTreeSet::new(),
    };
    extend.modules.iter().for_each(|path| reading.path(path, ExtensionKind::Module));
    extend.examples.iter().for_each(|path| reading.path(path, ExtensionKind::Example));
    let found = reading.found;
    sources.push(Source::new(name, text.to_owned()));
    found
}

struct Reading<'a> {
    folder: &'a Path,
    /// The configuration.
    text: &'a str,
    /// Its position among the sources.
    source: usize,
    diagnostics: &'a mut Diagnostics,
    found: Vec<Extension>,
    names: BTreeSet<(ExtensionKind, String)>,
}

impl Reading<'_> {
    /// A path of the configuration: a file, or a folder whose `.rs` files are meant.
    fn path(&mut self, path: &Spanned<String>, kind: ExtensionKind) {
        let below = Path::new(path.get_ref());
        let inside = below.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !inside {
            let help = "paths are relative to the configuration and stay below its folder";
            return self.refuse(codes::EXTENSION_PATH, path, &format!("`{}` leads elsewhere", path.get_ref()), help);
        }
        let full = self.folder.join(below);
        if !full.is_dir() {
            return self.file(path, below, kind);
        }
        let files = std::fs::read_dir(&full).into_iter().flatten().flatten();
        let mut names: Vec<_> = files.map(|file| below.join(file.file_name())).collect();
        names.retain(|name| is_rust(name));
        names.sort();
        if names.is_empty() {
            let message = format!("the folder `{}` has no file that ends in `.rs`", path.get_ref());
            return self.refuse(codes::EXTENSION_UNREADABLE, path, &message, "name a folder of Rust files, or a file");
        }
        for name in names {
            self.file(path, &name, kind);
        }
    }

    fn file(&mut self, at: &Spanned<String>, below: &Path, kind: ExtensionKind) {
        let shown_path = shown(below);
        let name = below.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if !is_rust(below) || !is_module(&name) {
            let help = "a file `session.rs` becomes the module `session`: small letters, digits and `_`, no keyword";
            let message = format!("`{shown_path}` cannot be a module");
            return self.refuse(codes::EXTENSION_PATH, at, &message, help);
        }
        let text = match std::fs::read_to_string(self.folder.join(below)) {
            Ok(text) => text,
            Err(error) => {
                let reason = match error.kind() {
                    std::io::ErrorKind::NotFound => "it does not exist".to_owned(),
                    _ => error.to_string(),
                };
                let help = "paths are relative to the folder of the configuration";
                let message = format!("cannot read `{shown_path}`: {reason}");
                return self.refuse(codes::EXTENSION_UNREADABLE, at, &message, help);
            }
        };
        if !self.names.insert((kind, name.clone())) {
            let message = format!("another file is called `{name}` too");
            return self.refuse(codes::EXTENSION_PATH, at, &message, "list each file once, and rename one of two");
        }
        self.found.push(Extension { kind, name, from: shown_path, text });
    }

    fn refuse(&mut self, code: Code, at: &Spanned<String>, message: &str, help: &str) {
        // Behind the quotation mark.
        let start = at.span().start.saturating_add(1).min(self.text.len());
        let before = self.text.get(..start).unwrap_or_default();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).saturating_add(1);
        let line = count(before.matches('\n').count());
        let column = count(before.rsplit('\n').next().unwrap_or_default().chars().count());
        let place = Place::Source { source: self.source, line, column };
        self.diagnostics.report(code, place, message).help(help);
    }
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "rs")
}

/// Whether a file of this name can be declared by `mod`.
fn is_module(name: &str) -> bool {
    let plain = name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_');
    let starts = name.starts_with(|letter: char| letter.is_ascii_lowercase());
    plain && starts && name != "mod" && crate::names::snake(name) == name
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
