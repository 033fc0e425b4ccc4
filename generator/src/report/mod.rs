//! The account of a run: what became of every operation, schema and keyword of the document.
//!
//! [`Report`] is plain data with stable member names when written as JSON. It is made after all stages and decides
//! nothing; what is wrong with the document stands in the diagnostics, to which it refers by code and place.

mod items;
mod keywords;
mod text;
mod without_effect;

use serde::Serialize;
use serde_json::{Value, json};

use crate::diagnostics::{Diagnostics, Locate, Severity, findings_as_json};
use crate::ir::Api;
use crate::names::Names;
use crate::select::{Excluded, LeftOut, Select};
use crate::spec::Document;

/// The form of the JSON; it grows when a member changes its meaning or goes.
const FORM: u32 = 1;

/// What became of a document.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// Version of this form: 1.
    pub report: u32,
    /// Whether a crate came of it. Where not, the rest tells what would be made in spite of the findings, as far as the
    /// document could be understood.
    pub finished: bool,
    /// How the document is named.
    pub document: String,
    /// Version of OpenAPI it states.
    pub openapi: String,
    /// The selection in force.
    pub select: Select,
    /// Operations under `paths`.
    pub operations: Section,
    /// Requests that the API makes: webhooks and callbacks.
    pub incoming: Section,
    /// Schemas under `components`.
    pub schemas: Section,
    /// Keywords.
    pub keywords: Keywords,
}

/// What became of the items of a kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Section {
    /// All of them: the sum of the others.
    pub total: usize,
    /// Emitted as they are described.
    pub emitted: usize,
    /// Emitted, with something about them repaired or not honoured.
    pub repaired: usize,
    /// Left out since nothing can be made of them.
    pub left_out: usize,
    /// Left out by the selection.
    pub excluded: usize,
    /// One for each, in document order.
    pub items: Vec<Item>,
}

/// What became of an operation, a webhook or a schema.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Where it stands: a JSON pointer.
    pub at: String,
    /// `GET /pets`, the name of a schema or of a webhook.
    pub name: String,
    /// What became of it.
    pub state: State,
    /// What it is called in Rust: `pets().list`, `types::Pet`.
    pub rust: Vec<String>,
    /// How an operation answers in pages: `cursor`, `last-item`, `offset`, `page`, `link` or `url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paging: Option<&'static str>,
    /// What was found about it, notes aside.
    pub findings: Vec<Finding>,
}

/// What became of an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Emitted as it is described.
    #[default]
    Emitted,
    /// Emitted, with something about it repaired or not honoured.
    Repaired,
    /// Nothing can be made of it.
    LeftOut,
    /// Left out by the selection.
    Excluded,
}

/// A finding, to be looked up under `findings`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The code of the diagnostic.
    pub code: &'static str,
    /// Its place.
    pub at: String,
}

/// What became of the keywords.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Keywords {
    /// How many stand in the document.
    pub total: usize,
    /// Those with an effect on the crate or its documentation.
    pub honoured: usize,
    /// Those without.
    pub not_honoured: usize,
    /// One for each keyword of each kind of object.
    pub items: Vec<Keyword>,
}

/// What became of a keyword of a kind of object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Keyword {
    /// The kind of object, such as `Schema`.
    pub object: String,
    /// The keyword.
    pub keyword: String,
    /// How often it stands.
    pub count: usize,
    /// How often without effect.
    pub not_honoured: usize,
    /// Why, where it has none.
    pub reason: Option<String>,
    /// Where it stands first: a JSON pointer.
    pub first: String,
}

/// What the stages made, for the account.
pub(crate) struct Made<'a> {
    pub(crate) document: &'a Document<'a>,
    pub(crate) api: &'a Api,
    pub(crate) names: &'a Names,
    pub(crate) select: &'a Select,
    pub(crate) excluded: &'a [Excluded],
    pub(crate) left_out: &'a LeftOut,
    pub(crate) diagnostics: &'a Diagnostics,
}

impl Report {
    /// Gathers the account.
    pub(crate) fn new(document_name: &str, made: &Made<'_>) -> Self {
        let findings = items::Findings::of(made);
        Self {
            report: FORM,
            finished: true,
            document: document_name.to_owned(),
            openapi: made.document.version.text.to_owned(),
            select: made.select.clone(),
            operations: items::operations(made, &findings),
            incoming: items::incoming(made, &findings),
            schemas: items::schemas(made, &findings),
            keywords: keywords::keywords(made),
        }
    }

    /// The account of a document that could not be understood.
    pub(crate) fn refused(document_name: &str, select: &Select) -> Self {
        Self { report: FORM, document: document_name.to_owned(), select: select.clone(), ..Self::default() }
    }

    /// The account as JSON: its members, `counts` of the findings by severity, and `findings` with file, line and column.
    pub fn to_json(&self, diagnostics: &Diagnostics, sources: &dyn Locate) -> String {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        if let Value::Object(members) = &mut value {
            let count = |severity| diagnostics.count(severity);
            let counts = json!({
                "error": count(Severity::Error),
                "warning": count(Severity::Warning),
                "note": count(Severity::Note),
            });
            members.insert("counts".to_owned(), counts);
            members.insert("findings".to_owned(), Value::Array(findings_as_json(diagnostics, sources)));
        }
        serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
    }
}
