//! Reads schemas, in the words of JSON Schema 2020-12 whatever the version, in one pass over their members.

use serde_json::Value;

use super::references::{Kind, key_of};
use super::schema_types::{note_siblings, types};
use super::{Cx, Holder, Member, Node, schema_checks};
use crate::diagnostics::codes;
use crate::spec::{Discriminator, Rare, Schema};

/// A schema. What is no schema is reported and read as any value.
pub(super) fn schema<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> Schema<'a> {
    let mut schema = Schema { at: node.at.clone(), ..Schema::default() };
    match node.value {
        Value::Object(_) => {
            if cx.deeper(&node.at, |cx| fill(cx, &mut schema, node)).is_none() {
                schema.always = Some(true);
            }
        }
        Value::Bool(always) => {
            if node.at.last() != Some("additionalProperties") {
                cx.since(1, "a boolean in the place of a schema", &node.at);
            }
            schema.always = Some(*always);
        }
        other => {
            cx.wrong_type(&node.at, other, "a schema");
            schema.always = Some(true);
        }
    }
    schema
}

fn fill<'a>(cx: &mut Cx<'a>, schema: &mut Schema<'a>, node: &Node<'a>) {
    let outer = cx.enter(node);
    for member in node.members(cx, Holder::Schema) {
        keyword(cx, schema, member);
    }
    cx.resource = outer;
    schema_checks::settle_bounds(cx, schema);
    schema_checks::check(cx, schema);
    note_siblings(cx, schema, node);
}

fn keyword<'a>(cx: &mut Cx<'a>, schema: &mut Schema<'a>, member: Member<'_, 'a>) {
    match member.key {
        "$ref" => {
            if let Some(text) = member.text(cx) {
                schema.reference = Some(cx.refer(Kind::Schema, text, member.holder()));
            }
        }
        "type" => types(cx, schema, member),
        "nullable" | "x-nullable" => {
            if member.key == "nullable" {
                cx.until(0, "`nullable`", member.holder());
            }
            schema.nullable |= member.flag(cx).unwrap_or_default();
        }
        "format" => schema.format = member.text(cx).or(schema.format),
        "title" => schema.title = member.text(cx),
        "description" => schema.description = member.text(cx),
        "enum" => schema.values = member.array(cx),
        "const" => {
            cx.since(1, "`const`", member.holder());
            schema.constant = Some(member.value);
        }
        "default" => schema.default = Some(member.value),
        "properties" => schema.properties = named(cx, member),
        "required" => schema.required = member.texts(cx),
        "additionalProperties" => schema.additional_properties = Some(one(cx, member)),
        "items" => items(cx, schema, member),
        "allOf" => schema.all_of = several(cx, member),
        "anyOf" => schema.any_of = several(cx, member),
        "oneOf" => schema.one_of = several(cx, member),
        "discriminator" => schema.discriminator = discriminator(cx, &member.node()),
        "readOnly" => schema.read_only = member.flag(cx).unwrap_or_default(),
        "writeOnly" => schema.write_only = member.flag(cx).unwrap_or_default(),
        "deprecated" => schema.deprecated = member.flag(cx).unwrap_or_default(),
        "example" => schema.examples.insert(0, member.value),
        "examples" => schema.examples.extend(super::example::examples(cx, member).iter().filter_map(|one| one.value)),
        _ if member.is_extension() => schema.extensions.push((member.key, member.value)),
        _ if bound(cx, schema, member) => {}
        _ => rare_keyword(cx, schema, member),
    }
}

fn bound<'a>(cx: &mut Cx<'a>, schema: &mut Schema<'a>, member: Member<'_, 'a>) -> bool {
    match member.key {
        "minimum" => rare(schema).bounds.minimum = member.number(cx),
        "maximum" => rare(schema).bounds.maximum = member.number(cx),
        // Booleans in 3.0: they are settled when all bounds are there.
        "exclusiveMinimum" => rare(schema).bounds.exclusive_minimum = Some(member.value),
        "exclusiveMaximum" => rare(schema).bounds.exclusive_maximum = Some(member.value),
        "multipleOf" => rare(schema).bounds.multiple_of = member.number(cx),
        "minLength" => rare(schema).bounds.min_length = member.count(cx),
        "maxLength" => rare(schema).bounds.max_length = member.count(cx),
        "pattern" => rare(schema).bounds.pattern = member.text(cx),
        "minItems" => rare(schema).bounds.min_items = member.count(cx),
        "maxItems" => rare(schema).bounds.max_items = member.count(cx),
        "uniqueItems" => rare(schema).bounds.unique_items = member.flag(cx).unwrap_or_default(),
        "minProperties" => rare(schema).bounds.min_properties = member.count(cx),
        "maxProperties" => rare(schema).bounds.max_properties = member.count(cx),
        _ => return false,
    }
    true
}

fn rare_keyword<'a>(cx: &mut Cx<'a>, schema: &mut Schema<'a>, member: Member<'_, 'a>) {
    match member.key {
        "prefixItems" => rare(schema).prefix_items = Some(several(cx, member)),
        // What follows the items that draft 7 lists under `items`.
        "additionalItems" => schema.items = Some(one(cx, member)),
        "patternProperties" => rare(schema).pattern_properties = named(cx, member),
        "propertyNames" => rare(schema).property_names = Some(one(cx, member)),
        "contentMediaType" => rare(schema).content_media_type = member.text(cx),
        "contentEncoding" => rare(schema).content_encoding = member.text(cx),
        "contentSchema" => rare(schema).content_schema = Some(one(cx, member)),
        "$dynamicRef" | "$recursiveRef" => match member.text(cx).and_then(|text| cx.dynamic(text, member.holder())) {
            Some(key) if schema.reference.is_none() => schema.reference = Some(key),
            _ => not_honoured(schema, member),
        },
        "then" | "else" => conditional(schema, member, vec![*one(cx, member)]),
        "dependentSchemas" => {
            let found = named(cx, member).into_iter().map(|(_, schema)| schema).collect();
            conditional(schema, member, found);
        }
        "unevaluatedProperties" => rare(schema).unevaluated_properties = Some(one(cx, member)),
        "not" | "if" | "dependentRequired" | "dependencies" | "contains" | "unevaluatedItems" => {
            not_honoured(schema, member);
        }
        _ => member.left(cx),
    }
}

/// Of what holds under a condition the members are known, which may be absent; nothing else of it changes a type.
fn conditional<'a>(schema: &mut Schema<'a>, member: Member<'_, 'a>, found: Vec<Schema<'a>>) {
    let composed = |schema: &Schema<'_>| {
        let unions = [&schema.all_of, &schema.any_of, &schema.one_of];
        schema.reference.is_some() || unions.iter().any(|arms| !arms.is_empty())
    };
    if found.iter().any(composed) {
        not_honoured(schema, member);
    }
    rare(schema).conditional.extend(found);
}

/// Lowering reports these where it meets them.
fn not_honoured<'a>(schema: &mut Schema<'a>, member: Member<'_, 'a>) {
    rare(schema).not_honoured.push((member.key, member.at()));
}

fn rare<'s, 'a>(schema: &'s mut Schema<'a>) -> &'s mut Rare<'a> {
    schema.rare.get_or_insert_default()
}

fn one<'a>(cx: &mut Cx<'a>, member: Member<'_, 'a>) -> Box<Schema<'a>> {
    Box::new(schema(cx, &member.node()))
}

fn several<'a>(cx: &mut Cx<'a>, member: Member<'_, 'a>) -> Vec<Schema<'a>> {
    if member.value.as_array().is_some_and(Vec::is_empty) {
        cx.report(codes::EMPTY_UNION, &member.at(), format!("`{}` lists no schema: it is left out", member.key));
    }
    member.list(cx, |cx, node| Some(schema(cx, node)))
}

fn named<'a>(cx: &mut Cx<'a>, member: Member<'_, 'a>) -> Vec<(&'a str, Schema<'a>)> {
    member.named(cx, |cx, node| Some(schema(cx, node)))
}

/// A list under `items` is draft 7's way of stating `prefixItems`.
fn items<'a>(cx: &mut Cx<'a>, schema: &mut Schema<'a>, member: Member<'_, 'a>) {
    if member.value.is_array() {
        rare(schema).prefix_items = Some(several(cx, member));
    } else {
        schema.items = Some(one(cx, member));
    }
}

fn discriminator<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> Option<Box<Discriminator<'a>>> {
    let mut property = None;
    let mut found = Discriminator { at: node.at.clone(), property: "", mapping: Vec::new(), default: None };
    if let Value::String(name) = node.value {
        // As in Swagger 2.
        cx.wrong_type(&node.at, node.value, "an object with `propertyName`");
        found.property = name;
        return Some(Box::new(found));
    }
    for member in node.members(cx, Holder::Discriminator) {
        match member.key {
            "propertyName" => property = member.text(cx),
            "mapping" => {
                let targets = member.named(cx, |_, node| Some(Node { value: node.value, at: node.at.clone() }));
                found.mapping =
                    targets.into_iter().filter_map(|(value, node)| Some((value, target(cx, &node)?))).collect();
            }
            "defaultMapping" => found.default = target(cx, &member.node()),
            _ => member.left(cx),
        }
    }
    if property.is_none() && node.value.is_object() {
        cx.missing(&node.at, "the discriminator has no `propertyName`", "it is left out");
    }
    found.property = property?;
    Some(Box::new(found))
}

/// A name of a component or a reference; a text that can be both is a name.
fn target<'a>(cx: &mut Cx<'a>, node: &Node<'a>) -> Option<String> {
    let Some(text) = node.value.as_str() else {
        cx.wrong_type(&node.at, node.value, "the name of a schema");
        return None;
    };
    let named = Kind::Schema.component(text);
    if named.lookup(cx.root).is_some() || !text.contains(['/', '#']) {
        let key = key_of(&named);
        cx.wanted.add(Kind::Schema, key.clone().into(), &node.at);
        return Some(key);
    }
    Some(cx.refer(Kind::Schema, text, &node.at).into_owned())
}
