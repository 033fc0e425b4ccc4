//! The figures of one document.

use serde::{Deserialize, Serialize};

use super::round_trip::RoundTrip;

/// The figures of one document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Row {
    /// File name.
    pub(crate) spec: String,
    /// Operations in the document, counted on the raw value tree.
    pub(crate) operations: usize,
    /// Operations the crate offers.
    pub(crate) operations_emitted: usize,
    /// Schemas under `components`, counted on the raw value tree.
    pub(crate) schemas: usize,
    /// Types of the crate.
    pub(crate) types: usize,
    /// Warnings of the generator: what it repaired or does not honour.
    pub(crate) repaired: usize,
    /// Lines of the crate, runtime included.
    pub(crate) lines: usize,
    /// A crate was written.
    pub(crate) generated: bool,
    /// CPU time of the generator in seconds.
    pub(crate) generate_cpu_s: f64,
    /// Peak memory of the generator in MiB.
    pub(crate) generate_rss_mib: f64,
    /// `ok`, `failed` or `skipped`.
    pub(crate) check: Check,
    /// Errors of the compiler.
    pub(crate) errors: usize,
    /// Warnings of the compiler.
    pub(crate) warnings: usize,
    /// CPU time of `cargo check` on the crate alone, in seconds.
    pub(crate) check_cpu_s: f64,
    /// Peak memory of `cargo check` in MiB.
    pub(crate) check_rss_mib: f64,
    /// What came of instances, where that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) round_trip: Option<RoundTrip>,
    /// The first lines of what went wrong.
    pub(crate) trouble: String,
}

/// What the compiler said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Check {
    /// It compiles.
    Ok,
    /// It does not.
    Failed,
    /// It was not asked.
    #[default]
    Skipped,
}

impl Row {
    /// Whole, and compiling without a warning where that was asked.
    pub(crate) fn is_good(&self) -> bool {
        self.generated
            && self.operations == self.operations_emitted
            && self.check != Check::Failed
            && self.warnings == 0
            && self.round_trip.is_none_or(|figures| figures.is_good())
    }

    /// One line for progress.
    pub(crate) fn line(&self) -> String {
        let verdict = if self.is_good() { "ok" } else { "NOT OK" };
        format!("{} {verdict} ({:.1} s, {:.1} s)", self.spec, self.generate_cpu_s, self.check_cpu_s)
    }
}
