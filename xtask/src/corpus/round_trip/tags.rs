//! The values of a discriminator's member: those that mean a schema, and whether an instance has one that means another.

use serde_json::{Value, json};

use super::oracle::{Node, Oracle};

/// The member that a discriminator names and its values for one schema: those that the schema states itself, else those
/// of the mapping, else the component's name.
pub(super) fn tag_values<'a>(oracle: &Oracle, holder: &Node<'a>, target: &str) -> Option<(&'a str, Vec<Value>)> {
    let discriminator = holder.schema.get("discriminator")?;
    let name = discriminator.get("propertyName")?.as_str()?;
    let pointer = oracle.pointer(target)?;
    let component = component_of(pointer);
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let means = |value: &Value| leads_to(value, pointer, &component);
    let mapped: Vec<Value> =
        mapping.into_iter().flatten().filter(|(_, of)| means(of)).map(|(key, _)| json!(key)).collect();
    let mut own = own_values(oracle, &holder.at, target, name);
    // What the mapping gives to another schema is not meant, though a list that all share has it.
    own.retain(|value| mapping.and_then(|all| all.get(value.as_str()?)).is_none_or(means));
    let shared: Vec<Value> = own.iter().filter(|value| mapped.contains(value)).cloned().collect();
    let lists = [shared, own, mapped, vec![Value::String(component)]];
    Some((name, lists.into_iter().find(|list| !list.is_empty())?))
}

/// Whether a member is the tag of a schema and this value means it.
pub(super) fn is_tag<'a>(oracle: &'a Oracle, node: &Node<'a>, member: &str, value: &Value) -> bool {
    holders(oracle, node).iter().any(|holder| {
        tag_values(oracle, holder, &node.at).is_some_and(|(name, values)| name == member && values.contains(value))
    })
}

/// Whether an instance of a schema has a tag that the mapping gives to another schema.
pub(super) fn is_of_another<'a>(oracle: &'a Oracle, node: &Node<'a>, instance: &Value) -> bool {
    let Some(pointer) = oracle.pointer(&node.at) else { return false };
    let component = component_of(pointer);
    holders(oracle, node).iter().any(|holder| {
        let discriminator = holder.schema.get("discriminator");
        let mapped = discriminator.and_then(|of| {
            let tag = instance.get(of.get("propertyName")?.as_str()?)?.as_str()?;
            of.get("mapping")?.get(tag)
        });
        mapped.is_some_and(|mapped| !leads_to(mapped, pointer, &component))
    })
}

/// The choices that a schema is an arm of and the bases that it extends, those of its bases too, as far as they have a discriminator.
fn holders<'a>(oracle: &'a Oracle, node: &Node<'a>) -> Vec<Node<'a>> {
    let mut bases: Vec<Node<'a>> = Vec::new();
    let mut open = node.list("allOf");
    while let Some(part) = open.pop() {
        let base = part.schema.get("$ref").and_then(Value::as_str).and_then(|at| oracle.at(at));
        if let Some(base) = base.filter(|base| bases.iter().all(|known| known.at != base.at)) {
            open.extend(base.list("allOf"));
            bases.push(base);
        }
    }
    let choices = oracle.choices(&node.at).into_iter().filter_map(|(holder, _)| oracle.at(&holder.at));
    choices.chain(bases).filter(|holder| holder.schema.get("discriminator").is_some()).collect()
}

fn component_of(pointer: &str) -> String {
    pointer.rsplit('/').next().unwrap_or_default().replace("~1", "/").replace("~0", "~")
}

fn leads_to(mapped: &Value, pointer: &str, component: &str) -> bool {
    let text = mapped.as_str().unwrap_or_default();
    text.strip_prefix('#') == Some(pointer) || text == component
}

/// The values that an arm itself allows for a member: the shortest list of it and its parts but the holder of the tag.
fn own_values(oracle: &Oracle, holder: &str, arm: &str, member: &str) -> Vec<Value> {
    let mut lists = Vec::new();
    let mut open: Vec<Node<'_>> = oracle.at(arm).into_iter().collect();
    let mut seen = Vec::new();
    while let Some(node) = open.pop() {
        if node.at == holder || seen.contains(&node.at) {
            continue;
        }
        seen.push(node.at.clone());
        let parts = |node: &Node<'_>| node.schema.get("$ref").and_then(Value::as_str).and_then(|at| oracle.at(at));
        let stated = node.member("properties", member);
        let followed = stated.as_ref().and_then(parts);
        for schema in stated.into_iter().chain(followed) {
            lists.extend(schema.schema.get("const").map(|value| vec![value.clone()]));
            lists.extend(schema.schema.get("enum").and_then(Value::as_array).cloned());
        }
        open.extend(parts(&node));
        open.extend(node.list("allOf"));
    }
    let mut shortest = lists.into_iter().min_by_key(Vec::len).unwrap_or_default();
    shortest.retain(|value| !value.is_null());
    shortest
}
