//! Emitted crates compile without a warning: every feature document, in one workspace with one target folder.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use specloom::diagnostics::Diagnostics;
use specloom::names::{self, Lock, Renames};
use specloom::plan::{self, RuntimePart};
use specloom::source::{self, Input, ReadOptions};
use specloom::{lower, spec};
use specloom_tests::{documents, examples, run, shown, stem, workspace};

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
        let programs = folder.join(&name).join("examples");
        std::fs::create_dir_all(&programs).unwrap();
        std::fs::write(programs.join("documentation.rs"), examples::program(&tree)).unwrap();
        let _ = writeln!(members, "    \"{name}\",");
    }
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n");
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    std::fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    check(&folder, &["check", "--workspace", "--examples"], &[]);
    for features in [&[][..], &["--no-default-features"]] {
        clippy(&folder, &[&["--workspace"], features].concat());
    }
    for (package, feature) in single_features(&folder) {
        let features = format!("client,{feature}");
        clippy(&folder, &["--package", &package, "--no-default-features", "--features", &features]);
        clippy(&folder, &["--package", &package, "--no-default-features", "--features", &feature]);
    }
}

/// Each feature of the documents that bring more than two: a build with it alone must not miss a type.
fn single_features(folder: &Path) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for path in documents("features") {
        let package = format!("feature-{}", stem(&path));
        let manifest = std::fs::read_to_string(folder.join(&package).join("Cargo.toml")).expect("was written");
        let own = manifest.split("# Parts of the API.\n").nth(1).and_then(|text| text.split("\n\n").next());
        let features: Vec<_> = own.unwrap_or_default().lines().filter_map(|line| line.strip_suffix(" = []")).collect();
        if features.len() > 2 {
            all.extend(features.into_iter().map(|feature| (package.clone(), feature.to_owned())));
        }
    }
    all
}

/// What is left out of the runtime leaves no warning behind: so there are documents that need no part of it, each part
/// alone, and all.
#[test]
fn documents_need_no_part_of_the_runtime_each_alone_and_all() {
    let needed: Vec<BTreeSet<RuntimePart>> = documents("features").iter().map(|path| parts(path)).collect();
    assert!(needed.contains(&BTreeSet::new()));
    for part in RuntimePart::ALL {
        let mut alone = BTreeSet::from([part]);
        if matches!(part, RuntimePart::StreamResume | RuntimePart::StreamText) {
            alone.insert(RuntimePart::Streams);
        }
        if part == RuntimePart::MultipartStyles {
            alone.insert(RuntimePart::Multipart);
        }
        assert!(needed.contains(&alone), "{part:?} alone");
    }
    assert!(needed.contains(&BTreeSet::from(RuntimePart::ALL)));
}

fn parts(path: &Path) -> BTreeSet<RuntimePart> {
    let mut diagnostics = Diagnostics::new();
    let loaded = source::load(&Input::parse(&path.to_string_lossy()), &[], &ReadOptions::default(), &mut diagnostics);
    let value = loaded.unwrap_or_else(|failure| panic!("{}: {:?}", shown(path), failure.kind)).value;
    let document = spec::read(&value, &mut diagnostics).unwrap_or_else(|| panic!("{}", shown(path)));
    let api = lower::lower(&document, &lower::LowerOptions::default(), &mut diagnostics);
    let (names, _) = names::assign(&api, &Renames::new(), &Lock::default(), &mut diagnostics);
    let _ = diagnostics.len();
    plan::plan(&api, &names).needs.parts
}

fn clippy(folder: &Path, arguments: &[&str]) {
    check(folder, &[&["clippy"], arguments].concat(), &["--", "-D", "warnings"]);
}

fn check(folder: &Path, arguments: &[&str], last: &[&str]) {
    let output = Command::new(env!("CARGO"))
        .current_dir(folder)
        .arg("--quiet")
        .args(arguments)
        .args(last)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .expect("cargo runs");
    let text = String::from_utf8_lossy(&output.stderr);
    let head: Vec<_> = text.lines().take(60).collect();
    assert!(output.status.success(), "cargo {arguments:?}:\n{}", head.join("\n"));
}
