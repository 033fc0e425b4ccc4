//! What stands at a place of an OpenAPI document, told from the way there: it decides what a reference there means.
//!
//! Covers 3.0 to 3.2 at once. Values are not looked at.

/// An object of the specification that can be referred to, or that holds such objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Callback,
    Encoding,
    Example,
    Header,
    Link,
    MediaType,
    Operation,
    Parameter,
    PathItem,
    RequestBody,
    Response,
    Schema,
    SecurityScheme,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Document,
    Components,
    One(Part),
    /// A map or list of parts.
    Each(Part),
    Discriminator,
    /// A discriminator's mapping and the texts in it, which are references or names.
    Mapping,
    /// An example, a default or a constant: `$ref` in it is most likely part of the value.
    Payload,
    /// An extension: nothing of it is part of the document.
    Extension,
    /// Everything else.
    Opaque,
}

/// The sections of `components`.
const SECTIONS: [(&str, Part); 11] = [
    ("callbacks", Part::Callback),
    ("examples", Part::Example),
    ("headers", Part::Header),
    ("links", Part::Link),
    ("mediaTypes", Part::MediaType),
    ("parameters", Part::Parameter),
    ("pathItems", Part::PathItem),
    ("requestBodies", Part::RequestBody),
    ("responses", Part::Response),
    ("schemas", Part::Schema),
    ("securitySchemes", Part::SecurityScheme),
];

impl Part {
    /// The parts that have a section of `components` in every version.
    pub(super) const KEPT: [Self; 9] = [
        Self::Callback,
        Self::Example,
        Self::Header,
        Self::Link,
        Self::Parameter,
        Self::RequestBody,
        Self::Response,
        Self::Schema,
        Self::SecurityScheme,
    ];

    /// The section of `components` in which a part of this kind can be kept and referred to in every version. Path
    /// items are not among them: they are put where they are used, so that overlays can reach their operations.
    pub(super) fn section(self) -> Option<&'static str> {
        let kept = Self::KEPT.contains(&self);
        SECTIONS.iter().find(|(_, part)| kept && *part == self).map(|(name, _)| *name)
    }

    fn member(self, key: &str) -> Kind {
        match (self, key) {
            (Self::Schema, _) => schema_member(key),
            (Self::PathItem | Self::Operation, "parameters") => Kind::Each(Self::Parameter),
            (Self::PathItem, "additionalOperations") => Kind::Each(Self::Operation),
            (Self::PathItem, "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" | "query") => {
                Kind::One(Self::Operation)
            }
            (Self::Operation, "requestBody") => Kind::One(Self::RequestBody),
            (Self::Operation, "responses") => Kind::Each(Self::Response),
            (Self::Operation, "callbacks") => Kind::Each(Self::Callback),
            (Self::Callback, _) if !key.starts_with("x-") => Kind::One(Self::PathItem),
            (Self::Parameter | Self::Header | Self::RequestBody | Self::Response, "content") => {
                Kind::Each(Self::MediaType)
            }
            (Self::Response | Self::Encoding, "headers") => Kind::Each(Self::Header),
            (Self::Response, "links") => Kind::Each(Self::Link),
            (Self::MediaType | Self::Encoding, "encoding" | "prefixEncoding") => Kind::Each(Self::Encoding),
            (Self::MediaType | Self::Encoding, "itemEncoding") => Kind::One(Self::Encoding),
            (Self::Parameter | Self::Header | Self::MediaType, "schema" | "itemSchema") => Kind::One(Self::Schema),
            (Self::Parameter | Self::Header | Self::MediaType, "examples") => Kind::Each(Self::Example),
            (Self::Parameter | Self::Header | Self::MediaType, "example") | (Self::Example, "value" | "dataValue") => {
                Kind::Payload
            }
            _ if key.starts_with("x-") => Kind::Extension,
            _ => Kind::Opaque,
        }
    }
}

fn schema_member(key: &str) -> Kind {
    match key {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" | "allOf" | "anyOf"
        | "oneOf" | "prefixItems" => Kind::Each(Part::Schema),
        "items"
        | "additionalItems"
        | "additionalProperties"
        | "unevaluatedItems"
        | "unevaluatedProperties"
        | "not"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "propertyNames"
        | "contentSchema" => Kind::One(Part::Schema),
        "example" | "examples" | "default" | "const" | "enum" => Kind::Payload,
        "discriminator" => Kind::Discriminator,
        _ if key.starts_with("x-") => Kind::Extension,
        _ => Kind::Opaque,
    }
}

impl Kind {
    /// The kind of a member.
    pub(super) fn member(self, key: &str) -> Self {
        match (self, key) {
            (Self::Document, "paths" | "webhooks" | "x-webhooks") => Self::Each(Part::PathItem),
            (Self::Document, "components") => Self::Components,
            (Self::Components, _) => {
                SECTIONS.iter().find(|(name, _)| *name == key).map_or(Self::Opaque, |(_, part)| Self::Each(*part))
            }
            (Self::Document | Self::Each(Part::PathItem | Part::Response), _) if key.starts_with("x-") => {
                Self::Extension
            }
            (Self::Each(part), _) => Self::One(part),
            (Self::One(part), _) => part.member(key),
            (Self::Discriminator, "mapping") | (Self::Mapping, _) => Self::Mapping,
            (Self::Payload, _) => Self::Payload,
            (Self::Extension, _) => Self::Extension,
            _ => Self::Opaque,
        }
    }

    /// The kind of an item of a list. `items` of old drafts is a list of schemas in the place of one.
    pub(super) fn item(self) -> Self {
        match self {
            Self::Each(part) | Self::One(part) => Self::One(part),
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pointer::Pointer;

    fn kind(pointer: &str) -> Kind {
        Pointer::parse(pointer).segments().into_iter().fold(Kind::Document, Kind::member)
    }

    #[test]
    fn the_way_tells_the_kind() {
        let media = "/paths/~1a/get/responses/200/content/application~1json";
        assert_eq!(kind(&format!("{media}/schema/properties/parameters/items")), Kind::One(Part::Schema));
        assert_eq!(kind(&format!("{media}/examples/schema")), Kind::One(Part::Example));
        assert_eq!(kind(&format!("{media}/schema/enum/0/x")), Kind::Payload);
        assert_eq!(kind("/components/schemas/A/discriminator/mapping"), Kind::Mapping);
        assert_eq!(kind("/paths/x-groups/get"), Kind::Extension);
        assert_eq!(kind("/components/callbacks/c/{$url}/post/requestBody"), Kind::One(Part::RequestBody));
    }
}
