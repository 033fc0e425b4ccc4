//! A short program for the README: a client, one request, its answer.

use super::cx::Cx;
use crate::ir::{Content, Operation, Output, Scalar, SecurityKind, TypeRef};
use crate::plan::ApiModule;

/// A fenced example; empty where the API has no operation.
pub(super) fn readme(cx: &Cx<'_>) -> String {
    let Some(call) = call(cx) else { return String::new() };
    let library = cx.config.package.replace('-', "_");
    let credentials = credentials(cx);
    format!(
        "```rust,no_run\nuse {library}::Client;\n\n\
         #[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
         let client = Client::builder(){credentials}.build()?;\n    \
         let answer = {call}.send().await?;\n    \
         println!(\"{{answer:?}}\");\n    Ok(())\n}}\n```"
    )
}

/// `client.threads().list()`: the first operation that answers with JSON and needs the fewest arguments.
fn call(cx: &Cx<'_>) -> Option<String> {
    let all = cx.plan.api_modules.iter().flat_map(|module| module.operations.iter().map(move |id| (module, *id)));
    let suitable = all.filter_map(|(module, id)| {
        let operation = cx.operation(id);
        let arguments = arguments(operation)?;
        let answers = matches!(operation.output, Output::One(Content::Json(_)));
        let rank = (!answers, operation.docs.deprecated, operation.method != "GET", arguments.len());
        Some((rank, module, id, arguments))
    });
    let (_, module, id, arguments) = suitable.min_by_key(|(rank, ..)| *rank)?;
    let method = cx.operation_names(id).methods.first()?;
    let accessor = accessor(cx, module);
    Some(format!("client{accessor}.{method}({})", arguments.join(", ")))
}

fn accessor(cx: &Cx<'_>, module: &ApiModule) -> String {
    let names = module.tag.and_then(|index| cx.names.tags.get(index));
    names.map_or_else(String::new, |names| format!(".{}()", names.module))
}

/// The required arguments as literals; `None` where one is more than a scalar.
fn arguments(operation: &Operation) -> Option<Vec<String>> {
    if operation.body.as_ref().is_some_and(|body| body.required || !body.fixed.is_empty()) {
        return None;
    }
    let required = operation.parameters.iter().filter(|parameter| parameter.required && parameter.constant.is_none());
    required
        .map(|parameter| match parameter.ty {
            TypeRef::Scalar(Scalar::String) => Some("\"…\"".to_owned()),
            TypeRef::Scalar(Scalar::I32 | Scalar::I64 | Scalar::U32 | Scalar::U64) => Some("1".to_owned()),
            _ => None,
        })
        .collect()
}

fn credentials(cx: &Cx<'_>) -> String {
    let mut schemes = cx.api.security_schemes.iter().zip(&cx.names.security_schemes);
    let token = schemes.find(|(scheme, _)| {
        matches!(scheme.kind, SecurityKind::Bearer | SecurityKind::ApiKey { .. } | SecurityKind::OtherHttp(_))
    });
    token.map_or_else(String::new, |(_, setter)| format!(".{setter}(std::env::var(\"API_TOKEN\")?)"))
}
