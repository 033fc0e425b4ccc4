//! Unions: normal form, what tells arms apart, families.

use super::{codes, component, find, lowered, with_schemas, x};
use crate::ir::Shape;
use serde_json::{Value, json};

/// Objects with a member `kind` of these values.
fn tagged(name: &str, kind: &Value) -> Value {
    json!({"type": "object", "properties": {"kind": kind, name: {"type": "integer"}}, "required": ["kind", name]})
}

fn to(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

#[test]
fn arms_of_different_kinds() {
    let shown = x(&json!({"X": {"oneOf": [{"type": "string"}, {"items": {"type": "string"}}, {"type": "object"}]}}));
    assert_eq!(shown, "union (String, [String], map Json)");
    assert_eq!(x(&json!({"X": {"type": ["integer", "string", "null"]}})), "union (String, I64)");
}

#[test]
fn a_single_arm_is_the_type_itself() {
    assert_eq!(x(&json!({"X": {"oneOf": [{"type": "string"}]}})), "String");
    assert_eq!(x(&json!({"X": {"anyOf": [{"type": "string"}, {"type": "null"}, false]}})), "String");
}

#[test]
fn texts_numbers_and_booleans_become_one_arm() {
    let of = |arms: Value| x(&json!({"X": {"anyOf": arms}}));
    assert_eq!(of(json!([{"type": "string", "format": "date"}, {"type": "string", "format": "email"}])), "String");
    assert_eq!(of(json!([{"type": "integer"}, {"type": "number"}])), "F64");
    assert_eq!(of(json!([{"enum": ["a"]}, {"type": "string"}, {"enum": ["b"]}])), r#""a" | "b""#);
    assert_eq!(of(json!([{"type": "string"}, {"enum": ["a", "b"]}])), r#""a" | "b""#);
    assert_eq!(of(json!([{"enum": ["a"]}, {"const": 1}])), r#""a" | 1"#);
}

#[test]
fn integers_that_no_type_holds_stay_apart() {
    let (signed, unsigned) =
        (json!({"type": "integer", "format": "int64"}), json!({"type": "integer", "format": "uint64"}));
    let short = json!({"type": "integer", "format": "uint32"});
    let of = |arms: Value| x(&json!({"X": {"anyOf": arms}}));
    assert_eq!(of(json!([unsigned, signed])), "union (U64, I64)");
    assert_eq!(of(json!([unsigned, short])), "U64");
    assert_eq!(of(json!([short, signed])), "I64");
    assert_eq!(of(json!([unsigned, signed, {"type": "number"}])), "union (U64, F64)");
}

#[test]
fn arms_may_share_values_beside_one_without_the_tag() {
    let schemas = json!({
        "A": tagged("a", &json!({"const": "one"})), "B": tagged("b", &json!({"enum": ["one", "two"]})),
        "C": {"properties": {"c": {"type": "string"}}},
        "X": {"oneOf": [to("A"), to("B"), to("C")]},
    });
    assert_eq!(x(&schemas), r#"union by kind (A ["one"], B ["one", "two"], C)"#);
}

#[test]
fn a_tag_that_is_not_required_may_be_absent() {
    let arm = |kind: &str| json!({"properties": {"kind": {"const": kind, "default": kind}, kind: {"type": "string"}}});
    let optional = |schemas: &Value| {
        let (api, _) = lowered(&with_schemas(schemas));
        matches!(&find(&api, "X").shape, Shape::Union(union) if union.tag_optional)
    };
    let mut schemas = json!({"A": arm("a"), "B": arm("b"), "X": {"oneOf": [to("A"), to("B")]}});
    assert!(optional(&schemas));
    schemas["X"]["discriminator"] = json!({"propertyName": "kind"});
    assert!(optional(&schemas));
    for arm in ["A", "B"] {
        schemas[arm]["required"] = json!(["kind"]);
    }
    assert!(!optional(&schemas));
}

#[test]
fn an_enum_component_beside_any_text_is_the_component() {
    let schemas = json!({"E": {"enum": ["a", "b"]}, "X": {"items": {"anyOf": [to("E"), {"type": "string"}]}}});
    assert_eq!(x(&schemas), "[E]");
}

#[test]
fn inline_unions_within_are_spliced_in() {
    let shown = x(&json!({"X": {"oneOf": [{"anyOf": [{"type": "string"}, {"type": "null"}]}, {"type": "boolean"}]}}));
    assert_eq!(shown, "union (String, Bool)");
}

#[test]
fn a_stated_discriminator_names_the_arms() {
    let text = json!({"type": "string"});
    let schemas = json!({
        "Cat": tagged("lives", &text), "Dog": tagged("tricks", &text), "Cow": tagged("milk", &text),
        "X": {
            "oneOf": [to("Cat"), to("Dog"), to("Cow")],
            "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat", "tom": "Cat", "dog": "Dog"}},
        },
    });
    assert_eq!(x(&schemas), r#"union by kind (Cat ["cat", "tom"], Dog ["dog"], Cow ["Cow"])"#);
    assert_eq!(component(&schemas, "Cat"), "{kind: String, lives: I64}");
    assert_eq!(component(&schemas, "Dog"), r#"{kind = "dog", tricks: I64}"#);
}

#[test]
fn a_tag_is_written_always_only_if_it_is_required_or_a_discriminator_names_it() {
    let mut schemas = json!({
        "A": {"properties": {"kind": {"const": "one"}}}, "B": tagged("b", &json!({"const": "two"})),
        "X": {"anyOf": [to("A"), to("B")]},
    });
    assert_eq!(x(&schemas), r#"union by kind (A ["one"], B ["two"])"#);
    assert_eq!(component(&schemas, "A"), r#"{kind?: "one"}"#);
    schemas["X"]["discriminator"] = json!({"propertyName": "kind"});
    assert_eq!(component(&schemas, "A"), r#"{kind? = "one"}"#);
}

#[test]
fn a_member_with_other_values_in_each_arm_is_a_tag() {
    let schemas = json!({
        "A": tagged("a", &json!({"const": "one"})), "B": tagged("b", &json!({"enum": ["two", "three"]})),
        "C": tagged("c", &json!({"anyOf": [{"const": "four"}, {"type": "null"}]})),
        "X": {"anyOf": [to("A"), to("B"), to("C"), {"type": "string"}]},
    });
    assert_eq!(x(&schemas), r#"union by kind (A ["one"], B ["two", "three"], C ["four"], String)"#);
}

#[test]
fn one_arm_may_lack_the_tag() {
    let schemas = json!({
        "A": tagged("a", &json!({"const": "one"})), "B": tagged("b", &json!({"const": "two"})),
        "C": {"properties": {"c": {"type": "string"}}},
        "X": {"oneOf": [to("A"), to("B"), to("C")]},
    });
    assert_eq!(x(&schemas), r#"union by kind (A ["one"], B ["two"], C)"#);
}

#[test]
fn several_arms_may_lack_the_tag_where_they_do_not_know_it() {
    let mut schemas = json!({
        "A": tagged("a", &json!({"const": "one"})), "B": tagged("b", &json!({"const": "two"})),
        "C": {"properties": {"c": {"type": "string"}}}, "D": {"properties": {"d": {"type": "string"}}},
        "X": {"oneOf": [to("A"), to("B"), to("C"), to("D")]},
    });
    assert_eq!(x(&schemas), r#"union by kind (A ["one"], B ["two"], C, D)"#);
    // What C and D send as `kind` could be the constant of another arm.
    schemas["C"] = tagged("c", &json!({"type": "string"}));
    schemas["D"] = tagged("d", &json!({"type": "string"}));
    assert_eq!(x(&schemas), "union (A, B, C, D)");
}

#[test]
fn numbers_tag_too() {
    let schemas = json!({
        "A": tagged("a", &json!({"const": 1})), "B": tagged("b", &json!({"enum": [2]})),
        "X": {"oneOf": [to("A"), to("B")]},
    });
    assert_eq!(x(&schemas), r#"union by kind (A ["1"], B ["2"])"#);
}

#[test]
fn arms_without_a_tag_keep_their_members() {
    let schemas = json!({
        "A": {"properties": {"a": {}, "b": {}}, "required": ["a"]}, "B": {"properties": {"b": {}}},
        "X": {"oneOf": [to("A"), to("B")]},
    });
    let (api, _) = lowered(&with_schemas(&schemas));
    let Shape::Union(union) = &find(&api, "X").shape else { panic!("no union") };
    let arms: Vec<_> = union.arms.iter().map(|arm| (arm.hint.as_deref(), &*arm.required, &*arm.known)).collect();
    let texts = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let (a, ab, b) = (texts(&["a"]), texts(&["a", "b"]), texts(&["b"]));
    assert_eq!(arms, [(Some("A"), &*a, &*ab), (Some("B"), &[][..], &*b)]);
}

#[test]
fn the_arm_for_unnamed_values() {
    let schemas = json!({
        "A": tagged("a", &json!({"const": "A"})), "Other": {"properties": {"kind": {"type": "string"}}},
        "X": {"oneOf": [to("A"), to("Other")], "discriminator": {"propertyName": "kind", "defaultMapping": "Other"}},
    });
    assert_eq!(x(&schemas), r#"union by kind (A ["A"], Other ["Other"]) else 1"#);
}

#[test]
fn what_stands_beside_a_union_holds_for_every_arm() {
    let schemas = json!({
        "A": {"properties": {"a": {"type": "string"}}}, "B": {"properties": {"b": {"type": "string"}}},
        "X": {"properties": {"id": {"type": "integer"}}, "oneOf": [to("A"), to("B")]},
    });
    assert_eq!(x(&schemas), "union ({a?: String, id?: I64}, {b?: String, id?: I64})");
}

#[test]
fn arms_that_only_require_members_add_nothing() {
    let schemas = json!({"X": {
        "properties": {"a": {"type": "string"}, "b": {"type": "string"}},
        "anyOf": [{"required": ["a"]}, {"required": ["b"]}],
    }});
    assert_eq!(x(&schemas), "{a?: String, b?: String}");
    assert_eq!(codes(&schemas), ["required-alternatives"]);
}

#[test]
fn several_unions_are_multiplied_out() {
    let one = |name: &str, value: &str| json!({"properties": {name: {"const": value}}, "required": [name]});
    let schemas = json!({"X": {"allOf": [
        {"oneOf": [one("a", "1"), one("b", "2")]},
        {"oneOf": [one("a", "1"), one("a", "9")]},
    ]}});
    // The arm that asks for `a` to be 1 and 9 at once is impossible.
    assert_eq!(x(&schemas), r#"union by a ({a = "1"} ["1"], {b = "2", a = "1"} ["1"], {b = "2", a = "9"} ["9"])"#);
}

#[test]
fn a_base_with_a_discriminator_is_a_union_of_those_that_extend_it() {
    let child = |name: &str| json!({"allOf": [to("Pet"), {"properties": {name: {"type": "integer"}}}]});
    let schemas = json!({
        "Pet": {
            "properties": {"kind": {"type": "string"}}, "required": ["kind"],
            "discriminator": {"propertyName": "kind", "mapping": {"dog": "Dog", "pet": "Pet"}},
        },
        "Dog": child("tricks"), "Cat": child("lives"),
    });
    let expected = r#"union by kind (Cat ["Cat"], Dog ["dog"], {kind = "pet"} ["pet"])"#;
    assert_eq!(component(&schemas, "Pet"), expected);
    assert_eq!(component(&schemas, "Dog"), r#"{kind = "dog", tricks?: I64}"#);
}

#[test]
fn a_base_that_lists_its_children_is_their_union() {
    let child = |name: &str| json!({"allOf": [to("Pet"), {"properties": {name: {"type": "integer"}}}]});
    let schemas = json!({
        "Pet": {
            "properties": {"kind": {"type": "string"}}, "oneOf": [to("Dog"), to("Cat")],
            "discriminator": {"propertyName": "kind"},
        },
        "Dog": child("tricks"), "Cat": child("lives"),
    });
    assert_eq!(component(&schemas, "Cat"), r#"{kind? = "Cat", lives?: I64}"#);
    assert_eq!(component(&schemas, "Pet"), r#"union by kind (Dog ["Dog"], Cat ["Cat"])"#);
}

#[test]
fn a_tag_that_the_schema_of_the_arm_rules_out_is_no_constant() {
    let of = |mapped: &str| {
        let kinds = json!({"type": "string", "enum": ["cat", "tom"]});
        let schemas = json!({
            "X": {
                "oneOf": [to("Cat"), to("Dog")],
                "discriminator": {"propertyName": "kind", "mapping": {mapped: "Cat", "dog": "Dog"}},
            },
            "Cat": tagged("claws", &kinds), "Dog": tagged("ears", &json!({"type": "string"})),
        });
        component(&schemas, "Cat")
    };
    assert!(of("cat").contains("= \"cat\""), "{}", of("cat"));
    assert!(!of("feline").contains('='), "{}", of("feline"));
}

#[test]
fn a_mapping_to_no_arm_is_reported() {
    let schemas = json!({
        "A": tagged("a", &json!({"type": "string"})), "B": tagged("b", &json!({"type": "string"})), "C": {},
        "X": {
            "oneOf": [to("A"), to("B")],
            "discriminator": {"propertyName": "kind", "mapping": {"c": "#/components/schemas/C"}},
        },
    });
    assert_eq!(codes(&schemas), ["discriminator-mapping"]);
}

#[test]
fn a_base_has_the_values_of_the_tag_that_mean_no_child() {
    let schemas = json!({
        "X": {
            "type": "object", "required": ["kind"], "discriminator": {"propertyName": "kind"},
            "properties": {"kind": {"type": "string", "enum": ["daily_x", "weekly_x"]}},
        },
        "WeeklyX": {"allOf": [to("X"), {"type": "object", "properties": {"day": {"type": "integer"}}}]},
    });
    let shown = x(&schemas);
    assert!(
        shown.starts_with(r#"union by kind (WeeklyX ["weekly_x"], "#) && shown.ends_with(r#"["daily_x"])"#),
        "{shown}"
    );
}
