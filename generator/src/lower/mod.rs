//! The lower stage: turns a [`Document`] into an [`Api`] of operations and types.
//!
//! The only code that knows both the document and the IR. It decides no Rust names and no Rust form; what has no exact
//! type is reported under a code.

mod adopt;
mod alias;
mod arms;
mod body;
mod check;
mod claims;
mod collapse;
mod constant;
mod cx;
mod cycles;
mod docs;
mod enums;
mod events;
mod family;
mod finish;
mod hints;
mod hoist;
mod incoming;
mod intersect;
mod media;
mod multipart;
mod nullable;
mod object;
mod operation;
mod outline;
mod paging;
mod parameter;
mod path;
mod response;
mod scalar;
mod schema;
mod security;
mod servers;
mod stream;
mod structure;
mod tagged;
mod tags;
mod twin;
mod union;
mod usage;
mod visit;

use serde_json::Value;

use crate::config::{Config, PagingConfig};
use crate::diagnostics::Diagnostics;
use crate::ir::Api;
use crate::spec::Document;

use cx::LowerCx;

/// What the configuration says about lowering.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LowerOptions {
    /// Streams that the document does not declare: by `operationId` or `METHOD /path`, the members of `x-stream`.
    pub streams: Vec<(String, Value)>,
    /// Paging that the document does not show: by `operationId` or `METHOD /path`, the members of `x-pagination`, or false.
    pub paging: Vec<(String, Value)>,
    /// Nothing is taken for paged unless the document or the configuration says so.
    pub paging_off: bool,
    /// Leave out components that no operation, webhook or callback reaches.
    pub prune: bool,
    /// The URL that the document is served at, where that is known: relative servers are relative to it.
    pub served_at: Option<String>,
}

impl LowerOptions {
    /// What a configuration says of lowering.
    pub fn of(config: &Config) -> Self {
        let paging = &config.paging;
        Self {
            streams: config.streams.iter().map(|(operation, hints)| (operation.clone(), hints.clone())).collect(),
            paging: paging.stated().map(|(operation, said)| (operation.clone(), said.clone())).collect(),
            paging_off: *paging == PagingConfig::Guessed(false),
            prune: config.select.is_active(),
            served_at: config.input.live.clone(),
        }
    }
}

/// Lowers a document. Every operation of the document is in the result.
pub fn lower<'d>(document: &'d Document<'d>, options: &'d LowerOptions, diagnostics: &mut Diagnostics) -> Api {
    let mut cx = LowerCx::new(document, options, diagnostics);
    cycles::report_parts(&mut cx);
    claims::claim(&mut cx);
    schema::lower_components(&mut cx);
    let operations = operation::lower_operations(&mut cx);
    let incoming = incoming::lower_incoming(&mut cx);
    schema::lower_claimed(&mut cx);
    let mut api = finish::finish(cx, operations, incoming);
    paging::find_paging(document, options, &mut api, diagnostics);
    api
}

#[cfg(test)]
mod tests;
