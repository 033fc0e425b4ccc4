//! Reads examples: only their values are kept, for tests and documentation.

use serde_json::Value;

use super::references::Kind;
use super::{Cx, Holder, Member, Node};
use crate::diagnostics::codes;
use crate::spec::Example;

/// The examples of `examples`, an object by name; a reference is replaced by its target.
pub(super) fn examples<'a>(cx: &mut Cx<'a>, member: Member<'_, 'a>) -> Vec<Example<'a>> {
    if let Value::Array(items) = member.value {
        // As in JSON Schema: bare values.
        return items.iter().map(bare).collect();
    }
    let read = member.named(cx, |cx, node| match node.reference() {
        None => Some(example(cx, node)),
        Some(text) => {
            cx.count_members(node, Holder::Reference, |_| true);
            let target = cx.target(Kind::Example, text);
            if target.is_none() {
                let message = format!("`{text}` leads to no example in this document; it is left out");
                cx.report(codes::DANGLING_REFERENCE, &node.at, message);
            }
            target.map(|target| example(cx, &target))
        }
    });
    read.into_iter().map(|(name, example)| Example { name: Some(name), ..example }).collect()
}

/// A value without a name.
pub(super) fn bare(value: &Value) -> Example<'_> {
    Example { name: None, summary: None, value: Some(value) }
}

/// An example. A value that stands without its wrapping is an example too: documents often forget `value`.
pub(super) fn example<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> Example<'a> {
    const KEYWORDS: [&str; 6] = ["value", "dataValue", "serializedValue", "externalValue", "summary", "description"];
    let wrapped = node.value.as_object().is_some_and(|all| all.keys().any(|key| KEYWORDS.contains(&key.as_str())));
    if !wrapped {
        return bare(node.value);
    }
    let mut example = Example { name: None, summary: None, value: None };
    for member in node.members(cx, Holder::Example) {
        match member.key {
            "value" | "dataValue" => example.value = Some(member.value),
            "summary" => example.summary = member.text(cx),
            _ => member.left(cx),
        }
    }
    example
}
