//! A seed and a value tree -> an edited tree, and where it was edited. Equal seeds give equal edits.

use serde_json::{Map, Value};

use super::random::Random;

/// Words that mean something to OpenAPI, for renames.
const WORDS: &[&str] = &[
    "$ref",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "items",
    "prefixItems",
    "properties",
    "additionalProperties",
    "patternProperties",
    "discriminator",
    "enum",
    "const",
    "default",
    "type",
    "format",
    "nullable",
    "required",
    "schema",
    "content",
    "parameters",
    "in",
    "name",
    "style",
    "responses",
    "$defs",
    "$id",
    "$anchor",
    "x-stream",
    "itemSchema",
    "get",
    "post",
    "200",
    "default",
    "",
    "application/json",
];

/// Targets of references that lead nowhere, to everything or in circles.
const TARGETS: &[&str] =
    &["#", "#/", "", "#/components", "#/components/schemas/Absent", "other.yaml#/a", "#/paths", "#/%"];

/// Edits the tree; gives what was done and where.
pub(crate) fn edit(document: &mut Value, random: &mut Random) -> String {
    let mut done = Vec::new();
    let times = if random.below(4) == 0 { 3 } else { 1 };
    for _ in 0..times {
        let path = path_of(document, random.below(count(document)));
        let what = match random.below(6) {
            0 => delete(document, &path),
            1 => duplicate(document, &path, random),
            2 => retype(document, &path, random),
            3 => rename(document, &path, random),
            4 => swap(document, &path, random),
            _ => retarget(document, random),
        };
        done.extend(what);
    }
    if done.is_empty() { "nothing".to_owned() } else { done.join(", then ") }
}

/// How many nodes there are below this one, itself included.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0_usize,
    }
}

/// The segments to the node of this number, in document order.
fn path_of(document: &Value, number: usize) -> Vec<String> {
    let (mut path, mut value, mut left) = (Vec::new(), document, number);
    while left > 0 {
        left -= 1;
        let children: Vec<(String, &Value)> = match value {
            Value::Array(items) => items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect(),
            Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), value)).collect(),
            _ => return path,
        };
        let mut found = None;
        for (segment, child) in children {
            let below = count(child);
            if left < below {
                found = Some((segment, child));
                break;
            }
            left -= below;
        }
        let Some((segment, child)) = found else { return path };
        path.push(segment);
        value = child;
    }
    path
}

fn pointer(path: &[String]) -> String {
    let escaped = path.iter().map(|segment| segment.replace('~', "~0").replace('/', "~1"));
    escaped.flat_map(|segment| ["/".to_owned(), segment]).collect()
}

fn parent<'v, 'p>(document: &'v mut Value, path: &'p [String]) -> Option<(&'v mut Value, &'p str)> {
    let (last, path) = path.split_last()?;
    document.pointer_mut(&pointer(path)).map(|parent| (parent, last.as_str()))
}

fn delete(document: &mut Value, path: &[String]) -> Option<String> {
    match parent(document, path)? {
        (Value::Object(members), name) => drop(members.shift_remove(name)),
        (Value::Array(items), index) => drop(items.remove(index.parse().ok()?)),
        _ => return None,
    }
    Some(format!("deleted {}", pointer(path)))
}

fn duplicate(document: &mut Value, path: &[String], random: &mut Random) -> Option<String> {
    let copy = document.pointer(&pointer(path))?.clone();
    match parent(document, path)? {
        (Value::Object(members), name) => {
            let other = if random.below(2) == 0 { format!("{name}Copy") } else { name.to_uppercase() };
            members.insert(other, copy);
        }
        (Value::Array(items), _) => items.push(copy),
        _ => return None,
    }
    Some(format!("duplicated {}", pointer(path)))
}

fn retype(document: &mut Value, path: &[String], random: &mut Random) -> Option<String> {
    let other = match random.below(11) {
        0 => Value::Null,
        1 => Value::Bool(random.below(2) == 0),
        2 => (-1).into(),
        3 => 1e300.into(),
        4 => u64::MAX.into(),
        5 => Value::String(String::new()),
        6 => Value::String("a \"] {x} \u{202e}\0".to_owned()),
        7 => Value::Array(Vec::new()),
        8 => Value::Object(Map::new()),
        9 => Value::Array(vec![document.pointer(&pointer(path))?.clone()]),
        _ => serde_json::json!({ "a": document.pointer(&pointer(path))? }),
    };
    *document.pointer_mut(&pointer(path))? = other;
    Some(format!("retyped {}", pointer(path)))
}

fn rename(document: &mut Value, path: &[String], random: &mut Random) -> Option<String> {
    let other = if random.below(3) == 0 {
        path_of(document, random.below(count(document))).pop().unwrap_or_default()
    } else {
        WORDS.get(random.below(WORDS.len())).copied().unwrap_or_default().to_owned()
    };
    let (Value::Object(members), name) = parent(document, path)? else { return None };
    let renamed = std::mem::take(members).into_iter();
    *members = renamed.map(|(key, value)| (if key == name { other.clone() } else { key }, value)).collect();
    Some(format!("renamed {} to {other:?}", pointer(path)))
}

/// Swaps two nodes; where one holds the other it takes its place.
fn swap(document: &mut Value, path: &[String], random: &mut Random) -> Option<String> {
    let other = path_of(document, random.below(count(document)));
    let (one, two) = (pointer(path), pointer(&other));
    let (first, second) = (document.pointer(&one)?.clone(), document.pointer(&two)?.clone());
    *document.pointer_mut(&one)? = second;
    if let Some(place) = document.pointer_mut(&two) {
        *place = first;
    }
    Some(format!("swapped {one} and {two}"))
}

/// Lets a reference lead to where another one does, to any node, or to something odd.
fn retarget(document: &mut Value, random: &mut Random) -> Option<String> {
    let mut references = Vec::new();
    collect(document, &mut Vec::new(), &mut references);
    let path = references.get(random.below(references.len().max(1)))?.clone();
    let target = match random.below(4) {
        0 => TARGETS.get(random.below(TARGETS.len())).copied().unwrap_or_default().to_owned(),
        1 => format!("#{}", pointer(&path_of(document, random.below(count(document))))),
        2 => format!("#{}", pointer(path.get(..path.len().saturating_sub(1)).unwrap_or_default())),
        _ => document.pointer(&pointer(references.get(random.below(references.len()))?))?.as_str()?.to_owned(),
    };
    *document.pointer_mut(&pointer(&path))? = target.as_str().into();
    Some(format!("let {} be {target:?}", pointer(&path)))
}

fn collect(value: &Value, path: &mut Vec<String>, references: &mut Vec<Vec<String>>) {
    let mut below = |segment: String, child: &Value| {
        path.push(segment);
        if path.last().is_some_and(|segment| segment == "$ref") && child.is_string() {
            references.push(path.clone());
        }
        collect(child, path, references);
        path.pop();
    };
    match value {
        Value::Array(items) => items.iter().enumerate().for_each(|(index, item)| below(index.to_string(), item)),
        Value::Object(members) => members.iter().for_each(|(name, value)| below(name.clone(), value)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_node_has_a_number() {
        let document = json!({"a": [1, {"b": 2}], "c": 3});
        let paths: Vec<String> = (0..count(&document)).map(|number| pointer(&path_of(&document, number))).collect();
        assert_eq!(paths, ["", "/a", "/a/0", "/a/1", "/a/1/b", "/c"]);
    }

    #[test]
    fn equal_seeds_give_equal_edits() {
        let document = json!({"a": {"$ref": "#/b"}, "b": [1, 2, 3]});
        for seed in 0..100 {
            let (mut one, mut two) = (document.clone(), document.clone());
            let done = edit(&mut one, &mut Random::new(seed));
            assert_eq!(edit(&mut two, &mut Random::new(seed)), done);
            assert_eq!(one, two);
        }
    }
}
