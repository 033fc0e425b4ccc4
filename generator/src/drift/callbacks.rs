//! Compares the callbacks of an operation: by name, expression and method. What their operations send, the server sends.

use super::cx::Cx;
use super::finding::Finding;
use super::kinds::paths::CALLBACK_CHANGED;
use super::operations::{Incoming, raw_change};
use super::{request_body, responses};
use crate::pointer::Pointer;
use crate::spec::{Callback, Operation, PathItem};

/// A callback by its name.
type Named<'s> = (&'s str, &'s Callback<'s>);

/// Compares the callbacks of two operations.
pub(super) fn compare<'s>(cx: &mut Cx<'s>, old: &'s Operation<'s>, new: &'s Operation<'s>) {
    let (before, after) = (named(cx.old, old), named(cx.new, new));
    for (name, callback) in &before {
        match after.iter().find(|(other, _)| other == name) {
            Some((_, counterpart)) => items(cx, (&old.at, &callback.items), (&new.at, &counterpart.items)),
            None => report(cx, (&old.at, &new.at), &format!("the callback `{name}` is gone")),
        }
    }
    for (name, _) in after.iter().filter(|(name, _)| before.iter().all(|(other, _)| other != name)) {
        report(cx, (&old.at, &new.at), &format!("the callback `{name}` is new"));
    }
}

fn named<'s>(side: &'s super::Side<'s>, operation: &'s Operation<'s>) -> Vec<Named<'s>> {
    let one = |(name, callback): &'s (&'s str, crate::spec::RefOr<'s, Callback<'s>>)| {
        Some((*name, side.document.callback(callback)?))
    };
    operation.callbacks.iter().filter_map(one).collect()
}

fn items<'s>(
    cx: &mut Cx<'s>,
    (old_at, old): (&Pointer, &'s [PathItem<'s>]),
    (new_at, new): (&Pointer, &'s [PathItem<'s>]),
) {
    let calls = |items: &'s [PathItem<'s>]| {
        let all = items.iter().flat_map(|item| item.operations.iter().map(move |operation| (item, operation)));
        all.map(|(item, operation)| ((item.template.as_ref(), operation.method.as_ref()), operation))
            .collect::<Vec<((&str, &str), &Operation<'_>)>>()
    };
    let (before, after) = (calls(old), calls(new));
    for ((template, method), operation) in &before {
        match after.iter().find(|(other, _)| *other == (*template, *method)) {
            Some((_, counterpart)) => call(cx, operation, counterpart),
            None => report(cx, (&operation.at, new_at), &format!("the call `{method} {template}` is gone")),
        }
    }
    for ((template, method), operation) in &after {
        if before.iter().all(|(other, _)| *other != (*template, *method)) {
            report(cx, (old_at, &operation.at), &format!("the call `{method} {template}` is new"));
        }
    }
}

fn call<'s>(cx: &mut Cx<'s>, old: &'s Operation<'s>, new: &'s Operation<'s>) {
    request_body::compare(cx, old, new, Incoming(true));
    responses::compare(cx, old, new, Incoming(true));
    let parameters = (&old.at.child("parameters"), &new.at.child("parameters"));
    raw_change(cx, parameters, &CALLBACK_CHANGED, "the parameters of a callback changed");
}

fn report(cx: &mut Cx<'_>, (old, new): (&Pointer, &Pointer), sentence: &str) {
    cx.report(Finding::new(&CALLBACK_CHANGED, sentence).at(old, new));
}
