//! Files that a configuration adds to the crate: copied and declared, compared by `--check`, and refused with a place.

use std::path::Path;

use specloom::diagnostics::render;
use specloom::project::{Mode, Outcome, Project};

const DOCUMENT: &str = r#"{"openapi": "3.1.0", "info": {"title": "Acme", "version": "1"}, "paths": {"/a": {"get":
    {"operationId": "getA", "tags": ["Things"], "responses": {"204": {"description": "Done"}}}}}}"#;

fn run(folder: &Path, extend: &str, mode: Mode) -> Outcome {
    let config = format!("[input]\ndocument = \"acme.json\"\n\n[output]\ndir = \"out/acme\"\n\n[extend]\n{extend}\n");
    for (path, text) in [
        ("acme.json", DOCUMENT),
        ("specloom.toml", config.as_str()),
        ("ext/session.rs", "//! Sessions.\n"),
        ("examples/hello.rs", "fn main() {}\n"),
    ] {
        let file = folder.join(path);
        std::fs::create_dir_all(file.parent().expect("files of the test")).expect("files of the test");
        std::fs::write(file, text).expect("files of the test");
    }
    Project::from_config(&folder.join("specloom.toml"))
        .expect("files of the test")
        .run(mode)
        .expect("files of the test")
}

#[test]
fn files_are_copied_declared_and_compared() {
    let folder = tempfile::tempdir().unwrap();
    let extend = "modules = [\"ext\"]\nexamples = [\"examples/hello.rs\"]\n\n[extend.dev-dependencies]\ntokio = \"1\"";
    let finished = run(folder.path(), extend, Mode::Write).finished.expect("no errors");
    let text = |path: &str| finished.tree.files().get(path).cloned().unwrap_or_default();
    assert!(text("src/ext/session.rs").ends_with("ext/session.rs. Do not edit.\n\n//! Sessions.\n"));
    assert!(text("src/ext/mod.rs").contains("pub mod session;"));
    assert!(text("src/lib.rs").contains("#[cfg(feature = \"ext\")]\npub mod ext;"), "{}", text("src/lib.rs"));
    let manifest: toml::Table = text("Cargo.toml").parse().unwrap();
    assert_eq!(manifest["features"]["ext"], toml::toml!(a = ["client", "things"])["a"]);
    assert_eq!(manifest["dev-dependencies"]["tokio"].as_str(), Some("1"));
    assert_eq!(manifest["example"][0]["name"].as_str(), Some("hello"));
    assert_eq!(run(folder.path(), extend, Mode::Check).finished.unwrap().changes, []);
    let copy = folder.path().join("out/acme/src/ext/session.rs");
    std::fs::write(copy, "edited").unwrap();
    assert_eq!(run(folder.path(), extend, Mode::Check).finished.unwrap().changes.len(), 1);
}

#[test]
fn bad_paths_are_refused_with_their_place() {
    for (path, code, reason) in [
        ("ext/sesion.rs", "extension-unreadable", "it does not exist"),
        ("../ext.rs", "extension-path", "leads elsewhere"),
        ("ext/My-Session.rs", "extension-path", "cannot be a module"),
        ("acme.json", "extension-path", "cannot be a module"),
        ("out", "extension-unreadable", "has no file that ends in `.rs`"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("out")).unwrap();
        let outcome = run(folder.path(), &format!("modules = [\"{path}\"]"), Mode::Check);
        let text = render(&outcome.diagnostics, outcome.sources(), false);
        assert!(outcome.finished.is_none(), "{path}");
        assert!(text.contains(code) && text.contains(reason) && text.contains("specloom.toml:8:13"), "{text}");
        assert!(text.contains("help"), "{text}");
    }
}
