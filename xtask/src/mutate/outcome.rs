//! An edited document -> whether it ended as it has to: with errors, or with a crate whose files are Rust.

use serde_json::Value;
use specloom::config::Config;
use specloom::diagnostics::{Diagnostics, render};
use specloom::names::Lock;
use specloom::project::Strictness;
use specloom::source::{self, ReadOptions};

/// Documents up to this length go through all stages, as text; from longer ones the value tree is taken as it is.
const WHOLE: usize = 300_000;

/// `true` for a crate, `false` for errors; what is wrong otherwise.
pub(crate) fn outcome(document: &Value, length: usize) -> Result<bool, String> {
    let mut diagnostics = Diagnostics::new();
    if length > WHOLE {
        return generate(document, &mut diagnostics);
    }
    let options = ReadOptions::default();
    let text = document.to_string();
    match source::load_text("openapi.json", &text, &[], &options, &mut diagnostics) {
        Ok(loaded) => {
            let outcome = generate(&loaded.value, &mut diagnostics);
            render(&diagnostics, &loaded, false);
            outcome
        }
        Err(failure) => {
            render(&diagnostics, &failure, false);
            refused(&diagnostics)
        }
    }
}

fn generate(document: &Value, diagnostics: &mut Diagnostics) -> Result<bool, String> {
    let options = specloom::Options {
        config: &Config::default(),
        package_name: None,
        document_name: "openapi.json",
        lock: &Lock::default(),
        strictness: Strictness::Default,
    };
    let generated = specloom::generate(document, &options, diagnostics).map_err(|error| error.to_string())?;
    let Some(generated) = generated else { return refused(diagnostics) };
    // Having looked at them is all that findings ask for.
    let _ = diagnostics.len();
    for (path, text) in generated.tree.files() {
        if path.starts_with("src/") && !path.starts_with("src/runtime/") {
            syn::parse_file(text).map_err(|error| format!("{path} is not Rust: {error}"))?;
        }
    }
    Ok(true)
}

fn refused(diagnostics: &Diagnostics) -> Result<bool, String> {
    if diagnostics.has_errors() { Ok(false) } else { Err("neither a crate nor an error".to_owned()) }
}
