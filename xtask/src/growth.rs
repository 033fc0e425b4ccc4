//! `cargo xtask growth`: repeats a document 2, 4 and 8 times under other names and tells what each run takes; time that
//! grows faster than the document is a defect.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde_json::{Map, Value};
use specloom::diagnostics::Diagnostics;
use specloom::source::{self, Input, ReadOptions};

use crate::measure::measured;
use crate::print;

/// Repeat documents 2, 4 and 8 times under other names, and table what generating them takes
#[derive(Debug, Args)]
pub(crate) struct Growth {
    /// The documents
    #[arg(required = true)]
    documents: Vec<PathBuf>,

    /// Where repeated documents and their crates go
    #[arg(long, default_value = "target/growth", value_name = "DIR")]
    out: PathBuf,
}

impl Growth {
    /// Prints a row for each document and number of repetitions.
    pub(crate) fn run(self) -> ExitCode {
        print::out(&format!("{:40} {:>5} {:>9} {:>8} {:>8}", "document", "times", "CPU s", "per time", "MiB"));
        let mut good = true;
        for document in &self.documents {
            for times in [1, 2, 4, 8] {
                if let Err(error) = self.one(document, times) {
                    print::err(&format!("error: {}: {error}", document.display()));
                    good = false;
                }
            }
        }
        ExitCode::from(u8::from(!good))
    }

    fn one(&self, document: &Path, times: u8) -> Result<(), String> {
        let mut diagnostics = Diagnostics::new();
        let loaded = source::load(&Input::File(document.to_path_buf()), &[], &ReadOptions::default(), &mut diagnostics);
        let _ = diagnostics.len();
        let value = loaded.map_err(|failure| format!("{:?}", failure.kind))?.value;
        let name = document.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        std::fs::create_dir_all(&self.out).map_err(|error| error.to_string())?;
        let path = self.out.join(format!("{name}-{times}.json"));
        std::fs::write(&path, repeated(&value, times).to_string()).map_err(|error| error.to_string())?;
        let own = std::env::current_exe().map_err(|error| error.to_string())?;
        let crate_folder = self.out.join(format!("client-{times}"));
        let command =
            [own.to_string_lossy(), "corpus-one".into(), path.to_string_lossy(), crate_folder.to_string_lossy()];
        let command: Vec<&str> = command.iter().map(AsRef::as_ref).collect();
        let run = measured(|_| {}, &command).map_err(|error| error.to_string())?;
        let (cpu, memory) = (run.cost.cpu_s, run.cost.rss_mib);
        print::out(&format!("{name:40} {times:>5} {cpu:>9.2} {:>8.2} {memory:>8.0}", cpu / f64::from(times)));
        if run.success { Ok(()) } else { Err(run.stderr) }
    }
}

/// The document with its paths and components so many times, each time under other names.
fn repeated(document: &Value, times: u8) -> Value {
    let mut whole = document.clone();
    for turn in 1..times {
        let copy = renamed(document, &format!("R{turn}"));
        for place in ["/paths", "/webhooks", "/components/schemas", "/components/parameters", "/components/responses"]
            .into_iter()
            .chain(["/components/requestBodies", "/components/headers", "/components/examples"])
        {
            let (Some(Value::Object(more)), Some(Value::Object(members))) =
                (copy.pointer(place), whole.pointer_mut(place))
            else {
                continue;
            };
            members.extend(more.iter().map(|(name, value)| (name.clone(), value.clone())));
        }
    }
    whole
}

/// The document with a mark before the names of paths, components and operations, and in references to them.
fn renamed(document: &Value, mark: &str) -> Value {
    let mut copy = marked(document, mark);
    for place in ["/paths", "/webhooks"] {
        let Some(members) = copy.pointer_mut(place) else { continue };
        rename_members(members, &|name| match name.strip_prefix('/') {
            Some(path) => format!("/{mark}/{path}"),
            None => format!("{mark}{name}"),
        });
    }
    if let Some(Value::Object(components)) = copy.get_mut("components") {
        for (kind, members) in components.iter_mut() {
            if kind != "securitySchemes" {
                rename_members(members, &|name| format!("{mark}{name}"));
            }
        }
    }
    copy
}

fn rename_members(value: &mut Value, rename: &dyn Fn(&str) -> String) {
    if let Value::Object(members) = value {
        *members = std::mem::take(members).into_iter().map(|(name, value)| (rename(&name), value)).collect();
    }
}

fn marked(value: &Value, mark: &str) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| marked(item, mark)).collect(),
        Value::Object(members) => {
            let mark_one = |name: &String, value: &Value| match value {
                Value::String(text) if name == "operationId" => Value::String(format!("{mark}_{text}")),
                Value::String(text) => Value::String(reference(text, mark)),
                other => marked(other, mark),
            };
            members.iter().map(|(name, value)| (name.clone(), mark_one(name, value))).collect::<Map<_, _>>().into()
        }
        other => other.clone(),
    }
}

/// A reference into the marked copy; other texts stay.
fn reference(text: &str, mark: &str) -> String {
    if let Some(rest) = text.strip_prefix("#/paths/~1") {
        return format!("#/paths/~1{mark}~1{rest}");
    }
    match text.strip_prefix("#/components/").and_then(|rest| rest.split_once('/')) {
        Some((kind, name)) if kind != "securitySchemes" => format!("#/components/{kind}/{mark}{name}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_copy_refers_to_itself() {
        let document = json!({
            "paths": {"/a": {"get": {"operationId": "a", "x": {"$ref": "#/components/schemas/A"}}}},
            "components": {"schemas": {"A": {"type": "string"}}},
        });
        let twice = repeated(&document, 2);
        let copy = json!({"get": {"operationId": "R1_a", "x": {"$ref": "#/components/schemas/R1A"}}});
        assert_eq!(twice.pointer("/paths/~1R1~1a"), Some(&copy));
        assert_eq!(twice.pointer("/components/schemas/R1A"), Some(&json!({"type": "string"})));
        assert_eq!(repeated(&document, 1), document);
    }
}
