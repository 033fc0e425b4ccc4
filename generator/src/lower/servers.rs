//! Turns servers into templates with variables.

use super::docs::of_texts;
use crate::ir::{Server, ServerVariable};
use crate::spec;

/// The servers, in order.
pub(super) fn lower_servers(servers: &[spec::Server<'_>]) -> Vec<Server> {
    servers.iter().map(lower_server).collect()
}

fn lower_server(server: &spec::Server<'_>) -> Server {
    let variables = server.variables.iter().map(|(name, variable)| ServerVariable {
        name: (*name).to_owned(),
        default: variable.default.to_string(),
        values: variable.values.iter().map(ToString::to_string).collect(),
        docs: of_texts(None, variable.description, false),
    });
    Server {
        url: server.url.to_owned(),
        variables: variables.collect(),
        docs: of_texts(None, server.description, false),
    }
}
