//! Schemas, in the words of JSON Schema 2020-12 whatever the version of the document.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

use super::Extensions;
use crate::pointer::Pointer;

/// A schema. A boolean schema has `always` set and nothing else.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a keyword of its own")]
pub struct Schema<'a> {
    /// Where it stands.
    pub at: Pointer,
    /// `Some(true)` for the schema `true`, `Some(false)` for `false`.
    pub always: Option<bool>,
    /// `$ref`, written as a key of [`super::Components::schemas`]; see [`super::Document::schema`]. Keywords beside it
    /// hold too (3.1).
    pub reference: Option<Cow<'a, str>>,
    /// `type`, without `null`; empty where not stated, and [`Types::NULL`] where null is the only type.
    pub types: Types,
    /// Null is allowed, in any spelling that stands in this very schema: `nullable`, `x-nullable`, `null` among the types.
    pub nullable: bool,
    /// `format`.
    pub format: Option<&'a str>,
    /// `title`.
    pub title: Option<&'a str>,
    /// `description`.
    pub description: Option<&'a str>,
    /// `enum`, nulls included.
    pub values: Option<&'a [Value]>,
    /// `const`.
    pub constant: Option<&'a Value>,
    /// `default`.
    pub default: Option<&'a Value>,
    /// `properties`, in document order.
    pub properties: Vec<(&'a str, Schema<'a>)>,
    /// `required`.
    pub required: Vec<&'a str>,
    /// `additionalProperties`.
    pub additional_properties: Option<Box<Schema<'a>>>,
    /// `items`.
    pub items: Option<Box<Schema<'a>>>,
    /// `allOf`.
    pub all_of: Vec<Schema<'a>>,
    /// `anyOf`.
    pub any_of: Vec<Schema<'a>>,
    /// `oneOf`.
    pub one_of: Vec<Schema<'a>>,
    /// `discriminator`.
    pub discriminator: Option<Box<Discriminator<'a>>>,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `example` (3.0) and `examples` (3.1).
    pub examples: Vec<&'a Value>,
    /// Keywords few schemas have.
    pub rare: Option<Box<Rare<'a>>>,
    /// Extensions.
    pub extensions: Extensions<'a>,
}

/// Keywords few schemas have.
#[derive(Debug, Default)]
pub struct Rare<'a> {
    /// `prefixItems`, or `items` as a list (draft 7).
    pub prefix_items: Option<Vec<Schema<'a>>>,
    /// `patternProperties`.
    pub pattern_properties: Vec<(&'a str, Schema<'a>)>,
    /// `propertyNames`.
    pub property_names: Option<Box<Schema<'a>>>,
    /// `contentMediaType`.
    pub content_media_type: Option<&'a str>,
    /// `contentEncoding`.
    pub content_encoding: Option<&'a str>,
    /// `contentSchema`.
    pub content_schema: Option<Box<Schema<'a>>>,
    /// Bounds of numbers, texts, arrays and objects.
    pub bounds: Bounds<'a>,
    /// `then`, `else` and the schemas of `dependentSchemas`: what holds under a condition.
    pub conditional: Vec<Schema<'a>>,
    /// `unevaluatedProperties`.
    pub unevaluated_properties: Option<Box<Schema<'a>>>,
    /// Applicators that change no Rust type and are accounted for as not honoured: `not`, `if`, `contains`,
    /// `unevaluatedItems`, `$dynamicRef`, … as (keyword, place).
    pub not_honoured: Vec<(&'a str, Pointer)>,
}

/// Bounds, documented but not enforced.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bounds<'a> {
    /// `minimum`.
    pub minimum: Option<&'a Value>,
    /// `maximum`.
    pub maximum: Option<&'a Value>,
    /// `exclusiveMinimum`, as a number; a 3.0 boolean moves `minimum` here.
    pub exclusive_minimum: Option<&'a Value>,
    /// `exclusiveMaximum`, as a number; a 3.0 boolean moves `maximum` here.
    pub exclusive_maximum: Option<&'a Value>,
    /// `multipleOf`.
    pub multiple_of: Option<&'a Value>,
    /// `minLength`.
    pub min_length: Option<u64>,
    /// `maxLength`.
    pub max_length: Option<u64>,
    /// `pattern`.
    pub pattern: Option<&'a str>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
}

/// `discriminator`.
#[derive(Debug)]
pub struct Discriminator<'a> {
    /// Where it stands.
    pub at: Pointer,
    /// `propertyName`.
    pub property: &'a str,
    /// `mapping`: value to reference text (a bare schema name is written out as `#/components/schemas/…`).
    pub mapping: Vec<(&'a str, String)>,
    /// `defaultMapping` (3.2), as a reference text.
    pub default: Option<String>,
}

/// A set of JSON types.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Types(pub u8);

impl Types {
    /// `string`.
    pub const STRING: Self = Self(1);
    /// `integer`.
    pub const INTEGER: Self = Self(2);
    /// `number`; a set with it says nothing about `integer`.
    pub const NUMBER: Self = Self(4);
    /// `boolean`.
    pub const BOOLEAN: Self = Self(8);
    /// `array`.
    pub const ARRAY: Self = Self(16);
    /// `object`.
    pub const OBJECT: Self = Self(32);
    /// `null`; kept apart in [`Schema::nullable`], here only where it is the only type or a union speaks of null as a
    /// kind.
    pub const NULL: Self = Self(64);

    /// No type stated.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether all of `other` are in it.
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both together.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What both have.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// How many types.
    pub fn len(self) -> u32 {
        self.0.count_ones()
    }
}

/// The names, as a document states them: `string|null`.
impl fmt::Debug for Types {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = [
            (Self::STRING, "string"),
            (Self::INTEGER, "integer"),
            (Self::NUMBER, "number"),
            (Self::BOOLEAN, "boolean"),
            (Self::ARRAY, "array"),
            (Self::OBJECT, "object"),
            (Self::NULL, "null"),
        ];
        let stated: Vec<_> = names.into_iter().filter(|(one, _)| self.contains(*one)).map(|(_, name)| name).collect();
        f.write_str(&stated.join("|"))
    }
}
