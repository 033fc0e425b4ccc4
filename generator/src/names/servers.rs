//! Names what a user chooses a server by: a constructor for each server, a setter for each variable.

use super::{case, reserved, scope::Scope};
use crate::ir::Server;

/// Most words of a description that make a name.
const WORDS: usize = 4;

/// Words in front of a method that is no setter.
const READING: &[&str] = &["as", "from", "into", "is", "to"];

/// Constructors by index, and the variables of all servers with their setters. Nothing where there is one server without
/// variables: it is the client's own.
pub(super) fn assign(servers: &[Server]) -> (Vec<String>, Vec<(String, String)>) {
    if servers.len() < 2 && servers.iter().all(|server| server.variables.is_empty()) {
        return (Vec::new(), Vec::new());
    }
    let mut scope = Scope::reserving(reserved::SERVER_METHODS);
    let mut setters: Vec<(String, String)> = Vec::new();
    for variable in servers.iter().flat_map(|server| &server.variables) {
        if !setters.iter().any(|(name, _)| *name == variable.name) {
            setters.push((variable.name.clone(), scope.first_of(&setter(&variable.name))));
        }
    }
    let mut constructors = Vec::with_capacity(servers.len());
    for (server, position) in servers.iter().zip(1_usize..) {
        constructors.push(scope.first_of(&candidates(server, position)));
    }
    (constructors, setters)
}

/// `region`, `with_region`. A method `is_..` or `to_..` would be expected to read.
fn setter(variable: &str) -> Vec<String> {
    let words = case::words(variable);
    let reads = words.len() > 1 && words.first().is_some_and(|first| READING.contains(&first.as_str()));
    let mut candidates = if reads { Vec::new() } else { vec![case::snake(variable)] };
    candidates.push(format!("with_{}", words.join("_")));
    candidates
}

/// `production`, `production_server`, `server_1`: by the description where it is short.
fn candidates(server: &Server, position: usize) -> Vec<String> {
    let description = server.docs.summary.as_deref().or(server.docs.description.as_deref()).unwrap_or_default();
    let start = description.split(['.', ',', ':', ';', '(', '\n']).next().unwrap_or_default();
    let mut words = case::words(start);
    if words.first().is_some_and(|first| ["a", "an", "the"].contains(&first.as_str())) {
        words.remove(0);
    }
    let name = words.join("_");
    let mut candidates = Vec::new();
    if (1..=WORDS).contains(&words.len()) {
        candidates.push(case::snake(&name));
        if !name.ends_with("server") {
            candidates.push(case::snake(&format!("{name}_server")));
        }
    }
    candidates.push(format!("server_{position}"));
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Docs, ServerVariable};

    fn server(description: &str, variables: &[&str]) -> Server {
        let docs = Docs { description: Some(description.to_owned()), ..Docs::default() };
        let variable = |name: &&str| ServerVariable {
            name: (*name).to_owned(),
            default: String::new(),
            values: Vec::new(),
            docs: Docs::default(),
        };
        Server { url: String::new(), variables: variables.iter().map(variable).collect(), docs }
    }

    #[test]
    fn a_short_description_is_a_name() {
        let all = [server("The production server (EU).", &["url"]), server("branch", &["branch", "url"])];
        let (constructors, setters) = assign(&all);
        assert_eq!(constructors, ["production_server", "branch_server"]);
        assert_eq!(setters.iter().map(|(_, setter)| setter.as_str()).collect::<Vec<_>>(), ["with_url", "branch"]);
    }

    #[test]
    fn a_long_one_gives_way_to_the_position() {
        let all = [server("one of the servers we run in Europe", &[]), server("", &[]), server("type", &[])];
        assert_eq!(assign(&all).0, ["server_1", "server_2", "r#type"]);
        assert!(assign(&[server("Only", &[])]).0.is_empty());
    }
}
