//! Random instances of a schema: what it says is honoured as far as one can without solving it. The validator decides
//! afterwards which of them are instances.

mod flat;
mod number;
mod random;
mod text;

use serde_json::{Map, Value, json};

pub(super) use random::Random;

use super::oracle::{Node, Oracle};
use super::translate::EXAMPLES;
use flat::{Flat, flat};

/// Below this only what must be there is made.
const DEEP: usize = 5;
/// Below this nothing is made.
const ABYSS: usize = 24;
/// So many values in one instance at most, before only what must be there is made.
const MANY: usize = 300;

/// How full instances are.
#[derive(Clone, Copy, PartialEq)]
enum Fill {
    /// All that is declared.
    All,
    /// Only what must be there.
    Least,
    /// Some of what may be there.
    Some,
}

struct Maker<'a> {
    oracle: &'a Oracle,
    random: Random,
    fill: Fill,
    made: usize,
}

/// One instance; the first is full, the second has only what must be there.
pub(super) fn instance(oracle: &Oracle, node: &Node<'_>, index: usize, random: &mut Random) -> Option<Value> {
    let fill = match index {
        0 => Fill::All,
        1 => Fill::Least,
        _ => Fill::Some,
    };
    let node = oracle.at(&node.at)?;
    let mut maker = Maker { oracle, random: random.clone(), fill, made: 0 };
    let value = maker.value(&[node], 0);
    random.next();
    *random = maker.random;
    value
}

impl<'a> Maker<'a> {
    fn value(&mut self, start: &[Node<'a>], depth: usize) -> Option<Value> {
        self.made += 1;
        if depth > ABYSS {
            return None;
        }
        let flat = flat(self.oracle, start, depth >= DEEP, &mut self.random)?;
        if let Some(value) = self.stated(&flat) {
            return Some(value);
        }
        let types = types(&flat);
        let kind = match types.as_slice() {
            [] => *self.random.pick(&["string", "integer", "boolean", "object"])?,
            all => {
                let full: Vec<&str> = all.iter().copied().filter(|kind| *kind != "null").collect();
                let null = all.len() > full.len() && (full.is_empty() || self.random.percent(15) || depth > DEEP);
                if null { "null" } else { *self.random.pick(&full)? }
            }
        };
        match kind {
            "null" => Some(Value::Null),
            "boolean" => Some(json!(self.random.percent(50))),
            "integer" => number::integer(&flat.all, &mut self.random),
            "number" => number::number(&flat.all, &mut self.random),
            "string" => text::string(&flat.all, &mut self.random).map(Value::String),
            "array" => self.array(&flat, depth),
            _ => self.object(&flat, depth),
        }
    }

    /// A value that the schema names: a constant, one of an enum, now and then an example.
    fn stated(&mut self, flat: &Flat<'a>) -> Option<Value> {
        if let Some(value) = flat.values("const").next() {
            return Some(value.clone());
        }
        let mut lists = flat.values("enum").filter_map(Value::as_array);
        if let Some(first) = lists.next() {
            let mut values: Vec<&Value> = first.iter().collect();
            lists.for_each(|list| values.retain(|value| list.contains(value)));
            return self.random.pick(&values).map(|value| (*value).clone());
        }
        if self.random.percent(10) {
            let examples: Vec<&Value> = flat.values(EXAMPLES).filter_map(Value::as_array).flatten().collect();
            // An example of a base may carry the tag of another member of its family.
            let tagged = |value: &Value| flat.tags.iter().all(|(name, tag)| value.get(name) == Some(tag));
            let fits = |value: &Value| flat.all.iter().all(|node| self.oracle.accepts(&node.at, value));
            let example = self.random.pick(&examples).filter(|value| tagged(value) && fits(value));
            return example.map(|value| (*value).clone());
        }
        None
    }

    fn array(&mut self, flat: &Flat<'a>, depth: usize) -> Option<Value> {
        let low = count(flat.values("minItems").max_by_key(|value| value.as_u64()), 0);
        let high = count(flat.values("maxItems").min_by_key(|value| value.as_u64()), low + 3);
        let first: Vec<Vec<Node<'a>>> = flat.all.iter().map(|node| node.list("prefixItems")).collect();
        let fixed = first.iter().map(Vec::len).max().unwrap_or(0);
        let items: Vec<Node<'a>> = flat.all.iter().filter_map(|node| node.child("items")).collect();
        let most = if self.is_sparse(depth) { low } else { high.min(low + 3) };
        let length = (low + self.random.below(most.saturating_sub(low) + 1)).max(fixed.min(high)).min(2000);
        let unique = flat.values("uniqueItems").any(|value| value == &Value::Bool(true));
        let mut list = Vec::new();
        for index in 0..length {
            let own: Vec<Node<'a>> = first.iter().filter_map(|list| list.get(index)).cloned().collect();
            let item = self.value(if index < fixed { &own } else { &items }, depth + 1);
            match item {
                Some(item) if !unique || !list.contains(&item) => list.push(item),
                None if index < low => return None,
                _ => {}
            }
        }
        Some(Value::Array(list))
    }

    fn object(&mut self, flat: &Flat<'a>, depth: usize) -> Option<Value> {
        let required = flat.required();
        let properties = flat.properties();
        let mut object = Map::new();
        for (name, nodes) in &properties {
            let must = required.contains(name);
            if !must && !flat.tags.contains_key(*name) && (!flat.admits(name) || !self.takes_optional(depth)) {
                continue;
            }
            let value = flat.tags.get(*name).cloned().or_else(|| self.value(nodes, depth + 1));
            match value {
                Some(value) => drop(object.insert((*name).to_owned(), value)),
                None if must => return None,
                None => {}
            }
        }
        for (name, value) in &flat.tags {
            object.entry(name.clone()).or_insert_with(|| value.clone());
        }
        self.further(flat, &required, &mut object, depth)?;
        Some(Value::Object(object))
    }

    /// Members that the schema does not name: those of `additionalProperties`, and now and then a foreign one.
    fn further(
        &mut self,
        flat: &Flat<'a>,
        required: &[&str],
        object: &mut Map<String, Value>,
        depth: usize,
    ) -> Option<()> {
        let values: Vec<Node<'a>> = flat.all.iter().filter_map(|node| node.child("additionalProperties")).collect();
        for name in required {
            if !object.contains_key(*name) {
                object.insert((*name).to_owned(), self.value(&values, depth + 1)?);
            }
        }
        if values.iter().any(|node| node.schema == &Value::Bool(false)) {
            return Some(());
        }
        let low = count(flat.values("minProperties").max_by_key(|value| value.as_u64()), 0);
        let high = count(flat.values("maxProperties").min_by_key(|value| value.as_u64()), 1000);
        let wanted = match values.as_slice() {
            [] => usize::from(self.fill == Fill::Some && depth < 2 && self.random.percent(10)),
            _ if self.is_sparse(depth) => 0,
            _ => self.random.below(3),
        };
        for index in 0..wanted.max(low.saturating_sub(object.len())).min(high.saturating_sub(object.len())) {
            let name = format!("{}{index}", self.random.pick(&["zusatz", "x y ", "é/", "k-"])?);
            let name = self.name(flat, name)?;
            if let Some(value) = self.value(&values, depth + 1) {
                object.entry(name).or_insert(value);
            }
        }
        Some(())
    }

    /// A name that `propertyNames` accepts.
    fn name(&mut self, flat: &Flat<'a>, free: String) -> Option<String> {
        let names: Vec<Node<'a>> = flat.all.iter().filter_map(|node| node.child("propertyNames")).collect();
        if names.is_empty() {
            return Some(free);
        }
        self.value(&names, ABYSS).map(|name| name.as_str().map_or(free, ToOwned::to_owned))
    }

    fn takes_optional(&mut self, depth: usize) -> bool {
        match self.fill {
            _ if self.is_sparse(depth) => false,
            Fill::All => depth < 3,
            Fill::Least => false,
            Fill::Some => self.random.percent([65, 50, 35, 20, 10].get(depth).copied().unwrap_or(0)),
        }
    }

    fn is_sparse(&self, depth: usize) -> bool {
        depth >= DEEP || self.made > MANY || self.fill == Fill::Least
    }
}

fn count(value: Option<&Value>, otherwise: usize) -> usize {
    value.and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok()).unwrap_or(otherwise)
}

/// The types that all schemas allow; where none says, those that the keywords are about.
fn types<'a>(flat: &Flat<'a>) -> Vec<&'a str> {
    let mut all: Option<Vec<&'a str>> = None;
    for value in flat.values("type") {
        let own: Vec<&str> = value
            .as_str()
            .into_iter()
            .chain(value.as_array().into_iter().flatten().filter_map(Value::as_str))
            .collect();
        let admits = |kind: &&str| own.contains(kind) || (*kind == "integer" && own.contains(&"number"));
        all = Some(match all {
            None => own.clone(),
            Some(so_far) => {
                let narrow = own.contains(&"integer") && so_far.contains(&"number");
                let mut both: Vec<&str> = so_far.into_iter().filter(admits).collect();
                both.extend(narrow.then_some("integer"));
                both
            }
        });
    }
    all.unwrap_or_else(|| {
        let about = [
            ("properties", "object"),
            ("additionalProperties", "object"),
            ("items", "array"),
            ("pattern", "string"),
            ("format", "string"),
            ("minimum", "number"),
            ("maximum", "number"),
            ("required", "object"),
        ];
        let tagged = (!flat.tags.is_empty()).then_some("object");
        about
            .iter()
            .find(|(keyword, _)| flat.values(keyword).next().is_some())
            .map(|(_, kind)| *kind)
            .or(tagged)
            .into_iter()
            .collect()
    })
}
