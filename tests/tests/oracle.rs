//! Compares the reading of real 3.0 documents with that of openapiv3, an independent reader: they must agree on paths,
//! methods, parameters, media types and the shapes of schemas.
//!
//! Documents of other versions are brought to 3.0 first, so that the two readers can be compared on them too.
//!
//! The documents are those of the folder that `SPECLOOM_CORPUS` names, and the project's own.

use std::path::{Path, PathBuf};

use specloom::diagnostics::Diagnostics;
use specloom::source::{Input, ReadOptions, load};
use specloom::spec::{interop, normalize_to_30, read};

/// The JSON and YAML documents of a folder, by name.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension == "json" || extension == "yaml"));
    found.sort();
    found
}

/// The disagreements over a document; none where it is no document, an error where openapiv3 cannot read it.
fn compared(path: &Path) -> Option<Result<Vec<interop::Disagreement>, String>> {
    let mut diagnostics = Diagnostics::new();
    let loaded = load(&Input::File(path.to_owned()), &[], &ReadOptions::default(), &mut diagnostics).ok()?;
    let minor = read(&loaded.value, &mut diagnostics).map(|document| document.version.minor)?;
    let value = if minor == 0 { loaded.value } else { normalize_to_30(&loaded.value, &mut diagnostics)? };
    let document = read(&value, &mut diagnostics);
    // What the document does wrong is not the matter here.
    let _ = diagnostics.counts();
    Some(interop::disagreements(&value, &document?).map_err(|error| error.to_string()))
}

/// Compares all documents of a folder; gives how many were compared, and what openapiv3 says of those it cannot read.
fn compare_all(folder: &Path) -> (usize, Vec<String>) {
    let (mut compared_documents, mut refused) = (0, Vec::new());
    for path in documents(folder) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match compared(&path) {
            None => {}
            Some(Err(error)) => refused.push(format!("{name}: {error}")),
            Some(Ok(found)) => {
                compared_documents += 1;
                assert!(found.is_empty(), "{name}: {} disagreements, first {:#?}", found.len(), found.first());
            }
        }
    }
    (compared_documents, refused)
}

#[test]
fn the_projects_own_documents() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let (count, refused) = compare_all(&specs.join("features"));
    assert!(count > 0 && refused.is_empty(), "{refused:?}");
}

#[test]
fn real_documents() {
    let Some(folder) = std::env::var_os("SPECLOOM_CORPUS") else {
        println!("skipped: SPECLOOM_CORPUS names no folder of documents");
        return;
    };
    let (count, refused) = compare_all(Path::new(&folder));
    println!("{count} documents were compared");
    assert!(count > 0 && refused.is_empty(), "not readable for openapiv3: {refused:?}");
}
