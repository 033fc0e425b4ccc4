//! Conventions of the sources that no compiler checks.

use std::path::Path;

use specloom_tests::workspace;

/// A word, where it may stand, and why nowhere else.
const PLACES: &[(&str, &[&str], &str)] = &[
    ("openapiv3::", &["spec/interop.rs"], "it reads 3.0 alone"),
    ("serde_yaml::", &["source/yaml.rs"], "JSON must not go through a YAML parser"),
    ("quote!(", &["emit/"], "tokens are the business of one stage"),
    ("quote! {", &["emit/"], "tokens are the business of one stage"),
    ("prettyplease::", &["output/"], "layout is the business of one stage"),
    ("std::fs", &["source/", "output/tree.rs", "project.rs"], "stages are pure"),
    ("std::time", &["source/fetch.rs", "cli/diff.rs"], "equal input gives equal bytes"),
];

/// Rust files below a folder of the workspace, as (path with slashes, text).
fn sources(folder: &str) -> Vec<(String, String)> {
    let root = workspace();
    let mut files = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(next) = folders.pop() {
        let paths = std::fs::read_dir(&next).into_iter().flatten().flatten().map(|entry| entry.path());
        for path in paths.filter(|path| !path.ends_with("target")) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push((shown(&root, &path), std::fs::read_to_string(&path).expect("sources are text")));
            }
        }
    }
    assert!(!files.is_empty(), "{folder} holds no sources");
    files.sort();
    files
}

fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// The text before the unit tests, which may do what they like.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

#[test]
fn each_tool_has_its_place() {
    let prefix = "generator/src/";
    for (path, text) in sources("generator/src") {
        let place = path.strip_prefix(prefix).unwrap_or(&path);
        if place.contains("tests") {
            continue;
        }
        for (word, places, reason) in PLACES {
            let allowed = places.iter().any(|allowed| place.starts_with(allowed));
            assert!(allowed || !code(&text).contains(word), "{path} names `{word}`: {reason}");
        }
    }
}

#[test]
fn files_hold_one_idea() {
    for folder in ["generator", "templates", "tests", "xtask"] {
        for (path, text) in sources(folder) {
            let lines = text.lines().count();
            assert!(lines <= 400, "{path} has {lines} lines; 400 is the limit");
            assert!(text.starts_with("//!"), "{path} does not say what it is for");
        }
    }
}

#[test]
fn nothing_is_left_unfinished() {
    // Put together here, so that this file does not find itself.
    let words = ["to", "unimplemen", "unreach"].iter().zip(["do!", "ted!", "able!"]);
    let words: Vec<_> = words.map(|(start, end)| format!("{start}{end}(")).chain([format!("TO{}", "DO")]).collect();
    for folder in ["generator/src", "templates/runtime/src", "xtask/src"] {
        for (path, text) in sources(folder) {
            for word in &words {
                assert!(!text.contains(word), "{path} has `{word}`");
            }
        }
    }
}

#[test]
fn features_are_small() {
    for path in specloom_tests::documents("features") {
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 30, "{} has {lines} lines; one construct needs 30 at most", path.display());
    }
}
