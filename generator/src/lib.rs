//! Specloom reads an OpenAPI document and weaves the Rust client crate that a careful engineer would have written.
//!
//! One forward pipeline; each stage takes a value and returns a new one:
//!
//! | stage | module | from → to |
//! |---|---|---|
//! | read | [`source`] | file, standard input, https URL → value tree with places |
//! | understand | [`spec`] | value tree → [`spec::Document`], one model for OpenAPI 3.0, 3.1 and 3.2 |
//! | lower | [`lower`] | document → [`ir::Api`], operations and types |
//! | name | [`names`] | API → [`names::Names`], every identifier, once |
//! | plan | [`plan`] | API and names → [`plan::Plan`], every decision about form |
//! | emit | [`emit`] | all three → tokens |
//! | print | [`output`] | tokens → [`output::FileTree`] |
//!
//! Findings about the document are [`diagnostics`]; a [`project::Project`] puts the stages between a configuration file
//! and a folder. A build script that keeps a committed crate equal to its document:
//!
//! ```no_run
//! use specloom::{project::{Mode, Project}, source::Input};
//!
//! let project = Project::new(Input::parse("openapi.json"), "acme-client");
//! let outcome = project.run(Mode::Check).expect("readable files");
//! let finished = outcome.finished.expect("a document without errors");
//! assert!(finished.changes.is_empty(), "acme-client is not what openapi.json gives: {:?}", finished.changes);
//! ```

pub mod config;
pub mod diagnostics;
pub mod drift;
pub mod emit;
mod identity;
pub mod ir;
pub mod lower;
pub mod names;
pub mod output;
pub mod plan;
pub mod pointer;
pub mod project;
pub mod report;
pub mod select;
pub mod source;
pub mod spec;
mod summary;

pub use summary::Summary;

use config::Config;
use diagnostics::Diagnostics;
use names::Lock;
use output::FileTree;
use project::Strictness;
use report::{Made, Report};
use select::LeftOut;

/// What [`generate`] needs beside the document.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// Package, renames and the like.
    pub config: &'a Config,
    /// Name of the package; by default made of the API's title.
    pub package_name: Option<String>,
    /// How the document is named in the header of emitted files.
    pub document_name: &'a str,
    /// Names of earlier runs.
    pub lock: &'a Lock,
    /// How findings decide over the result.
    pub strictness: Strictness,
}

/// What [`generate`] makes.
#[derive(Clone, Debug)]
pub struct Generated {
    /// All files of the crate.
    pub tree: FileTree,
    /// The names, to be kept for the next run.
    pub lock: Lock,
    /// What was emitted.
    pub summary: Summary,
    /// What became of every operation, schema and keyword.
    pub report: Report,
}

/// Emitted code that is not Rust, or a template that does not fit: a defect of the generator, never the document's fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect(String);

impl std::fmt::Display for Defect {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Defect {}

/// Runs all stages but reading: value tree in, file tree out. `None` where the findings forbid a result.
///
/// # Errors
/// A defect of the generator.
pub fn generate(
    document: &serde_json::Value,
    options: &Options<'_>,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Generated>, Defect> {
    generate_or_account(document, options, diagnostics).map(Result::ok)
}

/// What [`generate`] makes, or what is known of a document whose findings forbid it.
pub(crate) fn generate_or_account(
    document: &serde_json::Value,
    options: &Options<'_>,
    diagnostics: &mut Diagnostics,
) -> Result<Result<Generated, Report>, Defect> {
    let select = &options.config.select;
    let Some(mut document) = spec::read(document, diagnostics) else {
        return Ok(Err(Report::refused(options.document_name, select)));
    };
    let excluded = select::select(&mut document, select, diagnostics);
    let lowering = lower::LowerOptions::of(options.config);
    let api = lower::lower(&document, &lowering, diagnostics);
    let left_out = LeftOut::new(&document, &api, select, &excluded);
    left_out.forget(diagnostics);
    let renames = left_out.renames(&api, &options.config.rename);
    let (names, mut lock) = names::assign(&api, &renames, options.lock, diagnostics);
    left_out.keep_names(options.lock, &mut lock);
    let (document, api, names) = (&document, &api, &names);
    let made = Made { document, api, names, select, excluded: &excluded, left_out: &left_out, diagnostics };
    let finished = summary::acceptable(diagnostics, options.strictness);
    let report = Report { finished, ..Report::new(options.document_name, &made) };
    if !finished {
        return Ok(Err(report));
    }
    let plan = plan::plan(api, names);
    let files = emit::emit(api, names, &plan, &options.package(api)).map_err(|error| Defect(error.to_string()))?;
    let tree = output::print(files, options.document_name).map_err(|error| Defect(error.to_string()))?;
    Ok(Ok(Generated { summary: Summary::new(document, api, &tree), tree, lock, report }))
}

impl Options<'_> {
    /// What the crate is called and says of itself: from the configuration, else from the document.
    fn package(&self, api: &ir::Api) -> emit::EmitConfig {
        let package = &self.config.package;
        let title = || names::package(&api.info.title);
        emit::EmitConfig {
            package: self.package_name.as_deref().map_or_else(title, names::package),
            version: package.version.clone().unwrap_or_else(|| "0.1.0".to_owned()),
            description: package.description.clone().unwrap_or_default(),
            license: package.license.clone().unwrap_or_default(),
            repository: package.repository.clone().unwrap_or_default(),
            document: self.document_name.to_owned(),
            extend: self.config.extend.clone(),
        }
    }
}
