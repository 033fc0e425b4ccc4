//! Compares the reading of real 3.0 documents with that of openapiv3, an independent reader: they must agree on paths,
//! methods, parameters, media types and the shapes of schemas.
//!
//! Documents of other versions are brought to 3.0 first, so that the two readers can be compared on them too.
//!
//! The documents are those of the corpus, where there is one, and the project's own.

use std::path::{Path, PathBuf};

use specloom::diagnostics::Diagnostics;
use specloom::source::{Input, ReadOptions, load};
use specloom::spec::{interop, normalize_to_30, read};
use specloom_tests::{corpus, documents};

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

/// Compares all documents; gives how many were compared, and what openapiv3 says of those it cannot read.
fn compare_all(documents: &[PathBuf]) -> (usize, Vec<String>) {
    let (mut compared_documents, mut refused) = (0, Vec::new());
    for path in documents {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match compared(path) {
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
    let (count, refused) = compare_all(&documents("features"));
    assert!(count > 0 && refused.is_empty(), "{refused:?}");
}

#[test]
fn real_documents() {
    let Some(documents) = corpus() else {
        println!("skipped: there is no corpus folder");
        return;
    };
    let (count, refused) = compare_all(&documents);
    println!("{count} documents were compared");
    assert!(count > 0 && refused.is_empty(), "not readable for openapiv3: {refused:?}");
}
