//! Compares the servers of two documents, and those of paths and operations that replace them.

use super::cx::Cx;
use super::finding::Finding;
use super::kinds::servers as kinds;
use crate::pointer::Pointer;
use crate::spec::{Operation, PathItem, Server};

/// Compares the servers of the documents. `moved`: prefixes of paths moved into or out of the URLs, which was told.
pub(super) fn document(cx: &mut Cx<'_>, moved: bool) {
    let (old, new) = (&cx.old.document.servers, &cx.new.document.servers);
    let at = Pointer::root().child("servers");
    let has = |all: &[Server<'_>], url: &str| all.iter().any(|server| server.url == url);
    let replaced = match (old.first(), new.first()) {
        (Some(before), Some(after)) if before.url != after.url && !moved => {
            let sentence = format!("the first server was `{}` and is `{}`", before.url, after.url);
            cx.report(Finding::new(&kinds::SERVER_URL_CHANGED, sentence).at(&before.at, &after.at));
            true
        }
        _ => moved,
    };
    for server in old.iter().skip(usize::from(replaced)).filter(|server| !has(new, server.url)) {
        let sentence = format!("the server `{}` is gone", server.url);
        cx.report(Finding::new(&kinds::SERVER_REMOVED, sentence).at(&server.at, &at));
    }
    for server in new.iter().skip(usize::from(replaced)).filter(|server| !has(old, server.url)) {
        let sentence = format!("the server `{}` is new", server.url);
        cx.report(Finding::new(&kinds::SERVER_ADDED, sentence).at(&at, &server.at));
    }
    for before in old {
        if let Some(after) = new.iter().find(|after| after.url == before.url) {
            variables(cx, before, after);
        }
    }
}

fn variables(cx: &mut Cx<'_>, old: &Server<'_>, new: &Server<'_>) {
    let outline = |server: &Server<'_>, name: &str| {
        let (_, variable) = server.variables.iter().find(|(other, _)| *other == name)?;
        Some((variable.default.to_string(), variable.values.iter().map(ToString::to_string).collect::<Vec<_>>()))
    };
    let added = new.variables.iter().filter(|(name, _)| outline(old, name).is_none());
    for (name, _) in old.variables.iter().chain(added) {
        if outline(old, name) != outline(new, name) {
            let sentence = format!("the variable `{name}` of the server `{}` changed", old.url);
            cx.report(Finding::new(&kinds::SERVER_VARIABLE_CHANGED, sentence).at(&old.at, &new.at));
        }
    }
}

/// Compares the servers that an operation or its path puts in place of the document's.
pub(super) fn operation<'s>(
    cx: &mut Cx<'s>,
    (old_item, old): (&'s PathItem<'s>, &'s Operation<'s>),
    (new_item, new): (&'s PathItem<'s>, &'s Operation<'s>),
) {
    let urls = |item: &PathItem<'_>, operation: &Operation<'_>| {
        let own = if operation.servers.is_empty() { &item.servers } else { &operation.servers };
        own.iter().map(|server| server.url.to_owned()).collect::<Vec<_>>()
    };
    let (before, after) = (urls(old_item, old), urls(new_item, new));
    if before != after {
        let shown = |urls: &[String]| if urls.is_empty() { "none".to_owned() } else { urls.join("`, `") };
        let sentence = format!("servers of its own: `{}` before, `{}` now", shown(&before), shown(&after));
        cx.report(Finding::new(&kinds::PATH_LEVEL_SERVER_OVERRIDE, sentence).at(&old.at, &new.at));
    }
}
