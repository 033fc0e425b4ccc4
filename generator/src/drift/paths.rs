//! Compares which paths, operations and webhooks there are; what both documents have goes to [`super::operations`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cx::Cx;
use super::finding::{Finding, OperationKey, Subject};
use super::kinds::{Kind, paths as kinds, servers};
use super::life_cycle::{Life, Removal};
use super::matching::{How, ItemPair, Matching, Op, names, shape};
use super::operations::{self, Incoming};
use crate::pointer::Pointer;
use crate::spec::{PathItem, Server};

/// Compares everything below `paths`.
pub(super) fn compare(cx: &mut Cx<'_>) {
    let (old, new) = (cx.old, cx.new);
    let (old_paths, new_paths) = (&old.document.paths, &new.document.paths);
    let prefixes = (prefix(&old.document.servers), prefix(&new.document.servers));
    let mut matching = Matching::of(old_paths, new_paths, ("", ""));
    let mut moved = false;
    if prefixes.0 != prefixes.1 && matching.gone.len() + matching.fresh.len() > 0 {
        let by_url = Matching::of(old_paths, new_paths, prefixes);
        moved = by_url.gone.len() + by_url.fresh.len() < matching.gone.len() + matching.fresh.len();
        if moved {
            matching = by_url;
            let sentence = format!(
                "the prefix of paths moved between servers (`{}` to `{}`) and templates",
                prefixes.0, prefixes.1
            );
            let at = Pointer::root().child("servers");
            cx.report(Finding::new(&servers::SERVER_BASE_PATH_MOVED, sentence).at(&at, &at));
        }
    }
    super::servers::document(cx, moved);
    duplicates(cx, old_paths, new_paths);
    for pair in &matching.items {
        item(cx, pair, moved);
    }
    let renamed: BTreeMap<_, _> = matching.items.iter().map(|pair| (address(pair.new), pair.old)).collect();
    for (old, new, how) in &matching.operations {
        operation(cx, *old, *new, *how);
    }
    gone(cx, &matching.gone);
    fresh(cx, &matching.fresh, &renamed);
}

fn address(item: &PathItem<'_>) -> usize {
    std::ptr::from_ref(item).addr()
}

/// The path of the first server's URL, without a last slash.
fn prefix<'s>(all: &'s [Server<'s>]) -> &'s str {
    let url = all.first().map_or("", |server| server.url);
    let after_host =
        url.split_once("://").map_or(url, |(_, rest)| rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default());
    after_host.trim_end_matches('/')
}

fn key(op: Op<'_>, item: &PathItem<'_>) -> OperationKey {
    OperationKey { method: op.operation.method.clone(), path: item.template.to_string() }
}

fn operation<'s>(cx: &mut Cx<'s>, old: Op<'s>, new: Op<'s>, how: How) {
    let key = key(old, old.item);
    cx.within(Subject::Operation(key.clone()), vec![Arc::new(key)], |cx| {
        let found = match how {
            How::Place => None,
            How::Moved => {
                let sentence = format!("the operation moved from `{}` to `{}`", old.item.template, new.item.template);
                Some((&kinds::PATH_MOVED, sentence))
            }
            How::OtherMethod => {
                let sentence =
                    format!("the method changed from `{}` to `{}`", old.operation.method, new.operation.method);
                Some((&kinds::METHOD_CHANGED, sentence))
            }
        };
        if let Some((kind, sentence)) = found {
            cx.report(Finding::new(kind, sentence).at(&old.operation.at, &new.operation.at));
        }
        operations::compare(cx, old, new, Incoming(false));
    });
}

/// Two templates of the new document that servers cannot tell apart.
fn duplicates(cx: &mut Cx<'_>, old: &[PathItem<'_>], new: &[PathItem<'_>]) {
    let known: BTreeSet<&str> = old.iter().map(|item| &*item.template).collect();
    let mut shapes: BTreeMap<String, &PathItem<'_>> = BTreeMap::new();
    for item in new {
        let Some(first) = shapes.insert(shape("", &item.template), item) else { continue };
        if !(known.contains(&*first.template) && known.contains(&*item.template)) {
            let sentence = format!("`{}` and `{}` are the same path", first.template, item.template);
            cx.report(Finding::new(&kinds::DUPLICATE_TEMPLATE, sentence).at(&first.at, &item.at));
        }
    }
}

/// Compares the templates of a pair.
fn item(cx: &mut Cx<'_>, pair: &ItemPair<'_>, moved: bool) {
    let ItemPair { old, new, loose } = *pair;
    if old.template == new.template || (moved && !loose && names(&old.template) == names(&new.template)) {
        return;
    }
    let (kind, sentence) = if loose {
        (&kinds::PATH_CASE_OR_SLASH_CHANGED, format!("the path `{}` is now `{}`", old.template, new.template))
    } else {
        let sentence = format!("parameters of the path `{}` are named as in `{}`", old.template, new.template);
        (&kinds::PATH_PARAM_RENAMED, sentence)
    };
    let methods = old.operations.iter().filter(|op| new.operations.iter().any(|other| other.method == op.method));
    let path = old.template.to_string();
    let keys = methods.map(|op| Arc::new(OperationKey { method: op.method.clone(), path: path.clone() })).collect();
    let finding = Finding::new(kind, sentence).at(&old.at, &new.at);
    cx.within(Subject::Path(path), keys, |cx| cx.report(finding));
}

fn gone(cx: &mut Cx<'_>, all: &[Op<'_>]) {
    let mut groups: BTreeMap<(usize, Removal), Vec<Op<'_>>> = BTreeMap::new();
    let mut order = Vec::new();
    for op in all {
        let removal = Life::of_operation(op.operation).removal(cx);
        let group = (address(op.item), removal);
        let ops = groups.entry(group).or_default();
        if ops.is_empty() {
            order.push(group);
        }
        ops.push(*op);
    }
    for group in order {
        let Some((first, ops)) = groups.get(&group).and_then(|ops| Some((ops.first()?, ops))) else { continue };
        let kind = removed(first.whole, group.1);
        let keys = ops.iter().map(|op| Arc::new(key(*op, op.item))).collect();
        let (subject, at) = subject(*first, ops);
        let sentence = format!("{} gone{}", subject_text(&subject), reason(group.1));
        let finding = Finding::new(kind, sentence).old(&at);
        cx.within(subject, keys, |cx| cx.report(finding));
    }
}

fn removed(whole: bool, removal: Removal) -> &'static Kind {
    match (whole, removal) {
        (true, Removal::Plain | Removal::Unreadable) => &kinds::PATH_REMOVED,
        (true, Removal::Deprecated) => &kinds::PATH_REMOVED_DEPRECATED,
        (true, Removal::BeforeSunset) => &kinds::PATH_REMOVED_BEFORE_SUNSET,
        (false, Removal::Plain | Removal::Unreadable) => &kinds::OPERATION_REMOVED,
        (false, Removal::Deprecated) => &kinds::OPERATION_REMOVED_DEPRECATED,
        (false, Removal::BeforeSunset) => &kinds::OPERATION_REMOVED_BEFORE_SUNSET,
    }
}

fn reason(removal: Removal) -> &'static str {
    match removal {
        Removal::Plain | Removal::Unreadable => "",
        Removal::Deprecated => ", as its deprecation announced",
        Removal::BeforeSunset => " before the day that its deprecation announced",
    }
}

/// A path whose operations all share a fate is told as one.
fn subject(first: Op<'_>, ops: &[Op<'_>]) -> (Subject, Pointer) {
    match ops {
        [one] if !first.whole => (Subject::Operation(key(*one, one.item)), one.operation.at.clone()),
        _ => (Subject::Path(first.item.template.to_string()), first.item.at.clone()),
    }
}

fn subject_text(subject: &Subject) -> String {
    match subject {
        Subject::Operation(key) => format!("the operation `{key}` is"),
        Subject::Path(path) => format!("operations of the path `{path}` are"),
        _ => "operations are".to_owned(),
    }
}

fn fresh(cx: &mut Cx<'_>, all: &[Op<'_>], renamed: &BTreeMap<usize, &PathItem<'_>>) {
    let mut at = 0;
    while let Some(first) = all.get(at) {
        let ops: Vec<Op<'_>> =
            all.iter().skip(at).take_while(|op| address(op.item) == address(first.item)).copied().collect();
        at += ops.len().max(1);
        let named = renamed.get(&address(first.item)).copied().unwrap_or(first.item);
        let keys = ops.iter().map(|op| Arc::new(key(*op, named))).collect();
        let kind = if first.whole { &kinds::PATH_ADDED } else { &kinds::OPERATION_ADDED };
        let (subject, at) = subject(*first, &ops);
        let finding = Finding::new(kind, format!("{} new", subject_text(&subject))).new_at(&at);
        cx.within(subject, keys, |cx| cx.report(finding));
    }
}

/// Compares webhooks, by name. What their operations send, the server sends.
pub(super) fn webhooks(cx: &mut Cx<'_>) {
    let (old, new) = (&cx.old.document.webhooks, &cx.new.document.webhooks);
    let find = |all: &'_ [PathItem<'_>], name: &str| all.iter().position(|item| item.template == name);
    for item in old {
        let Some(other) = find(new, &item.template).and_then(|at| new.get(at)) else {
            let sentence = format!("the webhook `{}` is gone", item.template);
            cx.report(Finding::new(&kinds::WEBHOOK_REMOVED, sentence).old(&item.at));
            continue;
        };
        for operation in &item.operations {
            let Some(counterpart) = other.operations.iter().find(|other| other.method == operation.method) else {
                let sentence = format!("`{}` of the webhook `{}` is gone", operation.method, item.template);
                cx.report(Finding::new(&kinds::WEBHOOK_REMOVED, sentence).old(&operation.at));
                continue;
            };
            let key = OperationKey { method: operation.method.clone(), path: format!("webhook:{}", item.template) };
            let (before, after) =
                (Op { item, operation, whole: false }, Op { item: other, operation: counterpart, whole: false });
            cx.within(Subject::Operation(key.clone()), vec![Arc::new(key)], |cx| {
                operations::compare(cx, before, after, Incoming(true));
            });
        }
    }
    for item in new.iter().filter(|item| find(old, &item.template).is_none()) {
        let sentence = format!("the webhook `{}` is new", item.template);
        cx.report(Finding::new(&kinds::WEBHOOK_ADDED, sentence).new_at(&item.at));
    }
}
