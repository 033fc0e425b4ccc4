//! Objects, scalars, enums, arrays, nullability and intersections.

use super::{codes, component, find, lowered, with_schemas, x};
use crate::ir::{Owner, Role};
use serde_json::json;

#[test]
fn an_object_is_a_struct() {
    let object = json!({"X": {"properties": {"a": {"type": "string"}, "b": {"type": "integer"}}, "required": ["b"]}});
    assert_eq!(x(&object), "{a?: String, b: I64}");
}

#[test]
fn an_object_without_properties_is_a_map() {
    assert_eq!(x(&json!({"X": {"type": "object"}})), "map Json");
    assert_eq!(x(&json!({"X": {"additionalProperties": {"type": "integer"}}})), "map I64");
    assert_eq!(x(&json!({"X": {"type": "object", "additionalProperties": false}})), "{}");
    let patterns = json!({"X": {"type": "object", "patternProperties": {"^x": {"type": "boolean"}}}});
    assert_eq!(x(&patterns), "map Bool");
}

#[test]
fn members_beyond_the_declared_ones_are_kept_where_they_are_declared() {
    let with = |extra: serde_json::Value| {
        x(&json!({"X": {"properties": {"a": {"type": "string"}}, "additionalProperties": extra}}))
    };
    assert_eq!(with(json!(true)), "{a?: String, ..Json}");
    assert_eq!(with(json!({"type": "integer"})), "{a?: String, ..I64}");
    assert_eq!(with(json!(false)), "{a?: String}");
}

#[test]
fn members_under_a_condition_may_be_absent() {
    let schema = json!({"X": {
        "properties": {"kind": {"type": "string"}}, "if": {"properties": {"kind": {"const": "a"}}},
        "then": {"required": ["a"], "properties": {"kind": {"const": "a"}, "a": {"type": "string"}, "b": {"type": "string"}}},
        "else": {"properties": {"b": {"type": "integer"}}},
        "dependentSchemas": {"kind": {"properties": {"c": {"type": "boolean"}}}},
    }});
    assert_eq!(x(&schema), "{kind?: String, a?: String, c?: Bool}");
    assert_eq!(codes(&schema), ["keyword-not-honoured"]);
}

#[test]
fn members_that_no_part_declares_may_be_told_of_at_the_end() {
    let with = |extra: serde_json::Value| {
        let part = json!({"properties": {"a": {"type": "string"}}});
        x(&json!({"X": {"allOf": [part], "unevaluatedProperties": extra}}))
    };
    assert_eq!(with(json!({"type": "integer"})), "{a?: String, ..I64}");
    assert_eq!(with(json!(false)), "{a?: String}");
}

#[test]
fn null_has_many_spellings() {
    let schemas = [
        json!({"type": "string", "nullable": true}),
        json!({"type": ["string", "null"]}),
        json!({"anyOf": [{"type": "string"}, {"type": "null"}]}),
        json!({"oneOf": [{"enum": [null]}, {"type": "string"}]}),
        json!({"allOf": [{"$ref": "#/components/schemas/S"}], "nullable": true}),
        json!({"anyOf": [{"$ref": "#/components/schemas/S"}, {"type": "null"}]}),
        json!({"$ref": "#/components/schemas/N"}),
    ];
    for schema in schemas {
        let shown = x(&json!({
            "S": {"type": "string"}, "N": {"type": ["string", "null"]},
            "X": {"properties": {"a": schema}, "required": ["a"]},
        }));
        assert!(shown.ends_with(" or null}"), "{schema}: {shown}");
    }
}

#[test]
fn a_part_that_forbids_null_wins() {
    let both = json!({"allOf": [{"type": ["string", "null"]}, {"type": "string"}]});
    assert_eq!(x(&json!({"X": {"properties": {"a": both}}})), "{a?: String}");
}

#[test]
fn formats_choose_scalars() {
    let of = |ty: &str, format: &str| x(&json!({"X": {"type": ty, "format": format}}));
    let texts = ["uuid", "date-time", "byte", "binary", "email"].map(|format| of("string", format));
    assert_eq!(texts, ["Uuid", "DateTime", "Base64", "String", "String"]);
    let numbers = ["int32", "int64", "uint8", "unixtime"].map(|format| of("integer", format));
    assert_eq!(numbers, ["I32", "I64", "U8", "I64"]);
    assert_eq!([of("number", "float"), of("number", "double")], ["F32", "F64"]);
}

#[test]
fn integers_are_as_wide_as_what_is_shown_of_them() {
    let of = |shown: serde_json::Value| {
        let mut schema = json!({"type": "integer"});
        schema.as_object_mut().unwrap().extend(shown.as_object().unwrap().clone());
        x(&json!({"X": schema}))
    };
    assert_eq!(of(json!({"minimum": 0, "maximum": u64::MAX})), "U64");
    assert_eq!(of(json!({"exclusiveMinimum": 0, "maximum": 1.844_674_407_370_955_2e19})), "U64");
    assert_eq!(of(json!({"minimum": -1, "maximum": 9_223_372_036_854_776_000_u64})), "I128");
    assert_eq!(of(json!({"default": 9_223_372_036_854_776_000_u64})), "I128");
    assert_eq!(of(json!({"example": 9_223_372_036_854_776_000_u64, "minimum": 0})), "U64");
    assert_eq!(of(json!({"minimum": 0, "maximum": 1e300})), "I64");
}

#[test]
fn lists_of_values_are_enums() {
    assert_eq!(x(&json!({"X": {"type": "string", "enum": ["a", "b", "a", null]}})), r#""a" | "b""#);
    assert_eq!(x(&json!({"X": {"enum": [1, -2]}})), "1 | -2");
    assert_eq!(x(&json!({"X": {"enum": ["a", 1, true, 1.5]}})), r#""a" | 1 | true | 1.5"#);
    assert_eq!(x(&json!({"X": {"enum": [true, false]}})), "Bool");
    let consts = json!({"X": {"oneOf": [{"const": "a", "title": "First"}, {"const": "b"}]}});
    assert_eq!(x(&consts), r#""a" | "b""#);
}

#[test]
fn values_are_read_as_the_stated_type() {
    let schemas = json!({"X": {"type": "string", "enum": [1, true]}, "Y": {"type": "integer", "enum": [1, "two"]}});
    assert_eq!(x(&schemas), r#""1" | "true""#);
    assert_eq!(component(&schemas, "Y"), "1");
    assert_eq!(codes(&schemas), ["enum-value-type"; 3]);
}

#[test]
fn values_beside_an_array_are_those_of_its_items() {
    let schemas = json!({"X": {"type": "array", "enum": ["a", "b"]}});
    assert_eq!((x(&schemas), codes(&schemas)), (r#"["a" | "b"]"#.to_owned(), vec!["enum-value-type"]));
}

#[test]
fn a_member_with_one_value_is_a_constant_where_it_is_always_there() {
    let shown = x(&json!({"X": {
        "properties": {
            "a": {"const": "x"}, "b": {"enum": [2]}, "c": {"const": "y"}, "d": {"const": "z", "default": "z"},
            "e": {"type": ["string", "null"], "const": "w"},
        },
        "required": ["a", "b", "e"],
    }}));
    assert_eq!(shown, r#"{a = "x", b = 2, c?: "y", d? = "z", e: "w" or null}"#);
}

#[test]
fn arrays_are_lists_or_tuples() {
    let of = |schema: serde_json::Value| x(&json!({ "X": schema }));
    let (text, number) = (json!({"type": "string"}), json!({"type": "integer"}));
    assert_eq!(of(json!({"type": "array", "items": text})), "[String]");
    assert_eq!(of(json!({"type": "array"})), "[Json]");
    assert_eq!(of(json!({"prefixItems": [text, number], "items": false})), "(String, I64)");
    assert_eq!(of(json!({"prefixItems": [text, number], "minItems": 2})), "(String, I64)");
    assert_eq!(of(json!({"prefixItems": [text, number]})), "[Json]");
    assert_eq!(of(json!({"prefixItems": [text], "items": text})), "[String]");
}

#[test]
fn an_intersection_does_not_depend_on_order() {
    let parts = [
        json!({"$ref": "#/components/schemas/Base"}),
        json!({"properties": {"a": {"enum": ["x", "y"]}, "c": {"type": "integer"}}, "required": ["a"]}),
        json!({"properties": {"c": {"type": "number", "format": "int32"}, "a": {"enum": ["y", "z"]}}}),
    ];
    let base = json!({"properties": {"a": {"type": "string"}, "b": {"type": "boolean"}}, "required": ["b"]});
    let sorted = |order: [usize; 3]| {
        let all: Vec<_> = order.iter().map(|i| &parts[*i]).collect();
        let shown = x(&json!({"Base": base, "X": {"allOf": all}}));
        let mut members: Vec<String> = shown.trim_matches(['{', '}']).split(", ").map(str::to_owned).collect();
        members.sort();
        members.join(", ")
    };
    let expected = r#"a = "y", b: Bool, c?: I32"#;
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(sorted(order), expected, "{order:?}");
    }
}

#[test]
fn a_reference_with_siblings_that_add_nothing_is_the_component() {
    let schema = |siblings: serde_json::Value| {
        let mut schema = json!({"$ref": "#/components/schemas/S"});
        schema.as_object_mut().unwrap().extend(siblings.as_object().unwrap().clone());
        x(&json!({"S": {"properties": {"a": {"type": "string"}, "b": {}}, "required": ["a"]}, "X": {"items": schema}}))
    };
    let same = [json!({"description": "words"}), json!({"type": "object"}), json!({"required": ["a"]})];
    for siblings in same {
        assert_eq!(schema(siblings), "[S]");
    }
    assert_eq!(schema(json!({"required": ["b"]})), "[{a: String, b: Json}]");
}

#[test]
fn a_component_that_extends_the_other_is_both() {
    let shown = x(&json!({
        "A": {"properties": {"a": {"type": "string"}}},
        "B": {"allOf": [{"$ref": "#/components/schemas/A"}, {"properties": {"b": {"type": "string"}}}]},
        "X": {"items": {"allOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]}},
    }));
    assert_eq!(shown, "[B]");
}

#[test]
fn contradictions_accept_any_value() {
    let schemas = json!({"X": {"allOf": [{"type": "string"}, {"type": "integer"}]}});
    assert_eq!(x(&schemas), "Json");
    assert_eq!(codes(&schemas), ["schema-contradiction"]);
}

#[test]
fn equal_inline_types_are_one() {
    let place =
        json!({"type": "object", "properties": {"city": {"type": "string", "description": "First."}, "zip": {}}});
    let other = json!({"type": "object", "properties": {"zip": {}, "city": {"type": "string"}}});
    let titled = json!({"type": "object", "title": "Bench", "properties": {"zip": {}, "city": {"type": "string"}}});
    let (api, _) = lowered(&with_schemas(&json!({
        "A": {"properties": {"home": place}}, "B": {"properties": {"work": other, "seat": titled}},
    })));
    let inline: Vec<_> = api.types.iter().filter(|def| def.context.component.is_none()).collect();
    assert_eq!(inline.iter().map(|def| def.origins.len()).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(inline[0].context.role, Role::Property("home".to_owned()));
    assert!(matches!(inline[0].context.owner, Owner::Type(id) if api.types[id.index()] == *find(&api, "A")));
}

#[test]
fn recursion_ends() {
    let list = json!({"X": {"type": "array", "items": {"$ref": "#/components/schemas/X"}}});
    assert_eq!(x(&list), "union ([X])");
    let itself = json!({"X": {"anyOf": [{"type": "string"}, {"type": "integer"}, {"$ref": "#/components/schemas/X"}]}});
    assert_eq!(x(&itself), "union (String, I64)");
    assert_eq!(codes(&itself), ["union-of-itself"]);
    let parts =
        json!({"X": {"allOf": [{"$ref": "#/components/schemas/X"}, {"properties": {"a": {"type": "string"}}}]}});
    assert_eq!((x(&parts), codes(&parts)), ("{a?: String}".to_owned(), vec!["reference-cycle"]));
}

#[test]
fn intersections_of_recursive_schemas_end() {
    let next = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let schemas = json!({
        "A": {"properties": {"next": next("B"), "a": {"type": "string"}}},
        "B": {"properties": {"next": next("A"), "b": {"type": "string"}}},
        "C": {"properties": {"next": next("C"), "c": {"type": "string"}}},
        "X": {"allOf": [next("A"), next("C")]},
    });
    let (api, _) = lowered(&with_schemas(&schemas));
    // The four, `B` and `C` together, and `A` and `C` together below that: `X` again.
    assert_eq!(api.types.len(), 5);
}

#[test]
fn inherited_inline_types_belong_to_the_base() {
    let (api, _) = lowered(&with_schemas(&json!({
        "A": {"allOf": [{"$ref": "#/components/schemas/Z"}, {"properties": {"own": {"type": "string"}}}]},
        "Z": {"properties": {"place": {"properties": {"city": {"type": "string"}}}}},
    })));
    let inline = api.types.iter().find(|def| def.context.component.is_none()).unwrap();
    assert!(matches!(inline.context.owner, Owner::Type(id) if api.types[id.index()] == *find(&api, "Z")));
}

#[test]
fn further_members_beside_a_component_that_says_nothing_of_them_are_kept() {
    let open = json!({"type": "object", "additionalProperties": true});
    let mut schemas = json!({
        "A": {"type": "object", "properties": {"a": {"type": "string"}}},
        "X": {"allOf": [{"$ref": "#/components/schemas/A"}, open]},
    });
    assert_ne!(x(&schemas), "A");
    schemas["A"]["additionalProperties"] = json!(true);
    assert_eq!(x(&schemas), "A");
}
