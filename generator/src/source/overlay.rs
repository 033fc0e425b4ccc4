//! Applies an Overlay (1.0 or 1.1) to the merged document: its actions one after another, each to what it selects.
//!
//! Every finding is placed in the overlay. An action that selects nothing is one, which the specification leaves open.

use serde_json::{Map, Value};
use serde_json_path::{JsonPath, PathElement};

use super::grafts::Grafts;
use super::library::is_same;
use super::locate::{Spot, spots};
use super::merge::{Merge, Mismatch};
use super::read::{Input, ReadOptions, Source};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, codes};
use crate::pointer::Pointer;

/// How many values and bytes of text the actions of one overlay may add.
const MOST_ADDED: usize = 16_000_000;

/// The longest JSONPath and the deepest nesting of brackets in it that are parsed: the time to parse a filter within a
/// filter doubles with each.
const LONGEST_PATH: usize = 4_000;
const DEEPEST_PATH: usize = 10;

/// An overlay that was read, and what its actions change.
pub(super) struct Overlay<'a> {
    source: usize,
    value: &'a Value,
    options: &'a ReadOptions,
    grafts: &'a mut Grafts,
    /// Findings with their places in the overlay.
    findings: Vec<(Pointer, Diagnostic)>,
    added: usize,
}

/// What an action does to what it selects.
enum Change<'a> {
    Remove,
    Update(&'a Value),
    Copy(JsonPath),
}

impl<'a> Overlay<'a> {
    pub(super) fn new(source: usize, value: &'a Value, options: &'a ReadOptions, grafts: &'a mut Grafts) -> Self {
        Self { source, value, options, grafts, findings: Vec::new(), added: 0 }
    }

    /// Applies every action; one with a mistake is skipped and reported.
    pub(super) fn apply(&mut self, document: &mut Value) {
        let root = Pointer::root();
        let Some(version) = self.version() else { return };
        self.check_members(self.value, &root, &["overlay", "info", "extends", "actions"]);
        let at = root.child("actions");
        let value = self.value;
        match value.get("actions") {
            Some(Value::Array(actions)) if !actions.is_empty() => {
                for (position, action) in actions.iter().enumerate() {
                    self.action(document, action, &at.index(position), &version);
                }
            }
            _ => self.malformed(&at, "an overlay needs a list of `actions`"),
        }
    }

    /// Compares the document that the overlay was written for with the one it is applied to, where both are known.
    pub(super) fn check_extends(&mut self, own: Option<&Input>, document: Option<&Input>) {
        let Some(text) = self.value.get("extends").and_then(Value::as_str) else { return };
        if own.zip(document).is_some_and(|(own, document)| !is_same(text, own, document)) {
            let message = format!("the overlay is written for `{text}`, not for this document");
            self.note(codes::OVERLAY_EXTENDS_OTHER, &Pointer::root().child("extends"), message, None);
        }
    }

    /// Hands on the findings, placed in the overlay's text.
    pub(super) fn report(self, source: &Source, diagnostics: &mut Diagnostics) {
        let pointers: Vec<&Pointer> = self.findings.iter().map(|(pointer, _)| pointer).collect();
        let spots = spots(source, &pointers);
        for ((_, mut diagnostic), spot) in self.findings.into_iter().zip(spots) {
            let at = |spot: Spot| Place::Source { source: self.source, line: spot.line, column: spot.column };
            diagnostic.at = spot.map_or(Place::Document, at);
            diagnostics.push(diagnostic);
        }
    }

    /// The version, when the value is an overlay of a version whose rules are known.
    fn version(&mut self) -> Option<String> {
        let at = Pointer::root().child("overlay");
        let version = match self.value.get("overlay") {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => {
                self.malformed(&at, "an overlay starts with `overlay` and a version such as `1.0.0`");
                return None;
            }
        };
        if version == "1" || version.starts_with("1.") {
            return Some(version);
        }
        self.malformed(&at, &format!("overlay version `{version}` is not known; 1.0 and 1.1 are"));
        None
    }

    fn check_members(&mut self, value: &Value, at: &Pointer, known: &[&str]) {
        let members = value.as_object().into_iter().flat_map(Map::keys);
        for key in members.filter(|key| !key.starts_with("x-") && !known.contains(&key.as_str())) {
            self.malformed(&at.child(key), &format!("`{key}` means nothing here; expected {}", known.join(", ")));
        }
    }

    fn action(&mut self, document: &mut Value, action: &'a Value, at: &Pointer, version: &str) {
        self.check_members(action, at, &["target", "description", "update", "remove", "copy"]);
        let Some(target) = action.get("target").and_then(Value::as_str) else {
            return self.malformed(at, "an action needs a `target`");
        };
        let Some(path) = self.path(target, &at.child("target")) else { return };
        let strict = !version.starts_with("1.0") && version != "1";
        let Some(change) = self.change(action, at, strict) else { return };
        let places = selected(&path, document);
        if places.is_empty() {
            return self.unmatched(target, &at.child("target"));
        }
        match change {
            Change::Remove => self.remove(document, &places, at),
            Change::Update(update) => {
                self.update(document, &places, update, (self.source, &at.child("update")), strict);
            }
            Change::Copy(path) => self.copy(document, &places, &path, at, strict),
        }
    }

    fn change(&mut self, action: &'a Value, at: &Pointer, copies: bool) -> Option<Change<'a>> {
        match (action.get("remove"), action.get("update"), action.get("copy")) {
            (Some(Value::Bool(true)), ..) => Some(Change::Remove),
            (Some(Value::Bool(false)) | None, Some(update), None) => Some(Change::Update(update)),
            (Some(Value::Bool(false)) | None, None, Some(Value::String(path))) if copies => {
                self.path(path, &at.child("copy")).map(Change::Copy)
            }
            (_, None, Some(Value::String(_))) => {
                self.malformed(&at.child("copy"), "`copy` needs `overlay: 1.1.0`");
                None
            }
            _ => {
                self.malformed(at, "an action needs one of `update`, `remove: true` and `copy`");
                None
            }
        }
    }

    fn path(&mut self, text: &str, at: &Pointer) -> Option<JsonPath> {
        let parsed = if text.len() > LONGEST_PATH || nesting(text) > DEEPEST_PATH {
            Err("it is too long or nested too deep".to_owned())
        } else {
            JsonPath::parse(text).map_err(|error| format!("{} at character {}", error.message(), error.position()))
        };
        let report = |reason| {
            let message = format!("`{text}` is not a JSONPath expression: {reason}");
            self.note(codes::OVERLAY_TARGET_SYNTAX, at, message, Some("write names with `/` as `['/path']`"));
        };
        parsed.map_err(report).ok()
    }

    fn unmatched(&mut self, target: &str, at: &Pointer) {
        let allowed = self.options.allow_unmatched;
        let code = if allowed { codes::OVERLAY_UNMATCHED_ALLOWED } else { codes::OVERLAY_UNMATCHED };
        let help = "the document may have changed: correct the target, or remove the action";
        self.note(code, at, format!("`{target}` selects nothing in the document"), Some(help));
    }

    fn remove(&mut self, document: &mut Value, places: &[Pointer], at: &Pointer) {
        // From the end, so that the positions of items still to be removed stay true.
        for place in places.iter().rev() {
            let (Some(parent), Some(last)) = (place.parent(), place.last()) else {
                self.note(codes::OVERLAY_MISMATCH, &at.child("target"), "the root cannot be removed".to_owned(), None);
                continue;
            };
            match document.pointer_mut(&parent.to_string()) {
                Some(Value::Object(members)) => {
                    members.shift_remove(last);
                    self.grafts.forget(place);
                }
                Some(Value::Array(items)) => {
                    let position = last.parse().ok().filter(|position| *position < items.len());
                    if let Some(position) = position {
                        self.grafts.remove_item(&parent, position, items.len());
                        items.remove(position);
                    }
                }
                _ => {}
            }
        }
    }

    fn update(
        &mut self,
        document: &mut Value,
        places: &[Pointer],
        update: &Value,
        (source, from): (usize, &Pointer),
        strict: bool,
    ) {
        self.added = self.added.saturating_add(weight(update).saturating_mul(places.len()));
        if self.added > MOST_ADDED {
            return self.note(codes::OVERLAY_EXPANSION, from, "the action adds too much".to_owned(), None);
        }
        let depth = depth(update);
        for place in places {
            if place.segments().len() + depth > self.options.max_depth {
                let message = "the update is nested too deep for its target".to_owned();
                self.note(codes::NESTING_TOO_DEEP, from, message, None);
                continue;
            }
            let Some(target) = document.pointer_mut(&place.to_string()) else { continue };
            let mut merge = Merge { grafts: &mut *self.grafts, source, strict };
            if let Err(Mismatch { from, target, update }) = merge.selected(target, update, place, from) {
                let message = format!("the update holds {update} where the target `{place}` has {target}");
                self.note(
                    codes::OVERLAY_MISMATCH,
                    &from,
                    message,
                    Some("remove the target first, then add the new value"),
                );
            }
        }
    }

    fn copy(&mut self, document: &mut Value, places: &[Pointer], path: &JsonPath, at: &Pointer, strict: bool) {
        let at = at.child("copy");
        let found = selected(path, document);
        let [original] = found.as_slice() else {
            let message = format!("`copy` has to select one value, and selects {}", found.len());
            return self.note(codes::OVERLAY_MISMATCH, &at, message, None);
        };
        let Some(value) = original.lookup(document).cloned() else { return };
        let origin = self.grafts.origin(original);
        let before = self.findings.len();
        self.update(document, places, &value, (origin.source, &origin.from), strict);
        // What does not fit is the action's mistake, wherever the copied value was written.
        self.findings.iter_mut().skip(before).for_each(|(place, _)| *place = at.clone());
    }

    fn malformed(&mut self, at: &Pointer, message: &str) {
        self.note(codes::OVERLAY_MALFORMED, at, message.to_owned(), None);
    }

    fn note(&mut self, code: Code, at: &Pointer, message: String, help: Option<&str>) {
        let mut diagnostic = Diagnostic::new(code, Place::Document, message);
        diagnostic.help = help.map(str::to_owned);
        self.findings.push((at.clone(), diagnostic));
    }
}

/// The places that a path selects, each once, in document order.
fn selected(path: &JsonPath, document: &Value) -> Vec<Pointer> {
    let nodes = path.query_located(document).dedup();
    let step = |at: Pointer, element: &PathElement<'_>| match element {
        PathElement::Name(name) => at.child(name),
        PathElement::Index(index) => at.index(*index),
    };
    nodes.locations().map(|location| location.iter().fold(Pointer::root(), step)).collect()
}

fn nesting(path: &str) -> usize {
    let step = |(depth, deepest): (usize, usize), c| match c {
        '(' | '[' | '!' => (depth + 1, deepest.max(depth + 1)),
        ')' | ']' => (depth.saturating_sub(1), deepest),
        _ => (depth, deepest),
    };
    path.chars().fold((0, 0), step).1
}

fn weight(value: &Value) -> usize {
    match value {
        Value::Object(members) => 1 + members.iter().map(|(key, value)| key.len() + weight(value)).sum::<usize>(),
        Value::Array(items) => 1 + items.iter().map(weight).sum::<usize>(),
        Value::String(text) => 1 + text.len(),
        _ => 1,
    }
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or_default(),
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or_default(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn applied(mut document: Value, version: &str, actions: &Value) -> (Value, Vec<Code>) {
        let value = json!({"overlay": version, "info": {"title": "t", "version": "1"}, "actions": actions});
        let (options, mut grafts) = (ReadOptions::default(), Grafts::default());
        let mut overlay = Overlay::new(1, &value, &options, &mut grafts);
        overlay.apply(&mut document);
        (document, overlay.findings.into_iter().map(|(_, found)| found.code).collect())
    }

    #[test]
    fn actions_are_applied_in_order() {
        let actions = json!([
            {"target": "$.paths", "update": {"/b": {"get": {}}}},
            {"target": "$.paths.*", "update": {"x-seen": true}},
            {"target": "$.paths['/a']", "remove": true},
        ]);
        let (document, found) = applied(json!({"paths": {"/a": {}}}), "1.0.0", &actions);
        assert_eq!((document, found), (json!({"paths": {"/b": {"get": {}, "x-seen": true}}}), vec![]));
    }

    #[test]
    fn several_items_are_removed_at_once() {
        let actions = json!([{"target": "$.l[?@ > 1]", "remove": true}]);
        assert_eq!(applied(json!({"l": [1, 2, 3, 0, 4]}), "1.0.0", &actions).0, json!({"l": [1, 0]}));
    }

    #[test]
    fn a_value_is_copied_since_1_1() {
        let actions = json!([{"target": "$.b", "copy": "$.a"}, {"target": "$.b.l", "copy": "$.*.l"}]);
        let document = json!({"a": {"l": [1]}, "b": {"l": [0]}});
        let (document, found) = applied(document, "1.1.0", &actions);
        assert_eq!(document["b"], json!({"l": [0, 1]}));
        assert_eq!(found, [codes::OVERLAY_MISMATCH]);
    }

    #[test]
    fn growth_without_end_is_refused() {
        let actions: Vec<Value> = (0..60).map(|_| json!({"target": "$.a", "copy": "$.a"})).collect();
        let (_, found) = applied(json!({"a": ["0123456789".repeat(1_000)]}), "1.1.0", &json!(actions));
        assert!(found.iter().all(|code| *code == codes::OVERLAY_EXPANSION) && !found.is_empty());
        let nested = format!("$[?{}@.a{}]", "@[?".repeat(30), "]".repeat(30));
        let (_, found) = applied(json!({}), "1.0.0", &json!([{"target": nested, "remove": true}]));
        assert_eq!(found, [codes::OVERLAY_TARGET_SYNTAX]);
    }
}
