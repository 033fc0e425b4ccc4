//! Tasks of the workspace: `cargo xtask TASK`.

mod bench;
mod cases;
mod ci;
mod corpus;
mod drift;
mod growth;
mod judge;
mod measure;
mod mutate;
mod print;
mod python;
mod regen;
mod running;
mod sandbox;
mod served;
mod servers;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Tasks of the workspace.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Xtask {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Regenerate the committed clients from their documents
    Regen(regen::Regen),
    /// Compare what is served with the committed document, or the committed client with its document
    Drift(drift::Drift),
    /// Run what the scheduled runs do
    Ci(ci::Ci),
    /// Generate a crate for every document of a folder and table the figures
    Corpus(corpus::Corpus),
    /// Generate the crate of one document and print its figures as JSON
    #[command(hide = true)]
    CorpusOne(corpus::One),
    /// Try the emitted types of one document and print the figures as JSON
    #[command(hide = true)]
    CorpusTrip(corpus::Trip),
    /// Show what a newcomer would do with the emitted client, against a local backend
    Demo(sandbox::Demo),
    /// Serve a local backend with the shape of EpsimoAI, until it is ended
    Sandbox(sandbox::Sandbox),
    /// Repeat documents 2, 4 and 8 times under other names, and table what generating them takes
    Growth(growth::Growth),
    /// Edit the documents of a folder at random and generate: no panic, no hang, always findings or a crate that parses
    Mutate(mutate::Mutate),
    /// Edit one document, and print a line before and after each edit
    #[command(hide = true)]
    MutateWorker(mutate::Worker),
    /// Measure JSON, event streams and calls beside what others have written for the same
    Bench(bench::Bench),
    /// Compare pairs of documents and tell how far the findings agree with the expected ones
    Cases(cases::Cases),
    /// Install and start servers that others have written, and put emitted clients to the test against them
    Servers(servers::Servers),
    /// Put the sandbox and the client before judges that others have written: schemathesis and Prism
    Judge(judge::Judge),
    /// Run a command and print what it took
    #[command(hide = true)]
    Measure(measure::Measure),
}

fn main() -> ExitCode {
    match Xtask::parse().task {
        Task::Regen(task) => task.run(),
        Task::Drift(task) => task.run(),
        Task::Ci(task) => task.run(),
        Task::Corpus(task) => task.run(),
        Task::CorpusOne(task) => task.run(),
        Task::CorpusTrip(task) => task.run(),
        Task::Demo(task) => task.run(),
        Task::Sandbox(task) => task.run(),
        Task::Growth(task) => task.run(),
        Task::Mutate(task) => task.run(),
        Task::MutateWorker(task) => task.run(),
        Task::Bench(task) => task.run(),
        Task::Cases(task) => task.run(),
        Task::Servers(task) => task.run(),
        Task::Judge(task) => task.run(),
        Task::Measure(task) => task.run(),
    }
}
