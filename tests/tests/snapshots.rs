//! What each document becomes: the intermediate representation and every emitted file.

use std::path::PathBuf;

use specloom::project::Mode;
use specloom_tests::{documents, epsimo, epsimo_value, ir, is_own, own_files, run, shown, stem, workspace};

#[test]
fn features() {
    let settings = settings("features");
    for path in documents("features") {
        let run = run(&stem(&path), &path);
        let tree = run.tree.unwrap_or_else(|| panic!("{}: {}", shown(&path), run.findings));
        let files = own_files(&tree);
        settings.bind(|| {
            insta::assert_snapshot!(format!("{}.ir", stem(&path)), run.ir);
            insta::assert_snapshot!(stem(&path), format!("{}{files}", commented(&run.findings)));
        });
    }
}

#[test]
fn epsimo_ir_and_files() {
    let outcome = epsimo().run(Mode::Check).unwrap();
    let finished = outcome.finished.as_ref().expect("the document is without errors");
    settings("epsimo").bind(|| {
        insta::assert_snapshot!("ir", ir(&epsimo_value()));
        for (path, text) in finished.tree.files().iter().filter(|(path, _)| is_own(path)) {
            insta::assert_snapshot!(path.replace('/', "__"), text);
        }
        let list: Vec<_> = finished.tree.files().keys().map(String::as_str).collect();
        insta::assert_snapshot!("files", list.join("\n"));
    });
}

/// The committed client is what its document gives.
#[test]
fn the_committed_client_is_current() {
    let outcome = epsimo().run(Mode::Check).unwrap();
    let finished = outcome.finished.expect("the document is without errors");
    let changed: Vec<_> = finished.changes.iter().map(|change| &change.path).collect();
    assert!(changed.is_empty(), "run `cargo xtask regen`: {changed:?}");
    assert!(!finished.lock_changed, "run `cargo xtask regen`: names.lock.toml");
}

/// A document that is taken away would leave its snapshots behind.
#[test]
fn every_snapshot_has_a_document() {
    for folder in ["features", "invalid"] {
        let names: Vec<_> = documents(folder).iter().map(|path| stem(path)).collect();
        for file in std::fs::read_dir(snapshots(folder)).unwrap().flatten() {
            let file = file.file_name().to_string_lossy().into_owned();
            let name = file.split('.').next().unwrap_or_default();
            assert!(names.iter().any(|known| known == name), "tests/snapshots/{folder}/{file} has no document");
        }
    }
}

fn settings(folder: &str) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(snapshots(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

fn snapshots(folder: &str) -> PathBuf {
    workspace().join("tests/snapshots").join(folder)
}

fn commented(text: &str) -> String {
    text.lines().flat_map(|line| ["// ", line, "\n"]).collect()
}
