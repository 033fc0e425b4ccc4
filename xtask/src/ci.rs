//! `cargo xtask ci`: what the scheduled runs do, on this machine.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use specloom::drift::Telling;
use specloom::drift::render::{Format, render};
use specloom::project::{Project, ProjectError, write_text};

use crate::drift::{Asking, Compared, Stopped};
use crate::print;
use crate::regen::{self, Regen};

/// Run what the scheduled runs do
#[derive(Debug, Args)]
pub(crate) struct Ci {
    #[command(subcommand)]
    run: Run,
}

#[derive(Debug, Subcommand)]
enum Run {
    /// Compare what is served with the committed document, write all reports, and regenerate the client from it
    Drift(CiDrift),
}

#[derive(Debug, Args)]
struct CiDrift {
    #[command(flatten)]
    asking: Asking,

    #[command(flatten)]
    telling: Telling,

    /// The folder of the reports
    #[arg(long, value_name = "DIR", default_value = "target/drift/report")]
    report: PathBuf,

    /// Leave the document and the client as they are
    #[arg(long)]
    no_regen: bool,
}

impl Ci {
    /// Runs the task.
    pub(crate) fn run(self) -> ExitCode {
        let Run::Drift(mut task) = self.run;
        task.asking.live.get_or_insert_default();
        let configs = regen::configs(&regen::root().join("specs"));
        let one = |config: &PathBuf| task.one(config).unwrap_or_else(|stopped| stopped.told());
        ExitCode::from(configs.iter().map(one).max().unwrap_or_default())
    }
}

impl CiDrift {
    fn one(&self, config: &Path) -> Result<u8, Stopped> {
        let project = Project::from_config(config)?;
        let from = self.asking.fetch(config, &project)?;
        let compared = Compared::new(&project, &self.asking, &from)?;
        let name = config.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
        let folder = |error: std::io::Error| ProjectError::File(self.report.clone(), error.to_string());
        std::fs::create_dir_all(&self.report).map_err(folder)?;
        let code = compared.with(&project, &self.telling, |account| {
            for (format, ending) in FILES {
                let text = render(account, *format, self.telling.fail_on.level());
                write_text(&self.report.join(format!("{name}.{ending}")), &text)?;
            }
            if let Some(text) = self.telling.tell(account)? {
                print::out(text.trim_end());
            }
            Ok(self.telling.exit(account))
        })?;
        if !self.no_regen {
            let made = Regen::default().follow(config, &from, &self.asking)?;
            return Ok(code.max(made));
        }
        Ok(code)
    }
}

/// The reports and the endings of their files.
const FILES: &[(Format, &str)] = &[
    (Format::Html, "html"),
    (Format::Markdown, "md"),
    (Format::Json, "json"),
    (Format::Sarif, "sarif"),
    (Format::Junit, "xml"),
];
