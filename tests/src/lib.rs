//! What the tests share: where the documents are, one run of the generator over a document, and a server to talk to.

pub mod examples;
pub mod server;

mod readme;

use std::path::{Path, PathBuf};

use serde_json::Value;
use specloom::config::Config;
use specloom::diagnostics::{Diagnostics, render};
use specloom::names::Lock;
use specloom::output::FileTree;
use specloom::project::{Project, Strictness};
use specloom::source::{self, Input, Loaded, ReadOptions};
use specloom::{Options, lower, spec};

/// The folder of the workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The documents of a folder below `specs`, sorted by name.
pub fn documents(folder: &str) -> Vec<PathBuf> {
    let found = std::fs::read_dir(workspace().join("specs").join(folder)).into_iter().flatten().flatten();
    let mut documents: Vec<_> = found.map(|file| file.path()).collect();
    documents.retain(|path| path.extension().is_some_and(|ending| ending == "yaml" || ending == "json"));
    documents.retain(|path| !stem(path).ends_with(".overlay"));
    documents.sort();
    documents
}

/// The file name without its ending.
pub fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The name shown for a document of the workspace, without the folder of this machine.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(workspace()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// What one run made.
pub struct Run {
    /// The intermediate representation, printed.
    pub ir: String,
    /// All files of the crate; `None` where the findings forbid one.
    pub tree: Option<FileTree>,
    /// The findings as people see them.
    pub findings: String,
}

/// Runs all stages over a document of the workspace, with the overlay `NAME.overlay.yaml` where one stands beside it.
///
/// The texts are named by their path below the workspace, which becomes the current folder.
///
/// # Panics
/// Where the generator emits something that is not Rust, or the workspace is not there.
pub fn run(name: &str, path: &Path) -> Run {
    std::env::set_current_dir(workspace()).unwrap_or_else(|error| panic!("{error}"));
    let overlay = path.with_extension("overlay.yaml");
    let overlays = if overlay.exists() { vec![Input::parse(&shown(&overlay))] } else { Vec::new() };
    let document = shown(path);
    let mut diagnostics = Diagnostics::new();
    match source::load(&Input::parse(&document), &overlays, &ReadOptions::default(), &mut diagnostics) {
        Ok(loaded) => run_loaded(name, &document, &loaded, &Config::default(), diagnostics),
        Err(failure) => Run { ir: String::new(), tree: None, findings: render(&diagnostics, &failure, false) },
    }
}

fn run_loaded(name: &str, document: &str, loaded: &Loaded, config: &Config, mut diagnostics: Diagnostics) -> Run {
    let ir = ir(&loaded.value);
    let options = Options {
        config,
        package_name: Some(name.to_owned()),
        document_name: document,
        lock: &Lock::default(),
        strictness: Strictness::Default,
    };
    let generated = specloom::generate(&loaded.value, &options, &mut diagnostics);
    let generated = generated.unwrap_or_else(|error| panic!("{document}: {error}"));
    let findings = render(&diagnostics, loaded, false);
    Run { ir, tree: generated.map(|generated| generated.tree), findings }
}

/// The intermediate representation of a value tree, printed.
pub fn ir(value: &Value) -> String {
    let mut diagnostics = Diagnostics::new();
    let api = spec::read(value, &mut diagnostics)
        .map(|document| lower::lower(&document, &lower::LowerOptions::default(), &mut diagnostics));
    let _ = diagnostics.len();
    api.map(|api| format!("{api:#?}")).unwrap_or_default()
}

/// The EpsimoAI project with paths that do not depend on the current folder.
///
/// # Panics
/// Where its configuration cannot be read.
pub fn epsimo() -> Project {
    let config = workspace().join("specs/epsimo/specloom.toml");
    let mut project = Project::from_config(&config).unwrap_or_else(|error| panic!("{error}"));
    "specs/epsimo/openapi.json".clone_into(&mut project.document_name);
    project
}

/// The value tree of the EpsimoAI document with its overlay.
///
/// # Panics
/// Where it cannot be read.
pub fn epsimo_value() -> Value {
    let project = epsimo();
    let mut diagnostics = Diagnostics::new();
    let loaded = source::load(&project.input, &project.overlays, &ReadOptions::default(), &mut diagnostics);
    let _ = diagnostics.len();
    loaded.map_or_else(|failure| panic!("{:?}", failure.kind), |loaded| loaded.value)
}

/// The documents that are not part of the project: `SPECLOOM_CORPUS`, or a folder `shared/corpus` beside the workspace.
/// `None` where there is none; the caller says so.
pub fn corpus() -> Option<Vec<PathBuf>> {
    let folder =
        std::env::var_os("SPECLOOM_CORPUS").map_or_else(|| workspace().join("../shared/corpus"), PathBuf::from);
    let found = std::fs::read_dir(&folder).ok()?;
    let mut documents: Vec<_> = found.flatten().map(|file| file.path()).filter(|path| path.is_file()).collect();
    documents
        .retain(|path| path.extension().is_some_and(|ending| ["json", "yaml", "yml"].iter().any(|e| ending == *e)));
    documents.sort();
    Some(documents)
}

/// The files of a crate but for the runtime, whose sources are copied, one after the other.
pub fn own_files(tree: &FileTree) -> String {
    let own = tree.files().iter().filter(|(path, _)| is_own(path));
    own.flat_map(|(path, text)| ["//// ", path, "\n", text, "\n"]).collect()
}

/// Whether a file of a crate says something of its document.
pub fn is_own(path: &str) -> bool {
    let by_document = path.starts_with("src/") && !path.starts_with("src/runtime/");
    by_document && path != "src/types/mod.rs" && path != "src/wire/mod.rs" && path != "src/api/mod.rs"
}
