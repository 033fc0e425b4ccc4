//! The document that the sandbox serves: that of the client with its overlay, as one file.

use std::path::{Path, PathBuf};

use specloom::project::{Outcome, Project};

/// The API that the sandbox stands for, by the folder of its document.
const API: &str = "epsimo";
const FILE: &str = "tests/sandbox/assets/openapi.json";

/// The path of the file and the text that it should hold; `None` for other APIs.
pub(crate) fn document(root: &Path, project: &Project, outcome: &Outcome) -> Option<(PathBuf, String)> {
    let is_served = Path::new(&project.document_name).parent().is_some_and(|folder| folder.ends_with(API));
    let value = outcome.loaded.as_ref().ok().filter(|_| is_served)?;
    let text = serde_json::to_string_pretty(&value.value).ok()?;
    Some((root.join(FILE), format!("{text}\n")))
}
