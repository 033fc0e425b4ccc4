//! Emitted crates compile without a warning: every feature document, in one workspace with one target folder.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use specloom_tests::{documents, run, shown, stem, workspace};

#[test]
fn every_feature_compiles_without_a_warning() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("features");
    std::fs::create_dir_all(&folder).unwrap();
    let mut members = String::new();
    for path in documents("features") {
        let name = format!("feature-{}", stem(&path));
        let run = run(&name, &path);
        let tree = run.tree.unwrap_or_else(|| panic!("{}: {}", shown(&path), run.findings));
        tree.write(&folder.join(&name)).unwrap();
        let _ = writeln!(members, "    \"{name}\",");
    }
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n");
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    std::fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    for features in [&[][..], &["--no-default-features"]] {
        clippy(&folder, features);
    }
}

fn clippy(folder: &Path, features: &[&str]) {
    let output = Command::new(env!("CARGO"))
        .current_dir(folder)
        .args(["clippy", "--workspace", "--quiet"])
        .args(features)
        .args(["--", "-D", "warnings"])
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .expect("cargo runs");
    let text = String::from_utf8_lossy(&output.stderr);
    let head: Vec<_> = text.lines().take(60).collect();
    assert!(output.status.success(), "clippy {features:?}:\n{}", head.join("\n"));
}
